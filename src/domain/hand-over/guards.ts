// The conditions of the passage to the services of the municipality, each with the sentence shown when it does not hold.

import { NOT_OWN_PROPOSAL, REASON_GIVEN } from "../procedure/shared-guards.ts";
import type { GuardRule } from "../procedure/types.ts";
import type { HandOverContext, HandOverGuard } from "./types.ts";

const SENDING = ["DL4_2019_ART4_C5QUATER", "CIRC_ANPAL_3_2019"] as const;

export const HAND_OVER_GUARDS: Readonly<Record<HandOverGuard, GuardRule<HandOverContext>>> = {
  "measure-hands-over": {
    refusal: "Questa misura non prevede l’invio del nucleo ai servizi del Comune.",
    holds: ({ measureHandsOver }) => measureHandsOver,
  },
  applicant: {
    refusal: "Si invia il richiedente del nucleo: aprire il suo fascicolo.",
    holds: ({ applicant }) => applicant,
    law: SENDING,
  },
  "with-office": {
    refusal:
      "Il caso non è più con il centro per l’impiego: è concluso, è in un’altra Regione oppure è già presso il Comune.",
    holds: ({ withOffice }) => withOffice,
  },
  "met-at-office": {
    refusal: "L’invio segue gli incontri al centro per l’impiego: la persona non risulta ancora incontrata.",
    holds: ({ metAtOffice }) => metAtOffice,
    law: SENDING,
  },
  "municipality-known": {
    refusal: "Il Comune di residenza o di domicilio non è noto: verificare l’indirizzo.",
    holds: ({ municipalityKnown }) => municipalityKnown,
  },
  "grounds-listed": {
    refusal: "Indicare almeno una delle criticità dell’elenco.",
    holds: ({ groundsListed }) => groundsListed,
    law: SENDING,
    input: true,
  },
  "reasons-written": {
    refusal:
      "Mancano le motivazioni scritte, o sono di poche parole: la norma le pretende, e i servizi del Comune le leggono.",
    holds: ({ reasonsWritten }) => reasonsWritten,
    law: SENDING,
    input: true,
  },
  "second-look-wanted": {
    refusal: "In questa misura l’invio non passa da un secondo operatore: si invia direttamente.",
    holds: ({ secondLook }) => secondLook === true,
  },
  "no-second-look": {
    refusal: "Prima dell’invio la proposta va approvata da un secondo operatore.",
    holds: ({ secondLook }) => secondLook === false,
  },
  "not-own-proposal": NOT_OWN_PROPOSAL,
  "date-can-be": {
    refusal: "La data manca oppure non può essere: è prima dell’invio, o nel futuro. Controllare l’anno.",
    holds: ({ dateCanBe }) => dateCanBe,
    input: true,
  },
  "reason-given": REASON_GIVEN,
  "case-left": {
    refusal: "Il caso non è concluso: l’invio si chiude con il ritorno, oppure si ritira.",
    holds: ({ caseLeft }) => caseLeft,
  },
};
