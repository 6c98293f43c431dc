// Where synthetic people live and were born, with the cases that no table foresees.

import type { IsoDate } from "../../domain/notices/types.ts";
import type { Origin } from "./foreign-names.ts";
import { EMIGRATION_STATES } from "./foreign-names.ts";
import type { AddressOddity, CohortAddress } from "./household.ts";
import { FICTITIOUS_STREETS, STREETS } from "./names.ts";
import type { Random } from "./random.ts";
import { hashText } from "./random.ts";
import type { CohortMunicipality, CohortOffice, CohortReference, Life } from "./reference.ts";

const NAPOLI = "F839";
const CAPITALS: Readonly<Record<string, string>> = {
  NA: NAPOLI,
  CE: "B963",
  SA: "H703",
  AV: "A509",
  BN: "A783",
};
/** Municipalities outside Campania where its people work or study, with one of their postal codes. */
const OUTSIDE = [
  ["H501", "00185"],
  ["F205", "20125"],
  ["A944", "40128"],
  ["L219", "10121"],
  ["E472", "04100"],
  ["D643", "71121"],
] as const;
/** Cadastral codes that were never given. */
const UNKNOWN_CODES = ["A000", "H000", "M999", "X123"] as const;
/** First and last postal code of each province besides its capital: real ranges, but not each town's real code. */
const ZIP_RANGES: Readonly<Record<string, readonly [number, number]>> = {
  NA: [80_010, 80_079],
  CE: [81_010, 81_059],
  SA: [84_010, 84_099],
  AV: [83_010, 83_059],
  BN: [82_010, 82_038],
};
const CAPITAL_ZIPS: Readonly<Record<string, string>> = {
  B963: "81100",
  H703: "84121",
  A509: "83100",
  A783: "82100",
};

export interface Home {
  readonly oddity: AddressOddity;
  readonly residence: CohortAddress;
  readonly domicile: CohortAddress | null;
  /** The office's municipality, where the people really are. */
  readonly municipality: CohortMunicipality;
}

/** Draws where a household of this office lives. */
export function drawHome(random: Random, reference: CohortReference, office: CohortOffice): Home {
  const municipality = random.weighted(office.municipalities);
  const here = address(random, reference, municipality, office);
  const oddity = drawOddity(random, reference, municipality);
  return { oddity, municipality, ...odd(random, reference, oddity, here) };
}

/** A new address in another office's basin, as after a move. */
export function drawMove(random: Random, reference: CohortReference): CohortAddress {
  const office = random.pick(reference.offices);
  return address(random, reference, random.weighted(office.municipalities), office);
}

function drawOddity(
  random: Random,
  reference: CohortReference,
  municipality: CohortMunicipality,
): AddressOddity {
  const { shares } = reference;
  let u = random.next();
  const always = [
    ["homeless", shares["notice-homeless-share"]],
    ["abroad", shares["notice-residence-abroad-share"]],
    ["domicile-outside", shares["notice-domicile-outside-region-share"]],
    ["residence-outside", shares["notice-residence-outside-domicile-inside-share"]],
    ["unknown-municipality", shares["notice-unknown-municipality-share"]],
    ["domicile-differs", shares["notice-domicile-differs-share"]],
  ] as const;
  for (const [oddity, share] of always) {
    if (u < share) return oddity;
    u -= share;
  }
  const napoli = municipality.code === NAPOLI;
  if (napoli && random.chance(shares["notice-napoli-generic-zip-share"])) return "generic-zip";
  if (reference.predecessors.has(municipality.code)) {
    const share =
      shares[napoli ? "notice-suppressed-municipality-share" : "notice-suppressed-in-merged-share"];
    if (random.chance(share)) return "suppressed-municipality";
  }
  return "ordinary";
}

function odd(
  random: Random,
  reference: CohortReference,
  oddity: AddressOddity,
  here: CohortAddress,
): Pick<Home, "residence" | "domicile"> {
  switch (oddity) {
    case "domicile-differs":
      return { residence: drawMove(random, reference), domicile: here };
    case "residence-outside":
      return { residence: outside(random, reference), domicile: here };
    case "domicile-outside":
      return { residence: here, domicile: outside(random, reference) };
    case "abroad":
      return { residence: abroad(random, reference), domicile: null };
    case "homeless":
      return { residence: { ...here, street: `${random.pick(FICTITIOUS_STREETS)} SNC` }, domicile: null };
    case "unknown-municipality":
      return {
        residence: { ...here, municipalityCode: random.pick(UNKNOWN_CODES), municipalityName: "NON NOTO" },
        domicile: null,
      };
    case "generic-zip":
      return { residence: { ...here, zip: "80100" }, domicile: null };
    case "suppressed-municipality":
      return { residence: inSuppressed(random, reference, here), domicile: null };
    case "ordinary":
      return { residence: here, domicile: null };
  }
}

function inSuppressed(random: Random, reference: CohortReference, here: CohortAddress): CohortAddress {
  const old = random.pick(reference.predecessors.get(here.municipalityCode) ?? []);
  return { ...here, municipalityCode: old.code, municipalityName: old.name };
}

