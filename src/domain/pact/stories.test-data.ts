// Stories of the pact, told as an office would: who writes, who signs, what is missing when it is refused, what follows a refusal.

import type { Story } from "../procedure/story.ts";
import { toldAct } from "../procedure/told-act.test-data.ts";
import type { ToldAct } from "../procedure/told-act.test-data.ts";
import type { PactAct, PactContext, PactEffect, PactState, PactTerm } from "./types.ts";

type PactStory = Story<PactState, PactAct, PactTerm, PactContext, PactEffect>;
type Told = ToldAct<PactState, PactAct, PactTerm, PactContext, PactEffect>;

/** Everything in order for a bound person; a refusal would be against a duty. */
export const ALL_GOOD: PactContext = {
  bound: true,
  dutyNotLifted: true,
  didGiven: true,
  profileDecided: true,
  profileLeadsHere: true,
  profileAsAgreed: true,
  noOtherPact: true,
  contentWritten: true,
  commitmentsComplete: true,
  personHeard: true,
  dayPlausible: true,
  signatureSeen: true,
  documentNamed: true,
  earlierPactStands: true,
  platformNumber: "A02-1",
  reason: "detto allo sportello",
  duty: true,
  presentThatDay: true,
  consequencesTold: true,
  reported: false,
  successorSigned: true,
  endReasonListed: true,
};

const OFFICE = ["operator", "office-manager"] as const;
const PROGRAM_TOO = ["system", ...OFFICE] as const;
const WITH_PERSON = [...OFFICE, "citizen"] as const;
const STANDING = ["in-force", "revising", "revision-agreed", "revision-signed"] as const;
const NOT_BOUND = ["PERSON_BOUND", { bound: false }] as const;
const LIFTED = ["NOT_EXCLUDED_OR_EXEMPT", { dutyNotLifted: false }] as const;
const NO_DAY = ["DAY_PLAUSIBLE", { dayPlausible: false }] as const;
const NO_REASON = ["REASON_GIVEN", { reason: " " }] as const;
const REPORTED = ["NOT_YET_REPORTED", { reported: true }] as const;
const UNKNOWN_REPORT = ["NOT_YET_REPORTED", { reported: null }] as const;
const ENTITLED: NonNullable<Told["refused"]> = [
  NOT_BOUND,
  LIFTED,
  ["DID_GIVEN", { didGiven: false }],
  ["PROFILE_DECIDED", { profileDecided: false }],
  ["PROFILE_LEADS_HERE", { profileLeadsHere: false }],
];
const UNSIGNED: NonNullable<Told["refused"]> = [
  ...ENTITLED,
  ["PROFILE_AS_AGREED", { profileAsAgreed: false }],
  NO_DAY,
  ["SIGNATURE_SEEN", { signatureSeen: false }],
];
const UNAGREED: NonNullable<Told["refused"]> = [
  ...ENTITLED,
  ["CONTENT_WRITTEN", { contentWritten: false }],
  ["COMMITMENTS_COMPLETE", { commitmentsComplete: false }],
  ["PERSON_HEARD", { personHeard: false }],
  NO_DAY,
];

