// Judges one record: a notice whose every field holds, or all the reasons why not, each on its field.

import type { MeasureParameters } from "../measures/types.ts";
import type { ContactPoint } from "../people/contact.ts";
import { emailContacts, phoneContacts, postalContact } from "../people/contact.ts";
import { hasReachedAge } from "../people/household.ts";
import type { PlaceRegistry } from "../people/places.ts";
import type { CheckedTaxCode } from "../people/tax-code.ts";
import { checkTaxCode, compareBirthData, compareNames } from "../people/tax-code.ts";
import { readBirthPlace, readDomicile, readResidence } from "./address.ts";
import { epochMs, parseDay, parseInstant, romeDay } from "./dates.ts";
import { label, RecordReader } from "./field-text.ts";
import type { IsoDate, IsoInstant, Notice, NoticeField, RawNotice, Rejection, Role } from "./types.ts";
import { readBound, readRole, readSex } from "./words.ts";

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

/** What the person can be reached with, good and bad, in the order written; the last is the postal address. */
export type NoticeContacts = readonly ContactPoint[];

export type NoticeJudgement =
  | {
      readonly ok: true;
      readonly notice: Notice;
      readonly contacts: NoticeContacts;
      readonly warnings: readonly Rejection[];
    }
  | { readonly ok: false; readonly rejections: readonly Rejection[] };

type Draft = { -readonly [K in keyof Notice]: Notice[K] };

/** Clocks of the two sides may differ by as much: a moment of sending later than this is a mistake that would block all updates. */
const CLOCK_TOLERANCE_MS = 24 * 3_600_000;
const OLDEST_AGE = 121;
const NO_CITIZENSHIP = "NT";

/**
 * Judges one record against the schema of the national node, the calendar, the tax code and the measure. Never refuses for a
 * phone, an e-mail or the municipality of residence. Warnings go with an accepted notice and ask a person to look.
 */
export function validateNotice(raw: RawNotice, context: ValidationContext): NoticeJudgement {
  const record = new RecordReader(raw);
  const today = dayOfReception(context);
  const dates = readDates(record, today);
  const sentAt = readSentAt(record, context);
  const identity = readIdentity(record, context.places, dates.birthDate, today);
  const bound = readBound(record);
  const protocol = readProtocol(record, "cod_protocollo_inps", true);
  const previousProtocol = readProtocol(record, "cod_protocollo_inps_prec", false);
  const applicationState = record.obligatory("cod_stato");
  const measure = readMeasure(record, context, dates.grantedOn);
  const residence = readResidence(record, context.places, today);
  const domicile = readDomicile(record, residence, context.places, today);
  compareDates(record, dates, identity.role);
  if (record.rejections.length > 0) return { ok: false, rejections: record.rejections };
  const { role, sex, taxCode, applicantTaxCode, surname, name } = identity;
  const { birthDate, applicationDate, grantedOn, transformedOn, stateChangedOn } = dates;
  const notice: Draft = {
    protocol,
    taxCode,
    applicantTaxCode,
    role: role ?? "M",
    measure,
    applicationState,
    applicationDate,
    grantedOn,
    surname,
    name,
    birthDate,
    citizenship: record.text("cod_cittadinanza").toUpperCase() || NO_CITIZENSHIP,
    residence,
    domicile,
    sentAt,
  };
  if (previousProtocol !== "") notice.previousProtocol = previousProtocol;
  if (sex !== undefined) notice.sex = sex;
  if (transformedOn !== "") notice.transformedOn = transformedOn;
  if (stateChangedOn !== "") notice.stateChangedOn = stateChangedOn;
  if (bound.bound !== undefined) notice.bound = bound.bound;
  if (bound.reason !== undefined) notice.notBoundReason = bound.reason;
  addBirthPlace(notice, record, context.places, identity.checked);
  addPlainTexts(notice, record);
  // Texts read last may be too long or unreadable like any other.
  if (record.rejections.length > 0) return { ok: false, rejections: record.rejections };
  return { ok: true, notice, contacts: contactsOf(notice), warnings: record.warnings };
}

const receptionDays = new WeakMap<ValidationContext, IsoDate>();

/** Worked out once per context, which serves a whole batch. */
function dayOfReception(context: ValidationContext): IsoDate {
  let day = receptionDays.get(context);
  if (day === undefined) {
    day = romeDay(context.receivedAt);
    receptionDays.set(context, day);
  }
  return day;
}

interface Dates {
  readonly birthDate: IsoDate;
  readonly applicationDate: IsoDate;
  readonly grantedOn: IsoDate;
  /** "" when absent. */
  readonly transformedOn: IsoDate;
  readonly stateChangedOn: IsoDate;
}

function readDates(record: RecordReader, today: IsoDate): Dates {
  return {
    birthDate: readDay(record, "dtt_nascita", record.obligatory("dtt_nascita"), today, true),
    applicationDate: readDay(record, "dtt_domanda", record.obligatory("dtt_domanda"), today),
    grantedOn: readDay(record, "dtt_rendicontazione", record.obligatory("dtt_rendicontazione"), today),
    transformedOn: readDay(record, "dtt_trasformazione", record.text("dtt_trasformazione"), today),
    stateChangedOn: readDay(record, "dtt_variazione_stato", record.text("dtt_variazione_stato"), today),
  };
}

