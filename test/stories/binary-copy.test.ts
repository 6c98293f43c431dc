// Binary COPY: what goes in comes out, whatever its size; what does not suit its column is refused and harms nobody.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { PoolClient } from "pg";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { copyBinary } from "../../src/store/copy-binary.ts";
import type { BinaryType, BinaryValue } from "../../src/store/copy-binary.ts";
import { newId } from "../../src/store/ids.ts";

const COLUMNS: readonly (readonly [string, BinaryType])[] = [
  ["id", "uuid"], ["word", "text"], ["small", "smallint"], ["whole", "integer"], ["at", "timestamptz"], ["bytes", "bytea"],
];

describe("binary COPY", () => {
  let db: TestDatabase;
  let client: PoolClient;
  before(async () => {
    db = await openTestDatabase();
    client = await db.services.pools.worker.connect();
    await client.query("create temp table copied (id uuid, word text, small smallint, whole integer, at timestamptz, bytes bytea)");
  });
  after(async () => {
    client.release(true);
    await db.close();
  });

  async function thereAndBack(rows: readonly BinaryValue[][]): Promise<BinaryValue[][]> {
    await client.query("truncate copied");
    await copyBinary(client, "copied", COLUMNS, rows);
    const found = await client.query<Record<string, BinaryValue>>("select * from copied");
    return found.rows.map((row) => COLUMNS.map(([name]) => row[name] ?? null));
  }

  it("keeps every value, the empty and the absent too", async () => {
    const rows: BinaryValue[][] = [
      [newId(), "perché «città» l’età 😀\r\n\tback\\slash", -32_768, 2_147_483_647, "2019-09-02T08:00:00.123Z", Buffer.from([0, 255, 10])],
      [newId().toUpperCase(), "", 0, -1, "1999-12-31T23:59:59.999Z", Buffer.alloc(0)],
      [null, null, null, null, null, null],
    ];
    const back = await thereAndBack(rows);
    assert.deepEqual(back, rows.map(([id, ...rest]) => [typeof id === "string" ? id.toLowerCase() : null, ...rest]));
  });

  it("keeps many rows in order, and texts larger than a block", async () => {
    const many = Array.from({ length: 20_000 }, (_, at): BinaryValue[] => [newId(), `riga ${at}`, at % 100, at, "2020-02-29T00:00:00.000Z", null]);
    const large = [newId(), "è".repeat(1_000_000), 1, 1, null, Buffer.alloc(700_000, 7)];
    const back = await thereAndBack([...many, large]);
    assert.deepEqual(back, [...many, large]);
  });

  for (const [what, row] of [
    ["a short identifier", ["0190-12", "", 1, 1, null, null]],
    ["an identifier that is none", ["zzzzzzzz-0000-7000-8000-000000000000", "", 1, 1, null, null]],
    ["an instant that is none", [null, "", 1, 1, "ieri", null]],
    ["a number in a column of text", [null, 7, 1, 1, null, null]],
    ["a text in a column of numbers", [null, "", "1", 1, null, null]],
    ["a number that has no room", [null, "", 40_000, 1, null, null]],
  ] as const) {
    it(`refuses ${what}, and the connection works on`, async () => {
      await assert.rejects(thereAndBack([[newId(), "buona", 1, 1, null, null], [...row]]), (error) => error instanceof TypeError || error instanceof RangeError);
      const { rows } = await client.query<{ n: number }>("select count(*)::int as n from copied");
      assert.equal(rows[0]!.n, 0);
    });
  }

  it("tells the server's refusal", async () => {
    await assert.rejects(copyBinary(client, "not_there", COLUMNS, [[null, null, null, null, null, null]]), { code: "42P01" });
  });
});
