// Checks a table of basins before it is taken in: every municipality, every day, exactly one office.

import { addDays, inForce } from "../calendar/days.ts";
import type { IsoDate } from "../notices/types.ts";
import type { Refusal } from "../outcome.ts";
import { basinProblemText, OFFICE_TEXTS } from "./texts.ts";
import type {
  Basin,
  MunicipalityCode,
  MunicipalityRegion,
  Office,
  OfficeId,
  Validity,
  ZipBasin,
} from "./types.ts";

/** One thing wrong with a table of basins, and in which days. */
export interface BasinProblem extends Validity {
  readonly kind: "uncovered" | "doubled" | "office-not-valid" | "unknown-municipality";
  readonly municipalityCode: MunicipalityCode;
  readonly municipality: string;
  readonly zip?: string;
  readonly officeIds: readonly OfficeId[];
}

export type BasinCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: Refusal; readonly problems: readonly BasinProblem[] };

export interface BasinRows {
  readonly basins: readonly Basin[];
  readonly zipBasins: readonly ZipBasin[];
  readonly offices: readonly Office[];
}

/** Days from which the set of rows in force may change, inside the interval. */
function changeDays(rows: readonly Validity[], interval: Validity): readonly IsoDate[] {
  const days = new Set<IsoDate>([interval.from]);
  for (const row of rows) {
    days.add(row.from);
    if (row.to !== undefined) days.add(addDays(row.to, 1));
  }
  return [...days].filter((day) => inForce(interval, day)).toSorted();
}

interface Place {
  readonly municipalityCode: MunicipalityCode;
  readonly municipality: string;
  readonly zip?: string;
}

/** Walks the days on which something changes and reports the stretches with no office or with more than one. */
function checkPlace(
  place: Place,
  rows: readonly Basin[],
  offices: ReadonlyMap<OfficeId, Office>,
  interval: Validity,
): readonly BasinProblem[] {
  const relevant = rows.flatMap((row) => {
    const office = offices.get(row.officeId);
    return office === undefined ? [row] : [row, office];
  });
  const days = changeDays(relevant, interval);
  const problems: BasinProblem[] = [];
  days.forEach((day, index) => {
    const next = days[index + 1];
    const until = next === undefined ? interval.to : addDays(next, -1);
    const stretch = until === undefined ? { from: day } : { from: day, to: until };
    // Only what the office's own validity cannot excuse is an office that does not exist.
    const named = [...new Set(rows.filter((row) => inForce(row, day)).map((row) => row.officeId))];
    const alive = named.filter((id) => {
      const office = offices.get(id);
      return office !== undefined && inForce(office, day);
    });
    const dead = named.filter((id) => !alive.includes(id));
    const inTable = rows.filter((row) => inForce(row, day)).length;
    if (dead.length > 0) problems.push({ kind: "office-not-valid", ...place, ...stretch, officeIds: dead });
    if (named.length === 0) problems.push({ kind: "uncovered", ...place, ...stretch, officeIds: [] });
    if (inTable > 1) problems.push({ kind: "doubled", ...place, ...stretch, officeIds: named });
  });
  return joined(problems);
}

/** The same problem on stretches that touch is told once. */
function joined(problems: readonly BasinProblem[]): readonly BasinProblem[] {
  const result: BasinProblem[] = [];
  const last = new Map<string, number>();
  for (const problem of problems) {
    const key = `${problem.kind} ${problem.officeIds.join(" ")}`;
    const index = last.get(key);
    const previous = index === undefined ? undefined : result[index];
    if (index !== undefined && previous?.to !== undefined && addDays(previous.to, 1) === problem.from) {
      const { to: _, ...rest } = previous;
      result[index] = problem.to === undefined ? rest : { ...rest, to: problem.to };
      continue;
    }
    last.set(key, result.length);
    result.push(problem);
  }
  return result;
}

/**
 * Refuses (`BACINI_INCOMPLETI`) a table that, on any day of the interval, leaves a municipality of `municipalities` (the region's own) without an office
 * or gives it two, or sends it to an office that is not there; the problems are listed. A municipality divided by postal code must have each of its codes
 * covered once, and must not stand in the whole-municipality table as well.
 */
export function checkBasins(
  rows: BasinRows,
  municipalities: readonly MunicipalityRegion[],
  interval: Validity,
): BasinCheck {
  const offices = new Map(rows.offices.map((office) => [office.id, office]));
  const whole = Map.groupBy(rows.basins, (row) => row.municipalityCode);
  const divided = Map.groupBy(rows.zipBasins, (row) => row.municipalityCode);
  const known = new Set(municipalities.map((m) => m.code));
  const problems: BasinProblem[] = [];
  for (const { code, name } of municipalities) {
    const place = { municipalityCode: code, municipality: name };
    const zips = divided.get(code);
    const own = whole.get(code) ?? [];
    if (zips === undefined) {
      problems.push(...checkPlace(place, own, offices, interval));
      continue;
    }
    for (const [zip, list] of Map.groupBy(zips, (row) => row.zip))
      problems.push(...checkPlace({ ...place, zip }, [...own, ...list], offices, interval));
  }
  for (const code of new Set([...whole.keys(), ...divided.keys()]))
    if (!known.has(code))
      problems.push({
        kind: "unknown-municipality",
        municipalityCode: code,
        municipality: code,
        ...interval,
        officeIds: [],
      });
  if (problems.length === 0) return { ok: true };
  const message = [OFFICE_TEXTS.basinsRefused(problems.length), ...problems.map(basinProblemText)].join("\n");
  return { ok: false, refusal: { code: "BACINI_INCOMPLETI", message }, problems };
}
