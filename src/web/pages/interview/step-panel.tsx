// The step at hand: what stands, why it is not open, what it shows besides, and its form.

import { useEffect, useRef } from "react";
import type { Interview, InterviewStep, StepName } from "../../../contract/interview.ts";
import { Why } from "../../parts/why.tsx";
import { INTERVIEW } from "../../texts/interview.ts";
import { HouseholdStep } from "./household-step.tsx";
import { Ways } from "./ways.tsx";
import { PactSigning } from "./pact-signing.tsx";
import { StepForm } from "./step-form.tsx";
import type { InterviewDraft } from "./use-draft.ts";

export interface StepPanelProps {
  readonly interview: Interview;
  readonly step: StepName;
  readonly draft: InterviewDraft;
  readonly disabled: boolean;
  readonly onDone: () => Promise<void>;
  readonly reload: () => Promise<Interview | null>;
  readonly go: (step: StepName | null) => void;
}

export function StepPanel(props: StepPanelProps) {
  const { interview, step, disabled, reload, go } = props;
  const at = interview.steps.findIndex((one) => one.step === step);
  const view = interview.steps[at]!;
  const heading = useRef<HTMLHeadingElement>(null);
  const isOpen = view.form !== null && interview.closed === null;
  useEffect(() => {
    // A form takes the focus itself: whoever types goes on typing.
    if (!isOpen) heading.current?.focus({ preventScroll: true });
  }, [isOpen]);
  return (
    <section aria-labelledby="passo" className="cv-interview-step">
      <p className="cv-step-of">{INTERVIEW.stepOf(at + 1, interview.steps.length)}</p>
      <h2 id="passo" ref={heading} tabIndex={-1}>
        {view.title}
      </h2>
      <Standing view={view} />
      {step === "household" && (
        <HouseholdStep
          interview={interview}
          reload={reload}
          disabled={disabled || interview.closed !== null}
        />
      )}
      {step === "outcome" && <Ways interview={interview} go={go} />}
      {step === "pact" && <PactSigning interview={interview} reload={reload} disabled={disabled} />}
      {isOpen && <StepForm {...props} key={formKey(view)} view={view} />}
    </section>
  );
}

/** Another form opens anew. */
function formKey({ step, form }: InterviewStep): string {
  return [step, ...(form?.fields ?? []).map(({ name }) => name)].join("/");
}

function Standing({ view }: { readonly view: InterviewStep }) {
  if (view.state === "todo") return null;
  const isDone = view.state === "done";
  return (
    <div className={isDone ? "cv-note" : "cv-note cv-note-doubt"}>
      <p className="mb-0">
        <strong>{`${INTERVIEW.states[view.state].charAt(0).toUpperCase()}${INTERVIEW.states[view.state].slice(1)}.`}</strong>{" "}
        {view.said}
        {isDone && view.form !== null && ` ${INTERVIEW.again}`} <Why about={view.title} law={view.law} />
      </p>
    </div>
  );
}
