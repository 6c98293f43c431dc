// The register of procedures: every table of law, in the order in which a person meets them. Pages, checks and coverage go through it.

import { JOB_OFFER } from "./activities/offer-table.ts";
import { PRESENCE } from "./activities/presence-table.ts";
import { ACTIVITY } from "./activities/table.ts";
import { VOUCHER } from "./activities/voucher-table.ts";
import { AVAILABILITY } from "./availability/table.ts";
import { CASE_LIFE } from "./case-life/table.ts";
import { CONDITIONALITY } from "./conditionality/table.ts";
import { EXCLUSION } from "./duties/exclusion/table.ts";
import { EXEMPTION } from "./duties/exemption/table.ts";
import { HAND_OVER } from "./hand-over/table.ts";
import { PACT } from "./pact/table.ts";
import type { AnyProcedure } from "./procedure/types.ts";
import { PROFILING } from "./profiling/table.ts";
import { SUMMONS } from "./summons/table.ts";

export const PROCEDURES: readonly AnyProcedure[] = [
  SUMMONS,
  AVAILABILITY,
  EXCLUSION,
  EXEMPTION,
  PROFILING,
  PACT,
  ACTIVITY,
  JOB_OFFER,
  PRESENCE,
  VOUCHER,
  CONDITIONALITY,
  HAND_OVER,
  CASE_LIFE,
];
