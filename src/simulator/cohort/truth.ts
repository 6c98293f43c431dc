// What a right system must find in a generated cohort: the counts that tests and the season's report are checked against.

import type { Correction } from "./corrections.ts";
import { simulatedFate } from "./fate.ts";
import type { AddressOddity, CohortHousehold, CohortPerson } from "./household.ts";
import type { EmailKind, PhoneKind } from "./contacts.ts";
import type { CohortRow, Defect } from "./rows.ts";
import type { Shares } from "./calibration.ts";

/** Of one file, or of all the files of one sending. read = created + updated + unchanged + rejected. */
export interface ExpectedIntake {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Rejected rows by what was spoilt. */
  readonly byDefect: Readonly<Partial<Record<Defect, number>>>;
}

export interface CohortTruth {
  readonly households: number;
  readonly persons: number;
  /** Rows of the first sending. */
  readonly rows: number;
  readonly expected: ExpectedIntake;
  /** The later file, read after the first. */
  readonly corrections: ExpectedIntake;
  /** Households by kind of news in the later file. */
  readonly correctionKinds: Readonly<Partial<Record<Correction, number>>>;
  readonly boundPersons: number;
  readonly applicantsNotBound: number;
  readonly householdsWithoutBound: number;
  /** Households by office (those that live there, whatever the notice says of where). */
  readonly byOffice: Readonly<Record<string, number>>;
  readonly bySize: Readonly<Record<string, number>>;
  /** Households by what is unusual in where they live. */
  readonly addresses: Readonly<Partial<Record<AddressOddity, number>>>;
  /** Households that no rule can route, as first notified, by reason: they stand in the queue for a person to decide. */
  readonly queued: Readonly<Record<"abroad" | "unknown-municipality" | "zip-unknown", number>>;
  /** Persons by phone and by e-mail, as first notified. */
  readonly phones: Readonly<Partial<Record<PhoneKind, number>>>;
  readonly emails: Readonly<Partial<Record<EmailKind, number>>>;
  /** Persons who write somebody else's number: the applicant's, or an intermediary's. */
  readonly sharedPhones: number;
  /** Persons whose mobile is good but answers nowhere, or whose mailbox does not exist (`simulatedFate`). */
  readonly deadMobiles: number;
  readonly bouncingEmails: number;
  /** Applicants without any phone or e-mail in the notice. */
  readonly applicantsWithoutContact: number;
  readonly provisionalTaxCodes: number;
  readonly omocodia: number;
  readonly bornAbroad: number;
  readonly citizenship: Readonly<Partial<Record<CohortPerson["citizenshipGroup"], number>>>;
}

export class IntakeCount implements ExpectedIntake {
  read = 0;
  created = 0;
  updated = 0;
  unchanged = 0;
  rejected = 0;
  byDefect: Partial<Record<Defect, number>> = {};

  add(row: CohortRow): void {
    this.read += 1;
    this[row.outcome] += 1;
    if (row.defect !== null) count(this.byDefect, row.defect);
  }

  plain(): ExpectedIntake {
    const { read, created, updated, unchanged, rejected, byDefect } = this;
    return { read, created, updated, unchanged, rejected, byDefect };
  }
}

/** Adds up a cohort while it is generated; holds counters only. */
export class TruthCounter {
  readonly #shares: Shares;
  readonly #first = new IntakeCount();
  readonly #later = new IntakeCount();
  readonly #byOffice: Record<string, number> = {};
  readonly #bySize: Record<string, number> = {};
  readonly #addresses: Partial<Record<AddressOddity, number>> = {};
  readonly #kinds: Partial<Record<Correction, number>> = {};
  readonly #phones: Partial<Record<PhoneKind, number>> = {};
  readonly #emails: Partial<Record<EmailKind, number>> = {};
  readonly #citizenship: Partial<Record<CohortPerson["citizenshipGroup"], number>> = {};
  readonly #totals = {
    households: 0,
    persons: 0,
    boundPersons: 0,
    applicantsNotBound: 0,
    householdsWithoutBound: 0,
    sharedPhones: 0,
    deadMobiles: 0,
    bouncingEmails: 0,
    applicantsWithoutContact: 0,
    provisionalTaxCodes: 0,
    omocodia: 0,
    bornAbroad: 0,
  };

  constructor(shares: Shares) {
    this.#shares = shares;
  }

  addHousehold(household: CohortHousehold): void {
    this.#totals.households += 1;
    count(this.#byOffice, household.officeId);
    count(this.#bySize, String(household.size));
    count(this.#addresses, household.oddity);
    if (!household.persons.some((person) => person.bound)) this.#totals.householdsWithoutBound += 1;
    for (const person of household.persons) this.#addPerson(person);
  }

  addFirst(row: CohortRow): void {
    this.#first.add(row);
  }

  addLater(row: CohortRow): void {
    this.#later.add(row);
  }

  addCorrection(kind: Correction): void {
    count(this.#kinds, kind);
  }

  truth(): CohortTruth {
    return {
      ...this.#totals,
      rows: this.#first.read,
      expected: this.#first.plain(),
      corrections: this.#later.plain(),
      correctionKinds: this.#kinds,
      byOffice: this.#byOffice,
      bySize: this.#bySize,
      addresses: this.#addresses,
      queued: {
        abroad: this.#addresses.abroad ?? 0,
        "unknown-municipality": this.#addresses["unknown-municipality"] ?? 0,
        "zip-unknown": this.#addresses["generic-zip"] ?? 0,
      },
      phones: this.#phones,
      emails: this.#emails,
      citizenship: this.#citizenship,
    };
  }

  #addPerson(person: CohortPerson): void {
    const totals = this.#totals;
    const { phone, email } = person;
    totals.persons += 1;
    if (person.bound) totals.boundPersons += 1;
    else if (person.role === "R") totals.applicantsNotBound += 1;
    if (phone.shared) totals.sharedPhones += 1;
    const mobile = phone.kind === "mobile" || phone.kind === "foreign-mobile";
    if (mobile && phone.e164 !== null && simulatedFate(phone.e164, this.#shares) === "absent")
      totals.deadMobiles += 1;
    if (email.kind === "good" && simulatedFate(email.written, this.#shares) === "absent")
      totals.bouncingEmails += 1;
    if (person.role === "R" && phone.kind === "none" && email.kind === "none")
      totals.applicantsWithoutContact += 1;
    if (person.provisional) totals.provisionalTaxCodes += 1;
    if (person.omocodia) totals.omocodia += 1;
    if (person.birthPlaceCode.startsWith("Z")) totals.bornAbroad += 1;
    count(this.#phones, phone.kind);
    count(this.#emails, email.kind);
    count(this.#citizenship, person.citizenshipGroup);
  }
}

function count<K extends string>(counts: Partial<Record<K, number>>, key: K): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
