// The conditions of an exemption, each with the sentence shown when it does not hold. No sentence names another member.

import type { GuardRule } from "../../procedure/types.ts";
import type { ExemptionContext, ExemptionGuard } from "./types.ts";

export const EXEMPTION_GUARDS: Readonly<Record<ExemptionGuard, GuardRule<ExemptionContext>>> = {
  "person-bound": {
    refusal: "La persona non è tenuta agli obblighi: un esonero non le serve.",
    holds: (context) => context.bound,
    law: ["DL4_2019_ART4_C2", "DM_13_12_2023_ART8", "DL48_2023_ART12", "DLGS150_2015_ART21"],
  },
  "code-listed": {
    refusal: "La misura non prevede un esonero per questo motivo: sceglierne uno dell’elenco.",
    holds: (context) => context.codeListed,
    input: true,
  },
  renewable: {
    refusal: "Per questo motivo la misura non prevede il rinnovo.",
    holds: (context) => context.renewable,
  },
  "cared-known": {
    refusal: "Indicare chi è assistito, fra i componenti del nucleo.",
    holds: (context) => context.caredKnown,
    input: true,
  },
  "not-already-held": {
    refusal: "La persona ha già questo esonero in quei giorni: se serve di più, si rinnova.",
    holds: (context) => context.notAlreadyHeld,
    input: true,
  },
  "limit-free": {
    refusal:
      "Un altro componente del nucleo ha già questo esonero in quei giorni, e la misura non ne ammette di più.",
    holds: (context) => context.limitFree,
    input: true,
  },
  "work-enough": {
    refusal:
      "Il lavoro non raggiunge le ore settimanali della misura, oppure non lascia lo stato di disoccupazione, oppure orario e reddito non sono noti.",
    holds: (context) => context.workEnough,
    input: true,
  },
  "end-written": {
    refusal: "Manca la fine dell’esonero, o precede l’inizio: ogni esonero ha una scadenza.",
    holds: (context) => context.endWritten,
    input: true,
  },
  "dates-can-be": {
    refusal:
      "Le date non possono essere: prima del riconoscimento del beneficio, già passate o troppo lontane. Controllare l’anno.",
    holds: (context) => context.datesCanBe,
    input: true,
  },
  "duration-allowed": {
    refusal: "L’esonero dura più di quanto la misura consente: anticipare la fine, poi si potrà rinnovare.",
    holds: (context) => context.durationAllowed,
    input: true,
  },
  "cared-young-enough": {
    refusal:
      "L’esonero finirebbe dopo il compleanno con cui il figlio raggiunge l’età della misura: anticipare la fine al giorno prima.",
    holds: (context) => context.caredYoungEnough,
    input: true,
  },
  "ends-later": {
    refusal: "Il rinnovo deve finire dopo l’esonero che rinnova, e non cominciare prima di esso.",
    holds: (context) => context.endsLater,
    input: true,
  },
  "evidence-seen": {
    refusal: "Manca la prova del motivo: annotare che è stata vista, che basta e fino a quando vale.",
    holds: (context) => context.evidenceSeen,
    input: true,
  },
  "evidence-covers": {
    refusal: "La prova vista vale meno dell’esonero: la fine non può superare la scadenza della prova.",
    holds: (context) => context.evidenceCovers,
    input: true,
  },
  "reason-listed": {
    refusal: "Indicare il motivo, fra quelli dell’elenco: resterà nel registro degli atti.",
    holds: (context) => context.reasonListed,
    input: true,
  },
  "fact-ceased": {
    refusal:
      "Manca il giorno in cui il fatto è cessato, oppure non può essere: cade fuori dall’esonero o nel futuro.",
    holds: (context) => context.factCeased,
    input: true,
  },
  "end-passed": {
    refusal: "L’ultimo giorno dell’esonero non è ancora passato.",
    holds: (context) => context.endPassed,
  },
};
