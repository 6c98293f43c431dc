// Reading numbers and letters out of bytes.

/** Big-endian; 0 beyond the end, so that a cut file reads as a wrong one. */
export function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

export function u32(bytes: Uint8Array, at: number): number {
  return u16(bytes, at) * 0x10000 + u16(bytes, at + 2);
}

/** Whether the letters (one byte each) stand at this place. */
export function says(bytes: Uint8Array, at: number, letters: string): boolean {
  if (at + letters.length > bytes.length) return false;
  for (let index = 0; index < letters.length; index += 1)
    if (bytes[at + index] !== letters.charCodeAt(index)) return false;
  return true;
}

/** One character for each byte; those beyond ASCII are not told apart from each other, which nobody here asks for. */
export function latin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
