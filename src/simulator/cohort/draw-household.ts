// Draws one household: the same (seed, office, position) gives the same household whatever the size of the cohort.

import type { IsoDate, NotBoundReason } from "../../domain/notices/types.ts";
import { omocode } from "../../domain/people/tax-code-encoding.ts";
import type { Home } from "./addresses.ts";
import { drawForeignBirthPlace, drawHome, drawItalianBirthPlace } from "./addresses.ts";
import type { AgeBand, Chances } from "./calibrate.ts";
import { mostOthers } from "./calibrate.ts";
import { NO_PHONE, drawEmail, drawPhone, intermediaryPhone } from "./contacts.ts";
import type { WrittenPhone } from "./contacts.ts";
import { toDayNumber, toIsoDate } from "../../domain/calendar/days.ts";
import type { Origin } from "./foreign-names.ts";
import { ORIGINS } from "./foreign-names.ts";
import type { CohortHousehold, CohortPerson } from "./household.ts";
import { MEN, SURNAMES, WOMEN } from "./names.ts";
import type { Weighted } from "./random.ts";
import { Random, hashText, weigh } from "./random.ts";
import type { CohortOffice, CohortReference } from "./reference.ts";
import type { TaxCodeSet } from "./tax-codes.ts";
import { claimTaxCode, provisionalTaxCode } from "./tax-codes.ts";

/** Room for the households of one office and the people of one household, so that people's numbers never meet. */
const HOUSEHOLDS_PER_OFFICE = 200_000;
const PERSONS_PER_HOUSEHOLD = 8;
const PROTOCOLS = 100_000_000;
const DAYS_PER_YEAR = 365.2425;

export interface Drawing {
  readonly seed: number;
  readonly asOf: IsoDate;
  readonly reference: CohortReference;
  readonly chances: Chances;
  readonly taken: TaxCodeSet;
  /** By office id: its place in alphabetical order, which does not depend on the table's order. */
  readonly officeNumbers: ReadonlyMap<string, number>;
}

interface Member {
  readonly bound: boolean;
  readonly applicant: boolean;
}

/** Everything the people of one household have in common while they are drawn. */
interface Family {
  readonly random: Random;
  readonly drawing: Drawing;
  readonly office: CohortOffice;
  readonly home: Home;
  readonly origin: Origin | null;
  readonly ordinal: number;
  readonly titleCase: boolean;
}

const EU_ORIGINS = originsOf("eu");
const NON_EU_ORIGINS = originsOf("non-eu");

function originsOf(group: Origin["citizenship"]): Weighted<Origin> {
  return weigh(
    ORIGINS.filter((each) => each.citizenship === group).map((each) => [each, each.weight] as const),
  );
}

/** @throws RangeError beyond 200,000 households in one office. */
export function drawHousehold(drawing: Drawing, office: CohortOffice, ordinal: number): CohortHousehold {
  if (ordinal >= HOUSEHOLDS_PER_OFFICE)
    throw new RangeError(`more than ${HOUSEHOLDS_PER_OFFICE} households in one office`);
  const { seed, reference, chances } = drawing;
  const random = new Random(seed, hashText(office.id), ordinal);
  const size = random.weighted(chances.sizes);
  const home = drawHome(random, reference, office);
  const dates = drawDates(random, chances);
  const titleCase = random.chance(reference.shares["notice-title-case-share"]);
  const family: Family = {
    random,
    drawing,
    office,
    home,
    ordinal,
    titleCase,
    origin: drawOrigin(random, reference),
  };
  const unique = uniqueNumber(drawing, office, ordinal, 0);
  return {
    officeId: office.id,
    province: office.province,
    ordinal,
    protocol: protocolOf(unique, 2019),
    size,
    ...dates,
    oddity: home.oddity,
    residence: home.residence,
    domicile: home.domicile,
    persons: drawPersons(family, drawMembers(random, drawing, size)),
  };
}

/** A protocol of INPS as applications carry it; different numbers, different protocols. */
export function protocolOf(unique: number, year: number): string {
  const scrambled = ((unique % PROTOCOLS) * 7_654_321 + 1_234_567) % PROTOCOLS;
  return `INPS-RDC-${year}-${String(scrambled).padStart(8, "0")}`;
}

