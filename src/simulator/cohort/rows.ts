// Households as the national platform notifies them: rows with what a right intake must make of each, defects and repetitions included.

import type { IsoDate, IsoInstant, NotBoundReason, RawNotice } from "../../domain/notices/types.ts";
import type { Supersession } from "../../domain/notices/supersede.ts";
import { newMobile } from "./contacts.ts";
import { toDayNumber } from "../../domain/calendar/days.ts";
import { instantOnDay } from "../../domain/calendar/instants.ts";
import type { CohortHousehold, CohortPerson } from "./household.ts";
import { Random, hashText } from "./random.ts";
import type { Shares } from "./calibration.ts";
import { spoilCheckLetter } from "./tax-codes.ts";

/** What was spoilt in a row that must be refused. "truncated": the line ends in the middle of the surname. */
export const DEFECTS = [
  "check-letter",
  "missing-surname",
  "impossible-date",
  "missing-protocol",
  "wrong-role",
  "truncated",
] as const;
export type Defect = (typeof DEFECTS)[number];

/** The fields before which a truncated line ends: the surname is cut, all that follows is lost. */
export const TRUNCATED_AFTER = "des_cognome";

export interface CohortRow {
  readonly raw: RawNotice;
  /** What a right intake makes of the row, when the files are read in order. */
  readonly outcome: Supersession | "rejected";
  readonly defect: Defect | null;
}

export interface FirstRows {
  readonly rows: readonly CohortRow[];
  /** By person (in the household's order): the defect that kept it out, or null. */
  readonly defects: readonly (Defect | null)[];
}

/** Why a person is not bound, in the words of the national flow. */
const REASONS: Readonly<Partial<Record<NotBoundReason, string>>> = {
  age: "ETA",
  pension: "PENSIONE DIRETTA",
};
/** Numbers drawn for new phones stand apart from those of the first notices. */
const REPEATED_PHONES = 200_000_000;
const MEASURE = "RDC";

/** When the platform sent a household's first notices: the evening before `asOf`. Between 16:00 and 18:59 UTC. */
export function firstSentAt(household: CohortHousehold, asOf: IsoDate): IsoInstant {
  return instantOnDay(toDayNumber(asOf) - 1, 57_600 + (hashText(household.protocol) % 10_800));
}

/** The rows of the first file: each person once, some spoilt, some repeated. Depends on the household and the seed alone. */
export function firstRows(
  household: CohortHousehold,
  seed: number,
  asOf: IsoDate,
  shares: Shares,
): FirstRows {
  const random = new Random(seed, hashText(household.protocol), 1);
  const sentAt = firstSentAt(household, asOf);
  const rows: CohortRow[] = [];
  const defects: (Defect | null)[] = [];
  for (const person of household.persons) {
    const raw = noticeOf(household, person, { sentAt, version: 1 });
    const defect = random.chance(shares["notice-rejected-row-share"]) ? drawDefect(random, person) : null;
    defects.push(defect);
    if (defect === null) {
      rows.push({ raw, outcome: "created", defect });
      repeat(rows, random, { household, person, raw, asOf, shares });
    } else rows.push({ raw: spoil(raw, defect), outcome: "rejected", defect });
  }
  return { rows, defects };
}

/** A provisional code has a check digit, not a letter. */
function drawDefect(random: Random, person: CohortPerson): Defect {
  const defect = random.pick(DEFECTS);
  return defect === "check-letter" && person.provisional ? "wrong-role" : defect;
}

interface Repeating {
  readonly household: CohortHousehold;
  readonly person: CohortPerson;
  readonly raw: RawNotice;
  readonly asOf: IsoDate;
  readonly shares: Shares;
}

/** A second notice of the same person: older and late, or the same again, or newer with another phone. */
function repeat(rows: CohortRow[], random: Random, about: Repeating): void {
  const { shares, household, person, asOf } = about;
  const u = random.next();
  const late = shares["notice-late-out-of-order-share"];
  if (u >= shares["notice-repeated-notice-share"]) return;
  if (u < late) {
    const sentAt = instantOnDay(toDayNumber(asOf) - 20, random.whole(20_000, 60_000));
    rows.push({
      raw: noticeOf(household, person, { sentAt, version: 0 }),
      outcome: "unchanged",
      defect: null,
    });
    return;
  }
  if (!random.chance(shares["notice-repeated-newer-share"])) {
    rows.push({ raw: about.raw, outcome: "unchanged", defect: null });
    return;
  }
  const sentAt = instantOnDay(toDayNumber(asOf) - 1, random.whole(70_000, 80_000));
  const changed = { ...person, phone: newMobile(REPEATED_PHONES + person.unique) };
  rows.push({ raw: noticeOf(household, changed, { sentAt, version: 2 }), outcome: "updated", defect: null });
}

