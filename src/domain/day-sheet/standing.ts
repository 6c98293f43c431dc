// Where each person of a day stands: expected, late, waiting, called, or with an outcome; and how many of each.

import type { IsoInstant } from "../notices/types.ts";

export const STANDINGS = [
  "expected",
  "late",
  "waiting",
  "called",
  "seen",
  "left",
  "present",
  "absent",
  "missed",
  "justified",
  "unjustified",
  "not-proven",
  "cancelled",
  "moved",
] as const;
export type Standing = (typeof STANDINGS)[number];

/** Somebody at the door, as far as the standing asks. */
export interface VisitFacts {
  readonly called: boolean;
  readonly endedAs: "seen" | "left" | null;
}

export interface SeatFacts {
  /** State of the summons, or outcome of an agreed meeting; null for who came without an appointment of the day. */
  readonly summons: string | null;
  /** The seat was given up for another one, or taken away. */
  readonly givenUp: boolean;
  readonly startsAt: IsoInstant | null;
  readonly visit: VisitFacts | null;
}

/** States of a summons in which nobody has said yet whether the person came. */
const OPEN: ReadonlySet<string> = new Set([
  "planned",
  "issued",
  "not-delivered",
  "confirmed",
  "asks-another-date",
  "declined",
]);
const BY_STATE: Readonly<Record<string, Standing>> = {
  attended: "present",
  absent: "absent",
  justified: "justified",
  unjustified: "unjustified",
  "to-convene-again": "not-proven",
  cancelled: "cancelled",
  // Of an agreed meeting: nobody's absence from it is one by law.
  came: "present",
  missed: "missed",
  "called-off": "cancelled",
};

export function isOpenState(state: string): boolean {
  return OPEN.has(state);
}

export function standingOf({ summons, givenUp, startsAt, visit }: SeatFacts, now: IsoInstant): Standing {
  const decided = summons === null ? undefined : BY_STATE[summons];
  // What the law says of the person weighs more than where they are.
  if (decided !== undefined && decided !== "present") return decided;
  if (visit !== null) return visit.endedAs ?? (visit.called ? "called" : "waiting");
  if (decided !== undefined) return decided;
  if (givenUp) return "moved";
  return startsAt === null || startsAt > now ? "expected" : "late";
}

/** Nobody has said yet what came of the appointment. */
export function isUndecided(standing: Standing): boolean {
  return standing === "expected" || standing === "late";
}

/** Here, and nobody has finished with them yet. */
export function isHere(standing: Standing): boolean {
  return standing === "waiting" || standing === "called";
}

export interface DayRow {
  readonly standing: Standing;
  readonly walkIn: boolean;
}

export interface DayCounts {
  /** Appointments of the day: moved and cancelled ones left out. */
  readonly booked: number;
  readonly undecided: number;
  readonly here: number;
  readonly present: number;
  readonly absent: number;
  /** Agreed meetings to which nobody came. */
  readonly missed: number;
  readonly justified: number;
  readonly notProven: number;
  readonly cancelled: number;
  readonly moved: number;
  readonly walkIns: number;
}

const PRESENT: ReadonlySet<Standing> = new Set(["present", "waiting", "called", "seen", "left"]);

export function countDay(rows: readonly DayRow[]): DayCounts {
  const booked = rows.filter(
    ({ standing, walkIn }) => !walkIn && standing !== "moved" && standing !== "cancelled",
  );
  const among = (wanted: (standing: Standing) => boolean): number =>
    booked.filter(({ standing }) => wanted(standing)).length;
  const all = (wanted: Standing): number => rows.filter(({ standing }) => standing === wanted).length;
  return {
    booked: booked.length,
    undecided: among(isUndecided),
    here: rows.filter(({ standing }) => isHere(standing)).length,
    present: among((standing) => PRESENT.has(standing)),
    absent: among((standing) => standing === "absent" || standing === "unjustified"),
    missed: all("missed"),
    justified: among((standing) => standing === "justified"),
    notProven: among((standing) => standing === "not-proven"),
    cancelled: all("cancelled"),
    moved: all("moved"),
    walkIns: rows.filter(({ walkIn }) => walkIn).length,
  };
}
