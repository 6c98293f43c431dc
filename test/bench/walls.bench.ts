// What the walls cost: one person's page and a list of fifty, read and as the server answers them, with row-level security and without, in turn.

import type { Pool } from "pg";
import { buildServer } from "../../src/server/build-server.ts";
import { openServices } from "../../src/services/context.ts";
import { inOffice, openAdministrator, openPool } from "../../src/store/pools.ts";
import { listCases } from "../../src/store/read/case-list.ts";
import { readPerson } from "../../src/store/read/person.ts";
import { conclude, contest, readOptions, runContender } from "./ground/contest.ts";
import type { Sample } from "./ground/contest.ts";
import { signInto } from "./ground/sign-into.ts";
import { copiesOf, freshRegion, noticeFile, pointGateways, startServer, stopServer } from "./ground/region.ts";

/** People of a standing region; a page and a list do not look past their own office, whatever the Region's size. */
const STANDING = 20_000;
const PAGES = 400;
const LISTS = 100;

const options = { ...readOptions({ households: STANDING }) };
const rounds = Math.max(options.rounds, 9);
const server = await startServer();
const region = await freshRegion();
try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  await runContender("stage.ts", { stage: "plan", url: region.url });
  await pointGateways(region.services, { sms: 9, mail: 9 });
  await runContender("stage.ts", { stage: "compose", url: region.url });
  const { office, people } = await busiest(region.services.pools.worker);
  const copy = await copiesOf(region);
  const [walled, open] = [await copy(), await copy()];
  try {
    await prepare(walled.url, false);
    await prepare(open.url, true);
    const [behind, without] = [openPool(walled.url, "app", { max: 1 }), openPool(open.url, "app", { max: 1 })];
    await equal(behind, without, office, people);
    await compare("walls-person", 0.9, behind, without, (pool) => times(PAGES, (n) => inOffice(pool, office, (db) => readPerson(db, people[n % people.length]!))));
    await compare("walls-list", 0.75, behind, without, (pool) => times(LISTS, () => inOffice(pool, office, (db) => listCases(db, "all", undefined))));
    await behind.end();
    await without.end();
    const [served, bare] = [await serve(walled.url, office), await serve(open.url, office)];
    const page = (ask: Ask): Promise<Sample> => times(PAGES, (n) => ask(`/api/cases/${people[n % people.length]!}`));
    await compare("walls-person-served", 0.9, served.ask, bare.ask, page);
    await compare("walls-list-served", 0.75, served.ask, bare.ask, (ask) => times(LISTS, () => ask("/api/cases?list=all")));
    await served.close();
    await bare.close();
  } finally {
    await walled.drop();
    await open.drop();
  }
} finally {
  await region.close();
  await stopServer();
}

/** The office with most people, and its people. */
async function busiest(pool: Pool): Promise<{ office: string; people: string[] }> {
  const { rows } = await pool.query<{ office: string; people: string[] }>(
    "select office_id as office, array_agg(case_id order by search_key) as people from competence group by 1 order by count(*) desc limit 1",
  );
  return rows[0]!;
}

/** Fresh statistics; and, for the contender without walls, the same database with row-level security switched off by its owner. */
async function prepare(url: string, isOpen: boolean): Promise<void> {
  const owner = await openAdministrator(url);
  try {
    await owner.query("set role convoca_owner; set search_path = convoca, public");
    if (isOpen)
      await owner.query(`do $$ declare t text; begin
        for t in select relname from pg_class where relnamespace = 'convoca'::regnamespace and relkind = 'r' and relrowsecurity loop
          execute format('alter table %I disable row level security', t);
          execute format('alter table %I no force row level security', t);
        end loop;
      end $$`);
    await owner.query("analyze");
  } finally {
    await owner.end();
  }
}

/** Both must show the very same, or one of them would be doing less. */
async function equal(behind: Pool, without: Pool, office: string, people: readonly string[]): Promise<void> {
  for (const caseId of people.slice(0, 20)) {
    const [one, two] = await Promise.all([behind, without].map((pool) => inOffice(pool, office, (db) => readPerson(db, caseId))));
    if (one === null || JSON.stringify(one) !== JSON.stringify(two)) throw new Error(`${caseId} is not shown alike`);
  }
  const [one, two] = await Promise.all([behind, without].map((pool) => inOffice(pool, office, (db) => listCases(db, "all", undefined))));
  if (one?.rows.length !== 50 || JSON.stringify(one) !== JSON.stringify(two)) throw new Error("the lists are not alike");
}

type Ask = (path: string) => Promise<unknown>;

/** The server on one of the databases, and an operator of the office at its door. */
async function serve(url: string, office: string): Promise<{ ask: Ask; close: () => Promise<void> }> {
  const services = openServices(url, { app: 1 });
  const many = { burst: 1e9, perSecond: 1e9 };
  const app = await buildServer({ services, demo: false, receiptsToken: "misura", logLevel: "silent", limits: { perUser: many, perAddress: many } });
  const cookie = await signInto(services, "operator", office);
  return {
    ask: async (path) => {
      const answer = await app.inject({ url: path, headers: { cookie, host: "localhost" } });
      if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${answer.body.slice(0, 200)}`);
    },
    close: async () => {
      await app.close();
      await services.close();
    },
  };
}

async function compare<Side>(name: string, reach: number, behind: Side, without: Side, work: (side: Side) => Promise<Sample>): Promise<void> {
  await work(behind);
  await work(without);
  const samples = await contest({ ...options, rounds }, { "behind the walls": () => work(behind), "without walls": () => work(without) }, [server.pid]);
  await conclude(name, samples, "behind the walls", [{ peer: "without walls", as: "speed", reach: `≥ ${reach}` }], { households: options.households });
}

async function times(count: number, once: (n: number) => Promise<unknown>): Promise<Sample> {
  const start = performance.now();
  for (let n = 0; n < count; n += 1) await once(n);
  return { count, seconds: (performance.now() - start) / 1_000, peakMiB: process.resourceUsage().maxRSS / 1_024 };
}