function address(
  random: Random,
  reference: CohortReference,
  municipality: CohortMunicipality,
  office: CohortOffice,
): CohortAddress {
  const zip = office.zips.length > 0 ? random.pick(office.zips) : zipOf(municipality);
  return {
    street: street(random, reference),
    zip,
    municipalityCode: municipality.code,
    municipalityName: municipality.name,
  };
}

function street(random: Random, reference: CohortReference): string {
  const { shares } = reference;
  const base = `${random.pick(STREETS)} ${random.whole(1, 320)}`;
  if (random.chance(shares["notice-newline-in-address-share"]))
    return `${base}\nSCALA B INT. ${random.whole(1, 20)}`;
  let u = random.next();
  if (u < shares["notice-address-semicolon-share"]) return `${base}; SC. A INT. ${random.whole(1, 20)}`;
  u -= shares["notice-address-semicolon-share"];
  if (u < shares["notice-address-quotes-share"]) return `${base} PARCO "LE GINESTRE"`;
  u -= shares["notice-address-quotes-share"];
  return u < shares["notice-address-bis-share"] ? `${base}/BIS` : base;
}

function zipOf(municipality: CohortMunicipality): string {
  const [low, high] = ZIP_RANGES[municipality.province] ?? [80_010, 80_079];
  return CAPITAL_ZIPS[municipality.code] ?? String(low + (hashText(municipality.code) % (high - low + 1)));
}

function outside(random: Random, reference: CohortReference): CohortAddress {
  const [code, zip] = random.pick(OUTSIDE);
  const municipalityName = reference.municipalities.get(code)?.name ?? "";
  return {
    street: `${random.pick(STREETS)} ${random.whole(1, 200)}`,
    zip,
    municipalityCode: code,
    municipalityName,
  };
}

function abroad(random: Random, reference: CohortReference): CohortAddress {
  const code = random.pick(EMIGRATION_STATES);
  const municipalityName = reference.states.get(code)?.name ?? "";
  return {
    street: `HAUPTSTRASSE ${random.whole(1, 90)}`,
    zip: "00000",
    municipalityCode: code,
    municipalityName,
  };
}

export interface BirthPlace {
  readonly code: string;
  readonly name: string;
}

/** Draws the birth place of an Italian citizen who lives in a municipality: a place that existed on that day. */
export function drawItalianBirthPlace(
  random: Random,
  reference: CohortReference,
  home: CohortMunicipality,
  born: IsoDate,
): BirthPlace {
  const { shares } = reference;
  let u = random.next();
  if (u < shares["birth-suppressed-municipality-share"] && reference.suppressedForBirth.length > 0) {
    const old = random.pick(reference.suppressedForBirth);
    if (born <= old.lastDay) return old;
  }
  u = random.next();
  if (u < shares["birth-abroad-of-italians-share"])
    return stateNamed(reference, random.pick(EMIGRATION_STATES));
  u -= shares["birth-abroad-of-italians-share"];
  if (u < shares["birth-elsewhere-in-italy-share"])
    return municipalityNamed(reference, random.pick(OUTSIDE)[0]);
  u -= shares["birth-elsewhere-in-italy-share"];
  if (u < shares["birth-own-municipality-share"])
    return existing(reference, home.code, born) ?? capital(reference, home);
  u -= shares["birth-own-municipality-share"];
  if (u < shares["birth-provincial-capital-share"]) return capital(reference, home);
  const other = random.weighted(random.pick(reference.offices).municipalities);
  return existing(reference, other.code, born) ?? capital(reference, home);
}

/** Draws the birth place of a foreigner: the State of today, or the one that stood there at the time. */
export function drawForeignBirthPlace(
  random: Random,
  reference: CohortReference,
  origin: Origin,
  born: IsoDate,
): BirthPlace {
  const before = origin.before === undefined ? undefined : reference.states.get(origin.before);
  const ceased = before !== undefined && before.to !== "" && born <= before.to;
  const code =
    ceased && random.chance(reference.shares["birth-ceased-state-share"]) ? origin.before : origin.state;
  return stateNamed(reference, code ?? origin.state);
}

function stateNamed(reference: CohortReference, code: string): BirthPlace {
  return { code, name: reference.states.get(code)?.name ?? "" };
}

function municipalityNamed(reference: CohortReference, code: string): BirthPlace {
  return { code, name: reference.municipalities.get(code)?.name ?? "" };
}

function capital(reference: CohortReference, home: CohortMunicipality): BirthPlace {
  return municipalityNamed(reference, CAPITALS[home.province] ?? NAPOLI);
}

/** The municipality if it existed on that day, else one of those it took the place of, else null. */
function existing(reference: CohortReference, code: string, born: IsoDate): BirthPlace | null {
  if (livedOn(reference.lives.get(code), born)) return municipalityNamed(reference, code);
  const old = reference.predecessors.get(code)?.find((each) => livedOn(reference.lives.get(each.code), born));
  return old ?? null;
}

function livedOn(lives: readonly Life[] | undefined, day: IsoDate): boolean {
  return lives?.some((life) => life.from <= day && (life.to === "" || day <= life.to)) ?? false;
}
