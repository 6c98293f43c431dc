// Phones and e-mails of synthetic people: good ones, and what people and spreadsheets make of them.

import type { Shares } from "./calibration.ts";
import type { Random } from "./random.ts";
import { hashText } from "./random.ts";

export type PhoneKind = "mobile" | "foreign-mobile" | "landline" | "unusable" | "none";
export type EmailKind = "good" | "unusable" | "none";

/** `written` is what stands in the notice; `e164` what it means, null when nothing can be made of it. */
export interface WrittenPhone {
  readonly kind: PhoneKind;
  readonly written: string;
  readonly e164: string | null;
  /** Deliberately somebody else's too. */
  readonly shared: boolean;
}

export interface WrittenEmail {
  readonly kind: EmailKind;
  readonly written: string;
}

export const NO_PHONE: WrittenPhone = { kind: "none", written: "", e164: null, shared: false };
const NO_EMAIL: WrittenEmail = { kind: "none", written: "" };

/** Ranges of Italian mobile operators; the seven digits that follow are drawn, so a number may be somebody's: never dial. */
const MOBILE_PREFIXES = [
  "320", "324", "327", "328", "329", "330", "331", "333", "334", "335", "336", "337", "338", "339", "340", "342", "345",
  "346", "347", "348", "349", "350", "351", "360", "366", "368", "370", "371", "373", "377", "380", "388", "389", "391", "392", "393",
] as const; // prettier-ignore
const NUMBERS = MOBILE_PREFIXES.length * 10_000_000;
/** Odd, not divisible by 3 or 5, and small enough that the products stay exact: neighbouring people get unrelated numbers. */
const MOBILE_STEP = 17_300_041;
const AREA_CODES: Readonly<Record<string, string>> = {
  NA: "081",
  CE: "0823",
  SA: "089",
  AV: "0825",
  BN: "0824",
};
const EMAIL_DOMAINS = ["example.it", "example.com", "mail.example", "posta.example"] as const;

/** The mobile of a number below 360 million: different numbers, different mobiles. Ten digits. */
export function mobileOf(unique: number): string {
  const place = ((unique % NUMBERS) * MOBILE_STEP + 271_828_183) % NUMBERS;
  const prefix = MOBILE_PREFIXES[Math.floor(place / 10_000_000)] ?? "333";
  return prefix + String(place % 10_000_000).padStart(7, "0");
}

export interface PhoneNeeds {
  readonly unique: number;
  readonly province: string;
  readonly applicant: boolean;
  /** The applicant's own phone, when the person is another member. */
  readonly ofApplicant: WrittenPhone | null;
  /** The number of a patronage office that writes its own phone in applications. */
  readonly intermediary: string;
}

/** Draws a phone for a person who has some contact. */
export function drawPhone(random: Random, shares: Shares, needs: PhoneNeeds): WrittenPhone {
  const u = random.next();
  // Shares count everyone: applicants who have some contact carry those who have none.
  const scale = needs.applicant ? 1 / (1 - shares["contact-no-contact-share"]) : 1;
  const mobile =
    scale * shares[needs.applicant ? "contact-applicant-mobile-share" : "contact-member-mobile-share"];
  if (u >= mobile) {
    return u < mobile + scale * shares["contact-landline-only-share"]
      ? landline(random, shares, needs)
      : NO_PHONE;
  }
  if (random.chance(shares["contact-phone-malformed-share"])) {
    return { kind: "unusable", written: spoil(random, mobileOf(needs.unique)), e164: null, shared: false };
  }
  const { ofApplicant } = needs;
  if (ofApplicant?.e164 != null && random.chance(memberSharing(shares)))
    return { ...ofApplicant, shared: true };
  if (random.chance(shares["contact-foreign-mobile-share"])) return foreignMobile(random, shares);
  const intermediary = needs.applicant && random.chance(shares["contact-phone-intermediary-share"]);
  const digits = intermediary ? needs.intermediary : mobileOf(needs.unique);
  const written = random.chance(shares["contact-phone-written-oddly-share"]) ? oddly(random, digits) : digits;
  return { kind: "mobile", written, e164: `+39${digits}`, shared: intermediary };
}

/** A plain new number, as after a change of operator. */
export function newMobile(unique: number): WrittenPhone {
  const digits = mobileOf(unique);
  return { kind: "mobile", written: digits, e164: `+39${digits}`, shared: false };
}

/**
 * `contact-phone-shared-share` counts, among people with a mobile, those whose number is also somebody else's: each member
 * who writes the applicant's number makes two of them.
 */
