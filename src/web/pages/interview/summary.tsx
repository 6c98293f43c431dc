// Beside the form: who is there, what is saved, the next meeting, the keys.

import type { ReactNode } from "react";
import type { Interview } from "../../../contract/interview.ts";
import { longInstant, properAddress, shortDay } from "../../format.ts";
import { DRAFT, INTERVIEW } from "../../texts/interview.ts";
import type { DraftStatus } from "./use-draft.ts";

export function Summary({
  interview,
  status,
}: {
  readonly interview: Interview;
  readonly status: DraftStatus;
}) {
  const { person, meeting, startedAt, startedBy } = interview;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      INTERVIEW.measure,
      `${person.measure}, ${person.protocol} (${person.applicant ? INTERVIEW.applicant : INTERVIEW.member})`,
    ],
    [INTERVIEW.born, shortDay(person.birthDate)],
    [
      INTERVIEW.residence,
      <span key="residence">
        {properAddress(person.residence)}
        <span className="cv-sub">{INTERVIEW.dataFrom(person.dataAsOf.slice(0, 10))}</span>
      </span>,
    ],
    [
      INTERVIEW.started,
      startedAt === null
        ? INTERVIEW.notStarted
        : INTERVIEW.startedBy(startedBy ?? "", startedAt.slice(0, 10)),
    ],
    [
      INTERVIEW.meeting,
      meeting === null ? INTERVIEW.noMeeting : `${longInstant(meeting.startsAt)}, ${meeting.desk}`,
    ],
  ];
  return (
    <aside className="cv-interview-side" aria-labelledby="in-sintesi">
      <SaveState status={status} />
      <h2 id="in-sintesi">{INTERVIEW.summary}</h2>
      <p className="cv-mono">{person.taxCode}</p>
      <dl className="cv-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <details className="cv-keys" open>
        <summary>{INTERVIEW.keys}</summary>
        <ul>
          {INTERVIEW.keyList.map(([keys, what]) => (
            <li key={keys}>
              <kbd>{keys}</kbd> {what}
            </li>
          ))}
        </ul>
      </details>
    </aside>
  );
}

/** Said aloud when it changes for the worse, or back; a save every second would be noise. */
function SaveState({ status }: { readonly status: DraftStatus }) {
  const isBad = status.kind === "unsaved" || status.kind === "overtaken";
  return (
    <div className={isBad ? "cv-save cv-save-bad" : "cv-save"}>
      <p className="mb-0">{textOf(status)}</p>
      <p className="visually-hidden" role="status">
        {status.kind === "unsaved" ? textOf(status) : ""}
      </p>
      {status.kind === "unsaved" && !status.sessionOver && <p className="cv-sub mb-0">{DRAFT.unsavedHelp}</p>}
    </div>
  );
}

function textOf(status: DraftStatus): string {
  switch (status.kind) {
    case "clean":
      return DRAFT.clean;
    case "saving":
      return DRAFT.saving;
    case "saved":
      return DRAFT.saved(status.at);
    case "unsaved":
      return status.sessionOver ? DRAFT.sessionOver : DRAFT.unsaved;
    default:
      return status.by === null ? DRAFT.gone : DRAFT.overtakenTitle(status.by.author);
  }
}
