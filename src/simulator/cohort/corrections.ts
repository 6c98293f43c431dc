// The later file: moves, new phones, changes of role, renewals, old notices that arrive late, and rejected rows put right.

import type { IsoDate } from "../../domain/notices/types.ts";
import { drawMove } from "./addresses.ts";
import type { Shares } from "./calibration.ts";
import { newMobile } from "./contacts.ts";
import { toDayNumber, toIsoDate } from "../../domain/calendar/days.ts";
import { instantOnDay } from "../../domain/calendar/instants.ts";
import { protocolOf } from "./draw-household.ts";
import type { CohortHousehold, CohortPerson } from "./household.ts";
import { Random, hashText, weigh } from "./random.ts";
import type { CohortReference } from "./reference.ts";
import type { CohortRow, Defect } from "./rows.ts";
import { firstSentAt, noticeOf } from "./rows.ts";

export type Correction = "corrected" | "moved" | "phone-changed" | "role-changed" | "renewed" | "stale";

export interface CorrectionRows {
  readonly kind: Correction;
  readonly rows: readonly CohortRow[];
}

/** Days after `asOf` at which the later file is sent. */
export const CORRECTIONS_AFTER_DAYS = 21;
const CHANGED_PHONES = 100_000_000;
/** Protocols of renewals are numbered apart from those of first applications. */
const RENEWALS = 90_000_000;
const VERSION = 3;

interface Case {
  readonly household: CohortHousehold;
  readonly defects: readonly (Defect | null)[];
  readonly random: Random;
  readonly asOf: IsoDate;
  readonly reference: CohortReference;
}

/** What the later file says of a household; null for nearly all. Depends on the household and the seed alone. */
export function correctionRows(
  household: CohortHousehold,
  defects: readonly (Defect | null)[],
  seed: number,
  asOf: IsoDate,
  reference: CohortReference,
): CorrectionRows | null {
  const random = new Random(seed, hashText(household.protocol), 2);
  const about: Case = { household, defects, random, asOf, reference };
  if (defects.some((defect) => defect !== null)) return corrected(about);
  const { shares } = reference;
  if (!random.chance(shares["correction-household-share"])) return null;
  const kind = random.weighted(kinds(shares));
  return {
    kind,
    rows: rowsOf(about, household.persons.length > 1 || kind !== "role-changed" ? kind : "phone-changed"),
  };
}

function kinds(shares: Shares) {
  return weigh<Exclude<Correction, "corrected">>([
    ["moved", shares["correction-moved-weight"]],
    ["phone-changed", shares["correction-phone-weight"]],
    ["role-changed", shares["correction-role-weight"]],
    ["renewed", shares["correction-renewal-weight"]],
    ["stale", shares["correction-stale-weight"]],
  ]);
}

function rowsOf(about: Case, kind: Exclude<Correction, "corrected">): CohortRow[] {
  switch (kind) {
    case "moved":
      return moved(about);
    case "phone-changed":
      return phoneChanged(about);
    case "role-changed":
      return roleChanged(about);
    case "renewed":
      return renewed(about);
    case "stale":
      return stale(about);
  }
}

function laterInstant(about: Case): string {
  return instantOnDay(
    toDayNumber(about.asOf) + CORRECTIONS_AFTER_DAYS - 1,
    about.random.whole(57_600, 68_000),
  );
}

/** Rows that were rejected, sent again as they should have been: new to the intake, since nothing of them was taken in. */
function corrected(about: Case): CorrectionRows | null {
  const { household, defects, random, reference } = about;
  const sentAt = laterInstant(about);
  const rows: CohortRow[] = [];
  for (const [index, person] of household.persons.entries()) {
    if (
      (defects[index] ?? null) === null ||
      !random.chance(reference.shares["correction-of-defective-share"])
    )
      continue;
    rows.push({
      raw: noticeOf(household, person, { sentAt, version: VERSION }),
      outcome: "created",
      defect: null,
    });
  }
  return rows.length === 0 ? null : { kind: "corrected", rows };
}

function moved(about: Case): CohortRow[] {
  const { household, random, reference } = about;
  const elsewhere = { ...household, residence: drawMove(random, reference), domicile: null };
  const sentAt = laterInstant(about);
  return household.persons.map((person) => ({
    raw: noticeOf(elsewhere, person, { sentAt, version: VERSION }),
    outcome: "updated",
    defect: null,
  }));
}

function phoneChanged(about: Case): CohortRow[] {
  const { household } = about;
  const sentAt = laterInstant(about);
  return household.persons.slice(0, 1).map((person) => ({
    raw: noticeOf(household, withPhone(person), { sentAt, version: VERSION }),
    outcome: "updated",
    defect: null,
  }));
}

function withPhone(person: CohortPerson): CohortPerson {
  return { ...person, phone: newMobile(CHANGED_PHONES + person.unique) };
}

/** The applicant and the first member change places: two keys that are new; the others only name another applicant. */
function roleChanged(about: Case): CohortRow[] {
  const { household } = about;
  const [before, after] = household.persons;
  if (before === undefined || after === undefined) return [];
  const sentAt = laterInstant(about);
  return household.persons.map((person) => {
    const role = person === after ? "R" : "M";
    const raw = noticeOf(
      household,
      { ...person, role },
      { sentAt, version: VERSION, applicantTaxCode: after.taxCode },
    );
    return { raw, outcome: person === before || person === after ? "created" : "updated", defect: null };
  });
}

/** A new application after a change in the household: a new protocol that names the previous one. */
function renewed(about: Case): CohortRow[] {
  const { household, asOf } = about;
  const applied = toDayNumber(asOf) - 10;
  const unique = household.persons[0]?.unique ?? 0;
  const renewal = {
    ...household,
    protocol: protocolOf(RENEWALS + unique, Number(asOf.slice(0, 4))).replace("RDC", "RIN"),
    applicationDate: toIsoDate(applied),
    grantedOn: toIsoDate(applied + 20),
  };
  const sentAt = laterInstant(about);
  const previousProtocol = household.protocol;
  return household.persons.map((person) => ({
    raw: noticeOf(renewal, person, { sentAt, version: VERSION, previousProtocol }),
    outcome: "created",
    defect: null,
  }));
}

/** Sent before the first file, arrived after it: recorded, changes nothing. */
function stale(about: Case): CohortRow[] {
  const { household, random, asOf } = about;
  const sentAt = instantOnDay(toDayNumber(asOf) - 30, random.whole(20_000, 60_000));
  return household.persons
    .filter(() => sentAt < firstSentAt(household, asOf))
    .map((person) => ({
      raw: noticeOf(household, withPhone(person), { sentAt, version: -1 }),
      outcome: "unchanged",
      defect: null,
    }));
}