const WRITING: readonly Told[] = [
  {
    title:
      "Si scrive la bozza, e si riscrive finché non è firmata da entrambi: chi aveva firmato firmerà di nuovo",
    act: "draft",
    from: ["none", "draft", "agreed", "person-signed"],
    by: OFFICE,
    to: "draft",
    facts: { didGiven: false, profileDecided: false, commitmentsComplete: false },
    refused: [NOT_BOUND, LIFTED, ["NO_OTHER_PACT", { noOtherPact: false }]],
  },
  {
    title: "Si concorda con la DID resa, il profilo deciso e gli impegni completi, letti con la persona",
    act: "agree",
    from: ["draft"],
    by: OFFICE,
    to: "agreed",
    refused: UNAGREED,
  },
  {
    title: "La persona firma allo sportello, o da sé",
    act: "sign-person",
    from: ["agreed"],
    by: WITH_PERSON,
    to: "person-signed",
    refused: UNSIGNED,
  },
  {
    title: "Il centro firma e il patto è in vigore: il termine per comunicarlo comincia",
    act: "sign-office",
    from: ["person-signed"],
    by: OFFICE,
    to: "in-force",
    opens: ["report-pact"],
    effects: ["send-to-platform", "supersede-earlier", "count-presence"],
    refused: [...UNSIGNED, ["DOCUMENT_NAMED", { documentNamed: false }]],
  },
  {
    title: "Con il rinnovo il patto passa sotto il nuovo protocollo",
    act: "carry-over",
    from: ["none"],
    by: PROGRAM_TOO,
    to: "in-force",
    effects: ["send-to-platform"],
    refused: [
      NOT_BOUND,
      ["NO_OTHER_PACT", { noOtherPact: false }],
      ["EARLIER_PACT_STANDS", { earlierPactStands: false }],
    ],
  },
  {
    title: "Un patto che non serve più si chiude senza firma, con il motivo",
    act: "drop",
    from: ["draft", "agreed", "person-signed"],
    by: OFFICE,
    to: "dropped",
    refused: [NO_REASON],
  },
];

const REFUSING: readonly Told[] = [
  {
    title: "Rifiuta di firmare contro un obbligo: è un fatto che una persona valuta, mai il programma",
    act: "record-refusal",
    from: ["agreed"],
    by: OFFICE,
    to: "refused",
    effects: ["open-breach"],
    refused: [
      NO_DAY,
      ["DUTY_HOLDS", { duty: null }],
      ["PRESENT_THAT_DAY", { presentThatDay: false }],
      ["CONSEQUENCES_TOLD", { consequencesTold: false }],
      NO_REASON,
    ],
  },
  {
    title:
      "Chi non è tenuto può rifiutare, anche senza essere presente: lo sportello lo sente, e non segue altro",
    act: "record-refusal",
    from: ["agreed"],
    by: OFFICE,
    to: "refused",
    facts: { duty: false, presentThatDay: false, consequencesTold: false },
    effects: ["desk-task"],
    refused: [NO_DAY, NO_REASON],
  },
  {
    title: "Dopo il rifiuto firma: il procedimento aperto va riletto",
    act: "sign-person",
    from: ["refused"],
    by: WITH_PERSON,
    to: "person-signed",
    effects: ["review-breach"],
    refused: UNSIGNED,
  },
  {
    title: "Dopo il rifiuto chiede altri impegni: si riapre, con il motivo",
    act: "reopen",
    from: ["refused"],
    by: OFFICE,
    to: "draft",
    effects: ["review-breach"],
    refused: [NO_REASON],
  },
  {
    title: "Il rifiuto scritto per errore si corregge finché non è segnalato",
    act: "correct-refusal",
    from: ["refused"],
    by: ["office-manager"],
    to: "agreed",
    effects: ["close-breach"],
    refused: [REPORTED, UNKNOWN_REPORT, NO_REASON],
  },
  {
    title: "Chi non è più tenuto lascia un patto rifiutato: lo chiude il responsabile, se non è segnalato",
    act: "drop",
    from: ["refused"],
    by: ["office-manager"],
    to: "dropped",
    effects: ["close-breach"],
    refused: [REPORTED, UNKNOWN_REPORT, NO_REASON],
  },
];

const REVISING: readonly Told[] = [
  {
    title: "Si rivede un patto in vigore, con il motivo; la revisione si può riscrivere",
    act: "revise",
    from: STANDING,
    by: OFFICE,
    to: "revising",
    refused: [NOT_BOUND, LIFTED, NO_REASON],
  },
  {
    title: "La revisione si concorda come il patto",
    act: "agree",
    from: ["revising"],
    by: OFFICE,
    to: "revision-agreed",
    refused: UNAGREED,
  },
  {
    title: "La persona firma la revisione",
    act: "sign-person",
    from: ["revision-agreed"],
    by: WITH_PERSON,
    to: "revision-signed",
    refused: UNSIGNED,
  },
  {
    title: "Il centro firma la revisione, che prende il posto della versione di prima",
    act: "sign-office",
    from: ["revision-signed"],
    by: OFFICE,
    to: "in-force",
    opens: ["report-pact"],
    effects: ["send-to-platform", "count-presence"],
    refused: [...UNSIGNED, ["DOCUMENT_NAMED", { documentNamed: false }]],
  },
  {
    title: "La revisione che cade lascia il patto com’era",
    act: "drop-revision",
    from: ["revising", "revision-agreed", "revision-signed"],
    by: OFFICE,
    to: "in-force",
    refused: [NO_REASON],
  },
];

