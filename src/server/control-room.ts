// What the page of the control room is made of: one scope's figures as they were counted, and what must be worked out beside them.

import type { ControlRoom, Place, Scope, StageCounts, TraitTable } from "../contract/control-room.ts";
import { REGION } from "../domain/control-room/public-figures.ts";
import { SMALL_COUNT } from "../domain/control-room/parameters.ts";
import { ABSENCE_NAMES, isStage, TRAIT_NAMES, TRAITS } from "../domain/control-room/texts.ts";
import type { Stage, Trait } from "../domain/control-room/texts.ts";
import { COMPARED_STAGES, shownTraits } from "../domain/control-room/traits.ts";
import type { ShownCount, TraitScope } from "../domain/control-room/traits.ts";
import { toIsoDate } from "../domain/calendar/days.ts";
import type { Foreseen } from "../domain/forecast/types.ts";
import { CITATIONS } from "../domain/law/citation.ts";
import type { OfficeName, Reference } from "../services/reference.ts";
import type { Tile } from "../services/control-room/tiles.ts";
import type { Figure, Followed, OfficeCount, TraitCount } from "../store/read/control-room.ts";
import { CONTROL_ROOM_TEXTS } from "./control-room-texts.ts";

/** Whose figures, and which offices they are the sum of (null: all, and those without one). */
export interface ScopeFound {
  readonly scope: Scope;
  readonly offices: readonly string[] | null;
}

const REGION_SCOPE: Scope = { level: "region", id: "", name: REGION, above: [] };

/** A province by its letters, an office by its code; nothing for what is neither. */
export function scopeOf(id: string, reference: Reference): ScopeFound | null {
  if (id === "") return { scope: REGION_SCOPE, offices: null };
  const region = { id: "", name: REGION };
  const office = reference.offices.get(id);
  const name = (letters: string): string => CONTROL_ROOM_TEXTS.province(letters);
  if (office !== undefined)
    return { scope: { level: "office", id, name: office.name, above: [region, { id: office.province, name: name(office.province) }] }, offices: [id] };
  const own = [...reference.offices.values()].filter(({ province }) => province === id).map((one) => one.id);
  return own.length === 0 ? null : { scope: { level: "province", id, name: name(id), above: [region] }, offices: own };
}

export interface RoomParts {
  readonly found: ScopeFound;
  readonly reference: Reference;
  readonly scenario: string;
  readonly tiles: ReadonlyMap<string, Tile>;
  readonly followed: Followed;
  readonly figures: readonly Figure[];
  readonly offices: readonly OfficeCount[];
  /** Null: the traits of this scope are not shown. */
  readonly traits: ShownCount | null;
  readonly seats: ReadonlyMap<string, number>;
  readonly cost: Pick<ControlRoom["sms"], "amount" | "currency" | "unpriced">;
  readonly band: ControlRoom["band"];
}

export function controlRoom(parts: RoomParts): ControlRoom {
  const { found, figures, followed } = parts;
  const target = CITATIONS.REGION_TARGET_2019;
  const of = (family: string): Figure[] => figures.filter((one) => one.family === family);
  const sms = new Map(of("sms").map(({ stage, n }) => [stage, n]));
  const map = placesOf(parts).filter(({ id }) => found.offices === null || found.offices.includes(id));
  const citation = SMALL_COUNT.citation === null ? "" : CITATIONS[SMALL_COUNT.citation].text;
  return {
    scope: found.scope,
    asOf: followed.asOf,
    today: followed.today,
    waiting: followed.waiting,
    counts: sumUp(of("week")),
    weeks: [...Map.groupBy(of("week"), ({ key }) => key)].map(([week, own]) => ({ week, counts: sumUp(own) })),
    below: found.scope.level === "region" ? provincesOf(map) : found.scope.level === "province" ? map : [],
    desks: found.scope.level === "office" ? desksOf(parts, of("desk")) : [],
    map,
    days: daysOf(of("day")),
    deadline: { dueOn: target.inForceTo, citation: target.text },
    band: parts.band,
    load: loadOf(of("load"), parts.seats),
    absences: ABSENCE_NAMES.map((cause) => ({ cause, count: of("absence").find(({ key }) => key === cause)?.n ?? 0 })),
    sms: { messages: sms.get("messages") ?? 0, single: sms.get("single") ?? 0, parts: sms.get("parts") ?? 0, ...parts.cost },
    traits: parts.traits === null ? null : traitTables(parts.traits),
    threshold: { value: SMALL_COUNT.value, note: SMALL_COUNT.note, citation },
  };
}

