// The ready-made filters of the worklist as one table: condition, columns they bring. Names, empty texts and laws stand beside it.

import { kindsOf } from "./pending.ts";
import type { PendingKind } from "./pending.ts";
import type { ColumnName } from "./columns.ts";

/** A day of the row compared with today. "week": from today to Sunday. "month": from today over thirty days. "ahead": from today on. */
export type DayTest = "today" | "week" | "month" | "ahead" | "past";
export type DayColumn = "due" | "meeting" | "justify" | "exempt" | "activity" | "wait" | "note";

/** All that is given must hold. */
export interface Condition {
  readonly any?: readonly PendingKind[];
  readonly none?: readonly PendingKind[];
  readonly day?: readonly [DayColumn, DayTest];
  /** "new": given to whoever asks in the last seven days. */
  readonly assigned?: "nobody" | "new";
}

export type FilterGroup = "assignment" | "deadline" | "summons" | "conditionality" | "path" | "reach" | "waiting";

export interface Filter {
  readonly group: FilterGroup;
  readonly when: Condition;
  /** Shown when the filter is chosen and the user has not chosen columns; beside those that always show. */
  readonly columns: readonly ColumnName[];
  /** The order that it brings when it is chosen, where that of the deadlines would say little. */
  readonly order?: "appuntamento";
}

const filter = (group: FilterGroup, when: Condition, columns: readonly ColumnName[] = []): Filter => ({ group, when, columns });

/** Whose summons or agreed meeting has its hour: the meeting is to come, or its outcome is to be written. */
const CALLED = ["no-answer", "confirmed", "asks-another-date", "declined", "not-delivered", "meeting-agreed"] as const;
/** The DID of who is convened is given at the meeting, and an absence is justified by the person: until then nobody waits for the office. */
const OURS = kindsOf("us").filter((kind) => kind !== "did-missing" && kind !== "may-justify");
const THEIRS = ["no-answer", "confirmed", "may-justify", "activity-proposed", "at-municipality", "meeting-agreed"] as const;

export const FILTERS = {
  "non-assegnati": filter("assignment", { assigned: "nobody" }, ["operator"]),
  "nuovi-per-me": filter("assignment", { assigned: "new" }, ["assignedOn"]),
  scaduti: filter("deadline", { day: ["due", "past"] }),
  "scadono-in-settimana": filter("deadline", { day: ["due", "week"] }),
  "tocca-a-noi": filter("deadline", { any: OURS }),
  "tocca-alla-persona": filter("deadline", { any: THEIRS, none: OURS }),
  "da-convocare": filter("summons", { any: ["to-convene"] }, ["benefit", "reach"]),
  "da-comunicare": filter("summons", { any: ["to-tell"] }, ["appointment", "reach"]),
  "convocati-oggi": { ...filter("summons", { day: ["meeting", "today"] }, ["appointment", "phone"]), order: "appuntamento" },
  "convocati-in-settimana": { ...filter("summons", { day: ["meeting", "week"] }, ["appointment", "phone"]), order: "appuntamento" },
  "senza-risposta": filter("summons", { any: ["no-answer"], day: ["meeting", "ahead"] }, ["appointment", "phone"]),
  "altra-data": filter("summons", { any: ["asks-another-date"] }, ["appointment", "phone"]),
  "non-verra": filter("summons", { any: ["declined"] }, ["appointment", "phone"]),
  "esito-da-scrivere": filter("summons", { any: CALLED, day: ["meeting", "past"] }, ["appointment"]),
  giustificazioni: filter("conditionality", { any: ["may-justify"] }, ["justify", "phone"]),
  "giustificazione-scaduta": filter("conditionality", { any: ["may-justify"], day: ["justify", "past"] }, ["justify"]),
  "da-segnalare": filter("conditionality", { any: ["held", "to-report"] }),
  "da-approvare": filter("conditionality", { any: ["to-approve"] }),
  documenti: filter("conditionality", { any: ["document"] }),
  "did-mancante": filter("path", { any: ["did-missing"] }, ["benefit", "appointment"]),
  "esonero-da-verificare": filter("path", { any: ["exemption-to-decide", "contested"] }),
  "esonero-in-scadenza": filter("path", { any: ["exempt"], day: ["exempt", "month"] }, ["exemptUntil"]),
  "profilo-mancante": filter("path", { any: ["profile-missing"] }),
  "profilo-scaduto": filter("path", { any: ["profile-expired"] }),
  "patto-da-scrivere": filter("path", { any: ["pact-to-draft"] }),
  "patto-in-bozza": filter("path", { any: ["pact-draft"] }),
  "patto-da-firmare": filter("path", { any: ["pact-to-sign"] }),
  "senza-attivita": filter("path", { any: ["no-activity"] }),
  "attivita-proposta": filter("path", { any: ["activity-proposed"] }, ["activityUntil"]),
  "attivita-scaduta": filter("path", { any: ["activity-open"], day: ["activity", "past"] }, ["activityUntil"]),
  trasferiti: filter("path", { any: ["moved"] }, ["benefit"]),
  "al-comune": filter("path", { any: ["at-municipality", "hand-over-to-send"] }),
  "non-raggiungibili": filter("reach", { any: ["unreachable"] }, ["reach", "municipality"]),
  "non-recapitati": filter("reach", { any: ["not-delivered"] }, ["appointment", "reach"]),
  "da-telefonare": filter("reach", { any: ["to-call"] }, ["phone", "appointment"]),
  "invio-incerto": filter("reach", { any: ["uncertain"] }, ["appointment", "phone"]),
  compiti: filter("reach", { any: ["task"] }),
  "in-attesa": filter("waiting", { any: ["waiting"] }, ["wait"]),
  "attesa-finita": filter("waiting", { any: ["waiting"], day: ["wait", "past"] }, ["wait"]),
  promemoria: filter("waiting", { any: ["note"] }, ["note"]),
} as const satisfies Readonly<Record<string, Filter>>;

export type FilterName = keyof typeof FILTERS;
export const FILTER_NAMES = Object.keys(FILTERS) as readonly FilterName[];

export function isFilterName(text: string): text is FilterName {
  return Object.hasOwn(FILTERS, text);
}

export function filterOf(name: FilterName): Filter {
  return FILTERS[name];
}
