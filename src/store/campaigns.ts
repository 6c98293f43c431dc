// Queries of campaigns as such: their rows, what was approved, how far they came.

import type { ClientBase } from "pg";
import type { CampaignAction, CampaignLimits, CampaignPreview, CampaignState } from "../domain/campaigns/types.ts";
import type { Queryable } from "./read/query.ts";

type Client = Pick<ClientBase, "query">;

export interface CampaignRow {
  readonly id: string;
  readonly officeId: string | null;
  readonly offices: readonly string[];
  readonly name: string;
  readonly action: CampaignAction;
  readonly choice: string;
  readonly limits: CampaignLimits;
  readonly state: CampaignState;
  readonly version: number;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly preview: CampaignPreview | null;
  readonly digest: string | null;
  readonly previewedAt: string | null;
  readonly measure: string | null;
  readonly scenario: string | null;
  readonly proposedBy: string | null;
  readonly proposedAt: string | null;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly approvalReason: string | null;
  readonly endedBy: string | null;
  readonly endedAt: string | null;
  readonly releaseSeats: boolean | null;
  readonly nextAt: string | null;
  readonly paceDay: string | null;
  readonly pacePeople: number;
  readonly people: number;
  readonly planned: number;
  readonly told: number;
  readonly skipped: number;
  readonly withdrawn: number;
  readonly messages: number;
  readonly parts: number;
}

const ROW = `id, office_id as "officeId", offices, name, action, choice, limits, state, version, made_by as "madeBy", made_at as "madeAt", preview, digest,
  previewed_at as "previewedAt", measure, scenario, proposed_by as "proposedBy", proposed_at as "proposedAt", approved_by as "approvedBy",
  approved_at as "approvedAt", approval_reason as "approvalReason", ended_by as "endedBy", ended_at as "endedAt", release_seats as "releaseSeats",
  next_at as "nextAt", pace_day as "paceDay", pace_people as "pacePeople", people, planned, told, skipped, withdrawn, messages, parts`;

/** Null: there is none, or not behind this wall. */
export async function readCampaign(db: Queryable, id: string): Promise<CampaignRow | null> {
  const { rows } = await db.query<CampaignRow & Record<string, unknown>>(`select ${ROW} from campaign where id = $1`, [id]);
  return rows[0] ?? null;
}

/** The campaign, held until the end of the transaction. `wait` false: null also while another process holds it. */
export async function lockCampaign(client: Client, id: string, wait = true): Promise<CampaignRow | null> {
  const { rows } = await client.query<CampaignRow>(`select ${ROW} from campaign where id = $1 for update ${wait ? "" : "skip locked"}`, [id]);
  return rows[0] ?? null;
}

/** The newest first, those under way before all. */
export async function listCampaigns(db: Queryable, limit: number): Promise<CampaignRow[]> {
  const { rows } = await db.query<CampaignRow & Record<string, unknown>>(
    `select ${ROW} from campaign order by state in ('done', 'stopped'), made_at desc, id limit ${limit}`,
  );
  return rows;
}

/** Ids of the campaigns that have work for the worker, oldest approval first. */
export async function liveCampaigns(db: Queryable): Promise<{ id: string; state: CampaignState }[]> {
  const { rows } = await db.query<{ id: string; state: CampaignState }>(
    "select id, state from campaign where state in ('running', 'paused', 'stopping') order by approved_at, id",
  );
  return rows;
}

export type CampaignDraft = Pick<CampaignRow, "id" | "officeId" | "offices" | "name" | "action" | "choice" | "limits" | "madeBy" | "madeAt">;

export async function insertCampaign(client: Client, draft: CampaignDraft): Promise<void> {
  const { id, officeId, offices, name, action, choice, limits, madeBy, madeAt } = draft;
  await client.query("insert into campaign (id, office_id, offices, name, action, choice, limits, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", [
    id, officeId, offices, name, action, choice, JSON.stringify(limits), madeBy, madeAt,
  ]);
}

