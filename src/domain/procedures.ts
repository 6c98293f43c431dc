// The register of procedures: every table of law, in the order in which a person meets them. Pages, checks and coverage go through it.

import type { AnyProcedure } from "./procedure/types.ts";
import { SUMMONS } from "./summons/table.ts";

export const PROCEDURES: readonly AnyProcedure[] = [SUMMONS];
