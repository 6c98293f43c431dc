// How long the overview, an agenda day, a search and a person's page take to answer, at rest and while a full-size file is imported.

import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";
import { readOptions, runContender } from "./ground/contest.ts";
import { machineText, watchMachine } from "./ground/machine.ts";
import { freshRegion, FULL_SIZE, HOME, noticeFile, pointGateways, startServer, stopServer } from "./ground/region.ts";
import { startWeb } from "./ground/web.ts";
import { signIn } from "../browser/sign-in.ts";

/** Already received, planned and convened when the full-size file comes. */
const STANDING = 20_000;
const REST_MS = 10_000;
const THINK_MS = 50;

const options = readOptions({ households: FULL_SIZE });
const server = await startServer();
const region = await freshRegion();
try {
  const standing = await noticeFile(Math.min(STANDING, options.households));
  await runContender("stage.ts", { stage: "import", url: region.url, path: standing.path });
  await runContender("stage.ts", { stage: "plan", url: region.url });
  await pointGateways(region.services, { sms: 9, mail: 9 });
  await runContender("stage.ts", { stage: "compose", url: region.url });
  const web = await startWeb(region.url);
  const pages = await pagesOf(region, web.address);
  const client = new Pool(web.address, { connections: 4 });
  try {
    const { path } = await noticeFile(options.households);
    const rest = await measure("at rest", client, pages, pause(REST_MS));
    const importing = runContender("stage.ts", { stage: "import", url: region.url, path });
    const busy = await measure("while importing", client, pages, importing);
    await mkdir(HOME, { recursive: true });
    await appendFile(join(HOME, "pages.json"), `${JSON.stringify({ name: "pages", at: new Date().toISOString(), machine: machineText(), households: options.households, rest, busy, peakMiB: web.peakMiB() })}\n`);
  } finally {
    await client.destroy();
    await web.stop();
  }
} finally {
  await region.close();
  await stopServer();
}

interface Page {
  readonly name: string;
  readonly path: string;
  readonly cookie: string;
}

/** The busiest office on its first full day, one of its people, a surname that many have. */
async function pagesOf({ services }: typeof region, address: string): Promise<Page[]> {
  const { rows } = await services.pools.worker.query<{ office: string; day: string; caseId: string; surname: string; taxCode: string; phone: string }>(
    `select a.office_id as office, a.day, a.case_id as "caseId", p.surname, p.tax_code as "taxCode", k.value as phone
     from appointment a join case_file f on f.id = a.case_id join person p on p.id = f.person_id
     join contact_point k on k.person_id = p.id and k.kind = 'mobile' and k.usable and k.current
     where a.state = 'held' and length(p.surname) > 5 order by count(*) over (partition by a.office_id) desc, a.office_id, a.day, a.starts_at limit 1`,
  );
  const { office, day, caseId, surname, taxCode, phone } = rows[0]!;
  const search = (text: string): string => `/api/cases?q=${encodeURIComponent(text)}`;
  // Two neighbouring letters the wrong way round.
  const mistyped = `${surname.slice(0, 3)}${surname[4]}${surname[3]}${surname.slice(5)}`;
  const { cookie: operator } = await signIn(address, "operator", office);
  return [
    { name: "overview", path: "/api/overview", cookie: (await signIn(address, "regional")).cookie },
    { name: "agenda day", path: `/api/agenda?day=${day}`, cookie: operator },
    { name: "list of cases", path: "/api/cases?list=all", cookie: operator },
    { name: "lists' counts", path: "/api/cases/counts", cookie: operator },
    { name: "search by name", path: search(surname), cookie: operator },
    { name: "search, mistyped", path: search(mistyped), cookie: operator },
    { name: "search by code", path: search(taxCode), cookie: operator },
    { name: "search by phone", path: search(phone), cookie: operator },
    { name: "person", path: `/api/cases/${caseId}`, cookie: operator },
  ];
}

/** Asks for the pages in turn, with a pause as a person makes, until `end`; prints and gives p50, p99 and the worst, ms. */
async function measure(when: string, client: Pool, pages: readonly Page[], end: Promise<unknown>): Promise<Record<string, object>> {
  const watch = watchMachine([server.pid]);
  let ended = false;
  void end.finally(() => (ended = true));
  const times = new Map<string, number[]>(pages.map(({ name }) => [name, []]));
  while (!ended) {
    for (const page of pages) {
      const start = performance.now();
      const answer = await client.request({ path: page.path, method: "GET", headers: { cookie: page.cookie } });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`${page.path} answers ${answer.statusCode}: ${text.slice(0, 300)}`);
      times.get(page.name)!.push(performance.now() - start);
      await pause(THINK_MS);
    }
  }
  await end;
  const { foreignCores } = watch();
  console.log(`pages ${when} (others used ${foreignCores.toFixed(2)} cores)`);
  return Object.fromEntries([...times].map(([name, taken]) => [name, told(name, taken)]));
}

function told(name: string, taken: number[]): { p50: number; p99: number; worst: number; requests: number } {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN) * 10) / 10;
  const figures = { p50: at(0.5), p99: at(0.99), worst: at(1), requests: sorted.length };
  console.log(`  ${name.padEnd(16)} p50 ${figures.p50} ms, p99 ${figures.p99} ms, worst ${figures.worst} ms (${sorted.length} requests)`);
  return figures;
}
