// The worklist at full size: list, filters, counts, searches of the largest office, asked of the store behind its wall; and what keeping its rows costs bulk work.

import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { readChoice } from "../../src/contract/worklist-choice.ts";
import { FILTER_NAMES } from "../../src/domain/worklist/filters.ts";
import { inOffice } from "../../src/store/pools.ts";
import { countWorklist, listWorklist } from "../../src/store/read/worklist.ts";
import { readWorklistRows } from "../../src/store/read/worklist-rows.ts";
import type { Services } from "../../src/services/context.ts";
import { readOptions, runContender } from "./ground/contest.ts";
import { machineText, watchMachine } from "./ground/machine.ts";
import { freshRegion, FULL_SIZE, HOME, noticeFile, pointGateways, startServer, stopServer } from "./ground/region.ts";

const TIMES = 60;
const ASKING = { login: "prova", now: "2019-09-02T08:00:00.000Z", today: "2019-09-02" };

const options = readOptions({ households: FULL_SIZE });
const server = await startServer();
const region = await freshRegion();
try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  await runContender("stage.ts", { stage: "plan", url: region.url });
  await pointGateways(region.services, { sms: 9, mail: 9 });
  await runContender("stage.ts", { stage: "compose", url: region.url });
  const figures = { reads: await reads(region.services), keeping: await keeping(region.services) };
  await mkdir(HOME, { recursive: true });
  const record = { name: "worklist", at: new Date().toISOString(), machine: machineText(), households: options.households, ...figures };
  await appendFile(join(HOME, "worklist.json"), `${JSON.stringify(record)}\n`);
} finally {
  await region.close();
  await stopServer();
}

/** Each read some dozens of times, one after the other. */
async function reads({ pools }: Services): Promise<Record<string, object>> {
  const { rows } = await pools.worker.query<{ office: string; cases: number }>(
    "select office_id as office, count(*)::int as cases from worklist group by 1 order by 2 desc, 1 limit 1",
  );
  const { office, cases } = rows[0]!;
  const people = await pools.worker.query<{ surname: string; code: string; phone: string; protocol: string }>(
    `select p.surname, p.tax_code as code, k.value as phone, b.protocol from worklist w join case_file f on f.id = w.case_id join person p on p.id = f.person_id
     join benefit b on b.id = f.benefit_id join contact_point k on k.person_id = p.id and k.kind = 'mobile' and k.usable and k.current
     where w.office_id = $1 and length(p.surname) > 6 limit 200`,
    [office],
  );
  const choice = (values: Readonly<Record<string, string>>) => readChoice((name) => values[name] ?? null);
  const any = <T>(list: readonly T[], at: number): T => list[at % list.length]!;
  const asks: Readonly<Record<string, (at: number) => Readonly<Record<string, string>>>> = {
    "the office": () => ({}),
    "one filter": (at) => ({ filtri: any(FILTER_NAMES, at) }),
    "two filters": (at) => ({ filtri: `did-mancante,${any(["senza-risposta", "da-convocare", "non-assegnati", "scaduti"], at)}` }),
    "by name": (at) => ({ cerca: any(people.rows, at).surname }),
    "mistyped": (at) => ({ cerca: any(people.rows, at).surname.replace(/(.{3})(.)(.)/, "$1$3$2") }),
    "by tax code": (at) => ({ cerca: any(people.rows, at).code }),
    "by phone": (at) => ({ cerca: any(people.rows, at).phone }),
    "by protocol": (at) => ({ cerca: any(people.rows, at).protocol }),
  };
  const watch = watchMachine([server.pid]);
  const figures: Record<string, object> = {};
  console.log(`worklist of an office of ${cases} cases`);
  for (const [name, values] of Object.entries(asks)) {
    figures[name] = await timed(name, (at) =>
      inOffice(pools.app, office, async (db) => {
        const page = await listWorklist(db, choice(values(at)), ASKING, undefined);
        await readWorklistRows(db, page.rows.map((row) => row.caseId));
      }),
    );
  }
  figures["counts"] = await timed("counts", () => inOffice(pools.app, office, (db) => countWorklist(db, choice({}), ASKING)));
  console.log(`  others used ${watch().foreignCores.toFixed(2)} cores`);
  return figures;
}

/** What the rows of the list add to an import and to composing, written again for everybody and undone. */
async function keeping({ pools }: Services): Promise<Record<string, number>> {
  const client = await pools.intake.connect();
  const seconds: Record<string, number> = {};
  const time = async (name: string, text: string): Promise<void> => {
    const start = performance.now();
    await client.query(text);
    seconds[name] = (performance.now() - start) / 1_000;
    console.log(`  ${name}: ${seconds[name].toFixed(2)} s`);
  };
  try {
    await client.query("begin");
    await client.query("create temp table copied (like worklist including all) on commit drop");
    await time("inserted", "insert into copied select * from worklist");
    await time("planned", "update copied set pending = (pending & ~1::bigint) | 2, meets_on = '2019-10-01', meets_at = now() where pending & 4 <> 0");
    await time("issued", "update copied set pending = (pending & ~2::bigint) | 4, convene_due = null where pending & 4 <> 0 or pending & 2 <> 0");
  } finally {
    await client.query("rollback");
    client.release();
  }
  return seconds;
}

async function timed(name: string, work: (at: number) => Promise<unknown>): Promise<{ p50: number; p99: number; worst: number }> {
  const times: number[] = [];
  for (let at = -3; at < TIMES; at += 1) {
    const start = performance.now();
    await work(at + 3);
    if (at >= 0) times.push(performance.now() - start);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]! * 10) / 10;
  const figures = { p50: at(0.5), p99: at(0.99), worst: at(1) };
  console.log(`  ${name.padEnd(14)} p50 ${figures.p50} ms, p99 ${figures.p99} ms, worst ${figures.worst} ms`);
  return figures;
}
