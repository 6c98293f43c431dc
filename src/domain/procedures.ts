// The register of procedures: every table of law, in the order in which a person meets them. Pages, checks and coverage go through it.

import { AVAILABILITY } from "./availability/table.ts";
import { CONDITIONALITY } from "./conditionality/table.ts";
import { EXCLUSION } from "./duties/exclusion/table.ts";
import { EXEMPTION } from "./duties/exemption/table.ts";
import type { AnyProcedure } from "./procedure/types.ts";
import { SUMMONS } from "./summons/table.ts";

export const PROCEDURES: readonly AnyProcedure[] = [
  SUMMONS,
  AVAILABILITY,
  EXCLUSION,
  EXEMPTION,
  CONDITIONALITY,
];
