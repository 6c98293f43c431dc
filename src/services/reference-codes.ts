// Codes by which people call a summons on the phone.

import { randomBytes } from "node:crypto";
import type { ClientBase } from "pg";
import { takenReferences } from "../store/planning.ts";

export const CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Codes that people read out on the phone: short, without look-alike letters, never given before; those drawn join `given`. */
export async function freshCodes(client: ClientBase, count: number, given: Set<string> = new Set()): Promise<string[]> {
  const codes = new Set<string>();
  while (codes.size < count) {
    const batch = new Set<string>();
    while (batch.size < count - codes.size) batch.add(randomCode());
    const taken = await takenReferences(client, [...batch]);
    for (const code of batch) if (!taken.has(code) && !given.has(code)) codes.add(code);
  }
  for (const code of codes) given.add(code);
  return [...codes];
}

function randomCode(): string {
  let code = "";
  for (const byte of randomBytes(8)) code += CODE_LETTERS[byte % CODE_LETTERS.length]!;
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
