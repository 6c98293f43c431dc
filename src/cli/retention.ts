// `convoca retention`: what would go and why, the erasure itself, the numbers that are left of it.

import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { RETENTION_KINDS } from "../domain/retention/kinds.ts";
import type { RetentionKind } from "../domain/retention/kinds.ts";
import { shownFigures, SMALLEST_SHOWN } from "../domain/retention/figures.ts";
import { CONFIDENCE_TEXTS } from "../domain/retention/texts.ts";
import type { Services } from "../services/context.ts";
import { applyRetention } from "../services/retention/apply.ts";
import type { RetentionReport } from "../services/retention/apply.ts";
import { planRetention } from "../services/retention/plan.ts";
import type { DueLine } from "../services/retention/plan.ts";
import { readRulesFile } from "../services/retention/rules-file.ts";
import type { RulesInForce } from "../services/retention/rules-file.ts";
import { HELD_TEXTS } from "../services/retention/texts.ts";
import { OperatorFault } from "../store/fault.ts";
import { inTransaction } from "../store/pools.ts";
import { readFigures } from "../store/retention-runs.ts";
import type { Config } from "./config.ts";
import { withDatabase } from "./database.ts";
import { RETENTION_CLI_TEXTS as TEXTS } from "./retention-texts.ts";
import { count } from "./texts.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const OPERATOR = { id: process.env["USER"] ?? "riga-di-comando", role: "administrator" } as const;

export async function retentionCommand(config: Config, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      "dry-run": { type: "boolean", default: false },
      apply: { type: "boolean", default: false },
      figures: { type: "boolean", default: false },
      rules: { type: "string" },
      json: { type: "string" },
    },
  });
  if ([values["dry-run"], values.apply, values.figures].filter(Boolean).length > 1) throw new OperatorFault("COMANDO_INCOMPLETO", `${TEXTS.onlyOne} ${TEXTS.usage}`);
  const rules = await readRulesFile(values.rules === undefined ? join(config.root, "reference", "retention.csv") : resolve(values.rules));
  await withDatabase(config, async ({ services }) => {
    const found = values.apply ? await apply(services, rules) : values.figures ? await figures(services) : await dryRun(services, rules);
    if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(found, null, 2)}\n`, { mode: 0o600 });
  });
}

async function dryRun(services: Services, { rules }: RulesInForce): Promise<unknown> {
  const plan = await planRetention(services, rules);
  say(TEXTS.today(plan.today));
  if (plan.lines.length === 0) say(TEXTS.nothing);
  let kind: RetentionKind | null = null;
  for (const line of plan.lines) {
    if (line.kind !== kind) say(TEXTS.kind(RETENTION_KINDS[line.kind].title));
    kind = line.kind;
    describe(line);
  }
  say(TEXTS.dryRun);
  return plan;
}

function describe({ kind, rule, measure, units, cases, oldest, held }: DueLine): void {
  const amount = cases === null ? TEXTS.things(count(units)) : TEXTS.households(count(units));
  say(TEXTS.due(measure, amount, cases === null ? null : count(cases), oldest));
  say(TEXTS.why(rule.months, RETENTION_KINDS[kind].from, rule.source, CONFIDENCE_TEXTS[rule.confidence]));
  if (rule.remark !== "") say(TEXTS.remark(rule.remark));
  if (held !== null) say(TEXTS.held(HELD_TEXTS[held] ?? held));
}

async function apply(services: Services, rules: RulesInForce): Promise<RetentionReport> {
  const report = await applyRetention(services, rules, {
    actor: OPERATOR,
    progress: (kind, units) => say(TEXTS.progress(titleOf(kind), count(units))),
  });
  if (report.resumed) say(TEXTS.resumed);
  if (Object.keys(report.erased).length === 0) say(TEXTS.nothingErased);
  for (const [kind, { units, rows }] of Object.entries(report.erased)) {
    say(TEXTS.erased(titleOf(kind), count(units)));
    for (const [table, gone] of Object.entries(rows)) say(TEXTS.rows(table, count(gone)));
  }
  say(TEXTS.proof(count(Object.keys(report.proof).length)));
  return report;
}

function titleOf(kind: string): string {
  return RETENTION_KINDS[kind as RetentionKind]?.title ?? kind;
}

async function figures(services: Services): Promise<unknown> {
  const kept = await inTransaction(services.pools.retention, readFigures);
  const shown = shownFigures(kept.map(({ measure, grantedYear, what, officeId, amount }) => ({ group: `${measure} ${grantedYear}, ${what}`, place: officeId, amount })));
  say(TEXTS.figures(SMALLEST_SHOWN));
  for (const { group, total, cells } of shown) {
    say(TEXTS.figure(group, total === null ? TEXTS.heldBack : count(total)));
    for (const { place, amount } of cells) if (amount !== null) say(TEXTS.cell(place, count(amount)));
  }
  return shown;
}
