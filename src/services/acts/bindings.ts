// The procedures that act on the dossier, each through its binding.

import { bindingsOf } from "./binding.ts";
import type { Bindings } from "./binding.ts";

export const BINDINGS: Bindings = bindingsOf([]);
