// The Region's overview.

import { useQuery } from "@tanstack/react-query";
import type { Overview } from "../../../contract/overview.ts";
import type { Session } from "../../../contract/session.ts";
import { get } from "../../api.ts";
import { clock, number, share, shortDay } from "../../format.ts";
import { Page, Section } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { OVERVIEW } from "../../texts/overview.ts";
import { CumulativeChart } from "./cumulative-chart.tsx";
import { Gateways } from "./gateways.tsx";
import { OfficeTable } from "./office-table.tsx";
import { ReachShares } from "./reach-shares.tsx";
import { Shortages } from "./shortages.tsx";
import { sumUp } from "./totals.ts";
import type { Totals } from "./totals.ts";

export function OverviewPage({ session }: { readonly session: Session }) {
  const result = useQuery({
    queryKey: ["overview"],
    queryFn: ({ signal }) => get<Overview>("/api/overview", signal),
    refetchInterval: 5000,
  });
  const actions = result.data && (
    <span className="cv-muted cv-small">{OVERVIEW.asOf(clock(result.data.asOf))}</span>
  );
  return (
    <Page title={OVERVIEW.title} lead={OVERVIEW.lead} actions={actions}>
      <Loaded result={result} lines={12}>
        {(overview) => <Content overview={overview} canAct={session.role === "administrator"} />}
      </Loaded>
    </Page>
  );
}

function Content({ overview, canAct }: { readonly overview: Overview; readonly canAct: boolean }) {
  const total = sumUp(overview.offices);
  const target = overview.deadlines.find((deadline) => deadline.kind === "region-target");
  return (
    <>
      <Section id="sintesi" title={OVERVIEW.kpis}>
        <Figures total={total} queued={overview.queue.reduce((sum, one) => sum + one.cases, 0)} />
        <Deadlines deadlines={overview.deadlines} />
      </Section>
      <div className="cv-columns">
        <Section id="andamento" title={OVERVIEW.chart}>
          <CumulativeChart
            days={overview.days}
            goal={total.bound}
            today={overview.today}
            target={target?.dueOn ?? null}
          />
        </Section>
        <Section id="carenze" title={OVERVIEW.shortage}>
          <Shortages shortages={overview.shortages} planned={overview.plan !== null} />
        </Section>
      </div>
      <Section id="sedi" title={OVERVIEW.offices} count={number(overview.offices.length)}>
        <OfficeTable offices={overview.offices} shortages={overview.shortages} total={total} />
      </Section>
      <div className="cv-columns cv-columns-even">
        <Section id="canali" title={OVERVIEW.gateways}>
          <Gateways gateways={overview.gateways} canAct={canAct} />
        </Section>
        <Section id="recapiti" title={OVERVIEW.reach}>
          <ReachShares reach={overview.reach} />
        </Section>
      </div>
    </>
  );
}

function Figures({ total, queued }: { readonly total: Totals; readonly queued: number }) {
  return (
    <dl className="cv-figures">
      <Figure name={OVERVIEW.bound} value={total.bound} help={OVERVIEW.boundHelp(number(total.notified))} />
      <Figure
        name={OVERVIEW.planned}
        value={total.planned}
        help={OVERVIEW.ofBound(share(total.planned, total.bound))}
      />
      <Figure
        name={OVERVIEW.convened}
        value={total.convened}
        help={OVERVIEW.ofBound(share(total.convened, total.bound))}
        strong
      />
      <Figure
        name={OVERVIEW.delivered}
        value={total.delivered}
        help={OVERVIEW.ofConvened(share(total.delivered, total.convened))}
      />
      <Figure name={OVERVIEW.unreachable} value={total.unreachable} help={OVERVIEW.unreachableHelp} />
      <Figure
        name={OVERVIEW.notDelivered}
        value={total.notDelivered}
        help={OVERVIEW.uncertain(number(total.uncertain))}
      />
      <Figure name={OVERVIEW.queue} value={queued} help={OVERVIEW.queueHelp} />
    </dl>
  );
}

function Figure({
  name,
  value,
  help,
  strong,
}: {
  readonly name: string;
  readonly value: number;
  readonly help: string;
  readonly strong?: boolean;
}) {
  return (
    <div className={strong === true ? "cv-figure cv-figure-strong" : "cv-figure"}>
      <dt>{name}</dt>
      <dd>
        <span className="cv-figure-value">{number(value)}</span>
        <span className="cv-figure-help">{help}</span>
      </dd>
    </div>
  );
}

function Deadlines({ deadlines }: { readonly deadlines: Overview["deadlines"] }) {
  return (
    <ul className="cv-deadlines" aria-label={OVERVIEW.deadlines}>
      {deadlines.map((deadline) => (
        <li
          key={deadline.kind + deadline.dueOn}
          className={deadline.daysLeft < 0 ? "cv-deadline cv-late" : "cv-deadline"}
        >
          <strong>{OVERVIEW.deadlineKinds[deadline.kind]}</strong>
          <span>{`${shortDay(deadline.dueOn)}: ${OVERVIEW.daysLeft(deadline.daysLeft)}`}</span>
          <small>{deadline.citation}</small>
        </li>
      ))}
    </ul>
  );
}
