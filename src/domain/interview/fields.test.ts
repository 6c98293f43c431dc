// Questionnaires, pacts and contact points as fields, and back: the same conditions, nothing lost, nothing added.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { checkCommitments, withMeasureTexts } from "../pact/commitments.ts";
import type { FormField, FormValues } from "../procedure/form-types.ts";
import { QUANTITATIVE_QUESTIONNAIRES } from "../profiling/quantitative.ts";
import { readContactCheck } from "./contact-check.ts";
import type { ContactCheck } from "./contact-check.ts";
import { identityCheck, identityFields } from "./identity-fields.ts";
import { commitmentName, pactContent, pactFields } from "./pact-fields.ts";
import { questionnaireFields } from "./questionnaire-fields.ts";
import { yearsBetween } from "./years.ts";

/** As a form opens. */
function opening(fields: readonly FormField[]): FormValues {
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      field.kind === "group"
        ? opening(field.fields)
        : field.kind === "fixed"
          ? field.value
          : (field.initial ?? null),
    ]),
  );
}
const TODAY = "2019-09-02";

describe("a questionnaire as fields", () => {
  const [questionnaire] = QUANTITATIVE_QUESTIONNAIRES;
  const fields = questionnaireFields(questionnaire!, {
    lists: { provinces: [{ value: "NA", label: "Napoli" }] },
    known: {
      age: { value: 39, source: "Dalla notifica" },
      province: { value: "NA", source: "Dalla notifica" },
      inCourse: { value: false, source: null },
    },
    complete: true,
  });
  const field = (name: string): FormField => fields.find((one) => one.name === name)!;

  it("keeps its fields in order, with what is known in them and its source said; without a source nothing is said", () => {
    assert.deepEqual(
      fields.map(({ name }) => name),
      questionnaire!.fields.map(({ name }) => name),
    );
    assert.deepEqual([field("age").initial, field("age").help], [39, "Dalla notifica: 39."]);
    assert.equal(field("province").help, "Dalla notifica: Napoli.");
    assert.deepEqual([field("inCourse").initial, field("inCourse").help], ["no", undefined]);
  });

  it("asks what depends on another answer only under it, and leaves shut what must stay empty", () => {
    assert.deepEqual(field("yearsInItaly").when, { field: "citizenship", in: ["eu", "other"] });
    assert.equal(field("yearsInItaly").required, true);
    const job = field("monthsSinceLastJob");
    assert.ok(
      job.when !== undefined && !job.when.in.includes("first-job") && job.when.in.includes("student"),
    );
    assert.equal(job.required, false, "a student may have worked or not: the questionnaire itself says it");
  });

  it("as a draft requires nothing", () => {
    const draft = questionnaireFields(questionnaire!, {
      lists: { provinces: [] },
      known: {},
      complete: false,
    });
    assert.ok(draft.every(({ required }) => !required));
  });
});

describe("a pact as fields, and back", () => {
  const facts = {
    today: TODAY,
    responsible: "anna",
    earlier: null,
    activities: [{ value: "c1", label: "Corso di base", hint: "dal 01/10/2019, Napoli" }],
    seats: [{ value: "7 2019-10-01T08:00:00.000Z", label: "primo" }],
  };
  const fields = pactFields(RDC_2019, facts);
  const values = opening(fields);

  it("opens with every commitment of the measure, filled in so that it may be agreed as it stands", () => {
    const content = withMeasureTexts(pactContent(values, RDC_2019, facts.activities), RDC_2019);
    assert.deepEqual(checkCommitments(content, RDC_2019, TODAY), []);
    assert.deepEqual(
      content.commitments.map(({ code }) => code),
      RDC_2019.commitments.map(({ code }) => code),
    );
    assert.deepEqual([content.responsible, content.meetEveryDays, content.leftOut], ["anna", 30, []]);
    assert.equal(values["meeting"], facts.seats[0]!.value);
  });

  it("one left out goes with its reason; an activity chosen stands in what is agreed on training, with dates and place", () => {
    const changed = {
      ...values,
      [commitmentName("O5")]: { "agreed-in": false, reason: "lavora già a chiamata" },
      activities: ["c1"],
    };
    const content = pactContent(changed, RDC_2019, facts.activities);
    assert.deepEqual(content.leftOut, [{ code: "O5", reason: "lavora già a chiamata" }]);
    assert.ok(!content.commitments.some(({ code }) => code === "O5"));
    const training = content.commitments.find(({ kind }) => kind === "training")!;
    assert.match((training as { agreed: string }).agreed, /; Corso di base, dal 01\/10\/2019, Napoli$/);
    const again = opening(pactFields(RDC_2019, { ...facts, earlier: content }));
    assert.deepEqual(again[commitmentName("O5")], { "agreed-in": false, reason: "lavora già a chiamata" });
  });
});

