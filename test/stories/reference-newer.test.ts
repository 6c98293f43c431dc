// Newer reference tables: what others point at keeps its identity, and what is gone is closed, not deleted.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { toDayNumber } from "../../src/domain/calendar/days.ts";
import { route } from "../../src/domain/offices/competence.ts";
import { seatsOfDay } from "../../src/domain/offices/opening.ts";
import { SYSTEM } from "../../src/services/context.ts";
import type { Services } from "../../src/services/context.ts";
import { describeReference, importReference, loadReference } from "../../src/services/reference.ts";
import { newId } from "../../src/store/ids.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { SYSTEM_SUBJECT, verifyChains } from "../../src/store/register.ts";
import { OFFICIAL, openEmptyInstallation } from "./fixtures/reference-folder.ts";
import type { Edits, EmptyInstallation } from "./fixtures/reference-folder.ts";

const FUORIGROTTA = "F839C000346";
const AFRAGOLA = "A064C000307";
const SCAFATI = "I483C000195";

let given: EmptyInstallation;
let services: Services;

before(async () => {
  given = await openEmptyInstallation();
  services = given.services;
  const official = await importReference(services, OFFICIAL, SYSTEM);
  assert.ok(official.ok, official.ok ? "" : official.refusal.message);
});

after(() => given.close());

async function deskIds(scenario: string): Promise<Map<string, number>> {
  const { rows } = await services.pools.planner.query<{ key: string; id: number }>(
    "select office_id || '/' || number as key, id from desk where scenario = $1",
    [scenario],
  );
  return new Map(rows.map((row) => [row.key, row.id]));
}

/** A held appointment on a desk, with the person and case it needs. */
async function hold(desk: number, office: string, day: string): Promise<string> {
  const [person, benefit, caseId, appointment] = [newId(), newId(), newId(), newId()];
  const asOf = "2019-09-05T08:00:00Z";
  await inTransaction(services.pools.intake, async (client) => {
    await client.query(
      `insert into person (id, tax_code, surname, name, birth_date, citizenship, residence, data_as_of, data_key)
       values ($1, 'RSSMRA80A01F839W', 'Rossi', 'Mario', '1980-01-01', 'ITA', '{}', $2, 'x')`,
      [person, asOf],
    );
    await client.query(
      `insert into benefit (id, measure, protocol, applicant_tax_code, application_state, application_date, granted_on, data_as_of)
       values ($1, 'RDC', 'INPS-RDC-2019-1', 'RSSMRA80A01F839W', 'ACCOLTA', '2019-04-06', '2019-05-15', $2)`,
      [benefit, asOf],
    );
    await client.query(
      `insert into case_file (id, benefit_id, person_id, role, bound, data_as_of, opened_at) values ($1, $2, $3, 'R', true, $4, $4)`,
      [caseId, benefit, person, asOf],
    );
  });
  await services.pools.planner.query(
    `insert into appointment (id, case_id, benefit_id, office_id, desk_id, starts_at, ends_at, day, hour, wave)
     values ($1, $2, $3, $4, $5, $6::date + time '09:00', $6::date + time '09:30', $6, 9, 1)`,
    [appointment, caseId, benefit, office, desk, day],
  );
  return appointment;
}

test("a newer table of desks keeps their ids, closes what is gone, and names the appointments left without a desk", async () => {
  const simulated =
    "update clock set mode = 'simulated', anchor_business = '2019-09-20 06:00Z', anchor_machine = now(), speed = 0";
  await services.pools.worker.query(simulated);
  const first = await deskIds("base");
  const held = first.get(`${AFRAGOLA}/18`);
  assert.ok(held !== undefined);
  const appointment = await hold(held, AFRAGOLA, "2019-10-01");
  const newer = await given.folder({
    "desks.csv": (text) =>
      text.replace(
        /^base,A064C000307,18,.*$/m,
        "base,A064C000307,17,,2019-09-01,2019-12-31,calcolo,L,\nbase,A064C000307,20,,2020-01-01,,calcolo,L,",
      ),
  });
  const imported = await importReference(services, newer, SYSTEM);
  assert.ok(imported.ok, imported.ok ? "" : imported.refusal.message);
  assert.deepEqual(
    imported.value.tables.map(({ name, state, rows }) => [name, state, rows]),
    [["desks.csv", "changed", 93]],
  );
  const second = await deskIds("base");
  for (const [key, id] of first) assert.equal(second.get(key), id);
  assert.equal(second.size, first.size + 2);
  // Desk 18 is in use again only from January: the appointment of October has none.
  assert.equal(imported.value.appointmentsWithoutDesk, 1);
  assert.match(describeReference(imported.value).join("\n"), /un appuntamento fissato è a uno sportello/);
  const reference = await loadReference(services.pools.planner);
  const schedule = reference.schedules("base").get(AFRAGOLA);
  assert.ok(schedule);
  assert.equal(seatsOfDay(schedule, reference.holidays, "2019-10-01", 30).length, 9 * 17);
  assert.equal(seatsOfDay(schedule, reference.holidays, "2020-01-14", 30).length, 9 * 20);

  const fewer = await given.folder({
    "desks.csv": (text) => text.replace(/^base,A064C000307,18,/m, "base,A064C000307,2,"),
  });
  assert.ok((await importReference(services, fewer, SYSTEM)).ok);
  assert.deepEqual(await deskIds("base"), second);
  const { rows } = await services.pools.planner.query<{ number: number; valid: string }>(
    "select number, valid::text from desk where office_id = $1 and scenario = 'base' and number in (2, 3, 20) order by number",
    [AFRAGOLA],
  );
  assert.deepEqual(
    rows.map((row) => row.valid),
    ["[2019-09-01,)", "[2019-09-01,2019-09-20)", "empty"],
  );
  const seat = await services.pools.planner.query("select desk_id from appointment where id = $1", [
    appointment,
  ]);
  assert.equal(seat.rows[0]?.desk_id, held);
});

