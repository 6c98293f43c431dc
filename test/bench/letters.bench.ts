// Letters composed as PDF/A of one page and kept, against Typst alone on the same letters in the same run; then closed into batches and handed over.

import { appendFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { closeBatches, handOverBatches } from "../../src/services/letters/batches.ts";
import { printHouses } from "../../src/services/letters/gateways.ts";
import { writeLetters } from "../../src/services/letters/write.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { nodeSettings } from "../../src/services/node-settings.ts";
import { loadReference } from "../../src/services/reference.ts";
import { openDesk } from "../../src/services/writing.ts";
import { openAdministrator, inTransaction } from "../../src/store/pools.ts";
import { gateways } from "../../src/store/messages.ts";
import { contest, readOptions, runContender } from "./ground/contest.ts";
import type { Sample } from "./ground/contest.ts";
import { machineText } from "./ground/machine.ts";
import { freshRegion, HOME, noticeFile, pointGateways, startServer, stopServer } from "./ground/region.ts";

const HOUSE = "stampa";
const CORES = 2;
const CHUNK = 500;

const options = readOptions({ households: 3_000 });
await startServer();
const region = await freshRegion();
const folder = await mkdtemp(join(tmpdir(), "convoca-lettere-"));
const administrator = await openAdministrator(region.url);
const { services } = region;
const pool = services.pools.worker;
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
};
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  await runContender("stage.ts", { stage: "plan", url: region.url });
  await pointGateways(services, { sms: 9, mail: 9 });
  await runContender("stage.ts", { stage: "compose", url: region.url });
  await ensureGateways(services, [
    { id: HOUSE, channel: "letter", url: `file://${folder}/lotti`, sender: "Regione Campania", ratePerSecond: null, concurrency: 1, deduplicates: false, canBeAsked: false, settings: { product: "registered-letter" } },
  ]);
  // Early enough for a letter to arrive before any of the appointments.
  await pool.query("update clock set mode = 'simulated', anchor_business = '2019-08-26T08:00:00Z', anchor_machine = clock_timestamp(), speed = 0.000001");
  const { rows } = await pool.query<{ id: string }>("select id from summons where state = 'issued' order by id limit 2000");
  const desk = openDesk(await loadReference(pool), await nodeSettings(pool), await gateways(pool));
  const now = await services.now();
  let written = 0;
  const writing = await seconds(async () => {
    for (let from = 0; from < rows.length; from += CHUNK) {
      const summonsIds = rows.slice(from, from + CHUNK).map(({ id }) => id);
      const done = await inTransaction(pool, (client) => writeLetters(client, desk, { summonsIds, product: "registered-letter", kind: "summons", actor: SYSTEM, now }));
      written += done.written.length;
    }
  });
  const papers = await pool.query<{ raw: string }>("select c.raw from letter l join message_content c on c.message_id = l.message_id order by l.message_id");
  const file = join(folder, "papers.json");
  await writeFile(file, JSON.stringify(papers.rows.map(({ raw }) => raw)));
  const alone = async (): Promise<Sample> => {
    const shares = await Promise.all(Array.from({ length: CORES }, (_, share) => runContender("typst-alone.ts", { path: file, share, of: CORES })));
    return { count: shares.reduce((sum, { count }) => sum + count, 0), seconds: Math.max(...shares.map((share) => share.seconds)), peakMiB: Math.max(...shares.map(({ peakMiB }) => peakMiB)) };
  };
  const drawn = async (compilers: number): Promise<Sample> => {
    await administrator.query("set role convoca_retention");
    await administrator.query("delete from convoca.letter_pdf");
    await administrator.query("reset role");
    await pool.query("update letter set sheets = null, pdf_bytes = null, pdf_digest = null");
    return runContender("letters-drawn.ts", { url: region.url, compilers });
  };
  const samples = await contest(options, { "Typst alone, two processes": alone, "drawn and kept, two compilers": () => drawn(CORES), "drawn and kept, one compiler": () => drawn(1) });
  const perSecond = (name: string): number => median((samples.get(name) ?? []).map(({ count, seconds: took }) => count / took));
  const closing = await seconds(() => closeBatches(services, HOUSE, SYSTEM));
  const handing = await seconds(async () => handOverBatches(services, (await printHouses(pool))[0]!));
  const [zip] = await readdir(join(folder, "lotti"));
  const { size } = await stat(join(folder, "lotti", zip!));
  const figures = {
    letters: written, writtenPerSecond: Math.round(written / writing), alonePerSecond: Math.round(perSecond("Typst alone, two processes")),
    twoPerSecond: Math.round(perSecond("drawn and kept, two compilers")), onePerSecond: Math.round(perSecond("drawn and kept, one compiler")),
    kilobytesEach: Math.round(size / written / 1_024), closeSeconds: Number(closing.toFixed(2)), handOverSeconds: Number(handing.toFixed(2)),
  };
  console.log(
    `${figures.letters} letters: written ${figures.writtenPerSecond}/s; Typst alone ${figures.alonePerSecond}/s; drawn and kept ${figures.twoPerSecond}/s with two compilers, ${figures.onePerSecond}/s with one ` +
      `(to reach: ≥ 100/s); ${figures.kilobytesEach} KiB each; closed in ${figures.closeSeconds} s, the file written in ${figures.handOverSeconds} s`,
  );
  await mkdir(HOME, { recursive: true });
  await appendFile(join(HOME, "letters.json"), `${JSON.stringify({ name: "letters", at: new Date().toISOString(), machine: machineText(), ...figures })}\n`);
} finally {
  await administrator.end();
  await rm(folder, { recursive: true, force: true });
  await region.close();
  await stopServer();
}
