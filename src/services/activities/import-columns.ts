// The columns of the catalogue as a file, by their Italian titles, and a row of it as an edition.

import { ACTIVITY_KINDS, EDITION_PROBLEMS, NEED_TEXTS } from "../../domain/activities/catalogue-texts.ts";
import { NEEDS } from "../../domain/activities/edition.ts";
import type { Edition, Need } from "../../domain/activities/edition.ts";
import type { ActivityKind } from "../../domain/activities/entry.ts";
import { CATALOGUE_TEXTS } from "./texts.ts";

export type CatalogueRow = Readonly<Record<string, string>>;

export const COLUMNS = [
  { name: "codice", field: "id", needed: true },
  { name: "corso", field: "course", needed: false },
  { name: "titolo", field: "title", needed: true },
  { name: "tipo", field: "kind", needed: true },
  { name: "codice_nazionale", field: "nationalCode", needed: true },
  { name: "ente", field: "providerCode", needed: true },
  { name: "inizio", field: "startsOn", needed: true },
  { name: "fine", field: "endsOn", needed: false },
  { name: "iscrizioni_entro", field: "enrolBy", needed: true },
  { name: "posti", field: "places", needed: false },
  { name: "lista_attesa", field: "waitingList", needed: false },
  { name: "registro", field: "attendanceKept", needed: false },
  { name: "giorni", field: "attendanceDays", needed: false },
  { name: "ore", field: "totalMinutes", needed: false },
  { name: "eta_da", field: "fromAge", needed: false },
  { name: "eta_a", field: "toAge", needed: false },
  { name: "misure", field: "measures", needed: false },
  { name: "titoli_richiesti", field: "qualifications", needed: false },
  { name: "bisogni", field: "needs", needed: false },
  { name: "comune_residenza", field: "municipalityId", needed: false },
  { name: "comune_sede", field: "seatMunicipality", needed: false },
  { name: "indirizzo", field: "seatAddress", needed: false },
  { name: "orario", field: "timetable", needed: false },
  { name: "descrizione", field: "description", needed: false },
] as const;

export interface ReadRow {
  readonly edition: Edition;
  readonly problems: readonly string[];
  /** Fields that could not be read at all: what else is wrong with them is not said. */
  readonly fields: ReadonlySet<string>;
}

/** A row as an edition; what cannot be read stands empty, and is among the problems. */
export function editionOfRow(row: CatalogueRow): ReadRow {
  const reading = new Reading(row);
  const edition: Edition = {
    id: reading.text("codice"),
    course: reading.orNull("corso"),
    title: reading.text("titolo"),
    kind: reading.kind(),
    nationalCode: reading.text("codice_nazionale").toUpperCase(),
    providerCode: reading.text("ente").toUpperCase(),
    municipalityId: reading.orNull("comune_residenza"),
    startsOn: reading.day("inizio") ?? "",
    endsOn: reading.day("fine"),
    enrolBy: reading.day("iscrizioni_entro") ?? "",
    places: reading.number("posti"),
    waitingList: reading.yesNo("lista_attesa"),
    attendance: { kept: reading.yesNo("registro"), days: reading.list("giorni").map((day) => reading.isoDay("giorni", day)) },
    totalMinutes: reading.hours("ore"),
    requirements: {
      fromAge: reading.number("eta_da"),
      toAge: reading.number("eta_a"),
      measures: reading.list("misure").length === 0 ? null : reading.list("misure").map((code) => code.toUpperCase()),
      qualifications: reading.list("titoli_richiesti"),
    },
    description: reading.orNull("descrizione"),
    needs: reading.needs(),
    seatMunicipality: reading.orNull("comune_sede"),
    seatAddress: reading.orNull("indirizzo"),
    timetable: reading.orNull("orario"),
    closedOn: null,
    closedBecause: null,
  };
  return { edition, problems: reading.problems, fields: reading.fields };
}

const YES = new Set(["sì", "si", "s", "1", "x", "vero", "true"]);
const NO = new Set(["", "no", "n", "0", "falso", "false"]);
const ITALIAN_DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

class Reading {
  readonly problems: string[] = [];
  readonly fields = new Set<string>();
  readonly #row: CatalogueRow;

  constructor(row: CatalogueRow) {
    this.#row = row;
  }

  text(column: string): string {
    return (this.#row[column] ?? "").trim();
  }

  orNull(column: string): string | null {
    return this.text(column) || null;
  }

  /** Several in one cell, divided by a bar. */
  list(column: string): string[] {
    return this.text(column).split("|").map((each) => each.trim()).filter((each) => each !== "");
  }

  day(column: string): string | null {
    const text = this.text(column);
    return text === "" ? null : this.isoDay(column, text);
  }

  /** "02/09/2019" as Italians write it, or "2019-09-02". Whether the day exists is asked later. */
  isoDay(_column: string, text: string): string {
    const parts = ITALIAN_DAY.exec(text);
    return parts === null ? text : `${parts[3]}-${parts[2]!.padStart(2, "0")}-${parts[1]!.padStart(2, "0")}`;
  }

  number(column: string): number | null {
    const text = this.text(column);
    if (text === "") return null;
    const value = Number(text.replace(",", "."));
    return Number.isFinite(value) ? value : this.wrong(column, EDITION_PROBLEMS.number, null);
  }

  hours(column: string): number | null {
    const value = this.number(column);
    return value === null ? null : Math.round(value * 60);
  }

  yesNo(column: string): boolean {
    const text = this.text(column).toLowerCase();
    if (YES.has(text)) return true;
    return NO.has(text) ? false : this.wrong(column, EDITION_PROBLEMS.yesNo, false);
  }

  kind(): ActivityKind {
    const text = this.text("tipo").toLowerCase();
    const found = Object.entries(ACTIVITY_KINDS).find(([kind, title]) => kind === text || title.toLowerCase() === text || (kind === "puc" && text === "puc"));
    return found === undefined ? this.wrong("tipo", EDITION_PROBLEMS.kind, "other") : (found[0] as ActivityKind);
  }

  needs(): Need[] {
    return this.list("bisogni").flatMap((text) => {
      const found = NEEDS.find((need) => need === text.toLowerCase() || NEED_TEXTS[need] === text.toLowerCase());
      return found === undefined ? this.wrong("bisogni", EDITION_PROBLEMS.needUnknown, []) : [found];
    });
  }

  wrong<T>(column: string, message: string, instead: T): T {
    this.problems.push(CATALOGUE_TEXTS.wrongIn(column, message));
    const field = COLUMNS.find(({ name }) => name === column)?.field;
    if (field !== undefined) this.fields.add(field);
    return instead;
  }
}
