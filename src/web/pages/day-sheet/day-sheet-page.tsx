// The day sheet of the office: the door, the waiting room, who is expected, the way to the closing.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { DaySheet, ScreenAddress } from "../../../contract/day-sheet.ts";
import { get } from "../../api.ts";
import { instant, longDay } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { newActId } from "../../parts/act/draft.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { DAY_SHEET, SCREEN } from "../../texts/day-sheet.ts";
import "../../styles/day-sheet.css";
import "../../styles/day-sheet-narrow.css";
import "../../styles/day-sheet-paper.css";
import { DayNav } from "./day-nav.tsx";
import { Debts } from "./debts.tsx";
import { Door } from "./door.tsx";
import { useDaySheet } from "./live.ts";
import type { LiveSheet } from "./live.ts";
import { keptDesk, keepDesk } from "./my-desk.ts";
import { PrintSheet } from "./print-sheet.tsx";
import { Room } from "./room.tsx";
import { Rows } from "./rows.tsx";

export function DaySheetPage() {
  const [search, setSearch] = useSearchParams();
  const day = search.get("giorno");
  const result = useDaySheet(day);
  const { data } = result;
  const title = data === undefined ? DAY_SHEET.waiting : DAY_SHEET.title(longDay(data.sheet.day));
  return (
    <div className="cv-day-sheet">
      <Page
        title={title}
        {...(data === undefined ? {} : { lead: leadOf(data) })}
        actions={
          data && (
            <DayNav
              key={data.sheet.day}
              sheet={data.sheet}
              go={(to) => setSearch(to === data.sheet.today ? {} : { giorno: to })}
            />
          )
        }
      >
        <Loaded result={result}>{(live) => <Day key={live.sheet.day} live={live} />}</Loaded>
      </Page>
      {data !== undefined && <PrintSheet sheet={data.sheet} now={data.now} />}
    </div>
  );
}

function leadOf({ sheet, can }: LiveSheet): string {
  if (sheet.closed !== null) return DAY_SHEET.leadClosed;
  if (sheet.day > sheet.today) return DAY_SHEET.leadFuture;
  if (sheet.day < sheet.today) return DAY_SHEET.leadPast;
  return can.reception ? DAY_SHEET.leadToday : DAY_SHEET.leadRead;
}

function Day({ live }: { readonly live: LiveSheet }) {
  const { sheet, can } = live;
  const [desk, setDesk] = useState(() => keptDesk(sheet.office.id, sheet.desks));
  const isToday = sheet.day === sheet.today;
  return (
    <>
      <Debts today={sheet.day === sheet.today} canClose={can.close} />
      {sheet.closed !== null && <Closed live={live} closed={sheet.closed} />}
      {sheet.closedBecause !== null && <p className="cv-sheet-note">{DAY_SHEET.shut(sheet.closedBecause)}</p>}
      {isToday && can.reception && <Door live={live} />}
      <div className="cv-sheet-head">
        <Facts sheet={sheet} />
        <Actions live={live} />
      </div>
      <div className={isToday ? "cv-sheet-columns" : undefined}>
        {isToday && (
          <Room
            live={live}
            desk={desk}
            setDesk={(chosen) => {
              setDesk(chosen);
              keepDesk(sheet.office.id, chosen);
            }}
          />
        )}
        <div className="cv-sheet-main">
          <Rows live={live} />
        </div>
      </div>
    </>
  );
}

function Facts({ sheet }: { readonly sheet: DaySheet }) {
  const { counts } = sheet;
  const shown = ["booked", "undecided", "here", "present", "absent", "walkIns"] as const;
  return (
    <p className="cv-agenda-facts">
      <strong>{sheet.office.name}</strong>
      {shown
        .filter((key) => key === "booked" || counts[key] > 0)
        .map((key) => (
          <span key={key}>{DAY_SHEET.counts[key](counts[key])}</span>
        ))}
    </p>
  );
}

function Closed({
  live,
  closed,
}: {
  readonly live: LiveSheet;
  readonly closed: NonNullable<DaySheet["closed"]>;
}) {
  const [opening, setOpening] = useState(false);
  const { sheet, can } = live;
  return (
    <div className="cv-sheet-note cv-sheet-closed">
      <Icon name="lock" />
      <span>{DAY_SHEET.closedAt(instant(closed.at), closed.by)}</span>
      {can.reopen && (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setOpening(true)}>
          {DAY_SHEET.reopen}
        </button>
      )}
      {opening && (
        <ActForm
          title={DAY_SHEET.reopen}
          explain={DAY_SHEET.reopenExplain}
          path="/api/day-sheet/reopen"
          confirm={DAY_SHEET.reopenConfirm}
          body={{ day: sheet.day, version: sheet.version, actId: newActId() }}
          onClose={() => setOpening(false)}
        />
      )}
    </div>
  );
}

function Actions({ live }: { readonly live: LiveSheet }) {
  const { sheet, can } = live;
  const [screen, setScreen] = useState(false);
  return (
    <div className="cv-sheet-actions">
      {can.close && sheet.closed === null && sheet.day <= sheet.today && (
        <Link to={`/foglio/chiusura?giorno=${sheet.day}`} className="btn btn-primary">
          {DAY_SHEET.close}
        </Link>
      )}
      <button type="button" className="btn btn-outline-primary" onClick={() => window.print()}>
        <Icon name="print" className="icon-xs icon-primary" />
        {DAY_SHEET.print}
      </button>
      {can.reception && (
        <button type="button" className="btn btn-outline-primary" onClick={() => setScreen(true)}>
          <Icon name="presentation" className="icon-xs icon-primary" />
          {DAY_SHEET.screen}
        </button>
      )}
      {screen && <ScreenDialog onClose={() => setScreen(false)} />}
    </div>
  );
}

function ScreenDialog({ onClose }: { readonly onClose: () => void }) {
  const result = useQuery({
    queryKey: ["day-screen"],
    queryFn: ({ signal }) => get<ScreenAddress>("/api/day-sheet/screen", signal),
  });
  return (
    <Dialog title={DAY_SHEET.screen} onClose={onClose}>
      <p>{SCREEN.address}</p>
      <Loaded result={result} lines={1}>
        {({ path }) => (
          <>
            <p className="cv-mono cv-screen-address">{`${window.location.origin}${path}`}</p>
            <div className="cv-dialog-actions">
              <a className="btn btn-primary" href={path} target="_blank" rel="noreferrer">
                {SCREEN.open}
              </a>
            </div>
          </>
        )}
      </Loaded>
    </Dialog>
  );
}
