// What the season is asked to do: the command line read and judged, with its defaults.

import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { OperatorFault } from "../../store/fault.ts";
import type { Config } from "../config.ts";
import { SEASON_DAYS } from "./days.ts";
import { SEASON_TEXTS } from "./texts.ts";

export interface SeasonOptions {
  readonly households: number;
  readonly seed: number;
  /** Staffing of the desks: a row of reference/desk-scenarios.csv. */
  readonly scenario: string;
  /** First and last day on which appointments may stand, and the Region's target ("YYYY-MM-DD"). */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly target: string;
  /** Files of the report; null where none is asked for. */
  readonly json: string | null;
  readonly html: string;
  /** The data stay in place at the end. */
  readonly keep: boolean;
  /** Folder of the season's database, notice files and senders' memory. */
  readonly home: string;
}

/** Households of the Region's first list (reference/cohort-parameters.csv). */
const FULL_SIZE = "126921";
const LARGEST = 1_500_000;

/** Reads `convoca season` options. @throws OperatorFault for what cannot be understood. */
export function readSeasonOptions(config: Config, args: readonly string[]): SeasonOptions {
  const values = parse(args);
  const households = wholeNumber("--households", values.households, LARGEST);
  for (const day of [values.from, values.to]) {
    if (!/^2019-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))) {
      throw new OperatorFault("OPZIONE_NON_VALIDA", SEASON_TEXTS.badDay(day));
    }
  }
  return {
    households,
    seed: wholeNumber("--seed", values.seed, 2 ** 31),
    scenario: values.scenario,
    firstDay: values.from,
    lastDay: values.to,
    target: SEASON_DAYS.target,
    json: values.json === undefined ? null : resolve(values.json),
    html: resolve(values.html ?? join(config.home, "stagione.html")),
    keep: values.keep,
    home: join(config.home, "season"),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        households: { type: "string", default: FULL_SIZE },
        scenario: { type: "string", default: "base" },
        seed: { type: "string", default: String(SEASON_DAYS.seed) },
        from: { type: "string", default: SEASON_DAYS.firstDay },
        to: { type: "string", default: SEASON_DAYS.lastDay },
        json: { type: "string" },
        html: { type: "string" },
        keep: { type: "boolean", default: false },
      },
    }).values;
  } catch (cause) {
    throw new OperatorFault("OPZIONE_NON_VALIDA", SEASON_TEXTS.usage, { cause });
  }
}

function wholeNumber(name: string, text: string, largest: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > largest) {
    throw new OperatorFault("OPZIONE_NON_VALIDA", SEASON_TEXTS.badNumber(name, text, largest));
  }
  return value;
}
