// The control room: figures of the Region, a province or an office, each with its own definition; and what of them the public sees.

import { z } from "zod";
import { ABSENCE_NAMES, isStage, STAGES, TRAIT_NAMES } from "../domain/control-room/texts.ts";
import { Day, Id, Instant } from "./problem.ts";

const count = z.int().nonnegative();
export const StageName = z.enum(STAGES);
/** How many at each step; a step at which there is nobody is left out. */
export const StageCounts = z.partialRecord(StageName, count);
export type StageCounts = z.infer<typeof StageCounts>;

export const ScopeQuery = z.object({
  ambito: z.string().max(20).optional().describe("Sigla della provincia o codice della sede; niente: la Regione (per una sede, la propria)"),
});

export const Scope = z.object({
  level: z.enum(["region", "province", "office"]),
  id: z.string().describe("Vuoto per la Regione"),
  name: z.string(),
  /** From the Region down; this one is not in it. */
  above: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type Scope = z.infer<typeof Scope>;

export const Place = z.object({
  id: z.string(),
  name: z.string(),
  province: z.string(),
  /** Column and row on the schematic map; null where the office is not on it. */
  tile: z.object({ column: count, row: count }).nullable(),
  counts: StageCounts,
});
export type Place = z.infer<typeof Place>;

/** Null: not shown, because it is small or would give a small one away. */
const shown = count.nullable();
export const TraitRow = z.object({ class: z.string(), counts: z.partialRecord(StageName, shown) });
export type TraitRow = z.infer<typeof TraitRow>;
export const TraitTable = z.object({ trait: z.enum(TRAIT_NAMES), rows: z.array(TraitRow) });
export type TraitTable = z.infer<typeof TraitTable>;

const BandDay = z.object({ day: Day, low: count, middle: count, high: count });

export const ControlRoom = z.object({
  scope: Scope,
  /** Business time up to which everything was followed, and how much waits to be. */
  asOf: Instant,
  today: Day,
  waiting: count.describe("Cambiamenti già scritti e non ancora contati"),
  counts: StageCounts,
  weeks: z.array(z.object({ week: Day, counts: StageCounts })),
  /** Provinces of the Region, offices of a province. */
  below: z.array(Place),
  desks: z.array(z.object({ deskId: z.int(), number: z.int(), planned: count, convened: count, seen: count, absent: count })),
  /** Every office that may be looked at, for the map. */
  map: z.array(Place),
  days: z.array(z.object({ day: Day, convened: count, seen: count, did: count, pact: count })),
  deadline: z.object({ dueOn: Day, citation: z.string() }),
  /** How the seen are expected to grow; null while no forecast was made. */
  band: z.object({ madeAt: Instant, days: z.array(BandDay) }).nullable(),
  load: z.array(z.object({ day: Day, used: count, seats: count })),
  absences: z.array(z.object({ cause: z.enum(ABSENCE_NAMES), count })),
  sms: z.object({ messages: count, single: count, parts: count, amount: z.number().nullable(), currency: z.string().nullable(), unpriced: count }),
  traits: z.array(TraitTable).nullable().describe("Assente dove i conti piccoli di una sede si ricaverebbero da quelli della sua provincia"),
  threshold: z.object({ value: count, note: z.string(), citation: z.string() }),
});
export type ControlRoom = z.infer<typeof ControlRoom>;

export const BehindQuery = z.object({
  passo: z.string().refine(isStage, "Passo sconosciuto"),
  settimana: Day.optional(),
  cursor: Id.optional(),
});
export const Behind = z.object({
  rows: z.array(z.object({ caseId: Id, surname: z.string(), name: z.string(), taxCode: z.string(), week: Day, convened: Day.nullable(), seen: Day.nullable() })),
  next: Id.nullable(),
});
export type Behind = z.infer<typeof Behind>;

/** What the public sees: counts of persons, small ones left out. */
export const PublicFigures = z.object({
  title: z.string(),
  publishedOn: Day,
  asOf: Instant,
  threshold: count,
  rows: z.array(
    z.object({
      section: z.enum(["territory", "week", "trait"]),
      place: z.string().describe("«Campania», sigla della provincia o codice della sede"),
      placeName: z.string(),
      key: z.string().describe("Settimana della notifica o classe di persone; vuoto per il totale"),
      keyName: z.string(),
      stage: StageName,
      stageName: z.string(),
      count: shown,
      of: StageName.nullable(),
      ofCount: shown,
    }),
  ),
});
export type PublicFigures = z.infer<typeof PublicFigures>;
