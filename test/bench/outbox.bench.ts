// The pages of the outbox for the busiest office, read from the store behind its wall: median, slowest and processor time of each view, with a part of the messages failed.

import { readFileSync } from "node:fs";
import type { Pool } from "pg";
import { inOffice, openAdministrator, openPool } from "../../src/store/pools.ts";
import { countOutbox } from "../../src/store/failure-care.ts";
import { readCosts, readOfficeFailures, readRegionFailures } from "../../src/store/read/outbox-figures.ts";
import { searchOutbox } from "../../src/store/read/outbox.ts";
import type { OutboxFilters } from "../../src/contract/outbox.ts";
import { readOptions, runContender } from "./ground/contest.ts";
import { FULL_SIZE, freshRegion, noticeFile, pointGateways, startServer, stopServer } from "./ground/region.ts";

const TIMES = 60;
const WARM = 3;
const LAST_DAY = "2030-12-31";

const options = readOptions({ households: FULL_SIZE });
await startServer();
const region = await freshRegion();
try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  await runContender("stage.ts", { stage: "plan", url: region.url });
  await pointGateways(region.services, { sms: 9, mail: 9 });
  await runContender("stage.ts", { stage: "compose", url: region.url });
  await settle();
  await measure();
} finally {
  await region.close();
  await stopServer();
}

/** One in fifteen failed, one in ten thousand in doubt, the others arrived. */
async function settle(): Promise<void> {
  await region.services.pools.worker.query(
    `update message set state = case when hashtext(id::text) % 15 = 0 then 'failed' when hashtext(id::text) % 10007 = 1 then 'uncertain' else 'delivered' end,
       failure = case when hashtext(id::text) % 15 = 0 then (array['number-not-existing', 'not-reachable-in-time', 'mailbox-full'])[1 + abs(hashtext(id::text)) % 3] end,
       accepted_at = clock_timestamp(), settled_at = clock_timestamp()`,
  );
  const owner = await openAdministrator(region.url);
  await owner.query("set role convoca_owner");
  await owner.query("vacuum analyze convoca.message");
  await owner.query("analyze");
  await owner.end();
}

async function measure(): Promise<void> {
  const { worker } = region.services.pools;
  const control = openPool(region.url, "control", { max: 1 });
  const { rows } = await worker.query<{ office: string; messages: number; all: number; person: string; tax: string; phone: string; code: string }>(
    `with busiest as (select office_id, count(*) as n from message group by 1 order by 2 desc limit 1),
       one as (select m.recipient, m.summons_id, f.person_id from message m join case_file f on f.id = m.case_id, busiest b
               where m.office_id = b.office_id and m.channel = 'sms' order by m.id desc limit 1)
     select b.office_id as office, b.n::int as messages, (select count(*)::int from message) as all, p.surname || ' ' || p.name as person, p.tax_code as tax,
       one.recipient as phone, s.reference as code
     from busiest b, one join person p on p.id = one.person_id join summons s on s.id = one.summons_id`,
  );
  const { office, messages, all, person, tax, phone, code } = rows[0]!;
  console.log(`${all} messages, ${messages} of the office`);
  const pool = openPool(region.url, "app", { max: 1 });
  const search = (filters: OutboxFilters) => () => inOffice(pool, office, (db) => searchOutbox(db, office, filters, LAST_DAY));
  const began = performance.now();
  await countOutbox(worker, 500);
  console.log(`counting all days once: ${(performance.now() - began).toFixed(0)} ms`);
  const views: Readonly<Record<string, () => Promise<unknown>>> = {
    "last messages": search({}),
    "e-mails": search({ canale: "email" }),
    failed: search({ stato: "failed" }),
    uncertain: search({ stato: "uncertain" }),
    "state that nobody has": search({ stato: "withdrawn" }),
    "open failures of a cause": search({ stato: "failed", causa: "mailbox-full", aperti: "si" }),
    "words of the text": search({ parole: code }),
    "words that are nowhere": search({ parole: "inesistente" }),
    "by name": search({ cerca: person }),
    "by tax code": search({ cerca: tax }),
    "by number": search({ cerca: phone }),
    "by reference code": search({ cerca: code }),
    "failures of the office": () => inOffice(pool, office, (db) => readOfficeFailures(db, office)),
    "failures of the Region": () => readRegionFailures(control),
    "costs of the office": () => inOffice(pool, office, (db) => readCosts(db, { from: "2019-01-01", to: LAST_DAY, per: "giorno", office })),
    "costs of the Region": () => readCosts(control, { from: "2019-01-01", to: LAST_DAY, per: "sede", office: null }),
  };
  for (const [name, view] of Object.entries(views)) {
    const times: number[] = [];
    for (let n = 0; n < WARM; n += 1) await view();
    // Of the connection that is at work: the other one may be given up meanwhile.
    const used = name.endsWith("Region") ? control : pool;
    const before = await processorMs(used);
    for (let n = 0; n < TIMES; n += 1) {
      const start = performance.now();
      await view();
      times.push(performance.now() - start);
    }
    const spent = ((await processorMs(used)) - before) / TIMES;
    times.sort((a, b) => a - b);
    const told = [`p50 ${ms(times[Math.floor(TIMES / 2)]!)}`, `slowest ${ms(times.at(-1)!)}`, `processor of the database ${ms(spent)}`];
    console.log(`  ${name.padEnd(28)} ${told.join("   ")}`);
  }
  await pool.end();
  await control.end();
}

function ms(value: number): string {
  return `${value.toFixed(1).padStart(6)} ms`;
}

/** What the one connection of the pool has computed so far, in milliseconds (a tick of the system is ten). */
async function processorMs(one: Pool): Promise<number> {
  const { rows } = await one.query<{ pid: number }>("select pg_backend_pid() as pid");
  const fields = readFileSync(`/proc/${rows[0]!.pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
