// A table as a file for spreadsheets, written while its rows come: CSV with semicolons and the mark of UTF-8, or one OpenDocument sheet.

import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { csvCell } from "../domain/worklist/csv.ts";
import { odsSheet } from "../exchange/ods/sheet.ts";
import type { Cell } from "../exchange/ods/sheet.ts";
import { sendAttachment } from "./attachment.ts";

export const TABLE_FORMATS = ["csv", "ods"] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export interface TableFile {
  /** Without extension; also the name of the sheet. */
  readonly name: string;
  readonly format: TableFormat;
  /** Moment written in the file, "2019-09-02T10:00:00". */
  readonly clock: string;
}

/** Sends head and rows; what goes wrong before the first row is still answered as a problem, what goes wrong later cuts the file. */
export async function sendTable(reply: FastifyReply, file: TableFile, head: readonly string[], rows: AsyncIterable<readonly Cell[]>): Promise<FastifyReply> {
  const begun = await begin(rows);
  const all = withHead(head, begun);
  const [media, pieces] =
    file.format === "csv"
      ? (["text/csv; charset=utf-8", csvPieces(all)] as const)
      : (["application/vnd.oasis.opendocument.spreadsheet", odsSheet(file.name, all, file.clock)] as const);
  return sendAttachment(reply, `${file.name}.${file.format}`, media, Readable.from(pieces, { objectMode: false }));
}

async function begin(rows: AsyncIterable<readonly Cell[]>): Promise<AsyncGenerator<readonly Cell[]>> {
  const iterator = rows[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    try {
      for (let one = first; one.done !== true; one = await iterator.next()) yield one.value;
    } finally {
      await iterator.return?.();
    }
  })();
}

async function* withHead(head: readonly string[], rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<readonly Cell[]> {
  yield head;
  yield* rows;
}

const ROWS_AT_ONCE = 200;

async function* csvPieces(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<Buffer> {
  let waiting = ["\uFEFF"];
  for await (const row of rows) {
    // Numbers as Italian spreadsheets read them.
    waiting.push(`${row.map((cell) => (typeof cell === "number" ? String(cell).replace(".", ",") : csvCell(cell))).join(";")}\r\n`);
    if (waiting.length < ROWS_AT_ONCE) continue;
    yield Buffer.from(waiting.join(""), "utf8");
    waiting = [];
  }
  yield Buffer.from(waiting.join(""), "utf8");
}