describe("identity and contact points as fields, and back", () => {
  const points = [
    { kind: "mobile", value: "+393331234567", source: "Dalla notifica", sharedBy: 2, problem: null },
    {
      kind: "email",
      value: "a b@posta.example",
      source: "Dalla notifica",
      sharedBy: 1,
      problem: "non si può usare",
    },
  ] as const;
  const shown = {
    surname: "ROSSI",
    name: "ANNA",
    street: "VIA ROMA 1",
    zip: "80100",
    source: "Dalla notifica",
    points,
  };

  it("what can be used opens as confirmed, what cannot as not asked; each judgement comes back to its own point", () => {
    const fields = identityFields(shown);
    const check = identityCheck(opening(fields));
    assert.equal(check.corrected, null);
    assert.deepEqual(check.contacts.confirmed, [{ kind: "mobile", value: "+393331234567" }]);
    assert.match(fields.find(({ name }) => name === "recapito-0")!.help!, /usato da 2 persone/);
    const wrong = identityCheck({
      ...opening(fields),
      "recapito-0": "wrong",
      "recapito-1": "wrong",
      matches: false,
      surname: "RUSSI",
    });
    assert.deepEqual(
      wrong.contacts.wrong.map(({ value }) => value),
      ["+393331234567", "a b@posta.example"],
    );
    assert.equal(wrong.corrected?.surname, "RUSSI");
  });
});

describe("a check of contact points", () => {
  const KNOWN = [
    { kind: "mobile", value: "+393331234567", inUse: true },
    { kind: "email", value: "a@posta.example", inUse: false },
  ] as const;
  const check = (more: Partial<ContactCheck>) =>
    readContactCheck(
      { source: "desk", confirmed: [], wrong: [], newPhone: "", newEmail: "", reason: "", ...more },
      KNOWN,
    );
  const value = (more: Partial<ContactCheck>) => {
    const found = check(more);
    assert.ok(found.ok);
    return found.value;
  };

  it("reads a number as people say it; one in use already is a confirmation; one given up before is given anew", () => {
    assert.deepEqual(value({ newPhone: " 339 12 34 567 " }).added, [
      { kind: "mobile", value: "+393391234567", raw: "339 12 34 567" },
    ]);
    assert.deepEqual(value({ newPhone: "333 1234567" }), {
      confirmed: [{ kind: "mobile", value: "+393331234567" }],
      dropped: [],
      added: [],
    });
    assert.deepEqual(
      value({ newEmail: "a@POSTA.example" }).added.map((one) => one.value),
      ["a@posta.example"],
    );
  });

  it("refuses what is not the person's, what is wrong and new at once, and what is no number", () => {
    const code = (more: Partial<ContactCheck>): string => {
      const found = check(more);
      return found.ok ? "" : found.refusal.code;
    };
    assert.equal(code({ confirmed: [{ kind: "mobile", value: "+390000000000" }] }), "RECAPITO_ASSENTE");
    assert.equal(
      code({ wrong: [{ kind: "mobile", value: "+393331234567" }], newPhone: "3331234567" }),
      "RECAPITO_DUE_VOLTE",
    );
    assert.match(code({ newPhone: "12" }), /^TEL_/);
    assert.match(code({ newEmail: "chiocciola" }), /^EMAIL_/);
  });
});

it("whole years are counted by birthdays", () => {
  assert.deepEqual(
    [
      yearsBetween("1980-09-02", TODAY),
      yearsBetween("1980-09-03", TODAY),
      yearsBetween("2004-02-29", "2019-02-28"),
    ],
    [39, 38, 14],
  );
});
