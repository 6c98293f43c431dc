// By which ways who has the supporto per la formazione e il lavoro is told: SMS and e-mail announce, a legal proof follows at once.

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

const WHOLE = [
  {
    ...ANNOUNCEMENT,
    citation: "DL48_2023_ART12",
    confidence: "inferred",
    remark:
      "Le regole della piattaforma sulla prova della convocazione non sono state lette: nel dubbio si cerca subito una prova legale.",
  },
  CERTIFIED_MAIL,
  REGISTERED_LETTER,
  PHONE_CALL,
] as const;

export const SFL_CHANNELS: ChannelPolicy = {
  steps: {
    summons: WHOLE,
    again: WHOLE,
    moved: WHOLE,
    cancelled: [INFORMAL, PHONE_CALL, ORDINARY_LETTER],
    reminder: [REMINDER],
  },
  ...USUAL_CHANNEL_RULES,
};
