// The messages exchanged with the national node: by flow, by day, by outcome; those that wait can be done again all together.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import type { ListedExchange, ListedExchanges } from "../../../contract/national-node.ts";
import type { Done } from "../../../contract/problem.ts";
import { post } from "../../api.ts";
import { instant, number, shortDay, size } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Badge } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Empty, Failure } from "../../parts/states.tsx";
import { label } from "../../texts/common.ts";
import { NODE } from "../../texts/national-node.ts";
import "../../styles/national-node.css";

const PATH = "/api/national-node/exchanges";

export function BackToNode() {
  return (
    <Link to="/nodo" className="cv-back">
      <Icon name="arrow-left" />
      {NODE.back}
    </Link>
  );
}

export function ExchangesPage() {
  const [chosen, setChosen] = useSearchParams();
  const [flow, day, show] = [chosen.get("flow") ?? undefined, chosen.get("day") ?? undefined, chosen.get("show") ?? "all"];
  const waits = show === "waiting";
  const outcome = show === "all" || waits ? undefined : show;
  const result = usePages<ListedExchanges>(PATH, { flow, day, outcome, waiting: waits ? "yes" : undefined });
  const title = [flow === undefined ? NODE.exchanges : label(NODE.flowNames, flow), day === undefined ? null : shortDay(day)].filter(Boolean).join(", ");
  const choose = (value: string): void =>
    setChosen((now) => {
      if (value === "all") now.delete("show");
      else now.set("show", value);
      return now;
    });
  return (
    <Page title={title} lead={waits ? NODE.waitingLead : NODE.exchangesLead} above={<BackToNode />} {...(waits ? { actions: <ReprocessAll /> } : {})}>
      <div className="cv-field cv-node-period">
        <label htmlFor="mostra">{NODE.show}</label>
        <select id="mostra" value={show} onChange={(event) => choose(event.target.value)}>
          {Object.entries(NODE.shown).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </div>
      <LoadedPages result={result} rowsOf={(page) => page.rows} empty={<Empty title={waits ? NODE.noWaiting : NODE.noExchanges} icon={waits ? "check-circle" : "inbox"} />}>
        {(rows) => <DataTable caption={NODE.exchangesCaption} columns={COLUMNS} rows={rows} rowKey={(row) => row.id} />}
      </LoadedPages>
    </Page>
  );
}

const TONES: Readonly<Record<string, Tone>> = { created: "good", updated: "good", answered: "good", same: "plain", older: "plain", refused: "bad", failed: "bad" };

export function ExchangeState({ row }: { readonly row: Pick<ListedExchange, "outcome" | "settledHow"> }) {
  return (
    <span className="cv-node-state">
      <Badge tone={row.settledHow === null ? (TONES[row.outcome] ?? "plain") : "plain"}>{label(NODE.outcomes, row.outcome)}</Badge>
      {row.settledHow !== null && <span className="cv-sub">{label(NODE.settled, row.settledHow)}</span>}
    </span>
  );
}

const COLUMNS: readonly Column<ListedExchange>[] = [
  {
    key: "at", label: NODE.at, heading: true,
    render: (row) => (
      <Link to={`/nodo/messaggi/${row.id}`} aria-label={NODE.openFor(instant(row.at))}>
        {instant(row.at)}
      </Link>
    ),
  },
  { key: "flow", label: NODE.columns.flow, render: (row) => label(NODE.flowNames, row.flow) },
  { key: "outcome", label: NODE.outcome, render: (row) => <ExchangeState row={row} /> },
  {
    key: "why", label: NODE.why,
    render: (row) =>
      row.message === null ? (
        NODE.none
      ) : (
        <span className="cv-node-why">
          {row.message}
          {row.code !== null && <code className="cv-sub">{row.code}</code>}
        </span>
      ),
  },
  { key: "reference", label: NODE.reference, render: (row) => <span className="cv-wrap">{row.reference ?? NODE.none}</span> },
  { key: "due", label: NODE.due, render: (row) => (row.dueOn === null ? NODE.none : shortDay(row.dueOn)) },
  { key: "size", label: NODE.size, numeric: true, render: (row) => size(row.bytes) },
  { key: "took", label: NODE.took, numeric: true, render: (row) => NODE.ms(number(row.tookMs)) },
];

function ReprocessAll() {
  const client = useQueryClient();
  const announce = useAnnounce();
  const again = useMutation({
    mutationFn: () => post<Done>("/api/national-node/reprocess", {}),
    onSuccess: ({ message }) => {
      announce(message);
      void client.invalidateQueries({ queryKey: [PATH] });
    },
  });
  return (
    <>
      <button type="button" className="btn btn-primary" disabled={again.isPending} onClick={() => again.mutate()}>
        {again.isPending ? NODE.waiting : NODE.reprocessAll}
      </button>
      {again.isError && <Failure error={again.error} />}
    </>
  );
}
