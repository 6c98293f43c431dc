// Stories of activities on the dossier: from the pact to the last day of a course, places for few, absences, offers of work, the voucher, the presence.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { ActivityEntry } from "../../src/domain/activities/entry.ts";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import { SYSTEM } from "../../src/services/context.ts";
import type { Actor } from "../../src/services/context.ts";
import { importNoticeFile } from "../../src/services/intake.ts";
import { putEntry } from "../../src/store/activities.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { convened, convenedRegion } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { ANNA, fileOf, noticeOf, taxCodeOf } from "./fixtures/notice-rows.ts";
import { Way } from "./fixtures/pact-way.ts";
import type { Person } from "./fixtures/pact-way.ts";

const PACT_DAY = "2019-10-07";
const COURSE: ActivityEntry = {
  id: "corso-segreteria",
  title: "Addetto alla segreteria",
  kind: "training",
  nationalCode: "C06",
  providerCode: "01234567890",
  municipalityId: null,
  startsOn: "2019-11-04",
  endsOn: "2019-11-08",
  enrolBy: "2019-10-31",
  places: null,
  waitingList: false,
  attendance: { kept: true, days: ["2019-11-04", "2019-11-05", "2019-11-06"] },
  totalMinutes: 900,
  requirements: { fromAge: 18, toAge: null, measures: ["RDC"], qualifications: [] },
};
const ENTRIES: readonly ActivityEntry[] = [
  COURSE,
  { ...COURSE, id: "corso-per-uno", title: "Un solo posto", places: 1, waitingList: true, attendance: { kept: false, days: [] } },
  { ...COURSE, id: "corso-per-anziani", title: "Oltre i novanta", requirements: { ...COURSE.requirements, fromAge: 90, qualifications: ["patentino"] } },
  { ...COURSE, id: "corso-con-patentino", title: "Carrellista", requirements: { ...COURSE.requirements, qualifications: ["patentino"] } },
  {
    ...COURSE, id: "corso-di-primavera", title: "Corso di primavera", startsOn: "2020-03-09", endsOn: "2020-03-31", enrolBy: "2020-03-06",
    attendance: { kept: true, days: ["2020-03-09", "2020-03-18"] },
  },
];
const managerOf = ({ officeId }: Person): Actor => ({ id: `responsabile@${officeId}`, role: "office-manager", office: officeId });
const NO_EXCUSE = { justifiedReason: null, evidenceSeen: false };

