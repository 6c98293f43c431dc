// The conditions of the declaration of availability, each with the sentence shown when it does not hold.

import { REASON_GIVEN } from "../procedure/shared-guards.ts";
import type { GuardRule } from "../procedure/types.ts";
import type { AvailabilityContext, AvailabilityGuard } from "./types.ts";

export const AVAILABILITY_GUARDS: Readonly<Record<AvailabilityGuard, GuardRule<AvailabilityContext>>> = {
  "person-bound": {
    refusal:
      "La persona non è tenuta agli obblighi e non ha chiesto di partecipare: in questo percorso la DID non le va chiesta.",
    holds: (context) => context.bound,
    law: ["DL4_2019_ART4_C2", "DM_13_12_2023_ART8", "DL48_2023_ART12", "DLGS150_2015_ART21"],
  },
  adult: {
    refusal: "Nel giorno della DID la persona non aveva ancora l’età da cui la misura obbliga.",
    holds: (context) => context.adult,
    law: ["DL4_2019_ART4_C2", "DL48_2023_ART6", "DL48_2023_ART12", "DLGS150_2015_ART19"],
  },
  unemployed: {
    refusal:
      "Risulta un lavoro che non lascia lo stato di disoccupazione: verificare il reddito previsto e la durata, oppure registrarne la fine.",
    holds: (context) => context.unemployed,
    law: "DL4_2019_ART4_C15QUATER",
  },
  "carried-by-benefit": {
    refusal: "In questa misura la DID è un atto proprio: non è contenuta nella domanda né in un altro patto.",
    holds: (context) => context.carriedByBenefit,
  },
  "date-can-be": {
    refusal: "La data non può essere: è nel futuro, oppure troppo lontana nel passato. Controllare l’anno.",
    holds: (context) => context.dateCanBe,
    input: true,
  },
  signed: {
    refusal: "Manca la firma della persona: senza, la sua volontà non è provata.",
    holds: (context) => context.signed,
    input: true,
  },
  "platform-number": {
    refusal: "Manca il numero con cui la piattaforma ha registrato la DID.",
    holds: (context) => context.platformId.trim() !== "",
    input: true,
  },
  "work-known": {
    refusal:
      "Le date del lavoro o il reddito annuo previsto non sono noti: senza, non si sa se lo stato di disoccupazione si conserva.",
    holds: (context) => context.workStatus !== null,
    input: true,
  },
  "work-keeps": {
    refusal:
      "Il reddito supera il limite e il lavoro è ancora in corso: lo stato di disoccupazione non si conserva.",
    holds: (context) => context.workStatus === "kept",
    input: true,
  },
  "work-suspends": {
    refusal: "Questo lavoro non sospende lo stato di disoccupazione.",
    holds: (context) => context.workStatus === "suspended",
    input: true,
  },
  "work-ends": {
    refusal: "Questo lavoro non fa perdere lo stato di disoccupazione.",
    holds: (context) => context.workStatus === "lost",
    input: true,
  },
  "consequences-told": {
    refusal: "Alla persona vanno prima spiegate le conseguenze: annotare che è stato fatto.",
    holds: (context) => context.consequencesTold,
    input: true,
  },
  "reason-given": REASON_GIVEN,
  "refusal-counts": {
    refusal: "In questa misura la DID non resa non è un fatto che si possa segnalare.",
    holds: (context) => context.refusalCounts,
  },
  "present-that-day": {
    refusal:
      "Il rifiuto si registra solo se la persona era davanti all’operatore quel giorno: il silenzio o l’assenza non sono un rifiuto.",
    holds: (context) => context.presentThatDay,
  },
  "obliged-that-day": {
    refusal:
      "Nel giorno del rifiuto la persona era esclusa o esonerata, o non si sa: non può risultare inadempiente.",
    holds: (context) => context.obligedThatDay,
    law: ["DL4_2019_ART4_C2", "DM_13_12_2023_ART8", "DL48_2023_ART12", "DLGS150_2015_ART21"],
  },
  "day-not-suspended": {
    refusal: "Nel giorno del rifiuto gli obblighi erano sospesi, o non si sa: non è un inadempimento.",
    holds: (context) => context.dayNotSuspended,
    law: "DL18_2020_ART40",
  },
  "not-yet-reported": {
    refusal:
      "Il rifiuto è già stato segnalato: prima va annullata la segnalazione, se il termine per farlo è ancora aperto.",
    holds: (context) => context.notReported,
    law: "ANPAL_CONDIZIONALITA",
  },
};
