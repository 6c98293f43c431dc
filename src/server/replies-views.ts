// The pages on which a person answers, one function each: from what is known to HTML.

import { clockText, romeTime } from "../domain/calendar/rome-time.ts";
import { CANNOT_REASONS } from "../domain/replies/texts.ts";
import type { ReplyLanguage, ReplyTexts } from "../domain/replies/texts.ts";
import { writtenName } from "../domain/people/written-name.ts";
import type { OfficeToCall, OwnPage } from "../services/replies/own-page.ts";
import type { FreeSeat } from "../services/seats.ts";
import { newId } from "../store/ids.ts";
import { esc } from "./replies-frame.ts";

export interface Notice {
  readonly good: boolean;
  readonly text: string;
}

export interface View {
  readonly title: string;
  readonly body: string;
}

const noticed = (notice: Notice | null): string =>
  notice === null ? "" : `<p class="${notice.good ? "o" : "e"}" role="${notice.good ? "status" : "alert"}">${esc(notice.text)}</p>`;

export function sayingView({ title, text }: { readonly title: string; readonly text: string }): View {
  return { title, body: `<p>${esc(text)}</p>` };
}

/** What was typed, so that nobody writes it twice. */
export interface Typed {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly tail: string;
}

export function checkView(texts: ReplyTexts, path: string, chosen: ReplyLanguage | null, typed: Typed, notice: Notice | null): View {
  const { check } = texts;
  const number = (name: string, label: string, value: string, size: number, complete: string): string =>
    `<label>${esc(label)}<input type="text" name="${name}" inputmode="numeric" maxlength="${size}" autocomplete="${complete}" value="${esc(value)}"></label>`;
  const body = [
    noticed(notice),
    `<p>${esc(check.text)}</p><form method="post" action="${esc(path)}">`,
    chosen === null ? "" : `<input type="hidden" name="lingua" value="${chosen}">`,
    `<fieldset><legend>${esc(check.birth)}</legend><div class="d">`,
    number("giorno", check.day, typed.day, 2, "bday-day"),
    number("mese", check.month, typed.month, 2, "bday-month"),
    number("anno", check.year, typed.year, 4, "bday-year"),
    "</div></fieldset>",
    `<label for="cf">${esc(check.tail)}</label><p class="h" id="cf-h">${esc(check.tailHint)}</p>`,
    `<input type="text" id="cf" name="cf" maxlength="8" autocomplete="off" autocapitalize="characters" spellcheck="false" dir="ltr" aria-describedby="cf-h" value="${esc(typed.tail)}">`,
    `<button class="b">${esc(check.go)}</button></form>`,
  ].join("");
  return { title: check.title, body };
}

export function dayText(texts: ReplyTexts, day: string): string {
  return new Intl.DateTimeFormat(texts.locale, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));
}

const hourOf = (instant: string): string => clockText(romeTime(instant).minutes);

const hidden = (own: OwnPage): string => `<input type="hidden" name="atto" value="${newId()}"><input type="hidden" name="versione" value="${own.summons.version}">`;

/** What, when, where, with whom; and what may be answered. */
export function ownView(texts: ReplyTexts, path: string, own: OwnPage, office: OfficeToCall | null, notice: Notice | null): View {
  const { appointment, standing } = texts;
  const { summons } = own;
  const at = esc(path);
  // Names and addresses are Italian in every language: each keeps its own direction of writing.
  const row = (label: string, ...values: readonly string[]): string => `<div><dt>${esc(label)}</dt><dd>${values.map((value) => `<bdi>${esc(value)}</bdi>`).join(" – ")}</dd></div>`;
  const state = own.open && summons.state === "not-delivered" ? "issued" : own.open ? summons.state : "other";
  const said = standing[state as keyof typeof standing] ?? standing.other;
  const desk = summons.deskNumber === null ? [] : [appointment.desk(summons.deskNumber)];
  const body = [
    noticed(notice),
    `<p>${esc(appointment.of(`${writtenName(summons.name)} ${writtenName(summons.surname)}`))}. ${esc(said)}</p><dl>`,
    own.open ? row(appointment.when, dayText(texts, summons.day)) + row(appointment.hour, hourOf(summons.startsAt)) : "",
    office === null || office.name === "" ? "" : row(appointment.where, `${office.address}, ${office.municipality}`) + row(appointment.with, office.name, ...desk),
    row(appointment.code, summons.reference),
    "</dl>",
    own.open ? `<p>${esc(appointment.mandatory)}</p>` : "",
    own.open && summons.state !== "confirmed" ? `<form method="post" action="${at}/conferma">${hidden(own)}<button class="b">${esc(texts.confirm.button)}</button></form>` : "",
    own.open ? `<a class="b s" href="${at}/altra-data">${esc(texts.other.link)}</a><a class="b s" href="${at}/non-posso">${esc(texts.cannot.link)}</a>` : "",
    own.open ? `<p><a href="${at}/appuntamento.ics">${esc(appointment.calendar)}</a></p>` : "",
  ].join("");
  return { title: appointment.title, body };
}

