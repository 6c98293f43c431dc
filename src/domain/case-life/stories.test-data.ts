// Stories of the life of a case: valued, moved, handed over and back, renewed; and what each act refuses.

import { PROGRAM_TOO, allBut } from "../summons/stories.test-data.ts";
import { DEAD, ENDED } from "./ending.test-data.ts";
import {
  ALIVE,
  AWAY,
  HERE,
  NAME,
  NOWHERE,
  OLDER,
  READY,
  REGION_TOO,
  told,
  WITH_OFFICE,
} from "./told-case.test-data.ts";
import type { CaseStory } from "./told-case.test-data.ts";

const ASSESSED: readonly CaseStory[] = [
  {
    title:
      "Valutata appena notificata: da convocare; poi presa in carico, esonerata, di nuovo da convocare, esclusa",
    start: "notified",
    context: READY,
    steps: [
      { act: "assess", by: allBut(...PROGRAM_TOO), from: WITH_OFFICE, refused: `${NAME}_CHI` },
      { act: "assess", by: PROGRAM_TOO, from: "notified", to: "to-convene", opens: ["first-contact"] },
      {
        act: "assess",
        by: PROGRAM_TOO,
        from: WITH_OFFICE,
        facts: { pactStands: true },
        to: "in-charge",
        closes: ["first-contact", "pact-after-return"],
      },
      {
        act: "assess",
        by: PROGRAM_TOO,
        from: WITH_OFFICE,
        facts: { duty: "exempt", pactStands: true },
        to: "exempt",
        effects: ["stop-convening"],
      },
      {
        act: "assess",
        by: PROGRAM_TOO,
        from: ["moved", "excluded", "to-convene", "exempt", "in-charge"],
        to: "to-convene",
      },
      {
        act: "assess",
        by: PROGRAM_TOO,
        from: WITH_OFFICE,
        facts: { duty: "excluded", pactStands: true },
        to: "excluded",
        closes: ["first-contact"],
        effects: ["stop-convening"],
      },
    ],
  },
  {
    title: "Senza sapere se la persona è tenuta, nulla si decide; e chi non è con l’ufficio non si valuta",
    start: "notified",
    context: READY,
    steps: [
      {
        act: "assess",
        by: PROGRAM_TOO,
        from: WITH_OFFICE,
        facts: { duty: null, pactStands: true },
        refused: `${NAME}_EXCLUDED_NOW`,
      },
      {
        act: "assess",
        by: "operator",
        from: ["at-municipality", "other-region", "forfeited", "ended", "dead", "renewed"],
        refused: `${NAME}_STATO`,
      },
    ],
  },
];

const MOVED: readonly CaseStory[] = [
  told({
    title: "Cambia casa: il fascicolo passa al nuovo centro, e l’ufficio di prima non lo vede più",
    act: "transfer",
    from: WITH_OFFICE,
    by: REGION_TOO,
    to: "moved",
    effects: ["stop-convening", "open-breaches-follow", "tell-person", "desk-task", "pass-dossier"],
    refused: [
      OLDER,
      ["OTHER_OFFICE_COMPETENT", HERE],
      ["OTHER_OFFICE_COMPETENT", NOWHERE],
      ["OTHER_OFFICE_COMPETENT", AWAY],
    ],
  }),
  told({
    title: "Cambia casa mentre è presso i servizi del Comune",
    act: "transfer",
    from: ["at-municipality"],
    by: REGION_TOO,
    to: "at-municipality",
    effects: ["open-breaches-follow", "desk-task", "pass-dossier"],
    refused: [OLDER, ["OTHER_OFFICE_COMPETENT", HERE]],
  }),
  ...(["forfeited", "ended", "renewed"] as const).map((state) =>
    told({
      title: `Cambia casa quando il caso è «${state}»: passa solo il fascicolo`,
      act: "transfer",
      from: [state],
      by: REGION_TOO,
      to: state,
      effects: ["pass-dossier"],
      refused: [OLDER, ["OTHER_OFFICE_COMPETENT", HERE]],
    }),
  ),
  told({
    title: "Va in un’altra Regione",
    act: "leave-region",
    from: [...WITH_OFFICE, "at-municipality"],
    by: REGION_TOO,
    to: "other-region",
    facts: AWAY,
    closes: ["first-contact", "pact-after-return"],
    effects: [
      "stop-convening",
      "close-terms",
      "open-breaches-follow",
      "close-hand-over",
      "send-to-platform",
      "pass-dossier",
    ],
    refused: [OLDER, ["OUT_OF_REGION", NOWHERE], ["OUT_OF_REGION", HERE]],
  }),
  told({
    title: "Torna in Regione: nessun ufficio la vedeva, la registra il programma o la Regione",
    act: "return-to-region",
    from: ["other-region"],
    by: ["system", "regional"],
    to: "moved",
    effects: ["resume-terms", "desk-task", "pass-dossier"],
    refused: [OLDER, ["OFFICE_COMPETENT", AWAY], ["OFFICE_COMPETENT", NOWHERE]],
  }),
  {
    title: "Di chi è morto, o è altrove, l’ufficio non sposta nulla",
    start: "dead",
    context: READY,
    steps: [{ act: "transfer", by: REGION_TOO, from: ["dead", "other-region"], refused: `${NAME}_STATO` }],
  },
];

const HANDED: readonly CaseStory[] = [
  told({
    title: "L’invio ai servizi del Comune è deciso nel suo procedimento: qui lo registra solo il programma",
    act: "record-hand-over",
    from: WITH_OFFICE,
    by: ["system"],
    to: "at-municipality",
    facts: { handedOver: true },
    closes: ["first-contact", "pact-after-return"],
    effects: ["stop-convening", "close-terms"],
    refused: [["HANDED_OVER", { handedOver: false }]],
  }),
  told({
    title: "Il Comune rimanda il nucleo: la persona è di nuovo da convocare",
    act: "record-hand-back",
    from: ["at-municipality"],
    by: ["system"],
    to: "to-convene",
    opens: ["pact-after-return"],
    effects: ["resume-terms", "desk-task"],
    refused: [["HANDED_BACK", { handedOver: true }]],
  }),
];

const RENEWED: readonly CaseStory[] = [
  told({
    title: "Un nuovo protocollo continua il vecchio: i conteggi, gli esoneri e il patto passano",
    act: "renew",
    from: [...ALIVE, "ended"],
    by: PROGRAM_TOO,
    to: "renewed",
    facts: { renewalLinked: true },
    closes: ["first-contact", "pact-after-return"],
    effects: ["close-terms", "open-breaches-follow", "close-hand-over", "carry-over"],
    refused: [OLDER, ["RENEWAL_LINKED", { renewalLinked: false }]],
  }),
  told({
    title: "Il nuovo protocollo riceve ciò che continua, e si valuta da capo",
    act: "continue",
    from: WITH_OFFICE,
    by: ["system"],
    to: "notified",
    facts: { continuesOlder: true },
    refused: [["CONTINUES_OLDER", { continuesOlder: false }]],
  }),
];

export const CASE_STORIES: readonly CaseStory[] = [
  ...ASSESSED,
  ...MOVED,
  ...HANDED,
  ...ENDED,
  ...RENEWED,
  ...DEAD,
];
