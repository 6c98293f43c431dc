// Where one is on the way: who, what and when, preview, approval.

import { CAMPAIGNS } from "../../texts/campaigns.ts";

export function Steps({ at }: { readonly at: 1 | 2 | 3 | 4 }) {
  return (
    <ol className="cv-steps" aria-label={CAMPAIGNS.stepsLabel}>
      {CAMPAIGNS.steps.map((name, index) => (
        <li key={name} aria-current={index + 1 === at ? "step" : undefined}>
          {`${index + 1}. ${name}`}
        </li>
      ))}
    </ol>
  );
}
