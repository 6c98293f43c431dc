// Stories of the end of a case: forfeited, ended, restored, dead; and what each act refuses.

import { OFFICE, PROGRAM_TOO, allBut } from "../summons/stories.test-data.ts";
import { ALIVE, NAME, OLDER, READY, told } from "./told-case.test-data.ts";
import type { CaseStory } from "./told-case.test-data.ts";

export const ENDED: readonly CaseStory[] = [
  told({
    title: "L’INPS dispone la decadenza: l’ufficio la registra, non la decide",
    act: "record-forfeiture",
    from: [...ALIVE, "ended"],
    by: PROGRAM_TOO,
    to: "forfeited",
    facts: { benefit: "forfeited" },
    opens: ["reapplication-block"],
    closes: ["first-contact", "pact-after-return"],
    effects: ["stop-convening", "close-terms", "open-breaches-follow", "close-hand-over", "tell-person"],
    refused: [
      OLDER,
      ["FORFEITURE_TOLD", { benefit: "in-course" }],
      ["FORFEITURE_TOLD", { benefit: null }],
      ["FORFEITURE_TOLD", { factOn: "2019-05-19" }],
      ["FORFEITURE_TOLD", { factOn: "2091-02-01" }],
      ["FORFEITURE_TOLD", { factOn: null }],
    ],
  }),
  told({
    title: "Finito il divieto di nuova domanda, il caso si chiude",
    act: "end-block",
    from: ["forfeited"],
    by: PROGRAM_TOO,
    to: "ended",
    facts: { blockOver: true },
    closes: ["reapplication-block"],
    refused: [["BLOCK_OVER", { blockOver: false }]],
  }),
  {
    title:
      "La piattaforma dice che il beneficio è finito; se non lo dice, lo registra il responsabile con il documento",
    start: "in-charge",
    context: { ...READY, benefit: "ended" },
    steps: [
      { act: "end-benefit", by: allBut(...PROGRAM_TOO), from: ALIVE, refused: `${NAME}_CHI` },
      {
        act: "end-benefit",
        by: ["system", "operator"],
        from: ALIVE,
        facts: { noticeNotOlder: false },
        refused: `${NAME}_NOTICE_NOT_OLDER`,
      },
      {
        act: "end-benefit",
        by: ["system", "operator"],
        from: ALIVE,
        facts: { benefit: null, evidenceSeen: true, reason: "rinuncia firmata" },
        refused: `${NAME}_END_TOLD`,
      },
      ...([null, "2019-05-19", "2091-02-01"] as const).map((factOn) => ({
        act: "end-benefit" as const,
        by: PROGRAM_TOO,
        from: ALIVE,
        facts: { factOn },
        refused: `${NAME}_END_DATED`,
      })),
      {
        act: "end-benefit",
        by: PROGRAM_TOO,
        from: ALIVE,
        to: "ended",
        closes: ["first-contact", "pact-after-return"],
        effects: ["stop-convening", "close-terms", "open-breaches-follow", "close-hand-over"],
      },
    ],
  },
  {
    title: "Rinuncia al beneficio: il responsabile la registra con il documento e il motivo",
    start: "in-charge",
    context: { ...READY, benefit: null, evidenceSeen: true, reason: "rinuncia firmata" },
    steps: [
      {
        act: "end-benefit",
        by: allBut(...PROGRAM_TOO),
        from: ALIVE,
        refused: `${NAME}_CHI`,
      },
      {
        act: "end-benefit",
        by: "office-manager",
        from: ALIVE,
        facts: { factOn: "2091-02-01" },
        refused: `${NAME}_END_TOLD`,
      },
      {
        act: "end-benefit",
        by: "office-manager",
        from: ALIVE,
        facts: { evidenceSeen: false },
        refused: `${NAME}_END_TOLD`,
      },
      {
        act: "end-benefit",
        by: "office-manager",
        from: ALIVE,
        facts: { reason: " " },
        refused: `${NAME}_REASON_GIVEN`,
      },
      {
        act: "end-benefit",
        by: "office-manager",
        from: ALIVE,
        to: "ended",
        closes: ["first-contact", "pact-after-return"],
        effects: ["stop-convening", "close-terms", "open-breaches-follow", "close-hand-over"],
      },
    ],
  },
  told({
    title: "Dopo un ricorso il beneficio è di nuovo in corso: il caso si valuta da capo",
    act: "restore",
    from: ["forfeited", "ended"],
    by: PROGRAM_TOO,
    to: "notified",
    closes: ["reapplication-block"],
    effects: ["resume-terms", "desk-task"],
    refused: [OLDER, ["STANDING_TOLD", { benefit: "ended" }], ["STANDING_TOLD", { benefit: null }]],
  }),
];

export const DEAD: readonly CaseStory[] = [
  told({
    title: "Muore: nulla parte più, e nulla le si addebita",
    act: "record-death",
    from: [...ALIVE, "forfeited", "ended"],
    by: PROGRAM_TOO,
    to: "dead",
    facts: { evidenceSeen: true },
    closes: ["first-contact", "pact-after-return", "reapplication-block"],
    effects: ["stop-convening", "close-terms", "close-breaches", "other-cases", "desk-task"],
    refused: [
      ["DEATH_DATED", { factOn: null }],
      ["DEATH_DATED", { factOn: "2020-02-11" }],
      ["EVIDENCE_SEEN", { evidenceSeen: false }],
    ],
  }),
  told({
    title: "Muore prima del riconoscimento, e si sa tardi",
    act: "record-death",
    from: ["notified"],
    by: PROGRAM_TOO,
    to: "dead",
    facts: { evidenceSeen: true, factOn: "2019-05-01" },
    closes: ["first-contact", "pact-after-return", "reapplication-block"],
    effects: ["stop-convening", "close-terms", "close-breaches", "other-cases", "desk-task"],
  }),
  told({
    title: "Il decesso era di un’altra persona: lo corregge il responsabile, con il documento",
    act: "correct-death",
    from: ["dead"],
    by: ["office-manager"],
    to: "notified",
    facts: { evidenceSeen: true, reason: "omonimia" },
    effects: ["resume-terms", "other-cases", "desk-task"],
    refused: [
      ["EVIDENCE_SEEN", { evidenceSeen: false }],
      ["REASON_GIVEN", { reason: "" }],
    ],
  }),
  {
    title: "Di chi è morto non si registra altro",
    start: "dead",
    context: { ...READY, benefit: "forfeited", handedOver: true, renewalLinked: true, evidenceSeen: true },
    steps: (
      ["record-forfeiture", "end-benefit", "restore", "renew", "record-hand-over", "record-death"] as const
    ).map((act) => ({ act, by: [...OFFICE, "system"] as const, refused: `${NAME}_STATO` })),
  },
];
