// Queries of showing up and of places in more: counts, the promise of an office, the places opened, who is convened where.

import type { ClientBase } from "pg";
import type { CallChannel, ShowUpCell } from "../domain/show-up/types.ts";
import { copyInto } from "./copy.ts";

type Queryable = Pick<ClientBase, "query">;

/** All outcomes counted so far, of all offices: one row a cell, without persons. */
export async function readShowUpCells(client: Queryable): Promise<ShowUpCell[]> {
  const { rows } = await client.query<ShowUpCell>(
    `select office_id as "officeId", hour, weekday, channel, lead, call, sum(came)::int as came, sum(missed)::int as missed
     from show_up_tally group by office_id, hour, weekday, channel, lead, call having sum(came) > 0 or sum(missed) > 0`,
  );
  return rows;
}

/** Rows of one cell become one; nothing that is read changes. */
export async function foldShowUp(client: Queryable): Promise<void> {
  await client.query("select fold_show_up()");
}

/** Makes the counts again from the register; how many summonses were counted otherwise before. */
export async function rebuildShowUp(client: Queryable): Promise<number> {
  const { rows } = await client.query<{ mended: number }>("select rebuild_show_up() as mended");
  return rows[0]!.mended;
}

export interface SettingRow {
  readonly id: string;
  readonly version: number;
  readonly waitMinutes: number;
  readonly probability: number;
  readonly mostPerDesk: number;
  readonly reason: string;
  readonly enteredAt: string;
  readonly enteredBy: string;
}

/** What the office has promised, the version in force first. */
export async function readSettings(client: Queryable, officeId: string, limit: number): Promise<SettingRow[]> {
  const { rows } = await client.query<SettingRow>(
    `select id, version, wait_minutes as "waitMinutes", probability::float8 as probability, most_per_desk as "mostPerDesk", reason,
       entered_at as "enteredAt", entered_by as "enteredBy"
     from overbooking_setting where office_id = $1 order by version desc limit $2`,
    [officeId, limit],
  );
  return rows;
}

/** Writes the next version; a version that somebody else has written meanwhile is refused by the database (23505). */
export async function insertSetting(client: Queryable, officeId: string, row: SettingRow): Promise<void> {
  await client.query(
    `insert into overbooking_setting (id, office_id, version, wait_minutes, probability, most_per_desk, reason, entered_at, entered_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [row.id, officeId, row.version, row.waitMinutes, row.probability, row.mostPerDesk, row.reason, row.enteredAt, row.enteredBy],
  );
}

export interface ConvenedPlace {
  readonly deskId: number;
  /** 0: the ordinary seat of the desk; 1: the place in more. */
  readonly lane: number;
  readonly day: string;
  readonly startsAt: string;
  readonly channel: CallChannel;
  /** Position in `LEAD_BANDS`. */
  readonly lead: number;
  readonly call: number;
}

/** Everybody convened in an office on some days, without who they are. */
export async function readConvened(client: Queryable, officeId: string, fromDay: string, toDay: string): Promise<ConvenedPlace[]> {
  const { rows } = await client.query<ConvenedPlace>(
    `select desk_id as "deskId", lane, day, starts_at as "startsAt", channel, lead, call from convened_places($1, $2, $3) order by starts_at, desk_id, lane`,
    [officeId, fromDay, toDay],
  );
  return rows;
}

export interface CallToCome {
  readonly caseId: string;
  readonly reach: string;
  readonly call: number;
}

/** By which way these can be told, and which call it would be. */
export async function readCallsToCome(client: Queryable, caseIds: readonly string[]): Promise<CallToCome[]> {
  const { rows } = await client.query<CallToCome>(
    `select f.id as "caseId", p.reach, 1 + (select count(*)::int from summons s where s.case_id = f.id and s.state <> 'cancelled') as call
     from case_file f join person p on p.id = f.person_id where f.id = any($1::uuid[])`,
    [caseIds],
  );
  return rows;
}

export interface NewPlace {
  readonly deskId: number;
  readonly lane: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly officeId: string;
  readonly day: string;
  readonly settingId: string;
  readonly planId: string;
  readonly reason: string;
}

const PLACE_COLUMNS = ["desk_id", "lane", "starts_at", "ends_at", "office_id", "day", "setting_id", "plan_id", "reason"] as const;

/** Opens these places; one that stands already, left by somebody who moved, is taken as it is. */
export async function openPlaces(client: ClientBase, places: readonly NewPlace[]): Promise<void> {
  if (places.length === 0) return;
  await client.query("create temp table if not exists staged_place (like overbooking_place) on commit delete rows");
  await copyInto(client, "staged_place", PLACE_COLUMNS, places.map((p) => [p.deskId, p.lane, p.startsAt, p.endsAt, p.officeId, p.day, p.settingId, p.planId, p.reason]));
  await client.query("insert into overbooking_place select * from staged_place on conflict do nothing");
  await client.query("truncate staged_place");
}
