// Story: the database as an ordinary owner keeps it, who is no superuser: roles that can work in it, and its end.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Client } from "pg";
import { dropDatabase } from "../../src/store/drop-database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { openAdministrator, openPool } from "../../src/store/pools.ts";
import { PARTS } from "../../src/store/roles.ts";
import { joinServer } from "./fixtures/server.ts";
import type { TestServer } from "./fixtures/server.ts";

describe("a database and its owner", () => {
  const name = `convoca_proprietario_${process.pid}`;
  let server: TestServer;
  let administrator: Client;
  let url: string;

  before(async () => {
    server = await joinServer();
    administrator = await openAdministrator(server.url);
    await administrator.query(`create database ${name} template template0`);
    const own = new URL(server.url);
    own.pathname = `/${name}`;
    url = own.href;
  });
  after(async () => {
    await dropDatabase(administrator, name);
    await administrator.end();
    await server.leave();
  });

  it("every part may stage rows in a temporary table, also where the server does not let everybody", async () => {
    await administrator.query(`revoke temporary on database ${name} from public`);
    const client = await openAdministrator(url);
    await migrate(client);
    await client.end();
    for (const part of PARTS) {
      const pool = openPool(url, part, { max: 1 });
      await pool.query("create temporary table staged (n integer)");
      await pool.end();
    }
  });

  it("is dropped while clients are connected to it, whom it ends", async () => {
    const pool = openPool(url, "app", { max: 2 });
    await Promise.all([pool.query("select 1"), pool.query("select 1")]);
    await dropDatabase(administrator, name);
    const left = await administrator.query("select 1 from pg_database where datname = $1", [name]);
    assert.equal(left.rowCount, 0);
    await pool.end();
    await dropDatabase(administrator, name);
  });
});
