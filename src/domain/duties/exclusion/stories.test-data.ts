// Stories of exclusions: a fact that begins and ends, one told by an operator, one contested, a volunteer.

import type { Story } from "../../procedure/story.ts";
import type { Actor } from "../../procedure/types.ts";
import { OFFICE, allBut } from "../../summons/stories.test-data.ts";
import type { ExclusionAct, ExclusionContext, ExclusionEffect, ExclusionState } from "./types.ts";

export type ExclusionStory = Story<ExclusionState, ExclusionAct, never, ExclusionContext, ExclusionEffect>;

const READY: ExclusionContext = {
  factListed: true,
  factTold: true,
  standsToday: true,
  dateCanBe: true,
  evidenceSeen: true,
  reasonListed: true,
  volunteersAllowed: true,
  signed: true,
  actorId: "b",
  proposedBy: "a",
};
const OUT = ["cancel-summons", "tell-platform"] as const;
const BACK = ["convene-again", "tell-platform"] as const;
const DECIDING = ["office-manager", "second-officer"] as const;

function refusedFor(
  act: ExclusionAct,
  by: Actor,
  from: ExclusionState | readonly ExclusionState[],
  failures: readonly (readonly [Partial<ExclusionContext>, string])[],
): ExclusionStory["steps"] {
  return failures.map(([facts, code]) => ({ act, by, from, facts, refused: `ESCLUSIONE_${code}` }));
}

export const EXCLUSION_STORIES: readonly ExclusionStory[] = [
  {
    title: "Trova lavoro, il contratto è prorogato, finisce, riprende",
    start: "none",
    context: READY,
    steps: [
      ...refusedFor("open", "system", "none", [
        [{ factListed: false }, "FACT_LISTED"],
        [{ standsToday: false }, "FACT_STANDS"],
        [{ standsToday: null }, "FACT_STANDS"],
      ]),
      { act: "open", by: allBut("system"), refused: "ESCLUSIONE_CHI" },
      { act: "open", by: "system", to: "in-force", effects: OUT },
      { act: "open", by: "system", from: ["in-force", "ended"], refused: "ESCLUSIONE_STATO" },
      { act: "update", by: "system", to: "in-force" },
      { act: "update", by: "system", from: "volunteering", to: "volunteering" },
      ...refusedFor(
        "update",
        "system",
        ["in-force", "volunteering"],
        [[{ standsToday: false }, "FACT_STANDS"]],
      ),
      {
        act: "update",
        by: allBut("system"),
        from: ["in-force", "volunteering"],
        refused: "ESCLUSIONE_CHI",
      },
      ...refusedFor(
        "end",
        "system",
        ["in-force", "volunteering", "contested"],
        [
          [{ standsToday: true }, "FACT_OVER"],
          [{ standsToday: null }, "FACT_OVER"],
        ],
      ),
      {
        act: "end",
        by: "system",
        from: ["in-force", "volunteering", "contested"],
        facts: { standsToday: false },
        to: "ended",
        effects: BACK,
      },
      { act: "reopen", by: "system", facts: { standsToday: false }, refused: "ESCLUSIONE_FACT_STANDS" },
      { act: "reopen", by: allBut("system"), refused: "ESCLUSIONE_CHI" },
      { act: "reopen", by: "system", to: "in-force", effects: OUT },
    ],
  },
  {
    title: "Un operatore registra un fatto con la prova vista, lo corregge, lo chiude",
    start: "none",
    context: { ...READY, standsToday: null },
    steps: [
      ...refusedFor("record", "operator", "none", [
        [{ factListed: false }, "FACT_LISTED"],
        [{ factTold: false }, "FACT_TOLD"],
        [{ dateCanBe: false }, "DATE_CAN_BE"],
        [{ evidenceSeen: false }, "EVIDENCE_SEEN"],
      ]),
      { act: "record", by: allBut(...OFFICE), refused: "ESCLUSIONE_CHI" },
      { act: "record", by: OFFICE, to: "in-force", effects: OUT },
      ...refusedFor("correct", "operator", "in-force", [
        [{ factTold: false }, "FACT_TOLD"],
        [{ dateCanBe: false }, "DATE_CAN_BE"],
        [{ evidenceSeen: false }, "EVIDENCE_SEEN"],
        [{ reasonListed: false }, "REASON_LISTED"],
      ]),
      { act: "correct", by: allBut(...OFFICE), refused: "ESCLUSIONE_CHI" },
      { act: "correct", by: OFFICE, from: ["in-force", "ended"], to: "in-force", effects: OUT },
      ...refusedFor("end", "operator", "in-force", [
        [{ factTold: false }, "FACT_TOLD"],
        [{ dateCanBe: false }, "DATE_CAN_BE"],
        [{ reasonListed: false }, "REASON_LISTED"],
      ]),
      { act: "end", by: allBut("system", ...OFFICE), refused: "ESCLUSIONE_CHI" },
      { act: "end", by: OFFICE, from: "contested", refused: "ESCLUSIONE_CHI" },
      { act: "end", by: OFFICE, from: ["in-force", "volunteering"], to: "ended", effects: BACK },
    ],
  },
  {
    title: "Contestata: vale finché un’altra persona non decide",
    start: "in-force",
    context: READY,
    steps: [
      { act: "contest", by: "operator", facts: { reasonListed: false }, refused: "ESCLUSIONE_REASON_LISTED" },
      { act: "contest", by: allBut("citizen", ...OFFICE), refused: "ESCLUSIONE_CHI" },
      {
        act: "contest",
        by: ["citizen", ...OFFICE],
        from: ["in-force", "volunteering"],
        to: "contested",
        effects: ["desk-task"],
      },
      ...refusedFor("annul", "office-manager", "contested", [
        [{ actorId: "a" }, "NOT_OWN_PROPOSAL"],
        [{ reasonListed: false }, "REASON_LISTED"],
      ]),
      { act: "annul", by: allBut(...DECIDING), refused: "ESCLUSIONE_CHI" },
      {
        act: "uphold",
        by: "office-manager",
        facts: { reasonListed: false },
        refused: "ESCLUSIONE_REASON_LISTED",
      },
      { act: "uphold", by: allBut(...DECIDING), refused: "ESCLUSIONE_CHI" },
      { act: "uphold", by: DECIDING, to: "in-force" },
      { act: "annul", by: DECIDING, from: "contested", to: "annulled", effects: BACK },
      { act: "annul", by: DECIDING, from: "in-force", refused: "ESCLUSIONE_STATO" },
    ],
  },
  {
    title: "Una persona con disabilità aderisce volontariamente, poi smette: nessuna conseguenza",
    start: "in-force",
    context: READY,
    steps: [
      ...refusedFor("join", "operator", "in-force", [
        [{ volunteersAllowed: false }, "VOLUNTEERS_ALLOWED"],
        [{ signed: false }, "SIGNED"],
      ]),
      { act: "join", by: allBut(...OFFICE), refused: "ESCLUSIONE_CHI" },
      { act: "join", by: OFFICE, to: "volunteering", effects: ["open-path"] },
      { act: "leave", by: allBut("citizen", ...OFFICE), refused: "ESCLUSIONE_CHI" },
      { act: "leave", by: ["citizen", ...OFFICE], to: "in-force", effects: ["cancel-summons"] },
    ],
  },
];
