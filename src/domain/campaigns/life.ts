// The life of a campaign as one table: from which state, by which lever, to which state. The people's own acts are ruled by their procedures.

import { refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { LIFE_TEXTS } from "./texts.ts";
import type { CampaignState } from "./types.ts";

export const LEVERS = ["change", "preview", "propose", "approve", "send-back", "pause", "resume", "stop", "remove"] as const;
export type Lever = (typeof LEVERS)[number];

/** Null: the campaign is gone. */
const TABLE: Readonly<Record<Lever, readonly (readonly [from: CampaignState, to: CampaignState | null])[]>> = {
  change: [["draft", "draft"]],
  preview: [["draft", "draft"]],
  propose: [["draft", "proposed"]],
  approve: [["proposed", "running"]],
  "send-back": [["proposed", "draft"]],
  pause: [["running", "paused"]],
  resume: [["paused", "running"]],
  stop: [["running", "stopping"], ["paused", "stopping"]],
  remove: [["draft", null]],
};

/** Where the lever leads from this state. Refusal: CAMPAGNA_STATO, with what may be done instead. */
export function pull(state: CampaignState, lever: Lever): Outcome<CampaignState | null> {
  const row = TABLE[lever].find(([from]) => from === state);
  return row === undefined ? refuse("CAMPAGNA_STATO", LIFE_TEXTS.notNow(state)) : { ok: true, value: row[1] };
}

/** The levers that move in this state. */
export function leversOf(state: CampaignState): Lever[] {
  return LEVERS.filter((lever) => TABLE[lever].some(([from]) => from === state));
}

/** Whether people of it are under way. */
export function isLive(state: CampaignState): boolean {
  return state === "running" || state === "paused" || state === "stopping";
}
