// The interpreter on a small table: what each act leads to, what is missing when it is refused, what a page may offer.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { problemsOf } from "./check.ts";
import { allowedActs, decide, explain, offers } from "./interpreter.ts";
import { mutations } from "./mutations.ts";
import { NOT_OWN_PROPOSAL } from "./shared-guards.ts";
import { coverage, tell } from "./story.ts";
import type { Attempt, Procedure } from "./types.ts";

interface Context {
  readonly paid: boolean;
  readonly reason: string;
  readonly actorId: string;
  readonly proposedBy: string | null;
}
type State = "draft" | "proposed" | "approved" | "refused";
type Act = "propose" | "approve" | "refuse";
type Guard = "paid" | "reason" | "not-own";

const LOAN: Procedure<State, Act, Guard, "answer", Context, "tell"> = {
  name: "prestito",
  title: "Il prestito",
  states: { draft: "Bozza", proposed: "Proposto", approved: "Approvato", refused: "Respinto" },
  initial: ["draft"],
  final: ["approved", "refused"],
  acts: { propose: "Proponi", approve: "Approva", refuse: "Respingi" },
  guards: {
    paid: { refusal: "Manca il pagamento.", holds: (context) => context.paid, law: "GDPR_ART5" },
    reason: { refusal: "Manca il motivo.", holds: (context) => context.reason !== "", input: true },
    "not-own": NOT_OWN_PROPOSAL,
  },
  terms: { answer: { title: "Risposta", clock: "report", expiry: { then: "kpi" } } },
  effects: { tell: "si avvisa" },
  rows: [
    {
      from: ["draft"],
      act: "propose",
      by: ["operator"],
      when: [],
      to: "proposed",
      opens: ["answer"],
      closes: [],
      law: ["DL4_2019_ART7_C7", "DL48_2023_ART8_C6"],
    },
    {
      from: ["proposed"],
      act: "approve",
      by: ["second-officer", "office-manager"],
      when: ["not-own", "paid"],
      to: "approved",
      opens: [],
      closes: ["answer"],
      law: ["DL4_2019_ART7_C7", "DL48_2023_ART8_C6"],
      effects: ["tell"],
      harms: true,
    },
    {
      from: ["proposed"],
      act: "approve",
      by: ["office-manager"],
      when: ["reason", "not-own"],
      to: "approved",
      opens: [],
      closes: ["answer"],
      law: ["CC_2963"],
    },
    {
      from: ["proposed"],
      act: "refuse",
      by: ["office-manager"],
      when: ["reason"],
      to: "refused",
      opens: [],
      closes: ["answer"],
      law: ["CC_2963"],
    },
  ],
};

const READY: Context = { paid: true, reason: "detto", actorId: "b", proposedBy: "a" };
const attempt = (
  state: State,
  by: Attempt<State, Context>["by"],
  change: Partial<Context> = {},
): Attempt<State, Context> => ({
  state,
  by,
  context: { ...READY, ...change },
});
const answer = (act: Act, given: Attempt<State, Context>): string => {
  const outcome = decide(LOAN, act, given);
  return outcome.ok ? outcome.value.row : outcome.refusal.code;
};

describe("deciding", () => {
  it("gives the state, the terms, the effects, the norms and the name of the row", () => {
    assert.deepEqual(decide(LOAN, "approve", attempt("proposed", "second-officer")), {
      ok: true,
      value: {
        to: "approved",
        opens: [],
        closes: ["answer"],
        effects: ["tell"],
        law: ["DL4_2019_ART7_C7", "DL48_2023_ART8_C6"],
        row: "approve: proposed → approved",
      },
    });
  });

  it("cites the norms of the measure at hand, all of them when none is its own", () => {
    const law = (measure: string) => {
      const outcome = decide(LOAN, "propose", { ...attempt("draft", "operator"), measure });
      assert.ok(outcome.ok);
      return outcome.value.law;
    };
    assert.deepEqual(law("RDC"), ["DL4_2019_ART7_C7"]);
    assert.deepEqual(law("ADI"), ["DL48_2023_ART8_C6"]);
    assert.deepEqual(law("NASPI"), ["DL4_2019_ART7_C7", "DL48_2023_ART8_C6"]);
  });

  it("names the state first, then the person, then the condition", () => {
    assert.equal(answer("approve", attempt("draft", "citizen", { paid: false })), "PRESTITO_STATO");
    assert.equal(answer("approve", attempt("proposed", "citizen", { paid: false })), "PRESTITO_CHI");
    assert.equal(answer("approve", attempt("proposed", "second-officer", { paid: false })), "PRESTITO_PAID");
    const outcome = decide(LOAN, "approve", attempt("proposed", "second-officer", { paid: false }));
    assert.equal(outcome.ok ? "" : outcome.refusal.citation?.id, "GDPR.art5.c1.c");
  });

  it("takes the first row that holds, and explains the one that came furthest", () => {
    assert.equal(answer("approve", attempt("proposed", "office-manager")), "approve: proposed → approved");
    assert.equal(
      answer("approve", attempt("proposed", "office-manager", { paid: false })),
      "approve: proposed → approved (2)",
    );
    assert.equal(
      answer("approve", attempt("proposed", "office-manager", { paid: false, reason: "" })),
      "PRESTITO_PAID",
    );
  });

  it("lets nobody approve their own proposal, whatever their role", () => {
    for (const by of ["second-officer", "office-manager"] as const)
      assert.equal(
        answer("approve", attempt("proposed", by, { proposedBy: "b", paid: true })),
        "PRESTITO_NOT_OWN",
      );
    assert.equal(
      answer("approve", attempt("proposed", "second-officer", { proposedBy: null })),
      "PRESTITO_NOT_OWN",
    );
  });
});

