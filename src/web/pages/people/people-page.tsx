// Search and ready-made lists of the office's people; list and search live in the address, so they can be shared.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import { Link, useSearchParams } from "react-router";
import { CASE_LISTS } from "./lists.ts";
import type { CaseCounts, CaseList, CaseRow, Cases } from "../../../contract/cases.ts";
import { get } from "../../api.ts";
import { fullName, instant, number, properAddress, shortDay } from "../../format.ts";
import { Badge, ReachBadge } from "../../parts/badge.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Empty } from "../../parts/states.tsx";
import { label } from "../../texts/common.ts";
import { PEOPLE } from "../../texts/office.ts";
import { taskName } from "../../texts/dossier.ts";
import { TERMS } from "../../texts/procedure.ts";

export function PeoplePage() {
  const [search, setSearch] = useSearchParams();
  const text = search.get("cerca") ?? "";
  const list = CASE_LISTS.find((one) => one === search.get("elenco")) ?? (text === "" ? "desk" : "all");
  const show = (next: { list: CaseList; text: string }): void =>
    setSearch({ elenco: next.list, ...(next.text === "" ? {} : { cerca: next.text }) });
  return (
    <Page title={PEOPLE.title} lead={PEOPLE.lead}>
      <SearchForm key={text} text={text} onSearch={(next) => show({ list: "all", text: next })} />
      <Lists chosen={list} onChoose={(next) => show({ list: next, text: "" })} />
      <Found list={list} text={text} />
    </Page>
  );
}

function SearchForm({
  text,
  onSearch,
}: {
  readonly text: string;
  readonly onSearch: (text: string) => void;
}) {
  const [typed, setTyped] = useState(text);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  return (
    <search>
      <form className="cv-search" onSubmit={submit}>
        <label htmlFor="cerca">{PEOPLE.search}</label>
        <div className="cv-search-line">
          <input
            id="cerca"
            type="search"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            aria-describedby="cerca-aiuto"
          />
          <button type="submit" className="btn btn-primary">
            {PEOPLE.searchButton}
          </button>
          {text !== "" && (
            <button type="button" className="btn btn-outline-primary" onClick={() => onSearch("")}>
              {PEOPLE.clear}
            </button>
          )}
        </div>
        <small id="cerca-aiuto" className="cv-muted">
          {PEOPLE.searchHelp}
        </small>
      </form>
    </search>
  );
}

function Lists({
  chosen,
  onChoose,
}: {
  readonly chosen: CaseList;
  readonly onChoose: (list: CaseList) => void;
}) {
  const counts = useQuery({
    queryKey: ["counts"],
    queryFn: ({ signal }) => get<CaseCounts>("/api/cases/counts", signal),
    refetchInterval: 30_000,
  });
  return (
    <ul className="cv-lists" aria-label={PEOPLE.lists}>
      {CASE_LISTS.map((list) => (
        <li key={list}>
          <button
            type="button"
            className={list === chosen ? "cv-chosen" : undefined}
            aria-pressed={list === chosen}
            onClick={() => onChoose(list)}
          >
            {PEOPLE.listNames[list]}
            <span className="cv-list-count">
              {counts.data === undefined ? "…" : number(counts.data.counts[list] ?? 0)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Found({ list, text }: { readonly list: CaseList; readonly text: string }) {
  const result = usePages<Cases>("/api/cases", { list, q: text });
  const empty =
    text === "" ? (
      <Empty title={PEOPLE.nothing} icon="check-circle">
        <p>{PEOPLE.nothingHelp}</p>
      </Empty>
    ) : (
      <Empty title={PEOPLE.notFound(text)} icon="search">
        <p>{PEOPLE.notFoundHelp}</p>
      </Empty>
    );
  return (
    <LoadedPages result={result} rowsOf={(page) => page.rows} empty={empty} lines={8}>
      {(rows) => (
        <>
          <p className="cv-muted" role="status">
            {text === "" ? PEOPLE.listHelp[list] : PEOPLE.found(rows.length, result.hasNextPage)}
          </p>
          <DataTable
            caption={PEOPLE.caption(PEOPLE.listNames[list])}
            columns={COLUMNS}
            rows={rows}
            rowKey={(row) => row.caseId}
          />
        </>
      )}
    </LoadedPages>
  );
}

const WORDS = PEOPLE.columns;
const COLUMNS: readonly Column<CaseRow>[] = [
  {
    key: "person",
    label: WORDS.person,
    heading: true,
    render: (row) => (
      <>
        <Link to={`/persone/${row.caseId}`}>{fullName(row)}</Link>
        <span className="cv-sub">
          {[
            row.role === "R" ? PEOPLE.applicant : PEOPLE.member,
            row.bound ? null : PEOPLE.notBound,
            row.municipality === null ? null : properAddress(row.municipality),
          ]
            .filter(Boolean)
            .join(", ")}
        </span>
      </>
    ),
  },
  { key: "taxCode", label: WORDS.taxCode, render: (row) => <span className="cv-mono">{row.taxCode}</span> },
  {
    key: "protocol",
    label: WORDS.protocol,
    render: (row) => <span className="cv-mono">{row.protocol}</span>,
  },
  { key: "reach", label: WORDS.reach, render: (row) => <ReachBadge reach={row.reach} /> },
  {
    key: "appointment",
    label: WORDS.appointment,
    render: (row) =>
      row.appointmentAt === null ? (
        <span className="cv-muted">{PEOPLE.noAppointment}</span>
      ) : (
        instant(row.appointmentAt)
      ),
  },
  { key: "term", label: WORDS.term, render: (row) => <NextTerm term={row.term} /> },
  {
    key: "pending",
    label: WORDS.pending,
    render: (row) =>
      row.pending.length === 0
        ? "–"
        : row.pending.map((one) => (
            <Badge key={one.kind} tone="doubt">
              {taskName(one.kind)}
            </Badge>
          )),
  },
];

function NextTerm({ term }: { readonly term: CaseRow["term"] }) {
  if (term === null) return <span className="cv-muted">{PEOPLE.noTerm}</span>;
  return (
    <span className={term.daysLeft < 0 ? "cv-term cv-term-late" : "cv-term"} title={term.citation}>
      {term.daysLeft < 0 && <Icon name="warning-circle" className="icon-xs" />}
      <span>
        {shortDay(term.dueOn)}
        <span className="cv-sub">{`${label(TERMS, term.kind)}, ${PEOPLE.days(term.daysLeft)}`}</span>
      </span>
    </span>
  );
}
