// Addresses of a notice: the municipality may be written as cadastral code, ISTAT code or name; what was written is kept.

import type { PlaceRegistry } from "../people/places.ts";
import { normalizePlaceName, placeSlot } from "../people/places.ts";
import type { RecordReader } from "./field-text.ts";
import type { Address, IsoDate, NoticeField } from "./types.ts";

interface AddressFields {
  readonly street: NoticeField;
  readonly zip: NoticeField;
  readonly code: NoticeField;
  readonly name: NoticeField;
}

const RESIDENCE: AddressFields = {
  street: "des_indirizzo_residenza",
  zip: "cod_cap_residenza",
  code: "cod_comune_residenza",
  name: "des_comune_residenza",
};
const DOMICILE: AddressFields = {
  street: "des_indirizzo_domicilio",
  zip: "cod_cap_domicilio",
  code: "cod_comune_domicilio",
  name: "des_comune_domicilio",
};

/**
 * Residence: street and postal code are obligatory, except abroad. An unknown or missing municipality is never a reason to
 * refuse: routing puts the person in a queue with the reason.
 */
export function readResidence(record: RecordReader, places: PlaceRegistry, on: IsoDate): Address {
  const place = readPlace(record, RESIDENCE, places, on);
  const isAbroad = place.municipalityCode?.startsWith("Z") === true;
  const street = isAbroad ? record.text(RESIDENCE.street) : record.obligatory(RESIDENCE.street);
  const zip = isAbroad
    ? record.text(RESIDENCE.zip)
    : readZip(record, RESIDENCE.zip, record.obligatory(RESIDENCE.zip));
  return address(street, zip, place);
}

/** Domicile, or the residence when there is none or it lacks the municipality (with a warning in the second case). */
export function readDomicile(
  record: RecordReader,
  residence: Address,
  places: PlaceRegistry,
  on: IsoDate,
): Address {
  const street = record.text(DOMICILE.street);
  const zipWritten = record.text(DOMICILE.zip);
  const place = readPlace(record, DOMICILE, places, on);
  if (place.municipalityCode === undefined && place.municipalityName === undefined) {
    if (street !== "") record.warn(DOMICILE.name, "DOMICILIO_INCOMPLETO");
    return residence;
  }
  const isAbroad = place.municipalityCode?.startsWith("Z") === true;
  return address(
    street,
    isAbroad || zipWritten === "" ? zipWritten : readZip(record, DOMICILE.zip, zipWritten),
    place,
  );
}

/** Birthplace, only recorded: the tax code has already said it. */
export function readBirthPlace(record: RecordReader, places: PlaceRegistry, on: IsoDate): Address {
  const fields = { code: "cod_comune_nascita", name: "des_comune_nascita" } as const;
  return readPlace(record, fields, places, on);
}

function address(street: string, zip: string, place: Address): Address {
  return { ...(street === "" ? {} : { street }), ...(zip === "" ? {} : { zip }), ...place };
}

function readPlace(
  record: RecordReader,
  fields: Pick<AddressFields, "code" | "name">,
  places: PlaceRegistry,
  on: IsoDate,
): Address {
  const code = record.text(fields.code);
  const name = record.text(fields.name);
  if (code === "" && name === "") return {};
  const found = codeOf(code, places, on) ?? codeOf(name, places, on);
  if (found === null) {
    const municipalityName = name === "" ? code : name;
    return { municipalityName };
  }
  const official = places.get(found, on)?.name;
  const nameIsCode = name !== "" && codeForm(name, places) !== null;
  if (name === "" || nameIsCode) {
    return official === undefined
      ? { municipalityCode: found }
      : { municipalityCode: found, municipalityName: official };
  }
  if (official !== undefined && official !== name && !isSameName(name, found, places)) {
    record.warn(fields.name, "COMUNE_CODICE_E_NOME_DIVERSI", { code: found, name: official, value: name });
  }
  return { municipalityCode: found, municipalityName: name };
}

/** Cadastral code of what is written as code or as name; a well-formed cadastral code is kept even when nobody knows it. */
function codeOf(written: string, places: PlaceRegistry, on: IsoDate): string | null {
  if (written === "") return null;
  const byForm = codeForm(written, places);
  if (byForm !== null) return byForm;
  if (/^\d/.test(written)) return null;
  const byName = places.byName(written, { on });
  return byName.ok ? byName.value.code : null;
}

function codeForm(written: string, places: PlaceRegistry): string | null {
  if (written.length === 4) {
    if (placeSlot(written) >= 0) return written;
    const upper = written.toUpperCase();
    if (placeSlot(upper) >= 0) return upper;
  }
  const istat = written.length > 6 && /^\d{4,6}[.,]0$/.test(written) ? written.slice(0, -2) : written;
  return places.byIstat(istat)?.code ?? null;
}

/** The same name in other letters, or another name the municipality has or had. */
function isSameName(name: string, code: string, places: PlaceRegistry): boolean {
  const official = places.get(code)?.name ?? "";
  if (normalizePlaceName(name) === normalizePlaceName(official)) return true;
  const byName = places.byName(name);
  return !byName.ok ? byName.refusal.code === "LUOGO_AMBIGUO" : byName.value.code === code;
}

/** Five digits; the zeros that a spreadsheet took from the front (00187 → 187) are put back. */
function readZip(record: RecordReader, field: NoticeField, written: string): string {
  if (written === "" || isFiveDigits(written)) return written;
  const digits = written
    .replace(/[.,]0$/, "")
    .replace(/^I-?/i, "")
    .replace(/\s/g, "");
  if (/^\d{3,5}$/.test(digits)) return digits.padStart(5, "0");
  record.reject(field, "CAP_NON_VALIDO", { value: written });
  return "";
}

function isFiveDigits(text: string): boolean {
  if (text.length !== 5) return false;
  for (let i = 0; i < 5; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return true;
}
