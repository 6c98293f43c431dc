// Use case: what an act would do, shown before it is done: it is performed for real, read, and then everything is undone.

import type { PoolClient } from "pg";
import { readWritten } from "../../store/read/written-now.ts";
import type { Written } from "../../store/read/written-now.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { NotPerformed } from "./act-outcome.ts";
import type { ActRefused, Performed } from "./act-outcome.ts";
import { asActor, hasPlace } from "./behind-walls.ts";
import { BINDINGS } from "./bindings.ts";
import { performIn } from "./perform.ts";
import type { ActRequest } from "./perform.ts";
import { ACT_TEXTS } from "./texts.ts";

export interface Previewed extends Written {
  readonly performed: Performed;
}

export type PreviewOutcome = { readonly ok: true; readonly value: Previewed } | ActRefused;

/** Carries what was read out of the transaction that is being given up. */
class Undone extends Error {
  readonly previewed: Previewed;

  constructor(previewed: Previewed) {
    super("undone on purpose");
    this.previewed = previewed;
  }
}

/**
 * The state that the act would lead to, the terms it would open, the exact messages that would be written, the desk's tasks and the acts
 * that would follow, in the whole household. Nothing is kept; the refusals are those of `perform`.
 */
export async function previewAct(services: Services, reference: Reference, request: ActRequest, actor: Actor): Promise<PreviewOutcome> {
  if (!hasPlace(actor)) return { ok: false, refusal: { code: "ATTO_SENZA_SEDE", message: ACT_TEXTS.noOffice }, allowed: [] };
  try {
    return await asActor(services, actor, (client) => trial(client, reference, request, actor));
  } catch (error) {
    if (error instanceof Undone) return { ok: true, value: error.previewed };
    if (error instanceof NotPerformed) return error.refused;
    const refusal = BINDINGS.get(request.procedure)?.refusalOf?.(error as { code?: string; constraint?: string }) ?? null;
    if (refusal !== null) return { ok: false, refusal, allowed: [] };
    throw error;
  }
}

async function trial(client: PoolClient, reference: Reference, request: ActRequest, actor: Actor): Promise<never> {
  const performed = await performIn({ client, reference, bindings: BINDINGS, actor, depth: 0 }, request);
  throw new Undone({ performed, ...(await readWritten(client, request.caseId)) });
}
