// The national event of an active policy (01 to 15) that each act must send, as data: its code, and the date it is bound to.

import type { Confidence } from "../law/citation.ts";
import type { IsoDate } from "../notices/types.ts";
import type { ActivityData } from "./data.ts";
import type { ActivityAct, ActivityState } from "./types.ts";

/** The dictionary in force since 4 December 2017: which date of the policy must equal the date of the event. */
export const POLICY_EVENTS = {
  "01": { title: "Proposta", boundTo: "proposal" },
  "02": { title: "Iniziata", boundTo: "start" },
  "03": { title: "Respinta (prima dell’accettazione)", boundTo: null },
  "04": { title: "Rifiuto (dopo l’accettazione, prima dell’inizio)", boundTo: null },
  "05": { title: "Abbandono (dopo l’inizio)", boundTo: "end" },
  "06": { title: "Annullamento prima dell’inizio", boundTo: null },
  "07": { title: "Annullamento dopo l’inizio, per errore materiale", boundTo: "end" },
  "08": { title: "Cancellazione per mancanza dei requisiti", boundTo: "end" },
  "09": { title: "Sospesa", boundTo: "end" },
  "10": { title: "Terminata", boundTo: "end" },
  "11": { title: "Rendicontata", boundTo: null },
  "12": { title: "Decaduta", boundTo: "end" },
  "13": { title: "Esonerata", boundTo: null },
  "14": { title: "Trasformata", boundTo: "end" },
  "15": { title: "Esclusione", boundTo: "end" },
} as const satisfies Readonly<
  Record<string, { readonly title: string; readonly boundTo: "proposal" | "start" | "end" | null }>
>;

export type PolicyEventCode = keyof typeof POLICY_EVENTS;

/** The event that an act sends: from the states listed in `from` where it depends on them, whatever the state otherwise. */
export interface EventRule {
  readonly code: PolicyEventCode;
  readonly from?: readonly ActivityState[];
  readonly confidence: Confidence;
  /** Italian: what the dictionary does not say. Printed for the jurist. */
  readonly remark?: string;
}

const READ = { confidence: "primary" } as const;
const NOT_STARTED = ["proposed", "waiting", "enrolled"] as const;
const STARTED = ["started", "suspended"] as const;

/** Each act with its event; an empty list is an act that stays in the office. */
export const EVENTS_OF_ACTS: Readonly<Record<ActivityAct, readonly EventRule[]>> = {
  propose: [{ code: "01", ...READ }],
  accept: [],
  "give-place": [],
  "record-refusal": [
    { code: "03", from: ["proposed"], ...READ },
    { code: "04", from: ["waiting", "enrolled"], ...READ },
  ],
  "correct-refusal": [
    {
      code: "01",
      confidence: "inferred",
      remark:
        "Un rifiuto corretto torna proposta con la data della proposta: il dizionario non prevede il caso.",
    },
  ],
  cancel: [{ code: "06", ...READ }],
  start: [{ code: "02", ...READ }],
  "record-presence": [],
  "record-absence": [],
  "record-lost-hours": [],
  "justify-absence": [],
  "correct-attendance": [],
  suspend: [{ code: "09", ...READ }],
  resume: [
    {
      code: "02",
      confidence: "inferred",
      remark:
        "La ripresa non ha un codice proprio: si invia di nuovo l’inizio, con la data d’inizio originaria.",
    },
  ],
  complete: [{ code: "10", ...READ }],
  account: [{ code: "11", ...READ }],
  "end-for-job": [
    {
      code: "06",
      from: NOT_STARTED,
      confidence: "inferred",
      remark: "Il dizionario non ha un evento per chi trova lavoro prima dell’inizio.",
    },
    {
      code: "10",
      from: STARTED,
      confidence: "inferred",
      remark: "Il dizionario non ha un evento per chi trova lavoro: si invia il termine, con l’esito.",
    },
  ],
  interrupt: [
    {
      code: "10",
      confidence: "inferred",
      remark: "L’interruzione da parte dell’ente non ha un codice proprio: non è un abbandono della persona.",
    },
  ],
  "lose-requirements": [{ code: "08", ...READ }],
  abandon: [{ code: "05", ...READ }],
  "correct-abandonment": [
    {
      code: "02",
      confidence: "inferred",
      remark: "Un abbandono corretto torna iniziata con la data d’inizio: il dizionario non prevede il caso.",
    },
  ],
  "end-exempt": [{ code: "13", ...READ }],
  "end-excluded": [{ code: "15", ...READ }],
  "end-forfeited": [{ code: "12", ...READ }],
  transform: [{ code: "14", ...READ }],
  annul: [{ code: "07", ...READ }],
};

/** The event that `act` sends when done from a state; null when it sends none. */
export function eventOf(act: ActivityAct, from: ActivityState): EventRule | null {
  return EVENTS_OF_ACTS[act].find((rule) => rule.from === undefined || rule.from.includes(from)) ?? null;
}

/** What goes to the platform. The dates of the policy are those after the act. */
export interface PolicyEvent {
  readonly code: PolicyEventCode;
  readonly on: IsoDate;
  readonly proposedOn: IsoDate | null;
  readonly startedOn: IsoDate | null;
  readonly endedOn: IsoDate | null;
}

/**
 * The event of an act with its dates: the event's is the date of the policy that it is bound to, otherwise the day of the fact.
 * A suspended policy has the day of its suspension as its end, until it resumes. Null when the act sends none.
 */
export function policyEvent(
  act: ActivityAct,
  from: ActivityState,
  after: ActivityData,
  on: IsoDate,
): PolicyEvent | null {
  const rule = eventOf(act, from);
  if (rule === null) return null;
  const { boundTo } = POLICY_EVENTS[rule.code];
  const paused = after.pauses.at(-1);
  const endedOn = after.endedOn ?? (paused?.to === null ? paused.from : null);
  const { proposedOn, startedOn } = after;
  const bound =
    boundTo === "proposal"
      ? proposedOn
      : boundTo === "start"
        ? startedOn
        : boundTo === "end"
          ? endedOn
          : null;
  return { code: rule.code, on: bound ?? on, proposedOn, startedOn, endedOn };
}
