// One summons read with all that its table looks at, so that acts can be weighed on it without doing any.

import type { PoolClient } from "pg";
import { DAY_SHEET_REFUSALS } from "../../domain/day-sheet/texts.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { decide, offers } from "../../domain/procedure/interpreter.ts";
import type { Decision, Offer } from "../../domain/procedure/types.ts";
import { SUMMONS } from "../../domain/summons/table.ts";
import { readCase } from "../../store/items.ts";
import type { Item } from "../../store/items.ts";
import { countedFor } from "../../store/units.ts";
import type { AnyBinding, Moment, Question } from "../acts/binding.ts";
import { BINDINGS } from "../acts/bindings.ts";
import { momentOf, readFacts, unitOf, withoutOwn } from "../acts/facts.ts";
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
  readonly caseId: string;
  readonly summonsId: string;
}

/** Refusals thrown: PERSONA_NON_VISIBILE. */
export async function weighing(client: PoolClient, request: WeighingRequest): Promise<Weighing> {
  const { reference, actor, now, caseId, summonsId } = request;
  const row = await readCase(client, caseId);
  const binding = BINDINGS.get(SUMMONS.name)!;
  const own = row === null ? [] : await binding.keptIn!.read(client, caseId, unitOf(binding, row));
  const item = own.find(({ id }) => id === summonsId);
  if (row === null || item === undefined) throw new Refused("PERSONA_NON_VISIBILE", DAY_SHEET_REFUSALS.notVisible);
  const facts = await readFacts(client, row);
  const counted = withoutOwn(await countedFor(client, unitOf(binding, row)), item);
  const moment = momentOf({ reference, now, actor, facts, counted });
  const more = await binding.more(client, moment, item, null);
  return { binding, moment, item, question: { moment, item, data: item.data, act: null, input: null, more } };
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
