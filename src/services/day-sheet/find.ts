// Use case: who is at the door, by the code on their paper, by tax code, by part of the name; and to which office somebody else's belongs.

import { standingOf } from "../../domain/day-sheet/standing.ts";
import type { Standing } from "../../domain/day-sheet/standing.ts";
import { givenUpOf, readDeskSecret } from "../../store/day-sheet.ts";
import { casesAtDoor, doorPeople, expectedWhere } from "../../store/read/day-sheet.ts";
import type { DoorRow } from "../../store/read/day-sheet.ts";
import { searchCases } from "../../store/read/case-search.ts";
import type { Actor, Services } from "../context.ts";
import { isSignedFor, readCode } from "./desk-code.ts";
import { atDesk } from "./in-day.ts";
import type { AtDesk, DayOutcome } from "./in-day.ts";

export interface DoorPerson {
  readonly caseId: string;
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
  readonly summonsId: string | null;
  readonly version: number | null;
  /** The appointment that stands, in this office. */
  readonly startsAt: string | null;
  readonly today: boolean;
  /** Where they stand today; null for who is not expected today. */
  readonly standing: Standing | null;
}

export interface FoundAtDoor {
  readonly kind: "here" | "elsewhere" | "bad-code" | "nobody";
  readonly byCode: boolean;
  readonly moved: boolean;
  readonly people: readonly DoorPerson[];
  readonly more: boolean;
  readonly elsewhere: { readonly officeId: string; readonly startsAt: string | null } | null;
}

/** More than this is no answer at a door: write more of the name. */
const MOST = 8;
const TAX_CODE = /^[A-Z0-9]{16}$/;
const NOBODY: FoundAtDoor = { kind: "nobody", byCode: false, moved: false, people: [], more: false, elsewhere: null };

/** Refusals: FOGLIO_SENZA_SEDE. */
export function findAtDoor(services: Services, text: string, actor: Actor): Promise<DayOutcome<FoundAtDoor>> {
  return atDesk(services, actor, async (desk) => {
    const code = readCode(text);
    if (code !== null) {
      const found = await byCode(desk, code);
      if (found !== null) return found;
    }
    const written = text.trim().toUpperCase().replaceAll(/\s/g, "");
    if (TAX_CODE.test(written)) return byTaxCode(desk, written);
    const page = await searchCases(desk.client, text, "all", undefined);
    const ids = page.rows.map(({ caseId }) => caseId);
    if (ids.length === 0) return NOBODY;
    return { ...NOBODY, kind: "here", people: await shown(desk, ids.slice(0, MOST)), more: ids.length > MOST || page.next !== null };
  });
}

/** Null where it is no code of anybody: eight letters may be a surname. */
async function byCode(desk: AtDesk, code: NonNullable<ReturnType<typeof readCode>>): Promise<FoundAtDoor | null> {
  const { client } = desk;
  const ids = await casesAtDoor(client, code.reference);
  const [caseId] = ids;
  if (caseId === undefined) {
    const [place] = await expectedWhere(client, code.reference);
    // The hour is told to whoever shows the whole code, signed: it was printed for them.
    if (place !== undefined) return { ...NOBODY, kind: "elsewhere", byCode: true, elsewhere: place };
    return code.signature === null ? null : { ...NOBODY, kind: "bad-code", byCode: true };
  }
  const rows = await doorPeople(client, [caseId]);
  const [row] = rows;
  if (row === undefined) return null;
  const moved = code.signature !== null && !(await isForTheStanding(desk, code, row));
  if (moved && !(await isForOneGivenUp(desk, code, caseId))) return { ...NOBODY, kind: "bad-code", byCode: true };
  return { ...NOBODY, kind: "here", byCode: true, moved, people: await shown(desk, [caseId]) };
}

async function isForTheStanding({ client }: AtDesk, code: NonNullable<ReturnType<typeof readCode>>, { appointmentId }: DoorRow): Promise<boolean> {
  return appointmentId !== null && isSignedFor(await readDeskSecret(client), code, appointmentId);
}

async function isForOneGivenUp({ client }: AtDesk, code: NonNullable<ReturnType<typeof readCode>>, caseId: string): Promise<boolean> {
  const secret = await readDeskSecret(client);
  return (await givenUpOf(client, caseId)).some((appointmentId) => isSignedFor(secret, code, appointmentId));
}

async function byTaxCode(desk: AtDesk, taxCode: string): Promise<FoundAtDoor> {
  const ids = await casesAtDoor(desk.client, taxCode);
  if (ids.length > 0) return { ...NOBODY, kind: "here", people: await shown(desk, ids.slice(0, MOST)), more: ids.length > MOST };
  const [place] = await expectedWhere(desk.client, taxCode);
  return place === undefined ? NOBODY : { ...NOBODY, kind: "elsewhere", elsewhere: { officeId: place.officeId, startsAt: null } };
}

async function shown(desk: AtDesk, cases: readonly string[]): Promise<DoorPerson[]> {
  const { client, office, today, now } = desk;
  return (await doorPeople(client, cases)).map((row): DoorPerson => {
    const stands = row.held === true && row.officeId === office;
    const isToday = stands && row.day === today;
    return {
      caseId: row.caseId,
      surname: row.surname,
      name: row.name,
      taxCode: row.taxCode,
      summonsId: row.summonsId,
      version: row.version,
      startsAt: stands && row.day !== null && row.day >= today ? row.startsAt : null,
      today: isToday,
      standing: isToday ? standingOf({ summons: row.state, givenUp: false, startsAt: row.startsAt, visit: null }, now) : null,
    };
  });
}
