// What judging a record needs to know besides the record: places, measures, the moment of reception.

import type { MeasureParameters } from "../measures/types.ts";
import type { PlaceRegistry } from "../people/places.ts";
import type { IsoInstant } from "./types.ts";

export interface ValidationContext {
  readonly places: PlaceRegistry;
  /** Business moment of reception: what is dated after it is refused, and centuries of birth are chosen by it. */
  readonly receivedAt: IsoInstant;
  /** Every version of every measure that can be received. */
  readonly measures: readonly MeasureParameters[];
  /** Code of the measure of a record that names none. */
  readonly defaultMeasure: string;
  /** Moment of sending of records that carry none (a file without the column); without it such records are refused. */
  readonly defaultSentAt?: IsoInstant;
}
