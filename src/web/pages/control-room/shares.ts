// Counts of a scope as shares of their wholes.

import type { StageCounts } from "../../../contract/control-room.ts";
import type { Stage } from "../../../domain/control-room/texts.ts";
import { number, share } from "../../format.ts";
import { CONTROL_ROOM } from "../../texts/control-room.ts";

export const countOf = (counts: StageCounts, stage: Stage): number => counts[stage] ?? 0;

export const shareOf = (counts: StageCounts, stage: Stage, of: Stage): string => share(countOf(counts, stage), countOf(counts, of));

/** A share between 0 and 1. */
export const ratioOf = (counts: StageCounts, stage: Stage, of: Stage): number => {
  const whole = countOf(counts, of);
  return whole === 0 ? 0 : countOf(counts, stage) / whole;
};

export const said = (count: number | null | undefined): string => (count == null ? CONTROL_ROOM.hidden : number(count));

/** "?ambito=NA"; nothing for the Region. */
export const scopeQuery = (id: string): string => (id === "" ? "" : `?ambito=${encodeURIComponent(id)}`);
