// What a synthetic household is: the people that the national platform notifies, where they live, how they can be reached.

import type { IsoDate, NotBoundReason, Role } from "../../domain/notices/types.ts";
import type { WrittenEmail, WrittenPhone } from "./contacts.ts";

export interface CohortPerson {
  /** Whole number that no other person of the cohort has, whatever the cohort's size. */
  readonly unique: number;
  readonly role: Role;
  readonly taxCode: string;
  readonly provisional: boolean;
  readonly omocodia: boolean;
  readonly surname: string;
  readonly name: string;
  readonly birthDate: IsoDate;
  readonly sex: "M" | "F";
  readonly birthPlaceCode: string;
  readonly birthPlaceName: string;
  /** Code of the State of citizenship; "000" is Italy. */
  readonly citizenship: string;
  readonly citizenshipGroup: "it" | "eu" | "non-eu";
  readonly bound: boolean;
  readonly notBoundReason: NotBoundReason | null;
  /** False when the notice says nothing of being bound, and only age tells. */
  readonly boundWritten: boolean;
  readonly phone: WrittenPhone;
  readonly email: WrittenEmail;
}

export interface CohortAddress {
  readonly street: string;
  readonly zip: string;
  readonly municipalityCode: string;
  readonly municipalityName: string;
}

/** What is unusual in where a household lives; "ordinary" for nearly all. */
export type AddressOddity =
  | "ordinary"
  | "domicile-differs"
  | "domicile-outside"
  | "residence-outside"
  | "abroad"
  | "homeless"
  | "unknown-municipality"
  | "suppressed-municipality"
  | "generic-zip";

export interface CohortHousehold {
  readonly officeId: string;
  readonly province: string;
  /** Position among the households of its office, from 0. */
  readonly ordinal: number;
  readonly protocol: string;
  readonly size: number;
  readonly applicationDate: IsoDate;
  readonly grantedOn: IsoDate;
  readonly oddity: AddressOddity;
  readonly residence: CohortAddress;
  readonly domicile: CohortAddress | null;
  /** The applicant first. */
  readonly persons: readonly CohortPerson[];
}
