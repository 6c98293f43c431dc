// The ready-made lists in the order in which an office works through them.

import type { CaseList } from "../../../contract/cases.ts";

export const CASE_LISTS: readonly CaseList[] = [
  "desk",
  "today",
  "unreachable",
  "not-delivered",
  "uncertain",
  "to-convene",
  "all",
];