const ENDING: readonly Told[] = [
  ...STANDING.map((state): Told => ({
    title: "La piattaforma ha registrato il patto, e il termine è rispettato",
    act: "record-communicated",
    from: [state],
    by: PROGRAM_TOO,
    to: state,
    closes: ["report-pact"],
    refused: [["PLATFORM_NUMBER", { platformNumber: " " }]],
  })),
  {
    title: "Un nuovo patto, firmato da entrambi, lo supera",
    act: "supersede",
    from: STANDING,
    by: PROGRAM_TOO,
    to: "superseded",
    closes: ["report-pact"],
    effects: ["send-to-platform"],
    refused: [["SUCCESSOR_SIGNED", { successorSigned: false }]],
  },
  {
    title: "Il patto si conclude per un motivo dell’elenco",
    act: "end",
    from: STANDING,
    by: PROGRAM_TOO,
    to: "ended",
    closes: ["report-pact"],
    effects: ["send-to-platform", "end-presence", "review-activities"],
    refused: [NO_DAY, ["END_REASON_LISTED", { endReasonListed: false }]],
  },
  {
    title: "Errore materiale: annulla il responsabile, con il motivo",
    act: "annul",
    from: STANDING,
    by: ["office-manager"],
    to: "annulled",
    closes: ["report-pact"],
    effects: ["send-to-platform", "end-presence", "review-activities"],
    refused: [NO_REASON],
  },
];

/** A whole pact, and acts that do not fit where it has come. */
const WHOLE: PactStory = {
  title: "Bozza, accordo, firma di entrambi, revisione firmata, un nuovo patto al suo posto",
  start: "none",
  context: ALL_GOOD,
  steps: [
    { act: "sign-person", by: "operator", refused: "PATTO_STATO" },
    { act: "draft", by: "operator", to: "draft" },
    { act: "sign-person", by: "citizen", refused: "PATTO_STATO" },
    { act: "record-refusal", by: "operator", refused: "PATTO_STATO" },
    { act: "agree", by: "operator", to: "agreed" },
    { act: "sign-office", by: "operator", refused: "PATTO_STATO" },
    { act: "sign-person", by: "citizen", to: "person-signed" },
    // Who has signed has not refused.
    { act: "record-refusal", by: "operator", refused: "PATTO_STATO" },
    {
      act: "sign-office",
      by: "operator",
      to: "in-force",
      opens: ["report-pact"],
      effects: ["send-to-platform", "supersede-earlier", "count-presence"],
    },
    { act: "draft", by: "operator", refused: "PATTO_STATO" },
    { act: "record-communicated", by: "system", to: "in-force", closes: ["report-pact"] },
    { act: "revise", by: "operator", to: "revising" },
    { act: "agree", by: "operator", to: "revision-agreed" },
    // A revision may be refused: the pact stands as it was signed, and no fact comes of it.
    { act: "record-refusal", by: "operator", refused: "PATTO_STATO" },
    { act: "sign-person", by: "operator", to: "revision-signed" },
    {
      act: "sign-office",
      by: "operator",
      to: "in-force",
      opens: ["report-pact"],
      effects: ["send-to-platform", "count-presence"],
    },
    {
      act: "supersede",
      by: "system",
      to: "superseded",
      closes: ["report-pact"],
      effects: ["send-to-platform"],
    },
    { act: "end", by: "operator", refused: "PATTO_STATO" },
  ],
};

export const PACT_STORIES: readonly PactStory[] = [
  WHOLE,
  ...[...WRITING, ...REFUSING, ...REVISING, ...ENDING].map((told) => toldAct("PATTO", ALL_GOOD, told)),
];
