// Stories of conditionality, act by act: a fact recorded or taken over, justified, proposed, approved, reported, cancelled, answered.

import { toldAct } from "../procedure/told-act.test-data.ts";
import type { ToldAct } from "../procedure/told-act.test-data.ts";
import { OFFICE, PROGRAM_TOO } from "../summons/stories.test-data.ts";
import { OPEN, READY, REPORTED } from "./ready.test-data.ts";
import type { ConditionalityStory } from "./ready.test-data.ts";
import type {
  ConditionalityAct,
  ConditionalityContext,
  ConditionalityEffect,
  ConditionalityState,
  ConditionalityTerm,
} from "./types.ts";
import { NEVER_EDITED, TOLD_LATE, WHOLE_WAY } from "./way.test-data.ts";

type Told = ToldAct<
  ConditionalityState,
  ConditionalityAct,
  ConditionalityTerm,
  ConditionalityContext,
  ConditionalityEffect
>;

type Refusals = NonNullable<Told["refused"]>;

/** What refuses a fact, each with its facts; `form` is the first part of the codes while it is still on its form. */
const standing = (form: string): Refusals => [
  ["VERSION_OF_GRANT", { versionOfGrant: false }],
  [`${form}DATE_PLAUSIBLE`, { happenedOn: null }],
  [`${form}DATE_PLAUSIBLE`, { happenedOn: "2019-10-05" }],
  [`${form}DATE_PLAUSIBLE`, { happenedOn: "2019-05-19" }],
  [`${form}DATE_PLAUSIBLE`, { benefitEndedOn: "2019-09-30" }],
  [`${form}BREACH_KNOWN`, { breachKnown: false }],
  [`${form}OBLIGED_THAT_DAY`, { obligedThatDay: false }],
  [`${form}OBLIGED_THAT_DAY`, { obligedThatDay: null }],
  [`${form}DAY_NOT_SUSPENDED`, { suspendedDay: true }],
  [`${form}DAY_NOT_SUSPENDED`, { suspendedDay: null }],
  [`${form}TOLD_PROVEN`, { proof: "none", proofNeeded: "none" }],
  [`${form}TOLD_PROVEN`, { proof: "sent" }],
  // Enough for one measure, and not for another.
  [`${form}TOLD_PROVEN`, { proof: "delivered", proofNeeded: "legal" }],
  [`${form}REMINDER_GIVEN`, { reminderGiven: false }],
  [`${form}EVIDENCE_ATTACHED`, { evidenceAttached: false }],
];
const NO_REASON: Refusals = [["REASON_GIVEN", { reason: " " }]];
const COUNTED: Refusals = [
  ["COUNTER_SHOWN", { counterSeen: 0 }],
  ["COUNTER_SHOWN", { counterSeen: null }],
  ["COUNTER_SHOWN", { counter: null, counterSeen: null, counterProposed: null }],
];
const APPROVERS = ["second-officer", "office-manager"] as const;

const RECORDED: readonly Told[] = [
  {
    title: "Non si presenta al corso: il fatto si registra, e la persona può giustificare",
    act: "record-fact",
    from: ["none"],
    by: OFFICE,
    to: "may-justify",
    opens: ["justify", "hold"],
    effects: ["tell-person"],
    refused: [...standing("FORM_"), ["NO_SUMMONS", { isSummons: true }], ...COUNTED],
  },
  {
    title: "L’assenza a una convocazione arriva già ingiustificata, con il conteggio di allora",
    act: "take-over",
    from: ["none"],
    by: OFFICE,
    facts: { isSummons: true },
    to: "held",
    opens: ["hold", "report"],
    refused: [
      ...standing(""),
      ["ABSENCE_UNJUSTIFIED", { absenceUnjustified: false }],
      ["COUNT_FROZEN", { countFrozen: false }],
    ],
  },
];

