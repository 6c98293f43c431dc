// Stories of an activity, written by hand: who may do each act, what it leads to, and what refuses it.

import type { Story } from "../procedure/story.ts";
import { toldAct } from "../procedure/told-act.test-data.ts";
import { REGISTER_STORIES } from "./register.test-data.ts";
import {
  BEFORE,
  CONTEXT,
  DURING,
  EXCUSED,
  MANAGER,
  NO_DAY,
  NO_REASON,
  OFFICE,
  PROGRAM_TOO,
  REPORTED,
  UNKNOWN_REPORT,
} from "./told-activity.test-data.ts";
import type { Told } from "./told-activity.test-data.ts";
import type { ActivityAct, ActivityContext, ActivityEffect, ActivityState } from "./types.ts";

const ENTERING: readonly Told[] = [
  {
    title: "Un’attività si propone a chi ha un patto in vigore e i requisiti",
    act: "propose",
    from: ["none"],
    by: OFFICE,
    to: "proposed",
    effects: ["report-event"],
    refused: [
      ["PACT_IN_FORCE", { pactInForce: false }],
      NO_DAY,
      ["SUITS_PERSON", { suitsPerson: false }],
      ["HOURS_AGREED", { hoursAgreed: false }],
    ],
  },
  {
    title: "Chi accetta e trova posto è iscritto",
    act: "accept",
    from: ["proposed"],
    by: ["operator", "office-manager", "citizen"],
    to: "enrolled",
    effects: ["hold-place"],
    refused: [
      ["PACT_IN_FORCE", { pactInForce: false }],
      ["PERSON_AGREES", { personAgrees: false }],
      NO_DAY,
      ["PLACE_FREE", { placeFree: false }],
    ],
  },
  {
    title: "Chi accetta e non trova posto entra in lista d’attesa, se c’è",
    act: "accept",
    from: ["proposed"],
    by: ["operator", "office-manager", "citizen"],
    to: "waiting",
    facts: { placeFree: false, waitingListOpen: true },
    effects: ["join-waiting-list"],
    refused: [
      ["PACT_IN_FORCE", { pactInForce: false }],
      ["PERSON_AGREES", { personAgrees: false }],
      NO_DAY,
      ["PLACE_FREE", { waitingListOpen: false }],
    ],
  },
  {
    title: "Un posto che si libera va a chi aspetta",
    act: "give-place",
    from: ["waiting"],
    by: PROGRAM_TOO,
    to: "enrolled",
    effects: ["hold-place", "tell-person"],
    refused: [["PLACE_FREE", { placeFree: false }], NO_DAY],
  },
  {
    title: "Il corso che non parte si annulla, con il motivo: nulla ricade sulla persona",
    act: "cancel",
    from: BEFORE,
    by: OFFICE,
    to: "not-started",
    effects: ["report-event", "release-place", "tell-person"],
    refused: [NO_DAY, NO_REASON],
  },
  {
    title: "L’inizio si registra nel suo giorno, non prima",
    act: "start",
    from: ["enrolled"],
    by: PROGRAM_TOO,
    to: "started",
    effects: ["report-event"],
    refused: [NO_DAY],
  },
  {
    title: "L’attività si sospende con il motivo",
    act: "suspend",
    from: ["started"],
    by: OFFICE,
    to: "suspended",
    effects: ["report-event"],
    refused: [NO_DAY, NO_REASON],
  },
  {
    title: "E riprende",
    act: "resume",
    from: ["suspended"],
    by: OFFICE,
    to: "started",
    effects: ["report-event"],
    refused: [NO_DAY],
  },
];

const withdrawal = (act: "record-refusal" | "abandon"): readonly Told[] => {
  const told = {
    act,
    from: act === "abandon" ? DURING : BEFORE,
    by: OFFICE,
    to: act === "abandon" ? "abandoned" : "refused",
  } as const;
  return [
    {
      ...told,
      title: `${act}: con un giustificato motivo provato non segue nulla`,
      facts: EXCUSED,
      effects: ["report-event", "release-place"],
      refused: [
        NO_DAY,
        // A reason without its paper is no excuse: what is missing for the fact is asked.
        ["CONSEQUENCES_TOLD", { reasonListed: false, consequencesTold: false }],
        ["EVIDENCE_SEEN", { evidenceSeen: false, consequencesTold: false }],
      ],
    },
    {
      ...told,
      title: `${act}: contro un obbligo è un fatto che una persona valuta`,
      effects: ["report-event", "release-place", "fact-for-conditionality"],
      refused: [
        NO_DAY,
        ["CONSEQUENCES_TOLD", { consequencesTold: false }],
        NO_REASON,
        ["REASON_LISTED", { duty: null }],
      ],
    },
    {
      ...told,
      title: `${act}: chi non è tenuto può farlo, e non segue nulla`,
      facts: { duty: false },
      effects: ["report-event", "release-place"],
      refused: [NO_DAY, NO_REASON],
    },
  ];
};

