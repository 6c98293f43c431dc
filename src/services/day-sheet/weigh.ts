// Summonses read with all that their table looks at, so that acts can be weighed on them without doing any.

import type { PoolClient } from "pg";
import { DAY_SHEET_REFUSALS } from "../../domain/day-sheet/texts.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { decide, offers } from "../../domain/procedure/interpreter.ts";
import type { Decision, Offer } from "../../domain/procedure/types.ts";
import { SUMMONS } from "../../domain/summons/table.ts";
import { readCases } from "../../store/items.ts";
import type { Item } from "../../store/items.ts";
import { countedForEach } from "../../store/units.ts";
import type { AnyBinding, Moment, Question } from "../acts/binding.ts";
import { BINDINGS } from "../acts/bindings.ts";
import { momentOf, readFactsOf, unitOf, withoutOwn } from "../acts/facts.ts";
import { readMoreOf, readSummonsItems } from "../acts/bindings/summons-rows.ts";
import type { Actor } from "../context.ts";
import type { Reference } from "../reference.ts";
import { Refused } from "../refused.ts";

export interface Weighing {
  readonly binding: AnyBinding;
  readonly moment: Moment;
  readonly item: Item;
  readonly question: Question<object, unknown, unknown>;
}

export interface WeighingRequest {
  readonly reference: Reference;
  readonly actor: Actor;
  readonly now: string;
}

export interface Weighed {
  readonly caseId: string;
  readonly summonsId: string;
}

/** Refusals thrown: PERSONA_NON_VISIBILE. */
export async function weighing(client: PoolClient, request: WeighingRequest, weighed: Weighed): Promise<Weighing> {
  const [one] = await weighings(client, request, [weighed]);
  return one!;
}

/**
 * The same of each of these, in their order: the number of statements does not grow with them. Refusals thrown: PERSONA_NON_VISIBILE,
 * when one of them cannot be seen.
 */
export async function weighings(client: PoolClient, { reference, actor, now }: WeighingRequest, weighed: readonly Weighed[]): Promise<Weighing[]> {
  if (weighed.length === 0) return [];
  const binding = BINDINGS.get(SUMMONS.name)!;
  const cases = new Map((await readCases(client, weighed.map(({ caseId }) => caseId))).map((row) => [row.caseId, row]));
  const units = new Map([...cases.values()].map((row) => [row.caseId, unitOf(binding, row)]));
  const items = new Map((await readSummonsItems(client, units)).map((item) => [item.id, item]));
  const pairs = weighed.map(({ caseId, summonsId }) => {
    const [row, item] = [cases.get(caseId), items.get(summonsId)];
    if (row === undefined || item?.caseId !== caseId) throw new Refused("PERSONA_NON_VISIBILE", DAY_SHEET_REFUSALS.notVisible);
    return { row, item };
  });
  const facts = await readFactsOf(client, pairs.map(({ row }) => row));
  const counts = await countedForEach(client, pairs.map(({ row }) => units.get(row.caseId)!));
  const asked = pairs.map(({ item }, at) => {
    const moment = momentOf({ reference, now, actor, facts: facts[at]!, counted: withoutOwn(counts[at]!, item) });
    return { moment, item, form: null };
  });
  const more = await readMoreOf(client, asked);
  return asked.map(({ moment, item }, at) => ({ binding, moment, item, question: { moment, item, data: item.data, act: null, input: null, more: more[at] } }));
}

/** What the table would say of the act with this form. */
export function weigh({ binding, moment, item, question }: Weighing, act: string, input: unknown): Outcome<Decision<string, string>> {
  const context = binding.context({ ...question, act, input });
  return decide(binding.procedure, act, { state: item.state, by: moment.actor.role, context, measure: moment.facts.measure });
}

/** What the table offers before any form is filled in. */
export function offered({ binding, moment, item, question }: Weighing): Offer<string>[] {
  return offers(binding.procedure, { state: item.state, by: moment.actor.role, context: binding.context(question), measure: moment.facts.measure });
}
