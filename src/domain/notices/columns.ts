// From the header of a table to the fields of a notice: official names and what people write in spreadsheets.

import type { Outcome } from "../outcome.ts";
import { accept, refuse } from "../outcome.ts";
import { COLUMN_ALIASES, FIELD_LABELS } from "./field-names.ts";
import { noticeText } from "./texts.ts";
import type { NoticeField } from "./types.ts";
import { NOTICE_FIELDS } from "./types.ts";

export interface HeaderMap {
  /** For each column, in order, its field; null for columns that are not of a notice. */
  readonly fields: readonly (NoticeField | null)[];
  /** Names of the columns left out, as written. */
  readonly unknown: readonly string[];
  /** Fields without a column; never an obligatory one, since those refuse the header. */
  readonly missing: readonly NoticeField[];
}

/** Fields that every table must have a column for (obligatory in the schema of the national node). */
export const OBLIGATORY_COLUMNS = [
  "cod_protocollo_inps",
  "cod_fiscale",
  "cod_fiscale_richiedente",
  "cod_ruolo_beneficiario",
  "cod_stato",
  "dtt_domanda",
  "dtt_rendicontazione",
  "des_cognome",
  "des_nome",
  "dtt_nascita",
  "des_indirizzo_residenza",
  "cod_cap_residenza",
] as const satisfies readonly NoticeField[];

/** A spreadsheet often has "Telefono" and "Cellulare": readers join the cells with "; ", and every number is kept. */
export const REPEATABLE_COLUMNS: readonly NoticeField[] = ["des_telefono", "des_email"];

/** Abbreviations → the word used for comparing. */
const WORDS: Readonly<Record<string, string>> = {
  cod: "codice",
  fisc: "fiscale",
  cf: "codice fiscale",
  dt: "data",
  dtt: "data",
  dta: "data",
  des: "",
  desc: "",
  descrizione: "",
  denominazione: "",
  n: "numero",
  nr: "numero",
  num: "numero",
  prot: "protocollo",
  protoc: "protocollo",
  prec: "precedente",
  nasc: "nascita",
  res: "residenza",
  resid: "residenza",
  dom: "domicilio",
  domic: "domicilio",
  ind: "indirizzo",
  indir: "indirizzo",
  com: "comune",
  tel: "telefono",
  cell: "cellulare",
  flg: "",
  flag: "",
  rich: "richiedente",
  benef: "beneficiario",
  pres: "presentazione",
  cittadin: "cittadinanza",
  citta: "citta",
};
const IGNORED = new Set([
  "di",
  "del",
  "della",
  "dello",
  "dei",
  "la",
  "lo",
  "l",
  "al",
  "agli",
  "nel",
  "per",
  "dell",
]);

const FIELD_OF_NAME = buildIndex();

/**
 * Maps a header. Refuses INTESTAZIONE_NON_RICONOSCIUTA (no column known), COLONNE_DOPPIE (two columns for one field, except
 * phones and e-mails), COLONNE_OBBLIGATORIE_MANCANTI (all of them listed). Of the municipality of residence either the code
 * or the name is enough.
 */
export function mapHeader(cells: readonly string[]): Outcome<HeaderMap> {
  const fields = cells.map(fieldOfColumn);
  const present = new Set(fields);
  if (!fields.some((field) => field !== null)) {
    return refuse("INTESTAZIONE_NON_RICONOSCIUTA", noticeText("INTESTAZIONE_NON_RICONOSCIUTA"));
  }
  const doubled = doubledColumns(cells, fields);
  if (doubled.length > 0) {
    return refuse("COLONNE_DOPPIE", noticeText("COLONNE_DOPPIE", { columns: doubled.join("; ") }));
  }
  const lacking: string[] = OBLIGATORY_COLUMNS.filter((field) => !present.has(field)).map(columnTitle);
  if (!present.has("cod_comune_residenza") && !present.has("des_comune_residenza")) {
    lacking.push(columnTitle("des_comune_residenza"));
  }
  if (lacking.length > 0) {
    const message = noticeText("COLONNE_OBBLIGATORIE_MANCANTI", { columns: lacking.join(", ") });
    return refuse("COLONNE_OBBLIGATORIE_MANCANTI", message);
  }
  return accept({
    fields,
    unknown: cells.filter((cell, i) => fields[i] === null && cell.trim() !== ""),
    missing: NOTICE_FIELDS.filter((field) => !present.has(field)),
  });
}

/** The field a column name stands for, null when it is none of ours. */
export function fieldOfColumn(name: string): NoticeField | null {
  const words = reduce(name);
  return FIELD_OF_NAME.get(words) ?? FIELD_OF_NAME.get(words.replaceAll(" ", "")) ?? null;
}

function doubledColumns(cells: readonly string[], fields: readonly (NoticeField | null)[]): string[] {
  const byField = new Map<NoticeField, string[]>();
  for (const [i, field] of fields.entries()) {
    if (field === null || REPEATABLE_COLUMNS.includes(field)) continue;
    const names = byField.get(field) ?? [];
    names.push(`«${(cells[i] ?? "").trim()}»`);
    byField.set(field, names);
  }
  return [...byField.values()].filter((names) => names.length > 1).map((names) => names.join(" e "));
}

function columnTitle(field: NoticeField): string {
  return `«${FIELD_LABELS[field].replace(/^(?:il|la|lo|l')\s*/, "")}» (${field})`;
}

/** "Cod. Fiscale", "COD_FISCALE", "codiceFiscale" → "codice fiscale". */
function reduce(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, "$1")
    .replace(/[^a-z0-9]+/g, " ")
    .split(" ")
    .map((word) => (Object.hasOwn(WORDS, word) ? WORDS[word] : undefined) ?? word)
    .filter((word) => word !== "" && !IGNORED.has(word))
    .join(" ");
}

/** Official names first: an alias never takes a name that is another field's own. */
function buildIndex(): ReadonlyMap<string, NoticeField> {
  const index = new Map<string, NoticeField>();
  const add = (name: string, field: NoticeField): void => {
    const words = reduce(name);
    for (const key of [words, words.replaceAll(" ", "")]) if (!index.has(key)) index.set(key, field);
  };
  for (const field of NOTICE_FIELDS) add(field, field);
  for (const field of NOTICE_FIELDS) for (const alias of COLUMN_ALIASES[field]) add(alias, field);
  return index;
}