describe("offering", () => {
  it("shows every act, allowed or greyed with its reason, and asks later for what the form asks", () => {
    const all = offers(LOAN, attempt("proposed", "office-manager", { reason: "", paid: false }));
    assert.deepEqual(
      all.map(({ act, allowed, code, asks }) => [act, allowed, code, asks]),
      [
        ["propose", false, "PRESTITO_STATO", []],
        ["approve", true, null, ["reason"]],
        ["refuse", true, null, ["reason"]],
      ],
    );
    assert.ok(all.every((offer) => offer.allowed === (offer.reason === null)));
    const [, unpaid] = offers(LOAN, attempt("proposed", "second-officer", { paid: false }));
    assert.deepEqual([unpaid?.reason, unpaid?.citation], ["Manca il pagamento.", "GDPR_ART5"]);
  });

  it("tells a refused desk what it may do instead", () => {
    const given = attempt("proposed", "office-manager");
    const outcome = decide(LOAN, "propose", given);
    assert.ok(!outcome.ok);
    assert.deepEqual(explain(LOAN, outcome.refusal, given).allowed, [
      { act: "approve", label: "Approva" },
      { act: "refuse", label: "Respingi" },
    ]);
    assert.deepEqual(allowedActs(LOAN, attempt("approved", "office-manager")), []);
  });
});

describe("what the compiler cannot see", () => {
  const problems = (change: Partial<typeof LOAN>): string[] => problemsOf({ ...LOAN, ...change });
  const row = (at: number, change: Partial<(typeof LOAN.rows)[number]>): typeof LOAN.rows =>
    LOAN.rows.with(at, { ...LOAN.rows[at]!, ...change });

  it("a sound table has no problems", () => assert.deepEqual(problems({}), []));
  it("finds states not reached, not left, or left though final", () => {
    assert.match(
      problems({ rows: row(3, { to: "approved" }) }).join("; "),
      /state refused: no acts lead to it/,
    );
    assert.match(problems({ final: ["approved"] }).join("; "), /state refused: nothing leaves it/);
    assert.match(
      problems({ final: ["approved", "refused", "draft"] }).join("; "),
      /state draft: called final/,
    );
  });
  it("finds guards, acts and effects nobody uses", () => {
    assert.match(
      problems({ rows: LOAN.rows.slice(0, 1) }).join("; "),
      /act approve.*guard paid.*effect tell/,
    );
    assert.match(
      problems({ rows: row(0, { by: [] }) }).join("; "),
      /row 1 \(propose\): from nowhere, or by nobody/,
    );
  });
  it("finds terms that nothing opens or meets", () => {
    assert.match(problems({ rows: row(0, { opens: [] }) }).join("; "), /term answer: nothing opens it/);
    const open = LOAN.rows.map((each) => ({ ...each, closes: [] }));
    assert.match(problems({ rows: open }).join("; "), /term answer: nothing meets it/);
  });
  it("finds rows that never decide", () => {
    assert.match(problems({ rows: row(1, { when: [] }) }).join("; "), /never decides/);
  });
  it("finds harm done by the program, or by a term running out", () => {
    assert.match(
      problems({ rows: row(1, { by: ["system"] }) }).join("; "),
      /it harms the person, and the program may/,
    );
    const terms = { answer: { ...LOAN.terms.answer, expiry: { then: "state", act: "approve" } as const } };
    assert.match(
      problems({ terms }).join("; "),
      /its running out harms the person.*the program may not perform approve/,
    );
  });
});

describe("stories", () => {
  const story = (to: State) => ({
    title: "proposto",
    start: "draft" as const,
    context: READY,
    steps: [{ act: "propose" as const, by: "operator" as const, to, opens: ["answer"] as const }],
  });
  it("fail when what they tell does not happen, and name the rows they visited", () => {
    assert.deepEqual(tell(LOAN, [story("proposed")]), {
      failures: [],
      visited: new Set(["propose: draft → proposed"]),
    });
    assert.equal(tell(LOAN, [story("approved")]).failures.length, 1);
    const refused = {
      ...story("draft"),
      steps: [{ act: "approve" as const, by: "operator" as const, refused: "PRESTITO_CHI" }],
    };
    assert.match(tell(LOAN, [refused]).failures.join(), /refused with PRESTITO_STATO, not PRESTITO_CHI/);
  });
  it("leave rows unvisited, and changes unnoticed, by name", () => {
    const { visited } = tell(LOAN, [story("proposed")]);
    assert.equal(coverage(LOAN, visited).length, 3);
    const unnoticed = [...mutations(LOAN)].filter(
      ({ procedure }) => tell(procedure, [story("proposed")]).failures.length === 0,
    );
    assert.ok(unnoticed.some(({ what }) => what === "refuse: proposed → refused: to draft"));
    assert.ok(unnoticed.every(({ what }) => !what.startsWith("propose: draft → proposed: to")));
  });
});
