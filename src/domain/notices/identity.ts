// Who a record is about: names, tax codes, role and sex, and whether they agree.

import type { PlaceRegistry } from "../people/places.ts";
import type { CheckedTaxCode } from "../people/tax-code.ts";
import { checkTaxCode, compareBirthData, compareNames } from "../people/tax-code.ts";
import type { RecordReader } from "./field-text.ts";
import { label } from "./field-text.ts";
import type { IsoDate, Role } from "./types.ts";
import { readRole, readSex } from "./words.ts";

export interface Identity {
  readonly taxCode: string;
  readonly applicantTaxCode: string;
  readonly checked: CheckedTaxCode | null;
  readonly role: Role | null;
  readonly sex?: "M" | "F";
  readonly surname: string;
  readonly name: string;
}

/** Names, role, sex and the two tax codes, compared with each other. */
export function readIdentity(
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
