// The conditions of profiling, each with the sentence shown when it does not hold.

import { REASON_GIVEN } from "../procedure/shared-guards.ts";
import type { GuardRule } from "../procedure/types.ts";
import type { ProfilingContext, ProfilingGuard } from "./types.ts";

export const PROFILING_GUARDS: Readonly<Record<ProfilingGuard, GuardRule<ProfilingContext>>> = {
  "person-bound": {
    refusal: "La persona non è tenuta agli obblighi e non ha chiesto di partecipare: il profilo non serve.",
    holds: (context) => context.bound,
    law: ["DL4_2019_ART4_C2", "DM_13_12_2023_ART8", "DL48_2023_ART12", "DLGS150_2015_ART21"],
  },
  "not-excluded-or-exempt": {
    refusal:
      "La persona risulta esclusa o esonerata, oppure la verifica non è stata fatta: prima si verificano esclusioni ed esoneri.",
    holds: (context) => context.dutyHolds,
    law: ["DL4_2019_ART4_C3", "DM_13_12_2023_ART8", "DL48_2023_ART12", "DLGS150_2015_ART21"],
  },
  "did-given": {
    refusal: "La DID non risulta resa: i dati per l’indice si raccolgono con la DID, va presa prima.",
    holds: (context) => context.didGiven,
    law: "CIRC_ANPAL_3_2019",
  },
  "questionnaire-in-force": {
    refusal:
      "Il questionario usato non è quello in vigore oggi: riaprire il modulo e rispondere a quello nuovo.",
    holds: (context) => context.questionnaireInForce,
    input: true,
  },
  "answers-valid": {
    refusal: "Alcune risposte mancano o non possono essere: correggere i campi segnalati.",
    holds: (context) => context.answersValid,
    input: true,
  },
  "index-expected": {
    refusal: "Nessun indice è atteso: quello chiesto è già stato registrato.",
    holds: (context) => context.indexExpected,
  },
  "index-answers-request": {
    refusal: "L’indice non risponde all’ultima richiesta: è stato calcolato su altri dati.",
    holds: (context) => context.indexAnswersRequest,
    input: true,
  },
  "index-in-range": {
    refusal:
      "Il valore dell’indice, o la versione del metodo, non è fra quelli possibili: rileggere la risposta.",
    holds: (context) => context.indexInRange,
    input: true,
  },
  "index-dated": {
    refusal:
      "La data del calcolo non può essere: è prima della richiesta oppure nel futuro. Controllare l’anno.",
    holds: (context) => context.indexDated,
    input: true,
  },
  "sheet-in-force": {
    refusal: "La scheda di valutazione non è quella in vigore oggi: scrivere la valutazione su quella nuova.",
    holds: (context) => context.sheetInForce,
    input: true,
  },
  "assessment-valid": {
    refusal: "Alcune voci della valutazione non sono fra quelle previste: correggere i campi segnalati.",
    holds: (context) => context.assessmentValid,
    input: true,
  },
  "assessment-complete": {
    refusal: "La valutazione non è completa: servono tutte le aree, l’esito e, dove previsto, il percorso.",
    holds: (context) => context.assessmentComplete,
  },
  "sheet-still-in-force": {
    refusal:
      "La valutazione è scritta su una scheda non più in vigore: riscriverla su quella nuova prima di decidere.",
    holds: (context) => context.sheetInForce,
  },
  "sources-ticked": {
    refusal: "Indicare da quali fonti viene la valutazione: almeno una.",
    holds: (context) => context.sourcesTicked,
    law: "GDPR_ART5",
  },
  "outcome-reasoned": {
    refusal: "L’invio ai servizi comunali vuole i motivi scritti nella valutazione.",
    holds: (context) => context.outcomeReasoned,
    law: ["DL4_2019_ART4_C5QUATER", "CIRC_ANPAL_3_2019"],
  },
  "validity-over": {
    refusal: "Il profilo è ancora valido, oppure per questo profilo non è fissata una durata.",
    holds: (context) => context.validityOver,
  },
  "reason-given": REASON_GIVEN,
};
