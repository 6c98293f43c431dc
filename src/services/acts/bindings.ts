// The procedures that act on the dossier, each through its binding.

import { bindingsOf } from "./binding.ts";
import type { Bindings } from "./binding.ts";
import { ACTIVITIES_BINDING } from "./bindings/activities.ts";
import { AVAILABILITY_BINDING } from "./bindings/availability.ts";
import { CASE_LIFE_BINDING } from "./bindings/case-life.ts";
import { CONDITIONALITY_BINDING } from "./bindings/conditionality.ts";
import { EXCLUSION_BINDING } from "./bindings/exclusion.ts";
import { EXEMPTION_BINDING } from "./bindings/exemption.ts";
import { HAND_OVER_BINDING } from "./bindings/hand-over.ts";
import { PROFILING_BINDING } from "./bindings/profiling.ts";
import { SUMMONS_BINDING } from "./bindings/summons.ts";
import { OFFERS_BINDING } from "./bindings/offers.ts";
import { PACT_BINDING } from "./bindings/pact.ts";
import { PRESENCE_BINDING } from "./bindings/presence.ts";
import { VOUCHER_BINDING } from "./bindings/voucher.ts";

export const BINDINGS: Bindings = bindingsOf([
  SUMMONS_BINDING,
  AVAILABILITY_BINDING,
  EXCLUSION_BINDING,
  EXEMPTION_BINDING,
  PROFILING_BINDING,
  CONDITIONALITY_BINDING,
  PACT_BINDING,
  ACTIVITIES_BINDING,
  OFFERS_BINDING,
  PRESENCE_BINDING,
  VOUCHER_BINDING,
  HAND_OVER_BINDING,
  CASE_LIFE_BINDING,
]);
