// Facts that the stories of the summons share: a summons told well ahead, and the same one the day after its appointment.

import type { Story } from "../procedure/story.ts";
import { ACTORS } from "../procedure/types.ts";
import type { Actor } from "../procedure/types.ts";
import type {
  MeetingFacts,
  SummonsAct,
  SummonsContext,
  SummonsEffect,
  SummonsState,
  SummonsTerm,
} from "./types.ts";

export type SummonsStory = Story<SummonsState, SummonsAct, SummonsTerm, SummonsContext, SummonsEffect>;

export const KNOWN: MeetingFacts = {
  dayStartsAt: "2019-09-11T22:00:00.000Z",
  proof: "delivered",
  proofNeeded: "delivered",
  signed: true,
  excludedOrExempt: false,
  suspendedDay: false,
  counter: 1,
  counterSeen: 1,
  justifiedReason: "G1",
  evidenceSeen: true,
  toldInTime: true,
  justifyTermOver: true,
  reported: false,
};
export const BEFORE: SummonsContext = {
  now: "2019-09-02T08:00:00.000Z",
  bound: true,
  seatHeld: true,
  appointmentAt: "2019-09-12T07:00:00.000Z",
  earliest: "2019-09-06T22:00:00.000Z",
  channelUsable: true,
  allChannelsFailed: true,
  reason: "chiede altra data",
  choosing: { latest: "2019-09-30T21:59:59.999Z", ownMoves: 1 },
  callTold: true,
  meeting: KNOWN,
};
export const AFTER: SummonsContext = { ...BEFORE, now: "2019-09-13T10:00:00.000Z" };
export const meeting = (change: Partial<MeetingFacts>): { meeting: MeetingFacts } => ({
  meeting: { ...KNOWN, ...change },
});
export const unknown = { meeting: undefined } as unknown as Partial<SummonsContext>;
export const allBut = (...actors: readonly Actor[]): Actor[] =>
  (Object.keys(ACTORS) as Actor[]).filter((actor) => !actors.includes(actor));
export const OFFICE = ["operator", "office-manager"] as const;
export const PROGRAM_TOO = ["system", ...OFFICE] as const;
export const REPLYING = ["citizen", "operator", "clerk"] as const;
