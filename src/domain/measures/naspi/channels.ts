// By which ways who has NASpI or DIS-COLL is told: only PEC, registered letter or a signed date prove, so they follow at once.

import type { ChannelPolicy } from "../channel-types.ts";
import {
  ANNOUNCEMENT,
  CERTIFIED_MAIL,
  INFORMAL,
  ORDINARY_LETTER,
  PHONE_CALL,
  REGISTERED_LETTER,
  REMINDER,
  USUAL_CHANNEL_RULES,
} from "../usual-channels.ts";

const DELIBERA = { citation: "DELIBERA_ANPAL_54_2019", confidence: "secondary" } as const;

const WHOLE = [
  { ...ANNOUNCEMENT, ...DELIBERA },
  { ...CERTIFIED_MAIL, ...DELIBERA },
  { ...REGISTERED_LETTER, ...DELIBERA },
  PHONE_CALL,
] as const;

export const NASPI_CHANNELS: ChannelPolicy = {
  steps: {
    summons: WHOLE,
    again: WHOLE,
    moved: WHOLE,
    cancelled: [INFORMAL, PHONE_CALL, ORDINARY_LETTER],
    reminder: [REMINDER],
  },
  ...USUAL_CHANNEL_RULES,
  answerEnough: {
    value: false,
    ...DELIBERA,
    note: "Una risposta non sostituisce la prova legale: la raccomandata o la PEC partono comunque",
  },
};
