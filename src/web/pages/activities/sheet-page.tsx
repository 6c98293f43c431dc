// The sheet of a day: every person of the group marked at once, written together; what is written already is corrected with the reason.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import type { Sheet, SheetWritten } from "../../../contract/activities.ts";
import { get, post, query } from "../../api.ts";
import { longDay, shortDay } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import { Empty, Failure, Loaded } from "../../parts/states.tsx";
import { CATALOGUE, SHEET } from "../../texts/activities.ts";
import { SheetRows } from "./sheet-rows.tsx";
import { isChange, markedRows } from "./sheet-marks.ts";
import type { Marks } from "./sheet-marks.ts";
import "../../styles/activities.css";

export function SheetPage() {
  const { id = "" } = useParams();
  const [address, setAddress] = useSearchParams();
  const day = address.get("giorno") ?? undefined;
  const result = useQuery({
    queryKey: ["activity-sheet", id, day],
    queryFn: ({ signal }) => get<Sheet>(`/api/activities/${encodeURIComponent(id)}/sheet${query({ day })}`, signal),
  });
  const { data } = result;
  const back = (
    <Link to={`/attivita/${encodeURIComponent(id)}`} className="cv-back">
      <Icon name="arrow-left" /> {SHEET.back}
    </Link>
  );
  return (
    <Page title={data === undefined ? CATALOGUE.title : SHEET.title(data.title)} lead={SHEET.lead} above={back}>
      <Loaded result={result}>
        {(sheet) => (
          <>
            <div className="cv-field cv-sheet-day">
              <label htmlFor="giorno">{SHEET.day}</label>
              {sheet.fixedDays ? (
                <select id="giorno" value={sheet.day} onChange={(event) => setAddress({ giorno: event.target.value })}>
                  {sheet.days.map((each) => (
                    <option key={each.day} value={each.day}>
                      {SHEET.dayWith(shortDay(each.day), each.written, each.expected)}
                    </option>
                  ))}
                </select>
              ) : (
                <input id="giorno" type="date" value={sheet.day} max={sheet.today} onChange={(event) => event.target.value !== "" && setAddress({ giorno: event.target.value })} />
              )}
            </div>
            {sheet.rows.length === 0 ? (
              <Empty title={SHEET.empty} icon="user">
                <p>{SHEET.emptyHelp}</p>
              </Empty>
            ) : (
              // A new sheet for each day: what was marked on one is not carried to another.
              <SheetForm key={sheet.day} sheet={sheet} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function SheetForm({ sheet }: { readonly sheet: Sheet }) {
  const [marks, setMarks] = useState<Marks>({});
  const [registerSeen, setRegisterSeen] = useState(false);
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState<SheetWritten["refused"]>([]);
  const [gap, setGap] = useState<string | null>(null);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const rows = markedRows(sheet, marks, reason);
  const sending = useMutation({
    mutationFn: () => post<SheetWritten>(`/api/activities/${encodeURIComponent(sheet.entryId)}/sheet`, { day: sheet.day, registerSeen, rows }),
    onSuccess: async (written) => {
      announce(written.message);
      setRefused(written.refused);
      // Whoever was refused stays marked as they were.
      const stay = new Set(written.refused.map(({ itemId }) => itemId));
      setMarks((now) => Object.fromEntries(Object.entries(now).filter(([itemId]) => stay.has(itemId))));
      await queries.invalidateQueries();
    },
  });
  const all = (): void =>
    setMarks((now) => ({
      ...now,
      ...Object.fromEntries(sheet.rows.filter((row) => row.reasonNot === null && row.mark === null).map((row) => [row.itemId, { mark: "present" as const, minutes: sheet.usualMinutes, evidenceSeen: false, actId: crypto.randomUUID() }])),
    }));
  const write = (): void => {
    setGap(rows.length === 0 ? SHEET.nothing : null);
    if (rows.length > 0) sending.mutate();
  };
  const corrects = sheet.rows.some((row) => row.mark !== null && isChange(row, marks[row.itemId]));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        write();
      }}
    >
      <p>
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={all}>
          <Icon name="check" /> {SHEET.all}
        </button>
      </p>
      <SheetRows sheet={sheet} marks={marks} refused={refused} caption={SHEET.caption(longDay(sheet.day))} onMark={(itemId, mark) => setMarks((now) => ({ ...now, [itemId]: mark }))} />
      <div className="cv-sheet-foot">
        <label className="cv-check">
          <input type="checkbox" checked={registerSeen} onChange={(event) => setRegisterSeen(event.target.checked)} aria-describedby="registro-aiuto" />
          <span>{SHEET.registerSeen}</span>
        </label>
        <p id="registro-aiuto" className="cv-muted cv-small">
          {SHEET.registerHelp} {SHEET.factHelp}
        </p>
        {corrects && (
          <div className="cv-field">
            <label htmlFor="motivo">{SHEET.reason}</label>
            <textarea id="motivo" rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} aria-describedby="motivo-aiuto" />
            <small id="motivo-aiuto">{SHEET.reasonHelp}</small>
          </div>
        )}
        {gap !== null && (
          <p className="cv-field-error" role="alert">
            {gap}
          </p>
        )}
        {sending.isError && <Failure error={sending.error} />}
        <button type="submit" className="btn btn-primary" disabled={sending.isPending}>
          {SHEET.write(rows.length)}
        </button>
      </div>
    </form>
  );
}
