// Recovery codes: for whoever has lost the phone, each good once. Written in an alphabet without look-alikes.

import { createHash, randomInt } from "node:crypto";

const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 16;
const GROUP = 4;
export const HOW_MANY = 10;

/** Ten codes of 78 bits, as they are shown once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY }, () => {
    const signs = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]!).join("");
    return signs.match(new RegExp(`.{${GROUP}}`, "g"))!.join("-");
  });
}

/** What is kept of a code; however it was typed (case, spaces, hyphens). The user's id keeps equal codes of two users apart. */
export function hashRecoveryCode(code: string, userId: string): Buffer {
  const plain = code.toUpperCase().replaceAll(/[^0-9A-Z]/g, "");
  return createHash("sha256").update(`${userId}/${plain}`).digest();
}