function sumUp(rows: readonly { readonly stage: string; readonly n: number }[]): StageCounts {
  const counts: Partial<Record<Stage, number>> = {};
  for (const { stage, n } of rows) if (isStage(stage)) counts[stage] = (counts[stage] ?? 0) + n;
  return counts;
}

function placesOf({ reference, tiles, offices }: RoomParts): Place[] {
  const byOffice = Map.groupBy(offices, ({ officeId }) => officeId);
  const place = ({ id, shortName, province }: OfficeName): Place => ({ id, name: shortName, province, tile: tiles.get(id) ?? null, counts: sumUp(byOffice.get(id) ?? []) });
  return [...reference.offices.values()].map(place).toSorted((a, b) => a.province.localeCompare(b.province) || a.name.localeCompare(b.name, "it"));
}

function provincesOf(places: readonly Place[]): Place[] {
  return [...Map.groupBy(places, ({ province }) => province)].map(([id, own]) => ({
    id, name: CONTROL_ROOM_TEXTS.province(id), province: id, tile: null,
    counts: sumUp(own.flatMap(({ counts }) => Object.entries(counts).map(([stage, n]) => ({ stage, n })))),
  }));
}

function desksOf({ reference, scenario }: RoomParts, rows: readonly Figure[]): ControlRoom["desks"] {
  const numbers = new Map(reference.desks(scenario).map(({ id, number }) => [String(id), number]));
  return [...Map.groupBy(rows, ({ key }) => key)]
    .map(([key, own]) => {
      const at = (stage: string): number => own.find((one) => one.stage === stage)?.n ?? 0;
      return { deskId: Number(key), number: numbers.get(key) ?? 0, planned: at("planned"), convened: at("convened"), seen: at("seen"), absent: at("absent") };
    })
    .toSorted((a, b) => a.number - b.number);
}

function daysOf(rows: readonly Figure[]): ControlRoom["days"] {
  return [...Map.groupBy(rows, ({ key }) => key)].map(([day, own]) => {
    const at = (stage: string): number => own.find((one) => one.stage === stage)?.n ?? 0;
    return { day, convened: at("convened"), seen: at("seen"), did: at("did"), pact: at("pact") };
  });
}

function loadOf(rows: readonly Figure[], seats: ReadonlyMap<string, number>): ControlRoom["load"] {
  const used = new Map(rows.map(({ key, n }) => [key, n]));
  return [...new Set([...used.keys(), ...seats.keys()])].toSorted().map((day) => ({ day, used: used.get(day) ?? 0, seats: seats.get(day) ?? 0 }));
}

function traitTables(shown: ShownCount): TraitTable[] {
  return TRAIT_NAMES.map((trait) => ({
    trait,
    rows: Object.keys(TRAITS[trait].classes).map((of) => ({ class: of, counts: Object.fromEntries(COMPARED_STAGES.map((stage) => [stage, shown(trait, of, stage)])) })),
  }));
}

/** The Region and its provinces are looked at together; an office by itself, by its own. */
export function traitsShown(counts: readonly TraitCount[], reference: Reference, office: string | null): ReadonlyMap<string, ShownCount> {
  const byName = new Map<string, number>();
  for (const { officeId, family, key, stage, n } of counts) {
    const province = reference.offices.get(officeId)?.province ?? "?";
    for (const place of office === null ? ["", province] : officeId === office ? [office] : []) {
      const name = `${place}/${family}/${key}/${stage}`;
      byName.set(name, (byName.get(name) ?? 0) + n);
    }
  }
  const scope = (id: string, above: string | null): TraitScope => ({
    id, above, count: (trait: Trait, of: string, stage: Stage) => byName.get(`${id}/${trait}/${of}/${stage}`) ?? 0,
  });
  if (office !== null) return shownTraits([scope(office, null)], SMALL_COUNT.value);
  const provinces = new Set(counts.map(({ officeId }) => reference.offices.get(officeId)?.province ?? "?"));
  return shownTraits([scope("", null), ...[...provinces].map((id) => scope(id, ""))], SMALL_COUNT.value);
}

/** The people seen, as the last forecast has them at the end of each week; a province has none of its own. */
export function seenBand(foreseen: { readonly madeAt: string; readonly weeks: Foreseen["weeks"] } | null): ControlRoom["band"] {
  if (foreseen === null) return null;
  return { madeAt: foreseen.madeAt, days: foreseen.weeks.map(({ sunday, seen: [low, middle, high] }) => ({ day: toIsoDate(sunday), low, middle, high })) };
}
