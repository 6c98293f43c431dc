// Reads one notice file in one of four ways: ours whole (parse, check, dedupe, route), our reader alone, csv-parse alone, saxes alone.

import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import { SaxesParser } from "saxes";
import { readRecords } from "../../../src/exchange/file-import/read-records.ts";
import { Judge } from "../../../src/services/judging.ts";
import { loadReference } from "../../../src/services/reference.ts";
import { openPool } from "../../../src/store/pools.ts";
import { tell } from "../ground/contest.ts";
import { MEASURE } from "../ground/region.ts";

interface Input {
  readonly how: "ours" | "reader" | "csv-parse" | "saxes";
  readonly path: string;
  readonly url: string;
}

const RECEIVED_AT = "2019-09-02T08:00:00.000Z";
const BLOCK_BYTES = 1 << 20;
const CHUNK = 8_000;
const input = JSON.parse(process.argv[2]!) as Input;

/** The whole judgement of a file, but for the database: what is left are notices with their office and their term. */
async function ours(): Promise<[number, number]> {
  const pool = openPool(input.url, "app");
  const reference = await loadReference(pool);
  await pool.end();
  const start = performance.now();
  const judge = new Judge({ reference, measure: MEASURE, receivedAt: RECEIVED_AT, defaultSentAt: RECEIVED_AT });
  const keys = new Set<string>();
  let rows = 0;
  let taken = 0;
  for await (const { records } of readRecords(input.path)) {
    for (const { raw, position, broken } of records) {
      rows += 1;
      if (broken !== undefined) continue;
      const judged = judge.judge(raw, position.line);
      if (!judged.ok) continue;
      taken += 1;
      const { taxCode, protocol, role } = judged.staged;
      // Joined: a template would be kept in its pieces, and each piece keeps the block of the file it was cut from.
      keys.add([taxCode, protocol, role].join("/"));
    }
    // As intake does: doubles are set apart chunk by chunk, the database knows the rest.
    if (keys.size >= CHUNK) keys.clear();
  }
  if (taken === 0) throw new Error("no notice was taken");
  return [rows, performance.now() - start];
}

async function reader(): Promise<[number, number]> {
  const start = performance.now();
  let rows = 0;
  for await (const batch of readRecords(input.path)) rows += batch.records.length;
  return [rows, performance.now() - start];
}

async function csvParse(): Promise<[number, number]> {
  const start = performance.now();
  let rows = -1;
  // Cut lines are in the file on purpose: the peer must not stop at them.
  const records = createReadStream(input.path).pipe(parse({ delimiter: ";", encoding: "latin1", relaxColumnCount: true, relaxQuotes: true }));
  for await (const row of records) rows += row === null ? 0 : 1;
  return [rows, performance.now() - start];
}

/** With handlers that only count: without any, saxes would not even collect the text. */
async function saxes(): Promise<[number, number]> {
  const start = performance.now();
  let records = 0;
  let events = 0;
  const parser = new SaxesParser();
  parser.on("opentag", (tag) => {
    if (tag.name === "RichiestaRDCInviaNotifica") records += 1;
  });
  parser.on("closetag", () => (events += 1));
  parser.on("text", () => (events += 1));
  const decoder = new TextDecoder();
  for await (const block of createReadStream(input.path, { highWaterMark: BLOCK_BYTES })) {
    parser.write(decoder.decode(block as Buffer, { stream: true }));
  }
  parser.close();
  return [records, performance.now() - start];
}

tell(...(await { ours, reader, "csv-parse": csvParse, saxes }[input.how]()));
