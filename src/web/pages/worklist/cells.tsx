// The cells of the worklist: the person, what is pending with its day and norm, and the columns that filters bring.

import { useState } from "react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { PendingItem, WorklistEntry } from "../../../contract/worklist.ts";
import type { ColumnName } from "../../../domain/worklist/columns.ts";
import { fullName, instant, phone, properAddress, shortDay, tinyDay } from "../../format.ts";
import { ReachBadge } from "../../parts/badge.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Why } from "../../parts/why.tsx";
import { taskName } from "../../texts/dossier.ts";
import { WORKLIST } from "../../texts/worklist.ts";

type Row = WorklistEntry;
/** More than these are opened on demand: a row stays a row. */
const SHOWN = 3;

export function PersonCell({ row }: { readonly row: Row }) {
  const about = [row.role === "R" ? WORKLIST.applicant : WORKLIST.member, row.bound ? null : WORKLIST.notBound].filter(Boolean);
  return (
    <>
      <Link to={`/persone/${row.caseId}`}>{fullName(row)}</Link>
      <span className="cv-sub">{about.join(", ")}</span>
    </>
  );
}

const titleOf = (item: PendingItem): string => (item.task === null ? item.title : taskName(item.task));
const isLate = (item: PendingItem): boolean => item.daysLeft !== null && item.daysLeft < 0;
/** The day of a meeting is no deadline: it is when the person comes. */
const MEETINGS: ReadonlySet<string> = new Set(["no-answer", "confirmed", "asks-another-date", "declined", "not-delivered", "uncertain"]);

export function PendingCell({ row, today }: { readonly row: Row; readonly today: string }) {
  const [open, setOpen] = useState(false);
  // The note and the wait stand below, always in sight.
  const pending = row.pending.filter(({ kind }) => kind !== "note" && kind !== "waiting");
  const shown = open ? pending : pending.slice(0, SHOWN);
  const left = pending.length - SHOWN;
  return (
    <>
      {pending.length === 0 && <span className="cv-muted">{WORKLIST.nothingPending}</span>}
      <ul className="cv-pending">
        {shown.map((item, at) => (
          <li key={`${item.kind}${item.task}${at}`} className={isLate(item) ? "cv-pending-late" : undefined}>
            <span>{titleOf(item)}</span>
            {item.detail !== null && <span className="cv-pending-detail">{item.detail}</span>}
            {item.dueOn !== null && (
              <span className="cv-pending-day">
                {(MEETINGS.has(item.kind ?? "") ? WORKLIST.on : WORKLIST.by)(tinyDay(item.dueOn, today))}
              </span>
            )}
          </li>
        ))}
      </ul>
      {left > 0 && (
        <button type="button" className="cv-link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? WORKLIST.lessPending : WORKLIST.morePending(left)}
        </button>
      )}
      {row.note !== null && (
        <span className="cv-row-note">
          <Icon name="note" className="icon-xs" />
          <span>
            <span className="visually-hidden">{`${WORKLIST.noteLabel}: `}</span>
            {[row.note.reason, row.note.text].filter(Boolean).join(": ")}
            {row.note.dueOn !== null && ` (${WORKLIST.by(tinyDay(row.note.dueOn, today))})`}
          </span>
        </span>
      )}
      {row.wait !== null && (
        <span className="cv-row-note cv-row-wait">
          <Icon name="clock" className="icon-xs" />
          <span>{WORKLIST.waitsUntil(tinyDay(row.wait.until, today), row.wait.reason)}</span>
        </span>
      )}
    </>
  );
}

/** The nearest day, how far it is, and why. */
export function DueCell({ row }: { readonly row: Row }) {
  const item = row.pending.find((one) => one.dueOn !== null);
  if (item === undefined || item.dueOn === null || item.daysLeft === null) return <span className="cv-muted">{WORKLIST.noDue}</span>;
  const late = item.daysLeft < 0;
  const soon = item.daysLeft >= 0 && item.daysLeft <= 2;
  const meeting = MEETINGS.has(item.kind ?? "");
  return (
    <span className={`cv-due ${late ? "cv-due-late" : soon ? "cv-due-soon" : ""}`}>
      <Icon name={late ? "warning-circle" : meeting ? "calendar" : soon ? "clock" : "flag"} className="icon-xs" />
      <span>
        <span className="cv-due-day">{shortDay(item.dueOn)}</span>
        <span className="cv-sub">{WORKLIST.days(item.daysLeft)}</span>
        <Why about={WORKLIST.whyAbout(titleOf(item), fullName(row))} sentence={titleOf(item)} law={item.law} />
      </span>
    </span>
  );
}

const day = (date: string | null): ReactNode => (date === null ? <span className="cv-muted">{WORKLIST.none}</span> : shortDay(date));
const text = (said: string | null): ReactNode => said ?? <span className="cv-muted">{WORKLIST.none}</span>;

export const CELLS: Readonly<Record<ColumnName, (row: Row) => ReactNode>> = {
  due: (row) => <DueCell row={row} />,
  operator: ({ operator }) => operator?.name ?? <span className="cv-muted">{WORKLIST.unassigned}</span>,
  taxCode: ({ taxCode }) => <span className="cv-mono">{taxCode}</span>,
  reach: ({ reach }) => <ReachBadge reach={reach} />,
  appointment: ({ appointmentAt }) => (appointmentAt === null ? <span className="cv-muted">{WORKLIST.noAppointment}</span> : instant(appointmentAt)),
  phone: (row) => text(row.phone === null ? null : phone(row.phone)),
  benefit: ({ measure, grantedOn }) => `${measure}, ${shortDay(grantedOn)}`,
  protocol: ({ protocol }) => <span className="cv-mono">{protocol}</span>,
  municipality: ({ municipality }) => text(municipality === null ? null : properAddress(municipality)),
  justify: ({ justifyDue }) => day(justifyDue),
  exemptUntil: ({ exemptUntil }) => day(exemptUntil),
  activityUntil: ({ activityUntil }) => day(activityUntil),
  assignedOn: ({ assignedOn }) => day(assignedOn),
  wait: ({ wait }) => text(wait === null ? null : `${shortDay(wait.until)}, ${wait.reason.toLowerCase()}`),
  note: ({ note }) => text(note === null ? null : [note.reason, note.text].filter(Boolean).join(": ")),
  birthDate: ({ birthDate }) => shortDay(birthDate),
  citizenship: ({ citizenship }) => citizenship,
};
