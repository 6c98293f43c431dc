// The table of times as a file: read, judged, and known by its digest.

import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { CsvError, parse } from "csv-parse/sync";
import { MEASURES } from "../../domain/measures/catalogue.ts";
import { readRules, RULE_COLUMNS } from "../../domain/retention/rules.ts";
import type { RetentionRule, RuleRow } from "../../domain/retention/rules.ts";
import { OperatorFault } from "../../store/fault.ts";
import { RETENTION_TEXTS } from "./texts.ts";

export interface RulesInForce {
  readonly rules: readonly RetentionRule[];
  /** SHA-256 of the file: the register says with which table a run worked. */
  readonly digest: Buffer;
}

/** The table of this file; whatever is wrong with it is a fault with its line, and nothing is erased. */
export async function readRulesFile(path: string): Promise<RulesInForce> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new OperatorFault("TEMPI_ASSENTI", RETENTION_TEXTS.noFile(path), { cause });
  });
  const judged = readRules(rowsOf(bytes, path), [...new Set(MEASURES.map(({ code }) => code))]);
  if (!judged.ok) throw new OperatorFault(judged.refusal.code, judged.refusal.message);
  return { rules: judged.value, digest: hash("sha256", bytes, "buffer") };
}

function rowsOf(bytes: Buffer, path: string): RuleRow[] {
  try {
    return parse<RuleRow>(bytes, {
      bom: true,
      columns: (header: readonly string[]) => {
        const missing = RULE_COLUMNS.find((column) => !header.includes(column));
        if (missing !== undefined)
          throw new OperatorFault("TEMPI_NON_VALIDI", RETENTION_TEXTS.noColumn(missing, path));
        return [...header];
      },
    });
  } catch (error) {
    if (error instanceof CsvError)
      throw new OperatorFault("TEMPI_NON_VALIDI", RETENTION_TEXTS.notATable(path), { cause: error });
    throw error;
  }
}
