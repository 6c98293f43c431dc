// Dossiers of proof made, entered in the register and written to files: one person's, then a thousand in a row; and verified from the file.

import { appendFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPrinter } from "../../src/exchange/typst/printer.ts";
import { makeDossier } from "../../src/services/evidence/make.ts";
import { verifyDossier } from "../../src/services/evidence/verify.ts";
import { readOptions, runContender } from "./ground/contest.ts";
import { machineText } from "./ground/machine.ts";
import { freshRegion, FULL_SIZE, HOME, noticeFile, pointGateways, startServer, stopServer } from "./ground/region.ts";

const DOSSIERS = Number(/--dossiers[= ](\d+)/.exec(process.argv.join(" "))?.[1] ?? 1_000);
const AT_ONCE = 4;
const ONES = 20;

const options = readOptions({ households: FULL_SIZE });
await startServer();
const region = await freshRegion();
const folder = await mkdtemp(join(tmpdir(), "convoca-fascicoli-"));
const printer = openPrinter();
try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  await runContender("stage.ts", { stage: "plan", url: region.url });
  await pointGateways(region.services, { sms: 9, mail: 9 });
  await runContender("stage.ts", { stage: "compose", url: region.url });
  const { rows: people } = await region.services.pools.worker.query<{ caseId: string; office: string }>(
    `select m.case_id as "caseId", c.office_id as office from message m join competence c on c.case_id = m.case_id
     group by 1, 2 having count(*) > 1 order by md5(m.case_id::text) limit $1`,
    [DOSSIERS + ONES + 1],
  );
  const bench = { services: region.services, printer, keys: undefined, authority: null };
  let bytes = 0;
  const make = async ({ caseId, office }: (typeof people)[number]): Promise<string> => {
    const made = await makeDossier(bench, { caseId, office, actor: { id: "misura", role: "administrator", office }, reason: "misura dei tempi", withRestricted: false });
    if (!made.ok) throw new Error(made.refusal.message);
    const file = join(folder, `${caseId}.zip`);
    await writeFile(file, made.value.pieces());
    bytes += made.value.bytes;
    return file;
  };
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const from = performance.now();
    await work();
    return performance.now() - from;
  };
  const median = (values: readonly number[]): number => Math.round(values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0);
  const first = Math.round(await timed(() => make(people[0]!)));
  const ones: number[] = [];
  for (const person of people.slice(1, ONES + 1)) ones.push(await timed(() => make(person)));
  const waiting = people.slice(ONES + 1).values();
  const files: string[] = [];
  const work = async (): Promise<void> => {
    for (const person of waiting) files.push(await make(person));
  };
  const own = process.cpuUsage();
  const many = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, work)));
  const { user, system } = process.cpuUsage(own);
  let unsound = 0;
  const verified = await timed(async () => {
    for (const file of files) if ((await verifyDossier(file)).findings.length > 0) unsound += 1;
  });
  if (unsound > 0) throw new Error(`${unsound} dossiers do not verify`);
  const figures = {
    households: options.households, dossiers: files.length, firstMs: first, oneMs: median(ones), manySeconds: Number((many / 1_000).toFixed(1)),
    ownMsEach: Number(((user + system) / 1_000 / files.length).toFixed(1)), verifyMsEach: Number((verified / files.length).toFixed(1)), kilobytesEach: Math.round(bytes / 1_024 / (files.length + ONES + 1)),
  };
  console.log(
    `of ${figures.households} households: the first ${figures.firstMs} ms with its compiler, then ${figures.oneMs} ms (to reach: < 1,000); ` +
      `${figures.dossiers} in ${figures.manySeconds} s (to reach: 1,000 in < 60), ${figures.ownMsEach} ms each of the program's own time, ${figures.kilobytesEach} KiB each; verified in ${figures.verifyMsEach} ms each, all sound`,
  );
  await mkdir(HOME, { recursive: true });
  await appendFile(join(HOME, "dossier.json"), `${JSON.stringify({ name: "dossier", at: new Date().toISOString(), machine: machineText(), ...figures })}\n`);
} finally {
  await printer.close();
  await rm(folder, { recursive: true, force: true });
  await region.close();
  await stopServer();
}
