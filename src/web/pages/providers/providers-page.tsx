// The providers of each channel: how they are and why, what they carry, their senders, what happened to them.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Provider, Providers, Registration } from "../../../contract/providers.ts";
import type { Session } from "../../../contract/session.ts";
import { get } from "../../api.ts";
import { clock, instant, shortDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import { DataTable, RowButton } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { label } from "../../texts/common.ts";
import { CHANNELS } from "../../texts/procedure.ts";
import { PROVIDERS } from "../../texts/providers.ts";
import { ProviderCard } from "./provider-card.tsx";
import { SenderDialog } from "./sender-dialog.tsx";
import "../../styles/providers.css";

export function ProvidersPage({ session }: { readonly session: Session }) {
  const result = useQuery({
    queryKey: ["providers"],
    queryFn: ({ signal }) => get<Providers>("/api/providers", signal),
    refetchInterval: 5_000,
  });
  const canAct = session.role === "administrator";
  const { data } = result;
  return (
    <Page
      title={PROVIDERS.title}
      {...(data === undefined ? {} : { lead: nextStep(data.providers), actions: <span className="cv-muted cv-small">{PROVIDERS.asOf(clock(data.asOf))}</span> })}
    >
      <Loaded result={result} lines={12}>
        {(providers) => <Content providers={providers} canAct={canAct} />}
      </Loaded>
    </Page>
  );
}

/** The one thing that needs somebody most. */
function nextStep(providers: readonly Provider[]): string {
  const sharing = providers.filter(({ weight }) => weight > 0);
  const named = (...wanted: Provider["health"][]): string => sharing.filter(({ health }) => wanted.includes(health)).map(({ id }) => id).join(", ");
  const dead = [...Map.groupBy(sharing, ({ channel }) => channel)].find(([, all]) => all.every(({ health }) => health === "ill" || health === "trial"));
  if (dead !== undefined) return PROVIDERS.leads.dead(label(CHANNELS, dead[0]));
  const [ill, barred, slow, paused] = [named("ill", "trial", "held"), named("barred"), named("slow"), named("paused")];
  if (ill !== "") return PROVIDERS.leads.ill(ill);
  if (barred !== "") return PROVIDERS.leads.barred(barred);
  if (paused !== "") return PROVIDERS.leads.paused(paused);
  return slow === "" ? PROVIDERS.leads.fine : PROVIDERS.leads.slow(slow);
}

function Content({ providers: { providers, registrations, registryDemanded, events, thresholds }, canAct }: { readonly providers: Providers; readonly canAct: boolean }) {
  if (providers.length === 0)
    return (
      <Empty title={PROVIDERS.none} icon="plug">
        <p>{PROVIDERS.noneHelp}</p>
      </Empty>
    );
  return (
    <>
      {[...Map.groupBy(providers, ({ channel }) => channel)].map(([channel, all]) => (
        <Section key={channel} id={`canale-${channel}`} title={label(CHANNELS, channel)}>
          <ul className="cv-providers">
            {all.map((provider) => (
              <li key={provider.id}>
                <ProviderCard provider={provider} canAct={canAct} />
              </li>
            ))}
          </ul>
          {all.filter(({ weight }) => weight > 0).length === 1 && <p className="cv-provider-alone">{PROVIDERS.alone}</p>}
        </Section>
      ))}
      <Senders registrations={registrations} demanded={registryDemanded} canAct={canAct} known={providers} />
      <Events events={events} />
      <details className="cv-provider-rules">
        <summary>{PROVIDERS.rules}</summary>
        <p className="cv-muted">{PROVIDERS.rulesHelp}</p>
        <dl>
          {thresholds.map(({ name, title, value, unit, why }) => (
            <div key={name}>
              <dt>
                {`${title} `}
                <strong>{`${value}${unit === "%" ? "%" : ` ${unit}`}`}</strong>
                <code>{name}</code>
              </dt>
              <dd>{why}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

const TONES = { registered: "good", requested: "info", revoked: "bad" } as const;

function Senders({ registrations, demanded, canAct, known }: { readonly registrations: readonly Registration[]; readonly demanded: boolean; readonly canAct: boolean; readonly known: readonly Provider[] }) {
  const [chosen, setChosen] = useState<Registration | "new" | null>(null);
  const words = PROVIDERS.senderColumns;
  const columns: readonly Column<Registration>[] = [
    { key: "sender", label: words.sender, heading: true, sort: (row) => row.sender, render: (row) => row.sender },
    { key: "channel", label: words.channel, render: (row) => label(CHANNELS, row.channel) },
    { key: "provider", label: words.provider, sort: (row) => row.provider, render: (row) => <span className="cv-wrap">{row.provider}</span> },
    { key: "state", label: words.state, render: (row) => <Badge tone={TONES[row.state]}>{PROVIDERS.states[row.state]}</Badge> },
    { key: "on", label: words.on, sort: (row) => row.registeredOn ?? "", render: (row) => (row.registeredOn === null ? "–" : shortDay(row.registeredOn)) },
    ...(canAct
      ? [{ key: "act", label: words.act, render: (row: Registration) => <RowButton text={PROVIDERS.update} name={PROVIDERS.updateFor(row.sender, row.provider)} onPress={() => setChosen(row)} /> }]
      : []),
  ];
  return (
    <Section id="mittenti" title={PROVIDERS.senders}>
      <p className="cv-muted">{demanded ? PROVIDERS.sendersDemanded : PROVIDERS.sendersOptional}</p>
      {registrations.length === 0 ? (
        <Empty title={PROVIDERS.noSenders} icon="pencil">
          <p>{PROVIDERS.noSendersHelp}</p>
        </Empty>
      ) : (
        <DataTable caption={PROVIDERS.sendersCaption} columns={columns} rows={registrations} rowKey={(row) => `${row.channel}/${row.sender}/${row.provider}`} />
      )}
      {canAct && (
        <button type="button" className="btn btn-outline-primary cv-provider-add" onClick={() => setChosen("new")}>
          {PROVIDERS.addSender}
        </button>
      )}
      {chosen !== null && <SenderDialog registration={chosen === "new" ? null : chosen} known={known} onClose={() => setChosen(null)} />}
    </Section>
  );
}

function Events({ events }: { readonly events: Providers["events"] }) {
  return (
    <Section id="vicende" title={PROVIDERS.events}>
      {events.length === 0 ? (
        <p className="cv-muted">{PROVIDERS.noEvents}</p>
      ) : (
        <>
          <p className="cv-muted">{PROVIDERS.eventsHelp}</p>
          <ol className="cv-provider-events">
            {events.map(({ at, gateway, kind, reason, to, messages }) => (
              <li key={`${at}/${gateway}/${kind}/${to ?? ""}`}>
                <time dateTime={at}>{instant(at)}</time>
                <span>
                  <strong>{gateway}</strong>
                  {`: ${kind === "drained" ? PROVIDERS.drained(messages ?? 0, to ?? "") : label(PROVIDERS.event, kind)}`}
                  {reason !== null && <span className="cv-sub">{reason}</span>}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </Section>
  );
}