export interface Sending {
  readonly sentAt: IsoInstant;
  /** Part of the number of the communication: two sendings about one person never have the same. */
  readonly version: number;
  readonly applicantTaxCode?: string;
  readonly previousProtocol?: string;
}

/** The notice of one person, with every field as the national platform writes it (ISO dates, capitals). */
export function noticeOf(household: CohortHousehold, person: CohortPerson, sending: Sending): RawNotice {
  const { residence, domicile } = household;
  const applicant = sending.applicantTaxCode ?? household.persons[0]?.taxCode ?? "";
  return {
    cod_protocollo_inps: household.protocol,
    cod_protocollo_inps_prec: sending.previousProtocol ?? "",
    cod_fiscale: person.taxCode,
    cod_fiscale_richiedente: applicant,
    cod_ruolo_beneficiario: person.role,
    cod_stato: "ACCOLTA",
    dtt_domanda: household.applicationDate,
    dtt_rendicontazione: household.grantedOn,
    des_cognome: person.surname,
    des_nome: person.name,
    dtt_nascita: person.birthDate,
    cod_sesso: person.sex,
    cod_cittadinanza: person.citizenship,
    cod_comune_nascita: person.birthPlaceCode,
    des_comune_nascita: person.birthPlaceName,
    des_indirizzo_residenza: residence.street,
    cod_cap_residenza: residence.zip,
    cod_comune_residenza: residence.municipalityCode,
    des_comune_residenza: residence.municipalityName,
    des_indirizzo_domicilio: domicile?.street ?? "",
    cod_cap_domicilio: domicile?.zip ?? "",
    cod_comune_domicilio: domicile?.municipalityCode ?? "",
    des_comune_domicilio: domicile?.municipalityName ?? "",
    des_telefono: person.phone.written,
    des_email: person.email.written,
    cod_sap: "",
    cod_cpi: "",
    fonte: "INPS",
    dtt_trasformazione: "",
    tipo_domanda: sending.previousProtocol === undefined ? "PRIMA" : "RINNOVO",
    dtt_variazione_stato: "",
    data_invio: sending.sentAt,
    id_comunicazione: `${person.unique}-${sending.version}`,
    cod_misura: MEASURE,
    flg_tenuto: person.boundWritten ? (person.bound ? "S" : "N") : "",
    cod_motivo_non_tenuto: person.boundWritten ? (REASONS[person.notBoundReason ?? "other"] ?? "") : "",
  };
}

/** Spoils one field so that the row must be refused and the rest of the file must not. */
function spoil(raw: RawNotice, defect: Defect): RawNotice {
  switch (defect) {
    case "check-letter":
      return withTaxCode(raw, spoilCheckLetter(raw.cod_fiscale ?? ""));
    case "missing-surname":
      return { ...raw, des_cognome: "" };
    case "impossible-date":
      return { ...raw, dtt_rendicontazione: `${raw.dtt_rendicontazione?.slice(0, 4)}-06-31` };
    case "missing-protocol":
      return { ...raw, cod_protocollo_inps: "" };
    case "wrong-role":
      return { ...raw, cod_ruolo_beneficiario: "X" };
    case "truncated":
      return truncated(raw);
  }
}

/** An applicant's code stands twice in the row: the slip is in both, as when the whole application bears it. */
function withTaxCode(raw: RawNotice, code: string): RawNotice {
  const own = raw.cod_fiscale === raw.cod_fiscale_richiedente;
  return own ? { ...raw, cod_fiscale: code, cod_fiscale_richiedente: code } : { ...raw, cod_fiscale: code };
}

function truncated(raw: RawNotice): RawNotice {
  const kept: RawNotice = {};
  for (const [field, value] of Object.entries(raw) as [keyof RawNotice, string][]) {
    if (field === TRUNCATED_AFTER) {
      kept[field] = value.slice(0, Math.max(1, value.length >> 1));
      break;
    }
    kept[field] = value;
  }
  return kept;
}
