// The operators' day: 200 at work, each an action every ten seconds, on the full season; at rest and while the messages of the season leave.

import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";
import { startOutsideWorld } from "../../src/simulator/outside-world.ts";
import { signIn } from "../browser/sign-in.ts";
import { readOptions, runContender } from "./ground/contest.ts";
import { machineText } from "./ground/machine.ts";
import { freshRegion, FULL_SIZE, HOME, noticeFile, pointGateways, startServer, stopServer } from "./ground/region.ts";
import { startWeb } from "./ground/web.ts";

const OPERATORS = 200;
/** A person looks, reads, types: an action so often, none with the others. */
const THINK_MS = 10_000;
const MEASURED_MS = 60_000;
/** What a contract allows; and as fast as it goes, for as long as there is something to send. */
const CONTRACT_RATE = 100;
const LIMIT_MS = 100;

interface Action {
  readonly name: string;
  /** How often among the others. */
  readonly weight: number;
  readonly paths: (desk: Desk) => readonly string[];
}

/** An operator at work: whom they are, and what they have in front of them. */
interface Desk {
  readonly cookie: string;
  readonly day: string;
  readonly people: readonly { readonly caseId: string; readonly surname: string; readonly taxCode: string; readonly phone: string }[];
}

/** Those that an operator looks at every day. */
const FILTERS = ["da-convocare", "convocati-oggi", "convocati-in-settimana", "senza-risposta", "did-mancante", "non-raggiungibili", "tocca-a-noi", "non-assegnati"];
const any = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;
const enc = encodeURIComponent;
const mistyped = (name: string): string => `${name.slice(0, 3)}${name.slice(4, 5)}${name.slice(3, 4)}${name.slice(5)}`;
const search = (text: string): string[] => [`/api/worklist?cerca=${enc(text)}`];

const ACTIONS: readonly Action[] = [
  { name: "worklist", weight: 6, paths: () => ["/api/worklist"] },
  { name: "worklist, filtered", weight: 3, paths: () => [`/api/worklist?filtri=${any(FILTERS)}`] },
  { name: "filters' counts", weight: 3, paths: () => ["/api/worklist/counts"] },
  { name: "search by name", weight: 2, paths: ({ people }) => search(any(people).surname) },
  { name: "search, mistyped", weight: 1, paths: ({ people }) => search(mistyped(any(people).surname)) },
  { name: "search by code", weight: 1, paths: ({ people }) => search(any(people).taxCode) },
  { name: "search by phone", weight: 1, paths: ({ people }) => search(any(people).phone) },
  { name: "person's page", weight: 8, paths: ({ people }) => [`/api/cases/${any(people).caseId}/page`] },
  { name: "form of an act", weight: 2, paths: ({ people }) => [`/api/cases/${any(people).caseId}/form?procedure=did&act=take`] },
  { name: "agenda day", weight: 2, paths: ({ day }) => [`/api/agenda?day=${day}`] },
  { name: "agenda week", weight: 2, paths: ({ day }) => [`/api/agenda/week?day=${day}`] },
  { name: "day sheet", weight: 4, paths: ({ day }) => [`/api/day-sheet?day=${day}`] },
];
const DEALT = ACTIONS.flatMap((action) => Array.from({ length: action.weight }, () => action));

const options = readOptions({ households: FULL_SIZE });
await startServer();
const region = await freshRegion();
try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  await runContender("stage.ts", { stage: "plan", url: region.url });
  const world = await startOutsideWorld({ asProcesses: true, keepTexts: 100, keepMessages: 100, sms: { sendReceipts: false }, mail: { sendBounces: false } });
  await pointGateways(region.services, { sms: world.sms.port, mail: world.mail.port });
  await runContender("stage.ts", { stage: "compose", url: region.url });
  const web = await startWeb(region.url);
  const client = new Pool(web.address, { connections: OPERATORS });
  try {
    const desks = await desksOf(web.address);
    await atWork(client, desks, 5_000);
    const figures: Record<string, unknown> = {};
    figures["at rest"] = told("at rest", await atWork(client, desks, MEASURED_MS));
    await region.services.pools.worker.query("update gateway set rate_per_second = $1", [CONTRACT_RATE]);
    figures["sending 100/s"] = await whileSending("sending at 100 a second on each channel", client, desks);
    await region.services.pools.worker.query("update gateway set rate_per_second = null");
    figures["sending flat out"] = await whileSending("sending as fast as it goes", client, desks);
    await mkdir(HOME, { recursive: true });
    const line = { name: "desk", at: new Date().toISOString(), machine: machineText(), households: options.households, operators: OPERATORS, figures, peakMiB: web.peakMiB() };
    await appendFile(join(HOME, "desk.json"), `${JSON.stringify(line)}\n`);
  } finally {
    await client.destroy();
    await web.stop();
    await world.stop();
  }
} finally {
  await region.close();
  await stopServer();
}

