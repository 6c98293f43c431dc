// Text of a field made fit to be kept: spaces, invisible and control characters; one object collects what is wrong.

import { FIELD_LABELS } from "./field-names.ts";
import type { NoticeCode } from "./texts.ts";
import { noticeText } from "./texts.ts";
import type { NoticeField, RawNotice, Rejection } from "./types.ts";

export const LONGEST_TEXT = 250;

/** Reads the fields of one record and gathers its rejections and warnings. */
export class RecordReader {
  readonly rejections: Rejection[] = [];
  readonly warnings: Rejection[] = [];
  readonly #raw: RawNotice;

  constructor(raw: RawNotice) {
    this.#raw = raw;
  }

  /** The field as written, tidied; "" when absent. */
  text(field: NoticeField): string {
    const written = this.#raw[field];
    if (written === undefined || written === "") return "";
    const text = isTidy(written) ? written : tidy(written);
    if (text.length > LONGEST_TEXT) {
      this.reject(field, "TESTO_TROPPO_LUNGO", { field: label(field), max: LONGEST_TEXT });
      return "";
    }
    if (text.includes("\ufffd")) this.reject(field, "TESTO_ILLEGGIBILE", { field: label(field) });
    return text;
  }

  /** Like `text` for phones and e-mails, which never reject a record: shortened instead, and lines become separate entries. */
  contact(field: "des_telefono" | "des_email"): string {
    const written = this.#raw[field];
    if (written === undefined || written === "") return "";
    if (isTidy(written)) return written.slice(0, LONGEST_TEXT);
    return tidy(written.trim().replace(/\s*[\r\n]\s*/g, "; ")).slice(0, LONGEST_TEXT);
  }

  /** As `text`, and a rejection when there is nothing. */
  obligatory(field: NoticeField): string {
    const text = this.text(field);
    if (text === "" && !this.hasRejected(field)) {
      this.reject(field, "CAMPO_MANCANTE", { field: FIELD_LABELS[field] });
    }
    return text;
  }

  reject(field: NoticeField, code: NoticeCode, values?: Readonly<Record<string, string | number>>): void {
    this.rejections.push({ field, code, message: noticeText(code, values) });
  }

  warn(field: NoticeField, code: NoticeCode, values?: Readonly<Record<string, string | number>>): void {
    this.warnings.push({ field, code, message: noticeText(code, values) });
  }

  hasRejected(field: NoticeField): boolean {
    return this.rejections.some((each) => each.field === field);
  }
}

/** Label that begins a sentence: "Il cognome". */
export function label(field: NoticeField): string {
  const text = FIELD_LABELS[field];
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** True when there is nothing to tidy, as in nearly every field: read character by character, since this is the hot path. */
function isTidy(text: string): boolean {
  const last = text.length - 1;
  let wasSpace = true;
  for (let i = 0; i <= last; i++) {
    const c = text.charCodeAt(i);
    if (c === 32) {
      if (wasSpace || i === last) return false;
      wasSpace = true;
      continue;
    }
    wasSpace = false;
    if (c < 32 || (c >= 127 && c <= 160) || c === 173 || (c >= 0x300 && c <= 0x36f) || c >= 0x2000)
      return false;
  }
  return true;
}

function tidy(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}