test("a feast closes an office only while it stands in that town", async () => {
  // Scafati's office has stood in Sarno since November 2018.
  const feast = await given.folder({
    "holidays-local.csv": (text) => text.replace("I483,Scafati,4-sun-07,", "I483,Scafati,07-16,"),
  });
  assert.ok((await importReference(services, feast, SYSTEM)).ok);
  const reference = await loadReference(services.pools.app);
  assert.equal(reference.workingCalendar(SCAFATI).isWorking(toDayNumber("2018-07-16")), false);
  assert.equal(reference.workingCalendar(SCAFATI).isWorking(toDayNumber("2019-07-16")), true);
});

test("an office that a newer table closes stays known by name, and serves nobody after", async () => {
  const gone = (text: string): string => text.replaceAll(/^([^,]+,)?A064C000307,.*\n/gm, "");
  const edits: Edits = {
    "offices.csv": gone,
    "office-seats.csv": gone,
    "opening-hours.csv": gone,
    "office-closures.csv": gone,
    "desks.csv": gone,
    "basins.csv": (text) => text.replaceAll("A064C000307", FUORIGROTTA),
  };
  const half = await importReference(services, await given.folder(edits), SYSTEM);
  assert.ok(!half.ok && half.problems.every((problem) => problem.table === "cohort-by-office.csv"));
  const whole = await given.folder({ ...edits, "cohort-by-office.csv": gone });
  const done = await importReference(services, whole, SYSTEM);
  assert.ok(done.ok, done.ok ? "" : done.refusal.message);
  const reference = await loadReference(services.pools.app);
  assert.equal(reference.offices.get(AFRAGOLA)?.shortName, "CPI Afragola");
  assert.equal(reference.schedules("base").has(AFRAGOLA), false);
  const routing = route({ residence: { municipalityCode: "A064" } }, reference.competence, "2019-10-01");
  assert.ok(routing.kind === "office" && routing.officeId === FUORIGROTTA);
});

test("back to the official tables; invented contacts only in a demo, and gone again outside it", async () => {
  assert.ok((await importReference(services, OFFICIAL, SYSTEM, { demo: true })).ok);
  const demo = await loadReference(services.pools.worker);
  assert.equal(demo.seatOn(AFRAGOLA, "2019-09-10")?.email, "afragola@cpi.example");
  assert.equal(demo.schedules("base").get(AFRAGOLA)?.desks[0]?.desks, 18);
  const real = await importReference(services, OFFICIAL, SYSTEM);
  assert.ok(real.ok && real.value.changed);
  assert.deepEqual(
    real.value.tables.filter((table) => table.state !== "unchanged").map(({ name, state }) => [name, state]),
    [["office-contacts-demo.csv", "removed"]],
  );
  const reference = await loadReference(services.pools.worker);
  assert.equal(reference.seatOn(AFRAGOLA, "2019-09-10")?.email, null);
});

test("two imports at the same time follow one another, and the chain of acts verifies", async () => {
  const results = await Promise.all([
    importReference(services, OFFICIAL, SYSTEM, { demo: true }),
    importReference(services, OFFICIAL, SYSTEM, { demo: true }),
  ]);
  assert.deepEqual(results.map((each) => each.ok && each.value.changed).filter(Boolean), [true]);
  const faults = await inTransaction(services.pools.intake, (client) =>
    verifyChains(client, [SYSTEM_SUBJECT]),
  );
  assert.deepEqual(faults, []);
});