/** Another name, choice or limits: whoever changes it becomes its author, and what was shown counts no more. */
export async function changeDraft(client: Client, draft: CampaignDraft): Promise<void> {
  const { id, offices, name, action, choice, limits, madeBy, madeAt } = draft;
  await client.query("delete from campaign_person where campaign_id = $1", [id]);
  await client.query(
    `update campaign set offices = $2, name = $3, action = $4, choice = $5, limits = $6, made_by = $7, made_at = $8, preview = null, digest = null,
       previewed_at = null, people = 0, version = version + 1 where id = $1`,
    [id, offices, name, action, choice, JSON.stringify(limits), madeBy, madeAt],
  );
}

export async function removeDraft(client: Client, id: string): Promise<void> {
  await client.query("delete from campaign_person where campaign_id = $1", [id]);
  await client.query("delete from campaign where id = $1", [id]);
}

export interface ShownPreview {
  readonly preview: CampaignPreview;
  readonly digest: string;
  readonly at: string;
  readonly measure: string;
  readonly scenario: string;
}

export async function keepPreview(client: Client, id: string, { preview, digest, at, measure, scenario }: ShownPreview): Promise<void> {
  await client.query(
    `update campaign set preview = $2, digest = $3, previewed_at = $4, measure = $5, scenario = $6, people = $7, version = version + 1 where id = $1`,
    [id, JSON.stringify(preview), digest, at, measure, scenario, preview.ready],
  );
}

export async function propose(client: Client, id: string, by: string, at: string): Promise<void> {
  await client.query("update campaign set state = 'proposed', proposed_by = $2, proposed_at = $3, version = version + 1 where id = $1", [id, by, at]);
}

export async function sendBack(client: Client, id: string): Promise<void> {
  await client.query("update campaign set state = 'draft', proposed_by = null, proposed_at = null, version = version + 1 where id = $1", [id]);
}

/** Refused by the database (23514, campaign_second_person) where the second person is the first one's hand. */
export async function approve(client: Client, id: string, by: string, at: string, reason: string): Promise<void> {
  await client.query(
    `update campaign set state = 'running', approved_by = $2, approved_at = $3, approval_reason = $4, next_at = $3, version = version + 1 where id = $1`,
    [id, by, at, reason],
  );
}

export async function setCampaignState(client: Client, id: string, state: CampaignState): Promise<void> {
  await client.query("update campaign set state = $2, version = version + 1 where id = $1", [id, state]);
}

export async function beginStop(client: Client, id: string, by: string, at: string, releaseSeats: boolean): Promise<void> {
  await client.query("update campaign set state = 'stopping', ended_by = $2, ended_at = $3, release_seats = $4, version = version + 1 where id = $1", [
    id, by, at, releaseSeats,
  ]);
}

/** The campaign is over: its households are free. */
export async function endCampaign(client: Client, id: string, state: "done" | "stopped", at: string): Promise<void> {
  await client.query("delete from campaign_household where campaign_id = $1", [id]);
  await client.query("update campaign set state = $2, ended_at = coalesce(ended_at, $3), version = version + 1 where id = $1", [id, state, at]);
}

export type Counted = Partial<Pick<CampaignRow, "planned" | "told" | "skipped" | "withdrawn" | "messages" | "parts">>;

export async function addToCampaign(client: Client, id: string, more: Counted): Promise<void> {
  const { planned = 0, told = 0, skipped = 0, withdrawn = 0, messages = 0, parts = 0 } = more;
  await client.query(
    `update campaign set planned = planned + $2, told = told + $3, skipped = skipped + $4, withdrawn = withdrawn + $5, messages = messages + $6,
       parts = parts + $7 where id = $1`,
    [id, planned, told, skipped, withdrawn, messages, parts],
  );
}

export async function keepPace(client: Client, id: string, pace: { readonly nextAt: string; readonly day: string; readonly people: number }): Promise<void> {
  await client.query("update campaign set next_at = $2, pace_day = $3, pace_people = $4 where id = $1", [id, pace.nextAt, pace.day === "" ? null : pace.day, pace.people]);
}

/** One approval at a time: of two campaigns over the same people the second sees what the first has taken. */
export async function lockApprovals(client: Client): Promise<void> {
  await client.query("select pg_advisory_xact_lock(7302040)");
}
