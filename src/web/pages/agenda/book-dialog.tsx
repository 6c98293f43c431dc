// An appointment for somebody who has none: found, the seat held, the text read, and only then convened.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import type { TextPreview as Preview } from "../../../contract/agenda.ts";
import type { CaseRow, Cases } from "../../../contract/cases.ts";
import type { Done } from "../../../contract/problem.ts";
import { ApiProblem, get, post, query } from "../../api.ts";
import { fullName, instant, longInstant } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure, Loaded } from "../../parts/states.tsx";
import { BOOK } from "../../texts/agenda.ts";
import { COMMON } from "../../texts/common.ts";
import type { Place } from "./board.ts";
import { TextPreview } from "./text-preview.tsx";

export function BookDialog({ place, deskName, onClose }: { readonly place: Place; readonly deskName: (id: number) => string; readonly onClose: () => void }) {
  const [held, setHeld] = useState<CaseRow | null>(null);
  return (
    <Dialog title={BOOK.title} onClose={onClose}>
      <p className="cv-when">{`${longInstant(place.startsAt)}, ${deskName(place.deskId)}`}</p>
      {held === null ? <Find place={place} onHeld={setHeld} onClose={onClose} /> : <Convene person={held} onClose={onClose} />}
    </Dialog>
  );
}

function Find({ place, onHeld, onClose }: { readonly place: Place; readonly onHeld: (person: CaseRow) => void; readonly onClose: () => void }) {
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const id = useId();
  const queries = useQueryClient();
  const result = useQuery({
    queryKey: ["agenda-find", asked],
    queryFn: ({ signal }) => get<Cases>(`/api/cases${query({ q: asked })}`, signal),
    enabled: asked.length >= 2,
  });
  const holding = useMutation({
    mutationFn: (person: CaseRow) => post<Done>("/api/agenda/by-hand", { caseId: person.caseId, deskId: place.deskId, startsAt: place.startsAt }),
    onSuccess: async (_, person) => {
      onHeld(person);
      await queries.invalidateQueries({ queryKey: ["agenda"] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(text.trim());
  };
  return (
    <>
      <p>{BOOK.explain}</p>
      <form onSubmit={submit} className="cv-find">
        <div className="cv-field">
          <label htmlFor={id}>{BOOK.search}</label>
          <input id={id} type="search" value={text} maxLength={80} onChange={(event) => setText(event.target.value)} />
        </div>
        <button type="submit" className="btn btn-outline-primary">
          {BOOK.searchButton}
        </button>
      </form>
      {holding.isError && <Failure error={holding.error} />}
      {asked.length >= 2 && (
        <Loaded result={result} lines={2}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p>{BOOK.none}</p>
            ) : (
              <ul className="cv-found">
                {rows.slice(0, 10).map((row) => (
                  <li key={row.caseId}>
                    <span>
                      <strong>{fullName(row)}</strong>
                      <span className="cv-sub">{row.appointmentAt === null ? row.taxCode : BOOK.booked(instant(row.appointmentAt))}</span>
                    </span>
                    {row.appointmentAt === null && (
                      <button
                        type="button"
                        className="btn btn-primary btn-sm"
                        disabled={holding.isPending}
                        aria-label={BOOK.hold(fullName(row))}
                        onClick={() => holding.mutate(row)}
                      >
                        {BOOK.hold("").replace(/ per $/, "")}
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      )}
      <div className="cv-dialog-actions">
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          {COMMON.cancel}
        </button>
      </div>
    </>
  );
}

function Convene({ person, onClose }: { readonly person: CaseRow; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const preview = useQuery({
    queryKey: ["issue-preview", person.caseId],
    queryFn: () => post<Preview>(`/api/agenda/by-hand/${person.caseId}/preview`, {}),
    gcTime: 0,
    retry: false,
  });
  const issuing = useMutation({
    mutationFn: () => post<Done>(`/api/agenda/by-hand/${person.caseId}/issue`, {}),
    onSuccess: async (done) => {
      announce(done.message);
      onClose();
      await queries.invalidateQueries();
    },
  });
  return (
    <>
      <p>
        <strong>{fullName(person)}</strong>
      </p>
      <p>{BOOK.held}</p>
      <Loaded result={preview} lines={3}>
        {(found) => <TextPreview preview={found} />}
      </Loaded>
      {preview.error instanceof ApiProblem && preview.error.code === "CONVOCAZIONE_CHANNEL_USABLE" && <p>{BOOK.unreachable}</p>}
      {issuing.isError && <Failure error={issuing.error} />}
      <p className="cv-sub">{BOOK.laterHelp}</p>
      <div className="cv-dialog-actions">
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          {BOOK.later}
        </button>
        <button type="button" className="btn btn-primary" disabled={!preview.isSuccess || issuing.isPending} onClick={() => issuing.mutate()}>
          {BOOK.convene}
        </button>
      </div>
    </>
  );
}
