// Letters of the steps that are due: written as every letter is, in the transaction of the step; of who cannot be written to, why.

import type { PoolClient } from "pg";
import type { WhyLeftOut } from "../../domain/channel-policy/types.ts";
import { LETTER_PRODUCTS } from "../../domain/letters/products.ts";
import type { LetterProduct } from "../../domain/letters/products.ts";
import type { SummonsChannel } from "../../domain/measures/words.ts";
import type { Actor } from "../context.ts";
import { writeLetters } from "../letters/write.ts";
import type { WritingDesk } from "../writing.ts";
import { KIND_OF } from "./gather.ts";
import type { Subject } from "./gather.ts";

/** A letter that a step wants. */
export interface LetterWanted {
  readonly summonsId: string;
  readonly product: LetterProduct;
  readonly subject: Subject;
}

/** What became of it, by summons. */
export type LettersOfSteps = ReadonlyMap<
  string,
  { readonly messageId: string } | { readonly why: WhyLeftOut }
>;

/** After whatever an operator waits for, before the bulk. */
export const STEP_PRIORITY = 4;

export function productOf(channels: readonly SummonsChannel[]): LetterProduct | undefined {
  return LETTER_PRODUCTS.find((product) => channels.includes(product));
}

export async function writeStepLetters(
  client: PoolClient,
  desk: WritingDesk,
  wanted: readonly LetterWanted[],
  { actor, now }: { readonly actor: Actor; readonly now: string },
): Promise<LettersOfSteps> {
  const found = new Map<string, { messageId: string } | { why: WhyLeftOut }>();
  const alike = Map.groupBy(wanted, ({ product, subject }) => `${product}/${KIND_OF[subject]}`);
  for (const [first, ...others] of alike.values()) {
    if (first === undefined) continue;
    const summonsIds = [first, ...others].map(({ summonsId }) => summonsId);
    const order = {
      summonsIds,
      product: first.product,
      kind: KIND_OF[first.subject],
      actor,
      now,
      priority: STEP_PRIORITY,
    };
    const { written, refused } = await writeLetters(client, desk, order);
    for (const { summonsId, messageId } of written) found.set(summonsId, { messageId });
    for (const { summonsId, refusal } of refused)
      found.set(summonsId, { why: WHY_BY_REFUSAL[refusal.code] ?? "no-address" });
  }
  return found;
}

/** Whatever else is wrong, the post cannot reach the address that is known. */
const WHY_BY_REFUSAL: Readonly<Record<string, WhyLeftOut>> = {
  STAMPATORE_ASSENTE: "no-gateway",
  LETTERA_TARDI: "too-late",
  LETTERA_GIA_SCRITTA: "failed-before",
};
