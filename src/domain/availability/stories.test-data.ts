// Stories of the DID: given in each of its ways, kept or lost with work, withdrawn, corrected, refused.

import type { Story } from "../procedure/story.ts";
import type { Actor } from "../procedure/types.ts";
import { OFFICE, PROGRAM_TOO, allBut } from "../summons/stories.test-data.ts";
import type {
  AvailabilityAct,
  AvailabilityContext,
  AvailabilityEffect,
  AvailabilityState,
  AvailabilityTerm,
} from "./types.ts";

export type AvailabilityStory = Story<
  AvailabilityState,
  AvailabilityAct,
  AvailabilityTerm,
  AvailabilityContext,
  AvailabilityEffect
>;

const READY: AvailabilityContext = {
  bound: true,
  adult: true,
  unemployed: true,
  carriedByBenefit: true,
  dateCanBe: true,
  signed: true,
  platformId: "DID-1",
  workStatus: "kept",
  consequencesTold: true,
  reason: "detto a voce, verbalizzato",
  refusalCounts: true,
  presentThatDay: true,
  obligedThatDay: true,
  dayNotSuspended: true,
  notReported: true,
};
const WITHOUT: readonly AvailabilityState[] = ["none", "lost", "withdrawn", "annulled"];
const DECLARING = ["citizen", ...PROGRAM_TOO] as const;

/** One refused step for each condition that fails. */
function refusedFor(
  act: AvailabilityAct,
  by: Actor,
  from: AvailabilityState | readonly AvailabilityState[],
  failures: readonly (readonly [Partial<AvailabilityContext>, string])[],
): AvailabilityStory["steps"] {
  return failures.map(([facts, code]) => ({ act, by, from, facts, refused: `DID_${code}` }));
}

