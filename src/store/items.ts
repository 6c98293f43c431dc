// Queries of the dossier: the case as procedures see it, its household, its items and the acts they have had.

import type { ClientBase } from "pg";
import type { Unit, UnitKind } from "./units.ts";

/** Plain JSON: what a procedure keeps with its item. */
export type ItemData = Readonly<Record<string, unknown>>;

/** One run of a procedure on a case. */
export interface Item {
  readonly id: string;
  readonly caseId: string;
  readonly procedure: string;
  readonly state: string;
  readonly version: number;
  readonly data: ItemData;
  readonly unit: Unit;
  /** As what it counts for its unit now; null when it does not. */
  readonly counts: string | null;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly lastAct: string;
}

export interface CaseRow {
  readonly caseId: string;
  readonly personId: string;
  readonly benefitId: string;
  readonly firstBenefitId: string;
  readonly role: "R" | "M";
  readonly bound: boolean;
  readonly notBoundReason: string | null;
  readonly measure: string;
  readonly protocol: string;
  readonly previousProtocol: string | null;
  readonly applicationState: string;
  readonly applicationDate: string;
  readonly grantedOn: string;
  readonly taxCode: string;
  readonly birthDate: string;
  readonly citizenship: string;
  readonly reach: string;
  /** Null while nobody is competent. */
  readonly officeId: string | null;
}

/** The case as it is now; null when it does not exist, or stands behind another office's walls. */
export async function readCase(client: ClientBase, caseId: string): Promise<CaseRow | null> {
  const [row] = await readCases(client, [caseId]);
  return row ?? null;
}

/** Those of these cases that can be seen, in no order. */
export async function readCases(client: ClientBase, caseIds: readonly string[]): Promise<CaseRow[]> {
  const { rows } = await client.query<CaseRow>({
    name: "dossier-cases",
    text: `select f.id as "caseId", f.person_id as "personId", f.benefit_id as "benefitId", first_benefit(f.benefit_id) as "firstBenefitId",
      f.role, f.bound, f.not_bound_reason as "notBoundReason", b.measure, b.protocol, b.previous_protocol as "previousProtocol",
      b.application_state as "applicationState", b.application_date as "applicationDate", b.granted_on as "grantedOn",
      p.tax_code as "taxCode", p.birth_date as "birthDate", p.citizenship, p.reach, c.office_id as "officeId"
     from case_file f join benefit b on b.id = f.benefit_id join person p on p.id = f.person_id
     left join competence c on c.case_id = f.id where f.id = any($1::uuid[])`,
    values: [caseIds],
  });
  return rows;
}

/** A member of the household, as far as the office may see them. */
export interface MemberRow {
  readonly caseId: string;
  readonly personId: string;
  readonly benefitId: string;
  readonly role: "R" | "M";
  readonly bound: boolean;
  readonly birthDate: string;
}

/** The members of these benefits. */
export async function readMembers(client: ClientBase, benefitIds: readonly string[]): Promise<MemberRow[]> {
  const { rows } = await client.query<MemberRow>({
    name: "dossier-members",
    text: `select f.id as "caseId", f.person_id as "personId", f.benefit_id as "benefitId", f.role, f.bound, p.birth_date as "birthDate"
     from case_file f join person p on p.id = f.person_id where f.benefit_id = any($1::uuid[]) order by f.id`,
    values: [benefitIds],
  });
  return rows;
}

interface ItemRow extends Omit<Item, "unit"> {
  readonly unitKind: UnitKind;
  readonly unitId: string;
}

/** All items of a case, oldest first. */
export async function readItems(client: ClientBase, caseIds: readonly string[]): Promise<Item[]> {
  const { rows } = await client.query<ItemRow>({
    name: "dossier-items",
    text: `select id, case_id as "caseId", procedure, state, version, data, unit_kind as "unitKind", unit_id as "unitId", counts,
      opened_at as "openedAt", closed_at as "closedAt", last_act as "lastAct"
     from dossier_item where case_id = any($1::uuid[]) order by opened_at, id`,
    values: [caseIds],
  });
  return rows.map(({ unitKind, unitId, ...row }) => ({ ...row, unit: { kind: unitKind, id: unitId } }));
}

