// What passes between here and the national node: flows, days, what waits, comparisons of the whole state.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { MissingPersons, NationalNodeView, NodeDay, NodeFlow, NodeRun } from "../../../contract/national-node.ts";
import type { Done } from "../../../contract/problem.ts";
import type { Session } from "../../../contract/session.ts";
import { get, post, query } from "../../api.ts";
import { fullName, instant, number, shortDay } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Badge } from "../../parts/badge.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Empty, Failure, Loaded } from "../../parts/states.tsx";
import { label } from "../../texts/common.ts";
import { NODE } from "../../texts/national-node.ts";
import { DomicilesSection } from "./domiciles-section.tsx";
import "../../styles/national-node.css";

const PERIODS = [1, 7, 14, 30, 90] as const;

export function NationalNodePage({ session }: { readonly session: Session }) {
  const [days, setDays] = useState(14);
  const result = useQuery({
    queryKey: ["national-node", days],
    queryFn: ({ signal }) => get<NationalNodeView>(`/api/national-node${query({ days: String(days) })}`, signal),
    refetchInterval: 5_000,
  });
  const canOpen = session.role === "administrator";
  const actions = (
    <a className="btn btn-outline-primary" href={`/api/national-node/figures.csv${query({ days: String(days) })}`} download>
      {NODE.export}
    </a>
  );
  return (
    <Page title={NODE.title} actions={actions} {...(result.data === undefined ? {} : { lead: leadOf(result.data) })}>
      <div className="cv-field cv-node-period">
        <label htmlFor="periodo">{NODE.days}</label>
        <select id="periodo" value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {PERIODS.map((period) => (
            <option key={period} value={period}>
              {NODE.period(period)}
            </option>
          ))}
        </select>
      </div>
      <Loaded result={result} lines={12}>
        {(view) => <Content view={view} canOpen={canOpen} />}
      </Loaded>
    </Page>
  );
}

/** The one thing that needs somebody most. */
function leadOf({ flows, runs }: NationalNodeView): string {
  const waiting = flows.reduce((sum, flow) => sum + flow.waiting, 0);
  if (waiting > 0) return NODE.leads.waiting(number(waiting));
  if (runs[0]?.state === "running") return NODE.leads.running;
  return runs[0]?.state === "failed" ? NODE.leads.failed : NODE.leads.fine;
}

function Content({ view, canOpen }: { readonly view: NationalNodeView; readonly canOpen: boolean }) {
  return (
    <>
      <Section id="flussi" title={NODE.flows}>
        {!view.service && <p className="cv-muted">{NODE.noService}</p>}
        <DataTable caption={NODE.flowsCaption} columns={flowColumns(canOpen)} rows={view.flows} rowKey={(row) => row.flow} />
        <p className="cv-muted cv-small">{NODE.flowHelp}</p>
      </Section>
      {view.refusals.length > 0 && (
        <Section id="codici" title={NODE.refusals}>
          <DataTable caption={NODE.refusalsCaption} columns={REFUSAL_COLUMNS} rows={view.refusals} rowKey={(row) => `${row.flow} ${row.outcome} ${row.code}`} />
        </Section>
      )}
      <Runs view={view} canAct={canOpen} />
      <Section id="mancano" title={NODE.missing} count={number(view.missing)}>
        <p className="cv-muted">{NODE.missingHelp}</p>
        {view.missing === 0 ? <Empty title={NODE.noMissing} icon="check-circle" /> : canOpen ? <Missing /> : <p>{NODE.missingCount(number(view.missing))}</p>}
      </Section>
      <DomicilesSection />
      <Section id="giorni" title={NODE.day}>
        {view.days.length === 0 ? (
          <Empty title={NODE.noDays} />
        ) : (
          <DataTable caption={NODE.daysCaption} columns={dayColumns(canOpen)} rows={view.days} rowKey={(row) => `${row.day} ${row.flow}`} />
        )}
      </Section>
    </>
  );
}

const name = (flow: string): string => label(NODE.flowNames, flow);
/** Flows whose messages are kept one by one. */
const hasExchanges = (flow: string): boolean => flow !== "state";

function figures<T extends NodeFlow | NodeDay>(): readonly Column<T>[] {
  const words = NODE.columns;
  const column = (key: "received" | "applied" | "same" | "older" | "refused" | "failed"): Column<T> => ({
    key, label: words[key], numeric: true, sort: (row) => row[key], render: (row) => (row[key] > 0 && (key === "refused" || key === "failed") ? <strong>{number(row[key])}</strong> : number(row[key])),
  });
  return [column("received"), column("applied"), column("same"), column("older"), column("refused"), column("failed")];
}

function flowColumns(canOpen: boolean): readonly Column<NodeFlow>[] {
  const words = NODE.columns;
  const waits = (row: NodeFlow) => {
    if (row.waiting === 0) return "0";
    const text = number(row.waiting);
    return canOpen ? <Link to={`/nodo/messaggi${query({ flow: row.flow, show: "waiting" })}`}>{text}</Link> : text;
  };
  return [
    {
      key: "flow", label: words.flow, heading: true,
      render: (row) => (canOpen && hasExchanges(row.flow) ? <Link to={`/nodo/messaggi${query({ flow: row.flow })}`}>{name(row.flow)}</Link> : name(row.flow)),
    },
    ...figures<NodeFlow>(),
    { key: "waiting", label: words.waiting, numeric: true, sort: (row) => row.waiting, render: waits },
    { key: "oldest", label: words.oldest, sort: (row) => row.oldestWaiting ?? "", render: (row) => (row.oldestWaiting === null ? NODE.none : instant(row.oldestWaiting)) },
    { key: "due", label: words.due, sort: (row) => row.nearestDue ?? "", render: (row) => (row.nearestDue === null ? NODE.none : shortDay(row.nearestDue)) },
  ];
}

