// The code of a letter: sixteen digits, the last of which proves the others, so that a digit misread is never another letter.

/** Digits of the code before its check digit. */
const BODY = 15;
const SPACE = 10n ** BigInt(BODY);

/**
 * The code of the letter whose message has this id. Made from the id alone: after an old backup was restored no code is given a second
 * time to another letter, as a counter would.
 */
export function letterCode(messageId: string): string {
  // The last sixty-two bits of the id are chance; the first say when it was made.
  const chance = BigInt(`0x${messageId.replaceAll("-", "").slice(16)}`) & ((1n << 62n) - 1n);
  const body = String(chance % SPACE).padStart(BODY, "0");
  return body + checkDigit(body);
}

export function isLetterCode(text: string): boolean {
  return /^[0-9]{16}$/.test(text) && checkDigit(text.slice(0, BODY)) === text[BODY];
}

/** As people read it: in groups of four. */
export function shownCode(code: string): string {
  return code.replaceAll(/(.{4})(?=.)/g, "$1 ");
}

/** ISO 7064, modulo 11,10: finds every single wrong digit and nearly every exchange of two. */
function checkDigit(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const sum = (Number(digit) + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return String((11 - product) % 10);
}
