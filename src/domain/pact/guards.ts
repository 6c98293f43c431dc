// The conditions of the pact, each with the sentence shown when it does not hold.

import { REASON_GIVEN } from "../procedure/shared-guards.ts";
import type { GuardRule } from "../procedure/types.ts";
import type { PactContext, PactGuard } from "./types.ts";

const OBLIGED = ["DL4_2019_ART4_C2", "DM_13_12_2023_ART8", "DL48_2023_ART12", "DLGS150_2015_ART21"] as const;

export const PACT_GUARDS: Readonly<Record<PactGuard, GuardRule<PactContext>>> = {
  "person-bound": {
    refusal:
      "La persona non è tenuta agli obblighi e non ha chiesto di partecipare: il patto non le va chiesto.",
    holds: (context) => context.bound,
    law: OBLIGED,
  },
  "not-excluded-or-exempt": {
    refusal:
      "La persona risulta esclusa o esonerata, oppure la verifica non è stata fatta: prima si verificano esclusioni ed esoneri.",
    holds: (context) => context.dutyNotLifted,
    law: ["DL4_2019_ART4_C3", "DM_13_12_2023_ART8", "DL48_2023_ART12", "DLGS150_2015_ART21"],
  },
  "did-given": {
    refusal: "La DID non risulta resa: il patto segue la dichiarazione, che va presa prima.",
    holds: (context) => context.didGiven,
    law: ["DL4_2019_ART4_C1", "DL48_2023_ART4", "DL48_2023_ART12", "DLGS150_2015_ART19"],
  },
  "profile-decided": {
    refusal: "Il profilo non è deciso, o non vale più: il patto si fonda sul profilo, che va deciso prima.",
    holds: (context) => context.profileDecided,
    law: ["CIRC_ANPAL_3_2019", "DELIBERA_ANPAL_5_2022", "DLGS150_2015_ART20"],
  },
  "profile-leads-here": {
    refusal: "Il profilo porta ai servizi comunali: per firmare il patto va prima rifatto, con il motivo.",
    holds: (context) => context.profileLeadsHere,
    law: ["CIRC_ANPAL_3_2019", "DLGS150_2015_ART20"],
  },
  "profile-as-agreed": {
    refusal:
      "Il profilo è cambiato dopo l’accordo: rileggere il patto con la persona e concordarlo di nuovo.",
    holds: (context) => context.profileAsAgreed,
  },
  "no-other-pact": {
    refusal:
      "C’è già un altro patto: uno in preparazione va prima concluso o chiuso, uno in vigore sullo stesso profilo si rivede.",
    holds: (context) => context.noOtherPact,
  },
  "content-written": {
    refusal: "Mancano chi segue la persona e ogni quanti giorni si incontrano, oppure non possono essere.",
    holds: (context) => context.contentWritten,
    law: "DLGS150_2015_ART20",
  },
  "commitments-complete": {
    refusal:
      "Gli impegni non sono completi: ciascuno di quelli della misura va compilato, oppure lasciato fuori con il motivo.",
    holds: (context) => context.commitmentsComplete,
    law: ["DL4_2019_ART4_C8", "DL48_2023_ART4", "DL48_2023_ART12", "DLGS150_2015_ART20"],
  },
  "person-heard": {
    refusal: "Annotare che gli impegni sono stati letti e spiegati alla persona, e che li ha discussi.",
    holds: (context) => context.personHeard,
    input: true,
  },
  "day-plausible": {
    refusal:
      "La data non può essere: è nel futuro, oppure prima di ciò che deve venire prima. Controllare l’anno.",
    holds: (context) => context.dayPlausible,
    input: true,
  },
  "signature-seen": {
    refusal: "Manca la firma, o il modo in cui è stata apposta: senza firma il patto non c’è.",
    holds: (context) => context.signatureSeen,
    input: true,
  },
  "document-named": {
    refusal:
      "Indicare il numero con cui il patto firmato è conservato: senza il documento la firma non si prova.",
    holds: (context) => context.documentNamed,
    input: true,
  },
  "earlier-pact-stands": {
    refusal: "Sotto il protocollo precedente non risulta un patto in vigore: va scritto un patto nuovo.",
    holds: (context) => context.earlierPactStands,
  },
  "platform-number": {
    refusal: "Manca il numero con cui la piattaforma ha registrato il patto.",
    holds: (context) => context.platformNumber.trim() !== "",
    input: true,
  },
  "reason-given": REASON_GIVEN,
  "duty-holds": {
    refusal:
      "Nel giorno del rifiuto la persona non era tenuta, gli obblighi erano sospesi, la misura non conosce questo fatto, oppure non è stato verificato.",
    holds: (context) => context.duty === true,
    law: OBLIGED,
  },
  "no-duty": {
    refusal: "Nel giorno del rifiuto la persona era tenuta, oppure non è stato verificato.",
    holds: (context) => context.duty === false,
    law: OBLIGED,
  },
  "present-that-day": {
    refusal:
      "Il rifiuto si registra solo se la persona era davanti all’operatore quel giorno: il silenzio o l’assenza non sono un rifiuto.",
    holds: (context) => context.presentThatDay,
  },
  "consequences-told": {
    refusal: "Prima di registrare va detto alla persona che cosa può seguirne, e va annotato.",
    holds: (context) => context.consequencesTold,
    input: true,
  },
  "not-yet-reported": {
    refusal:
      "Il rifiuto è già stato segnalato: prima va annullata la segnalazione, se il termine per farlo è ancora aperto.",
    holds: (context) => context.reported === false,
    law: "ANPAL_CONDIZIONALITA",
  },
  "successor-signed": {
    refusal: "Il patto che prenderebbe il posto di questo non risulta firmato da entrambi.",
    holds: (context) => context.successorSigned,
    input: true,
  },
  "end-reason-listed": {
    refusal: "Indicare perché il patto si conclude, fra i motivi dell’elenco.",
    holds: (context) => context.endReasonListed,
    input: true,
  },
};
