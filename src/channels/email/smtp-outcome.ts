// What the end of an SMTP transaction means for the message: the reply code decides, and how far the message had got.

import type { SendOutcome } from "../channel.ts";

/** The facts nodemailer gives about a failure. */
export interface SmtpFailure {
  readonly message: string;
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
}

// Too big for this server, whatever the sender: RFC 5321 552, RFC 3463 x.2.3 and x.3.4.
const TOO_BIG = /^552|^5\d\d[ -]5\.(2\.3|3\.4)\b/;

/**
 * Outcome of a failed transaction. `started`: at least one byte of the message was written after 354.
 * Before that nothing can have been taken; after it only a reply says so, and its absence is no answer.
 */
export function outcomeOfFailure(failure: SmtpFailure, started: boolean): SendOutcome {
  const reply = failure.responseCode;
  const detail = failure.response ?? failure.message;
  if (reply === undefined) return withoutReply(failure, detail, started);
  const code = codeOfReply(failure.response ?? "", reply);
  if (reply >= 500 && concernsMessage(failure, detail, started)) {
    return { kind: "refused", permanent: true, code, detail };
  }
  return { kind: "deferred", code, detail };
}

function withoutReply(failure: SmtpFailure, detail: string, started: boolean): SendOutcome {
  if (started) return { kind: "no-answer", detail };
  // The envelope cannot be written at all (a line break in the address), or is above the SIZE the server announced.
  if (failure.code === "EENVELOPE" && failure.command === "API") {
    return { kind: "refused", permanent: true, code: "INVALID_ADDRESS", detail };
  }
  if (failure.code === "EMESSAGE") return { kind: "refused", permanent: true, code: "TOO_BIG", detail };
  if (failure.code === "EAUTH" || failure.code === "ETLS")
    return { kind: "deferred", code: failure.code, detail };
  return {
    kind: "unreachable",
    detail: failure.originalCode ? `${failure.originalCode}: ${detail}` : detail,
  };
}

// A 5xx to the greeting, EHLO, AUTH or MAIL FROM speaks of us, not of this citizen: failing every message for it would be wrong.
function concernsMessage(failure: SmtpFailure, detail: string, started: boolean): boolean {
  if (started || failure.command === "RCPT TO" || failure.command === "DATA") return true;
  return failure.command === "MAIL FROM" && TOO_BIG.test(detail);
}

function codeOfReply(response: string, reply: number): string {
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  return enhanced ?? String(reply);
}
