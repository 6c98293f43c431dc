// One stage of the season on a database that is ready for it, or the plain COPY of the same rows that it is compared with.

import { setTimeout as pause } from "node:timers/promises";
import { NOTICE_FIELDS } from "../../../src/domain/notices/types.ts";
import { readRecords } from "../../../src/exchange/file-import/read-records.ts";
import { openServices, SYSTEM } from "../../../src/services/context.ts";
import { importNoticeFile } from "../../../src/services/intake.ts";
import { issueSummonses } from "../../../src/services/issue.ts";
import { planWave } from "../../../src/services/plan.ts";
import { loadReference } from "../../../src/services/reference.ts";
import { copyInto } from "../../../src/store/copy.ts";
import type { CopyValue } from "../../../src/store/copy.ts";
import { openAdministrator } from "../../../src/store/pools.ts";
import { tell } from "../ground/contest.ts";
import { MEASURE, SEASON } from "../ground/region.ts";

interface Input {
  readonly stage: "import" | "plan" | "compose" | "copy-notices" | "copy-appointments";
  readonly url: string;
  readonly path?: string;
}

const input = JSON.parse(process.argv[2]!) as Input;

async function importFile(): Promise<[number, number]> {
  return withServices(async (services, reference) => {
    const report = await importNoticeFile(services, { reference, path: input.path!, measure: MEASURE, actor: SYSTEM });
    return report.read;
  });
}

async function plan(): Promise<[number, number]> {
  return withServices(async (services, reference) => {
    const report = await planWave(services, { reference, measure: MEASURE, wave: 1, scenario: "base", ...SEASON });
    console.error(`     decided in ${report.decideSeconds.toFixed(3)} s: ${report.placed} placed, ${report.unplaced} not`);
    return report.placed;
  });
}

async function composeAll(): Promise<[number, number]> {
  return withServices(async (services, reference) => {
    const report = await issueSummonses(services, { reference, actor: SYSTEM });
    return report.sms + report.emails;
  });
}

type Ready = [Awaited<ReturnType<typeof open>>, Awaited<ReturnType<typeof loadReference>>];

function open(): ReturnType<typeof openServices> {
  return openServices(input.url);
}

async function withServices(work: (...ready: Ready) => Promise<number>): Promise<[number, number]> {
  const services = open();
  try {
    const reference = await loadReference(services.pools.app);
    const start = performance.now();
    const count = await work(services, reference);
    return [count, performance.now() - start];
  } finally {
    await services.close();
  }
}

/** Rows ready in memory, a table without key or constraint: the least that storing them can take. */
async function copyRows(columns: readonly string[], types: readonly string[], rows: readonly CopyValue[][]): Promise<[number, number]> {
  const client = await openAdministrator(input.url);
  try {
    await client.query(`create table public.plain_copy (${columns.map((name, at) => `${name} ${types[at]}`).join(", ")})`);
    await pause(100);
    const start = performance.now();
    await client.query("begin");
    await copyInto(client, "public.plain_copy", columns, rows);
    await client.query("commit");
    const took = performance.now() - start;
    await client.query("drop table public.plain_copy");
    return [rows.length, took];
  } finally {
    await client.end();
  }
}

async function copyNotices(): Promise<[number, number]> {
  const rows: CopyValue[][] = [];
  for await (const { records } of readRecords(input.path!)) {
    for (const { raw } of records) rows.push(NOTICE_FIELDS.map((field) => raw[field] ?? null));
  }
  return copyRows(NOTICE_FIELDS, NOTICE_FIELDS.map(() => "text"), rows);
}

async function copyAppointments(): Promise<[number, number]> {
  const services = open();
  const columns = ["id", "case_id", "benefit_id", "office_id", "desk_id", "starts_at", "ends_at", "day", "hour", "wave", "plan_id"];
  const types = ["uuid", "uuid", "uuid", "text", "integer", "timestamptz", "timestamptz", "date", "smallint", "smallint", "uuid"];
  const found = await services.pools.planner.query<Record<string, CopyValue>>(`select ${columns.join(", ")} from appointment`);
  await services.close();
  return copyRows(columns, types, found.rows.map((row) => columns.map((column) => row[column])));
}

const STAGES = { import: importFile, plan, compose: composeAll, "copy-notices": copyNotices, "copy-appointments": copyAppointments };
tell(...(await STAGES[input.stage]()));
