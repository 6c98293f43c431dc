// Search behind the walls: who is found by what, that no other office finds them, and that the search reads one stretch of one index.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { convenedRegion } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { inOffice } from "../../src/store/pools.ts";
import { countCases, listCases } from "../../src/store/read/case-list.ts";
import { searchCases } from "../../src/store/read/case-search.ts";
import { CASE_LISTS } from "../../src/contract/cases.ts";

interface Known {
  readonly caseId: string;
  readonly officeId: string;
  readonly personId: string;
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
  readonly protocol: string;
  readonly phone: string | null;
  readonly email: string | null;
}

describe("search behind the walls", () => {
  let database: TestDatabase;
  let people: Known[] = [];
  let someone: Known;
  let elsewhere = "";

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 400, waves: [1] });
    people = await everyone(database);
    // A long surname that begins no other word: what is asked of likeness below does not hang on who the cohort holds.
    someone = people.find((one) => one.surname.length >= 7 && /^[A-Z]+$/.test(one.surname) && one.phone !== null && one.email !== null)!;
    elsewhere = people.find((one) => one.officeId !== someone.officeId)!.officeId;
    await rename(database, someone.personId, "D'AMÌCO-ZUCCHERATO", "NICOLÒ");
    someone = { ...someone, surname: "D'AMÌCO-ZUCCHERATO", name: "NICOLÒ" };
  });
  after(() => database.close());

  const find = async (office: string, text: string): Promise<string[]> =>
    inOffice(database.services.pools.app, office, async (db) => (await searchCases(db, text, "all", undefined)).rows.map((row) => row.caseId));

  /** What an operator may type, and would find this person with. */
  const typed = (): string[] => [
    "damico zuccherato", "D'Amico", "ZUCCHERATO nicolo'", "nicolò d'amìco", "zucch nico", "zuccerato", "zucchreato",
    someone.taxCode, someone.taxCode.toLowerCase(), someone.taxCode.slice(0, 9), someone.protocol, ` ${someone.protocol.toLowerCase()} `,
    someone.phone!, someone.phone!.replace("+39", "0039 "), someone.phone!.replace("+39", ""), someone.email!.toUpperCase(),
  ];

  it("finds a person by any of what is known of them, however it is written", async () => {
    for (const text of typed()) assert.ok((await find(someone.officeId, text)).includes(someone.caseId), text);
  });

  it("finds nobody of another office, whatever is typed there", async () => {
    for (const text of typed()) {
      const found = await find(elsewhere, text);
      assert.ok(!found.includes(someone.caseId), text);
      const theirs = people.filter((one) => one.officeId === elsewhere).map((one) => one.caseId);
      assert.deepEqual(found.filter((id) => !theirs.includes(id)), [], text);
    }
    assert.deepEqual(await find("", someone.taxCode), [], "without an office nobody is seen");
  });

  it("finds nothing for signs that patterns are made of", async () => {
    for (const text of ["%%", "__", ".*", "(((", "[a-z]{3}", "\\d+", "' or true --", "$$", "…"]) assert.deepEqual(await find(someone.officeId, text), [], text);
  });

  it("an exact match keeps likenesses away", async () => {
    const found = await find(someone.officeId, "zuccherato");
    assert.deepEqual(found, [someone.caseId]);
  });

  it("pages through many without losing or repeating anyone", async () => {
    const office = busiest(people);
    const expected = people.filter((one) => one.officeId === office && / (?:m)/i.test(` ${one.surname} ${one.name}`));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await inOffice(database.services.pools.app, office, (db) => searchCases(db, "m", "all", cursor));
      seen.push(...page.rows.map((row) => row.caseId));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    assert.equal(new Set(seen).size, seen.length);
    for (const one of expected) assert.ok(seen.includes(one.caseId), one.surname);
  });

  it("a person who moves is found by the new office at once, and no longer by the old one", async () => {
    const mover = people.find((one) => one.officeId === someone.officeId && one.personId !== someone.personId)!;
    await database.services.pools.intake.query("update competence set office_id = $2 where case_id = $1", [mover.caseId, elsewhere]);
    assert.ok(!(await find(someone.officeId, mover.taxCode)).includes(mover.caseId));
    assert.ok((await find(elsewhere, mover.taxCode)).includes(mover.caseId));
    await database.services.pools.intake.query("update competence set office_id = $2 where case_id = $1", [mover.caseId, mover.officeId]);
  });

  it("an access row that says nothing of the name is given it; one of nobody is refused", async () => {
    const { intake } = database.services.pools;
    const { rows } = await intake.query<{ key: string }>(
      `with gone as (delete from competence where case_id = $1 returning *)
       select search_key as key from gone`,
      [someone.caseId],
    );
    await intake.query("insert into competence (case_id, office_id, since, rule) values ($1, $2, now(), 'decision')", [someone.caseId, someone.officeId]);
    assert.ok((await find(someone.officeId, "zuccherato")).includes(someone.caseId));
    assert.match(rows[0]!.key, /^damico zuccherato nicolo [a-z0-9]{16}$/);
    await assert.rejects(
      intake.query("insert into competence (case_id, office_id, since, rule) values (gen_random_uuid(), $1, now(), 'decision')", [someone.officeId]),
      { code: "23502" },
    );
  });

  it("counts each list as long as it is", async () => {
    const office = busiest(people);
    await inOffice(database.services.pools.app, office, async (db) => {
      const counts = await countCases(db);
      for (const list of CASE_LISTS) {
        let listed = 0;
        let cursor: string | undefined;
        do {
          const page = await listCases(db, list, cursor);
          listed += page.rows.length;
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);
        assert.equal(counts[list], listed, list);
      }
    });
    const nowhere = await inOffice(database.services.pools.app, "", countCases);
    assert.deepEqual(Object.values(nowhere), CASE_LISTS.map(() => 0));
  });

  it("reads the office's own stretch of one index: no row of another office, no table", async () => {
    const office = someone.officeId;
    await database.administer("analyze competence");
    const own = people.filter((one) => one.officeId === office).length;
    for (const condition of ["position(' zucch' in ' ' || c.search_key) > 0", "strict_word_similarity('zuccerato', c.search_key) >= 0.45"]) {
      const scans = await plan(database, office, `select c.case_id from competence c where c.office_id = current_office() and ${condition}`);
      assert.deepEqual(scans.map((scan) => [scan.type, scan.index]), [["Index Only Scan", "competence_search"]], condition);
      assert.ok(scans[0]!.read <= own, `${scans[0]!.read} rows read of ${own}`);
    }
  });

  it("asks the wall of one person by look-ups, not by a list of the whole office", async () => {
    const scans = await plan(database, someone.officeId, `select * from message m join receipt r on r.message_id = m.id where m.case_id = '${someone.caseId}'`);
    const access = scans.filter((scan) => scan.table === "competence");
    assert.ok(access.length > 0);
    assert.deepEqual(access.filter((scan) => scan.read > 1), []);
  });
});

