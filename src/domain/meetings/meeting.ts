// The agreed meeting: what may be done with it and when. No norm makes an absence from it a breach, so no act here opens one.

import type { IsoDate, IsoInstant } from "../notices/types.ts";
import { accept, refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { MEETING_ACTS, MEETING_OUTCOMES, MEETING_REFUSALS } from "./texts.ts";

/** What came of it; null while nobody has said. */
export type MeetingOutcome = keyof typeof MEETING_OUTCOMES;
export type MeetingAct = "came" | "missed" | "undo" | "move" | "cancel";

export interface MeetingFacts {
  readonly outcome: MeetingOutcome | null;
  readonly startsAt: IsoInstant;
  readonly day: IsoDate;
  readonly now: IsoInstant;
  readonly today: IsoDate;
  /** Role of whoever acts. */
  readonly by: string;
  readonly reason: string;
}

/** Who receives people at the door may say who came; the rest is of those who follow them. */
const ANYBODY_AT_THE_DESK: ReadonlySet<string> = new Set(["operator", "office-manager", "clerk"]);
const WHO_FOLLOWS: ReadonlySet<string> = new Set(["operator", "office-manager"]);
const WITH_A_REASON: ReadonlySet<MeetingAct> = new Set(["undo", "move", "cancel"]);
const SHORTEST_REASON = 5;

/** Refusals: INCONTRO_CHI, INCONTRO_ESITO, INCONTRO_FUTURO, INCONTRO_PASSATO, MOTIVO_MANCANTE. */
export function judgeMeeting(act: MeetingAct, facts: MeetingFacts): Outcome<null> {
  const { outcome, startsAt, day, now, today, by, reason } = facts;
  if (!(act === "came" ? ANYBODY_AT_THE_DESK : WHO_FOLLOWS).has(by)) return refuse("INCONTRO_CHI", MEETING_REFUSALS.who);
  if (act === "undo") {
    if (outcome === null) return refuse("INCONTRO_ESITO", MEETING_REFUSALS.nothingToUndo);
    if (outcome !== "came" && outcome !== "missed") return refuse("INCONTRO_ESITO", MEETING_REFUSALS.over(MEETING_OUTCOMES[outcome]));
  } else if (outcome !== null) return refuse("INCONTRO_ESITO", MEETING_REFUSALS.over(MEETING_OUTCOMES[outcome]));
  if (act === "came" && day > today) return refuse("INCONTRO_FUTURO", MEETING_REFUSALS.notYetDay);
  if (act === "missed" && startsAt > now) return refuse("INCONTRO_FUTURO", MEETING_REFUSALS.notYetHour);
  if (act === "cancel" && startsAt <= now) return refuse("INCONTRO_PASSATO", MEETING_REFUSALS.pastNotCancelled);
  if (WITH_A_REASON.has(act) && reason.trim().length < SHORTEST_REASON) return refuse("MOTIVO_MANCANTE", MEETING_REFUSALS.reason);
  return accept(null);
}

export interface MeetingOffer {
  readonly act: keyof typeof MEETING_ACTS;
  readonly label: string;
  readonly allowed: boolean;
  /** Why not; null when it is allowed. */
  readonly reason: string | null;
}

const OFFERED = ["came", "missed", "move", "cancel"] as const satisfies readonly (keyof typeof MEETING_ACTS)[];

/** The acts on an open meeting as they stand before a reason is written: the form asks for it. */
export function meetingOffers(facts: Omit<MeetingFacts, "outcome" | "reason">): MeetingOffer[] {
  const reason = "da scrivere";
  return OFFERED.map((act) => {
    const judged = judgeMeeting(act, { ...facts, outcome: null, reason });
    return { act, label: MEETING_ACTS[act], allowed: judged.ok, reason: judged.ok ? null : judged.refusal.message };
  });
}
