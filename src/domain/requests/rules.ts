// What a person may ask of their data: the kinds of request, their term, and what each answer needs.

import { addDays, isIsoDate } from "../calendar/days.ts";
import type { CitationKey } from "../law/citation.ts";
import type { IsoDate } from "../notices/types.ts";
import { accept, refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { REQUEST_TEXTS } from "./texts.ts";
import type { RequestKind } from "./types.ts";

/** Norm of each kind: the first is what the answer stands on. */
export const REQUEST_LAW: Readonly<Record<RequestKind, CitationKey>> = {
  access: "GDPR_ART15",
  rectification: "GDPR_ART16",
  erasure: "GDPR_ART17",
  restriction: "GDPR_ART18",
  portability: "GDPR_ART20",
  objection: "GDPR_ART21",
};

/** Days to answer in, from the day the request came (art. 12: a month, taken short), and how many more a difficult one may have, once. */
export const ANSWER_DAYS = 30;
export const EXTENSION_DAYS = 60;
/** A request that came longer ago was not found in a drawer: its date is wrong. */
const OLDEST_DAYS = 365;
const SOON_DAYS = 7;

/** The day by which to answer; DATA_RICHIESTA when the day it came cannot be. */
export function dueOn(receivedOn: IsoDate, today: IsoDate): Outcome<IsoDate> {
  if (!isIsoDate(receivedOn) || receivedOn > today || receivedOn < addDays(today, -OLDEST_DAYS)) {
    return refuse("DATA_RICHIESTA", REQUEST_TEXTS.badDate);
  }
  return accept(addDays(receivedOn, ANSWER_DAYS));
}

/** The later day, told to the person within the first term; GIA_PROROGATA, PROROGA_TARDIVA. */
export function extendedDue(
  request: { readonly dueOn: IsoDate; readonly extendedBecause: string | null },
  today: IsoDate,
): Outcome<IsoDate> {
  if (request.extendedBecause !== null) return refuse("GIA_PROROGATA", REQUEST_TEXTS.extendedAlready);
  if (today > request.dueOn) return refuse("PROROGA_TARDIVA", REQUEST_TEXTS.extendedLate);
  return accept(addDays(request.dueOn, EXTENSION_DAYS));
}

export type Urgency = "done" | "in-time" | "soon" | "late";

export function urgencyOf(
  request: { readonly state: string; readonly dueOn: IsoDate },
  today: IsoDate,
): Urgency {
  if (request.state !== "open") return "done";
  if (today > request.dueOn) return "late";
  return addDays(today, SOON_DAYS) >= request.dueOn ? "soon" : "in-time";
}