const ENDING: readonly Told[] = [
  {
    title: "Si chiude con l’esito, a registro completo",
    act: "complete",
    from: ["started"],
    by: OFFICE,
    to: "completed",
    effects: ["report-event", "release-place"],
    refused: [
      NO_DAY,
      ["OUTCOME_CHOSEN", { outcomeChosen: false }],
      ["ATTENDANCE_COMPLETE", { attendanceComplete: false }],
    ],
  },
  {
    title: "Poi l’ente rendiconta",
    act: "account",
    from: ["completed"],
    by: PROGRAM_TOO,
    to: "accounted",
    effects: ["report-event"],
    refused: [NO_DAY],
  },
  {
    title: "Ha trovato lavoro: si chiude in ogni momento, provato",
    act: "end-for-job",
    from: [...BEFORE, ...DURING],
    by: PROGRAM_TOO,
    to: "job-found",
    effects: ["report-event", "release-place"],
    refused: [NO_DAY, ["JOB_PROVEN", { jobProven: false }]],
  },
  {
    title: "L’ente interrompe: non è un abbandono",
    act: "interrupt",
    from: DURING,
    by: OFFICE,
    to: "interrupted",
    effects: ["report-event", "release-place", "tell-person"],
    refused: [NO_DAY, NO_REASON],
  },
  {
    title: "Requisiti mancanti scoperti dopo l’inizio",
    act: "lose-requirements",
    from: DURING,
    by: OFFICE,
    to: "interrupted",
    effects: ["report-event", "release-place", "tell-person"],
    refused: [NO_DAY, NO_REASON],
  },
  {
    title: "Errore materiale: annulla il responsabile",
    act: "annul",
    from: [...DURING, "completed"],
    by: MANAGER,
    to: "annulled",
    effects: ["report-event", "release-place", "close-fact"],
    refused: [NO_DAY, NO_REASON, REPORTED, UNKNOWN_REPORT],
  },
  {
    title: "Esonerata durante il percorso",
    act: "end-exempt",
    from: [...BEFORE, ...DURING],
    by: OFFICE,
    to: "ended",
    effects: ["report-event", "release-place"],
    refused: [NO_DAY, ["PERSON_EXEMPT", { personExempt: false }]],
  },
  {
    title: "Esclusa durante il percorso",
    act: "end-excluded",
    from: [...BEFORE, ...DURING],
    by: OFFICE,
    to: "ended",
    effects: ["report-event", "release-place"],
    refused: [NO_DAY, ["PERSON_EXCLUDED", { personExcluded: false }]],
  },
  {
    title: "L’INPS ha disposto la decadenza",
    act: "end-forfeited",
    from: [...BEFORE, ...DURING],
    by: PROGRAM_TOO,
    to: "ended",
    effects: ["report-event", "release-place"],
    refused: [NO_DAY, ["BENEFIT_FORFEITED", { benefitForfeited: false }]],
  },
  {
    title: "Un’altra attività prende il posto di questa",
    act: "transform",
    from: [...BEFORE, ...DURING],
    by: OFFICE,
    to: "ended",
    effects: ["report-event", "release-place"],
    refused: [NO_DAY, ["REPLACEMENT_NAMED", { replacementNamed: false }], NO_REASON],
  },
  {
    title: "Il rifiuto scritto per errore torna proposta",
    act: "correct-refusal",
    from: ["refused"],
    by: MANAGER,
    to: "proposed",
    effects: ["report-event", "close-fact"],
    refused: [NO_DAY, NO_REASON, REPORTED, UNKNOWN_REPORT],
  },
  {
    title: "L’abbandono scritto per errore torna iniziata",
    act: "correct-abandonment",
    from: ["abandoned"],
    by: MANAGER,
    to: "started",
    effects: ["report-event", "close-fact"],
    refused: [NO_DAY, NO_REASON, REPORTED, UNKNOWN_REPORT],
  },
];

type ActivityStory = Story<ActivityState, ActivityAct, never, ActivityContext, ActivityEffect>;

/** A whole season of one person, and acts that do not fit where it has come. */
const WHOLE: ActivityStory = {
  title: "Accetta, aspetta, comincia, manca un giorno, finisce",
  start: "none",
  context: CONTEXT,
  steps: [
    { act: "start", by: "operator", refused: "ATTIVITA_STATO" },
    { act: "propose", by: "operator", to: "proposed", effects: ["report-event"] },
    {
      act: "accept",
      by: "citizen",
      facts: { placeFree: false, waitingListOpen: true },
      to: "waiting",
      effects: ["join-waiting-list"],
    },
    { act: "start", by: "operator", refused: "ATTIVITA_STATO" },
    { act: "give-place", by: "system", to: "enrolled", effects: ["hold-place", "tell-person"] },
    { act: "start", by: "operator", to: "started", effects: ["report-event"] },
    { act: "record-refusal", by: "operator", refused: "ATTIVITA_STATO" },
    { act: "record-presence", by: "operator", to: "started" },
    { act: "record-absence", by: "system", refused: "ATTIVITA_CHI" },
    { act: "record-absence", by: "operator", to: "started", effects: ["fact-for-conditionality"] },
    { act: "complete", by: "operator", to: "completed", effects: ["report-event", "release-place"] },
    { act: "account", by: "system", to: "accounted", effects: ["report-event"] },
    { act: "annul", by: "office-manager", refused: "ATTIVITA_STATO" },
  ],
};

export const ACTIVITY_STORIES: readonly ActivityStory[] = [
  WHOLE,
  ...[
    ...ENTERING,
    ...withdrawal("record-refusal"),
    ...withdrawal("abandon"),
    ...REGISTER_STORIES,
    ...ENDING,
  ].map((told) => toldAct("ATTIVITA", CONTEXT, told)),
];
