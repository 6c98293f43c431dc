// The people of the day, hour by hour or desk by desk: where each stands, and what can be done in one click.

import { useState } from "react";
import { Link } from "react-router";
import type { DaySheetRow } from "../../../contract/day-sheet.ts";
import { fullName, instant, minutes } from "../../format.ts";
import { newActId } from "../../parts/act/draft.ts";
import { Badge } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Empty, Failure } from "../../parts/states.tsx";
import { DAY_SHEET, STANDING_NAMES } from "../../texts/day-sheet.ts";
import { CodeDialog } from "./code-dialog.tsx";
import { MEETING } from "../../texts/meeting.ts";
import { useDeed } from "./live.ts";
import type { LiveSheet } from "./live.ts";
import { MeetingActs } from "./meeting-acts.tsx";
import { OutcomeDialog } from "./outcome-dialog.tsx";

const TONES: Readonly<Record<DaySheetRow["standing"], Tone>> = {
  expected: "plain",
  late: "doubt",
  waiting: "info",
  called: "info",
  seen: "good",
  left: "good",
  present: "good",
  absent: "bad",
  missed: "doubt",
  justified: "good",
  unjustified: "bad",
  "not-proven": "doubt",
  cancelled: "plain",
  moved: "plain",
};

type View = keyof typeof DAY_SHEET.views;
const IN_VIEW: Readonly<Record<View, (row: DaySheetRow) => boolean>> = {
  all: () => true,
  open: ({ standing }) => standing === "expected" || standing === "late",
  here: ({ standing }) => standing === "waiting" || standing === "called",
  done: ({ standing }) => !["expected", "late", "waiting", "called"].includes(standing),
};

type Order = keyof typeof DAY_SHEET.orders;
const LAST = 10_000;
const BY: Readonly<Record<Order, (a: DaySheetRow, b: DaySheetRow) => number>> = {
  hour: (a, b) => (a.minute ?? LAST) - (b.minute ?? LAST) || (a.desk ?? LAST) - (b.desk ?? LAST),
  desk: (a, b) => (a.desk ?? LAST) - (b.desk ?? LAST) || (a.minute ?? LAST) - (b.minute ?? LAST),
};

