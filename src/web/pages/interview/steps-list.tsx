// The steps of the interview: done, to do, not yet or not needed, each with why and its law.

import type { Interview, InterviewStep, StepName } from "../../../contract/interview.ts";
import { Icon } from "../../parts/icon.tsx";
import { Why } from "../../parts/why.tsx";
import { INTERVIEW } from "../../texts/interview.ts";

const ICONS: Readonly<Record<InterviewStep["state"], string>> = {
  done: "check-circle",
  todo: "pencil",
  blocked: "locked",
  closed: "minus-circle",
};

export function StepsList({
  interview,
  step,
  go,
}: {
  readonly interview: Interview;
  readonly step: StepName;
  readonly go: (step: StepName) => void;
}) {
  return (
    <nav className="cv-interview-steps" aria-label={INTERVIEW.steps}>
      <ol>
        {interview.steps.map((one, at) => (
          <li key={one.step} className={`cv-step-${one.state}`}>
            <button
              type="button"
              aria-current={one.step === step ? "step" : undefined}
              onClick={() => go(one.step)}
            >
              <span className="cv-step-mark">
                <Icon name={ICONS[one.state]} />
              </span>
              <span>
                <span className="cv-step-title">{`${at + 1}. ${one.title}`}</span>
                <span className="cv-step-state">
                  {one.doneAt !== null && one.state === "done"
                    ? INTERVIEW.doneAt(one.doneAt)
                    : INTERVIEW.states[one.state]}
                </span>
              </span>
            </button>
            <Said one={one} actor={interview.actor} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Why not yet, or who has done it where it was a colleague. */
function Said({ one, actor }: { readonly one: InterviewStep; readonly actor: string }) {
  if (one.state === "todo") return null;
  if (one.state !== "done")
    return (
      <span className="cv-step-said">
        <Why about={one.title} sentence={one.said} law={one.law} />
      </span>
    );
  if (one.doneBy === null) return <span className="cv-step-said">{one.said}</span>;
  return one.doneBy === actor ? null : <span className="cv-step-said">{INTERVIEW.doneBy(one.doneBy)}</span>;
}
