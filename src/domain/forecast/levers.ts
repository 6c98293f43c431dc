// What if: desks, hours, Saturdays, loans, branches, durations, reminders, show-up. Each lever changes what the forecast is made of, and nothing else.

import { accept, refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { LEVER_TEXTS } from "./texts.ts";
import type { ForecastInput, OfficeInput } from "./types.ts";

/** `officeId` null: every office. A branch is desks more, in another place and with the office's hours. */
export type Lever =
  | { readonly kind: "desks" | "branch"; readonly officeId: string | null; readonly desks: number }
  | { readonly kind: "hours"; readonly officeId: string | null; readonly minutes: number }
  | { readonly kind: "saturdays"; readonly officeId: string | null; readonly minutes: number }
  | { readonly kind: "loan"; readonly from: string; readonly to: string; readonly operators: number }
  | { readonly kind: "duration"; readonly minutes: number }
  | { readonly kind: "reminders"; readonly more: number }
  | { readonly kind: "show-up"; readonly points: number };

/** How the days of an office are made: what a lever multiplies. */
export interface Shape {
  /** Desks of each day; 0 when the office has none. */
  readonly desks: readonly number[];
  /** Saturdays on which it could open: no holiday, no closure. */
  readonly saturdays: readonly boolean[];
  readonly slotMinutes: number;
  /** Seats of each day for meetings that last so long. */
  readonly seatsAt: (minutes: number) => readonly number[];
}

const MOST_DESKS = 50;
const MOST_MINUTES = 480;

/** The input with the levers pulled, in the order given. Refusals: LEVA_SEDE, LEVA_VALORE, LEVA_PRESTITO. */
export function withLevers(input: ForecastInput, levers: readonly Lever[], shapes: ReadonlyMap<string, Shape>): Outcome<ForecastInput> {
  for (const lever of levers) {
    const wrong = judgeLever(lever, input, shapes);
    if (wrong !== null) return wrong;
  }
  const duration = levers.findLast((lever) => lever.kind === "duration");
  const offices = input.offices.map((office) => changed(office, levers, duration?.minutes ?? null, shapes.get(office.officeId)));
  let { missFactor, showUpPoints } = input.assumptions;
  for (const lever of levers) {
    if (lever.kind === "reminders") missFactor *= (1 - input.assumptions.reminderGain) ** lever.more;
    if (lever.kind === "show-up") showUpPoints += lever.points;
  }
  return accept({ ...input, offices, assumptions: { ...input.assumptions, missFactor, showUpPoints } });
}

function judgeLever(lever: Lever, input: ForecastInput, shapes: ReadonlyMap<string, Shape>): Outcome<never> | null {
  const known = (id: string | null): boolean => id === null || input.offices.some(({ officeId }) => officeId === id);
  const within = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most;
  const value = (fits: boolean, least: number, most: number): Outcome<never> | null => (fits ? null : refuse("LEVA_VALORE", LEVER_TEXTS.value(least, most)));
  switch (lever.kind) {
    case "desks":
    case "branch":
      return known(lever.officeId) ? value(within(lever.desks, 1, MOST_DESKS), 1, MOST_DESKS) : refuse("LEVA_SEDE", LEVER_TEXTS.office);
    case "hours":
    case "saturdays":
      return known(lever.officeId) ? value(within(lever.minutes, 10, MOST_MINUTES), 10, MOST_MINUTES) : refuse("LEVA_SEDE", LEVER_TEXTS.office);
    case "loan": {
      if (!known(lever.from) || !known(lever.to) || lever.from === lever.to) return refuse("LEVA_SEDE", LEVER_TEXTS.office);
      const desks = Math.max(0, ...(shapes.get(lever.from)?.desks ?? []));
      return within(lever.operators, 1, desks) ? null : refuse("LEVA_PRESTITO", LEVER_TEXTS.loan(desks));
    }
    case "duration":
      return value(within(lever.minutes, 10, 120), 10, 120);
    case "reminders":
      return value(within(lever.more, 1, 3), 1, 3);
    default:
      return value(within(lever.points, -50, 50), -50, 50);
  }
}

function changed(office: OfficeInput, levers: readonly Lever[], minutes: number | null, shape: Shape | undefined): OfficeInput {
  if (shape === undefined) return office;
  const slot = minutes ?? shape.slotMinutes;
  const ours = levers.filter((lever) => concerns(lever, office.officeId));
  if (ours.length === 0 && minutes === null) return office;
  // What was kept may differ from the tables of now (an exception entered since): only the difference that the duration makes is taken over.
  const then = minutes === null ? null : shape.seatsAt(shape.slotMinutes);
  const now = minutes === null ? null : shape.seatsAt(minutes);
  const seats = office.seats.map((kept, day) => {
    const before = then === null || now === null ? kept : Math.max(0, kept + now[day]! - then[day]!);
    const desks = shape.desks[day]!;
    if (desks === 0) return before;
    let standing = desks;
    let added = 0;
    for (const lever of ours) {
      if (lever.kind === "desks" || lever.kind === "branch") standing += lever.desks;
      else if (lever.kind === "loan") standing += lever.to === office.officeId ? lever.operators : -lever.operators;
    }
    standing = Math.max(0, standing);
    for (const lever of ours) {
      if (lever.kind === "hours" && before > 0) added += standing * Math.floor(lever.minutes / slot);
      if (lever.kind === "saturdays" && shape.saturdays[day]!) added += standing * Math.floor(lever.minutes / slot);
    }
    return Math.round((before / desks) * standing) + added;
  });
  return { ...office, seats };
}

function concerns(lever: Lever, officeId: string): boolean {
  if (lever.kind === "loan") return lever.from === officeId || lever.to === officeId;
  return "officeId" in lever && (lever.officeId === null || lever.officeId === officeId);
}

/** A lever as a person writes it ("sportelli=F839C000305:3", "orario=30", "prestito=A:B:2"); null when it is none. `tutte` is every office. */
export function readLever(text: string): Lever | null {
  const [name, rest = ""] = text.split("=", 2);
  const parts = rest.split(":");
  const amount = Number(parts.at(-1));
  if (parts.at(-1) === "" || !Number.isFinite(amount)) return null;
  const officeId = parts.length === 1 || parts[0] === "tutte" ? null : parts[0]!;
  if (name === "prestito") return parts.length === 3 ? { kind: "loan", from: parts[0]!, to: parts[1]!, operators: amount } : null;
  if (parts.length > 2) return null;
  if (name === "sportelli") return { kind: "desks", officeId, desks: amount };
  if (name === "distaccamento") return { kind: "branch", officeId, desks: amount };
  if (name === "orario") return { kind: "hours", officeId, minutes: amount };
  if (name === "sabati") return { kind: "saturdays", officeId, minutes: Math.round(amount * 60) };
  if (parts.length > 1) return null;
  if (name === "durata") return { kind: "duration", minutes: amount };
  if (name === "promemoria") return { kind: "reminders", more: amount };
  if (name === "presenti") return { kind: "show-up", points: amount };
  return null;
}
