// Judges one record: a notice whose every field holds, or all the reasons why not, each on its field.

import type { MeasureParameters } from "../measures/types.ts";
import type { ContactPoint } from "../people/contact.ts";
import { emailContacts, phoneContacts, postalContact } from "../people/contact.ts";
import type { PlaceRegistry } from "../people/places.ts";
import type { CheckedTaxCode } from "../people/tax-code.ts";
import { readBirthPlace, readDomicile, readResidence } from "./address.ts";
import { romeDay } from "../calendar/rome-time.ts";
import { RecordReader } from "./field-text.ts";
import { readIdentity } from "./identity.ts";
import { compareDates, italianDay, readDates, readSentAt } from "./record-dates.ts";
import type { IsoDate, IsoInstant, Notice, RawNotice, Rejection } from "./types.ts";
import type { ValidationContext } from "./validation-context.ts";
import { readBound } from "./words.ts";

export type { ValidationContext } from "./validation-context.ts";

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
  let isKnown = false;
  for (const each of context.measures) {
    if (each.code !== code) continue;
    if (grantedOn === "" || isInForce(each, grantedOn)) return code;
    isKnown = true;
  }
  if (!isKnown) {
    const known = [...new Set(context.measures.map((each) => each.code))].join(", ");
    record.reject("cod_misura", "MISURA_SCONOSCIUTA", { value: code, known });
  } else {
    record.reject("dtt_rendicontazione", "MISURA_NON_IN_VIGORE", {
      measure: code,
      date: italianDay(grantedOn),
    });
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

/** The Italian day of sending. Italy is one hour ahead of UTC, or two: before eight in the evening both have the same day. */
function sentDay(sentAt: IsoInstant): IsoDate {
  return sentAt.charCodeAt(11) < 50 ? sentAt.slice(0, 10) : romeDay(sentAt);
}

function contactsOf(notice: Notice): NoticeContacts {
  const origin = { source: "notice", date: sentDay(notice.sentAt) };
  return [
    ...phoneContacts(notice.phone ?? "", origin),
    ...emailContacts(notice.email ?? "", origin),
    postalContact(notice.domicile ?? notice.residence, origin),
  ];
}
