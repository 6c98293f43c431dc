// Reads a large CSV and a large XML with our readers and with csv-parse and saxes alone, in turns: run by hand, with `node`.

import { execFileSync } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import { SaxesParser } from "saxes";
import { writeNoticesXml } from "../national-node/notice-xml.ts";
import { csvLine } from "./cell-text.ts";
import { cellsOf, COLUMNS, sampleNotice } from "./notices.test-data.ts";
import { readRecords } from "./read-records.ts";
import { BLOCK_BYTES } from "./source.ts";

const ROWS = 190_000;
const ROUNDS = 3;

function* csvLines(): Generator<string> {
  yield `${COLUMNS.join(";")}\r\n`;
  for (let i = 0; i < ROWS; i++) yield `${csvLine(cellsOf(varied(i)))}\r\n`;
}

function* xmlNotices() {
  for (let i = 0; i < ROWS; i++) yield varied(i);
}

function varied(i: number) {
  const street = i % 7 === 0 ? `Via "Roma" ${i}; scala B` : `Via Forìa ${i}`;
  return sampleNotice(i, {
    des_indirizzo_residenza: street,
    des_telefono: `333${i}`,
    id_comunicazione: `C${i}`,
  });
}

async function csvParseAlone(path: string): Promise<number> {
  let rows = -1;
  for await (const row of createReadStream(path).pipe(parse({ delimiter: ";" })))
    rows += row === null ? 0 : 1;
  return rows;
}

/** With handlers that do nothing but count: without any, saxes would not even collect the text. */
async function saxesAlone(path: string): Promise<number> {
  let records = 0;
  let events = 0;
  const parser = new SaxesParser();
  parser.on("opentag", (tag) => {
    if (tag.name === "RichiestaRDCInviaNotifica") records += 1;
  });
  parser.on("closetag", () => (events += 1));
  parser.on("text", () => (events += 1));
  const decoder = new TextDecoder();
  for await (const block of createReadStream(path, { highWaterMark: BLOCK_BYTES })) {
    parser.write(decoder.decode(block as Buffer, { stream: true }));
  }
  parser.close();
  return records;
}

async function ours(path: string): Promise<number> {
  let records = 0;
  for await (const batch of readRecords(path)) records += batch.records.length;
  return records;
}

const READERS: Readonly<Record<string, (path: string) => Promise<number>>> = {
  csvParseAlone,
  saxesAlone,
  ours,
};

interface Measure {
  readonly seconds: number;
  readonly peakMiB: number;
}

/** Each run in a process of its own: parsers warmed up by one another would spoil both figures. */
function measure(reader: string, path: string): Measure {
  const script = process.argv[1] ?? "";
  const text = execFileSync(process.execPath, [script, "--one", reader, path], { encoding: "utf8" });
  const [rows, time, peak] = text.trim().split(" ").map(Number);
  if (rows !== ROWS) throw new Error(`read ${rows} of ${ROWS}`);
  return { seconds: time ?? NaN, peakMiB: peak ?? NaN };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function compare(name: string, path: string, peer: string): Promise<void> {
  const subject: Measure[] = [];
  const alone: Measure[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    alone.push(measure(peer, path));
    subject.push(measure("ours", path));
  }
  const a = median(alone.map((each) => each.seconds));
  const b = median(subject.map((each) => each.seconds));
  const megabytes = (await stat(path)).size / 1e6;
  const peak = Math.max(...subject.map((each) => each.peakMiB)).toFixed(0);
  console.log(
    `${name}: ${megabytes.toFixed(0)} MB, alone ${a.toFixed(2)} s, readRecords ${b.toFixed(2)} s, ` +
      `time ratio ${(b / a).toFixed(2)}, speed ratio ${(a / b).toFixed(2)}, peak ${peak} MiB`,
  );
}

async function compareAll(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "convoca-bench-"));
  try {
    await pipeline(Readable.from(csvLines()), createWriteStream(join(folder, "csv")));
    await pipeline(Readable.from(writeNoticesXml(xmlNotices())), createWriteStream(join(folder, "xml")));
    await compare("CSV against csv-parse", join(folder, "csv"), "csvParseAlone");
    await compare("XML against saxes", join(folder, "xml"), "saxesAlone");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runOne(reader: string, path: string): Promise<void> {
  const start = performance.now();
  const rows = (await READERS[reader]?.(path)) ?? 0;
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(rows, ((performance.now() - start) / 1000).toFixed(3), peak.toFixed(0));
}

const [, , mode = "", reader = "", path = ""] = process.argv;
await (mode === "--one" ? runOne(reader, path) : compareAll());
