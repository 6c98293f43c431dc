// Writes a cohort to disk as the files that a region receives: a first sending and a later one, whole or by province.

import { mkdir, open, writeFile } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { XlsxStreamWriter } from "hucre/xlsx";
import type { IsoDate } from "../../domain/notices/types.ts";
import { NOTICE_FIELDS } from "../../domain/notices/types.ts";
import { CORRECTIONS_AFTER_DAYS } from "./corrections.ts";
import { toDayNumber, toIsoDate } from "../../domain/calendar/days.ts";
import type { CohortFormat } from "./formats.ts";
import {
  CSV_HEADER,
  XML_HEAD,
  XML_TAIL,
  csvLine,
  jsonLine,
  spreadsheetCells,
  xmlElement,
} from "./formats.ts";
import type { CohortOptions } from "./generate.ts";
import { generateHouseholds } from "./generate.ts";
import type { CohortRow } from "./rows.ts";
import type { CohortTruth, ExpectedIntake } from "./truth.ts";
import { IntakeCount } from "./truth.ts";

export interface WriteOptions {
  /** Each format is a whole copy of the cohort. */
  readonly formats: readonly CohortFormat[];
  /** One file for each sending, or one for each province. */
  readonly split?: "whole" | "province";
  /** Of CSV files: what Excel writes as "CSV (MS-DOS/Windows)" or as "CSV UTF-8". */
  readonly csvEncoding?: "windows-1252" | "utf-8-bom";
  /** Also the later file. */
  readonly corrections?: boolean;
  /** Called about every 5,000 households, for progress. */
  readonly onProgress?: (households: number) => void;
}

export interface CohortFile {
  readonly path: string;
  readonly format: CohortFormat;
  readonly sending: "first" | "corrections";
  /** Null when the file holds the whole region. */
  readonly province: string | null;
  /** The business day of reception: nothing in the file is later. */
  readonly receivedOn: IsoDate;
  /** What reading this file must give, once the files before it have been read. */
  readonly expected: ExpectedIntake;
}

export interface WrittenCohort {
  readonly truth: CohortTruth;
  /** In the order in which they were sent. */
  readonly files: readonly CohortFile[];
}

/** Above this a spreadsheet would have to be held in memory. */
export const LARGEST_SPREADSHEET_HOUSEHOLDS = 20_000;
const CHUNK_CHARACTERS = 1 << 20;
const PROGRESS_EVERY = 5000;

/**
 * Writes the files into a folder (made if absent), in constant memory but for spreadsheets.
 * @throws RangeError for a spreadsheet of more than 20,000 households; errors of the file system as they come.
 */
export async function writeCohortFiles(
  folder: string,
  cohort: CohortOptions,
  options: WriteOptions,
): Promise<WrittenCohort> {
  if (options.formats.includes("xlsx") && cohort.households > LARGEST_SPREADSHEET_HOUSEHOLDS) {
    throw new RangeError(
      `a spreadsheet takes ${LARGEST_SPREADSHEET_HOUSEHOLDS} households, not ${cohort.households}`,
    );
  }
  await mkdir(folder, { recursive: true });
  const desk = new FileDesk(folder, cohort.asOf, options);
  try {
    const truth = await writeAll(desk, cohort, options);
    return { truth, files: await desk.close() };
  } finally {
    await desk.release();
  }
}

async function writeAll(desk: FileDesk, cohort: CohortOptions, options: WriteOptions): Promise<CohortTruth> {
  const households = generateHouseholds(cohort);
  for (let done = 0; ; done++) {
    const next = households.next();
    if (next.done === true) return next.value;
    const { household, first, corrections } = next.value;
    for (const row of first.rows) desk.add("first", household.province, row);
    if (options.corrections === true) {
      for (const row of corrections?.rows ?? []) desk.add("corrections", household.province, row);
    }
    if (desk.full) await desk.flush();
    if (done % PROGRESS_EVERY === 0) options.onProgress?.(done);
  }
}

/** The files being written. */
class FileDesk {
  readonly #folder: string;
  readonly #asOf: IsoDate;
  readonly #options: WriteOptions;
  readonly #files = new Map<string, OpenFile>();
  #waiting = 0;

  constructor(folder: string, asOf: IsoDate, options: WriteOptions) {
    this.#folder = folder;
    this.#asOf = asOf;
    this.#options = options;
  }

  get full(): boolean {
    return this.#waiting > CHUNK_CHARACTERS;
  }

