// Queries of the life of a case: what its acts look at beyond the dossier, what follows from them, and which lives the notices have overtaken.

import type { ClientBase } from "pg";
import type { Address } from "../domain/notices/types.ts";
import type { Meeting } from "./terms.ts";

/** Holds the case's competence and the open summonses of its household: taken before the case's own chain. */
export async function lockLives(client: ClientBase, caseId: string): Promise<void> {
  await client.query("select lock_lives($1)", [caseId]);
}

export interface NextProtocol {
  readonly caseId: string;
  readonly protocol: string;
  readonly previousProtocol: string | null;
  readonly measure: string;
  readonly grantedOn: string;
}

/** What is known of a case besides its dossier. */
export interface CaseStanding {
  readonly residence: Address;
  readonly domicile: Address | null;
  /** Rule by which the office is competent; null while none is. */
  readonly rule: string | null;
  /** Of the last notice of this case; null when none was ever received. */
  readonly noticeAt: string | null;
  readonly stateChangedOn: string | null;
  readonly transformedOn: string | null;
  readonly openedAt: string;
  /** The newer protocol of this person that continues this one, as far as it can be seen. */
  readonly next: NextProtocol | null;
  /** The protocol by which the older one is recorded as renewed; null when it is not. */
  readonly olderRenewedBy: string | null;
  readonly disabledMembers: boolean;
}

export async function readStanding(client: ClientBase, caseId: string): Promise<CaseStanding> {
  const { rows } = await client.query<CaseStanding>({
    name: "life-standing",
    text: `select p.residence, p.domicile, c.rule, n.sent_at as "noticeAt", n.changed as "stateChangedOn", n.transformed as "transformedOn",
       f.opened_at as "openedAt", newer.found as "next", older.renewed_by as "olderRenewedBy",
       exists (select 1 from case_file m where m.benefit_id = f.benefit_id and m.not_bound_reason = 'disability') as "disabledMembers"
     from case_file f join benefit b on b.id = f.benefit_id join person p on p.id = f.person_id
     left join competence c on c.case_id = f.id
     left join lateral (select sent_at, payload->>'stateChangedOn' as changed, payload->>'transformedOn' as transformed
                        from notice where case_id = f.id order by sent_at desc limit 1) n on true
     left join lateral (select json_build_object('caseId', nf.id, 'protocol', nb.protocol, 'previousProtocol', nb.previous_protocol,
                          'measure', nb.measure, 'grantedOn', nb.granted_on) as found
                        from benefit nb join case_file nf on nf.benefit_id = nb.id and nf.person_id = f.person_id
                        where nb.previous_benefit_id = b.id order by nb.granted_on desc, nb.id limit 1) newer on true
     left join lateral (select d.data #>> '{renewedBy,protocol}' as renewed_by
                        from case_file old join dossier_item d on d.case_id = old.id and d.procedure = 'vita-del-caso' and d.state = 'renewed'
                        where old.benefit_id = b.previous_benefit_id and old.person_id = f.person_id limit 1) older on true
     where f.id = $1`,
    values: [caseId],
  });
  return rows[0]!;
}

/** The person's other cases, as far as they can be seen. */
export async function otherCases(client: ClientBase, caseId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    "select o.id from case_file f join case_file o on o.person_id = f.person_id and o.id <> f.id where f.id = $1 order by o.id",
    [caseId],
  );
  return rows.map((row) => row.id);
}

/** Makes an office competent, or none: the last thing that the office of before does. Gives that office. */
export async function passCase(
  client: ClientBase,
  pass: { readonly caseId: string; readonly officeId: string | null; readonly rule: string; readonly now: string },
): Promise<string | null> {
  const { rows } = await client.query<{ before: string | null }>("select pass_case($1, $2, $3, $4) as before", [
    pass.caseId, pass.officeId, pass.rule, pass.now,
  ]);
  return rows[0]?.before ?? null;
}

/** Withdraws every message of the case that has not left, of whatever summons; gives how many. */
export async function withdrawAll(client: ClientBase, caseId: string): Promise<number> {
  const { rowCount } = await client.query(
    "update message set state = 'withdrawn', settled_at = clock_timestamp() where case_id = $1 and state = 'due'",
    [caseId],
  );
  return rowCount ?? 0;
}

/** Meets the open terms of the case, of the notice and of its items, but for those of the items given. */
export async function closeCaseTerms(client: ClientBase, caseId: string, spared: readonly string[], meeting: Meeting): Promise<void> {
  await client.query("update term set met_at = $2, met_by = $3 where case_id = $1 and met_at is null", [caseId, meeting.now, meeting.by]);
  await client.query(
    `update item_term set met_at = $2, met_by = $3, met_act = $4
     where case_id = $1 and met_at is null and item_id <> all($5::uuid[])`,
    [caseId, meeting.now, meeting.by, meeting.act, spared],
  );
}

