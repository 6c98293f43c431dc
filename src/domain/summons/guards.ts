// The conditions of the summons procedure, each with the sentence shown when it does not hold.

import type { GuardRule } from "../procedure/types.ts";
import type { SummonsContext, SummonsGuard } from "./types.ts";

export const SUMMONS_GUARDS: Readonly<Record<SummonsGuard, GuardRule<SummonsContext>>> = {
  "person-bound": {
    refusal: "La persona non è tenuta agli obblighi: non va convocata. Verificare la scheda e i fatti comunicati dalla piattaforma.",
    holds: (context) => context.bound,
  },
  "seat-held": {
    refusal: "Il posto in agenda non è tenuto: scegliere un posto libero prima di scrivere alla persona.",
    holds: (context) => context.seatHeld,
  },
  "notice-enough": {
    refusal: "L'appuntamento è troppo vicino: il preavviso minimo non è rispettato. Scegliere una data più avanti.",
    holds: (context) => context.appointmentAt !== null && context.appointmentAt >= context.earliest,
  },
  "channel-usable": {
    refusal: "Nessun recapito utilizzabile: la persona è nell'elenco dello sportello. Cercare un recapito e registrarlo.",
    holds: (context) => context.channelUsable,
  },
  "all-channels-failed": {
    refusal: "Almeno un messaggio non è ancora chiuso oppure è arrivato: la convocazione non è «non recapitata».",
    holds: (context) => context.allChannelsFailed,
  },
  "reason-given": {
    refusal: "Manca il motivo: scriverlo, resterà nel registro degli atti.",
    holds: (context) => context.reason.trim() !== "",
  },
  "appointment-ahead": {
    refusal: "L'appuntamento è già passato: non si può più spostare.",
    holds: (context) => context.appointmentAt !== null && context.appointmentAt > context.now,
  },
};
