// Where an arrival stands: a label, and what to do when it went wrong.

import type { Batch } from "../../../contract/batches.ts";
import { Badge } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { NOTICES } from "../../texts/regional.ts";

const TONES: Readonly<Record<Batch["state"], Tone>> = {
  running: "info",
  done: "good",
  interrupted: "doubt",
  failed: "bad",
};

export function BatchState({ batch }: { readonly batch: Batch }) {
  const help = batch.errorMessage ?? NOTICES.stateHelp[batch.state];
  return (
    <span className="cv-state">
      <Badge tone={TONES[batch.state]}>{NOTICES.states[batch.state]}</Badge>
      {help !== "" && <span className="cv-sub">{help}</span>}
    </span>
  );
}
