// Seals secrets that must be read again (a second factor's) with a key that is not in the database, and says by which one.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { OperatorFault } from "../../store/fault.ts";
import { IDENTITY_TEXTS } from "./texts.ts";

/** What was sealed before keys could be changed: it does not say by which one. */
const UNMARKED = 1;
const MARKED = 2;
const MARK = 4;
const IV = 12;
const TAG = 16;
export const KEY_BYTES = 32;

/** The keys as they stand now, the current one first; read anew each time, so that a change needs no restart. */
export type LoginKeys = () => Promise<readonly Buffer[]>;

export function keysFrom(given: Buffer | LoginKeys): LoginKeys {
  return typeof given === "function" ? given : () => Promise.resolve([given]);
}

/** How what a key seals begins, and nothing else does. It tells the key apart and does not tell the key. */
export function sealMark(key: Buffer): Buffer {
  return Buffer.concat([Buffer.from([MARKED]), createHash("sha256").update("convoca login key").update(key).digest().subarray(0, MARK)]);
}

/** What people call a key by. */
export function keyName(key: Buffer): string {
  return sealMark(key).subarray(1).toString("hex");
}

/** AES-256-GCM; `of` (whose it is) is sealed in: moved to another row it does not open. */
export function seal(key: Buffer, plain: Buffer, of: string): Buffer {
  const iv = randomBytes(IV);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(Buffer.from(of));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([sealMark(key), iv, cipher.getAuthTag(), body]);
}

/** What was sealed, with whichever of `keys` did it; an operator's fault when none of them did or the row was changed. */
export function unseal(keys: Buffer | readonly Buffer[], sealed: Buffer, of: string): Buffer {
  const given = Buffer.isBuffer(keys) ? [keys] : keys;
  const isMarked = sealed[0] === MARKED;
  let cause: unknown = new Error(`version ${sealed[0]}`);
  if (isMarked || sealed[0] === UNMARKED)
    for (const key of isMarked ? given.filter((one) => sealed.subarray(0, 1 + MARK).equals(sealMark(one))) : given) {
      try {
        return opened(key, sealed.subarray(isMarked ? 1 + MARK : 1), of);
      } catch (error) {
        cause = error;
      }
    }
  throw new OperatorFault("CHIAVE_ACCESSI_DIVERSA", IDENTITY_TEXTS.otherKey, { cause });
}

function opened(key: Buffer, sealed: Buffer, of: string): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, IV), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(of));
  decipher.setAuthTag(sealed.subarray(IV, IV + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(IV + TAG)), decipher.final()]);
}
