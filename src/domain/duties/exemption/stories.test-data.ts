// Stories of exemptions: asked for, granted with an end, renewed, expired, ended early, revoked, refused.

import type { Story } from "../../procedure/story.ts";
import type { Actor } from "../../procedure/types.ts";
import { OFFICE, PROGRAM_TOO, allBut } from "../../summons/stories.test-data.ts";
import type {
  ExemptionAct,
  ExemptionContext,
  ExemptionEffect,
  ExemptionState,
  ExemptionTerm,
} from "./types.ts";

export type ExemptionStory = Story<
  ExemptionState,
  ExemptionAct,
  ExemptionTerm,
  ExemptionContext,
  ExemptionEffect
>;

const READY: ExemptionContext = {
  bound: true,
  codeListed: true,
  renewable: true,
  caredKnown: true,
  notAlreadyHeld: true,
  limitFree: true,
  workEnough: true,
  endWritten: true,
  datesCanBe: true,
  durationAllowed: true,
  caredYoungEnough: true,
  endsLater: true,
  evidenceSeen: true,
  evidenceCovers: true,
  reasonListed: true,
  factCeased: true,
  endPassed: true,
};
const ASKING = ["citizen", "operator", "clerk"] as const;
const FREED = ["cancel-summons", "tell-platform", "tell-person"] as const;
const BACK = ["convene-again", "tell-platform", "tell-person"] as const;
const CHECKED = [
  [{ caredKnown: false }, "CARED_KNOWN"],
  [{ endWritten: false }, "END_WRITTEN"],
  [{ datesCanBe: false }, "DATES_CAN_BE"],
  [{ durationAllowed: false }, "DURATION_ALLOWED"],
  [{ caredYoungEnough: false }, "CARED_YOUNG_ENOUGH"],
  [{ notAlreadyHeld: false }, "NOT_ALREADY_HELD"],
  [{ limitFree: false }, "LIMIT_FREE"],
  [{ workEnough: false }, "WORK_ENOUGH"],
  [{ evidenceSeen: false }, "EVIDENCE_SEEN"],
  [{ evidenceCovers: false }, "EVIDENCE_COVERS"],
] as const;

function refusedFor(
  act: ExemptionAct,
  by: Actor,
  from: ExemptionState | readonly ExemptionState[],
  failures: readonly (readonly [Partial<ExemptionContext>, string])[],
): ExemptionStory["steps"] {
  return failures.map(([facts, code]) => ({ act, by, from, facts, refused: `ESONERO_${code}` }));
}

export const EXEMPTION_STORIES: readonly ExemptionStory[] = [
  {
    title: "Una madre chiede l’esonero per il figlio piccolo, lo ottiene, lo rinnova, poi scade",
    start: "none",
    context: READY,
    steps: [
      { act: "request", by: ASKING, to: "requested" },
      {
        act: "grant",
        by: OFFICE,
        from: ["none", "requested"],
        to: "granted",
        opens: ["exemption-end"],
        effects: FREED,
      },
      {
        act: "renew",
        by: OFFICE,
        to: "granted",
        opens: ["exemption-end"],
        closes: ["exemption-end"],
        effects: ["tell-platform", "tell-person"],
      },
      { act: "expire", by: "system", facts: { endPassed: false }, refused: "ESONERO_END_PASSED" },
      { act: "expire", by: allBut("system"), refused: "ESONERO_CHI" },
      {
        act: "expire",
        by: "system",
        to: "expired",
        closes: ["exemption-end"],
        effects: ["convene-again", "tell-platform"],
      },
      { act: "renew", by: OFFICE, to: "granted", opens: ["exemption-end"], effects: FREED },
    ],
  },
  {
    title: "Non si chiede per un motivo che la misura non ha, né da chi è già escluso",
    start: "none",
    context: READY,
    steps: [
      ...refusedFor("request", "citizen", "none", [
        [{ bound: false }, "PERSON_BOUND"],
        [{ codeListed: false }, "CODE_LISTED"],
      ]),
      { act: "request", by: allBut(...ASKING), refused: "ESONERO_CHI" },
      { act: "request", by: "citizen", from: ["requested", "granted"], refused: "ESONERO_STATO" },
    ],
  },
  {
    title: "Il secondo che assiste lo stesso figlio, la prova mancante, la fine non scritta: non si concede",
    start: "none",
    context: READY,
    steps: [
      ...refusedFor(
        "grant",
        "operator",
        ["none", "requested"],
        [[{ bound: false }, "PERSON_BOUND"], [{ codeListed: false }, "CODE_LISTED"], ...CHECKED],
      ),
      { act: "grant", by: allBut(...OFFICE), from: ["none", "requested"], refused: "ESONERO_CHI" },
      { act: "grant", by: OFFICE, from: ["granted", "expired"], refused: "ESONERO_STATO" },
    ],
  },
  {
    title: "Il rinnovo è una nuova verifica, intera",
    start: "granted",
    context: READY,
    steps: [
      ...refusedFor(
        "renew",
        "operator",
        ["granted", "expired"],
        [
          [{ bound: false }, "PERSON_BOUND"],
          [{ renewable: false }, "RENEWABLE"],
          ...CHECKED,
          [{ endsLater: false }, "ENDS_LATER"],
        ],
      ),
      { act: "renew", by: allBut(...OFFICE), from: ["granted", "expired"], refused: "ESONERO_CHI" },
      { act: "renew", by: OFFICE, from: ["revoked", "ended", "refused"], refused: "ESONERO_STATO" },
    ],
  },
  {
    title: "Una richiesta non accolta porta un motivo dell’elenco",
    start: "requested",
    context: READY,
    steps: [
      { act: "refuse", by: "operator", facts: { reasonListed: false }, refused: "ESONERO_REASON_LISTED" },
      { act: "refuse", by: allBut(...OFFICE), refused: "ESONERO_CHI" },
      { act: "refuse", by: OFFICE, to: "refused", effects: ["tell-person"] },
    ],
  },
  {
    title: "Il tirocinio finisce prima: l’esonero cessa con il fatto",
    start: "granted",
    context: READY,
    steps: [
      ...refusedFor("record-cessation", "system", "granted", [
        [{ factCeased: false }, "FACT_CEASED"],
        [{ reasonListed: false }, "REASON_LISTED"],
      ]),
      { act: "record-cessation", by: allBut(...PROGRAM_TOO), refused: "ESONERO_CHI" },
      {
        act: "record-cessation",
        by: PROGRAM_TOO,
        to: "ended",
        closes: ["exemption-end"],
        effects: BACK,
      },
    ],
  },
  {
    title: "La revoca la decide il responsabile, con un motivo: mai il programma",
    start: "granted",
    context: READY,
    steps: [
      {
        act: "revoke",
        by: "office-manager",
        facts: { reasonListed: false },
        refused: "ESONERO_REASON_LISTED",
      },
      { act: "revoke", by: allBut("office-manager"), refused: "ESONERO_CHI" },
      { act: "revoke", by: "office-manager", to: "revoked", closes: ["exemption-end"], effects: BACK },
    ],
  },
];
