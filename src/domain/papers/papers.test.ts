// What the papers say: the right words for the right data, nothing of health, every text drawable, every measure served.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { NO_AVAILABILITY } from "../availability/types.ts";
import { NO_EXEMPTION } from "../duties/exemption/types.ts";
import type { ExemptionState } from "../duties/exemption/types.ts";
import { NO_HAND_OVER } from "../hand-over/types.ts";
import { MEASURES } from "../measures/catalogue.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { pactAfter } from "../pact/after.ts";
import { newPact } from "../pact/data.ts";
import { AGREED, CONTENT, DRAFT, SIGNED } from "../pact/pact.test-data.ts";
import type { PaperContent } from "./blocks.ts";
import { declarationPaper } from "./declaration-paper.ts";
import { exemptionPaper } from "./exemption-paper.ts";
import type { PaperFacts } from "./facts.ts";
import { handOverPaper, mayIssueHandOver } from "./hand-over-paper.ts";
import { changesOf } from "./pact-changes.ts";
import { mayIssuePact, pactPaper } from "./pact-paper.ts";
import type { PactPaperFacts } from "./pact-paper.ts";
import { slipPaper } from "./slip-paper.ts";
import { drawable, longDay, stepsText } from "./words.ts";

const FACTS: PaperFacts = {
  office: {
    name: "Centro per l’impiego di Avellino",
    address: "Via Roma 1",
    municipality: "Avellino",
    phone: "0825 000000",
    email: null,
  },
  person: {
    surname: "DE NICOLO'",
    name: "ANNA",
    taxCode: "DNCNNA99B68A509X",
    birthDate: "1999-02-28",
    birthPlace: "AVELLINO",
    residence: "Via Verdi 2, 83100 Avellino",
  },
  benefit: { protocol: "INPS-RDC-2019-1", grantedOn: "2019-05-20" },
  measure: RDC_2019,
};
const pact = (change: Partial<PactPaperFacts> = {}): PaperContent => {
  const paper = pactPaper({ ...FACTS, state: "agreed", data: AGREED, activities: [], next: null, ...change });
  assert.ok(paper !== null);
  return paper;
};
const says = (paper: PaperContent | null): string => JSON.stringify(paper);
/** Titles of the sections, in order. */
const sections = (paper: PaperContent): string[] =>
  paper.blocks.flatMap((block) => (block.kind === "section" ? [block.title] : []));