/** Of which case an item is, as far as it can be seen. */
export async function caseOfItem(client: ClientBase, itemId: string): Promise<string | null> {
  const { rows } = await client.query<{ caseId: string }>(`select case_id as "caseId" from dossier_item where id = $1`, [itemId]);
  return rows[0]?.caseId ?? null;
}

export async function insertItem(client: ClientBase, item: Item): Promise<void> {
  await client.query({
    name: "dossier-insert",
    text: `insert into dossier_item (id, case_id, procedure, state, version, data, unit_kind, unit_id, counts, opened_at, closed_at, last_act)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    values: [
      item.id, item.caseId, item.procedure, item.state, item.version, JSON.stringify(item.data), item.unit.kind, item.unit.id, item.counts,
      item.openedAt, item.closedAt, item.lastAct,
    ],
  });
}

/** Writes the item's next version. Throws when the stored one is not the version before it: the caller held its lock in vain. */
export async function updateItem(client: ClientBase, item: Item): Promise<void> {
  const { rowCount } = await client.query({
    name: "dossier-update",
    text: `update dossier_item set state = $2, version = $3, data = $4, counts = $5, closed_at = $6, last_act = $7
     where id = $1 and version = $3 - 1`,
    values: [item.id, item.state, item.version, JSON.stringify(item.data), item.counts, item.closedAt, item.lastAct],
  });
  if (rowCount !== 1) throw new Error(`item ${item.id} is no longer at version ${item.version - 1}`);
}

export interface StoredAct {
  readonly id: string;
  readonly subjectId: string;
  readonly kind: string;
  readonly actor: string;
  readonly role: string;
  readonly happenedAt: string;
  /** Null once the retention has erased it. */
  readonly payload: string | null;
}

const ACT = `a.id, a.subject_id as "subjectId", a.kind, a.actor, a.actor_role as role, a.happened_at as "happenedAt", p.payload`;

export async function readAct(client: ClientBase, actId: string): Promise<StoredAct | null> {
  const { rows } = await client.query<StoredAct>({
    name: "dossier-act",
    text: `select ${ACT} from act a left join act_payload p on p.act_id = a.id where a.id = $1`,
    values: [actId],
  });
  return rows[0] ?? null;
}

/** The acts of procedures kept in the dossier's own table on these cases, in the order of their chains. */
export async function readItemActs(client: ClientBase, caseIds: readonly string[]): Promise<StoredAct[]> {
  const { rows } = await client.query<StoredAct>(
    `select ${ACT} from act a left join act_payload p on p.act_id = a.id
     where a.subject_id = any($1::uuid[]) and a.kind like '%/%' and a.kind not like 'convocazione/%' order by a.subject_id, a.seq`,
    [caseIds],
  );
  return rows;
}

/** The next cases, in id order, that have items. */
export async function casesWithItems(client: ClientBase, after: string, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select case_id as id from dossier_item where case_id > $1
     union select subject_id from act where subject_id > $1 and subject_kind = 'case' and kind like '%/%' and kind not like 'convocazione/%' order by id limit $2`,
    [after, limit],
  );
  return rows.map((row) => row.id);
}

export interface OutboundEvent {
  readonly id: string;
  readonly caseId: string;
  readonly itemId: string;
  readonly actId: string;
  readonly kind: string;
  readonly payload: unknown;
}

/** Puts down what the outside must be told; the exchange takes it from there. */
export async function queueOutbound(client: ClientBase, event: OutboundEvent, now: string): Promise<void> {
  await client.query(
    "insert into outbound_event (id, case_id, item_id, act_id, kind, payload, made_at) values ($1, $2, $3, $4, $5, $6, $7)",
    [event.id, event.caseId, event.itemId, event.actId, event.kind, JSON.stringify(event.payload), now],
  );
}

/** A task of the desk; one of a kind stays open for a case. */
export async function openDossierTask(
  client: ClientBase,
  task: { readonly id: string; readonly caseId: string; readonly kind: string; readonly reason: string; readonly detail: string },
  now: string,
): Promise<void> {
  await client.query(
    `insert into desk_task (id, case_id, kind, reason, detail, opened_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (case_id, kind) where closed_at is null do nothing`,
    [task.id, task.caseId, task.kind, task.reason, task.detail, now],
  );
}
