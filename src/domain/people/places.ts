// Where a person can have been born or live: every Italian municipality ever, and foreign States, by code, ISTAT code and name.

import type { IsoDate } from "../notices/types.ts";
import type { Outcome } from "../outcome.ts";
import { accept, refuse } from "../outcome.ts";
import { peopleText } from "./texts.ts";

/** One stretch of a municipality's life under one name and province; a code has as many rows as it had lives. */
export interface MunicipalityRow {
  /** Cadastral (Belfiore) code, e.g. "F839". Rows without one ("ND") are left out. */
  readonly code: string;
  /** Six-digit ISTAT code, e.g. "063049". */
  readonly istat?: string;
  readonly name: string;
  /** Second official name (German, French, Slovene), where there is one. */
  readonly otherName?: string;
  /** Two-letter province, e.g. "NA". */
  readonly province: string;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

export interface ForeignStateRow {
  /** "Z" and three digits. */
  readonly code: string;
  readonly name: string;
  /** Last day of validity; null while the State exists. */
  readonly to: IsoDate | null;
}

export interface Place {
  readonly code: string;
  readonly kind: "municipality" | "state";
  readonly name: string;
  /** Null for foreign States. */
  readonly province: string | null;
  /** Last day under this name; null when it exists today. */
  readonly to: IsoDate | null;
}

export type PlaceStatus = "valid" | "unknown" | "not-then";

export interface PlaceRegistry {
  /** The latest day written in the tables: the reference day when a caller gives none. */
  readonly latestDay: IsoDate;
  /** Hot path: `slot` is `placeSlot(code)`, `ymd` a day as the integer 20190902. */
  statusAtSlot(slot: number, ymd: number): PlaceStatus;
  statusOn(code: string, day: IsoDate): PlaceStatus;
  /** The place as it was on a day; without a day (or when it did not exist then) as it was last. Null if never heard of. */
  get(code: string, on?: IsoDate): Place | null;
  /** By ISTAT code; lost leading zeros ("63049") are put back. */
  byIstat(istat: string): Place | null;
  /** By name, "Napoli", "NAPOLI (NA)", "S. Giorgio a Cremano". Refuses LUOGO_NOME_SCONOSCIUTO, LUOGO_AMBIGUO. */
  byName(name: string, options?: { readonly province?: string; readonly on?: IsoDate }): Outcome<Place>;
}

interface Life {
  readonly from: number;
  readonly to: number;
  readonly place: Place;
}

const FOREVER = 99_991_231;
/**
 * The lands annexed after 1918 enter the national table between 1920 and 1925 although their municipalities are older, and
 * people born there before have ordinary codes: a first row that starts before this day is taken to reach back without limit.
 */
const FIRST_ROW_REACHES_BACK = 19_260_101;
const SAINT = /^(?:SAN|SANTO|SANTA|SANTI|SANT) /;

/** "2019-09-02" → 20190902. */
export function toYmd(day: IsoDate): number {
  // Digit by digit: it is asked several times for each person, and a slice is an object.
  let ymd = 0;
  for (let at = 0; at < 10; at += 1) if (at !== 4 && at !== 7) ymd = ymd * 10 + day.charCodeAt(at) - 48;
  return ymd;
}

/** Position of a letter-and-three-digits code in the table, or -1 when it is not one. */
export function placeSlot(code: string): number {
  if (code.length !== 4) return -1;
  const letter = code.charCodeAt(0) - 65;
  if (letter < 0 || letter > 25) return -1;
  let number = 0;
  for (let i = 1; i < 4; i++) {
    const digit = code.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return letter * 1000 + number;
}

/** Name without case, accents, apostrophes and punctuation: "Forlì-Cesena" → "FORLI CESENA". */
export function normalizePlaceName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, " ")
    .trim();
}

/** Builds the tables once (about 20,000 rows); lookups by code are then array reads. */
export function buildPlaceRegistry(
  municipalities: readonly MunicipalityRow[],
  states: readonly ForeignStateRow[],
): PlaceRegistry {
  const tables = new PlaceTables();
  for (const row of municipalities) tables.addMunicipality(row);
  for (const row of states) tables.addState(row);
  return tables.seal();
}

class PlaceTables implements PlaceRegistry {
  latestDay: IsoDate = "1861-03-17";
  readonly #lives: (Life[] | undefined)[] = Array.from({ length: 26_000 });
  readonly #byIstat = new Map<string, Life>();
  readonly #byName = new Map<string, Life[]>();

