// What the planner is told: the head of an office says what each desk can do, the Region decides with two signatures what counts, and each seat says why.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { CRITERION_RULES, SHIPPED_RULES } from "../../src/domain/planning/rules.ts";
import { SYSTEM } from "../../src/services/context.ts";
import type { Actor } from "../../src/services/context.ts";
import { planWave } from "../../src/services/plan.ts";
import { proposePlanRule, rulesInForce, setDeskAbility, settlePlanRule } from "../../src/services/plan-rules.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { inOffice } from "../../src/store/pools.ts";
import { readPerson } from "../../src/store/read/person.ts";
import { convenedRegion, MEASURE } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

const SCENARIO = "base";
const REGION: Actor = { id: "regione", role: "regional" };
const OTHER: Actor = { id: "altra-persona", role: "regional" };

interface Seat {
  readonly caseId: string;
  readonly desk: number;
  readonly day: string;
  readonly minutes: number;
  readonly language: string | null;
  readonly disabled: boolean;
}

describe("what the planner is told", () => {
  let db: TestDatabase;
  let office = "";
  let manager: Actor;
  let desks: number[] = [];

  before(async () => {
    db = await openTestDatabase();
    await convenedRegion(db, SCENARIO, { households: 120, waves: [] });
    const found = await db.administer<{ id: string }>("select office_id as id from desk where scenario = $1 group by office_id having count(*) = 6 order by 1 limit 1", [SCENARIO]);
    office = found[0]!.id;
    await db.services.pools.intake.query("update competence set office_id = $1", [office]);
    manager = { id: `responsabile@${office}`, role: "office-manager", office };
    desks = db.reference.desks(SCENARIO).filter((desk) => desk.officeId === office).map(({ id }) => id);
    // Every fourth person speaks English, every ninth Arabic, which no desk will speak.
    await db.administer(
      `insert into person_language (person_id, language, chosen_at, act_id)
       select id, case when n % 4 = 0 then 'en' else 'ar' end, now(), gen_random_uuid() from (select id, row_number() over (order by tax_code) as n from person) p where n % 4 = 0 or n % 9 = 1`,
    );
  });
  after(() => db.close());

  const ability = (change: Partial<Parameters<typeof setDeskAbility>[1]> = {}) =>
    setDeskAbility(db.services, {
      id: randomUUID(), reference: db.reference, scenario: SCENARIO, deskId: desks[1]!, operator: "Anna Esposito", skills: [], languages: ["en"], reason: "Ha vissuto a Londra", seen: 0,
      actor: manager, ...change,
    });
  const propose = (change: Partial<Parameters<typeof proposePlanRule>[1]> = {}) =>
    proposePlanRule(db.services, { id: randomUUID(), measure: MEASURE, points: { ...SHIPPED_RULES.points, young: 40 }, household: "one-day", reason: "Prima i giovani", seen: 0, actor: REGION, ...change });
  const codeOf = (outcome: { ok: boolean }): string => ("refusal" in outcome ? (outcome.refusal as { code: string }).code : "");

  it("a desk's abilities are written with a reason, once, by the head of its office only", async () => {
    const id = randomUUID();
    assert.deepEqual((await ability({ id })).ok, true);
    assert.deepEqual((await ability({ id })).ok, true, "the same asked again");
    assert.equal(codeOf(await ability({ languages: ["fr"] })), "SPORTELLO_CAMBIATO");
    assert.equal(codeOf(await ability({ seen: 1, languages: ["xx"] })), "SPORTELLO_COMPETENZE");
    assert.equal(codeOf(await ability({ seen: 1, operator: "  " })), "SPORTELLO_OPERATORE");
    assert.equal(codeOf(await ability({ seen: 1, reason: "sì" })), "SPORTELLO_MOTIVO");
    assert.equal(codeOf(await ability({ deskId: 1_000_000 })), "SPORTELLO_SCONOSCIUTO");
    assert.equal(codeOf(await ability({ actor: REGION })), "SPORTELLO_SENZA_SEDE");
    assert.ok((await ability({ deskId: desks[2]!, operator: "Ugo Russo", languages: [], skills: ["fragility"] })).ok);
  });

  it("one person proposes what counts, another decides; until then nothing changes", async () => {
    const id = randomUUID();
    const inForce = () => rulesInForce(db.services.pools.control, MEASURE);
    assert.equal(codeOf(await propose({ actor: manager })), "REGOLA_REGIONALE");
    assert.equal(codeOf(await propose({ measure: "NESSUNA" })), "REGOLA_MISURA");
    assert.equal(codeOf(await propose({ points: { ...SHIPPED_RULES.points, young: 101 } })), "REGOLA_PUNTI");
    assert.equal(codeOf(await propose({ points: SHIPPED_RULES.points, household: "apart" })), "REGOLA_UGUALE");
    assert.ok((await propose({ id })).ok);
    assert.ok((await propose({ id })).ok, "the same asked again");
    assert.equal(codeOf(await propose({ seen: 1 })), "REGOLA_GIA_PROPOSTA");
    assert.deepEqual((await inForce()).points, SHIPPED_RULES.points);
    const settle = (actor: Actor) => settlePlanRule(db.services, { id, measure: MEASURE, approved: true, reason: "D’accordo", actor });
    assert.equal(codeOf(await settle(REGION)), "REGOLA_PROPRIA");
    assert.equal(codeOf(await settle(manager)), "REGOLA_REGIONALE");
    assert.ok((await settle(OTHER)).ok);
    assert.ok((await settle(OTHER)).ok, "the same asked again");
    assert.equal(codeOf(await settle({ id: "terza", role: "administrator" })), "REGOLA_GIA_DECISA");
    const rules = await inForce();
    assert.deepEqual([rules.version, rules.household, rules.points.young, rules.points.waiting], [1, "one-day", 40, CRITERION_RULES.waiting.points]);
  });

  it("who needs a language or a skill is at a desk that has it, who needs an interpreter has two seats in a row, and a household comes on one day", async () => {
    const plan = (wave: 1 | 2) =>
      planWave(db.services, { reference: db.reference, measure: MEASURE, wave, scenario: SCENARIO, firstDay: "2019-09-09", lastDay: "2019-12-13", target: "2019-12-15", actor: SYSTEM });
    await plan(1);
    await plan(2);
    const { rows } = await db.services.pools.worker.query<Seat & { benefit: string; wave: number; from: number }>(
      `select a.case_id as "caseId", a.desk_id as desk, a.day, a.benefit_id as benefit, a.wave, extract(epoch from a.ends_at - a.starts_at)::int / 60 as minutes,
         extract(epoch from a.starts_at)::int as from, l.language,
         exists (select 1 from case_file m where m.benefit_id = a.benefit_id and m.not_bound_reason = 'disability') as disabled
       from appointment a join case_file f on f.id = a.case_id left join person_language l on l.person_id = f.person_id where a.state = 'held'`,
    );
    const english = rows.filter(({ language }) => language === "en");
    assert.ok(english.length > 10 && english.every(({ desk, disabled }) => desk === desks[1] || disabled), "English at the desk that speaks it");
    assert.ok(rows.filter(({ language }) => language === "ar").every(({ minutes }) => minutes === 60), "an interpreter takes twice as long");
    assert.ok(rows.filter(({ language }) => language !== "ar").every(({ minutes }) => minutes === 30));
    assert.ok(rows.some(({ language }) => language === "ar"));
    const taken = new Map<string, number>();
    for (const { desk, from, minutes } of rows.toSorted((a, b) => a.from - b.from)) {
      assert.ok((taken.get(String(desk)) ?? 0) <= from, "nobody twice at a desk");
      taken.set(String(desk), from + minutes * 60);
    }
    const second = [...Map.groupBy(rows.filter(({ wave }) => wave === 2), ({ benefit }) => benefit).values()].filter((people) => people.length > 1);
    assert.ok(second.length > 5);
    assert.ok(second.filter((people) => new Set(people.map(({ day }) => day)).size === 1).length / second.length > 0.8, "one journey for nearly all households");
    const one = english.find(({ disabled }) => !disabled)!;
    const person = await inOffice(db.services.pools.app, office, (client) => readPerson(client, one.caseId));
    const why = person!.appointments[0]!.why;
    assert.match(why[0]!, /^Data da rispettare \(.*2019\)/);
    assert.match(why[1]!, /^Precedenza \d+: termine vicino \d+/);
    assert.ok(why.includes("Sportello scelto perché chi vi lavora parla l’inglese."));
    assert.deepEqual(await verifyRegister(db.services).then(({ faults }) => faults), []);
  });
});
