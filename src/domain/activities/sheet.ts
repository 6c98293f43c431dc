// The sheet of a day: from what stands in the register and what the operator marks to the acts of the table that bring the one to the other.

import { JUSTIFIED_REASONS } from "../measures/words.ts";
import type { JustifiedReason } from "../measures/words.ts";
import type { IsoDate } from "../notices/types.ts";
import type { DayRecord } from "./types.ts";

/** Present, absent without a reason, or the justified reason whose proof was seen. */
export type SheetMark = "present" | "absent" | JustifiedReason;
export const SHEET_MARK_NAMES = ["present", "absent", ...JUSTIFIED_REASONS] as const;

export interface MarkedDay {
  readonly on: IsoDate;
  readonly mark: SheetMark;
  /** Done that day; not looked at for who is absent. */
  readonly minutes: number;
  /** Of a justified reason: its paper was seen. */
  readonly evidenceSeen: boolean;
  /** The provider's register was seen. */
  readonly registerSeen: boolean;
  /** Why what is already written is changed. */
  readonly reason: string;
}

export interface SheetStep {
  readonly act: "record-presence" | "record-absence" | "justify-absence" | "correct-attendance";
  readonly input: Readonly<Record<string, unknown>>;
}

/** The acts, in order; none where the register says so already. A day already written is never overwritten: it is corrected, with the reason. */
export function stepsOf(stored: DayRecord | undefined, marked: MarkedDay): SheetStep[] {
  const { on, mark, minutes, reason } = marked;
  if (stored === undefined) return [recording(marked)];
  if (mark === "present") {
    const isSame = stored.mark === "present" && stored.minutes === minutes;
    return isSame ? [] : [{ act: "correct-attendance", input: { on, mark: "present", minutes, reason } }];
  }
  if (mark === "absent" && stored.mark === "absent") return [];
  if (mark !== "absent" && stored.mark === "justified") return [];
  if (mark !== "absent" && stored.mark === "absent")
    return [{ act: "justify-absence", input: { on, justifiedReason: mark, evidenceSeen: marked.evidenceSeen } }];
  return [{ act: "correct-attendance", input: { on, mark: null, minutes: 0, reason } }, recording(marked)];
}

function recording({ on, mark, minutes, evidenceSeen, registerSeen }: MarkedDay): SheetStep {
  if (mark === "present") return { act: "record-presence", input: { on, minutes } };
  const justifiedReason = mark === "absent" ? null : mark;
  return { act: "record-absence", input: { on, justifiedReason, evidenceSeen: justifiedReason !== null && evidenceSeen, registerSeen } };
}
