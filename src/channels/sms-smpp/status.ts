// What a gateway's status means for a message: refused for good, not now, or nothing that can be relied on.

import type { SendOutcome } from "../channel.ts";

export const STATUS = {
  ok: 0x00, badLength: 0x02, badCommand: 0x03, systemError: 0x08, queueFull: 0x14, throttled: 0x58, receiverTemporary: 0x64, receiverRejects: 0x66,
} as const;

/** Names of SMPP 3.4, 5.1.3. */
const NAMES: Readonly<Record<number, string>> = {
  0x01: "ESME_RINVMSGLEN", 0x02: "ESME_RINVCMDLEN", 0x03: "ESME_RINVCMDID", 0x04: "ESME_RINVBNDSTS", 0x05: "ESME_RALYBND", 0x06: "ESME_RINVPRTFLG",
  0x07: "ESME_RINVREGDLVFLG", 0x08: "ESME_RSYSERR", 0x0a: "ESME_RINVSRCADR", 0x0b: "ESME_RINVDSTADR", 0x0c: "ESME_RINVMSGID", 0x0d: "ESME_RBINDFAIL",
  0x0e: "ESME_RINVPASWD", 0x0f: "ESME_RINVSYSID", 0x11: "ESME_RCANCELFAIL", 0x13: "ESME_RREPLACEFAIL", 0x14: "ESME_RMSGQFUL", 0x15: "ESME_RINVSERTYP",
  0x33: "ESME_RINVNUMDESTS", 0x34: "ESME_RINVDLNAME", 0x40: "ESME_RINVDESTFLAG", 0x42: "ESME_RINVSUBREP", 0x43: "ESME_RINVESMCLASS", 0x44: "ESME_RCNTSUBDL",
  0x45: "ESME_RSUBMITFAIL", 0x48: "ESME_RINVSRCTON", 0x49: "ESME_RINVSRCNPI", 0x50: "ESME_RINVDSTTON", 0x51: "ESME_RINVDSTNPI", 0x53: "ESME_RINVSYSTYP",
  0x54: "ESME_RINVREPFLAG", 0x55: "ESME_RINVNUMMSGS", 0x58: "ESME_RTHROTTLED", 0x61: "ESME_RINVSCHED", 0x62: "ESME_RINVEXPIRY", 0x63: "ESME_RINVDFTMSGID",
  0x64: "ESME_RX_T_APPN", 0x65: "ESME_RX_P_APPN", 0x66: "ESME_RX_R_APPN", 0x67: "ESME_RQUERYFAIL", 0xc0: "ESME_RINVOPTPARSTREAM", 0xc1: "ESME_ROPTPARNOTALLWD",
  0xc2: "ESME_RINVPARLEN", 0xc3: "ESME_RMISSINGOPTPARAM", 0xc4: "ESME_RINVOPTPARAMVAL", 0xfe: "ESME_RDELIVERYFAILURE", 0xff: "ESME_RUNKNOWNERR",
};

export function nameOfStatus(status: number): string {
  return NAMES[status] ?? `SMPP_0x${status.toString(16).padStart(8, "0").toUpperCase()}`;
}

/** The message itself is what the gateway will never take. */
const PERMANENT = new Set([0x01, 0x06, 0x07, 0x0b, 0x33, 0x40, 0x43, 0x50, 0x51, 0x61, 0x62, 0x63, 0x65, 0x66, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4]);
/** A fault behind the gateway's front door, which may have come after it took the message. */
const IN_THE_DARK = new Set([0x08, 0xff]);
/** How long a gateway that is full, or finds us too fast, is left alone. */
const BREATH_MS = 1_000;

/**
 * Outcome of a negative answer to `submit_sm`: it says that the message was not taken. What it has against us and not against the
 * message (sender, system, credentials), and what only this gateway understands, may change: tried again later.
 */
export function outcomeOfRefusal(status: number): Exclude<SendOutcome, { kind: "accepted" }> {
  const code = nameOfStatus(status);
  const detail = `command_status 0x${status.toString(16)}`;
  if (PERMANENT.has(status)) return { kind: "refused", permanent: true, code, detail };
  if (IN_THE_DARK.has(status)) return { kind: "no-answer", detail: code };
  if (status === STATUS.throttled || status === STATUS.queueFull) return { kind: "deferred", code, detail, retryAfterMs: BREATH_MS };
  return { kind: "deferred", code, detail };
}
