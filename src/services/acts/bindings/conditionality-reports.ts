// The deeds of conditionality: the report that leaves, that is cancelled or discarded, and what the others of the unit must hear of it.

import { romeDay } from "../../../domain/calendar/rome-time.ts";
import type { ConditionalityData, SentReport } from "../../../domain/conditionality/data.ts";
import { askToReviewReports, endReport, insertReport, lastCounted } from "../../../store/breaches.ts";
import { newId } from "../../../store/ids.ts";
import { queueOutbound } from "../../../store/items.ts";
import type { Deed } from "../binding.ts";
import { kindOf } from "../entry.ts";
import type { ConditionalityFields } from "./conditionality-input.ts";
import { BREACH_TEXTS } from "./conditionality-texts.ts";

export type BreachDeed = Deed<ConditionalityData, ConditionalityFields>;

/** The report leaves: its row, that nobody can edit, and the event that the exchange takes to the platform. */
export async function sendReport(deed: BreachDeed): Promise<void> {
  const { client, item, data, actId } = deed;
  const { report, proposedBy, approvedBy } = data;
  if (report === null || proposedBy === null || approvedBy === null) throw new Error(`item ${item.id}: a report without its two hands`);
  const id = newId();
  await insertReport(client, {
    id,
    caseId: item.caseId,
    itemId: item.id,
    event: data.event,
    factOn: data.happenedOn,
    measureVersion: report.measureVersion,
    unit: item.unit,
    counterBefore: report.count.before,
    counterAfter: report.count.after,
    proof: report.proof,
    evidence: report.evidence,
    linkKind: report.link.kind,
    linkId: report.link.id,
    hoursWaited: report.hoursWaited,
    operatorTaxCode: report.operatorTaxCode,
    proposedBy,
    approvedBy,
    actId,
    sentAt: report.sentAt,
  });
  await tellPlatform(deed, id, report, { sentAt: report.sentAt });
}

/** Cancelled once, in the window: the row stays as it left, with its end; the platform is told. */
export async function cancelReport(deed: BreachDeed): Promise<void> {
  const cancelled = deed.data.cancelled.at(-1);
  if (cancelled === undefined) throw new Error(`item ${deed.item.id}: nothing was cancelled`);
  const id = await end(deed, "cancelled");
  await tellPlatform(deed, id, cancelled, { sentAt: cancelled.sentAt, cancelledAt: cancelled.cancelledAt });
}

export async function discardReport(deed: BreachDeed): Promise<void> {
  await end(deed, "discarded");
}

async function end({ client, item, data, actId, moment }: BreachDeed, as: "cancelled" | "discarded"): Promise<string> {
  // The platform may discard without saying why.
  const reason = data.reason.trim() === "" ? BREACH_TEXTS.noReason : data.reason;
  return endReport(client, { itemId: item.id, as, at: moment.now, by: moment.actor.id, reason, actId });
}

/** What the national flow carries of an event, and nothing else of the dossier. */
async function tellPlatform(
  { client, item, data, act, actId, moment }: BreachDeed,
  reportId: string,
  report: SentReport,
  times: { readonly sentAt: string; readonly cancelledAt?: string },
): Promise<void> {
  const { taxCode, measure, protocol, applicationDate, officeId } = moment.facts;
  const payload = {
    reportId,
    officeId,
    event: data.event,
    taxCode,
    operatorTaxCode: report.operatorTaxCode,
    measure,
    measureVersion: report.measureVersion,
    protocol,
    applicationDate,
    factOn: data.happenedOn,
    link: report.link,
    counterBefore: report.count.before,
    counterAfter: report.count.after,
    proof: report.proof,
    hoursWaited: report.hoursWaited,
    ...times,
  };
  const event = { id: newId(), caseId: item.caseId, itemId: item.id, actId, kind: kindOf(item.procedure, act), payload };
  await queueOutbound(client, event, moment.now);
}

/** A report that counts no more: those of the unit that counted it are read again by a person, in whatever office they are. */
export async function reviewLaterReports({ client, item, data, act, moment }: BreachDeed): Promise<void> {
  const before = await lastCounted(client, item.id);
  if (before === null) throw new Error(`item ${item.id}: no report to look back at`);
  const { measure, parameters } = moment.facts;
  const request = {
    unit: item.unit,
    event: data.event,
    measure,
    benefitId: parameters.countersSurviveRenewal.value ? null : data.benefitId,
    count: before + 1,
    reason: kindOf(item.procedure, act),
    detail: BREACH_TEXTS.laterReport(romeDay(moment.now)),
  };
  await askToReviewReports(client, request, moment.now);
}