function uniqueNumber(drawing: Drawing, office: CohortOffice, ordinal: number, member: number): number {
  const number = drawing.officeNumbers.get(office.id) ?? 0;
  return (number * HOUSEHOLDS_PER_OFFICE + ordinal) * PERSONS_PER_HOUSEHOLD + member;
}

function drawOrigin(random: Random, reference: CohortReference): Origin | null {
  const { shares } = reference;
  let u = random.next();
  // Relatives of Union citizens hold their rights: they are drawn with them.
  const eu = shares["citizenship-eu"] + shares["citizenship-family-member"];
  if (u < eu) return random.weighted(EU_ORIGINS);
  u -= eu;
  return u < shares["citizenship-non-eu"] ? random.weighted(NON_EU_ORIGINS) : null;
}

function drawDates(random: Random, chances: Chances): { applicationDate: IsoDate; grantedOn: IsoDate } {
  const month = random.weighted(chances.months);
  const grantedOn = `${month}-${String(random.whole(10, 30)).padStart(2, "0")}`;
  // The first day for applications was 6 March 2019.
  const earliest = Math.max(toDayNumber("2019-03-06"), toDayNumber(grantedOn) - 60);
  const applicationDate = toIsoDate(random.whole(earliest, toDayNumber(grantedOn) - 10));
  return { applicationDate, grantedOn };
}

function drawMembers(random: Random, drawing: Drawing, size: number): Member[] {
  const { chances, reference } = drawing;
  const notBound = random.chance(size === 1 ? chances.applicantNotBoundAlone : chances.applicantNotBound);
  const members: Member[] = [{ applicant: true, bound: !notBound }];
  if (size === 1) return members;
  const chance = chances.otherBound[size] ?? 0;
  const others = mostOthers(size);
  for (let i = 0; i < others; i++) {
    const certain = notBound && i === 0;
    if (certain || random.chance(chance)) members.push({ applicant: false, bound: true });
  }
  const room = members.length < Math.min(size, PERSONS_PER_HOUSEHOLD);
  if (room && random.chance(reference.shares["extra-not-bound-member-share"]))
    members.push({ applicant: false, bound: false });
  return members;
}

function drawPersons(family: Family, members: readonly Member[]): CohortPerson[] {
  const persons: CohortPerson[] = [];
  for (const [index, member] of members.entries())
    persons.push(drawPerson(family, member, index, persons[0] ?? null));
  return persons;
}

function drawPerson(
  family: Family,
  member: Member,
  index: number,
  applicant: CohortPerson | null,
): CohortPerson {
  const { random, drawing, origin } = family;
  const { shares } = drawing.reference;
  const unique = uniqueNumber(drawing, family.office, family.ordinal, index);
  const sex = random.chance(shares["women-share"]) ? "F" : "M";
  const reason = member.bound ? null : drawReason(random, drawing);
  const names = drawNames(family, sex, applicant);
  const identity = drawIdentity(family, {
    ...names,
    sex,
    band: bandOf(random, drawing, member, reason),
    unique,
  });
  const flagNeeded = reason !== null && reason !== "age";
  return {
    unique,
    role: member.applicant ? "R" : "M",
    ...identity,
    surname: writeName(family, names.surname),
    name: writeName(family, names.name),
    sex,
    citizenship: origin?.state ?? "000",
    citizenshipGroup: origin?.citizenship ?? "it",
    bound: member.bound,
    notBoundReason: reason,
    boundWritten: flagNeeded || !random.chance(shares["bound-flag-missing-share"]),
    ...drawContacts(family, {
      ...names,
      unique,
      applicant: member.applicant,
      ofApplicant: applicant?.phone ?? null,
    }),
  };
}

function drawReason(random: Random, drawing: Drawing): NotBoundReason {
  return random.chance(drawing.reference.shares["not-bound-by-age-share"]) ? "age" : "pension";
}

