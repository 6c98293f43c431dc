// An office at work behind a real server process, on a PostgreSQL of its own: either may be killed; requests are asked again until they are answered.

import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import { openServices, SYSTEM } from "../../src/services/context.ts";
import type { Services } from "../../src/services/context.ts";
import { importReference, loadReference } from "../../src/services/reference.ts";
import type { Reference } from "../../src/services/reference.ts";
import { simulateClock } from "../../src/store/clock.ts";
import { migrate } from "../../src/store/migrate.ts";
import { openAdministrator } from "../../src/store/pools.ts";
import { signIn } from "../browser/sign-in.ts";
import { convened, convenedRegion } from "../stories/fixtures/convened.ts";
import type { Convened } from "../stories/fixtures/convened.ts";
import { NODE_SETTINGS, START } from "../stories/fixtures/database.ts";
import { Child } from "./child.ts";
import { OwnPostgres } from "./own-postgres.ts";

const DATABASE = "sede";
const HOUSEHOLDS = 800;
const PATIENCE_MS = 20_000;

export type Blow = "process" | "server";
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}
export interface Asked {
  readonly path: string;
  readonly body: object;
}

export class DeskOffice {
  readonly postgres: OwnPostgres;
  readonly services: Services & { close(): Promise<void> };
  readonly reference: Reference;
  readonly people: readonly Convened[];
  readonly office: string;
  /** Past every wall. */
  readonly pool: Pool;
  #server: Child;
  #url = "";
  readonly #cookies = new Map<string, string>();

  private constructor(postgres: OwnPostgres, services: DeskOffice["services"], reference: Reference, people: readonly Convened[]) {
    this.postgres = postgres;
    this.services = services;
    this.reference = reference;
    this.office = people[0]!.officeId;
    this.people = people.filter(({ officeId }) => officeId === this.office);
    this.pool = postgres.look(DATABASE);
    this.#server = this.#start();
  }

  static async open(): Promise<DeskOffice> {
    const postgres = await OwnPostgres.open();
    try {
      await postgres.statement(`create database ${DATABASE} owner convoca`);
      const url = postgres.url(DATABASE);
      const client = await openAdministrator(url);
      try {
        await migrate(client);
      } finally {
        await client.end();
      }
      const services = openServices(url);
      const imported = await importReference(services, join(import.meta.dirname, "..", "..", "reference"), SYSTEM, { demo: true });
      assert.ok(imported.ok);
      await services.pools.intake.query("update installation set demo = true, settings = $1", [JSON.stringify(NODE_SETTINGS)]);
      await simulateClock(services.pools.worker, START, 0);
      const reference = await loadReference(services.pools.app);
      await convenedRegion({ services, reference }, "base", { households: HOUSEHOLDS });
      // Everybody was told of the first appointment: nothing of it waits to leave.
      await services.pools.worker.query("update message set state = 'accepted', accepted_at = clock_timestamp(), reference = 'rif-' || id where state = 'due'");
      const office = new DeskOffice(postgres, services, reference, await convened(services));
      await office.#ready();
      return office;
    } catch (error) {
      await postgres.close();
      throw error;
    }
  }

  #start(): Child {
    return new Child("test/faults/runners/desk-server.ts", [this.postgres.url(DATABASE)]);
  }

  async #ready(): Promise<void> {
    await this.#server.said(" .\n");
    this.#url = /on (\S+) \./.exec(this.#server.output)![1]!;
  }

  /** One request as the page sends it; an answer that does not come is null. */
  async ask({ path, body }: Asked, role = "operator"): Promise<Answer | null> {
    try {
      const answer = await fetch(this.#url + path, { method: "POST", headers: { ...(await this.#who(role)), "content-type": "application/json" }, body: JSON.stringify(body) });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    } catch {
      return null;
    }
  }

  async get<T>(path: string, role = "operator"): Promise<T> {
    const answer = await fetch(this.#url + path, { headers: await this.#who(role) });
    assert.equal(answer.status, 200, path);
    return (await answer.json()) as T;
  }

  /** Asked until somebody answers who is not away. */
  async insist(asked: Asked, role = "operator"): Promise<Answer> {
    for (const until = Date.now() + PATIENCE_MS; ; await sleep(50)) {
      const answer = await this.ask(asked, role);
      if (answer !== null && answer.status < 500) return answer;
      assert.ok(Date.now() < until, `no answer: ${JSON.stringify(answer)} ${this.#server.errors.slice(-500)}`);
    }
  }

  /** The session outlives the process: it is in the database. */
  async #who(role: string): Promise<{ cookie: string; origin: string }> {
    let cookie = this.#cookies.get(role);
    if (cookie === undefined) {
      ({ cookie } = await signIn(this.#url, role, this.office));
      this.#cookies.set(role, cookie);
    }
    return { cookie, origin: this.#url };
  }

  /** The blow falls and what was hit is started again; of a database that fell the server must find the way back by itself. */
  async strike(blow: Blow): Promise<void> {
    if (blow === "process") {
      await this.#server.kill();
      this.#server = this.#start();
      await this.#ready();
    } else {
      await this.postgres.kill("server");
      await this.postgres.restart();
      assert.ok(!this.#server.isOver, `the server ended with its database: ${this.#server.errors}`);
    }
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return (await this.pool.query(sql, values)).rows as T[];
      } catch (error) {
        // Our own connections died with the server.
        if (attempt === 20) throw error;
        await sleep(50);
      }
    }
  }

  async close(): Promise<void> {
    await this.#server.kill();
    await this.pool.end();
    await this.services.close();
    await this.postgres.close();
  }
}
