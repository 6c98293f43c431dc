// Rows of an XLSX workbook, streamed with hucre at the pace of whoever reads them.

import { readFile, stat } from "node:fs/promises";
import { streamXlsxRows } from "hucre/xlsx";
import { cellText } from "./cell-text.ts";
import type { SheetRow } from "./sheets.ts";
import { unreadable, UnreadableFile } from "./unreadable-file.ts";
import type { Zip, ZipEntry } from "./zip.ts";
import { entryText, localHeader, openZip, rawBlocks } from "./zip.ts";

/** The shared strings of a workbook must be held in memory while its sheets are read. */
const MAX_SHARED_STRINGS_BYTES = 256 * 1024 * 1024;
/** Workbooks with unusual part names are read whole, so they must be small. */
const MAX_WHOLE_BYTES = 64 * 1024 * 1024;

const SHEET_NAME = /^xl\/worksheets\/sheet\d+\.xml$/iu;

/** Rows of every sheet in the workbook's order. Throws `UnreadableFile` when the workbook is damaged or protected. */
export async function* readXlsxRows(
  path: string,
  onBytes: (count: number) => void,
): AsyncGenerator<SheetRow> {
  const zip = await openZip(path);
  const sheets = await countSheets(zip);
  let failure: unknown = null;
  let rows = 0;
  for (let sheet = 0; sheet < sheets; sheet++) {
    try {
      for await (const row of sheetRows(zip, sheet, onBytes)) {
        rows += 1;
        yield { sheet, index: row.index, cells: row.values.map(cellText) };
      }
    } catch (error) {
      if (error instanceof UnreadableFile) throw error;
      // A sheet that is no table (a chart, a macro sheet) is passed over; one that breaks after giving rows is damage.
      if (rows > 0) throw unreadable("FOGLIO_DANNEGGIATO", error);
      failure = error;
    }
  }
  if (rows === 0 && failure !== null) throw unreadable("FOGLIO_DANNEGGIATO", failure);
}

async function countSheets(zip: Zip): Promise<number> {
  const workbook = await entryText(zip, "xl/workbook.xml");
  if (workbook !== null) return [...workbook.matchAll(/<(?:\w+:)?sheet\s/gu)].length;
  if (!zip.entries.has("[Content_Types].xml")) throw unreadable("FOGLIO_DANNEGGIATO");
  return 1;
}

async function* sheetRows(zip: Zip, sheet: number, onBytes: (count: number) => void) {
  const strings = zip.entries.get("xl/sharedStrings.xml");
  if (strings && strings.size > MAX_SHARED_STRINGS_BYTES) throw unreadable("FOGLIO_TROPPO_GRANDE");
  const usual =
    [...zip.entries.keys()].some((name) => SHEET_NAME.test(name)) && zip.entries.has("xl/workbook.xml");
  if (!usual) {
    if ((await stat(zip.path)).size > MAX_WHOLE_BYTES) throw unreadable("FOGLIO_TROPPO_GRANDE");
    yield* streamXlsxRows(await readFile(zip.path), { sheet });
    return;
  }
  const gate = new Gate();
  const rows = streamXlsxRows(pacedArchive(zip, gate, onBytes), { sheet });
  try {
    for (;;) {
      gate.open();
      const next = await rows.next();
      gate.close();
      if (next.done) return;
      yield next.value;
    }
  } finally {
    gate.open();
    await rows.return();
  }
}

/** Lets bytes through only while a row is being waited for: a slow reader must not fill the memory with parsed rows. */
class Gate {
  #opened: Promise<void> | null = null;
  #release: (() => void) | null = null;

  open(): void {
    this.#release?.();
    this.#opened = null;
    this.#release = null;
  }

  close(): void {
    this.#opened ??= new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  async pass(): Promise<void> {
    if (this.#opened) await this.#opened;
  }
}

/**
 * The same archive with its small parts first and the sheets last (Excel puts the shared strings at the end), sizes in
 * the local headers: this is the order in which it can be read in one pass.
 */
function pacedArchive(zip: Zip, gate: Gate, onBytes: (count: number) => void): ReadableStream<Uint8Array> {
  const entries = [...zip.entries.values()];
  const ordered = [...entries.filter((entry) => !SHEET_NAME.test(entry.name)), ...entries.filter(isSheet)];
  const blocks = archiveBlocks(zip, ordered, onBytes);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await gate.pass();
        const next = await blocks.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await blocks.return();
      },
    },
    { highWaterMark: 0 },
  );
}

function isSheet(entry: ZipEntry): boolean {
  return SHEET_NAME.test(entry.name);
}

async function* archiveBlocks(
  zip: Zip,
  entries: readonly ZipEntry[],
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array, void> {
  for (const entry of entries) {
    yield localHeader(entry);
    for await (const block of rawBlocks(zip, entry)) {
      onBytes(block.length);
      yield block;
    }
  }
}
