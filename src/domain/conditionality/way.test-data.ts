// Stories of conditionality that go through several acts: the whole way, the late justification, what nothing may touch.

import { OFFICE, allBut } from "../summons/stories.test-data.ts";
import { OPEN, READY, REPORTED } from "./ready.test-data.ts";
import type { ConditionalityStory } from "./ready.test-data.ts";

export const TOLD_LATE: ConditionalityStory = {
  title: "Giustifica tardi ma con ragione: lo accoglie il responsabile, con il motivo, e nessun altro",
  start: "held",
  context: { ...READY, toldInTime: false },
  steps: [
    { act: "justify", by: "operator", from: OPEN, refused: "CONDIZIONALITA_TOLD_IN_TIME" },
    {
      act: "justify",
      by: "office-manager",
      from: OPEN,
      facts: { reason: "" },
      refused: "CONDIZIONALITA_TOLD_IN_TIME",
    },
    {
      act: "justify",
      by: "office-manager",
      from: OPEN,
      facts: { impedimentPlausible: false },
      refused: "CONDIZIONALITA_IMPEDIMENT_PLAUSIBLE",
    },
    {
      act: "justify",
      by: "office-manager",
      from: OPEN,
      facts: { reasonListed: false },
      refused: "CONDIZIONALITA_REASON_LISTED",
    },
    {
      act: "justify",
      by: "office-manager",
      from: OPEN,
      facts: { evidenceSeen: false },
      refused: "CONDIZIONALITA_EVIDENCE_SEEN",
    },
    { act: "justify", by: allBut(...OFFICE), from: OPEN, refused: "CONDIZIONALITA_CHI" },
    {
      act: "justify",
      by: "office-manager",
      from: OPEN,
      to: "justified",
      closes: ["justify", "hold", "report"],
      effects: ["tell-person", "resume"],
    },
  ],
};

export const WHOLE_WAY: ConditionalityStory = {
  title: "Segnalata per errore, annullata, proposta di nuovo e questa volta definitiva",
  start: "none",
  context: READY,
  steps: [
    {
      act: "record-fact",
      by: "operator",
      to: "may-justify",
      opens: ["justify", "hold"],
      effects: ["tell-person"],
    },
    { act: "propose", by: "operator", refused: "CONDIZIONALITA_STATO" },
    { act: "close-justification", by: "operator", to: "held", opens: ["report"], closes: ["justify"] },
    { act: "send-report", by: "operator", refused: "CONDIZIONALITA_STATO" },
    { act: "propose", by: "operator", to: "proposed", closes: ["hold"] },
    { act: "approve", by: "second-officer", to: "approved" },
    {
      act: "send-report",
      by: "operator",
      to: "reported",
      opens: ["cancel-report"],
      closes: ["report"],
      effects: ["send-to-platform", "tell-person"],
    },
    {
      act: "cancel-report",
      by: "second-officer",
      to: "report-cancelled",
      opens: ["report"],
      closes: ["cancel-report"],
      effects: ["cancel-at-platform", "review-later-reports", "tell-person"],
    },
    { act: "propose", by: "operator", to: "proposed", closes: ["hold"] },
    { act: "approve", by: "office-manager", to: "approved" },
    {
      act: "send-report",
      by: "operator",
      to: "reported",
      opens: ["cancel-report"],
      closes: ["report"],
      effects: ["send-to-platform", "tell-person"],
    },
    {
      act: "cancel-report",
      by: "second-officer",
      facts: { timesCancelled: 1 },
      refused: "CONDIZIONALITA_NEVER_CANCELLED",
    },
    { act: "close-window", by: "system", to: "settled", closes: ["cancel-report"] },
    { act: "cancel-report", by: "second-officer", refused: "CONDIZIONALITA_STATO" },
  ],
};

const AFTER_REPORT = ["justify", "withdraw", "convene-again", "send-back", "record-impediment"] as const;

export const NEVER_EDITED: ConditionalityStory = {
  title: "Finché una segnalazione è in piedi nulla la tocca: si annulla, o l’INPS risponde",
  start: "reported",
  context: READY,
  steps: AFTER_REPORT.map((act) => ({
    act,
    by: "office-manager",
    from: REPORTED,
    refused: "CONDIZIONALITA_STATO",
  })),
};
