// The office's hours: those of every week, and the days that are not as usual; its manager adds, withdraws and copies them.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactNode } from "react";
import type { OfficeException, OfficeHours } from "../../../contract/agenda-hours.ts";
import { get } from "../../api.ts";
import { instant, minutes, shortDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { useSession } from "../../session.ts";
import { HOURS } from "../../texts/agenda.ts";
import { AGENDA } from "../../texts/office.ts";
import { CopyDialog } from "./copy-dialog.tsx";
import { EnterDialog, WithdrawDialog } from "./exception-dialog.tsx";

export function HoursView({ above }: { readonly above: ReactNode }) {
  const manages = useSession().data?.role === "office-manager";
  const [open, setOpen] = useState<"enter" | "copy" | OfficeException | null>(null);
  const result = useQuery({
    queryKey: ["agenda", "hours"],
    queryFn: ({ signal }) => get<OfficeHours>("/api/agenda/hours", signal),
    refetchInterval: 15_000,
  });
  const close = (): void => setOpen(null);
  return (
    <Page
      title={HOURS.title}
      lead={manages ? HOURS.leadManager : `${HOURS.lead} ${HOURS.onlyManager}`}
      above={above}
      actions={
        manages && result.data !== undefined ? (
          <>
            <button type="button" className="btn btn-primary btn-sm" onClick={() => setOpen("enter")}>
              {HOURS.add}
            </button>
            <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setOpen("copy")}>
              {HOURS.copy}
            </button>
          </>
        ) : undefined
      }
    >
      <Loaded result={result}>
        {(hours) => (
          <>
            <Week hours={hours} />
            <Section id="eccezioni" title={HOURS.exceptions}>
              {hours.exceptions.length === 0 ? (
                <Empty title={HOURS.none} icon="calendar">
                  {manages && <p>{HOURS.noneHelp}</p>}
                </Empty>
              ) : (
                <Exceptions rows={hours.exceptions} onWithdraw={manages ? setOpen : null} />
              )}
            </Section>
            {open === "enter" && <EnterDialog hours={hours} onClose={close} />}
            {open === "copy" && <CopyDialog today={hours.today} onClose={close} />}
            {open !== null && typeof open === "object" && <WithdrawDialog exception={open} what={sentence(open)} onClose={close} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Week({ hours }: { readonly hours: OfficeHours }) {
  return (
    <Section id="settimana-tipo" title={HOURS.weekly} count={HOURS.desksInUse(hours.desks.length)}>
      <dl className="cv-week-hours">
        {hours.week.map(({ weekday, periods }) => (
          <div key={weekday}>
            <dt>{HOURS.days[weekday]}</dt>
            <dd>
              {periods.length === 0
                ? HOURS.closedDay
                : periods.map(({ start, end }) => HOURS.time(minutes(start), minutes(end))).join(", ")}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Exceptions({ rows, onWithdraw }: { readonly rows: readonly OfficeException[]; readonly onWithdraw: ((one: OfficeException) => void) | null }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable with the keyboard
    <div className="cv-table-wrap" role="region" aria-label={HOURS.table} tabIndex={0}>
      <table className="cv-exceptions">
        <thead>
          <tr>
            <th scope="col">{HOURS.kind}</th>
            <th scope="col">{HOURS.when}</th>
            <th scope="col">{HOURS.hours}</th>
            <th scope="col">{HOURS.desk}</th>
            <th scope="col">{HOURS.reason}</th>
            <th scope="col">{HOURS.by}</th>
            {onWithdraw !== null && <th scope="col">{HOURS.actions}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={row.withdrawn === null ? undefined : "cv-withdrawn"}>
              <td>
                <Badge tone={row.kind === "opening" ? "good" : "doubt"}>{HOURS.kinds[row.kind]}</Badge>
              </td>
              <td>
                {HOURS.between(shortDay(row.from), shortDay(row.to))}
                {row.weekdays.length < 7 && row.from !== row.to && <span className="cv-sub">{HOURS.onDays(daysText(row.weekdays))}</span>}
              </td>
              <td>{hoursText(row)}</td>
              <td>{row.desk === null ? HOURS.allDesks : AGENDA.deskName(row.desk)}</td>
              <td>
                {row.reason}
                {row.people > 0 && (
                  <span className="cv-sub cv-missing">
                    <Icon name="warning-circle" className="icon-xs" /> {HOURS.stillThere(row.people)}
                    {row.replan !== null && !row.replan.done ? `, ${HOURS.moving}` : ""}
                  </span>
                )}
              </td>
              <td>
                {HOURS.entered(row.enteredBy, instant(row.enteredAt))}
                {row.withdrawn !== null && (
                  <span className="cv-sub">{`${HOURS.withdrawn(row.withdrawn.by, instant(row.withdrawn.at))}: ${row.withdrawn.reason}`}</span>
                )}
              </td>
              {onWithdraw !== null && (
                <td>
                  {row.withdrawn === null && (
                    <button
                      type="button"
                      className="btn btn-outline-primary btn-sm"
                      aria-label={HOURS.withdrawOf(sentence(row))}
                      onClick={() => onWithdraw(row)}
                    >
                      {HOURS.withdraw}
                    </button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const daysText = (days: readonly number[]): string => days.map((one) => HOURS.days[one]).join(", ");

const hoursText = (row: Pick<OfficeException, "fromMinute" | "toMinute">): string =>
  row.fromMinute === null || row.toMinute === null ? HOURS.wholeDay : HOURS.time(minutes(row.fromMinute), minutes(row.toMinute));

/** "Chiusura, dal 14/10/2019 al 18/10/2019, tutto il giorno, tutta la sede" */
function sentence(row: OfficeException): string {
  return [
    HOURS.kinds[row.kind],
    HOURS.between(shortDay(row.from), shortDay(row.to)),
    hoursText(row),
    row.desk === null ? HOURS.allDesks : AGENDA.deskName(row.desk),
  ].join(", ");
}
