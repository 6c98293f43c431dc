// Use case: which acts an actor may perform on a case now, procedure by procedure, and why not the others: what a page draws.

import type { PoolClient } from "pg";
import { offers } from "../../domain/procedure/interpreter.ts";
import type { Offer } from "../../domain/procedure/types.ts";
import { refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { businessNow } from "../../store/clock.ts";
import { readCase } from "../../store/items.ts";
import type { Item } from "../../store/items.ts";
import { readingOf } from "../../store/read/reading.ts";
import { readItemTerms } from "../../store/terms.ts";
import type { StoredTerm } from "../../store/terms.ts";
import { countedFor } from "../../store/units.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { asActor, hasPlace, mayTouch } from "./behind-walls.ts";
import type { AnyBinding, Bindings, Moment } from "./binding.ts";
import { BINDINGS } from "./bindings.ts";
import { momentOf, readFacts, unitOf, withoutOwn } from "./facts.ts";
import { Refused, refusable } from "../refused.ts";
import { ACT_TEXTS } from "./texts.ts";

/** One run of a procedure, or one that might begin, with its acts. */
export interface ProcedureOffers {
  readonly procedure: string;
  readonly title: string;
  /** Null for one that might begin. */
  readonly item: (Item & { readonly stateText: string }) | null;
  /** Not met first, nearest first. */
  readonly terms: readonly StoredTerm[];
  /** Every act of the procedure for an item; only those allowed for one that might begin. */
  readonly acts: readonly Offer<string>[];
  /** How many count already for the unit of the measure, under each name, this item left out: what is shown before confirming. */
  readonly counted: Readonly<Record<string, number>>;
}

/**
 * The acts of all procedures on a case, as it stands. One reading, no lock: `perform` decides again.
 * Refusals: ATTO_SENZA_SEDE, CASO_NON_VISIBILE.
 */
export async function offersOf(
  services: Services,
  reference: Reference,
  caseId: string,
  actor: Actor,
  bindings: Bindings = BINDINGS,
): Promise<Outcome<readonly ProcedureOffers[]>> {
  if (!hasPlace(actor)) return refuse("ATTO_SENZA_SEDE", ACT_TEXTS.noOffice);
  return refusable(() =>
    asActor(services, actor, async (connection) => {
      const client = readingOf(connection);
      const row = await readCase(client, caseId);
      if (row === null || !mayTouch(actor, row)) throw new Refused("CASO_NON_VISIBILE", ACT_TEXTS.notVisible);
      const now = await businessNow(client);
      const facts = await readFacts(client, row);
      const found: ProcedureOffers[] = [];
      for (const binding of bindings.values()) {
        const unit = unitOf(binding, row);
        const counted = binding.counts === undefined ? new Map<string, number>() : await countedFor(client, unit);
        const own = binding.keptIn === undefined
          ? facts.items.filter((item) => item.procedure === binding.procedure.name)
          : await binding.keptIn.read(client, caseId, unit);
        const terms = own.length === 0 ? [] : await readItemTerms(client, own.map((item) => item.id));
        for (const item of own) {
          const moment = momentOf({ reference, now, actor, facts, counted: withoutOwn(counted, item) });
          const offer = await offered(client, binding, moment, item, terms.filter((term) => term.itemId === item.id));
          // Another one is begun from the last alone.
          const acts = item === own.at(-1) ? offer.acts : offer.acts.filter(({ act }) => binding.anew?.(act, item.state) !== true);
          found.push({ ...offer, acts });
        }
        if (!mayBegin(binding, own)) continue;
        const begun = await offered(client, binding, momentOf({ reference, now, actor, facts, counted }), null, []);
        const acts = begun.acts.filter((act) => act.allowed);
        if (acts.length > 0) found.push({ ...begun, acts });
      }
      return found;
    }),
  );
}

function mayBegin(binding: AnyBinding, own: readonly Item[]): boolean {
  if (binding.perCase === "many") return true;
  return binding.perCase === "one" ? own.length === 0 : own.every((item) => item.closedAt !== null);
}

export async function offered(client: PoolClient, binding: AnyBinding, moment: Moment, item: Item | null, terms: readonly StoredTerm[]): Promise<ProcedureOffers> {
  const { procedure } = binding;
  const more = await binding.more(client, moment, item, null);
  const state = item?.state ?? procedure.initial[0];
  const context = binding.context({ moment, item, data: item?.data ?? binding.begin(moment), act: null, input: null, more });
  return {
    procedure: procedure.name,
    title: procedure.title,
    item: item === null ? null : { ...item, stateText: procedure.states[state] ?? state },
    terms,
    acts: offers(procedure, { state, by: moment.actor.role, context, measure: moment.facts.measure }),
    counted: Object.fromEntries(moment.counted),
  };
}
