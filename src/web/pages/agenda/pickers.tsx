// Going from day to day and from week to week, choosing a desk, printing.

import { useState } from "react";
import type { FormEvent } from "react";
import type { Agenda, AgendaWeek } from "../../../contract/agenda.ts";
import { Icon } from "../../parts/icon.tsx";
import { BOARD } from "../../texts/agenda.ts";
import { AGENDA } from "../../texts/office.ts";

export function PrintButton() {
  return (
    <button type="button" className="btn btn-outline-primary btn-sm cv-print" onClick={() => window.print()}>
      <Icon name="print" className="icon-xs icon-primary" />
      {BOARD.print}
    </button>
  );
}

export function DayPicker({ agenda, go }: { readonly agenda: Agenda; readonly go: (day: string) => void }) {
  return (
    <Picker
      day={agenda.day}
      label={AGENDA.pickDay}
      before={{ text: AGENDA.previous, day: agenda.previousDay }}
      after={{ text: AGENDA.next, day: agenda.nextDay }}
      now={{ text: AGENDA.today, day: agenda.today }}
      go={go}
    />
  );
}

export function WeekPicker({
  week,
  go,
}: {
  readonly week: AgendaWeek;
  readonly go: (to: { readonly day?: string | null; readonly desk?: string | null }) => void;
}) {
  return (
    <>
      <Picker
        day={week.monday}
        label={BOARD.pickWeek}
        before={{ text: BOARD.previousWeek, day: week.previousWeek }}
        after={{ text: BOARD.nextWeek, day: week.nextWeek }}
        now={{ text: BOARD.thisWeek, day: week.today }}
        go={(day) => go({ day })}
      />
      <label className="cv-inline-field cv-which">
        <span className="visually-hidden">{BOARD.which}</span>
        <select value={week.desk ?? ""} onChange={(event) => go({ desk: event.target.value === "" ? null : event.target.value })}>
          <option value="">{BOARD.wholeOffice}</option>
          {week.desks.map((desk) => (
            <option key={desk.id} value={desk.id}>
              {AGENDA.deskName(desk.number)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

interface Step {
  readonly text: string;
  readonly day: string | null;
}

interface PickerProps {
  readonly day: string;
  readonly label: string;
  readonly before: Step;
  readonly after: Step;
  readonly now: Step;
  readonly go: (day: string) => void;
}

function Picker({ day: shown, label, before, after, now, go }: PickerProps) {
  const [day, setDay] = useState(shown);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (day !== "") go(day);
  };
  return (
    <form className="cv-day-picker" onSubmit={submit}>
      <button type="button" className="btn btn-outline-primary btn-sm" disabled={before.day === null} onClick={() => before.day !== null && go(before.day)}>
        <Icon name="chevron-left" className="icon-xs icon-primary" />
        {before.text}
      </button>
      <button type="button" className="btn btn-outline-primary btn-sm" disabled={after.day === null} onClick={() => after.day !== null && go(after.day)}>
        {after.text}
        <Icon name="chevron-right" className="icon-xs icon-primary" />
      </button>
      <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => now.day !== null && go(now.day)}>
        {now.text}
      </button>
      <label className="cv-inline-field">
        <span className="visually-hidden">{label}</span>
        <input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      </label>
      <button type="submit" className="btn btn-primary btn-sm">
        {AGENDA.go}
      </button>
    </form>
  );
}