/** Lets run again what acts of this procedure had closed, unless the same term was opened anew meanwhile. */
export async function resumeCaseTerms(client: ClientBase, caseId: string, procedure: string, own: string): Promise<void> {
  await client.query("update term set met_at = null, met_by = null where case_id = $1 and met_by like $2 || '/%'", [caseId, procedure]);
  await client.query(
    `update item_term t set met_at = null, met_by = null, met_act = null
     where t.case_id = $1 and t.met_by like $2 || '/%' and t.item_id <> $3
       and t.id = (select l.id from item_term l where l.item_id = t.item_id and l.kind = t.kind order by l.opened_at desc, l.id desc limit 1)`,
    [caseId, procedure, own],
  );
}

/** A life that the notices have overtaken, and the act that would follow them. */
export interface OvertakenLife {
  readonly caseId: string;
  readonly act: "transfer" | "return-to-region" | "record-hand-back" | "renew" | "record-forfeiture" | "end-benefit" | "restore";
}

/** The platform's words for a benefit that is lost, over, in course: upper case, one blank between words. */
export interface StandingWords {
  readonly forfeited: readonly string[];
  readonly ended: readonly string[];
  readonly inCourse: readonly string[];
}

// The usual word is left out before it is taken apart: nearly every benefit has it.
const WORD = `upper(trim(regexp_replace(b.application_state, '[[:space:]_-]+', ' ', 'g')))`;
const ITEM = `left join dossier_item i on i.case_id = f.id and i.procedure = 'vita-del-caso'`;

const OVERTAKEN = `
  -- Another office is competent than the one last recorded.
  select i.case_id, case i.state when 'other-region' then 'return-to-region' else 'transfer' end as act, 1 as turn
  from dossier_item i join competence c on c.case_id = i.case_id
  where i.procedure = 'vita-del-caso' and i.state <> 'dead' and c.office_id is distinct from i.data->>'officeId'
  union all
  -- No hand-over of the household is open any more.
  select i.case_id, 'record-hand-back', 2
  from dossier_item i join case_file f on f.id = i.case_id
  where i.procedure = 'vita-del-caso' and i.state = 'at-municipality'
    and not exists (select 1 from case_file m join dossier_item h on h.case_id = m.id and h.procedure = 'invio-al-comune' and h.state in ('sent', 'in-charge')
                    where m.benefit_id = f.benefit_id)
  union all
  select f.id, 'record-forfeiture', 3
  from benefit b join case_file f on f.benefit_id = b.id ${ITEM}
  where b.application_state <> 'ACCOLTA' and ${WORD} = any($1::text[]) and coalesce(i.state, '') not in ('forfeited', 'dead', 'renewed') and i.data->>'forfeitedOn' is null
  union all
  select f.id, 'end-benefit', 3
  from benefit b join case_file f on f.benefit_id = b.id ${ITEM}
  where b.application_state <> 'ACCOLTA' and ${WORD} = any($2::text[]) and coalesce(i.state, '') not in ('forfeited', 'ended', 'dead', 'renewed')
  union all
  -- In course again, by a notice sent after the last act.
  select f.id, 'restore', 3
  from dossier_item i join case_file f on f.id = i.case_id join benefit b on b.id = f.benefit_id join act a on a.id = i.last_act
  where i.procedure = 'vita-del-caso' and i.state in ('forfeited', 'ended') and ${WORD} = any($3::text[])
    and exists (select 1 from notice n where n.case_id = f.id and n.sent_at > a.happened_at)
  union all
  select f.id, 'renew', 4
  from benefit nb join case_file nf on nf.benefit_id = nb.id join case_file f on f.benefit_id = nb.previous_benefit_id and f.person_id = nf.person_id ${ITEM}
  where coalesce(i.state, '') not in ('renewed', 'dead', 'forfeited')`;

/** Where the bringing up to date has come. */
export interface LifeCursor {
  readonly turn: number;
  readonly caseId: string;
}

/** The next lives to bring up to date after the cursor: those whose competence has moved first, renewals last. */
export async function overtakenLives(
  client: ClientBase,
  words: StandingWords,
  after: LifeCursor,
  limit: number,
): Promise<(OvertakenLife & LifeCursor)[]> {
  const { rows } = await client.query<OvertakenLife & LifeCursor>(
    `select case_id as "caseId", act, turn from (${OVERTAKEN}) o
     where (turn, case_id) > ($4, $5::uuid) order by turn, case_id limit $6`,
    [words.forfeited, words.ended, words.inCourse, after.turn, after.caseId, limit],
  );
  return rows;
}

/** Whether this act is still to be done on this case. */
export async function isOvertaken(client: ClientBase, words: StandingWords, { caseId, act }: OvertakenLife): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from (${OVERTAKEN}) o where case_id = $4 and act = $5 limit 1`,
    [words.forfeited, words.ended, words.inCourse, caseId, act],
  );
  return rows.length > 0;
}

/** The item of a case's life; null while nobody has acted on it. */
export async function lifeItem(client: ClientBase, caseId: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>("select id from dossier_item where case_id = $1 and procedure = 'vita-del-caso'", [caseId]);
  return rows[0]?.id ?? null;
}