function bandOf(random: Random, drawing: Drawing, member: Member, reason: NotBoundReason | null): AgeBand {
  if (reason === "age") return [65.1, 79];
  if (reason === "pension") return [50, 64.7];
  return random.weighted(member.applicant ? drawing.chances.applicantAges : drawing.chances.memberAges);
}

interface Names {
  readonly surname: string;
  readonly name: string;
}

function drawNames(family: Family, sex: "M" | "F", applicant: CohortPerson | null): Names {
  const { random, origin, drawing } = family;
  const same = applicant !== null && random.chance(drawing.reference.shares["member-same-surname-share"]);
  const surname = same ? applicant.surname.toUpperCase() : random.pickEarly(origin?.surnames ?? SURNAMES);
  const own = sex === "F" ? WOMEN : MEN;
  const name = random.pickEarly(origin === null ? own : sex === "F" ? origin.women : origin.men);
  return { surname, name };
}

/** The national flow writes capitals; some origins write initials only, and some put an apostrophe for a final accent. */
function writeName(family: Family, name: string): string {
  const accent =
    /[ÀÈÌÒÙ]$/.test(name) &&
    family.random.chance(family.drawing.reference.shares["notice-apostrophe-accent-share"]);
  const written = accent ? `${name.normalize("NFD").replace(/\u0300/g, "")}'` : name;
  if (!family.titleCase) return written;
  return written
    .toLowerCase()
    .replace(/(^|[\s'])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

interface IdentityNeeds extends Names {
  readonly sex: "M" | "F";
  readonly band: AgeBand;
  readonly unique: number;
}

type Identity = Pick<
  CohortPerson,
  "taxCode" | "provisional" | "omocodia" | "birthDate" | "birthPlaceCode" | "birthPlaceName"
>;

/** Draws birthdays until the tax code is nobody's yet. */
function drawIdentity(family: Family, needs: IdentityNeeds): Identity {
  const { random, drawing, origin, home } = family;
  const { reference } = drawing;
  const today = toDayNumber(drawing.asOf);
  const [from, to] = needs.band;
  for (;;) {
    const age = from + random.next() * (to - from);
    const birthDate = toIsoDate(today - Math.floor(age * DAYS_PER_YEAR));
    const place =
      origin === null
        ? drawItalianBirthPlace(random, reference, home.municipality, birthDate)
        : drawForeignBirthPlace(random, reference, origin, birthDate);
    const birth = { birthDate, birthPlaceCode: place.code, birthPlaceName: place.name };
    const code = claimTaxCode(drawing.taken, { ...needs, ...birth });
    if (code === null) continue;
    if (random.chance(reference.shares["notice-provisional-tax-code-share"])) {
      return { ...birth, taxCode: provisionalTaxCode(needs.unique), provisional: true, omocodia: false };
    }
    const omocodia = random.chance(reference.shares["notice-omocodia-share"]);
    // Bit n of the variant turns the n-th digit from the right: the registries start from the rightmost.
    return { ...birth, taxCode: omocodia ? omocode(code, 1) : code, provisional: false, omocodia };
  }
}

interface ContactNeeds extends Names {
  readonly unique: number;
  readonly applicant: boolean;
  readonly ofApplicant: WrittenPhone | null;
}

function drawContacts(family: Family, needs: ContactNeeds): Pick<CohortPerson, "phone" | "email"> {
  const { random, office, ordinal } = family;
  const { shares } = family.drawing.reference;
  if (needs.applicant && random.chance(shares["contact-no-contact-share"])) {
    return { phone: NO_PHONE, email: drawEmail(random, shares, 0, needs) };
  }
  const phone = drawPhone(random, shares, {
    unique: needs.unique,
    province: office.province,
    applicant: needs.applicant,
    ofApplicant: needs.ofApplicant,
    intermediary: intermediaryPhone(office.id, ordinal),
  });
  const applicantShare = shares["contact-email-share"] / (1 - shares["contact-no-contact-share"]);
  const share = needs.applicant ? applicantShare : shares["contact-member-email-share"];
  return { phone, email: drawEmail(random, shares, share, needs) };
}
