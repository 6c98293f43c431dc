// Reference tables come in: given the official tables, when they are imported, then everyone has an office, or nothing changes.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { toDayNumber } from "../../src/domain/calendar/days.ts";
import { route } from "../../src/domain/offices/competence.ts";
import { seatsOfDay } from "../../src/domain/offices/opening.ts";
import { SYSTEM } from "../../src/services/context.ts";
import type { Services } from "../../src/services/context.ts";
import { describeReference, importReference, loadReference } from "../../src/services/reference.ts";
import { PARTS } from "../../src/store/roles.ts";
import { SYSTEM_SUBJECT } from "../../src/store/register.ts";
import { OFFICIAL, openEmptyInstallation } from "./fixtures/reference-folder.ts";
import type { Edits, EmptyInstallation } from "./fixtures/reference-folder.ts";

const FUORIGROTTA = "F839C000346";
const AFRAGOLA = "A064C000307";
const AGROPOLI = "A091C000187";
const SCAFATI = "I483C000195";

let given: EmptyInstallation;
let services: Services;

before(async () => {
  given = await openEmptyInstallation();
  services = given.services;
});

after(() => given.close());

test("before the first import loading says what to do", async () => {
  await assert.rejects(loadReference(services.pools.worker), { code: "RIFERIMENTI_ASSENTI" });
});

test("a first import without a needed table, or from a folder without tables, is refused", async () => {
  const some = await importReference(services, await given.folder({ "offices.csv": (text) => text }), SYSTEM);
  assert.ok(!some.ok);
  assert.equal(some.refusal.code, "RIFERIMENTO_RIFIUTATO");
  assert.ok(some.problems.some((p) => p.code === "RIFERIMENTO_TABELLA_MANCANTE" && p.table === "basins.csv"));
  const empty = await importReference(services, await given.folder({}), SYSTEM);
  assert.ok(!empty.ok && empty.refusal.code === "RIFERIMENTO_NESSUNA_TABELLA");
  const nowhere = await importReference(services, join(await given.folder({}), "non-esiste"), SYSTEM);
  assert.ok(!nowhere.ok && nowhere.refusal.code === "RIFERIMENTO_CARTELLA");
});

test("the official tables come in, with one act that bears their fingerprints", async () => {
  const done = await importReference(services, OFFICIAL, SYSTEM);
  assert.ok(done.ok, done.ok ? "" : done.refusal.message);
  assert.equal(done.value.changed, true);
  assert.deepEqual([done.value.offices, done.value.municipalities], [46, 550]);
  assert.deepEqual(done.value.scenarios, [
    { scenario: "base", desks: 460 },
    { scenario: "organico-2019", desks: 92 },
  ]);
  assert.ok(!done.value.tables.some((table) => table.name === "office-contacts-demo.csv"));
  assert.match(describeReference(done.value).join("\n"), /46 uffici, 550 comuni serviti, 460 sportelli/);
  const { rows: acts } = await services.pools.intake.query<{ kind: string; actor: string; payload: string }>(
    "select a.kind, a.actor, p.payload from act a join act_payload p on p.act_id = a.id where a.subject_id = $1",
    [SYSTEM_SUBJECT],
  );
  assert.equal(acts.length, 1);
  assert.equal(acts[0]?.kind, "reference-imported");
  const { rows: history } = await services.pools.intake.query<{ table_name: string; sha256: string }>(
    "select table_name, sha256 from reference_import",
  );
  assert.equal(history.length, 19);
  for (const { sha256 } of history) assert.ok(acts[0]?.payload.includes(sha256));
});

test("the same tables again change nothing, and leave no act", async () => {
  const untouched = await given.everything();
  const again = await importReference(services, OFFICIAL, SYSTEM);
  assert.ok(again.ok && !again.value.changed);
  assert.deepEqual(await given.everything(), untouched);
  // Known by their fingerprints they are not read again, and yet told as they were.
  const { offices, municipalities, scenarios, tables } = again.value;
  assert.deepEqual(
    [offices, municipalities, scenarios.map(({ desks }) => desks), tables.length],
    [46, 550, [460, 92], 19],
  );
  assert.ok(tables.every((table) => table.state === "unchanged" && table.rows > 0));
});

test("every part's role loads the same reference", async () => {
  const versions = new Set<string>();
  // Those of the door, of the auditor, of the documents and of the replies never ask where somebody belongs.
  const readers = PARTS.filter((part) => !["login", "audit", "documents", "replies"].includes(part));
  for (const part of readers) {
    const reference = await loadReference(services.pools[part]);
    assert.equal(reference.offices.size, 46);
    assert.equal(reference.desks("base").length, 460);
    versions.add(reference.version);
  }
  assert.equal(versions.size, 1);
});

