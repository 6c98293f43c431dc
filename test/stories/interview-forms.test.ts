// The forms of profiling and of the pact from the general dialog of acts: as they open they can be sent, and the acts take them.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { ActDone, FormAnswer } from "../../src/contract/acts.ts";
import { initialValues } from "../../src/contract/check-form.ts";
import type { Convened } from "./fixtures/convened.ts";
import { codeIn } from "./fixtures/door.ts";
import { ANSWERS, BANDS, InterviewDesk } from "./fixtures/interview-desk.ts";

describe("profilo e patto dalla scheda della persona", () => {
  let desk: InterviewDesk;
  let person: Convened;
  before(async () => {
    desk = await InterviewDesk.open(40);
    person = desk.next();
    await desk.way.did(person, "2019-09-02");
  });
  after(() => desk.close());

  /** The act as its form opens, with these values besides. */
  const act = async (
    procedure: string,
    name: string,
    item: string | null,
    more: (values: Record<string, unknown>) => object = () => ({}),
  ) => {
    const answer = await desk.anna.get(
      `/api/cases/${person.caseId}/form?procedure=${procedure}&act=${name}${item === null ? "" : `&item=${item}`}`,
    );
    assert.equal(answer.statusCode, 200, answer.body);
    const values = initialValues(answer.json<FormAnswer>().form.fields);
    return desk.anna.post(`/api/cases/${person.caseId}/acts`, {
      procedure,
      act: name,
      item,
      actId: randomUUID(),
      expectedVersion: null,
      input: { ...values, ...more(values) },
    });
  };
  const done = async (...asked: Parameters<typeof act>): Promise<ActDone> => {
    const answer = await act(...asked);
    assert.equal(answer.statusCode, 200, `${asked[0]}/${asked[1]}: ${answer.body}`);
    return answer.json<ActDone>();
  };
  const within = (group: string, more: object) => (values: Record<string, unknown>) => ({
    [group]: { ...(values[group] as object), ...more },
  });

  it("il questionario, l’indice, una bozza incompleta, la valutazione intera, la decisione", async () => {
    const { itemId } = await done("profilazione", "request-index", null, within("answers", ANSWERS));
    await done("profilazione", "record-index", itemId, () => ({ value: 0.3 }));
    await done("profilazione", "draft", itemId, within("answers", { skills: "adequate" }));
    const early = await act("profilazione", "decide", itemId);
    assert.equal(codeIn(early), "PROFILAZIONE_ASSESSMENT_COMPLETE");
    await done("profilazione", "draft", itemId, within("answers", BANDS));
    assert.equal((await done("profilazione", "decide", itemId)).state, "decided");
  });

  it("il patto: com’è aperto ha già tutti gli impegni; concordato, firmato da entrambi, rivisto", async () => {
    const { itemId } = await done("patto", "draft", null);
    await done("patto", "agree", itemId, () => ({ personHeard: true }));
    await done("patto", "sign-person", itemId, () => ({ signed: true }));
    assert.equal(
      (await done("patto", "sign-office", itemId, () => ({ signed: true, document: "PG/2019/1" }))).state,
      "in-force",
    );
    assert.equal(
      (await done("patto", "revise", itemId, () => ({ reason: "cambia l’orario di lavoro" }))).state,
      "revising",
    );
  });

  it("un impegno compilato come se fosse di un altro tipo è rifiutato al suo campo", async () => {
    const item = (await desk.read(person)).entries.find(({ procedure }) => procedure === "patto")!.item!;
    const wrong = await act(
      "patto",
      "revise",
      item.id,
      within("content", { commitments: [{ kind: "platform", code: "O2", timesAWeek: 99 }] }),
    );
    assert.equal(wrong.statusCode, 422);
    assert.ok(
      wrong
        .json<{ fields: { field: string }[] }>()
        .fields.some(({ field }) => field === "content.commitments.0.timesAWeek"),
      wrong.body,
    );
  });
});
