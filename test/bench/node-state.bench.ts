// The platform's whole state compared with ours: all the same but for a few, seconds and memory.

import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { NOTICE_FIELDS } from "../../src/domain/notices/types.ts";
import { readRecords } from "../../src/exchange/file-import/read-records.ts";
import { escapeXml } from "../../src/exchange/national-node/notice-xml.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { importNoticeFile } from "../../src/services/intake.ts";
import { compareState } from "../../src/services/node/compare-state.ts";
import { newId } from "../../src/store/ids.ts";
import { askRun } from "../../src/store/node-runs.ts";
import { readRuns } from "../../src/store/read/national-node.ts";
import { freshRegion, MEASURE, noticeFile, startServer, stopServer } from "./ground/region.ts";

const { values } = parseArgs({ options: { households: { type: "string", default: "200000" } } });
/** One person in so many says something else than what is known. */
const CHANGED = 500;

await startServer();
const folder = await mkdtemp(join(tmpdir(), "convoca-stato-"));
try {
  const file = await noticeFile(Number(values.households), "xml");
  const region = await freshRegion();
  await importNoticeFile(region.services, { reference: region.reference, path: file.path, measure: MEASURE, actor: SYSTEM });
  const state = join(folder, "stato.xml");
  const records = await writeState(file.path, state);
  await askRun(region.services.pools.intake, { id: newId(), at: await region.services.now(), by: "misura", file: state, autoDay: null });
  let most = 0;
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 200);
  const before = process.memoryUsage().rss;
  const busy = process.cpuUsage();
  const started = performance.now();
  const compared = await compareState(region.services, { reference: region.reference, connection: null, spool: folder });
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(look);
  const { user, system } = process.cpuUsage(busy);
  const [run] = await readRuns(region.services.pools.intake);
  process.stdout.write(
    `${records} records compared in ${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processor here), ${compared?.state}; ` +
      `same ${run!.same}, new ${run!.created}, changed ${run!.updated}, older ${run!.older}, refused ${run!.rejected}, gone ${run!.gone}; ` +
      `memory ${(before / 2 ** 20).toFixed(0)} MiB before, ${(most / 2 ** 20).toFixed(0)} MiB at most\n`,
  );
  await region.close();
} finally {
  await rm(folder, { recursive: true, force: true });
  await stopServer();
}

async function writeState(notices: string, path: string): Promise<number> {
  const out = createWriteStream(path);
  out.write('<?xml version="1.0" encoding="UTF-8"?>\n<StatoRDC xmlns="http://servizi.lavoro.gov.it/serviceRDC"><dataEstrazione>2019-09-02T06:00:00Z</dataEstrazione>\n');
  let records = 0;
  for await (const batch of readRecords(notices, { batchSize: 500 })) {
    for (const { raw, broken } of batch.records) {
      if (broken !== undefined) continue;
      records += 1;
      const told = records % CHANGED === 0 ? { ...raw, des_telefono: `333${1_000_000 + records}` } : raw;
      const fields = NOTICE_FIELDS.map((field) => (field === "data_invio" || field === "id_comunicazione" || !told[field] ? "" : `<${field}>${escapeXml(told[field])}</${field}>`));
      if (!out.write(`<beneficiario>${fields.join("")}</beneficiario>\n`)) await once(out, "drain");
    }
  }
  out.end("</StatoRDC>\n");
  await once(out, "finish");
  return records;
}
