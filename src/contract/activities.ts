// The catalogue of active measures, what suits a person, the group of an edition and the sheet of each of its days.

import { z } from "zod";
import { NEEDS } from "../domain/activities/edition.ts";
import { SHEET_MARK_NAMES } from "../domain/activities/sheet.ts";
import { Day, Id, Instant, Reason } from "./problem.ts";

export const ActivityKind = z.enum(["orientation", "training", "traineeship", "placement", "puc", "other"]);
export type ActivityKind = z.infer<typeof ActivityKind>;
/** Code of an entry of the catalogue, as the Region writes it. */
export const EntryId = z.string().regex(/^[A-Za-z0-9._-]{1,80}$/, "Il codice ha da 1 a 80 segni: lettere, cifre, punto, trattino");

export const CatalogueQuery = z.object({
  q: z.string().trim().max(80).optional().describe("Parte del titolo o del codice"),
  kind: ActivityKind.optional(),
  show: z.enum(["open", "current", "all"]).default("open").describe("Iscrizioni aperte; non ancora finite; tutte"),
  cursor: z.string().max(300).optional(),
});

export const EditionRow = z.object({
  id: EntryId,
  course: z.string().nullable(),
  title: z.string(),
  kind: ActivityKind,
  startsOn: Day,
  endsOn: Day.nullable(),
  enrolBy: Day,
  places: z.int().nullable(),
  taken: z.int(),
  waiting: z.int(),
  seat: z.string().nullable(),
  timetable: z.string().nullable(),
  attendanceKept: z.boolean(),
  closedOn: Day.nullable(),
  state: z.enum(["open", "full", "shut", "running", "over", "closed"]),
});
export type EditionRow = z.infer<typeof EditionRow>;
export const Catalogue = z.object({ rows: z.array(EditionRow), next: z.string().nullable(), today: Day, mayKeep: z.boolean() });
export type Catalogue = z.infer<typeof Catalogue>;

const Text = (longest: number) => z.string().trim().max(longest).nullable();
export const EditionInput = z.strictObject({
  id: z.string().trim().max(80),
  course: Text(80),
  title: z.string().trim().max(200),
  kind: ActivityKind,
  nationalCode: z.string().trim().toUpperCase().max(6),
  providerCode: z.string().trim().toUpperCase().max(16),
  municipalityId: Text(60).describe("Comune in cui occorre risiedere: nome o codice catastale"),
  startsOn: Day,
  endsOn: Day.nullable(),
  enrolBy: Day,
  places: z.int().nullable(),
  waitingList: z.boolean(),
  attendanceKept: z.boolean(),
  attendanceDays: z.array(Day).max(400),
  totalMinutes: z.int().nullable(),
  fromAge: z.int().nullable(),
  toAge: z.int().nullable(),
  measures: z.array(z.string().max(20)).max(20).nullable(),
  qualifications: z.array(z.string().trim().min(1).max(40)).max(20),
  description: Text(2000),
  needs: z.array(z.enum(NEEDS)).max(NEEDS.length),
  seatMunicipality: Text(60).describe("Comune della sede: nome o codice catastale"),
  seatAddress: Text(200),
  timetable: Text(200),
});
export type EditionInput = z.infer<typeof EditionInput>;

export const EditionChange = z.object({ fromOn: Day, because: z.string(), recordedAt: Instant, recordedBy: z.string(), pending: z.boolean() });
export const EditionDetail = z.object({
  row: EditionRow,
  edition: EditionInput,
  names: z.object({ municipality: z.string().nullable(), seat: z.string().nullable() }),
  closedBecause: z.string().nullable(),
  changes: z.array(EditionChange),
  siblings: z.array(EditionRow).describe("Le altre edizioni dello stesso corso"),
  today: Day,
  mayKeep: z.boolean(),
  mayMark: z.boolean(),
});
export type EditionDetail = z.infer<typeof EditionDetail>;

export const AddEdition = z.strictObject({ edition: EditionInput });
export const ChangeEdition = z.strictObject({ fromOn: Day, because: Reason, edition: EditionInput });
export const CloseEdition = z.strictObject({ on: Day, because: Reason });
export const ImportCatalogue = z.strictObject({ content: z.string().max(900_000), confirm: z.boolean().describe("Falso: si controlla soltanto") });
export const ImportReport = z.object({
  message: z.string(),
  done: z.boolean(),
  rows: z.array(
    z.object({
      line: z.int(),
      id: z.string(),
      title: z.string(),
      what: z.enum(["new", "changed", "same", "wrong"]),
      problems: z.array(z.string()),
    }),
  ),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const ActivityMatches = z.object({
  today: Day,
  source: z.string().describe("Da che cosa si dice la distanza"),
  profile: z.boolean(),
  suggested: z.array(z.object({ edition: EditionRow, may: z.enum(["place", "waiting-list"]), reasons: z.array(z.string()), toCheck: z.array(z.string()) })),
  others: z.array(z.object({ edition: EditionRow, reasons: z.array(z.string()) })),
});
export type ActivityMatches = z.infer<typeof ActivityMatches>;

export const GroupMember = z.object({
  caseId: Id,
  itemId: Id,
  version: z.int(),
  surname: z.string(),
  name: z.string(),
  state: z.string(),
  stateText: z.string(),
  position: z.int().nullable().describe("Posto nella lista d’attesa, fra le persone di tutte le sedi"),
  since: Day.nullable(),
  present: z.int(),
  absent: z.int(),
  justified: z.int(),
  minutes: z.int(),
});
export type GroupMember = z.infer<typeof GroupMember>;
export const Group = z.object({ rows: z.array(GroupMember), elsewhere: z.int().describe("Persone di altre sedi che hanno un posto"), freePlaces: z.int().nullable() });
export type Group = z.infer<typeof Group>;

export const SheetMark = z.enum(SHEET_MARK_NAMES);
export const SheetQuery = z.object({ day: Day.optional() });
export const SheetRow = z.object({
  caseId: Id,
  itemId: Id,
  version: z.int(),
  surname: z.string(),
  name: z.string(),
  stateText: z.string(),
  mark: z.enum(["present", "absent", "justified"]).nullable(),
  minutes: z.int(),
  reasonNot: z.string().nullable().describe("Perché in questo giorno non si segna"),
  writtenBy: z.string().nullable(),
  writtenAt: Instant.nullable(),
});
export type SheetRow = z.infer<typeof SheetRow>;
export const Sheet = z.object({
  entryId: EntryId,
  title: z.string(),
  today: Day,
  day: Day,
  days: z.array(z.object({ day: Day, written: z.int(), expected: z.int() })),
  fixedDays: z.boolean(),
  usualMinutes: z.int(),
  rows: z.array(SheetRow),
});
export type Sheet = z.infer<typeof Sheet>;

export const WriteSheet = z.strictObject({
  day: Day,
  registerSeen: z.boolean(),
  rows: z
    .array(
      z.strictObject({
        caseId: Id,
        itemId: Id,
        expectedVersion: z.int().min(0),
        actId: Id,
        mark: SheetMark,
        minutes: z.int().min(0).max(1440),
        evidenceSeen: z.boolean(),
        reason: z.string().trim().max(500),
      }),
    )
    .min(1)
    .max(100),
});
export type WriteSheet = z.infer<typeof WriteSheet>;
export const SheetWritten = z.object({
  message: z.string(),
  written: z.int(),
  refused: z.array(z.object({ itemId: Id, message: z.string(), law: z.string().nullable() })),
});
export type SheetWritten = z.infer<typeof SheetWritten>;
