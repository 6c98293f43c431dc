// The people behind the numbers of a campaign: those of one's office, with what became of each.

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import type { Campaign, CampaignPeople, CampaignPerson } from "../../../contract/campaigns.ts";
import { PERSON_TEXTS } from "../../../domain/campaigns/texts.ts";
import { PERSON_STATES } from "../../../domain/campaigns/types.ts";
import { fullName, instant } from "../../format.ts";
import { Badge, stateTone } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Section } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Empty } from "../../parts/states.tsx";
import { CAMPAIGNS } from "../../texts/campaigns.ts";

interface PeopleProps {
  readonly campaign: Campaign;
  /** "state/reason", each of which may be empty. */
  readonly shown: string;
  readonly onShow: (key: string) => void;
}

export function CampaignPeopleSection(props: PeopleProps) {
  const { campaign } = props;
  const file = (
    <p>
      <a className="btn btn-outline-primary btn-sm" href={`/api/campaigns/${campaign.id}/export.csv`} download>
        {CAMPAIGNS.download}
      </a>
    </p>
  );
  if (campaign.preview === null) return null;
  return (
    <Section id="persone" title={CAMPAIGNS.peopleTitle}>
      {file}
      {campaign.showsPeople ? <People {...props} /> : <p className="cv-muted">{CAMPAIGNS.peopleRegion}</p>}
    </Section>
  );
}

function People({ campaign, shown, onShow }: PeopleProps) {
  const [state = "", reason = ""] = shown.split("/");
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    // Asked for from a number above: the list is where one is taken.
    if (reason !== "") select.current?.focus();
  }, [reason]);
  const path = `/api/campaigns/${campaign.id}/people`;
  const client = useQueryClient();
  // As the campaign goes on, so do its people.
  const stage = [campaign.state, campaign.planned, campaign.told, campaign.skipped, campaign.withdrawn, campaign.preview?.at].join(" ");
  useEffect(() => void client.invalidateQueries({ queryKey: [path] }), [client, path, stage]);
  const result = usePages<CampaignPeople>(path, {
    state: state === "" ? undefined : state,
    reason: reason === "" ? undefined : reason,
  });
  const reasonTitle = [...(campaign.preview?.cannot ?? []), ...(campaign.preview?.out ?? []), ...campaign.ends].find((one) => one.reason === reason)?.title;
  return (
    <>
      <div className="cv-field cv-short">
        <label htmlFor="campagna-quali">{CAMPAIGNS.peopleFilter}</label>
        <select id="campagna-quali" ref={select} value={shown} onChange={(event) => onShow(event.target.value)}>
          <option value="">{CAMPAIGNS.peopleAll}</option>
          {PERSON_STATES.map((one) => (
            <option key={one} value={one}>
              {PERSON_TEXTS[one]}
            </option>
          ))}
          {reason !== "" && <option value={shown}>{reasonTitle ?? reason}</option>}
        </select>
      </div>
      <LoadedPages result={result} rowsOf={(page) => page.rows} empty={<Empty title={CAMPAIGNS.peopleEmpty} icon="user" />}>
        {(rows) => <DataTable caption={CAMPAIGNS.peopleTitle} columns={COLUMNS} rows={rows} rowKey={(row) => row.caseId} />}
      </LoadedPages>
    </>
  );
}

const TONES: Readonly<Record<CampaignPerson["state"], Tone>> = {
  out: "plain",
  cannot: "bad",
  ready: "info",
  waiting: "info",
  planned: "info",
  told: "good",
  skipped: "doubt",
  withdrawn: "doubt",
};
const CHANNELS: Readonly<Record<string, string>> = { sms: "SMS", email: "e-mail", pec: "PEC", letter: "lettera" };
const { peopleColumns: WORDS } = CAMPAIGNS;
const COLUMNS: readonly Column<CampaignPerson>[] = [
  {
    key: "who",
    label: WORDS.who,
    heading: true,
    render: (row) => (
      <span className="cv-wrap">
        <Link to={`/persone/${row.caseId}`}>{fullName(row)}</Link>
        <span className="cv-sub">{row.taxCode}</span>
      </span>
    ),
  },
  {
    key: "state",
    label: WORDS.state,
    render: (row) => (
      <span className="cv-wrap">
        <Badge tone={TONES[row.state]}>{row.stateTitle}</Badge>
        {row.reason !== null && <span className="cv-sub">{row.reason}</span>}
        {row.mend !== null && <span className="cv-sub">{row.mend}</span>}
      </span>
    ),
  },
  {
    key: "seat",
    label: WORDS.seat,
    render: (row) => (
      <span className="cv-wrap">
        {row.startsAt === null ? "–" : instant(row.startsAt)}
        {row.late && <span className="cv-sub">{CAMPAIGNS.afterTerm}</span>}
      </span>
    ),
  },
  {
    key: "sends",
    label: WORDS.sends,
    render: (row) => (
      <span className="cv-wrap">
        {row.messages.map(({ channel, state }) => (
          <Badge key={channel} tone={stateTone(state)}>
            {`${CHANNELS[channel] ?? channel}: ${(CAMPAIGNS.outcomes[state] ?? state).toLowerCase()}`}
          </Badge>
        ))}
        <span className="cv-sub">
          {row.toldAt !== null ? CAMPAIGNS.prepared(instant(row.toldAt)) : row.sendsAt !== null ? CAMPAIGNS.previewed(instant(row.sendsAt)) : ""}
        </span>
      </span>
    ),
  },
];
