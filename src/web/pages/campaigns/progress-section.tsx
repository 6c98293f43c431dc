// How far a campaign has come, asked again while it runs.

import type { Campaign } from "../../../contract/campaigns.ts";
import { longInstant, number } from "../../format.ts";
import { Section } from "../../parts/page.tsx";
import { CAMPAIGNS } from "../../texts/campaigns.ts";
import { Figure, Reasons } from "./preview-section.tsx";

export function ProgressSection({ campaign, onShow }: { readonly campaign: Campaign; readonly onShow: (key: string) => void }) {
  const { told, people, planned, skipped, withdrawn, outcomes, nextAt } = campaign;
  const waits = nextAt !== null && campaign.state === "running" && told + skipped < people;
  return (
    <Section id="avanzamento" title={CAMPAIGNS.progressTitle}>
      <label htmlFor="campagna-barra">{CAMPAIGNS.toldCount(told, people)}</label>
      <progress id="campagna-barra" className="cv-campaign-bar" value={told + skipped + withdrawn} max={Math.max(people, 1)} />
      {waits && <p className="cv-muted cv-small">{CAMPAIGNS.nextAt(longInstant(nextAt))}</p>}
      <dl className="cv-campaign-figures">
        {campaign.action !== "remind" && <Figure name={CAMPAIGNS.planned} value={number(planned)} />}
        <Figure name={CAMPAIGNS.told} value={number(told)} />
        <Figure name={CAMPAIGNS.skippedCount} value={number(skipped)} />
        {withdrawn > 0 && <Figure name={CAMPAIGNS.withdrawnCount} value={number(withdrawn)} />}
      </dl>
      <h3>{CAMPAIGNS.outcomesTitle}</h3>
      {outcomes.length === 0 ? (
        <p className="cv-muted">{CAMPAIGNS.noMessages}</p>
      ) : (
        <dl className="cv-campaign-facts">
          {outcomes.flatMap(({ state, messages }) => [<dt key={state}>{CAMPAIGNS.outcomes[state] ?? state}</dt>, <dd key={`${state}-n`}>{number(messages)}</dd>])}
        </dl>
      )}
      <Reasons title={CAMPAIGNS.ends} state={null} counts={campaign.ends} onShow={campaign.showsPeople ? onShow : null} />
    </Section>
  );
}
