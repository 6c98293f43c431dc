// The procedures that act on the dossier, each through its binding.

import { bindingsOf } from "./binding.ts";
import type { Bindings } from "./binding.ts";
import { AVAILABILITY_BINDING } from "./bindings/availability.ts";

export const BINDINGS: Bindings = bindingsOf([AVAILABILITY_BINDING]);