function readDay(
  record: RecordReader,
  field: NoticeField,
  written: string,
  today: IsoDate,
  isBirth = false,
): IsoDate {
  if (written === "") return "";
  const day = parseDay(written, isBirth ? { twoDigitYearsUpTo: today } : {});
  if (!day.ok) {
    record.rejections.push({ field, code: day.refusal.code, message: day.refusal.message });
    return "";
  }
  if (day.value > today) {
    record.reject(field, "DATA_FUTURA", { date: italian(day.value), today: italian(today) });
    return "";
  }
  if (isBirth && hasReachedAge(day.value, OLDEST_AGE, today)) {
    record.reject(field, "NASCITA_IMPOSSIBILE", { date: italian(day.value) });
    return "";
  }
  if (!isBirth && day.value < "1996") {
    record.reject(field, "DATA_FUORI_INTERVALLO", { value: written });
    return "";
  }
  return day.value;
}

function compareDates(record: RecordReader, dates: Dates, role: Role | null): void {
  const { birthDate, applicationDate, grantedOn } = dates;
  if (applicationDate === "") return;
  if (grantedOn !== "" && grantedOn < applicationDate) {
    const values = { granted: italian(grantedOn), application: italian(applicationDate) };
    record.reject("dtt_rendicontazione", "RICONOSCIMENTO_PRIMA_DELLA_DOMANDA", values);
  }
  if (birthDate === "" || role !== "R") return;
  if (birthDate > applicationDate) {
    record.reject("dtt_nascita", "DOMANDA_PRIMA_DELLA_NASCITA", { application: italian(applicationDate) });
  } else if (!hasReachedAge(birthDate, 18, applicationDate)) {
    record.warn("dtt_nascita", "RICHIEDENTE_MINORENNE");
  }
}

function readSentAt(record: RecordReader, context: ValidationContext): IsoInstant {
  const written = record.text("data_invio");
  if (written === "") {
    if (context.defaultSentAt === undefined) record.reject("data_invio", "DATA_INVIO_MANCANTE");
    return context.defaultSentAt ?? "";
  }
  const instant = parseInstant(written);
  if (!instant.ok) {
    record.rejections.push({
      field: "data_invio",
      code: instant.refusal.code,
      message: instant.refusal.message,
    });
    return "";
  }
  // Earlier than reception is the rule; only a later one needs arithmetic.
  if (
    instant.value > context.receivedAt &&
    epochMs(instant.value) > epochMs(context.receivedAt) + CLOCK_TOLERANCE_MS
  ) {
    record.reject("data_invio", "DATA_INVIO_FUTURA", { date: italian(romeDay(instant.value)) });
  }
  return instant.value;
}

interface Identity {
  readonly taxCode: string;
  readonly applicantTaxCode: string;
  readonly checked: CheckedTaxCode | null;
  readonly role: Role | null;
  readonly sex?: "M" | "F";
  readonly surname: string;
  readonly name: string;
}

function readIdentity(
  record: RecordReader,
  places: PlaceRegistry,
  birthDate: IsoDate,
  today: IsoDate,
): Identity {
  const surname = readPersonName(record, "des_cognome");
  const name = readPersonName(record, "des_nome");
  const role = readRole(record);
  const declaredSex = readSex(record);
  const options = birthDate === "" ? { referenceDay: today } : { referenceDay: today, birthDate };
  const checked = readTaxCode(record, "cod_fiscale", places, options);
  const applicantWritten = record.text("cod_fiscale_richiedente");
  const applicant =
    checked !== null && applicantWritten === checked.code
      ? checked
      : readTaxCode(record, "cod_fiscale_richiedente", places, { referenceDay: today });
  if (checked !== null && applicant !== null) {
    const isApplicant = checked.code === applicant.code;
    if (role === "R" && !isApplicant) record.reject("cod_fiscale_richiedente", "RUOLO_RICHIEDENTE_DIVERSO");
    if (role === "M" && isApplicant) record.reject("cod_ruolo_beneficiario", "RUOLO_COMPONENTE_UGUALE");
  }
  if (checked !== null) compareWithTaxCode(record, checked, { surname, name, birthDate, sex: declaredSex });
  const sex = declaredSex ?? checked?.sex;
  const taxCode = checked?.code ?? "";
  const applicantTaxCode = applicant?.code ?? "";
  return { taxCode, applicantTaxCode, checked, role, surname, name, ...(sex === undefined ? {} : { sex }) };
}

function readTaxCode(
  record: RecordReader,
  field: "cod_fiscale" | "cod_fiscale_richiedente",
  places: PlaceRegistry,
  options: { readonly referenceDay: IsoDate; readonly birthDate?: IsoDate },
): CheckedTaxCode | null {
  const written = record.obligatory(field);
  if (written === "") return null;
  const checked = checkTaxCode(written, places, options);
  if (checked.ok) return checked.value;
  record.rejections.push({ field, code: checked.refusal.code, message: checked.refusal.message });
  return null;
}

