// Use case: what is over is erased, by an act of the register for each dossier it touches; killed and run again it ends the same.

import type { PoolClient } from "pg";
import { ruleFor } from "../../domain/retention/rules.ts";
import type { RetentionRule } from "../../domain/retention/rules.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { businessNow } from "../../store/clock.ts";
import { OperatorFault } from "../../store/fault.ts";
import { newId } from "../../store/ids.ts";
import { appendActs, SYSTEM_SUBJECT } from "../../store/register.ts";
import type { ActDraft } from "../../store/register.ts";
import {
  eraseSets,
  keepFigures,
  leftovers,
  listDueDossiers,
  listRejectedCodes,
  takeDueDossiers,
} from "../../store/retention-dossiers.ts";
import { PARTS_OF_RETENTION } from "../../store/retention-parts.ts";
import type { Part } from "../../store/retention-parts.ts";
import {
  addErased,
  beginRun,
  finishRun,
  holdRetention,
  readErased,
  releaseRetention,
} from "../../store/retention-runs.ts";
import type { Erased } from "../../store/retention-runs.ts";
import { unlistedTables } from "../../store/retention-sets.ts";
import type { Actor, Services } from "../context.ts";
import { monthsOf } from "./plan.ts";
import type { RulesInForce } from "./rules-file.ts";
import { RETENTION_TEXTS } from "./texts.ts";

export interface RetentionReport {
  readonly resumed: boolean;
  /** By kind of data: how many units (households, things), and how many rows of each table. */
  readonly erased: Erased;
  /** Rows that point at nobody who is here, table by table: every number is nought, or the run ends in a fault. */
  readonly proof: Readonly<Record<string, number>>;
}

export interface RetentionOptions {
  readonly actor: Actor;
  /** Dossiers, and single things, in one transaction. */
  readonly dossiersAtOnce?: number;
  readonly thingsAtOnce?: number;
  /** Told after each committed step: what is being erased, how many units so far. */
  readonly progress?: (kind: string, units: number) => void;
}

const DOSSIERS_AT_ONCE = 500;
const THINGS_AT_ONCE = 5_000;

interface Run {
  readonly client: PoolClient;
  readonly rules: readonly RetentionRule[];
  readonly runId: string;
  readonly today: string;
  readonly options: RetentionOptions;
}

/**
 * Erases everything that is over under the rules, step by step; each step is one transaction with its acts and its counts. Then looks through
 * every table for what should not be left. Faults: CANCELLAZIONE_IN_CORSO, TABELLE_SCONOSCIUTE, CANCELLAZIONE_NON_PROVATA.
 */
export async function applyRetention(
  services: Services,
  { rules, digest }: RulesInForce,
  options: RetentionOptions,
): Promise<RetentionReport> {
  const client = await services.pools.retention.connect();
  const onError = (): void => undefined;
  client.on("error", onError);
  let broken: unknown = null;
  try {
    if (!(await holdRetention(client)))
      throw new OperatorFault("CANCELLAZIONE_IN_CORSO", RETENTION_TEXTS.running);
    const unlisted = await unlistedTables(client);
    if (unlisted.length > 0)
      throw new OperatorFault("TABELLE_SCONOSCIUTE", RETENTION_TEXTS.unlisted(unlisted));
    const begun = await beginRun(client, { id: newId(), actor: options.actor.id, rules: digest });
    const run: Run = { client, rules, runId: begun.id, today: romeDay(await businessNow(client)), options };
    await eraseDossiers(run);
    for (const part of PARTS_OF_RETENTION) await erasePart(run, part);
    const { erased, proof } = await closeRun(run, digest);
    const wrong = Object.entries(proof).filter(([, rows]) => rows > 0);
    if (wrong.length > 0)
      throw new OperatorFault(
        "CANCELLAZIONE_NON_PROVATA",
        RETENTION_TEXTS.notProven(wrong.map(([table, rows]) => `${table}: ${rows}`).join(", ")),
      );
    return { resumed: begun.resumed, erased, proof };
  } catch (error) {
    broken = error;
    throw error;
  } finally {
    // A connection that is cut in this very moment says so once more, after the query has failed: somebody has to be listening.
    const released = await releaseRetention(client).then(
      () => true,
      () => false,
    );
    const isWhole = released && (broken === null || broken instanceof OperatorFault);
    if (isWhole) client.removeListener("error", onError);
    // Temporary lists and a half-done transaction end with the connection.
    client.release(isWhole ? undefined : true);
  }
}

