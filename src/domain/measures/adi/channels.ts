// By which ways a beneficiary of the assegno di inclusione is told: informal means first, besides what the platform writes by itself.

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

const BESIDES_PLATFORM = {
  ...INFORMAL,
  citation: "DL48_2023_ART4",
  confidence: "inferred",
  note: "SMS e posta elettronica insieme, oltre all’avviso che la piattaforma SIISL manda da sé; senza ricevuta dopo due giorni lavorativi si passa oltre",
  remark:
    "Le regole della piattaforma sulla prova della convocazione non sono state lette; l’attesa è una scelta della Regione.",
} as const;

const WHOLE = [BESIDES_PLATFORM, CERTIFIED_MAIL, PHONE_CALL, REGISTERED_LETTER] as const;

export const ADI_CHANNELS: ChannelPolicy = {
  steps: {
    summons: WHOLE,
    again: [ANNOUNCEMENT, CERTIFIED_MAIL, REGISTERED_LETTER, PHONE_CALL],
    moved: WHOLE,
    cancelled: [BESIDES_PLATFORM, PHONE_CALL, ORDINARY_LETTER],
    reminder: [REMINDER],
  },
  ...USUAL_CHANNEL_RULES,
};
