// Offices (centri per l'impiego): where they are, whom they serve, and when their desks can receive someone.

import type { Weekday } from "../calendar/days.ts";
import type { IsoDate } from "../notices/types.ts";

/** Ministerial code of the office as text, e.g. "F839C000305". */
export type OfficeId = string;
/** Cadastral (Belfiore) code of a municipality, e.g. "F839". */
export type MunicipalityCode = string;

/** Both ends included; an absent `to` is still in force. */
export interface Validity {
  readonly from: IsoDate;
  readonly to?: IsoDate;
}

export interface Office extends Validity {
  readonly id: OfficeId;
  readonly name: string;
  /** Fits a text message. */
  readonly shortName: string;
  /** Two letters, e.g. "NA". */
  readonly province: string;
}

export interface OfficeSeat extends Validity {
  readonly officeId: OfficeId;
  readonly address: string;
  readonly municipalityCode: MunicipalityCode;
  readonly municipality: string;
}

/** The office competent for a whole municipality. */
export interface Basin extends Validity {
  readonly municipalityCode: MunicipalityCode;
  readonly officeId: OfficeId;
}

/** The office competent for one postal code of a municipality that several offices share. */
export interface ZipBasin extends Basin {
  readonly zip: string;
}

/** A municipality that exists or existed, with the region it lies in ("" where the table does not say). */
export interface MunicipalityRegion {
  readonly code: MunicipalityCode;
  readonly name: string;
  readonly region: string;
}

/** Who took the place of a municipality that no longer exists. */
export interface Successor {
  readonly code: MunicipalityCode;
  readonly successorCode: MunicipalityCode;
  readonly since: IsoDate;
}

/** Weekly opening, in minutes from midnight of the offices' clock. */
export interface OpeningRule extends Validity {
  readonly officeId: OfficeId;
  readonly weekday: Weekday;
  readonly opens: number;
  readonly closes: number;
}

/** One day on which the office opens at other hours than the weekly ones; several rows make several periods. It beats a holiday. */
export interface SpecialOpening {
  readonly officeId: OfficeId;
  readonly date: IsoDate;
  readonly opens: number;
  readonly closes: number;
}

/** Works, strikes, assemblies: whole days, or with both times (minutes from midnight) a part of each day. `desk` limits it to one desk. */
export interface Closure {
  readonly officeId: OfficeId;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly fromTime?: number;
  readonly toTime?: number;
  readonly desk?: number;
  readonly reason: string;
}

/** How many desks hold first appointments; they are numbered from 1. */
export interface DeskCount extends Validity {
  readonly officeId: OfficeId;
  readonly desks: number;
}

/** A time at which one desk can receive one person. Minutes from midnight of the offices' clock. */
export interface Seat {
  readonly desk: number;
  readonly start: number;
  readonly end: number;
}
