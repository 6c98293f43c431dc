// The rejected rows of a batch as a file that opens in a spreadsheet, can be corrected and sent back.

import { Readable } from "node:stream";
import type { Batch } from "../contract/batches.ts";
import { NOTICE_FIELDS } from "../domain/notices/types.ts";
import type { NoticeField } from "../domain/notices/types.ts";
import type { FileLayout } from "../exchange/file-import/record.ts";
import { recordCells, rejectedFile as writeRejected } from "../exchange/file-import/rejected-file.ts";
import type { RejectedRow } from "../exchange/file-import/rejected-file.ts";
import { readLayout, streamRejected } from "../store/read/batches.ts";
import type { Queryable } from "../store/read/query.ts";

export async function rejectedFile(db: Queryable, batch: Batch): Promise<Readable> {
  const layout = layoutOf(await readLayout(db, batch.id));
  return Readable.from(writeRejected(layout, rowsOf(db, batch.id, layout)));
}

async function* rowsOf(db: Queryable, batchId: string, layout: FileLayout): AsyncGenerator<RejectedRow> {
  for await (const block of streamRejected(db, batchId)) {
    for (const { line, bytes, faults } of block) {
      const rejections = faults.map((fault) => ({ ...fault, field: fault.field as NoticeField | null }));
      yield { line, cells: recordCells(layout, bytes), rejections };
    }
  }
}

/** A push notice is kept as one JSON object: its fields are the columns. */
function layoutOf(kept: unknown): FileLayout {
  if (typeof kept === "object" && kept !== null && "columns" in kept) return kept as FileLayout;
  return {
    format: "jsonl",
    encoding: "utf-8",
    delimiter: ";",
    columns: NOTICE_FIELDS,
    fields: NOTICE_FIELDS,
  };
}
