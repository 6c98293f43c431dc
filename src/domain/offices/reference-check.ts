// Looks at all reference tables together: does each one point at rows that exist, and is everyone served every day?

import { addDays, inForce } from "../calendar/days.ts";
import type { Refusal } from "../outcome.ts";
import { checkBasins } from "./basins.ts";
import type { ReferenceRows } from "./reference-tables.ts";
import { REFERENCE_TEXTS } from "./reference-texts.ts";
import type { Office, OfficeSeat, Validity } from "./types.ts";

/** Tables that name an office; the name of their file says where to look. */
const OFFICE_TABLES = [
  "office-seats.csv",
  "office-contacts-demo.csv",
  "basins.csv",
  "napoli-zip-offices.csv",
  "opening-hours.csv",
  "office-closures.csv",
  "desks.csv",
  "cohort-by-office.csv",
] as const;

/** One refusal for each thing that is wrong; an empty list means that the tables may be loaded together. */
export function checkReference(
  rows: ReferenceRows,
  region: string,
  interval: Validity,
): readonly (Refusal & { readonly table: string })[] {
  const problems: (Refusal & { readonly table: string })[] = [];
  const offices = rows["offices.csv"];
  const ids = new Set(offices.map((office) => office.id));
  for (const table of OFFICE_TABLES) {
    const unknown = new Set(rows[table].map((row) => row.officeId).filter((id) => !ids.has(id)));
    for (const id of unknown)
      problems.push({ table, code: "RIFERIMENTO_UFFICIO", message: REFERENCE_TEXTS.unknownOffice(id) });
  }
  problems.push(
    ...unknownSources(rows),
    ...duplicates(rows),
    ...seatProblems(offices, rows["office-seats.csv"], interval),
  );
  const own = rows["municipalities.csv"].filter((m) => m.region === region);
  const basins = checkBasins(
    { basins: rows["basins.csv"], zipBasins: rows["napoli-zip-offices.csv"], offices },
    own,
    interval,
  );
  if (!basins.ok) problems.push({ table: "basins.csv", ...basins.refusal });
  return problems;
}

function unknownSources(rows: ReferenceRows): (Refusal & { table: string })[] {
  const known = new Set(rows["sources.csv"].map((source) => source.id));
  const problems: (Refusal & { table: string })[] = [];
  for (const [table, list] of Object.entries(rows)) {
    const named = new Set<string>();
    for (const row of list) if ("source" in row) named.add(row.source);
    for (const id of named)
      if (!known.has(id))
        problems.push({ table, code: "RIFERIMENTO_FONTE", message: REFERENCE_TEXTS.unknownSource(id) });
  }
  return problems;
}

function duplicates(rows: ReferenceRows): (Refusal & { table: string })[] {
  const keyed: readonly (readonly [string, readonly string[]])[] = [
    ["sources.csv", rows["sources.csv"].map((row) => row.id)],
    ["offices.csv", rows["offices.csv"].map((row) => row.id)],
    ["municipalities.csv", rows["municipalities.csv"].map((row) => row.code)],
    ["municipality-successors.csv", rows["municipality-successors.csv"].map((row) => row.code)],
    ["foreign-states.csv", rows["foreign-states.csv"].map((row) => row.code)],
    ["cohort-parameters.csv", rows["cohort-parameters.csv"].map((row) => row.key)],
    ["code-lists.csv", rows["code-lists.csv"].map((row) => `${row.list} ${row.code}`)],
    ["desks.csv", rows["desks.csv"].map((row) => `${row.scenario} ${row.officeId} ${row.from}`)],
  ];
  const problems: (Refusal & { table: string })[] = [];
  for (const [table, keys] of keyed) {
    const seen = new Set<string>();
    for (const key of keys) {
      if (seen.has(key))
        problems.push({ table, code: "RIFERIMENTO_DOPPIO", message: REFERENCE_TEXTS.duplicate(key) });
      seen.add(key);
    }
  }
  return problems;
}

/** Every office stands in exactly one place on every day of its own validity that lies in the interval. */
function seatProblems(
  offices: readonly Office[],
  seats: readonly OfficeSeat[],
  interval: Validity,
): (Refusal & { table: string })[] {
  const table = "office-seats.csv";
  const byOffice = Map.groupBy(seats, (seat) => seat.officeId);
  const problems: (Refusal & { table: string })[] = [];
  for (const office of offices) {
    const own = byOffice.get(office.id) ?? [];
    const days = new Set([interval.from, office.from, ...own.map((s) => s.from)]);
    for (const seat of own) if (seat.to !== undefined) days.add(addDays(seat.to, 1));
    for (const day of [...days].toSorted()) {
      if (!inForce(office, day) || !inForce(interval, day)) continue;
      const there = own.filter((seat) => inForce(seat, day)).length;
      if (there === 0)
        problems.push({ table, code: "RIFERIMENTO_SEDE", message: REFERENCE_TEXTS.seatGap(office.id, day) });
      if (there > 1)
        problems.push({
          table,
          code: "RIFERIMENTO_SEDE",
          message: REFERENCE_TEXTS.seatDouble(office.id, day),
        });
    }
  }
  return problems;
}
