// Use case: what acts have put down for the national node becomes reports, each decided once and written with the number of its policy.

import type { PoolClient } from "pg";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { checkReport } from "../../domain/reporting/policy-rules.ts";
import { policyNumber } from "../../domain/reporting/policy-number.ts";
import { translate } from "../../domain/reporting/translate.ts";
import type { ActTold } from "../../domain/reporting/translate.ts";
import type { BreachReport, KnownPolicy, NodeReport, PolicyReport } from "../../domain/reporting/types.ts";
import type { Refusal } from "../../domain/outcome.ts";
import { newId } from "../../store/ids.ts";
import { closeUnnumbered, drawNumbers, nextUnnumbered, nextUntold, policiesOf, renumber, savePolicies, saveReports } from "../../store/node-reports.ts";
import type { NewReport, StoredPolicy, UntoldAct } from "../../store/node-reports.ts";
import { inTransaction } from "../../store/pools.ts";
import type { Services } from "../context.ts";

/** Who we are for the node: the code of our system and the tax code of the body that proposes. */
export interface NodeIdentity {
  readonly system: string;
  readonly body: string;
}

const CHUNK = 500;
/** A pact signed tells of itself and of the taking in charge; a breach, of the taking in charge it is linked to. */
const MOST_POLICIES = 2;
const URGENT = 0;
const ORDINARY = 5;

/**
 * Makes reports of all acts that wait to be told, a chunk in one transaction: a process killed in the middle tells nothing twice, since an
 * act is marked with its reports. Gives how many reports were written. Two at once share the work: each act is held by one.
 */
export async function tellNode(services: Services, identity: NodeIdentity): Promise<{ readonly acts: number; readonly reports: number }> {
  const total = { acts: 0, reports: 0 };
  for (;;) {
    const now = await services.now();
    const done = await inTransaction(services.pools.worker, (client) => tellChunk(client, identity, now));
    total.acts += done.acts;
    total.reports += done.reports;
    if (done.acts < CHUNK) return total;
  }
}

async function tellChunk(client: PoolClient, identity: NodeIdentity, now: string): Promise<{ acts: number; reports: number }> {
  const acts = await nextUntold(client, CHUNK);
  if (acts.length === 0) return { acts: 0, reports: 0 };
  const book = await openBook(client, acts, identity);
  const reports = acts.flatMap((act) =>
    decideAct(book, act).map(({ part, report, refusal }) => newReport(act, part, report, refusal)),
  );
  await savePolicies(client, [...book.told.values()], now);
  await saveReports(client, reports, acts.map(({ id }) => id), now);
  return { acts: acts.length, reports: reports.length };
}

/**
 * Decides anew the reports that could not leave as they were and that somebody has sent on: the configuration or the catalogue may be mended
 * since. Gives how many.
 */
export async function retellNode(services: Services, identity: NodeIdentity): Promise<number> {
  const now = await services.now();
  return inTransaction(services.pools.worker, async (client) => {
    const waiting = await nextUnnumbered(client, CHUNK);
    if (waiting.length === 0) return 0;
    const book = await openBook(client, waiting.map(({ act }) => act), identity);
    for (const { id, part, act } of waiting) {
      const decided = decideAct(book, act).find((one) => one.part === part);
      // The act sends nothing any more under that part: what was refused is told by what came after it.
      if (decided === undefined) await closeUnnumbered(client, id);
      else await renumber(client, id, decided.report, decided.refusal);
    }
    await savePolicies(client, [...book.told.values()], now);
    return waiting.length;
  });
}

/** The policies of the cases at hand, as they grow while acts are decided. */
interface Book {
  readonly identity: NodeIdentity;
  readonly known: Map<string, StoredPolicy[]>;
  readonly told: Map<string, StoredPolicy>;
  readonly draw: (report: PolicyReport) => string;
}

async function openBook(client: PoolClient, acts: readonly UntoldAct[], identity: NodeIdentity): Promise<Book> {
  const known = Map.groupBy(await policiesOf(client, [...new Set(acts.map(({ caseId }) => caseId))]), ({ caseId }) => caseId);
  const numbers = await drawNumbers(client, MOST_POLICIES * acts.length);
  const draw = (report: PolicyReport): string => {
    const next = numbers.shift();
    if (next === undefined) throw new Error(`more than ${MOST_POLICIES} policies an act`);
    return policyNumber(identity.system, next, { body: report.body, activity: report.code, proposedOn: report.proposedOn });
  };
  return { identity, known, told: new Map(), draw };
}

interface Decided {
  readonly part: number;
  readonly report: NodeReport;
  readonly refusal: Refusal | null;
}

/** What an act tells, with the numbers under which it does; the book learns the new policies. */
function decideAct(book: Book, act: UntoldAct): Decided[] {
  const ofCase = book.known.get(act.caseId) ?? [];
  const { reports } = translate(actTold(act, ofCase), ofCase as readonly KnownPolicy[], book.identity);
  return reports.map((report, part) => {
    const judged = checkReport(report);
    if (!judged.ok) return { part, report, refusal: judged.refusal };
    if (report.flow !== "sap") return { part, report: linked(report, book.known.get(act.caseId) ?? []), refusal: null };
    const policy = numbered(act, report, book.draw);
    book.told.set(policy.number, policy);
    book.known.set(act.caseId, [...(book.known.get(act.caseId) ?? []).filter(({ number }) => number !== policy.number), policy]);
    return { part, report: { ...report, number: policy.number }, refusal: null };
  });
}

function actTold({ kind, itemId, payload, madeAt, grantedOn }: UntoldAct, known: readonly StoredPolicy[]): ActTold {
  const data = payload["data"];
  const state = payload["state"];
  return {
    kind,
    itemId,
    payload,
    data: typeof data === "object" && data !== null ? (data as ActTold["data"]) : {},
    on: romeDay(madeAt),
    grantedOn,
    openedBefore: known.some((one) => one.kind === "RC1"),
    state: typeof state === "string" ? state : "",
  };
}

function numbered(act: UntoldAct, report: PolicyReport, draw: (report: PolicyReport) => string): StoredPolicy {
  const { kind, itemId, code, proposedOn, event } = report;
  return { caseId: act.caseId, number: report.number ?? draw(report), kind, itemId, code, proposedOn, lastEvent: event.code };
}

/** The policy that a breach is linked to goes by the number under which the node knows it. */
function linked(report: BreachReport, known: readonly StoredPolicy[]): NodeReport {
  const { kind, id } = report.link;
  const policy = known.findLast((one) => (kind === "first-appointment-policy" ? one.kind === "RC1" : one.itemId === id));
  return { ...report, link: { ...report.link, policy: policy?.number ?? null } };
}

function newReport(act: UntoldAct, part: number, report: NodeReport, refusal: NewReport["refusal"]): NewReport {
  return {
    id: newId(),
    eventId: act.id,
    part,
    caseId: act.caseId,
    personId: act.personId,
    kind: act.kind,
    policyNumber: report.flow === "sap" ? report.number : null,
    report,
    // A breach has a term of hours and days, and a person's money behind it.
    priority: report.flow === "condizionalita" ? URGENT : ORDINARY,
    dueOn: act.dueOn,
    madeAt: act.madeAt,
    refusal,
  };
}
