// The conditions of the life of a case, each with the sentence shown when it does not hold.

import { REASON_GIVEN } from "../procedure/shared-guards.ts";
import type { GuardRule } from "../procedure/types.ts";
import type { CaseContext, CaseGuard } from "./types.ts";

const BOUND_BY = ["DL4_2019_ART4_C2", "DM_13_12_2023_ART8", "DL48_2023_ART12", "DLGS150_2015_ART21"] as const;

const UNKNOWN_DUTY =
  "Non si sa se la persona sia tenuta, esclusa o esonerata: verificare i fatti comunicati dalla piattaforma.";

/** A day in the benefit's life: a year written wrong is caught here. */
function isPlausible({ factOn, grantedOn, today }: CaseContext): boolean {
  return factOn !== null && grantedOn <= factOn && factOn <= today;
}

export const CASE_GUARDS: Readonly<Record<CaseGuard, GuardRule<CaseContext>>> = {
  "excluded-now": { refusal: UNKNOWN_DUTY, holds: ({ duty }) => duty === "excluded", law: BOUND_BY },
  "exempt-now": {
    refusal: UNKNOWN_DUTY,
    holds: ({ duty }) => duty === "exempt",
    law: ["DL4_2019_ART4_C3", "CIRC_ANPAL_3_2019"],
  },
  "bound-now": { refusal: UNKNOWN_DUTY, holds: ({ duty }) => duty === "bound", law: BOUND_BY },
  "pact-stands": {
    refusal: "Non c’è un patto firmato e in vigore: la persona è da convocare.",
    holds: ({ pactStands }) => pactStands,
  },
  "notice-not-older": {
    refusal: "La notifica è più vecchia dell’ultima già accolta: resta agli atti, ma non cambia il caso.",
    holds: ({ noticeNotOlder }) => noticeNotOlder,
    law: "NATIONAL_NOTICES",
  },
  "other-office-competent": {
    refusal:
      "Nessun altro centro per l’impiego risulta competente per l’indirizzo: verificare la residenza o il domicilio.",
    holds: ({ destination, officeId }) => destination?.kind === "office" && destination.officeId !== officeId,
  },
  "out-of-region": {
    refusal: "L’indirizzo non risulta in un’altra Regione: verificare la residenza o il domicilio.",
    holds: ({ destination }) => destination?.kind === "other-region",
  },
  "office-competent": {
    refusal: "Nessun centro per l’impiego della Regione risulta competente per l’indirizzo.",
    holds: ({ destination }) => destination?.kind === "office",
  },
  "handed-over": {
    refusal: "Il nucleo non risulta inviato ai servizi del Comune: l’invio ha il suo procedimento.",
    holds: ({ handedOver }) => handedOver,
    law: ["DL4_2019_ART4_C5QUATER", "CIRC_ANPAL_3_2019"],
  },
  "handed-back": {
    refusal: "Il nucleo risulta ancora presso i servizi del Comune: il ritorno si registra nell’invio.",
    holds: ({ handedOver }) => !handedOver,
    law: ["DL4_2019_ART4_C12", "CIRC_ANPAL_3_2019"],
  },
  "forfeiture-told": {
    refusal:
      "La decadenza la dispone l’INPS: si registra solo se la piattaforma l’ha comunicata, con una data possibile. Controllare l’anno.",
    holds: (context) => context.benefit === "forfeited" && isPlausible(context),
  },
  "block-over": {
    refusal: "Il divieto di nuova domanda dura ancora.",
    holds: ({ blockOver }) => blockOver,
  },
  "end-told": {
    refusal:
      "La piattaforma non dice che il beneficio è finito: può registrarlo il responsabile, con il documento.",
    holds: ({ benefit }) => benefit === "ended",
  },
  "end-dated": {
    refusal:
      "La data della fine manca oppure non può essere: è prima del riconoscimento o nel futuro. Controllare l’anno.",
    holds: isPlausible,
    input: true,
  },
  "standing-told": {
    refusal: "La piattaforma non dice che il beneficio è di nuovo in corso.",
    holds: ({ benefit }) => benefit === "in-course",
  },
  "renewal-linked": {
    refusal:
      "Nessun nuovo protocollo continua questo: misura, persona, protocollo precedente e data di riconoscimento devono corrispondere.",
    holds: ({ renewalLinked }) => renewalLinked,
    law: "NATIONAL_NOTICES",
  },
  "continues-older": {
    refusal: "Il protocollo precedente non risulta rinnovato con questo.",
    holds: ({ continuesOlder }) => continuesOlder,
    law: "NATIONAL_NOTICES",
  },
  "death-dated": {
    refusal: "La data del decesso manca oppure non può essere: è nel futuro. Controllare l’anno.",
    // A person may have died before the grant: the platform may know it late.
    holds: ({ factOn, today }) => factOn !== null && factOn <= today,
    input: true,
  },
  "reason-given": REASON_GIVEN,
  "evidence-seen": {
    refusal: "Manca il documento: acquisirlo o annotare che è stato visto.",
    holds: ({ evidenceSeen }) => evidenceSeen,
    input: true,
  },
};
