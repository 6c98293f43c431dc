// How long each kind of data is kept, for each measure: a table of the Region, read and judged as a whole.

import { accept, refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { isRetentionKind, RETENTION_KIND_NAMES, RETENTION_KINDS } from "./kinds.ts";
import type { RetentionKind } from "./kinds.ts";
import { RULE_TEXTS } from "./texts.ts";

/** H: read in the source; M: reported by others; L: a parameter that nobody has confirmed. */
export type Confidence = "H" | "M" | "L";

export interface RetentionRule {
  readonly kind: RetentionKind;
  /** Code of the measure, or "*" for all that have no row of their own. */
  readonly measure: string;
  readonly months: number;
  readonly source: string;
  readonly confidence: Confidence;
  readonly remark: string;
}

export const RULE_COLUMNS = ["kind", "measure", "months", "source", "confidence", "remark"] as const;

const EVERY = "*";
const MOST_MONTHS = 600;
/** Under this the access log may not go (Garante, 27 November 2008). */
const LEAST_ACCESS_LOG = 6;
/** Wherever no measure has a longer time, nothing that hangs on a dossier outlives it. */
const WITHIN_DOSSIER: readonly RetentionKind[] = [
  "restricted-document",
  "document",
  "message-text",
  "old-contact",
  "notice-version",
];

export type RuleRow = Readonly<Record<string, string>>;

/** The table, or the first thing that is wrong in it, with its line (the header is line 1): TEMPI_NON_VALIDI. */
export function readRules(
  rows: readonly RuleRow[],
  measures: readonly string[],
): Outcome<readonly RetentionRule[]> {
  const rules: RetentionRule[] = [];
  for (const [index, row] of rows.entries()) {
    const read = readRule(row, measures);
    if (typeof read === "string") return refuse("TEMPI_NON_VALIDI", RULE_TEXTS.atLine(index + 2, read));
    if (rules.some((one) => one.kind === read.kind && one.measure === read.measure)) {
      return refuse(
        "TEMPI_NON_VALIDI",
        RULE_TEXTS.atLine(index + 2, RULE_TEXTS.twice(read.kind, read.measure)),
      );
    }
    rules.push(read);
  }
  const missing = RETENTION_KIND_NAMES.find(
    (kind) => !rules.some((rule) => rule.kind === kind && rule.measure === EVERY),
  );
  if (missing !== undefined) return refuse("TEMPI_NON_VALIDI", RULE_TEXTS.missing(missing));
  for (const measure of [EVERY, ...measures]) {
    const dossier = monthsFor(rules, "dossier", measure);
    const longer = WITHIN_DOSSIER.find((kind) => monthsFor(rules, kind, measure) > dossier);
    if (longer !== undefined)
      return refuse("TEMPI_NON_VALIDI", RULE_TEXTS.longerThanDossier(longer, measure));
  }
  return accept(rules);
}

/** The rule of one row, or what is wrong with it. */
function readRule(row: RuleRow, measures: readonly string[]): RetentionRule | string {
  const [kind = "", measure = "", months = "", source = "", confidence = "", remark = ""] = RULE_COLUMNS.map(
    (column) => row[column]?.trim(),
  );
  if (!isRetentionKind(kind)) return RULE_TEXTS.unknownKind(kind);
  if (measure !== EVERY && !measures.includes(measure)) return RULE_TEXTS.unknownMeasure(measure);
  if (measure !== EVERY && !RETENTION_KINDS[kind].byMeasure) return RULE_TEXTS.notByMeasure(kind);
  const count = /^[1-9]\d{0,2}$/.test(months) ? Number(months) : 0;
  if (count < 1 || count > MOST_MONTHS) return RULE_TEXTS.badMonths(months);
  if (kind === "access-log" && count < LEAST_ACCESS_LOG)
    return RULE_TEXTS.accessLogTooShort(LEAST_ACCESS_LOG);
  if (source === "") return RULE_TEXTS.noSource;
  if (confidence !== "H" && confidence !== "M" && confidence !== "L")
    return RULE_TEXTS.badConfidence(confidence);
  if (confidence !== "H" && remark === "") return RULE_TEXTS.noRemark;
  return { kind, measure, months: count, source, confidence, remark };
}

/** The rule that holds for data of this kind under this measure. */
export function ruleFor(
  rules: readonly RetentionRule[],
  kind: RetentionKind,
  measure: string,
): RetentionRule {
  const own =
    rules.find((rule) => rule.kind === kind && rule.measure === measure) ??
    rules.find((rule) => rule.kind === kind && rule.measure === EVERY);
  if (own === undefined) throw new Error(`no time for ${kind}`);
  return own;
}

function monthsFor(rules: readonly RetentionRule[], kind: RetentionKind, measure: string): number {
  return ruleFor(rules, kind, measure).months;
}
