// Stories of the passage to the services of the municipality: proposed with its reasons, looked at twice, sent, taken in charge, back.

import { toldAct } from "../procedure/told-act.test-data.ts";
import type { ToldAct } from "../procedure/told-act.test-data.ts";
import type { Story } from "../procedure/story.ts";
import { OFFICE, PROGRAM_TOO, allBut } from "../summons/stories.test-data.ts";
import type { HandOverAct, HandOverContext, HandOverEffect, HandOverState, HandOverTerm } from "./types.ts";

export type HandOverStory = Story<HandOverState, HandOverAct, HandOverTerm, HandOverContext, HandOverEffect>;

const READY: HandOverContext = {
  measureHandsOver: true,
  applicant: true,
  withOffice: true,
  metAtOffice: true,
  municipalityKnown: true,
  groundsListed: true,
  reasonsWritten: true,
  secondLook: false,
  actorId: "op-1",
  proposedBy: "op-2",
  dateCanBe: true,
  reason: "detto dall’assistente sociale",
  caseLeft: false,
};
const NAME = "INVIO_AL_COMUNE";
const told = (
  act: ToldAct<HandOverState, HandOverAct, HandOverTerm, HandOverContext, HandOverEffect>,
): HandOverStory => toldAct(NAME, READY, act);
const BACK: readonly HandOverEffect[] = ["take-case-back", "desk-task", "tell-person"];
const SENT: readonly HandOverEffect[] = ["hand-case", "send-to-platform", "tell-person"];

export const HAND_OVER_STORIES: readonly HandOverStory[] = [
  told({
    title: "Dopo l’incontro l’operatore propone l’invio, con le motivazioni scritte",
    act: "propose",
    from: ["none"],
    by: OFFICE,
    to: "proposed",
    refused: [
      ["MEASURE_HANDS_OVER", { measureHandsOver: false, secondLook: null }],
      ["APPLICANT", { applicant: false }],
      ["WITH_OFFICE", { withOffice: false }],
      ["MET_AT_OFFICE", { metAtOffice: false }],
      ["MUNICIPALITY_KNOWN", { municipalityKnown: false }],
      ["GROUNDS_LISTED", { groundsListed: false }],
      ["REASONS_WRITTEN", { reasonsWritten: false }],
    ],
  }),
  told({
    title: "Le motivazioni si correggono prima dell’invio, e vanno guardate di nuovo",
    act: "amend",
    from: ["proposed", "approved"],
    by: OFFICE,
    to: "proposed",
    refused: [
      ["GROUNDS_LISTED", { groundsListed: false }],
      ["REASONS_WRITTEN", { reasonsWritten: false }],
    ],
  }),
  told({
    title: "Dove la misura lo chiede, un’altra persona approva",
    act: "approve",
    from: ["proposed"],
    by: ["second-officer", "office-manager"],
    to: "approved",
    facts: { secondLook: true },
    refused: [
      ["SECOND_LOOK_WANTED", { secondLook: false }],
      ["SECOND_LOOK_WANTED", { secondLook: null }],
      ["NOT_OWN_PROPOSAL", { proposedBy: "op-1" }],
      ["NOT_OWN_PROPOSAL", { proposedBy: null }],
    ],
  }),
  told({
    title: "Dove non serve un secondo operatore, la proposta parte",
    act: "send",
    from: ["proposed"],
    by: OFFICE,
    to: "sent",
    opens: ["municipal-answer"],
    effects: SENT,
    refused: [
      ["WITH_OFFICE", { withOffice: false }],
      ["MUNICIPALITY_KNOWN", { municipalityKnown: false }],
      ["NO_SECOND_LOOK", { secondLook: true }],
      ["NO_SECOND_LOOK", { secondLook: null }],
    ],
  }),
  told({
    title: "Approvata, la proposta parte",
    act: "send",
    from: ["approved"],
    by: OFFICE,
    to: "sent",
    facts: { secondLook: true },
    opens: ["municipal-answer"],
    effects: SENT,
    refused: [
      ["WITH_OFFICE", { withOffice: false }],
      ["MUNICIPALITY_KNOWN", { municipalityKnown: false }],
    ],
  }),
  told({
    title: "La proposta si ritira prima dell’invio",
    act: "withdraw",
    from: ["proposed", "approved"],
    by: ["operator", "second-officer", "office-manager"],
    to: "withdrawn",
    refused: [["REASON_GIVEN", { reason: " " }]],
  }),
  told({
    title: "Il Comune tace: l’ufficio sollecita",
    act: "solicit",
    from: ["sent"],
    by: OFFICE,
    to: "sent",
    effects: ["send-to-platform"],
  }),
  told({
    title: "Il Comune prende in carico il nucleo",
    act: "take-charge",
    from: ["sent"],
    by: PROGRAM_TOO,
    to: "in-charge",
    closes: ["municipal-answer"],
    refused: [["DATE_CAN_BE", { dateCanBe: false }]],
  }),
  told({
    title: "Il Comune rimanda il nucleo senza prenderlo in carico, e dice perché",
    act: "send-back",
    from: ["sent"],
    by: PROGRAM_TOO,
    to: "sent-back",
    closes: ["municipal-answer"],
    effects: BACK,
    refused: [
      ["DATE_CAN_BE", { dateCanBe: false }],
      ["REASON_GIVEN", { reason: "" }],
    ],
  }),
  told({
    title: "I bisogni risultano solo di lavoro: il nucleo torna al centro per l’impiego",
    act: "return",
    from: ["sent", "in-charge"],
    by: PROGRAM_TOO,
    to: "returned",
    facts: { reason: "" },
    closes: ["municipal-answer"],
    effects: BACK,
    refused: [["DATE_CAN_BE", { dateCanBe: false }]],
  }),
  told({
    title: "L’invio era un errore: lo ritira il responsabile, e il Comune lo sa",
    act: "withdraw",
    from: ["sent"],
    by: ["office-manager"],
    to: "withdrawn",
    closes: ["municipal-answer"],
    effects: ["take-case-back", "send-to-platform", "tell-person"],
    refused: [["REASON_GIVEN", { reason: "" }]],
  }),
  told({
    title: "Il caso finisce prima dell’invio",
    act: "close-with-case",
    from: ["proposed", "approved"],
    by: ["system"],
    to: "closed",
    facts: { caseLeft: true },
    refused: [["CASE_LEFT", { caseLeft: false }]],
  }),
  told({
    title: "Il caso finisce mentre il nucleo è presso il Comune",
    act: "close-with-case",
    from: ["sent", "in-charge"],
    by: ["system"],
    to: "closed",
    facts: { caseLeft: true },
    closes: ["municipal-answer"],
    effects: ["send-to-platform"],
    refused: [["CASE_LEFT", { caseLeft: false }]],
  }),
  {
    title: "Preso in carico dal Comune, l’ufficio non lo riprende da sé; e ciò che è finito resta finito",
    start: "in-charge",
    context: READY,
    steps: [
      { act: "withdraw", by: allBut(), refused: `${NAME}_STATO` },
      { act: "send-back", by: PROGRAM_TOO, refused: `${NAME}_STATO` },
      {
        act: "return",
        by: PROGRAM_TOO,
        from: ["proposed", "approved", "sent-back", "returned", "withdrawn", "closed"],
        refused: `${NAME}_STATO`,
      },
    ],
  },
];
