// Seals secrets that must be read again (a second factor's) with a key that is not in the database.

import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { OperatorFault } from "../../store/fault.ts";
import { IDENTITY_TEXTS } from "./texts.ts";

const VERSION = 1;
const IV = 12;
const TAG = 16;
export const KEY_BYTES = 32;

/** AES-256-GCM; `of` (whose it is) is sealed in: moved to another row it does not open. */
export function seal(key: Buffer, plain: Buffer, of: string): Buffer {
  const iv = randomBytes(IV);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(Buffer.from(of));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), body]);
}

/** What was sealed; an operator's fault when the key is another one or the row was changed. */
export function unseal(key: Buffer, sealed: Buffer, of: string): Buffer {
  try {
    if (sealed[0] !== VERSION) throw new Error(`version ${sealed[0]}`);
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 1 + IV), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(of));
    decipher.setAuthTag(sealed.subarray(1 + IV, 1 + IV + TAG));
    return Buffer.concat([decipher.update(sealed.subarray(1 + IV + TAG)), decipher.final()]);
  } catch (cause) {
    throw new OperatorFault("CHIAVE_ACCESSI_DIVERSA", IDENTITY_TEXTS.otherKey, { cause });
  }
}
