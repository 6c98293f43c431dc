// The rejected rows of a batch as a file that opens in a spreadsheet, can be corrected and sent back.

import { Readable } from "node:stream";
import { z } from "zod";
import type { Batch } from "../contract/batches.ts";
import { NOTICE_FIELDS } from "../domain/notices/types.ts";
import type { FileLayout } from "../exchange/file-import/record.ts";
import { recordCells, rejectedFile as writeRejected } from "../exchange/file-import/rejected-file.ts";
import type { RejectedRow } from "../exchange/file-import/rejected-file.ts";
import { readLayout, streamRejected } from "../store/read/batches.ts";
import type { Queryable } from "../store/read/query.ts";

export async function rejectedFile(db: Queryable, batch: Batch): Promise<Readable> {
  const kept = await readLayout(db, batch.id);
  const layout = kept === null ? PUSHED : KeptLayout.parse(kept);
  return Readable.from(writeRejected(layout, rowsOf(db, batch.id, layout)));
}

async function* rowsOf(db: Queryable, batchId: string, layout: FileLayout): AsyncGenerator<RejectedRow> {
  for await (const block of streamRejected(db, batchId)) {
    for (const { line, bytes, faults } of block) {
      const rejections = faults.map((fault) => ({ ...fault, field: Named.parse(fault.field) }));
      yield { line, cells: recordCells(layout, bytes), rejections };
    }
  }
}

const Field = z.enum(NOTICE_FIELDS);
/** A fault of a field that is no longer ours concerns the whole row. */
const Named = Field.nullable().catch(null);
const KeptLayout = z.object({
  format: z.enum(["csv", "xlsx", "ods", "jsonl", "xml"]),
  encoding: z.enum(["utf-8", "windows-1252", "utf-16le", "utf-16be"]),
  delimiter: z.string(),
  columns: z.array(z.string()),
  fields: z.array(Field.nullable()),
});
/** A push notice is kept as one JSON object: its fields are the columns. */
const PUSHED: FileLayout = {
  format: "jsonl",
  encoding: "utf-8",
  delimiter: ";",
  columns: NOTICE_FIELDS,
  fields: NOTICE_FIELDS,
};
