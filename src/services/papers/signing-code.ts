// The one-time code that signs a paper: worked out from its row and a key outside the database, so that it stands nowhere, not even hashed.

import { createHmac, timingSafeEqual } from "node:crypto";
import type { ClientBase } from "pg";
import { codeOfMessage } from "../../store/signing-codes.ts";
import type { KeyRing, WrappingKey } from "../documents/key-ring.ts";

const DIGITS = 6;
/** Stands in the stored text where the code goes as the message leaves: whoever reads the text later reads this. */
export const CODE_MARK = "*".repeat(DIGITS);
const CODE = /^[0-9]{6}$/;

/** What a code signs: this row of this text, and nothing else. */
export interface CodeOf {
  readonly id: string;
  readonly contentDigest: string;
}

function workOut({ key }: WrappingKey, { id, contentDigest }: CodeOf): string {
  const mac = createHmac("sha256", key).update(`convoca/codice-di-firma/${id}/${contentDigest}`).digest();
  return String(mac.readUIntBE(0, 6) % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** The digits of a code as people type them: with spaces or without; null when they are not six. */
export function readCode(typed: string): string | null {
  const digits = typed.replaceAll(/[\s-]/g, "");
  return CODE.test(digits) ? digits : null;
}

export async function isRightCode(keys: KeyRing, code: CodeOf & { readonly keyVersion: string }, typed: string): Promise<boolean> {
  const right = workOut(await keys.byVersion(code.keyVersion), code);
  return typed.length === right.length && timingSafeEqual(Buffer.from(typed), Buffer.from(right));
}

/** The text of a message as it leaves: null when its code is over, or is of no row. For the sender alone. */
export async function bodyWithCode(
  client: Pick<ClientBase, "query">,
  keys: KeyRing,
  message: { readonly id: string; readonly body: string },
): Promise<string | null> {
  const code = await codeOfMessage(client, message.id);
  if (code === null || code.isOver) return null;
  return message.body.replace(CODE_MARK, workOut(await keys.byVersion(code.keyVersion), code));
}
