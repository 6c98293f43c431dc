// Two at one interview: who is typing, since when, and the choice to read or to go on from there; and what was resumed.

import { useState } from "react";
import type { Interview } from "../../../contract/interview.ts";
import { Failure } from "../../parts/states.tsx";
import { DRAFT } from "../../texts/interview.ts";
import type { InterviewDraft } from "./use-draft.ts";

interface NoticeProps {
  readonly interview: Interview;
  readonly draft: InterviewDraft;
  readonly reading: boolean;
  readonly setReading: (reading: boolean) => void;
  readonly reload: () => Promise<Interview | null>;
}

export function DraftNotice(props: NoticeProps) {
  const { interview, draft, reading } = props;
  const [fault, setFault] = useState<unknown>(null);
  const taking = (whose: "theirs" | "mine") => async (): Promise<void> => {
    try {
      await draft.takeOver(whose);
      props.setReading(false);
      setFault(null);
    } catch (error) {
      setFault(error);
    }
  };
  return (
    <>
      {draft.status.kind === "overtaken" ? (
        <Overtaken {...props} taking={taking} />
      ) : reading && interview.draft !== null ? (
        <Busy {...props} taking={taking} />
      ) : (
        <Resumed interview={interview} draft={draft} />
      )}
      {fault !== null && <Failure error={fault} />}
    </>
  );
}

type Taking = { readonly taking: (whose: "theirs" | "mine") => () => Promise<void> };

function Overtaken({ draft, taking, reload }: NoticeProps & Taking) {
  if (draft.status.kind !== "overtaken") return null;
  const { by } = draft.status;
  return (
    <div className="cv-note cv-note-doubt" role="alert">
      <strong>{by === null ? DRAFT.gone : DRAFT.overtakenTitle(by.author)}</strong>
      {by !== null && <p className="mb-2">{DRAFT.overtaken(by.author, by.savedAt)}</p>}
      <div className="cv-note-actions">
        {by === null ? (
          <button type="button" className="btn btn-primary btn-sm" onClick={() => void reload()}>
            {DRAFT.reload}
          </button>
        ) : (
          <>
            <button type="button" className="btn btn-primary btn-sm" onClick={() => void taking("theirs")()}>
              {DRAFT.takeOver}
            </button>
            <button
              type="button"
              className="btn btn-outline-primary btn-sm"
              onClick={() => void taking("mine")()}
            >
              {DRAFT.keepMine}
            </button>
          </>
        )}
      </div>
    </div>
  );
}

function Busy({ interview, taking }: NoticeProps & Taking) {
  const { draft } = interview;
  if (draft === null) return null;
  return (
    <div className="cv-note cv-note-doubt" role="alert">
      <strong>{DRAFT.busyTitle(draft.author)}</strong>
      <p className="mb-2">{`${DRAFT.busy(draft.author, draft.savedAt)} ${DRAFT.reading}`}</p>
      <div className="cv-note-actions">
        <button type="button" className="btn btn-primary btn-sm" onClick={() => void taking("theirs")()}>
          {DRAFT.takeOver}
        </button>
      </div>
    </div>
  );
}

function Resumed({ interview, draft: { origin } }: Pick<NoticeProps, "interview" | "draft">) {
  if (origin === null) return null;
  const text =
    origin.kind === "browser"
      ? DRAFT.restored
      : origin.draft.author === interview.actor
        ? DRAFT.resumedMine(origin.draft.savedAt)
        : DRAFT.resumed(origin.draft.author, origin.draft.savedAt);
  return (
    <p className="cv-note" role="status">
      {text}
    </p>
  );
}
