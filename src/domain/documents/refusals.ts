// A document that is not taken in, with its reason.

import { refuse } from "../outcome.ts";
import { DOCUMENT_TEXTS } from "./texts.ts";
import type { DocumentCode } from "./texts.ts";

export function no(code: DocumentCode): ReturnType<typeof refuse> {
  return refuse(code, DOCUMENT_TEXTS[code]);
}
