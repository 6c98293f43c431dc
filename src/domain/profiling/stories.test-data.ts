// Stories of profiling, told as an office would: who asks, who decides, what is missing when it is refused.

import { toldAct } from "../procedure/told-act.test-data.ts";
import type { ToldAct } from "../procedure/told-act.test-data.ts";
import type { Story } from "../procedure/story.ts";
import type { ProfilingAct, ProfilingContext, ProfilingEffect, ProfilingState } from "./types.ts";

type ProfilingStory = Story<ProfilingState, ProfilingAct, never, ProfilingContext, ProfilingEffect>;

export const ALL_GOOD: ProfilingContext = {
  bound: true,
  dutyHolds: true,
  didGiven: true,
  questionnaireInForce: true,
  answersValid: true,
  indexExpected: true,
  indexAnswersRequest: true,
  indexInRange: true,
  indexDated: true,
  sheetInForce: true,
  assessmentValid: true,
  assessmentComplete: true,
  sourcesTicked: true,
  outcomeReasoned: true,
  validityOver: true,
  reason: "le risposte sono cambiate",
};

const OFFICE = ["operator", "office-manager"] as const;
const told = (
  act: ToldAct<ProfilingState, ProfilingAct, never, ProfilingContext, ProfilingEffect>,
): ProfilingStory => toldAct("PROFILAZIONE", ALL_GOOD, act);

export const PROFILING_STORIES: readonly ProfilingStory[] = [
  {
    title: "La via ordinaria: indice chiesto e ricevuto, valutazione, decisione, poi rifatto",
    start: "none",
    context: ALL_GOOD,
    steps: [
      { act: "decide", by: "operator", refused: "PROFILAZIONE_STATO" },
      { act: "request-index", by: "operator", to: "requested", effects: ["ask-index"] },
      { act: "draft", by: "operator", refused: "PROFILAZIONE_STATO" },
      { act: "record-index", by: "system", to: "received" },
      { act: "draft", by: "operator", to: "drafted" },
      { act: "decide", by: "operator", to: "decided", effects: ["send-to-platform"] },
      // Frozen: neither the answers nor the assessment are touched again.
      { act: "request-index", by: "operator", refused: "PROFILAZIONE_STATO" },
      { act: "record-index", by: "system", refused: "PROFILAZIONE_STATO" },
      { act: "draft", by: "operator", refused: "PROFILAZIONE_STATO" },
      { act: "close", by: "operator", refused: "PROFILAZIONE_STATO" },
      { act: "redo", by: "operator", to: "superseded", effects: ["desk-task"] },
      { act: "decide", by: "operator", refused: "PROFILAZIONE_STATO" },
    ],
  },
  told({
    title: "L’indice si chiede per chi è tenuto, con la DID resa e le risposte giuste",
    act: "request-index",
    from: ["none", "requested", "received", "without-index", "drafted"],
    by: OFFICE,
    to: "requested",
    effects: ["ask-index"],
    refused: [
      ["PERSON_BOUND", { bound: false }],
      ["NOT_EXCLUDED_OR_EXEMPT", { dutyHolds: false }],
      ["DID_GIVEN", { didGiven: false }],
      ["QUESTIONNAIRE_IN_FORCE", { questionnaireInForce: false }],
      ["ANSWERS_VALID", { answersValid: false }],
    ],
  }),
  told({
    title: "L’indice arriva, anche tardi: risponde alla richiesta, sta nella scala, ha una data possibile",
    act: "record-index",
    from: ["requested", "without-index", "drafted"],
    by: ["system", ...OFFICE],
    to: "received",
    refused: [
      ["INDEX_EXPECTED", { indexExpected: false }],
      ["INDEX_ANSWERS_REQUEST", { indexAnswersRequest: false }],
      ["INDEX_IN_RANGE", { indexInRange: false }],
      ["INDEX_DATED", { indexDated: false }],
    ],
  }),
  told({
    title: "Il servizio nazionale non risponde: il responsabile fa proseguire, con il motivo",
    act: "go-on-without-index",
    from: ["requested"],
    by: ["office-manager"],
    to: "without-index",
    refused: [["REASON_GIVEN", { reason: " " }]],
  }),
  told({
    title: "La bozza può mancare di voci, non averne di sbagliate",
    act: "draft",
    from: ["received", "without-index", "drafted"],
    by: OFFICE,
    to: "drafted",
    facts: { assessmentComplete: false, sourcesTicked: false },
    refused: [
      ["SHEET_IN_FORCE", { sheetInForce: false }],
      ["ASSESSMENT_VALID", { assessmentValid: false }],
    ],
  }),
  told({
    title: "Si decide su una valutazione completa, con le fonti, per chi è ancora tenuto",
    act: "decide",
    from: ["drafted"],
    by: OFFICE,
    to: "decided",
    effects: ["send-to-platform"],
    refused: [
      ["PERSON_BOUND", { bound: false }],
      ["NOT_EXCLUDED_OR_EXEMPT", { dutyHolds: false }],
      ["DID_GIVEN", { didGiven: false }],
      ["SHEET_STILL_IN_FORCE", { sheetInForce: false }],
      ["ASSESSMENT_COMPLETE", { assessmentComplete: false }],
      ["SOURCES_TICKED", { sourcesTicked: false }],
      ["OUTCOME_REASONED", { outcomeReasoned: false }],
    ],
  }),
  told({
    title: "La validità finisce solo se un parametro la fissa, e lo registra il programma",
    act: "expire",
    from: ["decided"],
    by: ["system"],
    to: "expired",
    effects: ["desk-task"],
    refused: [["VALIDITY_OVER", { validityOver: false }]],
  }),
  told({
    title: "Un profilo si rifà con il motivo: quello di prima resta",
    act: "redo",
    from: ["decided", "expired"],
    by: OFFICE,
    to: "superseded",
    effects: ["desk-task"],
    refused: [["REASON_GIVEN", { reason: "" }]],
  }),
  told({
    title: "Il profilo non serve più: si chiude con il motivo",
    act: "close",
    from: ["requested", "received", "without-index", "drafted"],
    by: ["system", ...OFFICE],
    to: "closed",
    refused: [["REASON_GIVEN", { reason: "" }]],
  }),
];
