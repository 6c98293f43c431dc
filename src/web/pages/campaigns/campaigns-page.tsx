// Campaigns: those under way first, with how far each has come.

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Campaigns, CampaignSummary } from "../../../contract/campaigns.ts";
import { ACTION_TEXTS, STATE_TEXTS } from "../../../domain/campaigns/texts.ts";
import type { Session } from "../../../contract/session.ts";
import { get } from "../../api.ts";
import { instant } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Page } from "../../parts/page.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { isOfficeRole } from "../../session.ts";
import { CAMPAIGNS } from "../../texts/campaigns.ts";
import "../../styles/campaigns.css";

const EVERY_MS = 5_000;

export function CampaignsPage({ session }: { readonly session: Session }) {
  const result = useQuery({
    queryKey: ["campaigns"],
    queryFn: ({ signal }) => get<Campaigns>("/api/campaigns", signal),
    refetchInterval: EVERY_MS,
  });
  const make = (
    <Link to="/campagne/nuova" className="btn btn-primary">
      {CAMPAIGNS.make}
    </Link>
  );
  return (
    <Page title={CAMPAIGNS.title} lead={isOfficeRole(session.role) ? CAMPAIGNS.lead : CAMPAIGNS.leadRegion} actions={make}>
      <Loaded result={result}>
        {({ campaigns }) =>
          campaigns.length === 0 ? (
            <Empty title={CAMPAIGNS.empty} icon="horn">
              <p>{CAMPAIGNS.emptyHelp}</p>
            </Empty>
          ) : (
            <DataTable caption={CAMPAIGNS.caption} columns={COLUMNS} rows={campaigns} rowKey={(row) => row.id} />
          )
        }
      </Loaded>
    </Page>
  );
}

const TONES: Readonly<Record<CampaignSummary["state"], Tone>> = {
  draft: "plain",
  proposed: "doubt",
  running: "info",
  paused: "doubt",
  stopping: "bad",
  done: "good",
  stopped: "bad",
};

export function CampaignState({ state }: { readonly state: CampaignSummary["state"] }) {
  return <Badge tone={TONES[state]}>{STATE_TEXTS[state]}</Badge>;
}

const { columns: WORDS } = CAMPAIGNS;
const COLUMNS: readonly Column<CampaignSummary>[] = [
  {
    key: "name",
    label: WORDS.name,
    heading: true,
    render: (row) => (
      <span className="cv-wrap">
        <Link to={`/campagne/${row.id}`}>{row.name}</Link>
        {row.region && !row.own && <span className="cv-sub">{CAMPAIGNS.ofRegion}</span>}
      </span>
    ),
  },
  { key: "action", label: WORDS.action, render: (row) => <span className="cv-wrap">{ACTION_TEXTS[row.action].title}</span> },
  { key: "state", label: WORDS.state, render: (row) => <CampaignState state={row.state} /> },
  {
    key: "made",
    label: WORDS.made,
    render: (row) => (
      <span className="cv-wrap">
        {row.made.name}
        <span className="cv-sub">{instant(row.made.at)}</span>
      </span>
    ),
  },
  { key: "progress", label: WORDS.progress, numeric: true, render: (row) => CAMPAIGNS.progress(row.told, row.people) },
];
