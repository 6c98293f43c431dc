// What goes out to the national node: reports on policies (SAP, section 6) and events of conditionality, as plain values.

import type { PolicyEventCode } from "../activities/event.ts";
import type { Confidence } from "../law/citation.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";

/** N00 the DID, RC1 the taking in charge, A02 the pact, A07 the qualitative profile; "activity": the code of the catalogue's entry. */
export type PolicyKind = "N00" | "RC1" | "A02" | "A07" | "activity";

/** Which event of which policy an act sends. */
export interface PolicyRule {
  readonly sends: "policy";
  readonly policy: PolicyKind;
  /** Null: the act itself says it (activities). */
  readonly event: PolicyEventCode | null;
  readonly confidence: Confidence;
  /** Italian: what the sources do not say. Printed for the jurist. */
  readonly remark?: string;
}

/** An event of conditionality is sent, or cancelled. */
export interface BreachRule {
  readonly sends: "breach";
  readonly operation: BreachOperation;
  readonly confidence: Confidence;
  readonly remark?: string;
}

/** Nothing goes out by this way; why, in Italian. */
export interface StaysRule {
  readonly sends: "nothing";
  readonly why: string;
}

export type SendingRule = PolicyRule | BreachRule | StaysRule;

export type BreachOperation = "invio" | "annullamento";

/** A policy as it was last told to the node. */
export interface KnownPolicy {
  /** Its number, eleven characters. */
  readonly number: string;
  readonly kind: PolicyKind;
  /** The item it tells of; null for RC1, which belongs to the case. */
  readonly itemId: string | null;
  readonly code: string;
  readonly proposedOn: IsoDate;
  readonly lastEvent: PolicyEventCode;
}

/** What the node is told of a policy. */
export interface PolicyReport {
  readonly flow: "sap";
  readonly kind: PolicyKind;
  readonly itemId: string | null;
  /** Null: a new policy, whose number is drawn when this is written down. */
  readonly number: string | null;
  readonly code: string;
  readonly title: string;
  readonly body: string;
  readonly proposedOn: IsoDate;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate;
  readonly profilingIndex: number | null;
  readonly event: { readonly code: PolicyEventCode; readonly on: IsoDate; readonly description: string };
}

/** What the node is told of a breach. */
export interface BreachReport {
  readonly flow: "condizionalita";
  readonly operation: BreachOperation;
  /** Our number of the report: the same in its cancellation. */
  readonly reportId: string;
  readonly event: string;
  readonly factOn: IsoDate;
  readonly operatorTaxCode: string;
  /** `policy`: its number, where the node knows one. */
  readonly link: { readonly kind: string; readonly id: string; readonly policy: string | null };
  readonly applicationDate: IsoDate;
  readonly sentAt: IsoInstant;
  readonly cancelledAt: IsoInstant | null;
  readonly note: string;
}

export type NodeReport = PolicyReport | BreachReport;
export type NodeFlow = NodeReport["flow"];

/** What came of an act that had to be told: reports in order, or why there is none. */
export interface Translated {
  readonly reports: readonly NodeReport[];
  /** Italian, one for each rule that sent nothing. */
  readonly left: readonly string[];
}