async function whileSending(when: string, client: Pool, desks: readonly Desk[]): Promise<object> {
  const sending = runContender("sender-until.ts", { url: region.url, milliseconds: MEASURED_MS + 3_000 });
  await pause(2_000);
  const times = await atWork(client, desks, MEASURED_MS);
  const { count, seconds } = await sending;
  console.log(`  meanwhile ${count} messages left in ${seconds.toFixed(0)} s`);
  return { messages: count, seconds, ...told(when, times) };
}

/** Offices by size, as many operators in each as it has people; each with people of their own office in front of them. */
async function desksOf(address: string): Promise<Desk[]> {
  const { rows: offices } = await region.services.pools.worker.query<{ office: string; day: string; cases: number }>(
    `select a.office_id as office, min(a.day) as day, count(*)::int as cases from appointment a where a.state = 'held' group by 1 order by 3 desc`,
  );
  const all = offices.reduce((sum, { cases }) => sum + cases, 0);
  const desks: Desk[] = [];
  for (const { office, day, cases } of offices) {
    const operators = Math.min(OPERATORS - desks.length, Math.max(1, Math.round((cases / all) * OPERATORS)));
    const { rows: people } = await region.services.pools.worker.query<Desk["people"][number]>(
      `select f.id as "caseId", p.surname, p.tax_code as "taxCode", coalesce(min(k.value), '3331234567') as phone
       from competence c join case_file f on f.id = c.case_id join person p on p.id = f.person_id
       left join contact_point k on k.person_id = p.id and k.kind = 'mobile' and k.current and k.usable
       where c.office_id = $1 and length(p.surname) > 5 group by 1, 2, 3 limit 300`,
      [office],
    );
    for (let each = 0; each < operators; each += 1) desks.push({ cookie: (await signIn(address, "operator", office)).cookie, day, people });
  }
  return desks;
}

/** Everybody works for so long; gives the times of each action, ms. */
async function atWork(client: Pool, desks: readonly Desk[], milliseconds: number): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>(ACTIONS.map(({ name }) => [name, []]));
  const until = performance.now() + milliseconds;
  await Promise.all(desks.map((desk) => operator(client, desk, until, times)));
  return times;
}

async function operator(client: Pool, desk: Desk, until: number, times: Map<string, number[]>): Promise<void> {
  await pause(Math.random() * Math.min(THINK_MS, until - performance.now()));
  while (performance.now() < until) {
    const action = any(DEALT);
    for (const path of action.paths(desk)) {
      const start = performance.now();
      const answer = await client.request({ path, method: "GET", headers: { cookie: desk.cookie } });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`${path} answers ${answer.statusCode}: ${text.slice(0, 300)}`);
      times.get(action.name)!.push(performance.now() - start);
    }
    await pause(THINK_MS * (0.5 + Math.random()));
  }
}

function told(when: string, times: Map<string, number[]>): object {
  console.log(`desk ${when}`);
  const figures = Object.fromEntries([...times].map(([name, taken]) => [name, quantiles(name, taken)]));
  return { ...figures, everything: quantiles("everything", [...times.values()].flat()) };
}

function quantiles(name: string, taken: readonly number[]): object {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN) * 10) / 10;
  const figures = { p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: at(1), requests: sorted.length };
  console.log(`  ${name.padEnd(20)} p50 ${figures.p50} ms, p95 ${figures.p95} ms, p99 ${figures.p99} ms, worst ${figures.worst} ms (${sorted.length})${figures.p99 > LIMIT_MS ? "  OVER" : ""}`);
  return figures;
}
