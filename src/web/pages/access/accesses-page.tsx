// The auditor's page: unusual accesses to clear up, and the whole access log through its filters.

import { useId, useState } from "react";
import type { FormEvent } from "react";
import { useSearchParams } from "react-router";
import type { Accesses, AuditedAccess } from "../../../contract/access.ts";
import { fullName, instant } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import { DataTable, RowButton } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { OfficeOptions } from "../../parts/office-options.tsx";
import { Page } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Empty } from "../../parts/states.tsx";
import { ACCESSES, actionText, COLUMNS } from "../../texts/access.ts";
import { EVIDENCE } from "../../texts/evidence.ts";
import { MakeEvidence } from "../evidence/make-evidence.tsx";
import { RoleAndOffice, Who, Why } from "./access-cells.tsx";
import { Flags } from "./flags.tsx";
import { Rules } from "./rules.tsx";
import "../../styles/access.css";

type View = keyof typeof ACCESSES.views;
const VIEWS = Object.entries(ACCESSES.views) as [View, string][];
const FILTERS = ["persona", "utente", "sede", "giorno"] as const;
type Filter = (typeof FILTERS)[number];

export function AccessesPage() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get("vista") ?? "";
  const view = VIEWS.map(([key]) => key).find((key) => key === asked) ?? "flags";
  const values = Object.fromEntries(FILTERS.map((name) => [name, search.get(name) ?? ""])) as Record<
    Filter,
    string
  >;
  const show = (next: Record<Filter, string>): void =>
    setSearch({
      vista: "log",
      ...Object.fromEntries(Object.entries(next).filter(([, value]) => value.trim() !== "")),
    });
  return (
    <Page title={ACCESSES.title} lead={ACCESSES.lead}>
      <Segments
        label={ACCESSES.view}
        value={view}
        onChange={(next) => setSearch({ vista: next })}
        options={VIEWS}
      />
      {view === "log" ? (
        <>
          <Filters key={JSON.stringify(values)} values={values} onApply={show} />
          <Log values={values} />
        </>
      ) : view === "rules" ? (
        <Rules />
      ) : (
        <Flags key={view} state={view === "closed" ? "closed" : "open"} />
      )}
    </Page>
  );
}

function Filters({
  values,
  onApply,
}: {
  readonly values: Record<Filter, string>;
  readonly onApply: (values: Record<Filter, string>) => void;
}) {
  const [draft, setDraft] = useState(values);
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onApply(draft);
  };
  const set = (name: Filter) => (event: { target: { value: string } }) =>
    setDraft({ ...draft, [name]: event.target.value });
  return (
    <search aria-label={ACCESSES.filters}>
      <form className="cv-filters" onSubmit={submit}>
        <div className="cv-field">
          <label htmlFor={`${id}-person`}>{ACCESSES.person}</label>
          <input
            id={`${id}-person`}
            value={draft.persona}
            maxLength={100}
            autoComplete="off"
            onChange={set("persona")}
          />
        </div>
        <div className="cv-field">
          <label htmlFor={`${id}-user`}>{ACCESSES.user}</label>
          <input
            id={`${id}-user`}
            value={draft.utente}
            maxLength={200}
            autoComplete="off"
            onChange={set("utente")}
          />
        </div>
        <div className="cv-field">
          <label htmlFor={`${id}-office`}>{ACCESSES.office}</label>
          <select id={`${id}-office`} value={draft.sede} onChange={set("sede")}>
            <option value="">{ACCESSES.anyOffice}</option>
            <OfficeOptions />
          </select>
        </div>
        <div className="cv-field">
          <label htmlFor={`${id}-day`}>{ACCESSES.day}</label>
          <input id={`${id}-day`} type="date" value={draft.giorno} onChange={set("giorno")} />
        </div>
        <div className="cv-filters-buttons">
          <button type="submit" className="btn btn-primary">
            {ACCESSES.apply}
          </button>
          {FILTERS.some((name) => values[name] !== "") && (
            <button
              type="button"
              className="btn btn-outline-primary"
              onClick={() => onApply({ persona: "", utente: "", sede: "", giorno: "" })}
            >
              {ACCESSES.clear}
            </button>
          )}
        </div>
      </form>
    </search>
  );
}

const ROWS: readonly Column<AuditedAccess>[] = [
  {
    key: "who",
    label: COLUMNS.who,
    heading: true,
    render: (row) => <Who row={row} />,
  },
  { key: "when", label: COLUMNS.when, render: (row) => <span className="cv-nowrap">{instant(row.at)}</span> },
  { key: "role", label: COLUMNS.role, render: (row) => <RoleAndOffice row={row} /> },
  {
    key: "what",
    label: COLUMNS.what,
    render: (row) => (
      <>
        {actionText(row.action)}
        {row.flagged && (
          <span className="cv-sub">
            <Badge tone="doubt">{ACCESSES.flagged}</Badge>
          </span>
        )}
      </>
    ),
  },
  {
    key: "person",
    label: COLUMNS.person,
    render: (row) =>
      row.person !== null
        ? fullName(row.person)
        : row.caseId !== null
          ? ACCESSES.erased
          : ACCESSES.persons(row.hits),
  },
  { key: "why", label: COLUMNS.why, render: (row) => <Why kind={row.reasonKind} note={row.reason} /> },
];

/** Whoever checks accesses may have to prove what was told to a person, too. */
function withEvidence(onAsk: (row: AuditedAccess) => void): readonly Column<AuditedAccess>[] {
  return [
    ...ROWS,
    {
      key: "evidence",
      label: COLUMNS.evidence,
      render: (row) =>
        row.person !== null &&
        row.caseId !== null && (
          <RowButton
            text={EVIDENCE.rowButton}
            name={EVIDENCE.rowButtonOf(fullName(row.person))}
            onPress={() => onAsk(row)}
          />
        ),
    },
  ];
}

function Log({ values }: { readonly values: Record<Filter, string> }) {
  const [asked, setAsked] = useState<AuditedAccess | null>(null);
  const { persona, utente, sede, giorno } = values;
  const result = usePages<Accesses>("/api/accesses", {
    person: persona,
    user: utente,
    office: sede,
    day: giorno,
  });
  const empty = (
    <Empty title={ACCESSES.empty} icon="search">
      <p>{ACCESSES.emptyHelp}</p>
    </Empty>
  );
  return (
    <>
      <LoadedPages result={result} rowsOf={(page) => page.rows} empty={empty} lines={8}>
        {(rows) => (
          <DataTable
            caption={ACCESSES.caption}
            columns={withEvidence(setAsked)}
            rows={rows}
            rowKey={(row) => String(row.id)}
          />
        )}
      </LoadedPages>
      {asked?.caseId != null && asked.person !== null && (
        <MakeEvidence
          caseId={asked.caseId}
          title={EVIDENCE.makeFor(fullName(asked.person))}
          mayIncludeRestricted={false}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
