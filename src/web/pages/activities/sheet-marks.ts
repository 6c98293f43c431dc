// What is marked on a sheet and not written yet, and which rows are sent.

import type { Sheet, SheetRow, WriteSheet } from "../../../contract/activities.ts";

export type MarkName = WriteSheet["rows"][number]["mark"];
export interface Mark {
  readonly mark: MarkName;
  readonly minutes: number;
  readonly evidenceSeen: boolean;
  /** Made once for each choice: a sheet sent twice is written once. */
  readonly actId: string;
}
/** By activity. */
export type Marks = Readonly<Record<string, Mark | undefined>>;

/** Whether the mark says something else than the register. */
export function isChange(row: Pick<SheetRow, "mark" | "minutes">, mark: Mark | undefined): boolean {
  if (mark === undefined) return false;
  if (row.mark === null) return true;
  if (mark.mark === "present") return row.mark !== "present" || row.minutes !== mark.minutes;
  return mark.mark === "absent" ? row.mark !== "absent" : row.mark !== "justified";
}

export function markedRows(sheet: Sheet, marks: Marks, reason: string): WriteSheet["rows"] {
  return sheet.rows.flatMap((row) => {
    const mark = marks[row.itemId];
    if (mark === undefined || row.reasonNot !== null || !isChange(row, mark)) return [];
    const { caseId, itemId, version } = row;
    return [{ caseId, itemId, expectedVersion: version, actId: mark.actId, mark: mark.mark, minutes: mark.mark === "present" ? mark.minutes : 0, evidenceSeen: mark.evidenceSeen, reason }];
  });
}
