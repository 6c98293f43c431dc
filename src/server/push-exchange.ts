// The body of a pushed notice, read no further than a notice may be long.

import type { IncomingMessage } from "node:http";
import { MAX_NOTICE_BYTES } from "../exchange/national-node/push-notice.ts";
import { MESSAGE_TEXTS } from "../exchange/national-node/texts.ts";
import type { PushedBody } from "../services/node/push-intake.ts";

const TOO_LARGE = { code: "NOTIFICA_TROPPO_GRANDE", message: MESSAGE_TEXTS.NOTIFICA_TROPPO_GRANDE(MAX_NOTICE_BYTES) };
const CUT_OFF = { code: "NOTIFICA_INTERROTTA", message: MESSAGE_TEXTS.NOTIFICA_INTERROTTA };

/** Reads until the end, or until there is more than a notice can have: the rest is let pass and not waited for. */
export function readPushBody(payload: IncomingMessage, announced: number): Promise<PushedBody> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    const end = (cut?: PushedBody["cut"]): void => {
      const bytes = Buffer.concat(parts).subarray(0, MAX_NOTICE_BYTES);
      resolve(cut === undefined ? { bytes, size } : { bytes, size: Math.max(size, announced), cut });
    };
    payload.on("data", (part: Buffer) => {
      if (size > MAX_NOTICE_BYTES) return;
      parts.push(part);
      size += part.length;
      if (size > MAX_NOTICE_BYTES) end(TOO_LARGE);
    });
    payload.on("end", () => end());
    payload.on("error", () => end(CUT_OFF));
    payload.on("close", () => end(CUT_OFF));
  });
}