test("what is loaded answers: competence, places, seats, holidays, hours, suspensions", async () => {
  const reference = await loadReference(services.pools.planner);
  const where = (municipalityCode: string, zip?: string) =>
    route(
      { residence: zip === undefined ? { municipalityCode } : { municipalityCode, zip } },
      reference.competence,
      "2019-09-10",
    );
  const answer = (code: string, zip?: string) => {
    const routing = where(code, zip);
    return routing.kind === "office" ? routing.officeId : routing.reason;
  };
  assert.deepEqual(where("A064"), {
    kind: "office",
    officeId: AFRAGOLA,
    rule: "residence",
    noPostalReach: false,
  });
  assert.equal(answer("F839", "80121"), FUORIGROTTA);
  assert.equal(answer("F839", "80100"), "zip-unknown");
  const montoro = where("F693");
  assert.ok(montoro.kind === "office" && montoro.successorOf === "F693");
  assert.equal(answer("H501"), "outside-region");
  assert.equal(reference.places.get("F839")?.name, "NAPOLI");
  assert.equal(reference.places.byIstat("63049")?.code, "F839");
  assert.equal(reference.places.statusOn("Z100", "1950-01-01"), "valid");
  assert.equal(reference.places.statusOn("A001", "1990-01-01"), "valid");
  assert.equal(reference.seatOn(SCAFATI, "2017-01-01")?.municipality, "Scafati");
  assert.equal(reference.seatOn(SCAFATI, "2019-09-10")?.municipality, "Sarno");
  assert.equal(reference.seatOn(AFRAGOLA, "2010-01-01"), null);
  assert.equal(reference.seatOn(AFRAGOLA, "2019-09-10")?.phone, null);
  // 19 September is San Gennaro: Napoli's offices close, the Region's calendar does not.
  const gennaro = toDayNumber("2019-09-19");
  assert.equal(reference.workingCalendar(FUORIGROTTA).isWorking(gennaro), false);
  assert.equal(reference.workingCalendar(null).isWorking(gennaro), true);
  assert.equal(reference.workingCalendar(AGROPOLI).isWorking(gennaro), true);
  const schedule = reference.schedules("base").get(AFRAGOLA);
  assert.ok(schedule);
  // 9:00-12:30 and 14:00-15:00 are nine half hours; eighteen desks.
  assert.equal(seatsOfDay(schedule, reference.holidays, "2019-09-10", 30).length, 9 * 18);
  assert.equal(seatsOfDay(schedule, reference.holidays, "2020-04-07", 30).length, 0);
  assert.deepEqual(
    reference.suspensions("RDC").map(({ from, to, citation }) => [from, to, citation]),
    [["2020-03-17", "2020-07-16", "DL18_2020_ART40"]],
  );
  assert.deepEqual(reference.suspensions("ADI"), []);
});

async function assertRefused(
  tables: Edits,
): Promise<readonly { code: string; table: string; line: number | null; message: string }[]> {
  const untouched = await given.everything();
  const refused = await importReference(services, await given.folder(tables), SYSTEM);
  assert.ok(!refused.ok, "the tables were accepted");
  assert.deepEqual(await given.everything(), untouched);
  for (const problem of refused.problems.slice(0, 5))
    assert.ok(refused.refusal.message.includes(problem.message));
  return refused.problems;
}

test("a municipality without an office refuses the table as a whole", async () => {
  const problems = await assertRefused({ "basins.csv": (text) => text.replace(/^A064,.*\n/m, "") });
  assert.equal(problems.length, 1);
  assert.equal(problems[0]?.code, "BACINO_SENZA_UFFICIO");
  assert.match(problems[0]?.message ?? "", /^Afragola: nessun ufficio dal 2019-01-01$/);
});

test("two offices for the same day are refused, with the line", async () => {
  const second = `A064,Afragola,NA,${FUORIGROTTA},2019-09-10,2019-09-10,anpal-plus,H\n`;
  const problems = await assertRefused({ "basins.csv": (text) => text + second });
  assert.deepEqual(
    problems.map(({ code, table, line }) => ({ code, table, line })),
    [{ code: "BACINO_CON_PIU_UFFICI", table: "basins.csv", line: 551 }],
  );
});

test("unknown offices, double seats, wrong cells, columns and bytes are all told at once", async () => {
  const unknown = await assertRefused({ "desks.csv": (text) => text.replaceAll(AFRAGOLA, "Z999C000999") });
  assert.ok(unknown.some((p) => p.code === "RIFERIMENTO_UFFICIO" && p.table === "desks.csv"));
  const seats = await assertRefused({
    "office-seats.csv": (text) => `${text}${AFRAGOLA},Via Po 11,A064,Afragola,2020-01-01,,anpal-plus,H,\n`,
  });
  assert.ok(seats.some((p) => p.code === "RIFERIMENTO_SEDE"));
  const past = await assertRefused({
    "office-seats.csv": (text) =>
      `${text}${AFRAGOLA},Via Po 9,A064,Afragola,2015-01-01,2016-06-30,anpal-plus,H,\n`,
  });
  assert.deepEqual(
    past.map((p) => p.code),
    ["RIFERIMENTO_SOVRAPPOSTO"],
  );
  const cells = await assertRefused({
    "opening-hours.csv": (text) => text.replace("1,09:00,12:30", "1,9.00,12:30"),
    "basins.csv": (text) => text.replace("municipality_code,", "comune,"),
    "offices.csv": (text) => text.replace(`\n${AFRAGOLA},`, `\n"${AFRAGOLA},`),
  });
  assert.deepEqual(
    cells.map(({ code, table, line }) => `${code} ${table} ${line ?? "-"}`).filter((p) => !p.includes("CSV")),
    [
      "RIFERIMENTO_COLONNA basins.csv 1",
      "RIFERIMENTO_COLONNA basins.csv 1",
      "RIFERIMENTO_ORA opening-hours.csv 2",
    ],
  );
  assert.ok(cells.some((p) => p.code === "RIFERIMENTO_CSV" && p.table === "offices.csv"));
  const path = await given.folder({});
  await writeFile(join(path, "offices.csv"), Buffer.from("id,name\nA064C000307,Citt\xe0\n", "latin1"));
  const bytes = await importReference(services, path, SYSTEM);
  assert.ok(!bytes.ok && bytes.problems[0]?.code === "RIFERIMENTO_CODIFICA");
});