async function step<T>({ client }: Run, work: () => Promise<T>): Promise<T> {
  await client.query("begin");
  try {
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

async function eraseDossiers(run: Run): Promise<void> {
  const { client, rules, runId, today, options } = run;
  const months = monthsOf(rules, "dossier");
  if ((await listDueDossiers(client, months, today)) === 0) return;
  await listRejectedCodes(client);
  let total = 0;
  for (let after = 0; ;) {
    const done = await step(run, async () => {
      const taken = await takeDueDossiers(
        client,
        months,
        today,
        after,
        options.dossiersAtOnce ?? DOSSIERS_AT_ONCE,
      );
      if (taken === null || taken.cases.length === 0) return taken;
      await keepFigures(client);
      const gone = await eraseSets(client);
      const happenedAt = await businessNow(client);
      await appendActs(
        client,
        options.actor,
        taken.cases.map(({ caseId, measure, lastFact }) => {
          const rule = ruleFor(rules, "dossier", measure);
          return erasedAct(caseId, happenedAt, {
            of: "dossier",
            measure,
            months: rule.months,
            confidence: rule.confidence,
            lastFact,
            run: runId,
          });
        }),
      );
      await addErased(client, runId, "dossier", taken.cases.length, gone);
      return taken;
    });
    if (done === null) return;
    after = done.last;
    total += done.cases.length;
    options.progress?.("dossier", total);
  }
}

function erasedAct(caseId: string, happenedAt: string, payload: unknown): ActDraft {
  return {
    subjectId: caseId,
    subjectKind: "case",
    kind: "data-erased",
    happenedAt,
    citation: "GDPR_ART5",
    payload,
  };
}

async function erasePart(run: Run, part: Part): Promise<void> {
  const { client, rules, runId, today, options } = run;
  const months = monthsOf(rules, part.kind);
  let total = 0;
  for (;;) {
    const done = await step(run, async () => {
      const erased = await part.erase(client, months, today, options.thingsAtOnce ?? THINGS_AT_ONCE);
      if (erased === null) return null;
      const happenedAt = await businessNow(client);
      const drafts = [...erased.byCase].map(([caseId, units]) =>
        erasedAct(caseId, happenedAt, { of: part.kind, units, run: runId }),
      );
      if (drafts.length === 0) {
        const payload = { of: part.kind, rows: erased.gone, run: runId };
        drafts.push({
          subjectId: SYSTEM_SUBJECT,
          subjectKind: "system",
          kind: "data-erased",
          happenedAt,
          citation: "GDPR_ART5",
          payload,
        });
      }
      await appendActs(client, options.actor, drafts);
      const units = Math.max(0, ...Object.values(erased.gone));
      await addErased(client, runId, part.kind, units, erased.gone);
      return units;
    });
    if (done === null) return;
    total += done;
    options.progress?.(part.kind, total);
  }
}

/** The proof, the totals and the last act, together. A run that erased nothing leaves no act. */
async function closeRun(
  run: Run,
  digest: Buffer,
): Promise<{ readonly erased: Erased; readonly proof: Record<string, number> }> {
  const { client, runId, options } = run;
  return step(run, async () => {
    const proof = await leftovers(client);
    const erased = await readErased(client, runId);
    if (Object.keys(erased).length > 0) {
      const payload = {
        run: runId,
        rules: digest.toString("hex"),
        erased,
        left: Object.values(proof).reduce((sum, rows) => sum + rows, 0),
      };
      await appendActs(client, options.actor, [
        {
          subjectId: SYSTEM_SUBJECT,
          subjectKind: "system",
          kind: "retention-run",
          happenedAt: await businessNow(client),
          citation: "GDPR_ART5",
          payload,
        },
      ]);
    }
    await finishRun(client, runId, proof);
    return { erased, proof };
  });
}