const HEARD: readonly Told[] = [
  {
    title: "Un ricovero dura: il termine per giustificare corre dalla sua fine",
    act: "record-impediment",
    from: ["may-justify"],
    by: OFFICE,
    to: "may-justify",
    opens: ["justify"],
    refused: [
      ["IMPEDIMENT_PLAUSIBLE", { impedimentPlausible: false }],
      ["EVIDENCE_SEEN", { evidenceSeen: false }],
    ],
  },
  {
    title: "Il certificato arriva quando il fatto era già in attesa: si torna a poter giustificare",
    act: "record-impediment",
    from: ["held"],
    by: OFFICE,
    to: "may-justify",
    opens: ["justify"],
    closes: ["report"],
    refused: [
      ["IMPEDIMENT_PLAUSIBLE", { impedimentPlausible: false }],
      ["EVIDENCE_SEEN", { evidenceSeen: false }],
    ],
  },
  {
    title: "Giustifica entro il giorno dopo: il fatto si chiude, finché nessuna segnalazione è partita",
    act: "justify",
    from: OPEN,
    by: OFFICE,
    // In time, nobody has to say why it is accepted.
    facts: { reason: "" },
    to: "justified",
    closes: ["justify", "hold", "report"],
    effects: ["tell-person", "resume"],
    refused: [
      ["IMPEDIMENT_PLAUSIBLE", { impedimentPlausible: false }],
      ["REASON_LISTED", { reasonListed: false }],
      ["EVIDENCE_SEEN", { evidenceSeen: false }],
    ],
  },
  {
    title: "La giustificazione non basta: l’operatore scrive perché",
    act: "refuse-justification",
    from: ["may-justify"],
    by: OFFICE,
    to: "held",
    opens: ["report"],
    closes: ["justify"],
    effects: ["tell-person"],
    refused: NO_REASON,
  },
  {
    title: "Passa il termine e nessuno ha giustificato: lo chiude una persona, mai il programma",
    act: "close-justification",
    from: ["may-justify"],
    by: OFFICE,
    to: "held",
    opens: ["report"],
    closes: ["justify"],
    refused: [["JUSTIFY_TERM_OVER", { justifyTermOver: false }]],
  },
];

const DECIDED: readonly Told[] = [
  {
    title: "Dopo le quarantotto ore un operatore propone la segnalazione, con il conteggio che ha letto",
    act: "propose",
    from: ["held", "report-cancelled"],
    by: OFFICE,
    to: "proposed",
    closes: ["hold"],
    refused: [
      ["HOLD_OVER", { holdOver: false }],
      ...standing(""),
      ["ACTIVITY_CHOSEN", { activityLinked: false }],
      ...COUNTED,
    ],
  },
  {
    title: "Il secondo operatore rimanda la proposta, e dice perché",
    act: "send-back",
    from: ["proposed", "approved"],
    by: APPROVERS,
    to: "held",
    effects: ["desk-task"],
    refused: NO_REASON,
  },
  {
    title: "Il secondo operatore approva: un’altra persona, e lo stesso conteggio della proposta",
    act: "approve",
    from: ["proposed"],
    by: APPROVERS,
    to: "approved",
    refused: [
      ["NOT_OWN", { actorId: "bea" }],
      ["NOT_OWN", { proposedBy: null }],
      ["NOT_OWN", { actorId: "" }],
      ...standing(""),
      ["ACTIVITY_LINKED", { activityLinked: false }],
      ["COUNT_AS_PROPOSED", { counterProposed: 0 }],
      ["COUNT_AS_PROPOSED", { counterProposed: null }],
      ["COUNT_AS_PROPOSED", { counter: null, counterSeen: null, counterProposed: null }],
      ["COUNTER_SHOWN", { counterSeen: 0 }],
    ],
  },
  {
    title: "La segnalazione parte con il codice fiscale di chi la invia",
    act: "send-report",
    from: ["approved"],
    by: ["operator", ...APPROVERS],
    to: "reported",
    opens: ["cancel-report"],
    closes: ["report"],
    effects: ["send-to-platform", "tell-person"],
    refused: [
      ...standing(""),
      ["ACTIVITY_LINKED", { activityLinked: false }],
      ["COUNT_AS_PROPOSED", { counter: 0 }],
      ["OPERATOR_IDENTIFIED", { operatorIdentified: false }],
    ],
  },
  {
    title: "La piattaforma la scarta: per l’INPS non è mai esistita, si propone di nuovo",
    act: "record-discard",
    from: ["reported", "settled"],
    by: ["system"],
    to: "held",
    opens: ["report"],
    closes: ["cancel-report"],
    effects: ["mark-discarded", "review-later-reports", "desk-task"],
  },
  {
    title: "Passano i giorni per annullarla: non si annulla più",
    act: "close-window",
    from: ["reported"],
    by: ["system"],
    to: "settled",
    closes: ["cancel-report"],
    refused: [["WINDOW_OVER", { windowOver: false }]],
  },
  {
    title: "Era sbagliata: si annulla nel termine, una volta sola, e resta agli atti",
    act: "cancel-report",
    from: ["reported", "applied", "forfeited"],
    by: APPROVERS,
    to: "report-cancelled",
    opens: ["report"],
    closes: ["cancel-report"],
    effects: ["cancel-at-platform", "review-later-reports", "tell-person"],
    refused: [
      ["NEVER_CANCELLED", { timesCancelled: 1 }],
      ["CANCEL_WINDOW_OPEN", { cancelWindowOpen: false }],
      ...NO_REASON,
    ],
  },
];

