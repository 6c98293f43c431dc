// One act asked by another system: put down before it is done, done under an id that follows from its key, answered the same each time.

import { createHash } from "node:crypto";
import { answered, askOnce } from "../../store/api-clients.ts";
import type { ApiClient } from "../../store/api-clients.ts";
import { canonicalJson } from "../../store/register.ts";
import { refuse } from "../../domain/outcome.ts";
import type { ActOutcome } from "../acts/act-outcome.ts";
import { perform } from "../acts/perform.ts";
import type { Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { API_TEXTS } from "./texts.ts";

export interface OneAct {
  readonly client: ApiClient;
  readonly office: string;
  readonly key: string;
  readonly caseId: string;
  readonly summonsId: string;
  readonly act: "confirm" | "ask-another-date" | "record-attendance";
  readonly input: Readonly<Record<string, unknown>>;
}

export interface OneAnswer {
  readonly act_id: string;
  readonly proceeding_id: string;
  readonly state: string;
  readonly version: number;
}

export type OnceOutcome = { readonly ok: true; readonly answer: OneAnswer } | Extract<ActOutcome, { readonly ok: false }>;

/**
 * Does the act, once for each key. Killed anywhere between, the same request again finds the act by its id and gives its answer.
 * A refusal leaves nothing behind: the same key may be tried again. Refusals: CHIAVE_GIA_USATA, and those of the act.
 */
export async function actOnce(services: Services, reference: Reference, one: OneAct): Promise<OnceOutcome> {
  const { client, office, key, caseId, summonsId, act, input } = one;
  const digest = createHash("sha256").update(canonicalJson([office, caseId, summonsId, act, input])).digest();
  const kept = await askOnce(services.pools.worker, { clientId: client.id, key, digest, actId: actIdOf(client.id, key), caseId });
  if (!kept.digest.equals(digest)) return { ...refuse("CHIAVE_GIA_USATA", API_TEXTS.keyReused), allowed: [] };
  if (kept.answer !== null) return { ok: true, answer: kept.answer as unknown as OneAnswer };
  const outcome = await perform(
    services,
    reference,
    { procedure: "convocazione", caseId, itemId: summonsId, act, input, actId: kept.actId, expectedVersion: null },
    { id: `sistema:${client.name}`, role: "clerk", office },
  );
  if (!outcome.ok) return outcome;
  const { actId, itemId, state, version } = outcome.value;
  const answer: OneAnswer = { act_id: actId, proceeding_id: itemId, state, version };
  await answered(services.pools.worker, client.id, key, answer);
  return { ok: true, answer };
}

/** A UUID (version 8) made of the client and its key: whoever asks again asks for the same act. */
function actIdOf(clientId: string, key: string): string {
  const bytes = createHash("sha256").update(`${clientId}/${key}`).digest().subarray(0, 16);
  bytes[6] = 0x80 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