  add(sending: CohortFile["sending"], householdProvince: string, row: CohortRow): void {
    const province = this.#options.split === "province" ? householdProvince : null;
    for (const format of this.#options.formats)
      this.#waiting += this.#file(sending, province, format).add(row);
  }

  async flush(): Promise<void> {
    for (const file of this.#files.values()) await file.flush();
    this.#waiting = 0;
  }

  async close(): Promise<CohortFile[]> {
    const files = [...this.#files.values()].toSorted((a, b) =>
      a.about.receivedOn < b.about.receivedOn ? -1 : a.about.receivedOn > b.about.receivedOn ? 1 : 0,
    );
    const written: CohortFile[] = [];
    for (const file of files) written.push(await file.finish());
    return written;
  }

  async release(): Promise<void> {
    for (const file of this.#files.values()) await file.release();
  }

  #file(sending: CohortFile["sending"], province: string | null, format: CohortFormat): OpenFile {
    const key = `${sending} ${province ?? ""} ${format}`;
    let file = this.#files.get(key);
    if (file === undefined) {
      const after = sending === "first" ? 0 : CORRECTIONS_AFTER_DAYS;
      const receivedOn = toIsoDate(toDayNumber(this.#asOf) + after);
      const name = ["notifiche", receivedOn, province ?? "campania"].join("-");
      const about = { path: join(this.#folder, `${name}.${format}`), format, sending, province, receivedOn };
      file =
        format === "xlsx"
          ? new OpenSpreadsheet(about)
          : new OpenText(about, this.#options.csvEncoding ?? "windows-1252");
      this.#files.set(key, file);
    }
    return file;
  }
}

interface OpenFile {
  readonly about: Omit<CohortFile, "expected">;
  /** Takes a row; gives about how many characters wait to be written because of it. */
  add(row: CohortRow): number;
  flush(): Promise<void>;
  finish(): Promise<CohortFile>;
  release(): Promise<void>;
}

class OpenText implements OpenFile {
  readonly about: Omit<CohortFile, "expected">;
  readonly #count = new IntakeCount();
  readonly #encoding: "latin1" | "utf8";
  readonly #line: (row: CohortRow) => string;
  #text: string;
  #handle: FileHandle | null = null;

  constructor(about: Omit<CohortFile, "expected">, csvEncoding: "windows-1252" | "utf-8-bom") {
    this.about = about;
    const csv = about.format === "csv";
    // Every letter of the cohort's names is in Latin-1, of which Windows-1252 is a superset.
    this.#encoding = csv && csvEncoding === "windows-1252" ? "latin1" : "utf8";
    this.#line = csv ? csvLine : about.format === "xml" ? xmlElement : jsonLine;
    this.#text = csv
      ? this.#encoding === "utf8"
        ? `\uFEFF${CSV_HEADER}`
        : CSV_HEADER
      : about.format === "xml"
        ? XML_HEAD
        : "";
  }

  add(row: CohortRow): number {
    const line = this.#line(row);
    this.#count.add(row);
    this.#text += line;
    return line.length;
  }

  async flush(): Promise<void> {
    if (this.#text === "") return;
    this.#handle ??= await open(this.about.path, "w");
    await this.#handle.write(Buffer.from(this.#text, this.#encoding));
    this.#text = "";
  }

  async finish(): Promise<CohortFile> {
    if (this.about.format === "xml") this.#text += XML_TAIL;
    await this.flush();
    return { ...this.about, expected: this.#count.plain() };
  }

  async release(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
  }
}

class OpenSpreadsheet implements OpenFile {
  readonly about: Omit<CohortFile, "expected">;
  readonly #count = new IntakeCount();
  readonly #writer = new XlsxStreamWriter({ name: "Notifiche" });

  constructor(about: Omit<CohortFile, "expected">) {
    this.about = about;
    this.#writer.addRow([...NOTICE_FIELDS]);
  }

  add(row: CohortRow): number {
    this.#count.add(row);
    this.#writer.addRow(spreadsheetCells(row));
    return 0;
  }

  async flush(): Promise<void> {
    // A spreadsheet is an archive: it can only be written whole.
  }

  async finish(): Promise<CohortFile> {
    await writeFile(this.about.path, await this.#writer.finish());
    return { ...this.about, expected: this.#count.plain() };
  }

  async release(): Promise<void> {
    // Nothing is held open.
  }
}
