// Stories of the summons from the appointment on: present, absent, justified or not, corrected.

import { AFTER, BEFORE, OFFICE, PROGRAM_TOO, allBut, meeting, unknown } from "./stories.test-data.ts";
import type { SummonsStory } from "./stories.test-data.ts";

export const MEETING_STORIES: readonly SummonsStory[] = [
  {
    title: "Non si registra una presenza prima del giorno, né la registra chi non c’era",
    start: "issued",
    context: BEFORE,
    steps: [
      { act: "record-attendance", by: "clerk", refused: "CONVOCAZIONE_APPOINTMENT_DAY_COME" },
      {
        act: "record-attendance",
        by: "clerk",
        facts: { ...unknown, now: AFTER.now },
        refused: "CONVOCAZIONE_APPOINTMENT_DAY_COME",
      },
      {
        act: "record-attendance",
        by: allBut(...OFFICE, "clerk"),
        facts: { now: AFTER.now },
        refused: "CONVOCAZIONE_CHI",
      },
    ],
  },
  {
    title: "Assente, e giustificata entro il giorno dopo con il certificato",
    start: "issued",
    context: AFTER,
    steps: [
      {
        act: "record-no-show",
        by: OFFICE,
        from: ["issued", "confirmed", "asks-another-date", "declined"],
        to: "absent",
        opens: ["justify"],
      },
      { act: "justify", by: OFFICE, to: "justified", closes: ["justify"] },
    ],
  },
  {
    title: "Un’assenza pretende ora passata, prova, obbligo quel giorno, giorno non sospeso, conteggio letto",
    start: "issued",
    context: AFTER,
    steps: [
      {
        act: "record-no-show",
        by: OFFICE,
        facts: { now: BEFORE.now },
        refused: "CONVOCAZIONE_SEAT_TIME_PASSED",
      },
      {
        act: "record-no-show",
        by: OFFICE,
        facts: { now: BEFORE.now, ...meeting({ proof: "none" }) },
        refused: "CONVOCAZIONE_SEAT_TIME_PASSED",
      },
      {
        act: "record-no-show",
        by: "operator",
        facts: meeting({ excludedOrExempt: true }),
        refused: "CONVOCAZIONE_OBLIGED_THAT_DAY",
      },
      {
        act: "record-no-show",
        by: "operator",
        facts: meeting({ suspendedDay: true }),
        refused: "CONVOCAZIONE_DAY_NOT_SUSPENDED",
      },
      {
        act: "record-no-show",
        by: "operator",
        facts: meeting({ counterSeen: 0 }),
        refused: "CONVOCAZIONE_COUNTER_SHOWN",
      },
      {
        act: "record-no-show",
        by: "operator",
        facts: meeting({ counterSeen: null }),
        refused: "CONVOCAZIONE_COUNTER_SHOWN",
      },
      { act: "record-no-show", by: "operator", facts: unknown, refused: "CONVOCAZIONE_DELIVERY_PROVEN" },
      // The program never records an absence: of a proven summons it may say nothing at all.
      { act: "record-no-show", by: "system", refused: "CONVOCAZIONE_DELIVERY_UNPROVEN" },
      { act: "record-no-show", by: allBut(...PROGRAM_TOO), refused: "CONVOCAZIONE_CHI" },
    ],
  },
  {
    title: "Recapito non provato con la forza che la misura chiede: si convoca di nuovo",
    start: "issued",
    context: { ...AFTER, ...meeting({ proofNeeded: "legal" }) },
    steps: [
      {
        act: "record-no-show",
        by: PROGRAM_TOO,
        from: ["issued", "not-delivered", "confirmed", "asks-another-date", "declined"],
        to: "to-convene-again",
        effects: ["desk-task"],
      },
      {
        act: "record-no-show",
        by: "system",
        from: "issued",
        facts: { now: BEFORE.now },
        refused: "CONVOCAZIONE_SEAT_TIME_PASSED",
      },
      { act: "record-no-show", by: "citizen", from: "issued", refused: "CONVOCAZIONE_CHI" },
    ],
  },
  {
    title: "Giustificata tardi: l’operatore non può, il responsabile sì, finché non si è segnalato",
    start: "absent",
    context: { ...AFTER, ...meeting({ toldInTime: false }) },
    steps: [
      { act: "justify", by: "operator", refused: "CONVOCAZIONE_TOLD_IN_TIME" },
      {
        act: "justify",
        by: "office-manager",
        from: ["absent", "unjustified"],
        to: "justified",
        closes: ["justify"],
        effects: ["close-breach"],
      },
      {
        act: "justify",
        by: "office-manager",
        from: "unjustified",
        facts: meeting({ toldInTime: false, reported: true }),
        refused: "CONVOCAZIONE_NOT_YET_REPORTED",
      },
      {
        act: "justify",
        by: "office-manager",
        from: "unjustified",
        facts: { reason: "" },
        refused: "CONVOCAZIONE_REASON_GIVEN",
      },
      {
        act: "justify",
        by: "office-manager",
        from: "unjustified",
        facts: meeting({ justifiedReason: null }),
        refused: "CONVOCAZIONE_REASON_LISTED",
      },
      {
        act: "justify",
        by: "office-manager",
        from: "unjustified",
        facts: meeting({ evidenceSeen: false }),
        refused: "CONVOCAZIONE_EVIDENCE_SEEN",
      },
      { act: "justify", by: "operator", from: "unjustified", refused: "CONVOCAZIONE_CHI" },
    ],
  },
  {
    title: "Una giustificazione vuole un motivo dell’elenco e la sua prova",
    start: "absent",
    context: AFTER,
    steps: [
      {
        act: "justify",
        by: OFFICE,
        facts: meeting({ justifiedReason: null }),
        refused: "CONVOCAZIONE_REASON_LISTED",
      },
      {
        act: "justify",
        by: OFFICE,
        facts: meeting({ evidenceSeen: false }),
        refused: "CONVOCAZIONE_EVIDENCE_SEEN",
      },
      { act: "justify", by: allBut(...OFFICE), refused: "CONVOCAZIONE_CHI" },
    ],
  },
  {
    title: "Nessuna giustificazione: il termine passa, una persona chiude e si apre la condizionalità",
    start: "absent",
    context: AFTER,
    steps: [
      {
        act: "close-justification",
        by: "operator",
        facts: meeting({ justifyTermOver: false }),
        refused: "CONVOCAZIONE_JUSTIFY_TERM_OVER",
      },
      { act: "close-justification", by: allBut(...OFFICE), refused: "CONVOCAZIONE_CHI" },
      {
        act: "close-justification",
        by: OFFICE,
        from: "absent",
        to: "unjustified",
        closes: ["justify"],
        effects: ["open-breach"],
      },
    ],
  },
  {
    title: "Giustificazione non accolta, con il motivo",
    start: "absent",
    context: AFTER,
    steps: [
      {
        act: "refuse-justification",
        by: "operator",
        facts: { reason: "" },
        refused: "CONVOCAZIONE_REASON_GIVEN",
      },
      { act: "refuse-justification", by: allBut(...OFFICE), refused: "CONVOCAZIONE_CHI" },
      {
        act: "refuse-justification",
        by: OFFICE,
        from: "absent",
        to: "unjustified",
        closes: ["justify"],
        effects: ["open-breach"],
      },
    ],
  },
  {
    title: "Assenza registrata per errore: la corregge il responsabile, finché non è segnalata",
    start: "absent",
    context: AFTER,
    steps: [
      {
        act: "correct-absence",
        by: "office-manager",
        facts: { reason: "" },
        refused: "CONVOCAZIONE_REASON_GIVEN",
      },
      {
        act: "correct-absence",
        by: "office-manager",
        facts: meeting({ reported: true }),
        refused: "CONVOCAZIONE_NOT_YET_REPORTED",
      },
      { act: "correct-absence", by: allBut("office-manager"), refused: "CONVOCAZIONE_CHI" },
      {
        act: "correct-absence",
        by: "office-manager",
        from: ["absent", "unjustified"],
        to: "attended",
        closes: ["justify"],
        effects: ["close-breach", "meet-convene"],
      },
    ],
  },
  {
    title: "Si era presentato un altro: la presenza si corregge con il motivo, e l’esito torna da decidere",
    start: "attended",
    context: AFTER,
    steps: [
      { act: "correct-attendance", by: "clerk", facts: { reason: "" }, refused: "CONVOCAZIONE_REASON_GIVEN" },
      {
        act: "correct-attendance",
        by: "clerk",
        facts: { reason: "", ...meeting({ proof: "none" }) },
        refused: "CONVOCAZIONE_REASON_GIVEN",
      },
      { act: "correct-attendance", by: "operator", facts: unknown, refused: "CONVOCAZIONE_DELIVERY_PROVEN" },
      { act: "correct-attendance", by: allBut(...OFFICE, "clerk"), refused: "CONVOCAZIONE_CHI" },
      {
        act: "correct-attendance",
        by: [...OFFICE, "clerk"],
        from: "attended",
        to: "issued",
        effects: ["reopen-convene"],
      },
      {
        act: "correct-attendance",
        by: [...OFFICE, "clerk"],
        from: "attended",
        facts: meeting({ proof: "none" }),
        to: "not-delivered",
        effects: ["reopen-convene"],
      },
      {
        act: "correct-attendance",
        by: allBut(...OFFICE, "clerk"),
        from: "attended",
        facts: meeting({ proof: "none" }),
        refused: "CONVOCAZIONE_CHI",
      },
    ],
  },
];
