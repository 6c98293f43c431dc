// What one miss, one day late and one day of waiting weigh in the sums of the planner: whole numbers that stand for an order of aims.

/** Greatest sums that a chain of moves may reach: beyond them whole numbers are no longer exact. */
const EXACT = Number.MAX_SAFE_INTEGER / 4;

export interface Weights {
  readonly late1: number;
  readonly late2: number;
  readonly notPlaced: number;
  readonly lateDay: number;
  readonly split: number;
  /** Units in which one person counts: the least common multiple of the lengths, where these differ. */
  readonly scale: number;
}

export interface Extent {
  /** Most people whom one change of plan can move: a simple cycle of the network, or everybody where whole plans are compared. */
  readonly moves: number;
  /** Days from the first column to the last. */
  readonly span: number;
  /** Most days by which one person can miss one date. */
  readonly lateSpan: number;
  readonly scale: number;
  readonly hasDate1: boolean;
  readonly canBeLate: boolean;
  /** Whether the days of a change are bounded by its length only, not by the span (see below). */
  readonly wholePlans: boolean;
}

/**
 * Each aim weighs more than all that a change can lose in the aims after it. Where each seat is one person's, the days (and "placed")
 * of a change cancel out but for the one place where it passes the end of the network: they change by at most the span (and by one).
 * Lateness is counted from each person’s own date and does not cancel: for each who moves at most `lateSpan`, for either date. With people of
 * unlike length, or when whole plans are compared, nothing cancels. Null where the sums would no longer be exact.
 */
export function weightsFor({ moves, span, lateSpan, scale, hasDate1, canBeLate, wholePlans }: Extent): Weights | null {
  const free = wholePlans || scale > 1;
  const days = free ? moves * span * scale : span;
  const split = days + 1;
  const splits = wholePlans ? moves * split : 0;
  const lateDay = days + splits + 1;
  const lateDays = canBeLate ? 2 * lateSpan * moves * scale * lateDay : 0;
  const notPlaced = lateDays + splits + days + 1;
  const places = notPlaced * (free ? moves * scale : 1);
  const late2 = places + lateDays + splits + days + 1;
  const late1 = hasDate1 ? moves * scale * late2 + places + lateDays + splits + days + 1 : late2;
  if (moves * scale * (late1 + late2) > EXACT) return null;
  return { late1, late2, notPlaced, lateDay, split, scale };
}
