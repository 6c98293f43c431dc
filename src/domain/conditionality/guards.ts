// The conditions of conditionality, each with the sentence shown when it does not hold.

import { isAtLeast } from "../measures/proof.ts";
import { COUNTER_SHOWN, NOT_OWN_PROPOSAL, REASON_GIVEN, REASON_LISTED } from "../procedure/shared-guards.ts";
import type { GuardRule } from "../procedure/types.ts";
import type { ConditionalityContext, ConditionalityGuard, FormGuard, StandingGuard } from "./types.ts";

type Rules<Guard extends ConditionalityGuard> = Readonly<Record<Guard, GuardRule<ConditionalityContext>>>;

const OBLIGED_BY = [
  "DL4_2019_ART4_C2",
  "DM_13_12_2023_ART8",
  "DL48_2023_ART12",
  "DLGS150_2015_ART21",
] as const;

const STANDING_GUARDS: Rules<StandingGuard> = {
  "breach-known": {
    refusal:
      "Il fatto non è indicato, oppure per questa misura, in quel giorno, non comportava conseguenze: non si può segnalare.",
    holds: ({ breachKnown }) => breachKnown,
  },
  "date-plausible": {
    refusal:
      "La data del fatto manca, oppure non può essere: è nel futuro, prima del riconoscimento del beneficio o dopo la sua fine. Controllare l’anno.",
    holds: ({ happenedOn, grantedOn, today, benefitEndedOn }) =>
      happenedOn !== null &&
      grantedOn <= happenedOn &&
      happenedOn <= today &&
      (benefitEndedOn === null || happenedOn <= benefitEndedOn),
  },
  "obliged-that-day": {
    refusal:
      "Nel giorno del fatto la persona era esclusa o esonerata, oppure non si sa se fosse tenuta: non si può segnalare.",
    holds: ({ obligedThatDay }) => obligedThatDay === true,
    law: OBLIGED_BY,
  },
  "day-not-suspended": {
    refusal: "Nel giorno del fatto gli obblighi erano sospesi: quel giorno non conta.",
    holds: ({ suspendedDay }) => suspendedDay === false,
    law: "DL18_2020_ART40",
  },
  "told-proven": {
    refusal:
      "Non è provato, con la forza che la misura richiede, che la persona fosse stata avvisata: si convoca di nuovo, non si segnala.",
    // What was not delivered proves nothing, whatever a measure asks for.
    holds: ({ proof, proofNeeded }) => proof !== "none" && isAtLeast(proof, proofNeeded),
    law: ["DL4_2019_ART4_C15QUINQUIES", "DELIBERA_ANPAL_54_2019"],
  },
  "reminder-given": {
    refusal: "Per questo fatto la norma chiede prima un richiamo formale, con data anteriore al fatto.",
    holds: ({ reminderGiven }) => reminderGiven,
  },
  "evidence-attached": {
    refusal:
      "Manca la prova del fatto: allegare la ricevuta, il registro delle presenze o il foglio firmato.",
    holds: ({ evidenceAttached }) => evidenceAttached,
  },
};

/** The same sentences, the same conditions: asked of what the form holds. */
function onTheForm(): Rules<FormGuard> {
  return Object.fromEntries(
    Object.entries(STANDING_GUARDS).map(([guard, rule]) => [`form-${guard}`, { ...rule, input: true }]),
  ) as unknown as Rules<FormGuard>;
}

const FACT_GUARDS: Rules<"no-summons" | "version-of-grant" | "absence-unjustified"> = {
  "no-summons": {
    refusal:
      "L’assenza a una convocazione si registra sulla convocazione: da lì, se resta ingiustificata, si apre questo procedimento.",
    holds: ({ isSummons }) => !isSummons,
    input: true,
  },
  "version-of-grant": {
    refusal:
      "Il fatto non è valutato con le regole in vigore quando il beneficio fu riconosciuto: ricaricare il caso.",
    holds: ({ versionOfGrant }) => versionOfGrant,
  },
  "absence-unjustified": {
    refusal:
      "Nessuna convocazione risulta chiusa come assenza ingiustificata, oppure su di essa questo procedimento è già stato aperto.",
    holds: ({ absenceUnjustified }) => absenceUnjustified,
  },
};

const COUNT_GUARDS: Rules<"counter-shown" | "count-frozen" | "count-as-proposed"> = {
  "counter-shown": {
    ...COUNTER_SHOWN,
    holds: ({ counter, counterSeen }) => counter !== null && counterSeen === counter,
  },
  "count-frozen": {
    refusal:
      "Manca il conteggio mostrato quando l’assenza fu confermata, oppure non è uno di quelli della misura.",
    holds: ({ countFrozen }) => countFrozen,
    input: true,
  },
  "count-as-proposed": {
    refusal:
      "Dalla proposta il conteggio è cambiato, o un fatto precedente non è ancora stato segnalato: rimandare la proposta e rileggerlo.",
    holds: ({ counter, counterProposed }) => counter !== null && counter === counterProposed,
  },
};