const ENDED: readonly Told[] = [
  {
    title: "L’INPS risponde con una riduzione",
    act: "record-answer",
    from: REPORTED,
    by: PROGRAM_TOO,
    facts: { answer: "reduction" },
    to: "applied",
    closes: ["cancel-report"],
    effects: ["resume"],
    refused: [["ANSWER_FORFEITS", { answer: null }]],
  },
  {
    title: "L’INPS risponde con una sospensione",
    act: "record-answer",
    from: REPORTED,
    by: PROGRAM_TOO,
    facts: { answer: "suspension" },
    to: "applied",
    closes: ["cancel-report"],
    effects: ["resume"],
  },
  {
    title: "L’INPS dispone la decadenza",
    act: "record-answer",
    from: REPORTED,
    by: PROGRAM_TOO,
    facts: { answer: "forfeiture" },
    to: "forfeited",
    closes: ["cancel-report"],
    effects: ["tell-case-forfeited"],
  },
  {
    title: "L’INPS non applica nulla, o accoglie il ricorso: il fatto non conta più",
    act: "record-answer",
    from: REPORTED,
    by: PROGRAM_TOO,
    facts: { answer: "nothing" },
    to: "not-applied",
    closes: ["cancel-report"],
    effects: ["review-later-reports", "resume"],
  },
  {
    title: "La prova è debole: il responsabile fa convocare di nuovo, invece di segnalare",
    act: "convene-again",
    from: OPEN,
    by: ["office-manager"],
    to: "re-convened",
    closes: ["justify", "hold", "report"],
    effects: ["resume", "tell-person"],
    refused: NO_REASON,
  },
  {
    title: "L’assenza era un errore, o la persona è morta: il fatto cade con la sua causa",
    act: "withdraw",
    from: OPEN,
    by: ["system", "office-manager"],
    to: "withdrawn",
    closes: ["justify", "hold", "report"],
    refused: NO_REASON,
  },
];

export const CONDITIONALITY_STORIES: readonly ConditionalityStory[] = [
  ...[...RECORDED, ...HEARD, ...DECIDED, ...ENDED].map((told) => toldAct("CONDIZIONALITA", READY, told)),
  TOLD_LATE,
  WHOLE_WAY,
  NEVER_EDITED,
];
