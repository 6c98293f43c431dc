// The moment of an act: the case read after its lock, the version of its measure, the calendar of its office.

import type { PoolClient } from "pg";
import { buildTermCalendar } from "../../domain/calendar/term-calendar.ts";
import type { TermCalendar } from "../../domain/calendar/term-calendar.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { measureOf } from "../../domain/measures/catalogue.ts";
import { OperatorFault } from "../../store/fault.ts";
import { readItems, readMembers } from "../../store/items.ts";
import type { CaseRow, Item } from "../../store/items.ts";
import type { Unit } from "../../store/units.ts";
import type { Actor } from "../context.ts";
import type { Reference } from "../reference.ts";
import type { AnyBinding, CaseFacts, Moment } from "./binding.ts";
import { ACT_TEXTS } from "./texts.ts";

const calendars = new WeakMap<Reference, Map<string, TermCalendar>>();

/** The calendar on which the terms of a measure run in an office: its holidays, and the suspensions of the measure. Made once. */
export function calendarOf(reference: Reference, measure: string, officeId: string | null): TermCalendar {
  const known = calendars.get(reference) ?? new Map<string, TermCalendar>();
  calendars.set(reference, known);
  const key = `${measure}/${officeId ?? ""}`;
  let calendar = known.get(key);
  if (calendar === undefined) {
    calendar = buildTermCalendar({ working: reference.workingCalendar(officeId), suspensions: reference.suspensions(measure) });
    known.set(key, calendar);
  }
  return calendar;
}

/** The unit whose items are counted together with those of this case. */
export function unitOf(binding: AnyBinding, row: CaseRow): Unit {
  const parameters = parametersOf(row);
  const by = binding.countedBy ?? "measure";
  const kind = by === "measure" ? parameters.unit : by;
  if (kind === "person") return { kind, id: row.personId };
  return { kind, id: parameters.countersSurviveRenewal.value ? row.firstBenefitId : row.benefitId };
}

export function parametersOf(row: Pick<CaseRow, "measure" | "grantedOn">) {
  const parameters = measureOf(row.measure, row.grantedOn);
  if (parameters === undefined) throw new OperatorFault("MISURA_SCONOSCIUTA", ACT_TEXTS.measureUnknown(row.measure));
  return parameters;
}

/** Reads all that procedures may look at. The case is locked already, or only read. */
export async function readFacts(client: PoolClient, row: CaseRow): Promise<CaseFacts> {
  const [facts] = await readFactsOf(client, [row]);
  return facts!;
}

/** The same of each of these cases, in their order. */
export async function readFactsOf(client: PoolClient, cases: readonly CaseRow[]): Promise<CaseFacts[]> {
  const members = await readMembers(client, cases.map(({ benefitId }) => benefitId));
  const benefits = new Map(members.map(({ caseId, benefitId }) => [caseId, benefitId]));
  const items = Map.groupBy(await readItems(client, [...benefits.keys()]), ({ caseId }) => benefits.get(caseId));
  const households = Map.groupBy(members, ({ benefitId }) => benefitId);
  return cases.map((row) => {
    const all = items.get(row.benefitId) ?? [];
    return {
      ...row,
      parameters: parametersOf(row),
      members: households.get(row.benefitId) ?? [],
      items: all.filter((item) => item.caseId === row.caseId),
      othersItems: all.filter((item) => item.caseId !== row.caseId),
    };
  });
}

export interface MomentRequest {
  readonly reference: Reference;
  readonly now: string;
  readonly actor: Actor;
  readonly facts: CaseFacts;
  readonly counted: ReadonlyMap<string, number>;
}

export function momentOf({ reference, now, actor, facts, counted }: MomentRequest): Moment {
  return { now, today: romeDay(now), actor, facts, reference, counted, calendar: calendarOf(reference, facts.measure, facts.officeId) };
}

/** The counts without what this item itself counts as: what stood before it. */
export function withoutOwn(counted: ReadonlyMap<string, number>, item: Item | null): ReadonlyMap<string, number> {
  if (item === null || item.counts === null) return counted;
  const others = new Map(counted);
  others.set(item.counts, (others.get(item.counts) ?? 1) - 1);
  return others;
}
