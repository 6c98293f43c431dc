// The conditions of an offer of work, each with the sentence shown when it does not hold.

import { EVIDENCE_SEEN, REASON_GIVEN, REASON_LISTED } from "../procedure/shared-guards.ts";
import type { GuardRule } from "../procedure/types.ts";
import type { OfferContext, OfferGuard } from "./offer-types.ts";

const SUITABLE = ["DL4_2019_ART4_C9", "DL48_2023_ART9", "DLGS150_2015_ART25"] as const;

export const OFFER_GUARDS: Readonly<Record<OfferGuard, GuardRule<OfferContext>>> = {
  "person-bound": {
    refusal:
      "La persona non è tenuta agli obblighi: un’offerta si può segnalare, non registrare come congrua.",
    holds: (context) => context.bound,
  },
  "measure-has-offers": {
    refusal: "Per questa misura non si conoscono regole sulle offerte congrue.",
    holds: (context) => context.measureHasOffers,
    law: SUITABLE,
  },
  "reason-given": REASON_GIVEN,
  "distance-known": {
    refusal: "Mancano la distanza o i minuti di viaggio: senza non si può dire che l’offerta è congrua.",
    holds: (context) => context.distanceKnown,
    law: SUITABLE,
  },
  "within-reach": {
    refusal:
      "Il luogo di lavoro è oltre la distanza e oltre i minuti che la misura ammette per questa offerta.",
    holds: (context) => context.withinReach,
    law: SUITABLE,
  },
  "criteria-checked": {
    refusal:
      "Vanno verificati anche esperienza, contratto e retribuzione: la distanza da sola non rende congrua l’offerta.",
    holds: (context) => context.criteriaChecked,
    law: SUITABLE,
    input: true,
  },
  "derogation-weighed": {
    refusal:
      "Nel nucleo vi sono minori o persone con disabilità: annotare di aver valutato se vale una deroga sulla distanza.",
    holds: (context) => context.derogationWeighed,
    law: "DL4_2019_ART4_C9",
    input: true,
  },
  "person-told": {
    refusal: "Annotare quando e come l’offerta è stata detta alla persona.",
    holds: (context) => context.personTold,
    input: true,
  },
  "consequences-told": {
    refusal: "La persona deve sapere che cosa può seguire da un rifiuto: dirlo e annotarlo.",
    holds: (context) => context.consequencesTold,
    input: true,
  },
  "day-plausible": {
    refusal:
      "La data non può essere: è nel futuro, oppure prima di ciò che deve venire prima. Controllare l’anno.",
    holds: (context) => context.dayPlausible,
    input: true,
  },
  "reason-listed": REASON_LISTED,
  "evidence-seen": EVIDENCE_SEEN,
  "duty-holds": {
    refusal:
      "In quel giorno la persona non era tenuta, gli obblighi erano sospesi, oppure non è stato verificato.",
    holds: (context) => context.duty === true,
  },
  "no-duty": {
    refusal: "In quel giorno la persona era tenuta, oppure non è stato verificato.",
    holds: (context) => context.duty === false,
  },
  "ordinal-shown": {
    refusal:
      "Rileggere quale offerta è, fra quelle che la persona può ricevere: il conteggio è cambiato o non è stato mostrato.",
    holds: (context) => context.ordinalShown,
    input: true,
  },
  "last-offer": {
    refusal:
      "Non è l’ultima delle offerte congrue: il rifiuto si conta, e da solo non si valuta per la decadenza.",
    holds: (context) => context.last === true,
    law: SUITABLE,
  },
  "not-last-offer": {
    refusal: "È l’ultima delle offerte congrue, oppure non si sa quale sia.",
    holds: (context) => context.last === false,
    law: SUITABLE,
  },
  "hiring-proven": {
    refusal:
      "Manca la prova dell’assunzione: la comunicazione obbligatoria, o il contratto visto dall’operatore.",
    holds: (context) => context.hiringProven,
    input: true,
  },
  "not-yet-reported": {
    refusal:
      "Il rifiuto è già stato segnalato: prima va annullata la segnalazione, se il termine per farlo è ancora aperto.",
    holds: (context) => context.reported === false,
    law: "ANPAL_CONDIZIONALITA",
  },
};