const JUSTIFY_GUARDS: Rules<
  | "impediment-plausible"
  | "told-in-time"
  | "reason-listed"
  | "evidence-seen"
  | "reason-given"
  | "justify-term-over"
> = {
  "impediment-plausible": {
    refusal:
      "La fine dell’impedimento non può essere: è prima del fatto oppure oltre un anno da oggi. Controllare l’anno.",
    holds: ({ impedimentPlausible }) => impedimentPlausible,
    law: "DELIBERA_ANPAL_54_2019",
    input: true,
  },
  "told-in-time": {
    refusal:
      "La giustificazione è arrivata dopo il termine: può accoglierla solo il responsabile di sede, con il motivo.",
    holds: ({ toldInTime }) => toldInTime,
    law: "DELIBERA_ANPAL_54_2019",
    input: true,
  },
  "reason-listed": REASON_LISTED,
  "evidence-seen": {
    refusal: "Manca il documento che prova l’impedimento: acquisirlo o annotare che è stato visto.",
    holds: ({ evidenceSeen }) => evidenceSeen,
    law: "NOTA_MLPS_3374_2016",
    input: true,
  },
  "reason-given": REASON_GIVEN,
  "justify-term-over": {
    refusal: "Il termine per giustificare non è ancora passato.",
    holds: ({ justifyTermOver }) => justifyTermOver,
    law: "DELIBERA_ANPAL_54_2019",
  },
};

const UNANSWERED =
  "Indicare che cosa ha risposto l’INPS e in quale giorno: non prima della segnalazione, non dopo oggi.";

const ACTIVITY_LINKED: GuardRule<ConditionalityContext> = {
  refusal:
    "La segnalazione va legata a ciò che era stato concordato con la persona, in corso nel giorno del fatto: scegliere l’attività o la politica.",
  holds: ({ activityLinked }) => activityLinked,
  law: "ANPAL_CONDIZIONALITA",
};

const REPORT_GUARDS: Rules<
  | "hold-over"
  | "activity-linked"
  | "activity-chosen"
  | "not-own"
  | "operator-identified"
  | "cancel-window-open"
  | "window-over"
  | "never-cancelled"
  | "answer-forfeits"
  | "answer-applies"
  | "answer-refuses"
> = {
  "hold-over": {
    refusal: "Le quarantotto ore di attesa dal fatto non sono ancora passate: prima nessuno può segnalare.",
    holds: ({ holdOver }) => holdOver,
  },
  "activity-linked": ACTIVITY_LINKED,
  "activity-chosen": { ...ACTIVITY_LINKED, input: true },
  "not-own": NOT_OWN_PROPOSAL,
  "operator-identified": {
    refusal: "La segnalazione porta il codice fiscale di chi la invia: manca, o non è scritto bene.",
    holds: ({ operatorIdentified }) => operatorIdentified,
    law: "ANPAL_CONDIZIONALITA",
    input: true,
  },
  "cancel-window-open": {
    refusal: "Il termine per annullare la segnalazione è passato: resta il ricorso della persona.",
    holds: ({ cancelWindowOpen }) => cancelWindowOpen,
    law: "ANPAL_CONDIZIONALITA",
  },
  "window-over": {
    refusal: "Il termine per annullare la segnalazione è ancora aperto.",
    holds: ({ windowOver }) => windowOver,
    law: "ANPAL_CONDIZIONALITA",
  },
  "never-cancelled": {
    refusal: "Una segnalazione si annulla una volta sola, e per questo fatto è già stato fatto.",
    holds: ({ timesCancelled }) => timesCancelled === 0,
    law: "ANPAL_CONDIZIONALITA",
  },
  "answer-forfeits": { refusal: UNANSWERED, holds: ({ answer }) => answer === "forfeiture", input: true },
  "answer-applies": {
    refusal: UNANSWERED,
    holds: ({ answer }) => answer === "reduction" || answer === "suspension",
    input: true,
  },
  "answer-refuses": { refusal: UNANSWERED, holds: ({ answer }) => answer === "nothing", input: true },
};

export const CONDITIONALITY_GUARDS: Rules<ConditionalityGuard> = {
  ...STANDING_GUARDS,
  ...onTheForm(),
  ...FACT_GUARDS,
  ...COUNT_GUARDS,
  ...JUSTIFY_GUARDS,
  ...REPORT_GUARDS,
};
