// Why a person's page is opened: the work at hand that the program itself finds, or the reason that is chosen where it finds none.

import { addDays } from "../calendar/days.ts";
import { romeTime } from "../calendar/rome-time.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";

/** How near, in days, work must be to be at hand. */
export const AT_HAND = { appointmentDays: 7, termDays: 30 } as const;

/** Found by the program, the most telling first. */
export const DERIVED_REASONS = ["desk-task", "appointment", "message", "term", "item"] as const;
/** Chosen by who opens. */
export const CHOSEN_REASONS = ["at-desk", "call", "written-request", "colleague", "check", "other"] as const;
export const NO_REASON = "none";
export type DerivedReason = (typeof DERIVED_REASONS)[number];
export type ChosenReason = (typeof CHOSEN_REASONS)[number];
export type ReasonKind = DerivedReason | ChosenReason | typeof NO_REASON;

/** What stands open on a person's page. */
export interface WorkAtHand {
  readonly tasks: readonly { readonly id: string; readonly closedAt: string | null }[];
  readonly appointments: readonly {
    readonly id: string;
    readonly state: string;
    readonly startsAt: IsoInstant;
  }[];
  readonly messages: readonly { readonly id: string; readonly state: string }[];
  readonly terms: readonly { readonly dueOn: IsoDate; readonly metAt: string | null }[];
  /** Items of the procedures in a state that still asks for something. */
  readonly items?: readonly { readonly id: string }[];
}

export interface Reason {
  readonly kind: DerivedReason | typeof NO_REASON;
  /** The task, appointment, message or item; null for a term and for no reason. */
  readonly of: string | null;
}

/** The reason that the open work gives on `now`; "none" where nothing is to be done about the person. */
export function reasonAtHand(work: WorkAtHand, now: IsoInstant): Reason {
  const today = romeTime(now).date;
  const from = addDays(today, -AT_HAND.appointmentDays);
  const to = addDays(today, AT_HAND.appointmentDays);
  const isNear = (at: IsoInstant): boolean => {
    const { date } = romeTime(at);
    return date >= from && date <= to;
  };
  const task = work.tasks.find(({ closedAt }) => closedAt === null);
  if (task !== undefined) return { kind: "desk-task", of: task.id };
  const seat = work.appointments.find(({ state, startsAt }) => state === "held" && isNear(startsAt));
  if (seat !== undefined) return { kind: "appointment", of: seat.id };
  const message = work.messages.find(({ state }) => state === "uncertain" || state === "failed");
  if (message !== undefined) return { kind: "message", of: message.id };
  const last = addDays(today, AT_HAND.termDays);
  if (work.terms.some(({ metAt, dueOn }) => metAt === null && dueOn <= last))
    return { kind: "term", of: null };
  const item = work.items?.[0];
  return item === undefined ? { kind: NO_REASON, of: null } : { kind: "item", of: item.id };
}

export function isChosenReason(text: string): text is ChosenReason {
  return (CHOSEN_REASONS as readonly string[]).includes(text);
}
