// From an act that the platform must hear of to what it is told: which policies, with which event and dates; or why nothing goes out.

import { POLICY_EVENTS } from "../activities/event.ts";
import type { PolicyEventCode } from "../activities/event.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";
import { datesOf } from "./policy-dates.ts";
import { RC1_OVER, SENDINGS } from "./sendings.ts";
import { POLICY_TITLES, REPORTING_TEXTS } from "./texts.ts";
import type { BreachReport, BreachRule, KnownPolicy, NodeReport, PolicyKind, PolicyReport, PolicyRule, Translated } from "./types.ts";

/** An act as it was put down with what it changed: written in the same transaction. */
export interface ActTold {
  /** «procedure/act». */
  readonly kind: string;
  readonly itemId: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The item's data after the act; empty where the payload has none. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Day of the act on the clock of the offices. */
  readonly on: IsoDate;
  readonly grantedOn: IsoDate;
  /** Whether a taking in charge of this case was told before. */
  readonly openedBefore: boolean;
  /** State of the item after the act. */
  readonly state: string;
}

/** Tax code of the body that proposes the policies: the Region's, where the catalogue names no other. */
export interface Sender {
  readonly body: string;
}

/**
 * The reports of an act, in the order in which the platform must hear them. `known` are the policies of the case as they were last told.
 * @throws when the act has no row in the table of sendings: a fault of the program
 */
export function translate(told: ActTold, known: readonly KnownPolicy[], sender: Sender): Translated {
  const rules = SENDINGS[told.kind];
  if (rules === undefined) throw new Error(`no sending for ${told.kind}`);
  const reports: NodeReport[] = [];
  const left: string[] = [];
  for (const rule of rules) {
    if (rule.sends === "nothing") left.push(rule.why);
    else if (rule.sends === "breach") reports.push(...breachOf(rule, told, known, sender));
    else {
      const report = policyOf(rule, told, known, sender);
      if (typeof report === "string") left.push(report);
      else reports.push(report);
    }
  }
  return { reports, left };
}

/** The policy that the rule speaks of, as last told; null for one that begins. */
function standing(kind: PolicyKind, told: ActTold, known: readonly KnownPolicy[]): KnownPolicy | null {
  return known.findLast((one) => one.kind === kind && (kind === "RC1" || one.itemId === told.itemId)) ?? null;
}

function policyOf(rule: PolicyRule, told: ActTold, known: readonly KnownPolicy[], sender: Sender): PolicyReport | string {
  const kind = rule.policy;
  // A DID lost to work is told; work that leaves it standing is not.
  if (told.kind === "did/record-work" && told.state !== "lost") return REPORTING_TEXTS.nothingNew(POLICY_TITLES.N00);
  const event = rule.event ?? eventIn(told);
  const before = standing(kind, told, known);
  const title = kind === "activity" ? titleIn(told) : POLICY_TITLES[kind];
  if (kind === "RC1") return takingInCharge(event, told, before, sender);
  if (before === null && isCorrection(kind, event)) return REPORTING_TEXTS.neverTold(title);
  // A DID given anew after it was lost is another one.
  const anew = kind === "N00" && event === "02" && told.kind === "did/take" && before !== null;
  return report({ kind, event, told, sender, title, known: anew ? null : before, itemId: told.itemId });
}

/** Every later event moves the person on; only a new proposal begins again, and only where the last one is over. */
function takingInCharge(event: PolicyEventCode, told: ActTold, before: KnownPolicy | null, sender: Sender): PolicyReport | string {
  const title = POLICY_TITLES.RC1;
  const isOver = before !== null && RC1_OVER.has(before.lastEvent);
  if (before?.lastEvent === event || (event === "01" && before !== null && !isOver)) return REPORTING_TEXTS.nothingNew(title);
  if (event === "01" && before === null) return REPORTING_TEXTS.neverTold(title);
  return report({ kind: "RC1", event, told, sender, title, known: event === "01" ? null : before, itemId: null });
}

/** Ends and corrections of what was never told say nothing to anybody. */
function isCorrection(kind: PolicyKind, event: PolicyEventCode): boolean {
  return kind !== "activity" && kind !== "A07" && event !== "01" && event !== "02";
}

interface Writing {
  readonly kind: PolicyKind;
  readonly event: PolicyEventCode;
  readonly told: ActTold;
  readonly sender: Sender;
  readonly title: string;
  readonly known: KnownPolicy | null;
  readonly itemId: string | null;
}

function report({ kind, event, told, sender, title, known, itemId }: Writing): PolicyReport {
  const { on, ...dates } = datesOf(kind, event, told, known);
  const { nationalCode, providerCode } = policyIn(told);
  return {
    flow: "sap",
    kind,
    itemId,
    number: known?.number ?? null,
    code: kind === "activity" ? nationalCode : kind,
    title,
    body: kind === "activity" && providerCode !== "" ? providerCode : sender.body,
    ...dates,
    profilingIndex: kind === "A07" ? indexIn(told) : null,
    event: { code: event, on, description: POLICY_EVENTS[event].title },
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function policyIn({ payload }: ActTold): { readonly nationalCode: string; readonly providerCode: string } {
  const policy = record(payload["policy"]);
  return { nationalCode: text(policy["nationalCode"]), providerCode: text(policy["providerCode"]) };
}

function titleIn({ payload }: ActTold): string {
  return text(record(payload["policy"])["title"]);
}

function eventIn({ kind, payload }: ActTold): PolicyEventCode {
  const code = text(record(payload["event"])["code"]);
  if (!Object.hasOwn(POLICY_EVENTS, code)) throw new Error(`${kind} says no event of a policy`);
  return code as PolicyEventCode;
}

function indexIn({ data }: ActTold): number | null {
  const { value } = record(record(data["decided"])["index"]);
  return typeof value === "number" ? value : null;
}

/** A breach is linked to a policy that the platform knows: the taking in charge is told first where it never was. */
function breachOf(rule: BreachRule, told: ActTold, known: readonly KnownPolicy[], sender: Sender): NodeReport[] {
  const { payload } = told;
  const link = record(payload["link"]);
  const isFirst = text(link["kind"]) === "first-appointment-policy";
  const first = standing("RC1", told, known);
  const opening =
    isFirst && first === null && rule.operation === "invio"
      ? [report({ kind: "RC1", event: "01", told, sender, title: POLICY_TITLES.RC1, known: null, itemId: null })]
      : [];
  const sentAt: IsoInstant = text(payload["sentAt"]);
  const cancelledAt = payload["cancelledAt"];
  const breach: BreachReport = {
    flow: "condizionalita",
    operation: rule.operation,
    reportId: text(payload["reportId"]),
    event: text(payload["event"]),
    factOn: text(payload["factOn"]),
    operatorTaxCode: text(payload["operatorTaxCode"]),
    link: { kind: text(link["kind"]), id: text(link["id"]), policy: null },
    applicationDate: text(payload["applicationDate"]),
    sentAt,
    cancelledAt: typeof cancelledAt === "string" ? cancelledAt : null,
    note: "",
  };
  return [...opening, breach];
}
