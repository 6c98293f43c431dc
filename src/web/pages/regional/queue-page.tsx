// Cases that no rule could route: the reason, the addresses, and a person's decision.

import { useId, useState } from "react";
import type { QueuedCase, RoutingQueue } from "../../../contract/regional.ts";
import { number, shortDay } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Page } from "../../parts/page.tsx";
import { MoreButton, usePages } from "../../parts/paged.tsx";
import { Empty, Failure, Loading } from "../../parts/states.tsx";
import { useOffices } from "../../session.ts";
import { PROVINCES, label } from "../../texts/common.ts";
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
  if (result.data === undefined)
    return result.isError ? (
      <Failure error={result.error} retry={() => void result.refetch()} />
    ) : (
      <Loading />
    );
  const rows = result.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0)
    return (
      <Empty title={QUEUE.empty} icon="check-circle">
        <p>{QUEUE.emptyHelp}</p>
      </Empty>
    );
  return (
    <>
      <p className="cv-muted">{QUEUE.count(number(result.data.pages[0]?.total ?? rows.length))}</p>
      <DataTable
        caption={QUEUE.caption}
        columns={columnsFor(onAssign)}
        rows={rows}
        rowKey={(row) => row.caseId}
      />
      <MoreButton result={result} />
    </>
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
          {`${row.surname} ${row.name}`}
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
          {row.detail !== null && <span className="cv-sub">{row.detail}</span>}
        </span>
      ),
    },
    { key: "residence", label: WORDS.residence, render: (row) => row.residence ?? "–" },
    { key: "domicile", label: WORDS.domicile, render: (row) => row.domicile ?? "–" },
    { key: "since", label: WORDS.since, render: (row) => shortDay(row.since.slice(0, 10)) },
    {
      key: "act",
      label: WORDS.act,
      render: (row) => (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          aria-label={QUEUE.assignFor(`${row.surname} ${row.name}`)}
          onClick={() => onAssign(row)}
        >
          {QUEUE.assign}
        </button>
      ),
    },
  ];
}

function Assign({ queued, onClose }: { readonly queued: QueuedCase; readonly onClose: () => void }) {
  const offices = useOffices();
  const [office, setOffice] = useState("");
  const id = useId();
  return (
    <ActForm
      title={QUEUE.assignFor(`${queued.surname} ${queued.name}`)}
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
          {Object.entries(PROVINCES).map(([province, name]) => (
            <optgroup key={province} label={name}>
              {offices
                .filter((one) => one.province === province)
                .map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.shortName}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </div>
    </ActForm>
  );
}
