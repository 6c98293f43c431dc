// Copying the exceptions of a week onto the weeks that follow another: first what would be copied and what is in the way, then the copy.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import type { CopyWeekRows } from "../../../contract/agenda-hours.ts";
import type { Done } from "../../../contract/problem.ts";
import { post } from "../../api.ts";
import { longDay, minutes } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Badge } from "../../parts/badge.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { HOURS } from "../../texts/agenda.ts";
import { COMMON } from "../../texts/common.ts";
import { AGENDA } from "../../texts/office.ts";

const MOST_WEEKS = 26;
const WEEK_MS = 7 * 86_400_000;

const laterBy = (day: string, weeks: number): string => new Date(Date.parse(`${day}T12:00:00Z`) + weeks * WEEK_MS).toISOString().slice(0, 10);

export function CopyDialog({ today, onClose }: { readonly today: string; readonly onClose: () => void }) {
  const id = useId();
  const [week, setWeek] = useState(today);
  const [first, setFirst] = useState(laterBy(today, 1));
  const [weeks, setWeeks] = useState(1);
  const [gap, setGap] = useState(false);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const asked = { week, onto: Array.from({ length: weeks }, (_, at) => (first === "" ? first : laterBy(first, at))) };
  const looking = useMutation({ mutationFn: () => post<CopyWeekRows>("/api/agenda/hours/copy/preview", asked) });
  const copying = useMutation({
    mutationFn: () => post<Done>("/api/agenda/hours/copy", asked),
    onSuccess: async (done) => {
      announce(done.message);
      onClose();
      await queries.invalidateQueries({ queryKey: ["agenda"] });
    },
  });
  const change = (apply: () => void): void => {
    apply();
    looking.reset();
    copying.reset();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setGap(week === "" || first === "");
    if (week !== "" && first !== "") looking.mutate();
  };
  const copied = looking.data?.rows.filter((row) => row.refusal === null).length ?? 0;
  return (
    <Dialog title={HOURS.copyTitle} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p>{HOURS.copyExplain}</p>
        <div className="cv-field">
          <label htmlFor={`${id}-week`}>{HOURS.copyFrom}</label>
          <input id={`${id}-week`} type="date" value={week} onChange={(event) => change(() => setWeek(event.target.value))} />
        </div>
        <div className="cv-field">
          <label htmlFor={`${id}-onto`}>{HOURS.copyOnto}</label>
          <input id={`${id}-onto`} type="date" value={first} min={today} onChange={(event) => change(() => setFirst(event.target.value))} />
        </div>
        <div className="cv-field">
          <label htmlFor={`${id}-count`}>{HOURS.copyCount}</label>
          <select id={`${id}-count`} value={weeks} onChange={(event) => change(() => setWeeks(Number(event.target.value)))}>
            {Array.from({ length: MOST_WEEKS }, (_, at) => at + 1).map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </select>
        </div>
        {gap && (
          <p className="cv-field-error" role="alert">
            {HOURS.dateMissing}
          </p>
        )}
        {(looking.error ?? copying.error) !== null && <Failure error={looking.error ?? copying.error} />}
        {looking.data !== undefined && <Rows rows={looking.data.rows} />}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {COMMON.cancel}
          </button>
          {looking.data === undefined ? (
            <button type="submit" className="btn btn-primary" disabled={looking.isPending}>
              {HOURS.preview}
            </button>
          ) : (
            <button type="button" className="btn btn-primary" disabled={copied === 0 || copying.isPending} onClick={() => copying.mutate()}>
              {HOURS.copyConfirm(copied)}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function Rows({ rows }: { readonly rows: CopyWeekRows["rows"] }) {
  return (
    <ul className="cv-proposals" aria-live="polite">
      {rows.map((row) => (
        <li key={`${row.date}${row.kind}${row.fromMinute}${row.desk}${row.reason}`}>
          <div className="cv-proposal">
            <Badge tone={row.refusal === null ? "good" : "doubt"}>{row.refusal === null ? HOURS.copyOk : HOURS.kinds[row.kind]}</Badge>
            <span>
              {[
                longDay(row.date),
                row.fromMinute === null || row.toMinute === null ? HOURS.wholeDay : HOURS.time(minutes(row.fromMinute), minutes(row.toMinute)),
                row.desk === null ? HOURS.allDesks : AGENDA.deskName(row.desk),
                row.reason,
              ].join(" · ")}
            </span>
            {row.refusal !== null && <span className="cv-sub">{row.refusal}</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}
