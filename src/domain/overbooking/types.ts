// The words of overbooking: what the office promises, the hours of its day, and what is to be expected of them.

/** What the head of an office sets: whoever comes is received within so many minutes, with this probability at every hour. */
export interface WaitingPromise {
  readonly waitMinutes: number;
  /** From 0 to 1, e.g. 0.95. */
  readonly probability: number;
  /** Most places in more that one desk may be given on one day. At one hour a desk never has more than one. */
  readonly mostPerDesk: number;
}

/** How long meetings last: one slot, and two for this share of them. */
export interface Service {
  readonly slotMinutes: number;
  readonly longShare: number;
}

/** One hour at which people are convened: how many desks receive, and the chance of each convened person to come. */
export interface Slot {
  /** Minutes from midnight. */
  readonly start: number;
  readonly desks: number;
  readonly comes: readonly number[];
}

export interface SlotOutlook {
  readonly start: number;
  readonly desks: number;
  readonly convened: number;
  readonly expected: number;
  /** Chance that somebody who comes at this hour waits longer than the limit. */
  readonly late: number;
}

export interface DayOutlook {
  readonly slots: readonly SlotOutlook[];
  readonly convened: number;
  readonly expected: number;
  /** Minutes that who comes waits, on average. */
  readonly meanWait: number;
  /** The worst hour's `late`; 0 on a day without anybody. */
  readonly worstLate: number;
}

/** One hour of the planner's day: the desks that receive, who is convened there already, and who may come to be. */
export interface OpenSlot {
  readonly start: number;
  /** Desks whose seats begin at this hour. */
  readonly desks: readonly number[];
  /** Chances to come of everybody convened at this hour, the ordinary seats still free counted as full. */
  readonly comes: readonly number[];
  /** Chance to come of whoever is given a place in more. */
  readonly extraComes: number;
  /** Desks that have a place in more at this hour already. */
  readonly taken: readonly number[];
}

/** A numbered place beyond the one person a desk: whose it is, and where. */
export interface ExtraPlace {
  readonly start: number;
  readonly desk: number;
}
