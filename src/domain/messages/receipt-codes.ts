// The words of the gateways: SMS delivery states and mail status codes (RFC 3463, 3464), read into what they prove.

import type { FailureCause, ReceiptFinding } from "./receipts.ts";

const DELIVERED: ReceiptFinding = { status: "delivered" };
const ACCEPTED: ReceiptFinding = { status: "accepted" };
const UNKNOWN: ReceiptFinding = { status: "unknown" };

function failed(cause: FailureCause): ReceiptFinding {
  return { status: "failed", cause };
}

/** States of HTTP gateways and of SMPP receipts (v3.4, appendix B). */
const SMS_STATES: ReadonlyMap<string, ReceiptFinding> = new Map([
  ["delivered", DELIVERED],
  ["delivrd", DELIVERED],
  ["buffered", ACCEPTED],
  ["enroute", ACCEPTED],
  ["accepted", ACCEPTED],
  ["acceptd", ACCEPTED],
  ["expired", failed("not-reachable-in-time")],
  ["undeliverable", failed("number-not-existing")],
  ["undeliv", failed("number-not-existing")],
  ["rejected", failed("message-rejected")],
  ["rejectd", failed("message-rejected")],
  ["deleted", failed("unspecified")],
  ["unknown", UNKNOWN],
]);

/** Error words that gateways put beside a failed state, by what they mean for who looks for the person. */
const SMS_CAUSES: ReadonlyMap<string, FailureCause> = new Map([
  ["unknown_subscriber", "number-not-existing"],
  ["invalid_number", "number-not-existing"],
  ["invalid_destination", "number-not-existing"],
  ["absent_subscriber", "not-reachable-in-time"],
  ["handset_off", "not-reachable-in-time"],
  ["memory_full", "mailbox-full"],
  ["barred", "policy-refused"],
  ["no_route", "no-route"],
]);

/** A word and what it proves; `recognised` is false for a word that is not in our list, to be shown to who runs the service. */
export interface ReadReceipt {
  readonly finding: ReceiptFinding;
  readonly recognised: boolean;
}

/** Reads the state in an SMS receipt, whatever its case. An unknown word proves nothing and is said to be unknown. */
export function readSmsStatus(word: string): ReadReceipt {
  const finding = SMS_STATES.get(word.trim().toLowerCase());
  return finding === undefined ? { finding: UNKNOWN, recognised: false } : { finding, recognised: true };
}

/** The cause of a failed SMS from the gateway's error word; "unspecified" when the word says nothing we know. */
export function smsFailureCause(word: string): FailureCause {
  const key = word.trim().toLowerCase();
  const known = SMS_CAUSES.get(key);
  if (known !== undefined) return known;
  const state = SMS_STATES.get(key);
  return state?.status === "failed" ? state.cause : "unspecified";
}

/** Cause by subject and detail of an enhanced status code; a missing detail falls back to its subject. */
const MAIL_CAUSES: ReadonlyMap<string, FailureCause> = new Map([
  ["1", "mailbox-not-existing"],
  ["1.2", "domain-not-existing"],
  ["1.8", "policy-refused"],
  ["1.7", "policy-refused"],
  ["1.10", "domain-not-existing"],
  ["2", "mailbox-disabled"],
  ["2.2", "mailbox-full"],
  ["2.3", "message-too-large"],
  ["3", "unspecified"],
  ["3.4", "message-too-large"],
  ["4", "no-route"],
  ["4.7", "not-reachable-in-time"],
  ["5", "message-rejected"],
  ["6", "message-rejected"],
  ["7", "policy-refused"],
]);

const ENHANCED = /^([245])\.(\d{1,3})\.(\d{1,3})$/;

/**
 * Reads one recipient's fields of a delivery status notification.
 *
 * The action rules over the class of the code: "failed" with 4.4.7 (time is over) is a failure, "delayed" is not.
 * "relayed" and "expanded" prove only that the next server has the message. Without an action the class decides.
 *
 * @param status enhanced status code, e.g. "5.1.1"
 * @param action `Action` field (failed, delayed, delivered, relayed, expanded), "" when absent
 */
export function readMailStatus(status: string, action = ""): ReadReceipt {
  const found = ENHANCED.exec(status.trim());
  const word = action.trim().toLowerCase();
  const kind = word === "" ? actionOfClass(found?.[1]) : word;
  switch (kind) {
    case "failed":
      return { finding: failed(causeOf(found)), recognised: true };
    case "delivered":
      return { finding: DELIVERED, recognised: true };
    case "delayed":
    case "relayed":
    case "expanded":
      return { finding: ACCEPTED, recognised: true };
    default:
      return { finding: UNKNOWN, recognised: false };
  }
}

function actionOfClass(digit: string | undefined): string {
  if (digit === "5") return "failed";
  if (digit === "4") return "delayed";
  return digit === "2" ? "delivered" : "";
}

function causeOf(found: RegExpExecArray | null): FailureCause {
  if (found === null) return "unspecified";
  const subject = String(Number(found[2]));
  return MAIL_CAUSES.get(`${subject}.${Number(found[3])}`) ?? MAIL_CAUSES.get(subject) ?? "unspecified";
}
