// The ordinary path, told whole: a notice, a seat, an SMS that arrives, the first appointment, the DID, the profile, the Pact, a course to its end.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { storeReceipts } from "../../src/services/receipts.ts";
import { putEntry } from "../../src/store/activities.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { actsOf, convened, convenedRegion, messagesOf, pretendAccepted, SMS } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { Way } from "./fixtures/pact-way.ts";

describe("from the notice to the end of a course", () => {
  let db: TestDatabase;
  let way: Way;
  let person: Convened;
  let day: string;

  before(async () => {
    db = await openTestDatabase();
    way = new Way(db);
    await convenedRegion(db, "base", { households: 40 });
    person = (await convened(db.services)).find(
      (one) => one.state === "issued" && one.channels.includes("sms"),
    )!;
    day = person.startsAt.slice(0, 10);
  });
  after(() => db.close());

  const summons = { itemId: "" };

  it("she was written to before her appointment, and the receipt proves it", async () => {
    summons.itemId = person.summonsId;
    await pretendAccepted(db.services, person.summonsId);
    const sms = (await messagesOf(db.services, person.summonsId)).find(({ channel }) => channel === "sms")!;
    await storeReceipts(db.services, SMS, [
      {
        channel: "sms",
        key: sms.id,
        reference: null,
        status: "delivered",
        code: null,
        diagnostic: null,
        at: null,
        raw: "{}",
      },
    ]);
    const told = await messagesOf(db.services, person.summonsId);
    assert.equal(told.find(({ id }) => id === sms.id)?.state, "delivered");
  });

  it("before her DID nobody profiles her, and the refusal says so", async () => {
    await assert.rejects(way.profile(person, day), /PROFILAZIONE_DID/);
  });

  it("she comes: her presence meets the summons", async () => {
    await way.on(day);
    await db.setBusinessTime(person.startsAt);
    assert.equal(
      (await way.done(person, "convocazione", "record-attendance", {}, summons)).state,
      "attended",
    );
  });

  it("the same day she gives her DID, is profiled, and the Pact is signed by both", async () => {
    const pact = await way.signed(person, day);
    assert.equal((await way.item(person, pact)).state, "in-force");
  });

  it("she is placed in a course, attends it and finishes; the platform is told each thing once", async () => {
    const start = shift(day, 14);
    const end = shift(day, 15);
    const entry = {
      id: "corso-base",
      title: "Alfabetizzazione digitale",
      kind: "training",
      nationalCode: "C06",
      providerCode: "01234567890",
      municipalityId: null,
      startsOn: start,
      endsOn: end,
      enrolBy: shift(day, 10),
      places: null,
      waitingList: false,
      attendance: { kept: true, days: [start, end] },
      totalMinutes: 600,
      requirements: { fromAge: 18, toAge: null, measures: ["RDC"], qualifications: [] },
    } as const;
    await inTransaction(way.pool, (client) => putEntry(client, entry, "regione"));
    const { itemId } = await way.done(person, "attivita", "propose", { on: day, entryId: entry.id });
    await way.done(person, "attivita", "accept", { on: day, personAgrees: true }, { itemId });
    await way.on(end);
    await way.done(person, "attivita", "start", { on: start }, { itemId });
    for (const on of [start, end])
      await way.done(person, "attivita", "record-presence", { on, minutes: 300 }, { itemId });
    await way.done(person, "attivita", "complete", { on: end, outcome: "certified" }, { itemId });
    assert.equal((await way.item(person, itemId)).state, "completed");
    const told = await way.told(person);
    for (const kind of ["attivita/propose", "attivita/start", "attivita/complete"]) {
      assert.equal(told.filter((one) => one === kind).length, 1, `${kind} in ${told.join(", ")}`);
    }
  });

  it("nobody has anything left to do, no term of hers has run out, and nothing stands against her", async () => {
    const tasks = (await way.openTasks(person)).filter((kind) => kind.startsWith("breach"));
    assert.deepEqual(tasks, []);
    const reports = await way.query<{ n: number }>(
      "select count(*)::int as n from report where case_id = $1",
      [person.caseId],
    );
    assert.equal(reports[0]?.n, 0);
  });

  it("her register tells it in order, verifies, and gives every item back as it is stored", async () => {
    const kinds = (await actsOf(db.services, person.caseId)).map(({ kind }) => kind);
    const steps = [
      "convocazione/record-attendance",
      "did/take",
      "profilazione/decide",
      "patto/sign-person",
      "patto/sign-office",
      "attivita/complete",
    ];
    const places = steps.map((kind) => kinds.indexOf(kind));
    assert.ok(
      places.every((place) => place >= 0),
      `${steps.join(", ")} in ${kinds.join(", ")}`,
    );
    assert.deepEqual(
      places.toSorted((a, b) => a - b),
      places,
      "in the order in which they happened",
    );
    const check = await verifyRegister(db.services);
    assert.deepEqual(check.faults, []);
    const rebuilt = await rebuildItems(db.services, BINDINGS);
    assert.deepEqual(rebuilt.faults, []);
  });
});

function shift(from: string, days: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
