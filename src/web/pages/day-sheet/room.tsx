// The waiting room: who waits and since when, called by number to a desk, received, gone; what was done too early is taken back.

import { useId } from "react";
import type { DaySheetRow, Visit } from "../../../contract/day-sheet.ts";
import { fullName, minutes } from "../../format.ts";
import { Failure } from "../../parts/states.tsx";
import { DAY_SHEET, ROOM, STANDING_NAMES } from "../../texts/day-sheet.ts";
import { minutesBetween } from "./live.ts";
import type { LiveSheet } from "./live.ts";
import { useVisitSteps } from "./visit-steps.tsx";

type Here = DaySheetRow & { readonly visit: Visit };
const isHere = (row: DaySheetRow): row is Here => row.visit !== null && row.visit.endedAt === null;
const LAST_SHOWN = 5;

export interface RoomProps {
  readonly live: LiveSheet;
  readonly desk: number | null;
  readonly setDesk: (desk: number | null) => void;
}

export function Room({ live, desk, setDesk }: RoomProps) {
  const id = useId();
  const { sheet, can } = live;
  const here = sheet.rows.filter(isHere).toSorted(inOrder);
  const gone = sheet.rows
    .filter((row): row is Here => row.visit?.endedAt != null)
    .toSorted((a, b) => (a.visit.endedAt! < b.visit.endedAt! ? 1 : -1))
    .slice(0, LAST_SHOWN);
  return (
    <section className="cv-room" aria-labelledby={id}>
      <div className="cv-room-head">
        <h2 id={id}>
          {ROOM.title}
          <span className="cv-count">{here.length}</span>
        </h2>
        {can.reception && <DeskChoice desks={sheet.desks} desk={desk} setDesk={setDesk} />}
      </div>
      {here.length === 0 ? (
        <p className="cv-muted">{ROOM.empty}</p>
      ) : (
        <ul className="cv-room-list">
          {here.map((row) => (
            <Waiting key={row.key} row={row} now={live.now} desk={desk} canAct={can.reception} />
          ))}
        </ul>
      )}
      {gone.length > 0 && can.reception && (
        <details>
          <summary>{ROOM.ended}</summary>
          <ul className="cv-room-ended">
            {gone.map((row) => (
              <Ended key={row.key} row={row} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** Those at a desk first, then by arrival. */
function inOrder(a: Here, b: Here): number {
  const called = Number(b.visit.calledAt !== null) - Number(a.visit.calledAt !== null);
  return called !== 0 ? called : a.visit.ticket - b.visit.ticket;
}

function DeskChoice({
  desks,
  desk,
  setDesk,
}: {
  readonly desks: readonly number[];
  readonly desk: number | null;
  readonly setDesk: (desk: number | null) => void;
}) {
  return (
    <label className="cv-inline-field cv-room-desk">
      <span>{ROOM.myDesk}</span>
      <select
        value={desk ?? ""}
        onChange={(event) => setDesk(event.target.value === "" ? null : Number(event.target.value))}
      >
        <option value="">{ROOM.noDesk}</option>
        {desks.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  );
}

function Waiting({
  row,
  now,
  desk,
  canAct,
}: {
  readonly row: Here;
  readonly now: string;
  readonly desk: number | null;
  readonly canAct: boolean;
}) {
  const { visit } = row;
  const { version } = visit;
  const { deed, button } = useVisitSteps(visit.id, visit.ticket);
  const called = visit.calledAt !== null;
  // The operator's own desk, or the one the appointment was given at.
  const where = desk ?? row.desk;
  return (
    <li className={called ? "cv-room-called" : undefined}>
      <span className="cv-ticket">{visit.ticket}</span>
      <div className="cv-room-who">
        <strong>{fullName(row)}</strong>
        <span className="cv-muted cv-small">
          {[
            row.minute === null ? ROOM.walkIn : ROOM.bookedAt(minutes(row.minute)),
            called && visit.desk !== null
              ? ROOM.atDesk(visit.desk)
              : ROOM.waitedFor(minutesBetween(visit.arrivedAt, now)),
          ].join(" · ")}
        </span>
      </div>
      {canAct && (
        <div className="cv-room-acts">
          {called ? (
            <>
              {button(ROOM.seen, { step: "seen", version }, "primary")}
              {button(ROOM.wait, { step: "wait", version })}
            </>
          ) : (
            <>
              {where === null ? (
                <span className="cv-small">{ROOM.callNoDesk}</span>
              ) : (
                button(ROOM.call(where), { step: "call", version, desk: where }, "primary")
              )}
              {button(ROOM.left, { step: "left", version })}
              {row.kind === "walk-in" && button(ROOM.mistake, { step: "mistake", version })}
            </>
          )}
        </div>
      )}
      {deed.isError && <Failure error={deed.error} />}
    </li>
  );
}

function Ended({ row }: { readonly row: Here }) {
  const { visit } = row;
  const { deed, button } = useVisitSteps(visit.id, visit.ticket);
  return (
    <li>
      <span>
        {`${DAY_SHEET.ticket(visit.ticket)} ${fullName(row)}`}
        <span className="cv-muted">{` ${STANDING_NAMES[row.standing].toLowerCase()}`}</span>
      </span>
      {button(ROOM.undo, { step: "wait", version: visit.version })}
      {deed.isError && <Failure error={deed.error} />}
    </li>
  );
}
