// The first interview: the steps, the form of the one at hand, a summary beside it; everything typed is saved by itself.

import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import type { Interview, StepName } from "../../../contract/interview.ts";
import { get } from "../../api.ts";
import { fullName } from "../../format.ts";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { INTERVIEW } from "../../texts/interview.ts";
import { DraftNotice } from "./draft-notice.tsx";
import { Finish } from "./finish.tsx";
import { StepPanel } from "./step-panel.tsx";
import { StepsList } from "./steps-list.tsx";
import { Summary } from "./summary.tsx";
import { useDraft } from "./use-draft.ts";
import "../../styles/interview.css";

export function InterviewPage() {
  const { id = "" } = useParams();
  const result = useQuery({
    queryKey: ["interview", id],
    queryFn: ({ signal }) => get<Interview>(`/api/cases/${encodeURIComponent(id)}/interview`, signal),
    // Each opening is in the access log: it is read again only when something was done.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    networkMode: "always",
  });
  const [at, setAt] = useState<StepName | null>(null);
  const back = (
    <Link to={`/persone/${id}`} className="cv-back">
      <Icon name="arrow-left" />
      {INTERVIEW.back}
    </Link>
  );
  const { data } = result;
  const step = data === undefined ? null : shownStep(data, at);
  return (
    <Page
      key={id}
      title={data === undefined ? INTERVIEW.title : INTERVIEW.titleOf(fullName(data.person))}
      above={back}
      {...(data === undefined ? {} : { lead: leadOf(data, step) })}
    >
      <Loaded result={result} lines={10}>
        {(interview) => (
          <Content
            key={interview.actor}
            interview={interview}
            step={shownStep(interview, at)}
            go={setAt}
            reload={async () => {
              const { data: fresh, isError } = await result.refetch();
              return isError ? null : (fresh ?? null);
            }}
          />
        )}
      </Loaded>
    </Page>
  );
}

/** The step chosen, else the next to do, else the last. */
function shownStep(interview: Interview, chosen: StepName | null): StepName {
  return (
    chosen ?? interview.next ?? interview.steps.findLast(({ state }) => state === "done")?.step ?? "identity"
  );
}

function leadOf({ closed, next, ways }: Interview, step: StepName | null): string {
  if (closed !== null) return INTERVIEW.lead.closed;
  if (next === null) return ways.some(({ taken }) => taken) ? INTERVIEW.lead.done : INTERVIEW.lead.stuck;
  return INTERVIEW.lead[step ?? next];
}

interface ContentProps {
  readonly interview: Interview;
  readonly step: StepName;
  readonly go: (step: StepName | null) => void;
  /** Null where it could not be read again. */
  readonly reload: () => Promise<Interview | null>;
}

function Content({ interview, step, go, reload }: ContentProps) {
  const draft = useDraft(interview.actor, interview.caseId, interview.draft);
  const others = interview.draft !== null && interview.draft.author !== interview.actor;
  // Somebody is typing at this moment: one reads first, and decides.
  const [reading, setReading] = useState(others && interview.draft?.warm === true);
  useKeys(interview, go);
  return (
    <>
      <p className="visually-hidden" role="status">
        {stepSaid(interview, step)}
      </p>
      <DraftNotice
        interview={interview}
        draft={draft}
        reading={reading}
        setReading={setReading}
        reload={reload}
      />
      <div className="cv-interview">
        <StepsList interview={interview} step={step} go={go} />
        <div className="cv-interview-main">
          <StepPanel
            key={`${step}/${draft.round}`}
            interview={interview}
            step={step}
            draft={draft}
            disabled={reading || draft.status.kind === "overtaken"}
            onDone={async () => {
              const fresh = await reload();
              draft.forgetStep(step, fresh === null ? undefined : fresh.draft);
              go(null);
            }}
            reload={reload}
            go={go}
          />
          <Finish interview={interview} reload={reload} />
        </div>
        <Summary interview={interview} status={draft.status} />
      </div>
    </>
  );
}

/** Each step says itself when it comes. */
function stepSaid({ steps }: Interview, step: StepName): string {
  const at = steps.findIndex((one) => one.step === step);
  return `${INTERVIEW.stepOf(at + 1, steps.length)}: ${steps[at]?.title ?? ""}`;
}

/** Alt and a digit goes to a step; Alt and 0 to the next one to do. */
function useKeys({ steps }: Interview, go: (step: StepName | null) => void): void {
  const onKey = useCallback(
    (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || !/^Digit\d$/.test(event.code)) return;
      const digit = Number(event.code.at(-1));
      const step = steps[digit - 1];
      if (digit !== 0 && step === undefined) return;
      event.preventDefault();
      go(step?.step ?? null);
    },
    [go, steps],
  );
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onKey]);
}
