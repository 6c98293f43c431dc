// From one day to another.

import { useState } from "react";
import type { FormEvent } from "react";
import type { DaySheet } from "../../../contract/day-sheet.ts";
import { Icon } from "../../parts/icon.tsx";
import { DAY_SHEET } from "../../texts/day-sheet.ts";

export function DayNav({ sheet, go }: { readonly sheet: DaySheet; readonly go: (day: string) => void }) {
  const [day, setDay] = useState(sheet.day);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (day !== "") go(day);
  };
  const step = (to: string | null): void => {
    if (to !== null) go(to);
  };
  return (
    <form className="cv-day-picker" onSubmit={submit}>
      <button
        type="button"
        className="btn btn-outline-primary btn-sm"
        disabled={sheet.previousDay === null}
        onClick={() => step(sheet.previousDay)}
      >
        <Icon name="chevron-left" className="icon-xs icon-primary" />
        {DAY_SHEET.previous}
      </button>
      <button
        type="button"
        className="btn btn-outline-primary btn-sm"
        disabled={sheet.nextDay === null}
        onClick={() => step(sheet.nextDay)}
      >
        {DAY_SHEET.next}
        <Icon name="chevron-right" className="icon-xs icon-primary" />
      </button>
      {sheet.day !== sheet.today && (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => go(sheet.today)}>
          {DAY_SHEET.today}
        </button>
      )}
      <label className="cv-inline-field">
        <span className="visually-hidden">{DAY_SHEET.pickDay}</span>
        <input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      </label>
      <button type="submit" className="btn btn-outline-primary btn-sm">
        {DAY_SHEET.go}
      </button>
    </form>
  );
}
