// Cases that no rule could route: the reason, the addresses, and a person's decision.

import { useId, useState } from "react";
import type { QueuedCase, RoutingQueue } from "../../../contract/regional.ts";
import { fullName, number, properAddress, shortDay } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { DataTable, RowButton } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { OfficeOptions } from "../../parts/office-options.tsx";
import { Page } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Empty } from "../../parts/states.tsx";
import { label } from "../../texts/common.ts";
import { UNROUTABLE_TEXTS } from "../../../domain/offices/texts.ts";
import { QUEUE } from "../../texts/regional.ts";

export function QueuePage() {
  const [chosen, setChosen] = useState<QueuedCase | null>(null);
  return (
    <Page title={QUEUE.title} lead={QUEUE.lead}>
      <Queue onAssign={setChosen} />
      {chosen !== null && <Assign queued={chosen} onClose={() => setChosen(null)} />}
    </Page>
  );
}

function Queue({ onAssign }: { readonly onAssign: (queued: QueuedCase) => void }) {
  const result = usePages<RoutingQueue>("/api/routing-queue");
  const empty = (
    <Empty title={QUEUE.empty} icon="check-circle">
      <p>{QUEUE.emptyHelp}</p>
    </Empty>
  );
  return (
    <LoadedPages result={result} rowsOf={(page) => page.rows} empty={empty}>
      {(rows, first) => (
        <>
          <p className="cv-muted">{QUEUE.count(number(first?.total ?? rows.length))}</p>
          <DataTable
            caption={QUEUE.caption}
            columns={columnsFor(onAssign)}
            rows={rows}
            rowKey={(row) => row.caseId}
          />
        </>
      )}
    </LoadedPages>
  );
}

const WORDS = QUEUE.columns;
function columnsFor(onAssign: (queued: QueuedCase) => void): readonly Column<QueuedCase>[] {
  return [
    {
      key: "person",
      label: WORDS.person,
      heading: true,
      render: (row) => (
        <>
          {fullName(row)}
          {!row.bound && <span className="cv-sub">{QUEUE.notBound}</span>}
        </>
      ),
    },
    { key: "taxCode", label: WORDS.taxCode, render: (row) => <span className="cv-mono">{row.taxCode}</span> },
    {
      key: "reason",
      label: WORDS.reason,
      render: (row) => (
        <span>
          {label(UNROUTABLE_TEXTS, row.reason)}
          {row.detail !== null && <span className="cv-sub">{label(QUEUE.details, row.detail)}</span>}
        </span>
      ),
    },
    {
      key: "residence",
      label: WORDS.residence,
      render: (row) => (row.residence === null ? "–" : properAddress(row.residence)),
    },
    {
      key: "domicile",
      label: WORDS.domicile,
      render: (row) => (row.domicile === null ? "–" : properAddress(row.domicile)),
    },
    { key: "since", label: WORDS.since, render: (row) => shortDay(row.since.slice(0, 10)) },
    {
      key: "act",
      label: WORDS.act,
      render: (row) => (
        <RowButton text={QUEUE.assign} name={QUEUE.assignFor(fullName(row))} onPress={() => onAssign(row)} />
      ),
    },
  ];
}

function Assign({ queued, onClose }: { readonly queued: QueuedCase; readonly onClose: () => void }) {
  const [office, setOffice] = useState("");
  const id = useId();
  return (
    <ActForm
      title={QUEUE.assignFor(fullName(queued))}
      explain={QUEUE.assignExplain}
      path={`/api/routing-queue/${queued.caseId}/assign`}
      body={office === "" ? null : { officeId: office }}
      missing={QUEUE.missing}
      confirm={QUEUE.assign}
      onClose={onClose}
    >
      <div className="cv-field">
        <label htmlFor={id}>{QUEUE.office}</label>
        <select id={id} value={office} onChange={(event) => setOffice(event.target.value)}>
          <option value="">{QUEUE.choose}</option>
          <OfficeOptions />
        </select>
      </div>
    </ActForm>
  );
}