const back = (texts: ReplyTexts, path: string): string => `<p><a href="${esc(path)}">${esc(texts.back)}</a></p>`;

function askForm(texts: ReplyTexts, path: string, own: OwnPage): string {
  const { other } = texts;
  if (own.summons.state === "asks-another-date" || own.summons.state === "declined") return "";
  return [
    `<h2>${esc(other.ask)}</h2><form method="post" action="${esc(path)}/chiedo">${hidden(own)}`,
    `<label for="m">${esc(other.askLabel)}</label><p class="h" id="m-h">${esc(other.askHint)}</p>`,
    `<textarea id="m" name="motivo" rows="3" maxlength="300" required aria-describedby="m-h"></textarea>`,
    `<button class="b s">${esc(other.askButton)}</button></form>`,
  ].join("");
}

/** Days first, then the hours of one day: a page stays small whatever the agenda holds. */
export function otherDateView(texts: ReplyTexts, path: string, own: OwnPage, free: readonly FreeSeat[], day: string | null, notice: Notice | null): View {
  const { other } = texts;
  const at = esc(path);
  const days = [...new Set(free.map((seat) => seat.day))];
  const hours = day === null ? [] : free.filter((seat) => seat.day === day);
  const none = own.mayMove ? other.none : other.noMore;
  const choice =
    hours.length > 0 && day !== null
      ? [
          `<form method="post" action="${at}/altra-data">${hidden(own)}<fieldset><legend>${esc(other.hours(dayText(texts, day)))}</legend>`,
          ...hours.map(
            ({ deskId, startsAt }) => `<label class="r"><input type="radio" name="posto" value="${deskId}@${startsAt}" required><span dir="ltr">${hourOf(startsAt)}</span></label>`,
          ),
          `</fieldset><button class="b">${esc(other.button)}</button></form><p><a href="${at}/altra-data">${esc(other.otherDay)}</a></p>`,
        ].join("")
      : days.length > 0
        ? `<h2>${esc(other.days)}</h2><ul>${days.map((one) => `<li><a href="${at}/altra-data?giorno=${one}">${esc(dayText(texts, one))}</a></li>`).join("")}</ul>`
        : `<p class="e">${esc(none)}</p>`;
  return { title: other.title, body: [noticed(notice), `<p>${esc(other.text)}</p>`, choice, askForm(texts, path, own), back(texts, path)].join("") };
}

export interface CannotTyped {
  readonly reason: string;
  readonly details: string;
}

export function cannotView(texts: ReplyTexts, path: string, own: OwnPage, typed: CannotTyped, notice: Notice | null): View {
  const { cannot } = texts;
  const body = [
    noticed(notice),
    `<p>${esc(cannot.text)}</p><form method="post" action="${esc(path)}/non-posso" enctype="multipart/form-data">${hidden(own)}`,
    `<fieldset><legend>${esc(cannot.why)}</legend>`,
    ...CANNOT_REASONS.map(
      (reason) =>
        `<label class="r"><input type="radio" name="motivo" value="${reason}" required${typed.reason === reason ? " checked" : ""}><span>${esc(cannot.reasons[reason])}</span></label>`,
    ),
    `</fieldset><label for="d">${esc(cannot.details)}</label><p class="h" id="d-h">${esc(cannot.detailsHint)}</p>`,
    `<textarea id="d" name="spiegazione" rows="4" maxlength="2000" aria-describedby="d-h">${esc(typed.details)}</textarea>`,
    `<label for="f">${esc(cannot.file)}</label><p class="h" id="f-h">${esc(cannot.fileHint)}</p>`,
    `<input type="file" id="f" name="documento" accept="application/pdf,image/jpeg,image/png,image/heic" aria-describedby="f-h">`,
    `<button class="b">${esc(cannot.button)}</button></form>`,
    back(texts, path),
  ].join("");
  return { title: cannot.title, body };
}