export function Rows({ live }: { readonly live: LiveSheet }) {
  const { sheet } = live;
  const [view, setView] = useState<View>("all");
  const [order, setOrder] = useState<Order>("hour");
  const [judged, setJudged] = useState<DaySheetRow | null>(null);
  const [coded, setCoded] = useState<DaySheetRow | null>(null);
  const shown = sheet.rows.filter(IN_VIEW[view]).toSorted(BY[order]);
  const views = (Object.keys(DAY_SHEET.views) as View[]).map(
    (key) => [key, `${DAY_SHEET.views[key]} ${sheet.rows.filter(IN_VIEW[key]).length}`] as const,
  );
  return (
    <>
      <div className="cv-sheet-bar">
        <Segments label={DAY_SHEET.show} value={view} onChange={setView} options={views} />
        <Segments
          label={DAY_SHEET.order}
          value={order}
          onChange={setOrder}
          options={Object.entries(DAY_SHEET.orders) as [Order, string][]}
        />
      </div>
      {shown.length === 0 ? (
        <Empty title={sheet.rows.length === 0 ? DAY_SHEET.empty : DAY_SHEET.nobodyHere} icon="calendar">
          {sheet.rows.length === 0 && <p>{DAY_SHEET.emptyHelp}</p>}
        </Empty>
      ) : (
        <div className="cv-table-wrap cv-sheet-wrap">
          <table className="cv-table cv-sheet">
            <caption className="visually-hidden">{DAY_SHEET.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{DAY_SHEET.columns.hour}</th>
                <th scope="col">{DAY_SHEET.columns.desk}</th>
                <th scope="col">{DAY_SHEET.columns.person}</th>
                <th scope="col">{DAY_SHEET.columns.standing}</th>
                <th scope="col">{DAY_SHEET.columns.acts}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <Row
                  key={row.key}
                  row={row}
                  live={live}
                  judge={() => setJudged(row)}
                  showCode={() => setCoded(row)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {judged?.summonsId != null && (
        <OutcomeDialog
          caseId={judged.caseId}
          summonsId={judged.summonsId}
          name={fullName(judged)}
          live={live}
          onClose={() => setJudged(null)}
        />
      )}
      {coded?.summonsId != null && (
        <CodeDialog summonsId={coded.summonsId} name={fullName(coded)} onClose={() => setCoded(null)} />
      )}
    </>
  );
}

interface RowProps {
  readonly row: DaySheetRow;
  readonly live: LiveSheet;
  readonly judge: () => void;
  readonly showCode: () => void;
}

function Row({ row, live, judge, showCode }: RowProps) {
  const { can, sheet } = live;
  const arriving = useDeed<{ caseId: string; summonsId: string; version: number; actId: string }>(
    () => "/api/day-sheet/check-in",
  );
  const name = fullName(row);
  const waits = row.standing === "expected" || row.standing === "late";
  const gone = row.kind === "given-up";
  const { summonsId, version } = row;
  const mayArrive =
    can.reception &&
    waits &&
    sheet.day === sheet.today &&
    sheet.closed === null &&
    summonsId !== null &&
    version !== null;
  return (
    <tr className={gone ? "cv-sheet-gone" : undefined}>
      <td className="cv-sheet-hour">{row.minute === null ? DAY_SHEET.noDesk : minutes(row.minute)}</td>
      <td className="cv-sheet-desk">{row.desk === null ? DAY_SHEET.noDesk : <DeskOf desk={row.desk} />}</td>
      <th scope="row" className="cv-row-head cv-sheet-person">
        {can.openPerson ? <Link to={`/persone/${row.caseId}`}>{name}</Link> : name}
        <span className="cv-mono cv-small">{row.taxCode}</span>
        {row.inMore && <span className="cv-in-more">{DAY_SHEET.inMore}</span>}
      </th>
      <td className="cv-sheet-standing">
        <Badge tone={TONES[row.standing]}>{STANDING_NAMES[row.standing]}</Badge>
        <span className="cv-small">{noteOf(row)}</span>
        {row.meetingId !== null && <span className="cv-small">{MEETING.name}</span>}
      </td>
      <td className="cv-sheet-acts">
        {mayArrive && (
          <button
            type="button"
            className="btn btn-primary btn-sm"
            aria-label={DAY_SHEET.arriveOf(name)}
            disabled={arriving.isPending}
            onClick={() => arriving.mutate({ caseId: row.caseId, summonsId, version, actId: newActId() })}
          >
            {DAY_SHEET.arrive}
          </button>
        )}
        {can.reception && !gone && summonsId !== null && sheet.day <= sheet.today && (
          <button type="button" className="cv-quiet" aria-label={DAY_SHEET.outcomeOf(name)} onClick={judge}>
            {DAY_SHEET.outcome}
          </button>
        )}
        {can.reception && waits && summonsId !== null && sheet.day >= sheet.today && (
          <button type="button" className="cv-quiet" aria-label={DAY_SHEET.codeOf(name)} onClick={showCode}>
            {DAY_SHEET.code}
          </button>
        )}
        {row.meetingId !== null && !gone && <MeetingActs row={row} meetingId={row.meetingId} live={live} />}
        {arriving.isError && <Failure error={arriving.error} />}
      </td>
    </tr>
  );
}

function DeskOf({ desk }: { readonly desk: number }) {
  return (
    <>
      <span className="visually-hidden">{DAY_SHEET.desk(desk)}</span>
      <span aria-hidden="true">{desk}</span>
    </>
  );
}

function noteOf({ visit, standing, movedTo }: DaySheetRow): string {
  if (standing === "moved")
    return movedTo === null ? DAY_SHEET.movedAway : DAY_SHEET.movedTo(instant(movedTo));
  if (visit === null) return "";
  return DAY_SHEET.ticket(visit.ticket);
}
