// What follows from an answer of the node: the act of the law that records it, or a task of the desk that mends what was refused. Once.

import { POLICY_EVENTS } from "../../domain/activities/event.ts";
import { newId } from "../../store/ids.ts";
import { openDossierTask } from "../../store/items.ts";
import { markFollowed, nextAnswered, settleReport } from "../../store/node-reports.ts";
import type { Answered } from "../../store/node-reports.ts";
import { inTransaction } from "../../store/pools.ts";
import { followingId } from "../acts/following-id.ts";
import { perform } from "../acts/perform.ts";
import { SYSTEM } from "../context.ts";
import type { Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { REPORT_TEXTS } from "./report-texts.ts";

export interface NodeFollowing {
  readonly reference: Reference;
}

const CHUNK = 100;
/** Task of the desk, closed by whoever mends or sets aside the report. */
export const NODE_TASK = "node:refused";

/**
 * Does what follows from the answers recorded since. An act has the number that follows from its report: after a crash it is found done.
 * Gives how many answers were looked at.
 */
export async function followAnswers(services: Services, { reference }: NodeFollowing): Promise<number> {
  const answered = await nextAnswered(services.pools.worker, CHUNK);
  if (answered.length === 0) return 0;
  for (const one of answered) await followOne(services, reference, one);
  await markFollowed(services.pools.worker, answered.map(({ id }) => id));
  return answered.length;
}

async function followOne(services: Services, reference: Reference, one: Answered): Promise<void> {
  const { report, state, detail } = one;
  const why = detail?.trim() || REPORT_TEXTS.refusedNoReason;
  const act = { caseId: one.caseId, itemId: one.itemId, actId: followingId(one.id, 1), expectedVersion: null };
  if (state === "acknowledged") {
    if (report.flow !== "sap" || report.kind !== "A02" || report.event.code !== "02") return;
    // Refused only where the pact is no longer in force: then its later event has been told as well.
    await perform(services, reference, { ...act, procedure: "patto", act: "record-communicated", input: { platformNumber: report.number } }, SYSTEM);
    return;
  }
  if (report.flow === "condizionalita" && report.operation === "invio") {
    const discarded = await perform(services, reference, { ...act, procedure: "condizionalita", act: "record-discard", input: { reason: REPORT_TEXTS.discarded(why) } }, SYSTEM);
    // The report is void: what comes after it is not kept waiting.
    if (discarded.ok) return settleReport(services.pools.worker, one.id, "set-aside", SYSTEM.id);
  }
  const title = report.flow === "sap" ? `${report.title} – ${POLICY_EVENTS[report.event.code].title}` : REPORT_TEXTS.breach;
  const now = await services.now();
  await inTransaction(services.pools.worker, (client) =>
    openDossierTask(client, { id: newId(), caseId: one.caseId, kind: NODE_TASK, reason: one.kind, detail: REPORT_TEXTS.refusedTask(title, why) }, now),
  );
}