describe("the pact on paper", () => {
  it("has its parts in the order in which it is read, the signatures last", () => {
    assert.deepEqual(sections(pact()), [
      "Le parti",
      "Il profilo",
      "Gli impegni della persona",
      "Gli impegni del centro per l’impiego",
      "Le attività",
      "Gli incontri",
      "Se gli impegni non sono rispettati",
      "I dati personali",
      "Norme",
      "Firme",
    ]);
    assert.equal(pact().blocks.at(-1)?.kind, "signatures");
  });

  it("names the person, what was agreed of each commitment with its norm, the meetings and the next appointment", () => {
    const text = says(pact({ next: { startsAt: "2019-11-04T08:30:00.000Z" } }));
    for (const said of [
      "De Nicolò Anna",
      "DNCNNA99B68A509X",
      "28 febbraio 1999, Avellino",
      "Reddito di cittadinanza",
      "Entro il 15 novembre 2019.",
      "Almeno 3 azioni di ricerca la settimana.",
      "Concordato: corso di segreteria, quando parte.",
      "DL 4/2019, art. 4, c. 8",
      "almeno una volta ogni 30 giorni",
      "lunedì 4 novembre 2019 alle 09:30",
      "Versione 1",
    ])
      assert.ok(text.includes(said), said);
    assert.equal(text.split("ogni giorno").length, 2, "what the measure says already is said once");
  });

  it("tells what a breach may lead to, by the measure's own ladders, and who decides", () => {
    const text = says(pact());
    assert.match(
      text,
      /la prima volta una mensilità in meno, la seconda due mensilità in meno, poi la decadenza dal beneficio/,
    );
    assert.match(text, /INPS, che decide/);
    assert.equal(
      stepsText({
        steps: [{ kind: "suspension" }, { kind: "reduction", months: 0.25 }],
        afterFormalReminder: true,
      }),
      "dopo un richiamo formale: la prima volta la sospensione del beneficio, poi un quarto di mensilità in meno",
    );
  });

  it("tells activities with their days and places, and of what is left out only that it is", () => {
    const entry = {
      title: "Corso di segreteria",
      startsOn: "2019-11-04",
      endsOn: "2020-02-28",
      totalMinutes: 12_030,
    };
    const content = {
      ...CONTENT,
      commitments: CONTENT.commitments.slice(0, 5),
      leftOut: [{ code: "O6", reason: "malattia grave" }],
    };
    const text = says(
      pact({
        data: { ...AGREED, proposal: content },
        activities: [
          { entry, municipality: "Napoli", weeklyMinutes: null },
          { entry: { ...entry, endsOn: null }, municipality: null, weeklyMinutes: 60 },
        ],
      }),
    );
    for (const said of [
      "dal 4 novembre 2019 al 28 febbraio 2020",
      "200 ore e 30 minuti in tutto",
      "1 ora la settimana",
      "Accettare almeno una di tre offerte",
    ])
      assert.ok(text.includes(said), said);
    assert.ok(!text.includes("malattia"), "the reason may be of health");
  });

  it("of a revision says what changes and which version it revises; signed, it is that version", () => {
    const revised = pactAfter(
      SIGNED,
      "revise",
      { content: { ...CONTENT, meetEveryDays: 15, responsible: "altra" }, reason: "nuovi orari" },
      { on: "2019-12-01", by: "op" },
    );
    const paper = pact({ state: "revision-agreed", data: revised });
    assert.equal(paper.subtitle, "Versione 2: rivede la versione 1, firmata da entrambi il 5 ottobre 2019");
    assert.ok(sections(paper).includes("Che cosa cambia"));
    assert.match(says(paper), /prima almeno uno ogni 30 giorni, ora almeno uno ogni 15/);
    assert.equal(pact({ state: "in-force", data: SIGNED }).subtitle, "Versione 1");
    assert.equal(pactPaper({ ...FACTS, state: "none", data: newPact(1), activities: [], next: null }), null);
  });

  it("compares commitments by their code, and those of the pact alone by their words", () => {
    const own = { kind: "selection", code: null, text: "Colloquio" } as const;
    assert.deepEqual(changesOf(CONTENT, CONTENT), []);
    assert.deepEqual(changesOf({ ...CONTENT, commitments: [own] }, { ...CONTENT, commitments: [] }), [
      "Impegno che non c’è più: Colloquio.",
    ]);
    assert.deepEqual(changesOf({ ...CONTENT, commitments: [] }, { ...CONTENT, commitments: [own] }), [
      "Nuovo impegno: Colloquio.",
    ]);
  });

  it("may be issued once agreed, of every measure that knows it", () => {
    assert.deepEqual(
      (["draft", "agreed", "revising", "revision-agreed", "in-force", "dropped"] as const).map(mayIssuePact),
      [false, true, false, true, true, false],
    );
    for (const measure of MEASURES)
      assert.ok(sections(pact({ measure, data: DRAFT, state: "draft" })).length > 6, measure.code);
  });
});