interface Scan {
  readonly type: string;
  readonly table: string;
  readonly index: string | undefined;
  /** Rows that one run of the scan looked at. */
  readonly read: number;
}

interface Node {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Node[];
}

/** Every scan of a table that the application's statement makes in an office; sequential scans only where nothing else serves. */
async function plan(database: TestDatabase, office: string, statement: string): Promise<Scan[]> {
  return inOffice(database.services.pools.app, office, async (db) => {
    // In a small test database reading a whole table is cheap: what is asked here is whether an index can serve at all.
    await db.query("set local enable_seqscan = off; set local enable_bitmapscan = off");
    const { rows } = await db.query<{ "QUERY PLAN": { Plan: Node }[] }>(`explain (analyze, format json) ${statement}`);
    const scans: Scan[] = [];
    const visit = (node: Node): void => {
      const table = node["Relation Name"];
      if (table !== undefined) {
        const read = node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0);
        scans.push({ type: node["Node Type"], table, index: node["Index Name"], read });
      }
      for (const child of node.Plans ?? []) visit(child);
    };
    visit(rows[0]!["QUERY PLAN"][0]!.Plan);
    return scans;
  });
}

function busiest(people: readonly Known[]): string {
  const counts = new Map<string, number>();
  for (const { officeId } of people) counts.set(officeId, (counts.get(officeId) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]![0];
}

async function rename(database: TestDatabase, personId: string, surname: string, name: string): Promise<void> {
  await database.services.pools.intake.query("update person set surname = $2, name = $3 where id = $1", [personId, surname, name]);
}

async function everyone(database: TestDatabase): Promise<Known[]> {
  const { rows } = await database.services.pools.worker.query<Known & Record<string, unknown>>(
    `select f.id as "caseId", c.office_id as "officeId", p.id as "personId", p.surname, p.name, p.tax_code as "taxCode", b.protocol,
            (select min(value) from contact_point k where k.person_id = p.id and k.kind = 'mobile' and k.current and k.usable and k.shared_by = 1) as phone,
            (select min(value) from contact_point k where k.person_id = p.id and k.kind = 'email' and k.current and k.usable and k.shared_by = 1) as email
     from competence c join case_file f on f.id = c.case_id join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
     order by p.tax_code`,
  );
  return rows;
}
