// The dates that the national file wants of each policy, read from what its act has left; where an end is not fixed yet, the planned one.

import { addMonths, toDayNumber, toIsoDate } from "../calendar/days.ts";
import type { PolicyEventCode } from "../activities/event.ts";
import type { IsoDate } from "../notices/types.ts";
import type { Parameter } from "../measures/types.ts";
import type { ActTold } from "./translate.ts";
import { RC1_OVER } from "./sendings.ts";
import type { KnownPolicy, PolicyKind } from "./types.ts";

/** A policy of ours without a fixed end is planned for so many months: the standard wants an end, and no source says which. */
export const PLANNED_MONTHS: Parameter<number> = {
  value: 12,
  citation: null,
  confidence: "unverified",
  note: "Durata prevista, in mesi, di una politica senza una fine fissata (DID, presa in carico, patto): lo standard chiede sempre una data di fine; si corregge con l’evento che la chiude.",
};

export interface PolicyDates {
  readonly proposedOn: IsoDate;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate;
  /** Day of the event. */
  readonly on: IsoDate;
}

type Data = Readonly<Record<string, unknown>>;

const day = (value: unknown): IsoDate | null => (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null);
const part = (value: unknown): Data => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Data) : {});
const last = (value: unknown): Data => (Array.isArray(value) ? part(value.at(-1)) : {});
const later = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b);
const planned = (from: IsoDate): IsoDate => toIsoDate(addMonths(toDayNumber(from), PLANNED_MONTHS.value));

/** Dates for an event: one that is bound to the end ends the policy on its day. `known`: the same policy as last told, null for a new one. */
export function datesOf(kind: PolicyKind, event: PolicyEventCode, told: ActTold, known: KnownPolicy | null): PolicyDates {
  if (kind === "N00") return declaration(event, told, known);
  if (kind === "A07") return profile(told);
  if (kind === "A02") return pact(event, told, known);
  return kind === "RC1" ? takingInCharge(event, told, known) : activity(told);
}

function declaration(event: PolicyEventCode, told: ActTold, known: KnownPolicy | null): PolicyDates {
  const declaredOn = day(part(told.data["declaration"])["on"]) ?? known?.proposedOn ?? told.on;
  // A corrected day corrects the proposal too: the number stays.
  if (event === "02") return { proposedOn: declaredOn, startsOn: declaredOn, endsOn: planned(declaredOn), on: declaredOn };
  const proposedOn = known?.proposedOn ?? declaredOn;
  const end = later(day(told.data["withdrawnOn"]) ?? told.on, proposedOn);
  return { proposedOn, startsOn: proposedOn, endsOn: end, on: end };
}

function profile(told: ActTold): PolicyDates {
  const on = day(part(told.data["decided"])["decidedOn"]) ?? told.on;
  return { proposedOn: on, startsOn: on, endsOn: on, on };
}

function pact(event: PolicyEventCode, told: ActTold, known: KnownPolicy | null): PolicyDates {
  const versions = told.data["versions"];
  const first = Array.isArray(versions) ? part(versions[0]) : {};
  const signedOn = day(part(first["office"])["on"]) ?? told.on;
  const proposedOn = known?.proposedOn ?? day(first["agreedOn"]) ?? signedOn;
  const startsOn = later(signedOn, proposedOn);
  // A revision is told as the start of the same pact: the standard binds that event to the day of the start.
  if (event === "02") return { proposedOn, startsOn, endsOn: planned(later(day(part(last(versions)["office"])["on"]) ?? startsOn, startsOn)), on: startsOn };
  const endsOn = later(day(told.data["endedOn"]) ?? told.on, startsOn);
  return { proposedOn, startsOn, endsOn, on: endsOn };
}

function takingInCharge(event: PolicyEventCode, told: ActTold, known: KnownPolicy | null): PolicyDates {
  // It begins with the benefit; one that is opened again begins on the day on which it is.
  const proposedOn = known?.proposedOn ?? (told.openedBefore ? told.on : told.grantedOn < told.on ? told.grantedOn : told.on);
  const endsOn = RC1_OVER.has(event) ? later(told.on, proposedOn) : planned(proposedOn);
  return { proposedOn, startsOn: proposedOn, endsOn, on: event === "01" ? proposedOn : endsOn };
}

function activity(told: ActTold): PolicyDates {
  const event = part(told.payload["event"]);
  const policy = part(told.payload["policy"]);
  const on = day(event["on"]) ?? told.on;
  const proposedOn = day(event["proposedOn"]) ?? on;
  const startsOn = later(day(event["startedOn"]) ?? day(policy["startsOn"]) ?? proposedOn, proposedOn);
  const endsOn = later(day(event["endedOn"]) ?? day(policy["endsOn"]) ?? planned(startsOn), startsOn);
  return { proposedOn, startsOn, endsOn, on };
}
