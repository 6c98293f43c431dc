// The ways out of the interview: which are open, which is taken, and why not the others.

import type { Interview, StepName } from "../../../contract/interview.ts";
import { Badge } from "../../parts/badge.tsx";
import { Why } from "../../parts/why.tsx";
import { OUTCOME } from "../../texts/interview.ts";

export function Ways({
  interview: { ways, steps },
  go,
}: {
  readonly interview: Interview;
  readonly go: (step: StepName) => void;
}) {
  const isPactOpen = steps.some(({ step, state }) => step === "pact" && state === "todo");
  return (
    <ul className="cv-ways" aria-label={OUTCOME.ways}>
      {ways.map((one) => (
        <li key={one.way} className="cv-box">
          <p className="cv-member-head">
            <strong>{one.title}</strong>
            <Badge tone={one.taken ? "good" : one.open ? "info" : "plain"}>
              {one.taken ? OUTCOME.taken : one.open ? OUTCOME.open : OUTCOME.shut}
            </Badge>
          </p>
          {one.said !== null && <p className="mb-1">{one.said}</p>}
          <Why about={one.title} law={one.law} />
          {one.way === "pact" && isPactOpen && (
            <button type="button" className="btn btn-primary btn-sm" onClick={() => go("pact")}>
              {OUTCOME.goPact}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
