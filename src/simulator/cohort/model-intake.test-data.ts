// For the tests of the cohort: the reference folder, and the plainest intake there can be, to compare its counts with the truth.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { RDC_2019 } from "../../domain/measures/rdc-2019/parameters.ts";
import type { NoticeVersion } from "../../domain/notices/supersede.ts";
import { supersede } from "../../domain/notices/supersede.ts";
import type { IsoDate, Notice, RawNotice, Rejection } from "../../domain/notices/types.ts";
import type { NoticeContacts, ValidationContext } from "../../domain/notices/validate.ts";
import { validateNotice } from "../../domain/notices/validate.ts";
import { buildPlaceRegistry } from "../../domain/people/places.ts";
import { loadCohortReference } from "./reference.ts";

export const REFERENCE_FOLDER = fileURLToPath(new URL("../../../reference", import.meta.url));
export const REFERENCE = loadCohortReference(REFERENCE_FOLDER);

const PLACES = buildPlaceRegistry(
  table("municipalities-history").map((row) => ({
    code: row["code"] ?? "",
    name: row["name"] ?? "",
    province: row["province"] ?? "",
    from: row["from"] ?? "",
    to: row["to"] === "" ? null : (row["to"] ?? null),
  })),
  table("foreign-states").map((row) => ({
    code: row["code"] ?? "",
    name: row["name"] ?? "",
    to: row["to"] === "" ? null : (row["to"] ?? null),
  })),
);

function table(name: string): Record<string, string>[] {
  return parse(readFileSync(`${REFERENCE_FOLDER}/${name}.csv`), { columns: true, bom: true });
}

/** Judges rows one after the other, in memory, by the rules of the domain and nothing else. */
export class ModelIntake {
  readonly counts = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  /** Rejected rows by the code of their first rejection. */
  readonly byCode: Record<string, number> = {};
  readonly #stored = new Map<string, NoticeVersion>();

  /** `broken`: the reader's own rejection of a record that it could not cut. */
  take(raw: RawNotice, receivedOn: IsoDate, broken?: Rejection): Taken | null {
    this.counts.read += 1;
    if (broken !== undefined) return this.#reject(broken.code);
    const judgement = validateNotice(raw, contextOn(receivedOn));
    if (!judgement.ok) return this.#reject(judgement.rejections[0]?.code ?? "");
    const { notice } = judgement;
    const key = `${notice.taxCode} ${notice.protocol} ${notice.role}`;
    const incoming = { sentAt: notice.sentAt, digest: "" };
    const outcome = supersede(this.#stored.get(key) ?? null, incoming);
    this.counts[outcome] += 1;
    if (outcome !== "unchanged") this.#stored.set(key, incoming);
    return { outcome, notice, contacts: judgement.contacts, warnings: judgement.warnings };
  }

  #reject(code: string): null {
    this.counts.rejected += 1;
    this.byCode[code] = (this.byCode[code] ?? 0) + 1;
    return null;
  }
}

export interface Taken {
  readonly outcome: "created" | "updated" | "unchanged";
  readonly notice: Notice;
  readonly contacts: NoticeContacts;
  readonly warnings: readonly Rejection[];
}

function contextOn(day: IsoDate): ValidationContext {
  return { places: PLACES, receivedAt: `${day}T06:00:00.000Z`, measures: [RDC_2019], defaultMeasure: "RDC" };
}
