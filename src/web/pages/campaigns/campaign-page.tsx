// One campaign: what it chose, its preview, its progress as it goes, its levers, the people behind each number.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import type { Campaign } from "../../../contract/campaigns.ts";
import type { Done } from "../../../contract/problem.ts";
import type { Lever } from "../../../domain/campaigns/life.ts";
import { ACTION_TEXTS } from "../../../domain/campaigns/texts.ts";
import { ApiProblem, get, post } from "../../api.ts";
import { instant, shortDay } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Failure, Loaded } from "../../parts/states.tsx";
import { CAMPAIGNS } from "../../texts/campaigns.ts";
import { CampaignState } from "./campaigns-page.tsx";
import { LeverDialog } from "./lever-dialog.tsx";
import { CampaignPeopleSection } from "./people-section.tsx";
import { PreviewSection } from "./preview-section.tsx";
import { ProgressSection } from "./progress-section.tsx";
import { Steps } from "./steps.tsx";
import "../../styles/campaigns.css";

const LIVE_MS = 2_000;
const CALM_MS = 15_000;
const LIVE: ReadonlySet<Campaign["state"]> = new Set(["running", "stopping"]);

export function CampaignPage() {
  const { id = "" } = useParams();
  const result = useQuery({
    queryKey: ["campaign", id],
    queryFn: ({ signal }) => get<Campaign>(`/api/campaigns/${encodeURIComponent(id)}`, signal),
    refetchInterval: (query) => (query.state.data !== undefined && LIVE.has(query.state.data.state) ? LIVE_MS : CALM_MS),
  });
  const { data } = result;
  const back = (
    <Link to="/campagne" className="cv-back">
      <Icon name="arrow-left" /> {CAMPAIGNS.back}
    </Link>
  );
  return (
    <Page title={data?.name ?? CAMPAIGNS.title} above={back} {...(data === undefined ? {} : { lead: leadOf(data), actions: <Levers campaign={data} /> })}>
      <Loaded result={result}>{(campaign) => <Shown campaign={campaign} />}</Loaded>
    </Page>
  );
}

function leadOf(campaign: Campaign): string {
  const { leads } = CAMPAIGNS;
  if (!campaign.own) return leads.notOwn;
  if (campaign.state === "draft") return campaign.preview === null ? leads.draftNoPreview : leads.draft;
  if (campaign.state !== "proposed") return leads[campaign.state];
  if (campaign.ownWork) return leads.proposedOwn;
  return campaign.levers.includes("approve") ? leads.proposed : leads.proposedOther;
}

function Shown({ campaign }: { readonly campaign: Campaign }) {
  const { state } = campaign;
  const prepared = state === "draft" || state === "proposed";
  // Until somebody picks: those who would be written to, and once it has begun everybody.
  const [picked, setShown] = useState<string | null>(null);
  const shown = picked ?? (prepared ? "ready" : "");
  return (
    <>
      {prepared && <Steps at={state === "proposed" ? 4 : 3} />}
      {!prepared && <ProgressSection campaign={campaign} onShow={setShown} />}
      {campaign.preview !== null && <PreviewSection campaign={campaign} preview={campaign.preview} onShow={setShown} />}
      <div className="cv-columns cv-columns-even">
        <Facts campaign={campaign} />
        <History campaign={campaign} />
      </div>
      <CampaignPeopleSection campaign={campaign} shown={shown} onShow={setShown} />
    </>
  );
}

function Facts({ campaign }: { readonly campaign: Campaign }) {
  const { limits } = campaign;
  const offices = campaign.offices.length > 3 ? CAMPAIGNS.officesChosen(campaign.offices.length) : campaign.offices.map((one) => one.name).join(", ");
  const rows: readonly (readonly [string, string])[] = [
    [CAMPAIGNS.choice, campaign.filters.join(" · ")],
    [CAMPAIGNS.offices, offices],
    [CAMPAIGNS.action, ACTION_TEXTS[campaign.action].title],
    [CAMPAIGNS.days, CAMPAIGNS.limitsDays(shortDay(limits.firstDay), shortDay(limits.lastDay))],
    [CAMPAIGNS.sending, `${CAMPAIGNS.limitsHours(limits.sendFrom, limits.sendTo)}; ${CAMPAIGNS.limitsPace(limits.messagesPerHour, limits.peoplePerDay)}`],
    [CAMPAIGNS.phones, CAMPAIGNS.limitsPhones(limits.perPhonePerDay, limits.perPhonePerHour)],
  ];
  return (
    <Section id="scelta" title={CAMPAIGNS.whoTitle}>
      <dl className="cv-campaign-facts">
        {rows.flatMap(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-valore`}>{value}</dd>])}
      </dl>
    </Section>
  );
}

function History({ campaign }: { readonly campaign: Campaign }) {
  const { made, proposed, approved, ended } = campaign;
  return (
    <Section id="decisioni" title={CAMPAIGNS.history}>
      <p>
        <CampaignState state={campaign.state} />
      </p>
      <ul className="cv-campaign-history">
        <li>{CAMPAIGNS.madeBy(made.name, instant(made.at))}</li>
        {proposed !== null && <li>{CAMPAIGNS.proposedBy(proposed.name, instant(proposed.at))}</li>}
        {approved !== null && <li>{CAMPAIGNS.approvedBy(approved.name, instant(approved.at), approved.reason)}</li>}
        {ended !== null && <li>{CAMPAIGNS.endedBy(ended.name, instant(ended.at))}</li>}
      </ul>
    </Section>
  );
}

/** Those that ask nothing more. */
const DIRECT: ReadonlySet<Lever> = new Set(["preview", "propose", "pause", "resume"]);
const MAIN: ReadonlySet<Lever> = new Set(["propose", "approve", "resume"]);

function Levers({ campaign }: { readonly campaign: Campaign }) {
  const [open, setOpen] = useState<Lever | null>(null);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const announce = useAnnounce();
  const client = useQueryClient();
  const navigate = useNavigate();
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ["campaign", campaign.id] });
  const pull = async (lever: Lever): Promise<void> => {
    setWorking(true);
    setProblem(null);
    try {
      announce((await post<Done>(`/api/campaigns/${campaign.id}/${lever}`, {})).message);
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem({ status: 503 }));
    }
    await refresh();
    setWorking(false);
  };
  const press = (lever: Lever): void => {
    if (lever === "change") void navigate(`/campagne/${campaign.id}/modifica`);
    else if (DIRECT.has(lever)) void pull(lever);
    else setOpen(lever);
  };
  return (
    <>
      {campaign.levers.map((lever) => (
        <button key={lever} type="button" className={`btn ${MAIN.has(lever) ? "btn-primary" : "btn-outline-primary"}`} disabled={working} onClick={() => press(lever)}>
          {lever === "preview" && campaign.preview === null ? CAMPAIGNS.makePreview : CAMPAIGNS.levers[lever]}
        </button>
      ))}
      {working && (
        <span role="status" className="cv-muted cv-small">
          {CAMPAIGNS.working}
        </span>
      )}
      {problem !== null && <Failure error={problem} />}
      {open !== null && (
        <LeverDialog
          lever={open}
          campaign={campaign}
          onClose={() => {
            setOpen(null);
            void refresh();
          }}
          onGone={() => void navigate("/campagne")}
        />
      )}
    </>
  );
}
