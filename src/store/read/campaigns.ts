// What the pages of campaigns show: the people of one behind the office's wall, its messages by state, its ends by reason.

import { PAGE, page, readCursor } from "./query.ts";
import type { Queryable } from "./query.ts";

export interface ListedPerson {
  readonly caseId: string;
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
  readonly state: string;
  readonly reason: string | null;
  readonly position: number;
  readonly startsAt: string | null;
  readonly deskId: number | null;
  readonly sendsAt: string | null;
  readonly toldAt: string | null;
  readonly late: boolean;
  readonly summonsState: string | null;
  readonly messages: readonly { readonly channel: string; readonly state: string }[];
}

export interface PeopleAsked {
  readonly state?: string | undefined;
  readonly reason?: string | undefined;
  readonly late?: boolean;
}

const COLUMNS = `l.case_id as "caseId", p.surname, p.name, p.tax_code as "taxCode", l.state, l.reason, l.position, l.starts_at as "startsAt", l.desk_id as "deskId",
  l.sends_at as "sendsAt", l.told_at as "toldAt", l.late,
  (select s.state from summons s where s.id = l.summons_id) as "summonsState",
  (select coalesce(jsonb_agg(jsonb_build_object('channel', m.channel, 'state', m.state) order by m.channel desc), '[]') from message m
   where l.state = 'told' and m.appointment_id = l.appointment_id and m.kind = case when l.calls then 'summons' else 'reminder' end) as messages`;

function listed(limit: string): string {
  // Picked first, dressed after.
  return `with l as materialized (
      select * from campaign_person c where c.campaign_id = $1 and ($2::text is null or c.state = $2) and ($3::text is null or c.reason = $3)
        and (not $4::boolean or c.late) and ($5::int is null or (c.position, c.case_id) > ($5::int, $6::uuid)) order by c.position, c.case_id ${limit}
    )
    select ${COLUMNS} from l join case_file f on f.id = l.case_id join person p on p.id = f.person_id order by l.position, l.case_id`;
}

/** One page of the people of a campaign, in the order in which they are written to. */
export async function listCampaignPeople(db: Queryable, campaign: string, { state, reason, late }: PeopleAsked, cursor: string | undefined) {
  const after = readCursor(cursor, 2);
  const at = after !== null && typeof after[0] === "number" && /^[0-9a-f-]{36}$/.test(String(after[1])) ? after : [null, null];
  const { rows } = await db.query<ListedPerson & Record<string, unknown>>(listed(`limit ${PAGE + 1}`), [campaign, state ?? null, reason ?? null, late === true, ...at]);
  return page<ListedPerson>(rows, (row) => [row.position, row.caseId]);
}

/** All of them, for a file. */
export async function allCampaignPeople(db: Queryable, campaign: string): Promise<ListedPerson[]> {
  const { rows } = await db.query<ListedPerson & Record<string, unknown>>(listed(""), [campaign, null, null, false, null, null]);
  return rows;
}

/** The messages of a campaign by state: numbers. */
export async function campaignOutcomes(db: Queryable, campaign: string): Promise<{ state: string; messages: number }[]> {
  const { rows } = await db.query<{ state: string; messages: number }>(
    `select m.state, count(*)::int as messages from campaign_person p
     join message m on m.appointment_id = p.appointment_id and m.kind = case when p.calls then 'summons' else 'reminder' end
     where p.campaign_id = $1 and p.state = 'told' group by 1 order by 1`,
    [campaign],
  );
  return rows;
}

/** Who was skipped or withdrawn, by reason. */
export async function campaignEnds(db: Queryable, campaign: string): Promise<{ reason: string; people: number }[]> {
  const { rows } = await db.query<{ reason: string; people: number }>(
    "select reason, count(*)::int as people from campaign_person where campaign_id = $1 and state in ('skipped', 'withdrawn') group by 1 order by 2 desc, 1",
    [campaign],
  );
  return rows;
}

/** How many people of each office in each state: no name. */
export async function campaignByOffice(db: Queryable, campaign: string): Promise<{ officeId: string; state: string; reason: string | null; people: number }[]> {
  const { rows } = await db.query<{ officeId: string; state: string; reason: string | null; people: number }>(
    `select office_id as "officeId", state, reason, count(*)::int as people from campaign_person where campaign_id = $1 group by 1, 2, 3 order by 1, 2, 3`,
    [campaign],
  );
  return rows;
}
