// The day sheet on paper: A4, a column for signatures, the place where who closes signs.

import type { DaySheet } from "../../../contract/day-sheet.ts";
import { fullName, instant, longDay, minutes } from "../../format.ts";
import { DAY_SHEET, PRINT, STANDING_NAMES } from "../../texts/day-sheet.ts";

const WAITING: ReadonlySet<string> = new Set(["expected", "late"]);

export function PrintSheet({ sheet, now }: { readonly sheet: DaySheet; readonly now: string }) {
  const rows = sheet.rows.filter(({ kind }) => kind !== "given-up");
  const { columns } = PRINT;
  return (
    <div className="cv-print">
      <p className="cv-print-title">{`${sheet.office.name} – ${PRINT.title(longDay(sheet.day))}`}</p>
      <p>
        {[
          DAY_SHEET.counts.booked(sheet.counts.booked),
          sheet.closed === null ? PRINT.open : PRINT.closed(instant(sheet.closed.at)),
          PRINT.printed(instant(now)),
        ].join(" · ")}
      </p>
      <table>
        <thead>
          <tr>
            <th>{columns.ticket}</th>
            <th>{columns.hour}</th>
            <th>{columns.desk}</th>
            <th>{columns.person}</th>
            <th>{columns.taxCode}</th>
            <th>{columns.outcome}</th>
            <th>{columns.signature}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td>{row.visit?.ticket ?? ""}</td>
              <td>{row.minute === null ? DAY_SHEET.noDesk : minutes(row.minute)}</td>
              <td>{row.desk === null ? DAY_SHEET.noDesk : row.inMore ? `${row.desk} (${DAY_SHEET.inMore})` : row.desk}</td>
              <td>{fullName(row)}</td>
              <td>{row.taxCode}</td>
              <td>{WAITING.has(row.standing) ? "" : STANDING_NAMES[row.standing]}</td>
              <td className="cv-print-signature">{"\u00a0"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cv-print-close">{PRINT.signedBy}</p>
    </div>
  );
}
