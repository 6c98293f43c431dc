// Before a person is written to by certified mail, or by letter for want of it, the registers are asked where they want to be written to; for a time.

import type { PoolClient } from "pg";
import { DOMICILE_POLICY } from "../../domain/domiciles/registers.ts";
import { before } from "../../domain/channel-policy/waits.ts";
import type { NextDue } from "../../domain/channel-policy/types.ts";
import { anyConfigured, lookupsOf, wantUrgently } from "../../store/domiciles.ts";
import type { WantedRow } from "../../store/domiciles.ts";
import type { Judged } from "../escalation/take.ts";
import { measureParameters } from "../writing.ts";
import type { WritingDesk } from "../writing.ts";

const HOUR_MS = 3_600_000;
/** Looked at again so often while the registers are waited for; an answer comes sooner by itself. */
const LOOK_MS = HOUR_MS;

/**
 * Of these, whoever's turn it is to be written to by certified mail waits until every configured register has answered about them, no longer than the
 * patience of the policy, and never so long that the step would come too late. Where no register is configured nothing changes.
 */
export async function holdForRegisters(client: PoolClient, desk: WritingDesk, judged: readonly Judged[], now: string): Promise<readonly Judged[]> {
  const wanting = judged.filter(({ next }) => wantsDomicile(next));
  if (wanting.length === 0 || !(await anyConfigured(client))) return judged;
  const lookups = await lookupsOf(client, wanting.map(({ known }) => known.at.caseId), now);
  const held = new Map<Judged, Judged>();
  const asked: string[] = [];
  for (const one of wanting) {
    const lookup = lookups.get(one.known.at.caseId);
    const until = lookup === undefined ? null : heldUntil(desk, one, lookup, now);
    if (until === null) continue;
    held.set(one, { known: one.known, next: { kind: "wait", until, now: null, next: one.next.kind === "begin" ? one.next.step : null } });
    asked.push(lookup!.personId);
  }
  await wantUrgently(client, [...new Set(asked)].toSorted(), now);
  return judged.map((one) => held.get(one) ?? one);
}

/** Its turn is certified mail, or certified mail was passed over for want of an address. */
function wantsDomicile(next: NextDue): boolean {
  if (next.kind !== "begin" && !(next.kind === "desk" && !next.begun)) return false;
  return (next.kind === "begin" && next.channels.includes("pec")) || next.leftOut.some(({ channel, why }) => channel === "pec" && why === "no-address");
}

function heldUntil(desk: WritingDesk, { known, next }: Judged, { isFresh, wantedAt }: WantedRow, now: string): string | null {
  if (isFresh) return null;
  const at = Date.parse(now);
  const patience = DOMICILE_POLICY.patienceHours.value * HOUR_MS;
  const end = Date.parse(wantedAt ?? now) + patience;
  if (end <= at) return null;
  const measure = measureParameters(known.at.measure, known.at.grantedOn);
  const laying = { calendar: desk.reference.workingCalendar(known.at.officeId), quietHours: measure.quietHours };
  const steps = next.kind === "begin" || next.kind === "desk" ? [...next.leftOut.map(({ step }) => step), ...(next.kind === "begin" ? [next.step] : [])] : [];
  const latest = steps.map((step) => Date.parse(before(known.startsAt, step.lead, laying))).filter((last) => last > at);
  // What could still be done now must not come too late for the waiting.
  if (latest.some((last) => last <= end)) return null;
  return new Date(Math.min(end, at + LOOK_MS)).toISOString();
}
