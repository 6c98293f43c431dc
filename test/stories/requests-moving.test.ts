// Story of a wrong municipality: corrected at the person's request, the case passes to the office of the right one.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { rectify } from "../../src/services/requests/correct.ts";
import { registerRequest } from "../../src/services/requests/handle.ts";
import { inOffice } from "../../src/store/pools.ts";
import { actsOf, ADMINISTRATOR, convenedRegion } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

describe("what a person asks of where they live", () => {
  let db: TestDatabase;
  before(async () => {
    db = await openTestDatabase();
    await convenedRegion(db, "base", { households: 40 });
  });
  after(() => db.close());

  const code = (outcome: { ok: boolean; refusal?: { code: string } }): string => (outcome.ok ? "done" : outcome.refusal!.code);
  const ask = async (kind: "rectification", taxCode: string): Promise<string> => {
    const outcome = await registerRequest(db.services, { taxCode, kind, cameBy: "pec", receivedOn: "2019-08-30", note: null, actor: ADMINISTRATOR });
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.value.id;
  };

  it("has a wrong municipality corrected: the case passes to the office of the right one, whole, and the old one sees nothing", async () => {
    const { rows } = await db.services.pools.retention.query<{ id: string; taxCode: string; caseId: string; office: string }>(
      `select p.id, p.tax_code as "taxCode", f.id as "caseId", c.office_id as office from person p join case_file f on f.person_id = p.id join competence c on c.case_id = f.id
       where p.residence ->> 'municipalityCode' <> 'H703' and exists (select 1 from summons s where s.case_id = f.id)
       order by p.id limit 1`,
    );
    const mover = rows[0]!;
    // The domicile, where there is one, would decide before the residence.
    await db.services.pools.intake.query("update person set domicile = null where id = $1", [mover.id]);
    const requestId = await ask("rectification", mover.taxCode);
    const fix = (corrections: Parameters<typeof rectify>[1]["corrections"]) =>
      rectify(db.services, { requestId, reason: "certificato di residenza", actor: ADMINISTRATOR, corrections, reference: db.reference });
    assert.equal(code(await fix({ municipality: "Z999" })), "COMUNE");
    const outcome = await fix({ municipality: "H703", zip: "84121", street: "Via Roma 9" });
    assert.deepEqual(outcome, { ok: true, value: { moved: 1, left: 0, refused: [] } });
    const now = await db.services.pools.retention.query<{ office: string; municipality: string; before: string }>(
      `select c.office_id as office, p.residence ->> 'municipalityName' as municipality, h.office_id as before from competence c
       join case_file f on f.id = c.case_id join person p on p.id = f.person_id join competence_history h on h.case_id = c.case_id where c.case_id = $1`,
      [mover.caseId],
    );
    assert.equal(now.rows.length, 1);
    assert.deepEqual([now.rows[0]!.before, now.rows[0]!.municipality], [mover.office, "SALERNO"]);
    assert.notEqual(now.rows[0]!.office, mover.office);
    const seen = await inOffice(db.services.pools.app, mover.office, (client) => client.query("select 1 from person where id = $1", [mover.id]));
    assert.equal(seen.rowCount, 0);
    const acts = await actsOf(db.services, mover.caseId);
    const [corrected] = acts.filter(({ kind }) => kind === "data-rectified");
    assert.deepEqual(Object.keys(corrected!.payload["changed"] as object).toSorted(), ["municipalityCode", "municipalityName", "street", "zip"]);
    const transfer = acts.find(({ kind }) => kind === "vita-del-caso/transfer");
    assert.equal(transfer?.actor, ADMINISTRATOR.id);
    // The same again finds nothing to do, and would finish a move that was interrupted.
    assert.deepEqual(await fix({ municipality: "H703" }), { ok: true, value: { moved: 0, left: 0, refused: [] } });
    assert.equal((await actsOf(db.services, mover.caseId)).length, acts.length);
  });
});