function dayColumns(canOpen: boolean): readonly Column<NodeDay>[] {
  const words = NODE.columns;
  return [
    {
      key: "day", label: words.day, heading: true, sort: (row) => row.day,
      render: (row) => (canOpen && hasExchanges(row.flow) ? <Link to={`/nodo/messaggi${query({ flow: row.flow, day: row.day })}`}>{shortDay(row.day)}</Link> : shortDay(row.day)),
    },
    { key: "flow", label: words.flow, sort: (row) => name(row.flow), render: (row) => name(row.flow) },
    ...figures<NodeDay>(),
  ];
}

const REFUSAL_COLUMNS: readonly Column<NationalNodeView["refusals"][number]>[] = [
  { key: "code", label: NODE.code, heading: true, sort: (row) => row.code, render: (row) => <code>{row.code}</code> },
  { key: "flow", label: NODE.columns.flow, render: (row) => name(row.flow) },
  { key: "kind", label: NODE.kind, render: (row) => label(NODE.outcomes, row.outcome) },
  { key: "count", label: NODE.count, numeric: true, sort: (row) => row.count, render: (row) => number(row.count) },
];

const RUN_TONES = { asked: "info", running: "info", done: "good", failed: "bad" } as const;

function runColumns(canOpen: boolean): readonly Column<NodeRun>[] {
  const words = NODE.run;
  const column = (key: "read" | "same" | "created" | "updated" | "older" | "gone" | "back" | "tasks"): Column<NodeRun> => ({
    key, label: words[key], numeric: true, render: (row) => number(row[key]),
  });
  return [
    { key: "asked", label: words.asked, heading: true, render: (row) => instant(row.askedAt) },
    { key: "extracted", label: words.extracted, render: (row) => (row.extractedAt === null ? NODE.none : instant(row.extractedAt)) },
    {
      key: "state", label: words.state,
      render: (row) => (
        <>
          <Badge tone={RUN_TONES[row.state]}>{NODE.runStates[row.state]}</Badge>
          {row.errorMessage !== null && <span className="cv-sub cv-node-why">{row.errorMessage}</span>}
        </>
      ),
    },
    column("read"), column("same"), column("created"), column("updated"), column("older"),
    {
      key: "rejected", label: words.rejected, numeric: true,
      render: (row) =>
        canOpen && row.rejected > 0 && row.batchId !== null ? (
          <Link to={`/notifiche/${row.batchId}`} aria-label={`${number(row.rejected)}, ${NODE.rejectedOf}`}>
            {number(row.rejected)}
          </Link>
        ) : (
          number(row.rejected)
        ),
    },
    column("gone"), column("back"), column("tasks"),
  ];
}

function Runs({ view, canAct }: { readonly view: NationalNodeView; readonly canAct: boolean }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const compare = useMutation({
    mutationFn: () => post<Done>("/api/national-node/compare", {}),
    onSuccess: ({ message }) => {
      announce(message);
      void client.invalidateQueries({ queryKey: ["national-node"] });
    },
  });
  const isOpen = view.runs.some(({ state }) => state === "asked" || state === "running");
  return (
    <Section id="confronti" title={NODE.runs}>
      <p className="cv-muted">{NODE.runsHelp}</p>
      <p>{!view.state ? NODE.noState : view.dailyAt === null ? NODE.notDaily : NODE.daily(view.dailyAt)}</p>
      {canAct && view.state && (
        <p>
          <button type="button" className="btn btn-primary" disabled={isOpen || compare.isPending} onClick={() => compare.mutate()}>
            {NODE.compare}
          </button>
        </p>
      )}
      {compare.isError && <Failure error={compare.error} />}
      {view.runs.length === 0 ? <Empty title={NODE.noRuns} /> : <DataTable caption={NODE.runsCaption} columns={runColumns(canAct)} rows={view.runs} rowKey={(row) => row.id} />}
    </Section>
  );
}

const MISSING_COLUMNS: readonly Column<MissingPersons["rows"][number]>[] = [
  { key: "person", label: NODE.person, heading: true, sort: (row) => fullName(row), render: (row) => `${fullName(row)} · ${row.taxCode}` },
  { key: "office", label: NODE.office, sort: (row) => row.office ?? "", render: (row) => row.office ?? NODE.none },
  { key: "states", label: NODE.states, numeric: true, sort: (row) => row.states, render: (row) => number(row.states) },
  { key: "since", label: NODE.since, sort: (row) => row.since, render: (row) => instant(row.since) },
  { key: "asked", label: NODE.asked, render: (row) => (row.asked ? (row.dueOn === null ? NODE.yes : `${NODE.yes}, ${shortDay(row.dueOn)}`) : NODE.no) },
];

function Missing() {
  const result = usePages<MissingPersons>("/api/national-node/missing");
  return (
    <LoadedPages result={result} rowsOf={(page) => page.rows} empty={<Empty title={NODE.noMissing} icon="check-circle" />}>
      {(rows) => <DataTable caption={NODE.missingCaption} columns={MISSING_COLUMNS} rows={rows} rowKey={(row) => row.caseId} />}
    </LoadedPages>
  );
}
