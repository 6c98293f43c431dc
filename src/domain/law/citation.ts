// Norms as values: every rule, act and letter points at one of these, so a jurist can find what it stands on.

import { CURRENT_NORMS } from "./norms-current.ts";
import { DIGITAL_NORMS } from "./norms-digital.ts";
import { GENERAL_NORMS } from "./norms-general.ts";
import { RDC_NORMS } from "./norms-rdc.ts";

export type { Citation, Confidence } from "./norm.ts";

/** Every norm the product stands on. A row that names an identifier absent from here does not compile. */
export const CITATIONS = { ...RDC_NORMS, ...CURRENT_NORMS, ...GENERAL_NORMS, ...DIGITAL_NORMS } as const;

export type CitationKey = keyof typeof CITATIONS;
