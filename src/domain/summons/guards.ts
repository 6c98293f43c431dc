// The conditions of the summons procedure, each with the sentence shown when it does not hold.

import { isAtLeast } from "../measures/proof.ts";
import type { GuardRule } from "../procedure/types.ts";
import type { SummonsContext, SummonsGuard } from "./types.ts";

/** How often a person may choose another date of one summons by themselves; after that the office decides with them. */
export const MOST_OWN_MOVES = 2;

export const SUMMONS_GUARDS: Readonly<Record<SummonsGuard, GuardRule<SummonsContext>>> = {
  "person-bound": {
    refusal:
      "La persona non è tenuta agli obblighi: non va convocata. Verificare la scheda e i fatti comunicati dalla piattaforma.",
    holds: (context) => context.bound,
  },
  "seat-held": {
    refusal: "Il posto in agenda non è tenuto: scegliere un posto libero prima di scrivere alla persona.",
    holds: (context) => context.seatHeld,
    input: true,
  },
  "notice-enough": {
    refusal:
      "L’appuntamento è troppo vicino: il preavviso minimo non è rispettato. Scegliere una data più avanti.",
    holds: (context) => context.appointmentAt !== null && context.appointmentAt >= context.earliest,
    input: true,
  },
  "channel-usable": {
    refusal:
      "Nessun recapito utilizzabile: la persona è nell’elenco dello sportello. Cercare un recapito e registrarlo.",
    holds: (context) => context.channelUsable,
  },
  "all-channels-failed": {
    refusal:
      "Almeno un messaggio non è ancora chiuso oppure è arrivato: la convocazione non è «non recapitata».",
    holds: (context) => context.allChannelsFailed,
  },
  "reason-given": {
    refusal: "Manca il motivo: scriverlo, resterà nel registro degli atti.",
    holds: (context) => context.reason.trim() !== "",
    input: true,
  },
  "appointment-ahead": {
    refusal: "L’appuntamento è già passato: non si può più spostare.",
    holds: (context) => context.appointmentAt !== null && context.appointmentAt > context.now,
  },
  "seat-time-passed": {
    refusal: "L’ora dell’appuntamento non è ancora passata: la persona può ancora presentarsi.",
    holds: (context) => context.appointmentAt !== null && context.appointmentAt < context.now,
  },
  "appointment-day-come": {
    refusal:
      "Il giorno dell’appuntamento non è ancora arrivato: se la persona è qui, spostare prima l’appuntamento a oggi.",
    holds: ({ meeting, now }) => meeting !== undefined && meeting.dayStartsAt <= now,
  },
  "agreed-and-signed": {
    refusal: "L’appuntamento concordato va firmato dalla persona: senza la firma non prova nulla.",
    holds: ({ meeting }) => meeting?.signed === true,
    input: true,
  },
  "delivery-proven": {
    refusal:
      "Il recapito della convocazione non è provato con la forza che la misura richiede: non è un’assenza, si convoca di nuovo.",
    holds: ({ meeting }) => meeting !== undefined && isAtLeast(meeting.proof, meeting.proofNeeded),
  },
  "delivery-unproven": {
    refusal: "Il recapito della convocazione è provato: si registra l’assenza, oppure la presenza.",
    holds: ({ meeting }) => meeting !== undefined && !isAtLeast(meeting.proof, meeting.proofNeeded),
  },
  "obliged-that-day": {
    refusal:
      "Nel giorno dell’appuntamento la persona era esclusa o esonerata: non può risultare assente. Annullare la convocazione.",
    holds: ({ meeting }) => meeting?.excludedOrExempt === false,
    law: ["DL4_2019_ART4_C2", "DM_13_12_2023_ART8", "DL48_2023_ART12", "DLGS150_2015_ART21"],
  },
  "day-not-suspended": {
    refusal:
      "Nel giorno dell’appuntamento gli obblighi erano sospesi: non è un’assenza. Annullare la convocazione e convocare di nuovo.",
    holds: ({ meeting }) => meeting?.suspendedDay === false,
    law: "DL18_2020_ART40",
  },
  "counter-shown": {
    refusal:
      "Il numero di assenze già contate è cambiato o non è stato mostrato: rileggere il conteggio prima di confermare.",
    holds: ({ meeting }) => meeting !== undefined && meeting.counterSeen === meeting.counter,
    input: true,
  },
  "reason-listed": {
    refusal: "Indicare quale giustificato motivo ricorre, fra quelli dell’elenco.",
    holds: ({ meeting }) => meeting !== undefined && meeting.justifiedReason !== null,
    law: "NOTA_MLPS_3374_2016",
    input: true,
  },
  "evidence-seen": {
    refusal: "Manca il documento che prova l’impedimento: acquisirlo o annotare che è stato visto.",
    holds: ({ meeting }) => meeting?.evidenceSeen === true,
    law: "NOTA_MLPS_3374_2016",
    input: true,
  },
  "told-in-time": {
    refusal:
      "La giustificazione è arrivata dopo il termine: può accoglierla solo il responsabile di sede, con il motivo.",
    holds: ({ meeting }) => meeting?.toldInTime === true,
    law: "DELIBERA_ANPAL_54_2019",
  },
  "justify-term-over": {
    refusal: "Il termine per giustificare l’assenza non è ancora passato.",
    holds: ({ meeting }) => meeting?.justifyTermOver === true,
    law: "DELIBERA_ANPAL_54_2019",
  },
  "not-yet-reported": {
    refusal:
      "L’assenza è già stata segnalata: prima va annullata la segnalazione, se il termine per farlo è ancora aperto.",
    holds: ({ meeting }) => meeting?.reported === false,
    law: "ANPAL_CONDIZIONALITA",
  },
  "within-term": {
    refusal: "La data scelta cade oltre il termine per l’incontro: serve una data precedente, oppure decide l’ufficio.",
    holds: ({ choosing, appointmentAt }) =>
      choosing !== undefined && appointmentAt !== null && (choosing.latest === null || appointmentAt <= choosing.latest),
    input: true,
  },
  "own-moves-left": {
    refusal: "La persona ha già scelto da sé un’altra data per due volte: un’altra ancora si concorda con l’ufficio.",
    holds: ({ choosing }) => choosing !== undefined && choosing.ownMoves < MOST_OWN_MOVES,
  },
  "call-told": {
    refusal: "Indicare che cosa è stato della telefonata: resta nel registro degli atti.",
    holds: ({ callTold }) => callTold === true,
    input: true,
  },
};
