// What follows from an act in the same transaction: the deeds common to all procedures, and those of a binding.

import type { PoolClient } from "pg";
import { newId } from "../../store/ids.ts";
import { openDossierTask, queueOutbound } from "../../store/items.ts";
import type { Item } from "../../store/items.ts";
import type { AnyBinding, Deed, EffectHandler, FollowingAct, Moment } from "./binding.ts";
import { kindOf } from "./entry.ts";
import type { ActRequest } from "./perform.ts";
import { ACT_TEXTS } from "./texts.ts";

export interface Following {
  readonly client: PoolClient;
  readonly binding: AnyBinding;
  readonly moment: Moment;
  readonly item: Item;
  readonly request: ActRequest;
  readonly input: unknown;
  readonly effects: readonly string[];
  readonly follow: (following: FollowingAct, index: number) => Promise<void>;
  readonly isBound: (procedure: string) => boolean;
}

/** Carries out the effects in the order of the row. An effect without a handler is a fault of the program: the act is not done. */
export async function followEffects(following: Following): Promise<void> {
  const { client, binding, moment, item, request, input } = following;
  let acts = 0;
  const deed: Deed = {
    client,
    moment,
    item,
    data: item.data,
    act: request.act,
    actId: request.actId,
    input,
    follow: (next) => following.follow(next, (acts += 1)),
    isBound: following.isBound,
  };
  await binding.always?.(deed);
  for (const effect of following.effects) await handlerOf(binding, effect)(deed);
}

/** The handler of an effect: the binding's own before the common one. Throws where there is none. */
export function handlerOf(binding: AnyBinding, effect: string): EffectHandler {
  const own = binding.effects?.[effect];
  if (own !== undefined) return own;
  const common = COMMON[effect];
  if (common !== undefined) return (deed) => common(deed, binding);
  throw new Error(`nothing carries out the effect ${effect} of ${binding.procedure.name}`);
}

type CommonHandler = (deed: Deed, binding: AnyBinding) => Promise<void>;

/** The platform, the municipality or INPS are told by the exchange, which takes the event from where it is put down. */
export async function tellOutside({ client, item, act, actId, input, moment }: Deed): Promise<void> {
  const { taxCode, measure, protocol, officeId } = moment.facts;
  await queueOutbound(
    client,
    {
      id: newId(),
      caseId: item.caseId,
      itemId: item.id,
      actId,
      kind: kindOf(item.procedure, act),
      payload: { taxCode, measure, protocol, officeId, state: item.state, data: item.data, input },
    },
    moment.now,
  );
}

/** A task of the desk about an item: `what` tells apart the tasks of one procedure, of which one of a kind is open for a case. */
export async function askDesk({ client, item, act, moment }: Deed, what: string, detail: string): Promise<void> {
  const task = { id: newId(), caseId: item.caseId, kind: `${what}:${item.procedure}`, reason: kindOf(item.procedure, act), detail };
  await openDossierTask(client, task, moment.now);
}

const nameOf = ({ act }: Deed, { procedure }: AnyBinding): readonly [string, string] => [procedure.title, procedure.acts[act] ?? act];

/** Effects that mean the same in every procedure. */
export const COMMON: Readonly<Record<string, CommonHandler>> = {
  "desk-task": (deed, binding) => askDesk(deed, "act", ACT_TEXTS.effectTask(...nameOf(deed, binding))),
  // No message of a procedure other than the summons is composed by the program: the desk tells the person.
  "tell-person": (deed, binding) => askDesk(deed, "tell", ACT_TEXTS.tellPerson(...nameOf(deed, binding))),
  "send-to-platform": tellOutside,
};
