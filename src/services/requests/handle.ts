// Use cases: a request about one's own data is registered, extended, answered.

import { romeDay } from "../../domain/calendar/rome-time.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { dueOn, extendedDue, REQUEST_LAW } from "../../domain/requests/rules.ts";
import { REQUEST_TEXTS } from "../../domain/requests/texts.ts";
import type { RequestAnswer, RequestChannel, RequestKind } from "../../domain/requests/types.ts";
import { businessNow } from "../../store/clock.ts";
import { newId } from "../../store/ids.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs, SYSTEM_SUBJECT } from "../../store/register.ts";
import { closeRequest, extendRequest, insertRequest, readRequest } from "../../store/requests.ts";
import type { RequestRow } from "../../store/requests.ts";
import type { PoolClient } from "pg";
import type { Actor, Services } from "../context.ts";

export interface Registration {
  readonly taxCode: string;
  readonly kind: RequestKind;
  readonly cameBy: RequestChannel;
  readonly receivedOn: string;
  readonly note: string | null;
  readonly actor: Actor;
}

const CODE = /^(?:[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]|\d{11})$/;

/** The acts of a request hang on the system: they say what was asked and what came of it, and name nobody. */
async function enter(
  client: PoolClient,
  actor: Actor,
  kind: string,
  law: RequestKind,
  happenedAt: string,
  payload: unknown,
): Promise<void> {
  await appendActs(client, actor, [
    {
      subjectId: SYSTEM_SUBJECT,
      subjectKind: "system",
      kind,
      happenedAt,
      citation: REQUEST_LAW[law],
      payload,
    },
  ]);
}

/** Registers a request with its term; also of somebody unknown here, who is owed an answer too. Refusals: CODICE_FISCALE, DATA_RICHIESTA. */
export async function registerRequest(
  services: Services,
  registration: Registration,
): Promise<Outcome<{ id: string; known: boolean; dueOn: string }>> {
  const taxCode = registration.taxCode.replaceAll(/\s/g, "").toUpperCase();
  if (!CODE.test(taxCode)) return refuse("CODICE_FISCALE", REQUEST_TEXTS.badTaxCode);
  return inTransaction(services.pools.retention, async (client) => {
    const now = await businessNow(client);
    const due = dueOn(registration.receivedOn, romeDay(now));
    if (!due.ok) return due;
    const id = newId();
    const { kind, cameBy, receivedOn, note, actor } = registration;
    const known = await insertRequest(client, {
      id,
      taxCode,
      kind,
      cameBy,
      receivedOn,
      dueOn: due.value,
      note,
      registeredAt: now,
      registeredBy: actor.id,
    });
    await enter(client, actor, "request-registered", kind, now, {
      request: id,
      of: kind,
      receivedOn,
      dueOn: due.value,
      known,
    });
    return accept({ id, known, dueOn: due.value });
  });
}

/** Runs `work` on an open request, held until the end; RICHIESTA_ASSENTE, RICHIESTA_CHIUSA. */
export async function onOpenRequest<T>(
  services: Services,
  id: string,
  work: (client: PoolClient, request: RequestRow, now: string) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return inTransaction(services.pools.retention, async (client) => {
    const request = await readRequest(client, id, true);
    if (request === null) return refuse("RICHIESTA_ASSENTE", REQUEST_TEXTS.notHere);
    if (request.state !== "open") return refuse("RICHIESTA_CHIUSA", REQUEST_TEXTS.answered);
    return work(client, request, await businessNow(client));
  });
}

export async function extendTerm(
  services: Services,
  { id, reason, actor }: { readonly id: string; readonly reason: string; readonly actor: Actor },
): Promise<Outcome<{ dueOn: string }>> {
  return onOpenRequest(services, id, async (client, request, now) => {
    const due = extendedDue(request, romeDay(now));
    if (!due.ok) return due;
    await extendRequest(client, id, due.value, reason);
    await enter(client, actor, "request-extended", request.kind as RequestKind, now, {
      request: id,
      dueOn: due.value,
    });
    return accept({ dueOn: due.value });
  });
}

export interface Answer {
  readonly id: string;
  readonly state: RequestAnswer;
  readonly outcome: string;
  readonly actor: Actor;
}

export async function answerRequest(
  services: Services,
  { id, state, outcome, actor }: Answer,
): Promise<Outcome<null>> {
  return onOpenRequest(services, id, async (client, request, now) => {
    const on = romeDay(now);
    await closeRequest(client, id, { state, outcome, on, by: actor.id });
    await enter(client, actor, "request-answered", request.kind as RequestKind, now, {
      request: id,
      state,
      inTime: on <= request.dueOn,
    });
    return accept(null);
  });
}
