// Use case: what the national node says now of one person, taken in as a notice would be; an act says what it changed.

import { hash } from "node:crypto";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { UNNAMED_MEASURE } from "../../domain/measures/catalogue.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Asked, Question, ServiceClient } from "../../exchange/national-node/service-client.ts";
import { openDoneBatch } from "../../store/batches.ts";
import { newId } from "../../store/ids.ts";
import { storeInTurn } from "../../store/intake-turn.ts";
import { keepExchanges } from "../../store/node-exchanges.ts";
import type { NewExchange } from "../../store/node-exchanges.ts";
import { noticesOfCase, personOfCase } from "../../store/node-persons.ts";
import { compareNotices } from "../../store/node-runs.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import { storePart, takenOf } from "../intake-chunks.ts";
import type { Rejected, Taken } from "../intake-chunks.ts";
import { Judge } from "../judging.ts";
import type { Reference } from "../reference.ts";
import { NODE_TEXTS } from "./texts.ts";

export interface AskRequest {
  readonly reference: Reference;
  readonly client: ServiceClient;
  readonly caseId: string;
  readonly actor: Actor;
}

export interface Refreshed {
  /** "unknown": the node does not name the person. "not-this": it names them, but not in this benefit. */
  readonly standing: "same" | "changed" | "older" | "refused" | "unknown" | "not-this";
  /** Fields of this person's notice that say something else than before, by their names in the notice. */
  readonly changed: readonly string[];
  /** Records of the answer that our checks refused: why. */
  readonly refused: readonly string[];
}

/** Refusals: those of the client (NODO_…), CASO_NON_TROVATO. What was exchanged is kept in either case. */
export async function refreshFromNode(services: Services, { reference, client, caseId, actor }: AskRequest): Promise<Outcome<Refreshed>> {
  const pool = services.pools.intake;
  const person = await personOfCase(pool, caseId);
  if (person === null) return refuse("CASO_NON_TROVATO", NODE_TEXTS.noCase);
  const question: Question = { kind: "person", taxCode: person.taxCode };
  // Of the moment before the question: what is pushed meanwhile is newer.
  const now = await services.now();
  const asked = await client.ask(question);
  const { outcome } = asked;
  if (!outcome.ok) {
    await inTransaction(pool, (db) => keepExchanges(db, [exchangeOf(asked, { day: romeDay(now), caseId, reference: person.taxCode, batchId: null })]));
    return refuse(outcome.code, outcome.message);
  }
  const batchId = newId();
  const judge = new Judge({ reference, measure: UNNAMED_MEASURE, receivedAt: now, defaultSentAt: now });
  const judged = outcome.beneficiaries.map((raw, at) => ({ raw, judged: judge.judge(raw, at + 1) }));
  const staged = judged.flatMap((one) => (one.judged.ok ? [{ ...one, judged: one.judged }] : []));
  const before = await noticesOfCase(pool, caseId);
  const known = await compareNotices(pool, staged.map(({ judged: { staged: one } }) => one));
  const taken = new Map<string, Taken>();
  for (const [at, { judged: one }] of staged.entries()) {
    const different = takenOf(one, batchId);
    if (!known[at]!.same && !taken.has(different.key)) taken.set(different.key, different);
  }
  const rejected: Rejected = { rows: [], records: 0 };
  for (const [at, { raw, judged: one }] of judged.entries()) {
    if (one.ok) continue;
    rejected.records += 1;
    one.rejections.forEach(({ field, code, message }, seq) => rejected.rows.push({ line: at + 1, seq, field, code, message, bytes: Buffer.from(JSON.stringify(raw)) }));
  }
  const refreshed = { value: null as Refreshed | null };
  const isStored = taken.size + rejected.records > 0;
  const work = async (db: Parameters<typeof storePart>[0]): Promise<void> => {
    if (isStored) {
      await openDoneBatch(db, { id: batchId, kind: "pull", name: NODE_TEXTS.pullName, actor: actor.id, measure: UNNAMED_MEASURE, at: now });
      await storePart(db, { batchId, actor, now }, [...taken.values()], rejected);
    }
    const after = await noticesOfCase(db, caseId);
    const ofCase = staged.findIndex(({ judged: { staged: one } }) => before.some((notice) => notice.protocol === one.protocol && notice.role === one.role && notice.taxCode === one.taxCode));
    refreshed.value = {
      standing: standingOf({ found: outcome.beneficiaries.length, ofCase, same: known[ofCase]?.same === true, moved: after.some((notice, at) => notice.version !== before[at]?.version), rejected: rejected.records }),
      changed: [...new Set(after.flatMap((notice, at) => differences(before[at]?.payload, notice.payload)))],
      refused: rejected.rows.map(({ message }) => message),
    };
    await keepExchanges(db, [exchangeOf(asked, { day: romeDay(now), caseId, reference: person.taxCode, batchId: isStored ? batchId : null })]);
    await appendActs(db, actor, [
      { subjectId: caseId, subjectKind: "case", kind: "node-asked", happenedAt: now, citation: "DM_2_9_2019_ART4", payload: { ...refreshed.value, batch: isStored ? batchId : null } },
    ]);
  };
  await (isStored ? storeInTurn(pool, [work]) : inTransaction(pool, work));
  return accept(refreshed.value!);
}

function standingOf(what: { found: number; ofCase: number; same: boolean; moved: boolean; rejected: number }): Refreshed["standing"] {
  if (what.found === 0) return "unknown";
  if (what.ofCase < 0) return what.rejected > 0 ? "refused" : "not-this";
  if (what.same) return "same";
  return what.moved ? "changed" : "older";
}

/** Names of the members that differ; the moment of sending is no content. */
function differences(before: Readonly<Record<string, unknown>> | undefined, after: Readonly<Record<string, unknown>>): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]);
  names.delete("sentAt");
  names.delete("communicationId");
  return [...names].filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after[name])).toSorted();
}

function exchangeOf(asked: Asked, about: { day: string; caseId: string; reference: string; batchId: string | null }): NewExchange {
  const { outcome } = asked;
  return {
    id: newId(), flow: "person", day: about.day, outcome: outcome.ok ? "answered" : "failed", code: outcome.ok ? null : outcome.code, message: outcome.ok ? null : outcome.message,
    reference: about.reference, request: asked.request, answer: asked.answer, bytes: asked.answer?.length ?? 0,
    digest: Buffer.from(hash("sha256", asked.answer ?? asked.request, "hex"), "hex"), tookMs: asked.tookMs, caseId: about.caseId, batchId: about.batchId, line: null, dueOn: null, repeats: null,
  };
}