function compareWithTaxCode(
  record: RecordReader,
  checked: CheckedTaxCode,
  declared: {
    readonly surname: string;
    readonly name: string;
    readonly birthDate: IsoDate;
    readonly sex: "M" | "F" | undefined;
  },
): void {
  const { birthDate, sex } = declared;
  const isDifferent = birthDate !== "" && birthDate !== checked.birthDate;
  if (isDifferent || (sex !== undefined && sex !== checked.sex)) {
    const birth = { ...(birthDate === "" ? {} : { birthDate }), ...(sex === undefined ? {} : { sex }) };
    for (const { code, message } of compareBirthData(checked, birth)) {
      record.rejections.push({
        field: code === "CF_SESSO_DIVERSO" ? "cod_sesso" : "dtt_nascita",
        code,
        message,
      });
    }
  }
  if (declared.surname === "" || declared.name === "") return;
  for (const { code, message } of compareNames(checked, declared)) {
    record.warnings.push({
      field: code === "CF_COGNOME_DIVERSO" ? "des_cognome" : "des_nome",
      code,
      message,
    });
  }
}

function readPersonName(record: RecordReader, field: "des_cognome" | "des_nome"): string {
  const text = record.obligatory(field);
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) continue;
    record.reject(field, "NOME_CON_CIFRE", { field: label(field), value: text });
    break;
  }
  return text;
}

/** Protocols are keys: case and inner spaces must not make two of one. */
function readProtocol(
  record: RecordReader,
  field: "cod_protocollo_inps" | "cod_protocollo_inps_prec",
  isObligatory: boolean,
): string {
  const written = isObligatory ? record.obligatory(field) : record.text(field);
  const upper = written.toUpperCase();
  const protocol = upper.includes(" ") ? upper.replaceAll(" ", "") : upper;
  const first = protocol.charCodeAt(0);
  // Only a protocol that looks like a number can have been damaged by a spreadsheet.
  if (!(first >= 48 && first <= 57)) return protocol;
  if (/^\d+(?:[.,]\d+)?E[+]?\d+$/.test(protocol)) {
    record.reject(field, "PROTOCOLLO_NOTAZIONE_SCIENTIFICA", { value: written });
  }
  return protocol.replace(/^(\d+)[.,]0$/, "$1");
}

function readMeasure(record: RecordReader, context: ValidationContext, grantedOn: IsoDate): string {
  const code = record.text("cod_misura").toUpperCase() || context.defaultMeasure;
  const versions = context.measures.filter((each) => each.code === code);
  if (versions.length === 0) {
    const known = [...new Set(context.measures.map((each) => each.code))].join(", ");
    record.reject("cod_misura", "MISURA_SCONOSCIUTA", { value: code, known });
  } else if (grantedOn !== "" && !versions.some((each) => isInForce(each, grantedOn))) {
    record.reject("dtt_rendicontazione", "MISURA_NON_IN_VIGORE", { measure: code, date: italian(grantedOn) });
  }
  return code;
}

function isInForce(measure: MeasureParameters, grantedOn: IsoDate): boolean {
  return (
    measure.grantedFrom <= grantedOn && (measure.grantedTo === undefined || grantedOn <= measure.grantedTo)
  );
}

function addBirthPlace(
  notice: Draft,
  record: RecordReader,
  places: PlaceRegistry,
  checked: CheckedTaxCode | null,
): void {
  const written = readBirthPlace(record, places, notice.birthDate);
  const code = written.municipalityCode ?? checked?.birthPlaceCode;
  if (code !== undefined) notice.birthPlaceCode = code;
  const name =
    written.municipalityName ?? (code === undefined ? undefined : places.get(code, notice.birthDate)?.name);
  if (name !== undefined) notice.birthPlaceName = name;
}

function addPlainTexts(notice: Draft, record: RecordReader): void {
  const phone = record.contact("des_telefono");
  if (phone !== "") notice.phone = phone;
  const email = record.contact("des_email");
  if (email !== "") notice.email = email;
  const sapCode = record.text("cod_sap");
  if (sapCode !== "") notice.sapCode = sapCode;
  const officeCode = record.text("cod_cpi");
  if (officeCode !== "") notice.officeCode = officeCode.toUpperCase();
  const origin = record.text("fonte");
  if (origin !== "") notice.origin = origin;
  const applicationKind = record.text("tipo_domanda");
  if (applicationKind !== "") notice.applicationKind = applicationKind;
  const communicationId = record.text("id_comunicazione");
  if (communicationId !== "") notice.communicationId = communicationId;
}

function contactsOf(notice: Notice): NoticeContacts {
  const origin = { source: "notice", date: romeDay(notice.sentAt) };
  return [
    ...phoneContacts(notice.phone ?? "", origin),
    ...emailContacts(notice.email ?? "", origin),
    postalContact(notice.domicile ?? notice.residence, origin),
  ];
}

function italian(day: IsoDate): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}
