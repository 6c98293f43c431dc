// Use cases: what the Region decides of its providers — how much each carries, and which senders they have registered. Each is an act.

import { romeDay } from "../../domain/calendar/rome-time.ts";
import { checkRegistration, oneSender } from "../../domain/providers/senders.ts";
import type { SenderRegistration } from "../../domain/providers/senders.ts";
import { MOST_WEIGHT } from "../../domain/providers/shares.ts";
import { SENDER_TEXTS } from "../../domain/providers/texts.ts";
import { refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { gateways } from "../../store/messages.ts";
import { inTransaction } from "../../store/pools.ts";
import { lockGivesReceipts, lockRegistration, lockWeight, writeGivesReceipts, writeRegistration, writeWeight } from "../../store/providers.ts";
import { appendActs, SYSTEM_SUBJECT } from "../../store/register.ts";
import type { ActDraft } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import { Refused, refusable, refusedAs } from "../refused.ts";

export interface WeightRequest {
  readonly gatewayId: string;
  readonly weight: number;
  readonly reason: string;
  readonly actor: Actor;
}

/**
 * Changes a gateway's part of its channel; what is written from now on follows it, what is written stays where it is.
 *
 * Refusals: MOTIVO_MANCANTE, DECISIONE_REGIONALE, PESO_NON_VALIDO, GATEWAY_SCONOSCIUTO, ULTIMO_FORNITORE, MITTENTI_DIVERSI, RITORNO_DIVERSO.
 */
export async function setGatewayWeight(services: Services, request: WeightRequest): Promise<Outcome<{ weight: number }>> {
  const { gatewayId, weight, actor } = request;
  const reason = request.reason.trim();
  if (reason === "") return refuse("MOTIVO_MANCANTE", SENDER_TEXTS.reasonMissing);
  if (actor.role !== "administrator") return refuse("DECISIONE_REGIONALE", SENDER_TEXTS.regionOnly);
  if (!Number.isInteger(weight) || weight < 0 || weight > MOST_WEIGHT) return refuse("PESO_NON_VALIDO", SENDER_TEXTS.weightRange);
  const now = await services.now();
  return refusable(() =>
    inTransaction(services.pools.worker, async (client) => {
      const before = await lockWeight(client, gatewayId);
      if (before === null) throw new Refused("GATEWAY_SCONOSCIUTO", SENDER_TEXTS.gatewayUnknown);
      if (weight === 0 && before.others === 0) throw new Refused("ULTIMO_FORNITORE", SENDER_TEXTS.lastWeight);
      await writeWeight(client, gatewayId, weight);
      refusedAs(oneSender(await gateways(client)));
      await appendActs(client, actor, [systemAct("gateway-weight-set", now, { gateway: gatewayId, before: before.weight, weight, reason })]);
      return { weight };
    }),
  );
}

export interface ReceiptsRequest {
  readonly gatewayId: string;
  readonly givesReceipts: boolean;
  readonly reason: string;
  readonly actor: Actor;
}

/**
 * Declares whether a provider tells what became of a message. Where it does not, silence is no failure: the measures say what follows.
 *
 * Refusals: MOTIVO_MANCANTE, DECISIONE_REGIONALE, GATEWAY_SCONOSCIUTO, RICEVUTE_INVARIATE.
 */
export async function setGivesReceipts(services: Services, request: ReceiptsRequest): Promise<Outcome<{ givesReceipts: boolean }>> {
  const { gatewayId, givesReceipts, actor } = request;
  const reason = request.reason.trim();
  if (reason === "") return refuse("MOTIVO_MANCANTE", SENDER_TEXTS.reasonMissing);
  if (actor.role !== "administrator") return refuse("DECISIONE_REGIONALE", SENDER_TEXTS.regionOnly);
  const now = await services.now();
  return refusable(() =>
    inTransaction(services.pools.worker, async (client) => {
      const before = await lockGivesReceipts(client, gatewayId);
      if (before === null) throw new Refused("GATEWAY_SCONOSCIUTO", SENDER_TEXTS.gatewayUnknown);
      if (before === givesReceipts) throw new Refused("RICEVUTE_INVARIATE", SENDER_TEXTS.receiptsUnchanged);
      await writeGivesReceipts(client, gatewayId, givesReceipts, now);
      await appendActs(client, actor, [systemAct("gateway-receipts-set", now, { gateway: gatewayId, before, givesReceipts, reason })]);
      return { givesReceipts };
    }),
  );
}

export interface RegistrationRequest extends SenderRegistration {
  readonly reason: string;
  readonly actor: Actor;
}

/**
 * Writes how a sender stands with a company: asked for, registered on a day, revoked. Gateways that it concerns send, or no longer
 * send, from this moment.
 *
 * Refusals: MOTIVO_MANCANTE, DECISIONE_REGIONALE, REGISTRAZIONE_INVARIATA, and those of `checkRegistration`.
 */
export async function setSenderRegistration(services: Services, request: RegistrationRequest): Promise<Outcome<SenderRegistration>> {
  const { channel, state, actor } = request;
  const reason = request.reason.trim();
  if (reason === "") return refuse("MOTIVO_MANCANTE", SENDER_TEXTS.reasonMissing);
  if (actor.role !== "administrator") return refuse("DECISIONE_REGIONALE", SENDER_TEXTS.regionOnly);
  const now = await services.now();
  const written: SenderRegistration = { channel, sender: request.sender.trim(), provider: request.provider.trim(), state, registeredOn: request.registeredOn };
  const judged = checkRegistration(written, romeDay(now));
  if (!judged.ok) return judged;
  return refusable(() =>
    inTransaction(services.pools.worker, async (client) => {
      const before = await lockRegistration(client, written);
      if (before?.state === state && before.registeredOn === written.registeredOn) throw new Refused("REGISTRAZIONE_INVARIATA", SENDER_TEXTS.unchanged);
      await writeRegistration(client, written);
      await appendActs(client, actor, [systemAct("sender-registration-set", now, { ...written, before: before?.state ?? null, reason })]);
      return written;
    }),
  );
}

function systemAct(kind: string, happenedAt: string, payload: unknown): ActDraft {
  return { subjectId: SYSTEM_SUBJECT, subjectKind: "system", kind, happenedAt, payload };
}
