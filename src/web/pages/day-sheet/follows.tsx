// What follows if a person did not come: the outcome, its count and term, what the person is told, each with its law.

import type { AfterNoShow } from "../../../contract/day-sheet.ts";
import { shortDay } from "../../format.ts";
import { Why } from "../../parts/why.tsx";
import { OUTCOME } from "../../texts/day-sheet.ts";

export function Follows({ after }: { readonly after: AfterNoShow }) {
  return (
    <section className="cv-follows" aria-label={OUTCOME.follows}>
      <h3>{OUTCOME.follows}</h3>
      <p>
        <strong>{after.text}</strong> <Why about={after.text} sentence={after.why} law={after.law} />
      </p>
      <Terms after={after} />
      {after.told !== "" && <p>{after.told}</p>}
    </section>
  );
}

/** The count and the term to justify; nothing where the outcome is no absence. */
export function Terms({ after }: { readonly after: AfterNoShow }) {
  const { becomes, countBefore, countAfter, step, justifyUntil, justifyLaw } = after;
  if (becomes !== "absent") return null;
  const until = justifyUntil === null ? null : OUTCOME.until(shortDay(justifyUntil));
  return (
    <ul className="cv-follows-terms">
      {until !== null && (
        <li>
          {until} <Why about={until} law={justifyLaw} />
        </li>
      )}
      {countAfter !== null && (
        <li>
          {OUTCOME.count(countBefore, countAfter)}{" "}
          <Why
            about={OUTCOME.count(countBefore, countAfter)}
            sentence={step === null ? null : OUTCOME.step(step)}
            law={after.law}
          />
        </li>
      )}
    </ul>
  );
}
