// Stories of the pact on the dossier: from the DID to the signatures of both, revised, superseded, refused, two operators at once.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { PactData } from "../../src/domain/pact/data.ts";
import { offersOf } from "../../src/services/acts/offers.ts";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import type { Actor } from "../../src/services/context.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { convened, convenedRegion, operatorOf } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { CONTENT, Way } from "./fixtures/pact-way.ts";

const DAY = "2019-10-07";
const managerOf = (office: string): Actor => ({ id: `responsabile@${office}`, role: "office-manager", office });

describe("the pact on the dossier", () => {
  let db: TestDatabase;
  let way: Way;
  let people: Convened[] = [];
  before(async () => {
    db = await openTestDatabase();
    way = new Way(db);
    await convenedRegion(db, "base", { households: 60 });
    people = await convened(db.services);
    await way.on(DAY);
  });
  after(() => db.close());

  const dataOf = async (person: Convened, itemId: string): Promise<PactData> => (await way.item(person, itemId)).data as unknown as PactData;

  it("waits for the DID, then for the profile, then for every commitment", async () => {
    const person = people[0]!;
    const { itemId } = await way.done(person, "patto", "draft", { content: { ...CONTENT, commitments: CONTENT.commitments.slice(1) } });
    const agree = () => way.act(person, "patto", "agree", { on: DAY, personHeard: true }, { itemId });
    const refusals: string[] = [];
    const refused = async (): Promise<string> => {
      const outcome = await agree();
      assert.ok(!outcome.ok);
      refusals.push(outcome.refusal.code);
      return outcome.refusal.message;
    };
    await refused();
    await way.did(person, DAY);
    await refused();
    await way.profile(person, DAY);
    assert.match(await refused(), /bilancio delle competenze/);
    await way.done(person, "patto", "draft", { content: CONTENT }, { itemId });
    assert.equal((await agree()).ok, true);
    assert.deepEqual(refusals, ["PATTO_DID_GIVEN", "PATTO_PROFILE_DECIDED", "PATTO_COMMITMENTS_COMPLETE"]);
    const { proposal } = await dataOf(person, itemId);
    assert.match(proposal?.commitments.at(-1)?.text ?? "", /una di tre offerte congrue/);
  });

  it("is signed by the person and by the office: the platform is told in its term, what both signed is frozen", async () => {
    const person = people[1]!;
    const itemId = await way.agreed(person, DAY);
    const unsigned = await way.code(person, "patto", "sign-office", { on: DAY, how: "paper", signed: true, document: "PG/1" }, { itemId });
    assert.equal(unsigned, "PATTO_STATO");
    await way.done(person, "patto", "sign-person", { on: DAY, how: "paper", signed: true }, { itemId });
    assert.equal(await way.code(person, "patto", "sign-office", { on: DAY, how: "paper", signed: true }, { itemId }), "PATTO_DOCUMENT_NAMED");
    const signed = await way.done(person, "patto", "sign-office", { on: DAY, how: "paper", signed: true, document: "PG/2019/7" }, { itemId });
    assert.equal(signed.state, "in-force");
    assert.deepEqual(signed.opened.map(({ kind, dueOn }) => [kind, dueOn]), [["report-pact", "2019-10-12"]]);
    assert.ok((await way.told(person)).includes("patto/sign-office"));
    const communicated = await way.done(person, "patto", "record-communicated", { platformNumber: "A02-77" }, { itemId });
    assert.deepEqual([communicated.state, communicated.closed], ["in-force", ["report-pact"]]);
    const { versions } = await dataOf(person, itemId);
    assert.deepEqual(versions.map(({ number, document, profile }) => [number, document, profile?.outcome]), [[1, "PG/2019/7", "pact"]]);
    const page = await offersOf(db.services, db.reference, person.caseId, operatorOf(person.officeId));
    assert.ok(page.ok);
    const acts = page.value.find(({ item }) => item?.id === itemId)?.acts.filter(({ allowed }) => allowed).map((offer) => offer.act);
    assert.deepEqual(acts, ["record-communicated", "revise", "supersede", "end"]);
  });

  it("signs itself with the person's own hand, and with nobody else's", async () => {
    const [person, other] = [people[2]!, people[3]!];
    const itemId = await way.agreed(person, DAY);
    const [row] = await way.query<{ taxCode: string }>(
      `select p.tax_code as "taxCode" from case_file f join person p on p.id = f.person_id where f.id = $1`, [person.caseId],
    );
    const [stranger] = await way.query<{ taxCode: string }>(
      `select p.tax_code as "taxCode" from case_file f join person p on p.id = f.person_id where f.id = $1`, [other.caseId],
    );
    const sign = (taxCode: string) =>
      way.code(person, "patto", "sign-person", { on: DAY, how: "remote", signed: true }, { itemId, actor: { id: taxCode, role: "citizen" } });
    assert.equal(await sign(stranger!.taxCode), "CASO_NON_VISIBILE");
    assert.equal(await sign(row!.taxCode), "");
  });

  it("is not signed on a profile that has changed meanwhile, nor on one that leads elsewhere", async () => {
    const person = people[4]!;
    const itemId = await way.agreed(person, DAY);
    const profiles = await way.query<{ id: string }>("select id from dossier_item where case_id = $1 and procedure = 'profilazione'", [person.caseId]);
    await way.done(person, "profilazione", "redo", { reason: "ha cambiato città" }, { itemId: profiles[0]!.id });
    const sign = () => way.code(person, "patto", "sign-person", { on: DAY, how: "paper", signed: true }, { itemId });
    assert.equal(await sign(), "PATTO_PROFILE_DECIDED");
    const second = await way.profile(person, DAY, "municipal-services");
    assert.equal(await sign(), "PATTO_PROFILE_LEADS_HERE");
    await way.done(person, "profilazione", "redo", { reason: "rivalutato" }, { itemId: second });
    await way.profile(person, DAY);
    assert.equal(await sign(), "PATTO_PROFILE_AS_AGREED");
    await way.done(person, "patto", "draft", { content: CONTENT }, { itemId });
    await way.done(person, "patto", "agree", { on: DAY, personHeard: true }, { itemId });
    assert.equal(await sign(), "");
  });

  it("is revised: it stands as it was until both have signed the revision", async () => {
    const person = people[5]!;
    const itemId = await way.signed(person, DAY);
    const tried = { itemId };
    await way.done(person, "patto", "revise", { content: { ...CONTENT, meetEveryDays: 15 }, reason: "nuovi orari" }, tried);
    assert.equal((await dataOf(person, itemId)).versions.at(-1)?.content.meetEveryDays, 30);
    await way.done(person, "patto", "drop-revision", { reason: "ci ripensa" }, tried);
    await way.done(person, "patto", "revise", { content: { ...CONTENT, meetEveryDays: 10 }, reason: "nuovi orari" }, tried);
    await way.done(person, "patto", "agree", { on: DAY, personHeard: true }, tried);
    await way.done(person, "patto", "sign-person", { on: DAY, how: "paper", signed: true }, tried);
    const signed = await way.done(person, "patto", "sign-office", { on: DAY, how: "paper", signed: true, document: "PG/2019/8" }, tried);
    assert.deepEqual([signed.state, signed.opened.map(({ kind }) => kind)], ["in-force", ["report-pact"]]);
    const { versions } = await dataOf(person, itemId);
    assert.deepEqual(versions.map(({ content, document }) => [content.meetEveryDays, document]), [[30, "PG/2019/7"], [10, "PG/2019/8"]]);
  });

  it("is superseded by the pact signed on a new profile, in the same transaction", async () => {
    const person = people[6]!;
    const first = await way.signed(person, DAY);
    assert.equal(await way.code(person, "patto", "draft", { content: CONTENT }), "PATTO_NO_OTHER_PACT", "it is revised, not written again");
    const [profile] = await way.query<{ id: string }>("select id from dossier_item where case_id = $1 and procedure = 'profilazione'", [person.caseId]);
    await way.done(person, "profilazione", "redo", { reason: "ha finito il corso" }, { itemId: profile!.id });
    await way.profile(person, DAY);
    const { itemId: second } = await way.done(person, "patto", "draft", { content: CONTENT });
    const tried = { itemId: second };
    await way.done(person, "patto", "agree", { on: DAY, personHeard: true }, tried);
    await way.done(person, "patto", "sign-person", { on: DAY, how: "paper", signed: true }, tried);
    assert.equal((await way.item(person, first)).state, "in-force", "until the new one stands");
    await way.done(person, "patto", "sign-office", { on: DAY, how: "paper", signed: true, document: "PG/2019/9" }, tried);
    const old = await way.item(person, first);
    assert.deepEqual([old.state, old.data["supersededBy"], old.closedAt !== null], ["superseded", second, true]);
    assert.equal((await dataOf(person, second)).number, 2);
  });

  it("refused in front of the operator is a fact before a person: nothing is reported, and a late signature is read again", async () => {
    const person = people[7]!;
    const day = person.startsAt.slice(0, 10);
    await db.setBusinessTime(new Date(Date.parse(person.startsAt) + 3_600_000).toISOString());
    const itemId = await way.agreed(person, day);
    const tried = { itemId };
    const refusal = { on: day, reason: "non vuole impegnarsi", consequencesTold: true };
    assert.equal(await way.code(person, "patto", "record-refusal", refusal, tried), "PATTO_PRESENT_THAT_DAY");
    await way.query("update summons set state = 'attended' where id = $1", [person.summonsId]);
    assert.equal(await way.code(person, "patto", "record-refusal", { ...refusal, consequencesTold: false }, tried), "PATTO_CONSEQUENCES_TOLD");
    assert.equal(await way.code(person, "patto", "record-refusal", refusal, { ...tried, actor: { id: "convoca", role: "system" } }), "PATTO_CHI");
    const refused = await way.done(person, "patto", "record-refusal", refusal, tried);
    assert.equal(refused.state, "refused");
    assert.deepEqual((await way.openTasks(person)).filter((kind) => kind.includes("patto")), [`breach-${day}-${itemId.slice(-8)}:patto`]);
    assert.deepEqual(await way.query("select 1 from report where case_id = $1", [person.caseId]), []);
    await way.done(person, "patto", "sign-person", { on: day, how: "paper", signed: true }, tried);
    assert.ok((await way.openTasks(person)).some((kind) => kind.startsWith("review-breach-")));
  });

  it("a refusal written by mistake is taken back by the manager, with its task", async () => {
    const person = people[8]!;
    const day = person.startsAt.slice(0, 10);
    await db.setBusinessTime(new Date(Date.parse(person.startsAt) + 3_600_000).toISOString());
    const itemId = await way.agreed(person, day);
    await way.query("update summons set state = 'attended' where id = $1", [person.summonsId]);
    await way.done(person, "patto", "record-refusal", { on: day, reason: "non vuole", consequencesTold: true }, { itemId });
    assert.equal(await way.code(person, "patto", "correct-refusal", { reason: "era un’altra persona" }, { itemId }), "PATTO_CHI");
    const corrected = await way.done(person, "patto", "correct-refusal", { reason: "era un’altra persona" }, { itemId, actor: managerOf(person.officeId) });
    assert.equal(corrected.state, "agreed");
    assert.deepEqual((await way.openTasks(person)).filter((kind) => kind.includes("patto")), []);
  });

  it("of two operators on the same pact the second hears who was faster, with what", async () => {
    await way.on("2019-12-10");
    const person = people[9]!;
    const itemId = await way.agreed(person, "2019-12-10");
    const { version } = await way.item(person, itemId);
    const other: Actor = { ...operatorOf(person.officeId), id: "altra@sede" };
    const outcomes = await Promise.all([
      way.act(person, "patto", "sign-person", { on: "2019-12-10", how: "paper", signed: true }, { itemId, expectedVersion: version }),
      way.act(person, "patto", "draft", { content: { ...CONTENT, meetEveryDays: 20 } }, { itemId, expectedVersion: version, actor: other }),
    ]);
    assert.equal(outcomes.filter(({ ok }) => ok).length, 1);
    const lost = outcomes.find(({ ok }) => !ok);
    assert.ok(lost !== undefined && !lost.ok);
    assert.equal(lost.refusal.code, "VERSIONE_CAMBIATA");
    const isFirst = outcomes[0]?.ok === true;
    const winner = isFirst ? operatorOf(person.officeId).id : other.id;
    const did = isFirst ? ["sign-person", "person-signed"] : ["draft", "draft"];
    assert.deepEqual([lost.changed?.by, lost.changed?.act, lost.changed?.state, lost.changed?.version], [winner, ...did, version + 1]);
    assert.match(lost.refusal.message, new RegExp(winner));
  });

  it("is not written in the wrong year, with fields that cannot be read, nor with commitments of another kind", async () => {
    const person = people[10]!;
    const itemId = await way.agreed(person, "2019-12-10");
    const code = (act: string, input: object): Promise<string> => way.code(person, "patto", act, input, { itemId });
    assert.equal(await code("sign-person", { on: "2091-12-10", how: "paper", signed: true }), "DATA_ANNO_IMPOSSIBILE");
    assert.equal(await code("sign-person", { on: "2019-12-09", how: "paper", signed: true }), "PATTO_DAY_PLAUSIBLE", "before it was agreed");
    assert.equal(await code("sign-person", { on: "2019-12-10", how: "a voce", signed: true }), "CAMPO_ILLEGGIBILE");
    assert.equal(await code("draft", {}), "CAMPO_ILLEGGIBILE");
    const strange = (commitment: object) => code("draft", { content: { ...CONTENT, commitments: [commitment] } });
    assert.equal(await strange({ kind: "training", code: null, text: "x", agreed: "y", diagnosis: "z" }), "CAMPO_ILLEGGIBILE");
    assert.equal(await strange({ kind: "prayer", code: null, text: "x" }), "CAMPO_ILLEGGIBILE");
    assert.equal(await strange({ kind: "job-search", code: "O3", text: "x" }), "CAMPO_ILLEGGIBILE");
  });

  it("ends with its reason; the acts rebuild every pact, and the register verifies", async () => {
    const person = people[11]!;
    const itemId = await way.signed(person, "2019-12-10");
    const ended = await way.done(person, "patto", "end", { on: "2019-12-10", endReason: "job" }, { itemId });
    assert.deepEqual([ended.state, ended.closed], ["ended", ["report-pact"]]);
    const { faults, items } = await rebuildItems(db.services, BINDINGS);
    assert.deepEqual(faults, []);
    assert.ok(items >= 20);
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });
});