export const AVAILABILITY_STORIES: readonly AvailabilityStory[] = [
  {
    title: "Rende la DID al primo appuntamento, poi la ritira e la rende di nuovo",
    start: "none",
    context: READY,
    steps: [
      { act: "take", by: OFFICE, from: WITHOUT, to: "given", closes: ["did"], effects: ["tell-platform"] },
      {
        act: "withdraw",
        by: ["citizen", ...OFFICE],
        from: ["given", "suspended"],
        to: "withdrawn",
        effects: ["tell-platform", "desk-task"],
      },
      { act: "take", by: OFFICE, to: "given", closes: ["did"], effects: ["tell-platform"] },
    ],
  },
  {
    title:
      "La DID non si acquisisce da chi non è tenuto, minorenne, occupato, senza firma o con una data impossibile",
    start: "none",
    context: READY,
    steps: [
      ...refusedFor(
        "take",
        "operator",
        ["none", "refused"],
        [
          [{ bound: false }, "PERSON_BOUND"],
          [{ adult: false }, "ADULT"],
          [{ unemployed: false }, "UNEMPLOYED"],
          [{ dateCanBe: false }, "DATE_CAN_BE"],
          [{ signed: false }, "SIGNED"],
        ],
      ),
      { act: "take", by: allBut(...OFFICE), from: [...WITHOUT, "refused"], refused: "DID_CHI" },
      { act: "take", by: "operator", from: ["given", "suspended"], refused: "DID_STATO" },
    ],
  },
  {
    title: "La rende da sé sulla piattaforma, prima di essere convocata",
    start: "none",
    context: READY,
    steps: [
      { act: "record-from-platform", by: DECLARING, from: WITHOUT, to: "given", closes: ["did"] },
      ...refusedFor(
        "record-from-platform",
        "system",
        ["none", "refused"],
        [
          [{ bound: false }, "PERSON_BOUND"],
          [{ adult: false }, "ADULT"],
          [{ unemployed: false }, "UNEMPLOYED"],
          [{ dateCanBe: false }, "DATE_CAN_BE"],
          [{ platformId: " " }, "PLATFORM_NUMBER"],
        ],
      ),
      {
        act: "record-from-platform",
        by: allBut(...DECLARING),
        from: ["none", "refused"],
        refused: "DID_CHI",
      },
    ],
  },
  {
    title: "Con la domanda di NASpI o il patto di attivazione la DID c’è già",
    start: "none",
    context: READY,
    steps: [
      { act: "record-with-benefit", by: PROGRAM_TOO, to: "given", closes: ["did"] },
      ...refusedFor("record-with-benefit", "system", "none", [
        [{ carriedByBenefit: false }, "CARRIED_BY_BENEFIT"],
        [{ dateCanBe: false }, "DATE_CAN_BE"],
      ]),
      { act: "record-with-benefit", by: allBut(...PROGRAM_TOO), from: "none", refused: "DID_CHI" },
    ],
  },
  {
    title: "Un lavoro a basso reddito la conserva, uno breve la sospende, uno lungo la fa perdere",
    start: "given",
    context: READY,
    steps: [
      {
        act: "record-work",
        by: PROGRAM_TOO,
        from: ["given", "suspended"],
        to: "given",
        effects: ["review-duties"],
      },
      {
        act: "record-work",
        by: "system",
        facts: { workStatus: null },
        from: ["given", "suspended", "lost"],
        refused: "DID_WORK_KNOWN",
      },
      {
        act: "record-work",
        by: PROGRAM_TOO,
        from: ["given", "suspended"],
        facts: { workStatus: "suspended" },
        to: "suspended",
        effects: ["review-duties"],
      },
      { act: "record-work", by: allBut(...PROGRAM_TOO), from: ["given", "lost"], refused: "DID_CHI" },
      {
        act: "record-work",
        by: PROGRAM_TOO,
        from: ["given", "suspended"],
        facts: { workStatus: "lost" },
        to: "lost",
        effects: ["review-duties", "tell-platform"],
      },
      { act: "record-work", by: PROGRAM_TOO, to: "lost", effects: ["review-duties"] },
      { act: "take", by: "operator", to: "given", closes: ["did"], effects: ["tell-platform"] },
    ],
  },
  {
    title: "Ritirarla è una volontà della persona, spiegata e firmata: mai del programma",
    start: "given",
    context: READY,
    steps: [
      ...refusedFor("withdraw", "citizen", "given", [
        [{ consequencesTold: false }, "CONSEQUENCES_TOLD"],
        [{ signed: false }, "SIGNED"],
      ]),
      { act: "withdraw", by: allBut("citizen", ...OFFICE), refused: "DID_CHI" },
      { act: "withdraw", by: "citizen", from: "none", refused: "DID_STATO" },
    ],
  },
  {
    title: "Una DID sbagliata si corregge, o si annulla, con un atto e un motivo",
    start: "given",
    context: READY,
    steps: [
      { act: "correct", by: OFFICE, to: "given", effects: ["tell-platform"] },
      ...refusedFor("correct", "operator", "given", [
        [{ adult: false }, "ADULT"],
        [{ dateCanBe: false }, "DATE_CAN_BE"],
        [{ reason: " " }, "REASON_GIVEN"],
      ]),
      { act: "correct", by: allBut(...OFFICE), refused: "DID_CHI" },
      { act: "annul", by: "operator", facts: { reason: "" }, refused: "DID_REASON_GIVEN" },
      { act: "annul", by: allBut(...OFFICE), refused: "DID_CHI" },
      {
        act: "annul",
        by: OFFICE,
        from: ["given", "suspended", "lost", "withdrawn"],
        to: "annulled",
        opens: ["did"],
        effects: ["tell-platform", "desk-task"],
      },
    ],
  },
  {
    title: "Rifiuta davanti all’operatore: si apre un procedimento, e una DID tardiva lo fa rileggere",
    start: "none",
    context: READY,
    steps: [
      { act: "refuse", by: OFFICE, from: WITHOUT, to: "refused", effects: ["open-breach"] },
      {
        act: "take",
        by: OFFICE,
        to: "given",
        closes: ["did"],
        effects: ["tell-platform", "review-breach"],
      },
      {
        act: "record-from-platform",
        by: DECLARING,
        from: "refused",
        to: "given",
        closes: ["did"],
        effects: ["review-breach"],
      },
    ],
  },
  {
    title: "Il silenzio non è un rifiuto, e nessun rifiuto nasce dal programma",
    start: "none",
    context: READY,
    steps: [
      ...refusedFor("refuse", "operator", "none", [
        [{ refusalCounts: false }, "REFUSAL_COUNTS"],
        [{ obligedThatDay: false }, "OBLIGED_THAT_DAY"],
        [{ dayNotSuspended: false }, "DAY_NOT_SUSPENDED"],
        [{ presentThatDay: false }, "PRESENT_THAT_DAY"],
        [{ consequencesTold: false }, "CONSEQUENCES_TOLD"],
        [{ reason: "" }, "REASON_GIVEN"],
      ]),
      { act: "refuse", by: allBut(...OFFICE), refused: "DID_CHI" },
      { act: "refuse", by: "operator", from: ["given", "suspended"], refused: "DID_STATO" },
    ],
  },
  {
    title: "Un rifiuto registrato per errore si corregge finché non è segnalato",
    start: "refused",
    context: READY,
    steps: [
      ...refusedFor("correct-refusal", "office-manager", "refused", [
        [{ notReported: false }, "NOT_YET_REPORTED"],
        [{ reason: "" }, "REASON_GIVEN"],
      ]),
      { act: "correct-refusal", by: allBut("office-manager"), refused: "DID_CHI" },
      { act: "correct-refusal", by: "office-manager", to: "none", effects: ["close-breach"] },
    ],
  },
];
