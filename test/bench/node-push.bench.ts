// Notices pushed one by one over HTTP: each checked against its schema, committed, and only then answered.

import { Agent, request } from "undici";
import type { RawNotice } from "../../src/domain/notices/types.ts";
import { writeNoticeXml } from "../../src/exchange/national-node/notice-xml.ts";
import { readRecords } from "../../src/exchange/file-import/read-records.ts";
import { buildServer } from "../../src/server/build-server.ts";
import { freshRegion, noticeFile, startServer, stopServer } from "./ground/region.ts";

const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 20);
const RATE = Number(process.env["BENCH_RATE"] ?? 330);
const COUNT = SECONDS * RATE;

await startServer();
try {
  const file = await noticeFile(Math.max(2_000, COUNT), "xml");
  const messages: Buffer[] = [];
  for await (const batch of readRecords(file.path, { batchSize: 500 })) {
    for (const { raw, broken } of batch.records) if (broken === undefined && isPushable(raw)) messages.push(Buffer.from(writeNoticeXml(raw)));
    if (messages.length >= COUNT) break;
  }
  const region = await freshRegion();
  const app = await buildServer({ services: region.services, demo: false, receiptsToken: "prova", logLevel: "silent" });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const agent = new Agent({ connections: 64, pipelining: 1 });
  const pushAll = async (): Promise<void> => {
    const took: number[] = [];
    const answers = new Map<string, number>();
    const push = async (body: Buffer): Promise<void> => {
      const from = performance.now();
      const answer = await request(`${url}/exchange/notices`, { method: "POST", body, headers: { "content-type": "text/xml" }, dispatcher: agent });
      const code = /<codEsito>(\d+)/u.exec(await answer.body.text())?.[1] ?? String(answer.statusCode);
      took.push(performance.now() - from);
      answers.set(code, (answers.get(code) ?? 0) + 1);
    };
    const busy = process.cpuUsage();
    const started = performance.now();
    const open: Promise<void>[] = [];
    for (const [at, body] of messages.slice(0, COUNT).entries()) {
      const wait = started + (at * 1_000) / RATE - performance.now();
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
      open.push(push(body));
    }
    await Promise.all(open);
    const seconds = (performance.now() - started) / 1_000;
    took.sort((a, b) => a - b);
    const at = (part: number): string => (took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? 0).toFixed(0);
    const { user, system } = process.cpuUsage(busy);
    process.stdout.write(
      `${took.length} notices in ${seconds.toFixed(1)} s: ${(took.length / seconds).toFixed(0)}/s; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms; ` +
        `answers ${JSON.stringify(Object.fromEntries(answers))}; this process (server and client) ${((user + system) / 1e6).toFixed(1)} s of processor\n`,
    );
  };
  await pushAll();
  // The same again: nothing changes, each is answered all the same.
  await pushAll();
  const { rows } = await region.services.pools.intake.query("select outcome, sum(count)::int as count from node_day group by 1 order by 1");
  process.stdout.write(`account: ${JSON.stringify(rows)}\n`);
  await app.close();
  await agent.close();
  await region.close();
} finally {
  await stopServer();
}

/** What has the elements that the schema wants; rows of a file may lack some. */
function isPushable(raw: RawNotice): boolean {
  return raw.data_invio !== undefined && raw.id_comunicazione !== undefined;
}
