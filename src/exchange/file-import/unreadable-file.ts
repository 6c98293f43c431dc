// The failure of a whole file: a stable code and an Italian sentence that says what to do.

import { FILE_TEXTS } from "./texts.ts";
import type { UnreadableCode } from "./texts.ts";

/** Thrown by every reader when nothing (more) can be read from a file. `message` is Italian, for the user. */
export class UnreadableFile extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "UnreadableFile";
    this.code = code;
  }
}

export function unreadable(code: UnreadableCode, cause?: unknown): UnreadableFile {
  return new UnreadableFile(code, FILE_TEXTS[code], cause === undefined ? undefined : { cause });
}
