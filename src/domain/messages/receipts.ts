// What the gateways say happened to a message, joined so that order, delay and repetition change nothing.

/** `uncertain` = handed over without an answer: shown to a person, never sent again silently. */
export type MessageState =
  | "due"
  | "claimed"
  | "accepted"
  | "delivered"
  | "failed"
  | "uncertain"
  | "withdrawn";

/** Why a message did not arrive, in the order in which two different causes are told (the first is the most useful). */
export const FAILURE_CAUSES = [
  "number-not-existing",
  "address-not-existing",
  "person-dead",
  "person-moved",
  "person-not-found",
  "mailbox-not-existing",
  "domain-not-existing",
  "not-certified-mailbox",
  "virus-found",
  "mailbox-disabled",
  "message-rejected",
  "policy-refused",
  "message-too-large",
  "mailbox-full",
  "not-reachable-in-time",
  "no-route",
  "lost",
  "unspecified",
] as const;

export type FailureCause = (typeof FAILURE_CAUSES)[number];

/** What one receipt proves. `accepted` = the gateway has it and goes on trying; `unknown` = it proves nothing. */
export type ReceiptFinding =
  | { readonly status: "delivered" }
  | { readonly status: "accepted" }
  | { readonly status: "unknown" }
  | { readonly status: "failed"; readonly cause: FailureCause };

/** Where a message stands. */
export interface MessageStanding {
  readonly state: MessageState;
  /** Kept after a delivery too: both together are a contradiction of the gateway that stays on record. */
  readonly failure: FailureCause | null;
  /** A receipt came for a message that we had withdrawn: the person may have been told. */
  readonly toldDespiteWithdrawal: boolean;
}

/** Height in the lattice. A withdrawn message is outside it: only its note grows. */
const HEIGHT: Readonly<Record<Exclude<MessageState, "withdrawn">, number>> = {
  due: 0,
  claimed: 1,
  uncertain: 2,
  accepted: 3,
  failed: 4,
  delivered: 5,
};

const CAUSE_RANK: ReadonlyMap<FailureCause, number> = new Map(
  FAILURE_CAUSES.map((cause, rank) => [cause, rank]),
);

function rankOf(cause: FailureCause): number {
  return CAUSE_RANK.get(cause) ?? FAILURE_CAUSES.length;
}

/** A message nothing has been heard of yet. */
export function standing(state: MessageState): MessageStanding {
  return { state, failure: null, toldDespiteWithdrawal: false };
}

function joinCause(known: FailureCause | null, finding: ReceiptFinding): FailureCause | null {
  if (finding.status !== "failed") return known;
  return known === null || rankOf(finding.cause) < rankOf(known) ? finding.cause : known;
}

/** Joins one receipt. A receipt counts even before our own record of the hand-over: it proves that there was one. */
export function applyReceipt(current: MessageStanding, finding: ReceiptFinding): MessageStanding {
  if (finding.status === "unknown") return current;
  const failure = joinCause(current.failure, finding);
  if (current.state === "withdrawn") {
    const told = current.toldDespiteWithdrawal || finding.status !== "failed";
    return { state: "withdrawn", failure, toldDespiteWithdrawal: told };
  }
  const state = HEIGHT[finding.status] > HEIGHT[current.state] ? finding.status : current.state;
  return state === current.state && failure === current.failure ? current : { ...current, state, failure };
}

/** Joins any number of receipts: the result does not depend on their order nor on how often each came. */
export function applyReceipts(
  current: MessageStanding,
  findings: readonly ReceiptFinding[],
): MessageStanding {
  return findings.reduce(applyReceipt, current);
}

/** Our own record of the hand-over, written after the wire: never lowers what an early receipt has already proved. */
export function applyHandover(
  current: MessageStanding,
  outcome: "accepted" | "uncertain" | FailureCause,
): MessageStanding {
  if (outcome === "accepted") return applyReceipt(current, { status: "accepted" });
  if (outcome !== "uncertain") return applyReceipt(current, { status: "failed", cause: outcome });
  return current.state === "due" || current.state === "claimed"
    ? { ...current, state: "uncertain" }
    : current;
}

/** A message that is still ours can be withdrawn; once claimed it may be on the wire, and only telling helps. */
export function withdraw(current: MessageStanding): MessageStanding | null {
  return current.state === "due" ? { ...current, state: "withdrawn" } : null;
}

/** Whether the gateway said both "delivered" and "failed". */
export function isContradictory(current: MessageStanding): boolean {
  return current.state === "delivered" && current.failure !== null;
}