  addMunicipality(row: MunicipalityRow): void {
    const slot = placeSlot(row.code);
    if (slot < 0) return;
    const place: Place = {
      code: row.code,
      kind: "municipality",
      name: row.name,
      province: row.province,
      to: row.to,
    };
    const life: Life = { from: toYmd(row.from), to: row.to === null ? FOREVER : toYmd(row.to), place };
    this.#add(slot, life);
    this.#noteDay(row.from);
    if (row.to !== null) this.#noteDay(row.to);
    if (row.istat !== undefined) {
      const known = this.#byIstat.get(row.istat);
      if (known === undefined || known.to < life.to) this.#byIstat.set(row.istat, life);
    }
    for (const name of [...row.name.split("/"), ...(row.otherName ?? "").split("/")])
      this.#addName(name, life);
    if (row.name.includes("/")) this.#addName(row.name, life);
  }

  addState(row: ForeignStateRow): void {
    const slot = placeSlot(row.code);
    if (slot < 0) return;
    const place: Place = { code: row.code, kind: "state", name: row.name, province: null, to: row.to };
    const life: Life = { from: 0, to: row.to === null ? FOREVER : toYmd(row.to), place };
    this.#add(slot, life);
    this.#addName(row.name, life);
  }

  seal(): PlaceRegistry {
    for (const lives of this.#lives) {
      if (lives === undefined) continue;
      lives.sort((a, b) => a.from - b.from || a.to - b.to);
      const first = lives[0];
      if (first !== undefined && first.from < FIRST_ROW_REACHES_BACK) lives[0] = { ...first, from: 0 };
    }
    return this;
  }

  statusAtSlot(slot: number, ymd: number): PlaceStatus {
    const lives = this.#lives[slot];
    if (lives === undefined) return "unknown";
    for (let i = lives.length - 1; i >= 0; i--) {
      const life = lives[i];
      if (life !== undefined && life.from <= ymd && ymd <= life.to) return "valid";
    }
    return "not-then";
  }

  statusOn(code: string, day: IsoDate): PlaceStatus {
    return this.statusAtSlot(placeSlot(code), toYmd(day));
  }

  get(code: string, on?: IsoDate): Place | null {
    const lives = this.#lives[placeSlot(code)];
    if (lives === undefined) return null;
    if (on !== undefined) {
      const ymd = toYmd(on);
      for (const life of lives) if (life.from <= ymd && ymd <= life.to) return life.place;
    }
    return lives.at(-1)?.place ?? null;
  }

  byIstat(istat: string): Place | null {
    if (!/^\d{4,6}$/.test(istat)) return null;
    return this.#byIstat.get(istat.padStart(6, "0"))?.place ?? null;
  }

  byName(name: string, options: { readonly province?: string; readonly on?: IsoDate } = {}): Outcome<Place> {
    const written = name.trim();
    if (written === "") return refuse("LUOGO_MANCANTE", peopleText("LUOGO_MANCANTE"));
    const bracket = /^(.*?)[\s,]*[([]\s*([A-Za-z]{2})\s*[)\]]$/.exec(written);
    const bare = bracket?.[1] ?? written;
    const province = (options.province ?? bracket?.[2])?.toUpperCase();
    const found = (this.#byName.get(normalizePlaceName(bare)) ?? []).filter(
      (life) => province === undefined || life.place.province === province || life.place.kind === "state",
    );
    if (found.length === 0) {
      return refuse("LUOGO_NOME_SCONOSCIUTO", peopleText("LUOGO_NOME_SCONOSCIUTO", { name: written }));
    }
    const chosen = narrow(found, options.on);
    if (chosen === null) return refuse("LUOGO_AMBIGUO", peopleText("LUOGO_AMBIGUO", { name: written }));
    return accept(chosen);
  }

  #add(slot: number, life: Life): void {
    const lives = this.#lives[slot];
    if (lives === undefined) this.#lives[slot] = [life];
    else lives.push(life);
  }

  #addName(name: string, life: Life): void {
    const key = normalizePlaceName(name);
    if (key === "") return;
    for (const each of SAINT.test(key) ? [key, key.replace(SAINT, "S ")] : [key]) {
      const lives = this.#byName.get(each);
      if (lives === undefined) this.#byName.set(each, [life]);
      else lives.push(life);
    }
  }

  #noteDay(day: IsoDate): void {
    if (day > this.latestDay) this.latestDay = day;
  }
}

/** Of several lives with one name: those of the day asked, else those that still exist; a single code, or none. */
function narrow(lives: readonly Life[], on: IsoDate | undefined): Place | null {
  const ymd = on === undefined ? FOREVER : toYmd(on);
  const then = lives.filter((life) => life.from <= ymd && ymd <= life.to);
  const pool = then.length > 0 ? then : lives;
  const code = pool[0]?.place.code;
  if (pool.some((life) => life.place.code !== code)) return null;
  return (
    pool.reduce<Life | null>((last, life) => (last === null || life.to >= last.to ? life : last), null)
      ?.place ?? null
  );
}
