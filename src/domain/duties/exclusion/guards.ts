// The conditions of an exclusion, each with the sentence shown when it does not hold.

import { NOT_OWN_PROPOSAL } from "../../procedure/shared-guards.ts";
import type { GuardRule } from "../../procedure/types.ts";
import type { ExclusionContext, ExclusionGuard } from "./types.ts";

export const EXCLUSION_GUARDS: Readonly<Record<ExclusionGuard, GuardRule<ExclusionContext>>> = {
  "fact-listed": {
    refusal:
      "Per questa misura il fatto non è fra quelli che escludono dagli obblighi: verificare se ricorre un esonero.",
    holds: (context) => context.factListed,
    input: true,
  },
  "fact-told": {
    refusal: "L’età si ricava dalla data di nascita: se è sbagliata, va corretta l’anagrafica.",
    holds: (context) => context.factTold,
    input: true,
  },
  "fact-stands": {
    refusal: "Dai fatti conosciuti oggi l’esclusione non risulta: non si può aprire né aggiornare.",
    holds: (context) => context.standsToday === true,
  },
  "fact-over": {
    refusal: "Dai fatti conosciuti oggi l’esclusione risulta ancora: non si può chiudere da sola.",
    holds: (context) => context.standsToday === false,
  },
  "date-can-be": {
    refusal: "Le date non possono essere: la fine precede l’inizio, oppure l’anno è sbagliato. Controllarle.",
    holds: (context) => context.dateCanBe,
    input: true,
  },
  "evidence-seen": {
    refusal: "Manca la prova del fatto: annotare che è stata vista, che basta e fino a quando vale.",
    holds: (context) => context.evidenceSeen,
    input: true,
  },
  "reason-listed": {
    refusal: "Indicare il motivo, fra quelli dell’elenco: resterà nel registro degli atti.",
    holds: (context) => context.reasonListed,
    input: true,
  },
  "volunteers-allowed": {
    refusal: "Per questo fatto la misura non prevede l’adesione volontaria.",
    holds: (context) => context.volunteersAllowed,
  },
  signed: {
    refusal: "L’adesione volontaria va chiesta e firmata dalla persona.",
    holds: (context) => context.signed,
    input: true,
  },
  "not-own-proposal": NOT_OWN_PROPOSAL,
};
