// The closing of a day: who has no outcome and what would follow for each, recorded together after a look; then the day itself.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, Navigate, useSearchParams } from "react-router";
import type { BulkDone, ClosingPreview } from "../../../contract/day-sheet.ts";
import { get, post } from "../../api.ts";
import { clock, fullName, longDay, number } from "../../format.ts";
import { newActId } from "../../parts/act/draft.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Failure, Loaded } from "../../parts/states.tsx";
import { COMMON } from "../../texts/common.ts";
import { CLOSING } from "../../texts/day-sheet.ts";
import "../../styles/day-sheet.css";
import "../../styles/day-sheet-narrow.css";
import { MEETING } from "../../texts/meeting.ts";
import { MeetingOutcomes } from "./meeting-acts.tsx";
import { StillHere } from "./still-here.tsx";
import { Undecided } from "./undecided.tsx";
import type { UndecidedPerson } from "./undecided.tsx";

export function ClosingPage() {
  const [search] = useSearchParams();
  const day = search.get("giorno");
  return day === null ? <Navigate to="/foglio" replace /> : <Closing key={day} day={day} />;
}

function Closing({ day }: { readonly day: string }) {
  const result = useQuery({
    queryKey: ["day-sheet", "closing", day],
    queryFn: ({ signal }) => get<ClosingPreview>(`/api/day-sheet/closing?day=${day}`, signal),
    refetchInterval: false,
  });
  const back = `/foglio?giorno=${day}`;
  return (
    <Page
      title={CLOSING.title(longDay(day))}
      lead={CLOSING.lead}
      above={
        <Link to={back} className="cv-back">
          <Icon name="chevron-left" />
          {CLOSING.back}
        </Link>
      }
    >
      <Loaded result={result}>{(preview) => <Parts preview={preview} />}</Loaded>
    </Page>
  );
}

function Parts({ preview }: { readonly preview: ClosingPreview }) {
  const [asked, setAsked] = useState<readonly UndecidedPerson[] | null>(null);
  const [refused, setRefused] = useState<readonly { name: string; why: string }[]>([]);
  return (
    <>
      {refused.length > 0 && (
        <div className="alert alert-warning cv-sheet-refused" role="alert">
          <p className="fw-semibold">{CLOSING.refusedTitle}</p>
          <ul>
            {refused.map(({ name, why }) => (
              <li key={name}>{`${name}: ${why}`}</li>
            ))}
          </ul>
        </div>
      )}
      {preview.undecided.length > 0 && (
        <Section id="senza-esito" title={CLOSING.undecided} count={number(preview.undecided.length)}>
          <Undecided day={preview.day} people={preview.undecided} record={setAsked} />
        </Section>
      )}
      {preview.meetings.length > 0 && (
        <Section id="incontri" title={MEETING.undecided} count={number(preview.meetings.length)}>
          <p>{MEETING.undecidedHelp}</p>
          <ul className="cv-contacts">
            {preview.meetings.map((one) => (
              <li key={one.appointmentId}>
                <strong>{`${clock(one.startsAt)}, ${fullName(one)}`}</strong> <MeetingOutcomes {...one} name={fullName(one)} mayMiss={!one.ahead} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {preview.here.length > 0 && (
        <Section id="ancora-qui" title={CLOSING.here} count={number(preview.here.length)}>
          <StillHere here={preview.here} />
        </Section>
      )}
      <CloseBox preview={preview} />
      {asked !== null && (
        <RecordDialog
          day={preview.day}
          people={asked}
          onClose={() => setAsked(null)}
          onRefused={setRefused}
        />
      )}
    </>
  );
}

function CloseBox({ preview }: { readonly preview: ClosingPreview }) {
  const [sure, setSure] = useState(false);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const closing = useMutation({
    mutationFn: () =>
      post<{ message: string }>("/api/day-sheet/close", {
        day: preview.day,
        version: preview.version,
        actId: newActId(),
      }),
    onSuccess: (done) => {
      announce(done.message);
      setSure(false);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["day-sheet"] }),
  });
  const shown = (Object.keys(CLOSING.counts) as (keyof typeof CLOSING.counts)[]).filter(
    (key) => key === "booked" || preview.counts[key] > 0,
  );
  return (
    <Section id="conti" title={preview.mayClose ? CLOSING.ready : (preview.why ?? CLOSING.ready)}>
      {preview.mayClose && <p>{CLOSING.readyHelp}</p>}
      <dl className="cv-close-counts">
        {shown.map((key) => (
          <div key={key}>
            <dt>{CLOSING.counts[key]}</dt>
            <dd>{number(preview.counts[key])}</dd>
          </div>
        ))}
      </dl>
      {preview.mayClose && (
        <button type="button" className="btn btn-primary" onClick={() => setSure(true)}>
          {CLOSING.close}
        </button>
      )}
      {sure && (
        <Dialog title={CLOSING.closeTitle} onClose={() => setSure(false)}>
          <p>{CLOSING.closeExplain}</p>
          {closing.isError && <Failure error={closing.error} />}
          <div className="cv-dialog-actions">
            <button type="button" className="btn btn-outline-primary" onClick={() => setSure(false)}>
              {COMMON.cancel}
            </button>
            <button
              type="button"
              className="btn btn-primary"
              disabled={closing.isPending}
              onClick={() => closing.mutate()}
            >
              {CLOSING.close}
            </button>
          </div>
        </Dialog>
      )}
    </Section>
  );
}

interface RecordProps {
  readonly day: string;
  readonly people: readonly UndecidedPerson[];
  readonly onClose: () => void;
  readonly onRefused: (refused: readonly { name: string; why: string }[]) => void;
}

function RecordDialog({ day, people, onClose, onRefused }: RecordProps) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  // One number for each act as long as this dialog is open: sent again after a lost answer, they are the same acts.
  const [acts] = useState(() => new Map(people.map(({ summonsId }) => [summonsId, newActId()])));
  const recording = useMutation({
    mutationFn: () =>
      post<BulkDone>("/api/day-sheet/no-shows", {
        day,
        people: people.map(({ caseId, summonsId, version, after: { becomes, countBefore } }) => ({
          caseId,
          summonsId,
          version,
          actId: acts.get(summonsId),
          becomes,
          counterSeen: countBefore,
        })),
      }),
    onSuccess: ({ message, results }) => {
      announce(message);
      onRefused(
        results.flatMap(({ done, why }, at) => {
          const person = people[at];
          return done || person === undefined
            ? []
            : [{ name: `${person.surname} ${person.name}`, why: why ?? "" }];
        }),
      );
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["day-sheet"] }),
  });
  const count = (wanted: string): number => people.filter(({ after }) => after.becomes === wanted).length;
  const lines = [
    [count("absent"), CLOSING.absent],
    [count("to-convene-again"), CLOSING.again],
    [count("cancelled"), CLOSING.cancelled],
  ] as const;
  return (
    <Dialog title={CLOSING.recordTitle} onClose={onClose}>
      <ul>
        {lines
          .filter(([many]) => many > 0)
          .map(([many, text]) => (
            <li key={text(many)}>{text(many)}</li>
          ))}
      </ul>
      <p>{CLOSING.recordExplain}</p>
      {recording.isError && <Failure error={recording.error} />}
      <div className="cv-dialog-actions">
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          {COMMON.cancel}
        </button>
        <button
          type="button"
          className="btn btn-primary"
          disabled={recording.isPending}
          onClick={() => recording.mutate()}
        >
          {CLOSING.recordConfirm}
        </button>
      </div>
    </Dialog>
  );
}
