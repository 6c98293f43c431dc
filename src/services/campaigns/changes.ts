// What is no longer as it was previewed, in words: who has joined, who has left, whose seat is another.

import { DIFFERENCE_TEXTS as TEXTS, REASON_TEXTS } from "../../domain/campaigns/texts.ts";
import type { KeptPerson } from "../../store/campaign-people.ts";

/** Numbers, and of who left why; no names: the Region reads them too. */
export function changesBetween(before: readonly KeptPerson[], now: readonly KeptPerson[]): string[] {
  const was = new Map(before.map((one) => [one.caseId, one]));
  const is = new Map(now.map((one) => [one.caseId, one]));
  let joined = 0;
  let moved = 0;
  let otherReason = 0;
  const left = new Map<string, number>();
  for (const one of now) {
    const old = was.get(one.caseId);
    if (one.state === "ready") {
      if (old?.state !== "ready") joined += 1;
      else if (old.deskId !== one.deskId || old.startsAt !== one.startsAt) moved += 1;
    } else if (one.state === "cannot" && old?.state !== "ready" && old?.reason !== one.reason) otherReason += 1;
  }
  for (const old of before) {
    const one = is.get(old.caseId);
    if (old.state !== "ready" || one?.state === "ready") continue;
    const why = one === undefined ? TEXTS.notChosen : lower(REASON_TEXTS[one.reason ?? ""]?.title ?? "");
    left.set(why, (left.get(why) ?? 0) + 1);
  }
  return [
    ...(joined === 0 ? [] : [TEXTS.joined(joined)]),
    ...[...left].map(([why, count]) => `${TEXTS.left(count)}: ${why}`),
    ...(moved === 0 ? [] : [TEXTS.moved(moved)]),
    ...(otherReason === 0 ? [] : [TEXTS.reasons(otherReason)]),
  ];
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