describe("activities on the dossier", () => {
  let db: TestDatabase;
  let way: Way;
  let people: Convened[] = [];
  before(async () => {
    db = await openTestDatabase();
    way = new Way(db);
    await convenedRegion(db, "base", { households: 60 });
    people = await convened(db.services);
    await inTransaction(way.pool, async (client) => {
      for (const entry of ENTRIES) await putEntry(client, entry, "regione");
    });
  });
  after(() => db.close());

  /** The person with a pact signed on the day of all pacts, business time standing there. */
  const withPact = async (number: number): Promise<Convened> => {
    const person = people[number]!;
    await way.on(PACT_DAY);
    await way.signed(person, PACT_DAY);
    return person;
  };
  const enrolled = async (person: Person, entryId: string, on = PACT_DAY): Promise<string> => {
    const { itemId } = await way.done(person, "attivita", "propose", { on, entryId });
    await way.done(person, "attivita", "accept", { on, personAgrees: true }, { itemId });
    return itemId;
  };
  const events = (person: Person): Promise<{ kind: string; event: { code: string; on: string } }[]> =>
    way.query("select kind, payload->'event' as event from outbound_event where case_id = $1 and kind like 'attivita/%' order by id", [person.caseId]);
  const factTasks = async (person: Person): Promise<string[]> => (await way.openTasks(person)).filter((kind) => kind.startsWith("breach-"));

  it("a course is proposed in the pact, begun, attended and finished: each event goes out with the date it is bound to", async () => {
    const person = await withPact(0);
    const itemId = await enrolled(person, COURSE.id);
    const tried = { itemId };
    assert.equal(await way.code(person, "attivita", "start", { on: "2019-11-04" }, tried), "ATTIVITA_DAY_PLAUSIBLE", "not before its day");
    await way.on("2019-11-04");
    await way.done(person, "attivita", "start", { on: "2019-11-04" }, tried);
    await way.done(person, "attivita", "record-presence", { on: "2019-11-04", minutes: 300 }, tried);
    await way.on("2019-11-08");
    await way.done(person, "attivita", "record-presence", { on: "2019-11-05", minutes: 300 }, tried);
    const finish = { on: "2019-11-08", outcome: "certified" };
    assert.equal(await way.code(person, "attivita", "complete", finish, tried), "ATTIVITA_ATTENDANCE_COMPLETE", "a day of the register is empty");
    await way.done(person, "attivita", "record-absence", { on: "2019-11-06", justifiedReason: "G1", evidenceSeen: true, registerSeen: true }, tried);
    await way.done(person, "attivita", "complete", finish, tried);
    await way.done(person, "attivita", "account", { on: "2019-11-08" }, tried);
    const { state, data } = await way.item(person, itemId);
    assert.deepEqual([state, data["outcome"], data["startedOn"], data["endedOn"]], ["accounted", "certified", "2019-11-04", "2019-11-08"]);
    assert.deepEqual(
      (await events(person)).map(({ kind, event }) => [kind, event.code, event.on]),
      [
        ["attivita/propose", "01", PACT_DAY],
        ["attivita/start", "02", "2019-11-04"],
        ["attivita/complete", "10", "2019-11-08"],
        ["attivita/account", "11", "2019-11-08"],
      ],
    );
    assert.deepEqual(await factTasks(person), [], "nothing stands against who had a certificate");
  });

  it("is not proposed without a pact, nor when the catalogue does not have it, nor to who lacks its requirements: every reason is said", async () => {
    await way.on(PACT_DAY);
    const without = people[1]!;
    const propose = (person: Person, entryId: string) => way.act(person, "attivita", "propose", { on: PACT_DAY, entryId });
    const refused = await propose(without, COURSE.id);
    assert.ok(!refused.ok);
    assert.equal(refused.refusal.code, "ATTIVITA_PACT_IN_FORCE");
    const person = await withPact(2);
    const unknown = await propose(person, "corso-che-non-c-e");
    assert.ok(!unknown.ok);
    assert.equal(unknown.refusal.code, "ATTIVITA_VOCE_SCONOSCIUTA");
    const unfit = await propose(person, "corso-per-anziani");
    assert.ok(!unfit.ok);
    assert.equal(unfit.refusal.code, "ATTIVITA_SUITS_PERSON");
    assert.match(unfit.refusal.message, /L’età non è fra quelle ammesse.*titolo/s);
    const driver = { on: PACT_DAY, entryId: "corso-con-patentino" };
    assert.equal(await way.code(person, "attivita", "propose", driver), "ATTIVITA_SUITS_PERSON");
    assert.equal(await way.code(person, "attivita", "propose", { ...driver, qualificationsSeen: ["patentino"] }), "");
    await enrolled(person, COURSE.id);
    const twice = await propose(person, "corso-per-uno");
    assert.ok(!twice.ok);
    assert.match(twice.refusal.message, /segue un’altra attività/);
  });

  it("of two who accept the last place at the same moment one waits, and is told when it is free", async () => {
    const [one, other] = [await withPact(3), await withPact(people.length - 1)];
    assert.notEqual(one.officeId, other.officeId, "two offices: neither sees the other's persons");
    const items = [
      (await way.done(one, "attivita", "propose", { on: PACT_DAY, entryId: "corso-per-uno" })).itemId,
      (await way.done(other, "attivita", "propose", { on: PACT_DAY, entryId: "corso-per-uno" })).itemId,
    ];
    const accept = (person: Person, itemId: string) => way.done(person, "attivita", "accept", { on: PACT_DAY, personAgrees: true }, { itemId });
    const states = (await Promise.all([accept(one, items[0]!), accept(other, items[1]!)])).map(({ state }) => state);
    assert.deepEqual(states.toSorted(), ["enrolled", "waiting"]);
    const isFirst = states[0] === "enrolled";
    const [inside, outside] = isFirst ? [one, other] : [other, one];
    const [held, waiting] = isFirst ? [items[0]!, items[1]!] : [items[1]!, items[0]!];
    const give = { on: PACT_DAY };
    assert.equal(await way.code(outside, "attivita", "give-place", give, { itemId: waiting }), "ATTIVITA_PLACE_FREE");
    await way.done(inside, "attivita", "cancel", { on: PACT_DAY, reason: "rinuncia per trasloco dell’ente" }, { itemId: held });
    assert.ok((await way.openTasks(outside)).includes("place:attivita"));
    assert.ok(!(await way.openTasks(inside)).includes("place:attivita"));
    assert.equal((await way.done(outside, "attivita", "give-place", give, { itemId: waiting })).state, "enrolled");
  });

  it("each unjustified absence is a fact before a person, and falls with the certificate that comes later", async () => {
    const person = await withPact(4);
    const itemId = await enrolled(person, COURSE.id);
    const tried = { itemId };
    await way.on("2019-11-06");
    await way.done(person, "attivita", "start", { on: "2019-11-04" }, tried);
    const absence = (on: string, registerSeen = true) =>
      way.act(person, "attivita", "record-absence", { on, ...NO_EXCUSE, registerSeen }, tried);
    const unseen = await absence("2019-11-04", false);
    assert.ok(!unseen.ok);
    assert.equal(unseen.refusal.code, "ATTIVITA_REGISTER_SEEN");
    assert.ok((await absence("2019-11-04")).ok);
    assert.ok((await absence("2019-11-05")).ok);
    const task = (day: string): string => `breach-${day}-${itemId.slice(-8)}:attivita`;
    assert.deepEqual(await factTasks(person), [task("2019-11-04"), task("2019-11-05")]);
    await way.done(person, "attivita", "justify-absence", { on: "2019-11-04", justifiedReason: "G1", evidenceSeen: true }, tried);
    assert.deepEqual(await factTasks(person), [task("2019-11-05")]);
    assert.deepEqual(await way.query("select 1 from report where case_id = $1", [person.caseId]), []);
    await way.done(person, "attivita", "annul", { on: "2019-11-06", reason: "corso di un’altra persona" }, { itemId, actor: managerOf(person) });
    assert.deepEqual(await factTasks(person), []);
  });

  it("in a day when the obligations stand still an absence is written down, and is no fact", async () => {
    const person = await withPact(5);
    await way.on("2020-03-05");
    const itemId = await enrolled(person, "corso-di-primavera", "2020-03-05");
    await way.on("2020-03-20");
    await way.done(person, "attivita", "start", { on: "2020-03-09" }, { itemId });
    const absence = (on: string) => way.done(person, "attivita", "record-absence", { on, ...NO_EXCUSE, registerSeen: true }, { itemId });
    await absence("2020-03-18");
    assert.deepEqual(await factTasks(person), [], "from 17 March 2020 nothing was owed");
    await absence("2020-03-09");
    assert.equal((await factTasks(person)).length, 1, "before, it was");
  });

  it("ends without a fact for who is exempt, and only for who is", async () => {
    const person = await withPact(6);
    const itemId = await enrolled(person, COURSE.id);
    const end = () => way.code(person, "attivita", "end-exempt", { on: PACT_DAY }, { itemId });
    assert.equal(await end(), "ATTIVITA_PERSON_EXEMPT");
    await way.done(person, "esonero", "grant", {
      code: "X3", caredId: null, from: PACT_DAY, to: "2019-12-31", hours: null,
      evidence: { seenOn: PACT_DAY, outcome: "sufficient", expiresOn: null },
    });
    assert.equal(await end(), "");
    assert.deepEqual((await events(person)).map(({ event }) => event.code), ["01", "13"]);
    assert.deepEqual(await factTasks(person), []);
  });

  it("of three suitable offers two may be refused: the third refusal is a fact before a person, taken back when written by mistake", async () => {
    const person = await withPact(7);
    const offer = { employer: "Bianchi srl", job: "magazziniere", municipalityId: "F839", km: 60, minutes: 70 };
    const told = { on: PACT_DAY, personTold: true, consequencesTold: true };
    const refuse = async (ordinalSeen: number): Promise<string> => {
      const { itemId } = await way.done(person, "offerta-di-lavoro", "record", { on: PACT_DAY, offer });
      const tried = { itemId };
      await way.done(person, "offerta-di-lavoro", "judge-suitable", { on: PACT_DAY, criteriaChecked: true, derogationWeighed: true }, tried);
      await way.done(person, "offerta-di-lavoro", "present", told, tried);
      const refusal = { on: PACT_DAY, reason: "non interessa", ...NO_EXCUSE };
      const unseen = await way.code(person, "offerta-di-lavoro", "record-refusal", { ...refusal, ordinalSeen: ordinalSeen + 1 }, tried);
      assert.equal(unseen, "OFFERTA_DI_LAVORO_ORDINAL_SHOWN");
      await way.done(person, "offerta-di-lavoro", "record-refusal", { ...refusal, ordinalSeen }, tried);
      return itemId;
    };
    const [first, second] = [await refuse(1), await refuse(2)];
    assert.deepEqual(await factTasks(person), []);
    const third = await refuse(3);
    const told3 = (await way.item(person, third)).data;
    assert.deepEqual([told3["ordinal"], told3["of"]], [3, 3]);
    assert.equal((await factTasks(person)).length, 1);
    const correct = { on: PACT_DAY, reason: "aveva accettato" };
    await way.done(person, "offerta-di-lavoro", "correct-refusal", correct, { itemId: third, actor: managerOf(person) });
    assert.deepEqual(await factTasks(person), []);
    await way.done(person, "offerta-di-lavoro", "accept", { on: PACT_DAY }, { itemId: third });
    await way.done(person, "offerta-di-lavoro", "record-hired", { on: PACT_DAY, hiringProven: true }, { itemId: third });
    assert.ok((await way.openTasks(person)).includes("close-for-job:offerta-di-lavoro"));
    assert.deepEqual([(await way.item(person, first)).state, (await way.item(person, second)).state], ["refused", "refused"]);
  });

  it("who has found work leaves the course when it is proven, and the pact ends with what is open put before the desk", async () => {
    const person = await withPact(8);
    const itemId = await enrolled(person, COURSE.id);
    const [pact] = await way.query<{ id: string }>("select id from dossier_item where case_id = $1 and procedure = 'patto'", [person.caseId]);
    await way.done(person, "patto", "end", { on: PACT_DAY, endReason: "job" }, { itemId: pact!.id });
    assert.ok((await way.openTasks(person)).includes("review-activities:patto"));
    assert.equal(await way.code(person, "attivita", "end-for-job", { on: PACT_DAY }, { itemId }), "ATTIVITA_JOB_PROVEN");
    await way.done(person, "attivita", "end-for-job", { on: PACT_DAY, jobProven: true }, { itemId });
    assert.equal(await way.code(person, "attivita", "propose", { on: PACT_DAY, entryId: COURSE.id }), "ATTIVITA_PACT_IN_FORCE");
  });

  it("a voucher not chosen in its thirty days waits for a person, who may still accept a late choice", async () => {
    const person = await withPact(9);
    const voucher = "assegno-di-ricollocazione";
    const { itemId, closed } = await way.done(person, voucher, "report-person", { on: PACT_DAY });
    assert.deepEqual(closed, []);
    const tried = { itemId };
    const given = await way.done(person, voucher, "record-given", { on: PACT_DAY, amountEuros: 2500 }, tried);
    assert.deepEqual(given.opened.map(({ kind, dueOn }) => [kind, dueOn]), [["voucher-choice", "2019-11-06"]]);
    const missed = { on: "2019-11-06", reason: "non ha scelto", personTold: true };
    assert.equal(await way.code(person, voucher, "record-no-choice", missed, tried), "ASSEGNO_DI_RICOLLOCAZIONE_TERM_OVER");
    await way.on("2019-11-07");
    assert.equal(await way.code(person, voucher, "record-no-choice", missed, { ...tried, actor: SYSTEM }), "ASSEGNO_DI_RICOLLOCAZIONE_CHI");
    await way.done(person, voucher, "record-no-choice", missed, tried);
    assert.deepEqual(await factTasks(person), [`breach-2019-11-06-${itemId.slice(-8)}:${voucher}`]);
    const late = { on: "2019-11-07", provider: "01234567890", reason: "era ricoverata" };
    await way.done(person, voucher, "accept-late-choice", late, { itemId, actor: managerOf(person) });
    assert.deepEqual(await factTasks(person), []);
  });

  it("for ADI the signature begins the presence of ninety days; a missed one is weighed by a person, coming late is coming", async () => {
    await db.setBusinessTime("2024-03-01T09:00:00.000Z");
    const change = { cod_protocollo_inps: "INPS-ADI-2024-1", dtt_domanda: "2024-01-10", dtt_rendicontazione: "2024-02-01", data_invio: "2024-02-02T10:00:00Z" };
    await importNoticeFile(db.services, { reference: db.reference, path: await fileOf([noticeOf(ANNA, change)]), measure: "ADI", actor: SYSTEM });
    const [found] = await way.query<Person>(
      `select f.id as "caseId", c.office_id as "officeId" from case_file f join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
       join competence c on c.case_id = f.id where p.tax_code = $1 and b.measure = 'ADI'`, [taxCodeOf(ANNA)],
    );
    const anna = found!;
    await way.done(anna, "did", "record-with-benefit", { declaredOn: "2024-02-01" });
    await way.profile(anna, "2024-03-01");
    const content = {
      responsible: "operatore", meetEveryDays: 90, leftOut: [],
      commitments: [
        { kind: "skills-balance", code: "S1", by: "2024-04-30" }, { kind: "job-search", code: "S2", timesAWeek: 2, shownBy: "platform" },
        { kind: "training", code: "S3", agreed: "corso" }, { kind: "offers", code: "S4" }, { kind: "presence", code: "S5" },
      ],
    };
    const pact = await way.bothSign(anna, "2024-03-01", await way.agreedOn(anna, "2024-03-01", content));
    const presence = async () => {
      const [row] = await way.query<{ id: string; state: string }>("select id, state from dossier_item where case_id = $1 and procedure = 'presenza-periodica'", [anna.caseId]);
      return row!;
    };
    const { id: itemId, state } = await presence();
    assert.equal(state, "running");
    const due = () => way.query<{ due: string }>("select due_on as due from item_term where item_id = $1 and met_at is null", [itemId]);
    assert.deepEqual(await due(), [{ due: "2024-05-30" }]);
    await way.on("2024-05-31");
    await way.done(anna, "presenza-periodica", "record-missed", { on: "2024-05-31", reminded: true, reason: "non è venuta" }, { itemId });
    assert.deepEqual(await factTasks(anna), [`breach-2024-05-30-${itemId.slice(-8)}:presenza-periodica`]);
    await way.done(anna, "presenza-periodica", "record-presence", { on: "2024-05-31", how: "office" }, { itemId });
    assert.deepEqual([(await presence()).state, await due()], ["running", [{ due: "2024-08-29" }]]);
    assert.equal((await factTasks(anna)).length, 1, "what was missed stays with who weighs it");
    await way.done(anna, "patto", "end", { on: "2024-05-31", endReason: "benefit-over" }, { itemId: pact });
    assert.equal((await presence()).state, "ended");
  });

  it("is made again from the register, by its reducers too", async () => {
    const { faults, items } = await rebuildItems(db.services, BINDINGS);
    assert.deepEqual(faults, []);
    assert.ok(items >= 40);
  });
});
