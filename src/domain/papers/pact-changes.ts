// What a revision of the pact changes, in sentences: nobody should have to compare two texts by eye before signing.

import type { PactCommitment } from "../pact/commitments.ts";
import type { PactContent } from "../pact/data.ts";
import { commitmentLines } from "./commitment-lines.ts";
import { CHANGE_TEXTS } from "./texts.ts";

/** Empty when the two texts bind to the same. */
export function changesOf(before: PactContent, after: PactContent): string[] {
  const changes: string[] = [];
  if (before.responsible !== after.responsible)
    changes.push(CHANGE_TEXTS.responsible(before.responsible, after.responsible));
  if (before.meetEveryDays !== after.meetEveryDays)
    changes.push(CHANGE_TEXTS.meet(before.meetEveryDays, after.meetEveryDays));
  const old = new Map(before.commitments.map((each) => [nameOf(each), each]));
  const fresh = new Map(after.commitments.map((each) => [nameOf(each), each]));
  for (const [name, each] of fresh) changes.push(...changeOf(old.get(name), each));
  for (const [name, each] of old) if (!fresh.has(name)) changes.push(CHANGE_TEXTS.removed(each.text));
  return changes;
}

/** Those of the measure by their code, those of this pact alone by what they say. */
function nameOf({ code, text }: PactCommitment): string {
  return code ?? `«${text}»`;
}

function changeOf(before: PactCommitment | undefined, after: PactCommitment): string[] {
  if (before === undefined) return [CHANGE_TEXTS.added(after.text)];
  const [was, is] = [commitmentLines(before).join(" "), commitmentLines(after).join(" ")];
  return was === is ? [] : [CHANGE_TEXTS.changed(after.text, was, is)];
}