function memberSharing(shares: Shares): number {
  const members = Math.max(
    0.01,
    shares["bound-persons-per-household"] - 1 + shares["applicant-not-bound-share"],
  );
  const memberMobiles = members * shares["contact-member-mobile-share"];
  const everyone = shares["contact-applicant-mobile-share"] + memberMobiles;
  return Math.min(1, (shares["contact-phone-shared-share"] * everyone) / (2 * memberMobiles));
}

function landline(random: Random, shares: Shares, needs: PhoneNeeds): WrittenPhone {
  const area = AREA_CODES[needs.province] ?? "081";
  const first = random.whole(2, 8);
  const digits = `${area}${first}${String(random.whole(0, 99_999)).padStart(5, "0")}${area === "081" ? random.whole(0, 9) : ""}`;
  const written = random.chance(shares["contact-landline-slash-share"])
    ? `${area}/${digits.slice(area.length)}`
    : digits;
  return { kind: "landline", written, e164: `+39${digits}`, shared: false };
}

function foreignMobile(random: Random, shares: Shares): WrittenPhone {
  const tail = (length: number) => String(random.whole(10 ** (length - 1), 10 ** length - 1));
  const number = random.pick([
    () => `+40721${tail(6)}`,
    () => `+4915112${tail(6)}`,
    () => `+336121${tail(5)}`,
    () => `+44740012${tail(4)}`,
    () => `+4176412${tail(4)}`,
    () => `+38050412${tail(4)}`,
  ])();
  const written = random.chance(shares["contact-foreign-double-zero-share"])
    ? number.replace("+", "00")
    : number;
  return { kind: "foreign-mobile", written, e164: number, shared: false };
}

/** Right numbers, wrongly written: each of these can be read without guessing. */
function oddly(random: Random, digits: string): string {
  const head = digits.slice(0, 3);
  const tail = digits.slice(3);
  switch (random.whole(0, 9)) {
    case 0:
      return `+39 ${head} ${tail}`;
    case 1:
      return `0039${digits}`;
    case 2:
      return `${head}/${tail}`;
    case 3:
      return `${head}-${tail}`;
    case 4:
      return `${head} ${tail.slice(0, 2)} ${tail.slice(2, 4)} ${tail.slice(4)}`;
    case 5:
      return `39${digits}`;
    case 6:
      return `${digits}.0`;
    case 7:
      return `Cell. ${head} ${tail}`;
    case 8:
      return `${digits} / 081${random.whole(2_000_000, 8_999_999)}`;
    default:
      return ` ${head}.${tail} `;
  }
}

/** Numbers that cannot be used: digits lost or added, a letter O for a zero, Excel's exponent, no number at all. */
function spoil(random: Random, digits: string): string {
  switch (random.whole(0, 5)) {
    case 0:
      return digits.slice(0, 8);
    case 1:
      return `${digits}${random.whole(0, 9)}`;
    case 2:
      return `${digits.slice(0, 5)}O${digits.slice(6)}`;
    case 3:
      return `${digits.charAt(0)},${digits.slice(1, 6)}E+09`;
    case 4:
      return "3333333333";
    default:
      return "non lo ricorda";
  }
}

/** Draws an e-mail address; `unique` keeps addresses of different people different. */
export function drawEmail(random: Random, shares: Shares, share: number, person: EmailOwner): WrittenEmail {
  if (!random.chance(share)) return NO_EMAIL;
  const local = `${plain(person.name)}.${plain(person.surname)}${person.unique.toString(36)}`;
  const domain = random.pick(EMAIL_DOMAINS);
  if (random.chance(shares["contact-email-malformed-share"])) {
    return { kind: "unusable", written: spoilEmail(random, local, domain) };
  }
  return { kind: "good", written: `${local}@${domain}` };
}

interface EmailOwner {
  readonly name: string;
  readonly surname: string;
  readonly unique: number;
}

function spoilEmail(random: Random, local: string, domain: string): string {
  return random.pick([
    `${local}@`,
    `${local} ${domain}`,
    `${local}@${domain.replace(".", "..")}`,
    `${local}@${domain.replace(".", ",")}`,
    `@${domain}`,
  ]);
}

function plain(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
}

/** The intermediaries' phones of an office: three offices of patronage, each with one number. */
export function intermediaryPhone(officeId: string, ordinal: number): string {
  return mobileOf(300_000_000 + (hashText(`${officeId} ${ordinal % 3}`) % 50_000_000));
}