describe("the other papers", () => {
  it("the DID: when and how it was given; nothing where none stands", () => {
    const declaration = { on: "2019-10-01", how: "platform", platformId: "DID-9", takenBy: "op" } as const;
    const text = says(
      declarationPaper({ ...FACTS, state: "given", data: { ...NO_AVAILABILITY, declaration } }),
    );
    for (const said of ["1° ottobre 2019", "sulla piattaforma nazionale", "DID-9"])
      assert.ok(text.includes(said), said);
    assert.equal(
      declarationPaper({ ...FACTS, state: "lost", data: { ...NO_AVAILABILITY, declaration } }),
      null,
    );
    assert.equal(declarationPaper({ ...FACTS, state: "none", data: NO_AVAILABILITY }), null);
  });

  it("an exemption: outcome and days for every reason of every measure, and never the reason", () => {
    const decided = (state: ExemptionState, code: (typeof RDC_2019.exemptions)[number]["code"]) =>
      says(
        exemptionPaper({
          ...FACTS,
          state,
          data: {
            ...NO_EXEMPTION,
            code,
            periods: [{ from: "2019-10-01", to: "2020-03-31" }],
            endedOn: "2020-01-10",
            reason: "fact-over",
            decidedBy: "op",
          },
        }),
      );
    for (const { code, title, evidence } of RDC_2019.exemptions) {
      const text = decided("granted", code);
      assert.match(text, /dal 1° ottobre 2019 al 31 marzo 2020/);
      for (const secret of [title, evidence, `"${code}"`])
        assert.ok(!text.includes(secret), `${code}: ${secret}`);
    }
    assert.match(decided("revoked", "X3"), /vale fino al 10 gennaio 2020.*il fatto è cessato/);
    assert.match(decided("refused", "X3"), /non è accolto/);
    assert.match(decided("expired", "X3"), /finito il 31 marzo 2020/);
    assert.equal(
      exemptionPaper({ ...FACTS, state: "requested", data: { ...NO_EXEMPTION, code: "X1" } }),
      null,
    );
  });

  it("the appointment: day, hours, place, code; nothing where none stands", () => {
    const appointment = {
      id: "a",
      officeId: "o",
      deskId: 3,
      startsAt: "2019-10-14T07:30:00.000Z",
      endsAt: "2019-10-14T08:00:00.000Z",
      day: "2019-10-14",
      hour: 9,
    };
    const slip = (state: "issued" | "attended", held = true) =>
      slipPaper({
        ...FACTS,
        state,
        data: { appointment: held ? appointment : null },
        reference: "AB12CD",
        desk: 3,
      });
    const text = says(slip("issued"));
    for (const said of [
      "lunedì 14 ottobre 2019",
      "dalle 09:30 alle 10:00",
      "Via Roma 1, Avellino",
      "AB12CD",
      "tel. 0825 000000",
      "una mensilità in meno",
    ])
      assert.ok(text.includes(said), said);
    assert.deepEqual([slip("attended"), slip("issued", false)], [null, null]);
  });

  it("the passage to the municipality: grounds, written reasons line by line, who and when", () => {
    const data = {
      ...NO_HAND_OVER,
      grounds: ["C3"],
      reasons: "Prima riga.\n\nSeconda riga.",
      proposedBy: "uno",
      proposedOn: "2019-10-14",
      approvedBy: "due",
      sentOn: "2019-10-15",
    };
    const paper = handOverPaper({ ...FACTS, state: "sent", data, municipality: "Avellino" });
    const text = says(paper);
    for (const said of [
      "Condizione abitativa",
      "Comune di Avellino",
      "il 14 ottobre 2019, da uno",
      "due",
      "15 ottobre 2019",
    ])
      assert.ok(text.includes(said), said);
    assert.deepEqual(
      paper?.blocks
        .filter((block) => block.kind === "paragraph")
        .slice(-2)
        .map((block) => block.text),
      ["Prima riga.", "Seconda riga."],
    );
    assert.equal(handOverPaper({ ...FACTS, state: "withdrawn", data, municipality: "" }), null);
    assert.deepEqual((["proposed", "approved", "sent"] as const).map(mayIssueHandOver), [false, true, true]);
  });
});

describe("the words of papers", () => {
  it("are drawable: a letter that the typefaces lack loses its mark, what nothing stands for is a question mark", () => {
    assert.equal(drawable("Șerban Ţurcanu Łukasz Ñandú"), "Șerban Ţurcanu Łukasz Ñandú");
    assert.equal(drawable("Nguyễn\u00a0 Thị\u2028x\u200b"), "Nguyễn Thị x");
    for (const name of ["Шевченко Олена", "Παπαδόπουλος Γιώργος", "محمد الأحمد", "გიორგი", "Հակոբ", "יוסף"]) assert.equal(drawable(name), name);
    assert.equal(drawable("Ꙁ ﺁ ☐ 李"), "? آ ? ?");
    assert.equal(drawable("a\u2011b ﬁne"), "a-b fine");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) =>
        assert.equal(drawable(drawable(text)), drawable(text)),
      ),
    );
  });

  it("write days as Italians do", () => {
    assert.deepEqual(
      [longDay("2019-10-01"), longDay("2019-10-14"), longDay("mai")],
      ["1° ottobre 2019", "14 ottobre 2019", "mai"],
    );
  });
});
