// Once the pact is agreed: what is left are the signatures, on paper or on the screen.

import { Link } from "react-router";
import type { Interview } from "../../../contract/interview.ts";
import { ActButtons } from "../../parts/act/act-buttons.tsx";
import { Icon } from "../../parts/icon.tsx";
import { PACT_STEP } from "../../texts/interview.ts";

/** What comes next is first; writing the text anew comes last. */
const ORDER: readonly string[] = ["sign-person", "sign-office", "record-refusal"];
function placeOf(act: string): number {
  const place = ORDER.indexOf(act);
  return place < 0 ? ORDER.length : place;
}

export function PactSigning({
  interview,
  reload,
  disabled,
}: {
  readonly interview: Interview;
  readonly reload: () => Promise<Interview | null>;
  readonly disabled: boolean;
}) {
  const entry = interview.entries.find(({ procedure, item }) => procedure === "patto" && item !== null);
  if (entry === undefined || interview.steps.some(({ step, state }) => step === "pact" && state !== "done"))
    return null;
  const acts = entry.acts.toSorted((a, b) => placeOf(a.act) - placeOf(b.act));
  return (
    <div className="cv-box">
      <h3>{PACT_STEP.sign}</h3>
      <p>{PACT_STEP.help}</p>
      <p>
        <Link to={`/persone/${interview.caseId}/documenti-emessi`} className="btn btn-outline-primary btn-sm">
          <Icon name="print" /> {PACT_STEP.papers}
        </Link>
      </p>
      {!disabled && (
        <ActButtons caseId={interview.caseId} entry={{ ...entry, acts }} onDone={() => void reload()} />
      )}
    </div>
  );
}
