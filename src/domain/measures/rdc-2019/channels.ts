// By which ways a beneficiary of the reddito di cittadinanza is told, one after another: informal means are valid, a receipt is wanted.

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

const LAW = { citation: "DL4_2019_ART4_C15QUINQUIES", confidence: "secondary" } as const;

const BY_LAW_INFORMAL = {
  ...INFORMAL,
  ...LAW,
  remark:
    "La norma ammette i mezzi informali; quanto attendere la ricevuta prima di passare oltre è una scelta della Regione, da confermare.",
} as const;

const WHOLE = [BY_LAW_INFORMAL, CERTIFIED_MAIL, PHONE_CALL, REGISTERED_LETTER] as const;

export const RDC_CHANNELS: ChannelPolicy = {
  steps: {
    summons: WHOLE,
    again: [
      {
        ...ANNOUNCEMENT,
        note: "SMS e posta elettronica insieme; chi è stato convocato una volta senza prova riceve subito anche la convocazione formale",
        remark:
          "Che cosa debba seguire a una convocazione informale non riuscita non è stato trovato: è una scelta della Regione.",
      },
      CERTIFIED_MAIL,
      REGISTERED_LETTER,
      PHONE_CALL,
    ],
    moved: WHOLE,
    cancelled: [BY_LAW_INFORMAL, PHONE_CALL, ORDINARY_LETTER],
    reminder: [REMINDER],
  },
  ...USUAL_CHANNEL_RULES,
};
