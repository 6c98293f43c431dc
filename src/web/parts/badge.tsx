// Small coloured labels: the colour repeats what the words say, never alone.

import { REACH, REACH_HELP } from "../texts/common.ts";

export type Tone = "good" | "bad" | "doubt" | "plain" | "info";

export function Badge({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return <span className={`cv-badge cv-${tone}`}>{children}</span>;
}

const REACH_TONES: Readonly<Record<string, Tone>> = {
  "sms+email": "good",
  sms: "good",
  email: "good",
  paper: "doubt",
  nobody: "bad",
};

export function ReachBadge({ reach }: { readonly reach: keyof typeof REACH }) {
  return (
    <span title={REACH_HELP[reach]}>
      <Badge tone={REACH_TONES[reach] ?? "plain"}>{REACH[reach]}</Badge>
    </span>
  );
}

const STATE_TONES: Readonly<Record<string, Tone>> = {
  delivered: "good",
  failed: "bad",
  refused: "bad",
  uncertain: "doubt",
  accepted: "info",
  claimed: "info",
  due: "plain",
  withdrawn: "plain",
};
export function stateTone(state: string): Tone {
  return STATE_TONES[state] ?? "plain";
}
