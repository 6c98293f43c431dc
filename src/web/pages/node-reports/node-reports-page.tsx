// What the office has told the national platform: what somebody must settle, what waits, what was received.

import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { NodeReportRow, NodeReports } from "../../../contract/node-reports.ts";
import { fullName, instant, longInstant, number, shortDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { DataTable, RowButton } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Empty } from "../../parts/states.tsx";
import { COMMON } from "../../texts/common.ts";
import { NODE_REPORTS } from "../../texts/node-reports.ts";
import { Exchanges } from "./exchanges.tsx";
import { HandInFile, SettleReport } from "./settle.tsx";
import "../../styles/node-reports.css";

type View = keyof typeof NODE_REPORTS.views;
const VIEWS = Object.keys(NODE_REPORTS.views) as View[];
type Opened = { readonly what: "settle" | "exchanges"; readonly row: NodeReportRow } | { readonly what: "file" };

export function NodeReportsPage() {
  const [address, setAddress] = useSearchParams();
  const [opened, setOpened] = useState<Opened | null>(null);
  const view = VIEWS.find((name) => name === address.get("elenco")) ?? "da-decidere";
  const result = usePages<NodeReports>("/api/node/reports", { stato: view });
  const first = result.data?.pages[0];
  const close = (): void => setOpened(null);
  return (
    <Page title={NODE_REPORTS.title} lead={NODE_REPORTS.leads[view]}>
      {first !== undefined && first.downSince !== null && (
        <div className="alert alert-warning cv-node-down" role="status">
          <p>{NODE_REPORTS.down(longInstant(first.downSince), number(first.counts["in-attesa"]))}</p>
          {first.mayExport && (
            <button type="button" className="btn btn-outline-primary" onClick={() => setOpened({ what: "file" })}>
              {NODE_REPORTS.file}
            </button>
          )}
        </div>
      )}
      <div className="cv-fact-lists">
        <Segments
          label={NODE_REPORTS.which}
          value={view}
          onChange={(next) => setAddress(next === "da-decidere" ? {} : { elenco: next })}
          options={VIEWS.map((name) => [name, titleOf(name, first?.counts)] as const)}
        />
      </div>
      <LoadedPages
        result={result}
        rowsOf={(page) => page.rows}
        empty={
          <Empty title={NODE_REPORTS.empty[view]} icon="check-circle">
            {view === "da-decidere" && <p>{NODE_REPORTS.emptyHelp}</p>}
          </Empty>
        }
      >
        {(rows) => (
          <DataTable caption={NODE_REPORTS.caption(NODE_REPORTS.views[view])} columns={columnsFor(setOpened)} rows={rows} rowKey={(row) => row.id} />
        )}
      </LoadedPages>
      {opened?.what === "settle" && <SettleReport row={opened.row} onClose={close} />}
      {opened?.what === "exchanges" && <Exchanges row={opened.row} onClose={close} />}
      {opened?.what === "file" && <HandInFile onClose={close} />}
    </Page>
  );
}

function titleOf(view: View, counts: NodeReports["counts"] | undefined): string {
  const title = NODE_REPORTS.views[view];
  return view === "ricevute" || counts === undefined ? title : NODE_REPORTS.counted(title, number(counts[view]));
}

const TONES: Readonly<Record<NodeReportRow["state"], Tone>> = {
  waiting: "plain", "on-wire": "info", uncertain: "doubt", acknowledged: "good", refused: "bad", "set-aside": "plain", "by-file": "doubt",
};

const { columns: WORDS } = NODE_REPORTS;

function columnsFor(open: (opened: Opened) => void): readonly Column<NodeReportRow>[] {
  return [
    {
      key: "who",
      label: WORDS.who,
      heading: true,
      render: (row) => (
        <>
          <Link to={`/persone/${row.caseId}`}>{fullName(row)}</Link>
          <span className="cv-sub cv-mono">{row.taxCode}</span>
        </>
      ),
    },
    {
      key: "what",
      label: WORDS.what,
      render: (row) => (
        <span className="cv-wrap">
          {row.title}
          <span className="cv-sub">{NODE_REPORTS.fromAct(row.act, instant(row.madeAt))}</span>
          {row.policyNumber !== null && <span className="cv-sub">{NODE_REPORTS.policy(row.policyNumber)}</span>}
        </span>
      ),
    },
    {
      key: "state",
      label: WORDS.state,
      render: (row) => (
        <span className="cv-wrap">
          <Badge tone={TONES[row.state]}>{NODE_REPORTS.states[row.state]}</Badge>
          {row.detail !== null && row.state !== "acknowledged" && <span className="cv-sub">{[row.answer, row.detail].filter(Boolean).join(": ")}</span>}
          {row.state === "waiting" && row.attempts > 0 && <span className="cv-sub">{NODE_REPORTS.attempts(row.attempts)}</span>}
        </span>
      ),
    },
    { key: "due", label: WORDS.due, render: (row) => <Due row={row} /> },
    {
      key: "act",
      label: WORDS.act,
      render: (row) => (
        <span className="cv-node-acts">
          {row.may.length > 0 && <RowButton text={NODE_REPORTS.settle} name={NODE_REPORTS.settleOf(fullName(row))} onPress={() => open({ what: "settle", row })} />}
          <RowButton text={NODE_REPORTS.exchanges} name={NODE_REPORTS.exchangesOf(fullName(row))} onPress={() => open({ what: "exchanges", row })} />
        </span>
      ),
    },
  ];
}

function Due({ row }: { readonly row: NodeReportRow }) {
  if (row.dueOn === null) return <>{COMMON.none}</>;
  return (
    <span>
      {shortDay(row.dueOn)}
      {row.late && (
        <span className="cv-sub">
          <Icon name="warning-circle" /> {NODE_REPORTS.late}
        </span>
      )}
    </span>
  );
}
