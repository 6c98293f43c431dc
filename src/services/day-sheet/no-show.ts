// What would follow if a person's appointment ended without them: tried for real on a savepoint, read, and undone.

import { AFTER_NO_SHOW, DAY_SHEET_REFUSALS } from "../../domain/day-sheet/texts.ts";
import { CITATIONS } from "../../domain/law/citation.ts";
import { nextStep } from "../../domain/measures/ladder.ts";
import type { MeasureParameters, SanctionStep } from "../../domain/measures/types.ts";
import { lawFor } from "../../domain/procedure/row-index.ts";
import { BREACH } from "../../domain/summons/facts.ts";
import { SUMMONS } from "../../domain/summons/table.ts";
import { newId } from "../../store/ids.ts";
import { readCase } from "../../store/items.ts";
import { countedFor } from "../../store/units.ts";
import { NotPerformed } from "../acts/act-outcome.ts";
import type { Performed } from "../acts/act-outcome.ts";
import { BINDINGS } from "../acts/bindings.ts";
import { parametersOf, unitOf } from "../acts/facts.ts";
import { performIn } from "../acts/perform.ts";
import type { ActRequest, Run } from "../acts/perform.ts";
import { Refused } from "../refused.ts";

export interface AfterNoShow {
  readonly becomes: "absent" | "to-convene-again" | "cancelled" | "blocked";
  readonly text: string;
  readonly why: string | null;
  readonly law: string | null;
  readonly countBefore: number;
  readonly countAfter: number | null;
  readonly step: SanctionStep | null;
  readonly justifyUntil: string | null;
  readonly justifyLaw: string | null;
  readonly told: string;
}

export interface Missed {
  readonly caseId: string;
  readonly summonsId: string;
  readonly startsAt: string;
  readonly day: string;
}

/** The acts that end an appointment nobody came to: the absence or, for whom nobody was ever told, the cancellation. */
export function noShowAct({ caseId, summonsId }: Missed, counterSeen: number, change: Partial<ActRequest> = {}): ActRequest {
  return { procedure: SUMMONS.name, caseId, itemId: summonsId, act: "record-no-show", input: { counterSeen }, actId: newId(), expectedVersion: null, ...change };
}

export function cancelAct(missed: Missed, change: Partial<ActRequest> = {}): ActRequest {
  const [year, month, day] = missed.day.split("-");
  return noShowAct(missed, 0, { act: "cancel", input: { reason: AFTER_NO_SHOW.cancelReason(`${day}/${month}/${year}`) }, ...change });
}

/** In the caller's transaction, which keeps nothing of it. */
export async function afterNoShow(run: Run, missed: Missed, now: string): Promise<AfterNoShow> {
  // The table would say the same of each, after a long look: nobody is missing before their hour.
  if (missed.startsAt >= now) {
    const { refusal } = SUMMONS.guards["seat-time-passed"];
    return { ...PLAIN, becomes: "blocked", text: AFTER_NO_SHOW.blocked, why: refusal, countBefore: 0, told: "" };
  }
  const row = await readCase(run.client, missed.caseId);
  if (row === null) throw new Refused("PERSONA_NON_VISIBILE", DAY_SHEET_REFUSALS.notVisible);
  const measure = parametersOf(row);
  const counted = (await countedFor(run.client, unitOf(BINDINGS.get(SUMMONS.name)!, row))).get(BREACH) ?? 0;
  const tried = await trial(run, noShowAct(missed, counted));
  if (tried.ok) return followed(tried.value, measure, row.measure, counted);
  const untold = tried.refused.refusal.code === "CONVOCAZIONE_STATO" && missed.startsAt < now;
  const cancelled = untold ? await trial(run, cancelAct(missed)) : null;
  if (cancelled?.ok === true) {
    return { ...PLAIN, becomes: "cancelled", text: AFTER_NO_SHOW.cancelled, law: lawOf("cancel", "cancelled", row.measure), countBefore: counted, told: AFTER_NO_SHOW.toldCancelled };
  }
  const { message, citation } = tried.refused.refusal;
  return { ...PLAIN, becomes: "blocked", text: AFTER_NO_SHOW.blocked, why: message, law: citation?.text ?? null, countBefore: counted, told: "" };
}

const PLAIN = { why: null, law: null, countAfter: null, step: null, justifyUntil: null, justifyLaw: null } as const;

function followed(performed: Performed, parameters: MeasureParameters, measure: string, counted: number): AfterNoShow {
  const law = lawOf("record-no-show", performed.state, measure);
  if (performed.state !== "absent") {
    return { ...PLAIN, becomes: "to-convene-again", text: AFTER_NO_SHOW["to-convene-again"], law, countBefore: counted, told: AFTER_NO_SHOW.toldAgain };
  }
  const next = nextStep(parameters, BREACH, counted);
  const term = performed.opened.find(({ kind }) => kind === "justify");
  const clock = parameters.clocks.justify;
  return {
    becomes: "absent",
    text: AFTER_NO_SHOW.absent,
    why: null,
    law,
    countBefore: counted,
    countAfter: next?.after ?? null,
    step: next?.step ?? null,
    justifyUntil: term?.dueOn ?? null,
    justifyLaw: clock === null || clock.citation === null ? null : CITATIONS[clock.citation].text,
    told: AFTER_NO_SHOW.toldAbsent,
  };
}

function lawOf(act: string, to: string, measure: string): string | null {
  const row = SUMMONS.rows.find((one) => one.act === act && one.to === to);
  const [key] = row === undefined ? [] : lawFor(row.law, measure);
  return key === undefined ? null : CITATIONS[key].text;
}

type Trial = { readonly ok: true; readonly value: Performed } | { readonly ok: false; readonly refused: NotPerformed["refused"] };

async function trial(run: Run, request: ActRequest): Promise<Trial> {
  await run.client.query("savepoint trial");
  try {
    return { ok: true, value: await performIn(run, request) };
  } catch (error) {
    if (error instanceof NotPerformed) return { ok: false, refused: error.refused };
    throw error;
  } finally {
    // Locks taken since then go with it.
    await run.client.query("rollback to savepoint trial");
  }
}
