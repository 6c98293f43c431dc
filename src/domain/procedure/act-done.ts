// When and by whom an act was done, for the reducers that rebuild an item's data from the register.

import type { IsoDate } from "../notices/types.ts";

export interface ActDone {
  /** Day of the act in the time of the office. */
  readonly on: IsoDate;
  /** Identifier of who did it. */
  readonly by: string;
}
