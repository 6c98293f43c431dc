// The catalogue: editions by their first day, filtered in the address; the Region adds and imports here.

import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { Catalogue, EditionRow } from "../../../contract/activities.ts";
import { shortDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Page } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Empty } from "../../parts/states.tsx";
import { CATALOGUE, EDITION_STATES, KINDS } from "../../texts/activities.ts";
import { EditionDialog } from "./edition-dialog.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import "../../styles/activities.css";

type Show = "open" | "current" | "all";
const SHOWS: readonly Show[] = ["open", "current", "all"];

export function CataloguePage({ mayKeep }: { readonly mayKeep: boolean }) {
  const [address, setAddress] = useSearchParams();
  const [dialog, setDialog] = useState<"add" | "import" | null>(null);
  const show = SHOWS.find((each) => each === address.get("quali")) ?? "open";
  const kind = Object.keys(KINDS).find((each) => each === address.get("tipo"));
  const text = address.get("cerca") ?? "";
  const result = usePages<Catalogue>("/api/activities", { show, kind, q: text === "" ? undefined : text });
  const set = (name: string, value: string): void =>
    setAddress(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === "") next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const actions = mayKeep && (
    <>
      <button type="button" className="btn btn-outline-primary" onClick={() => setDialog("import")}>
        {CATALOGUE.importFile}
      </button>
      <button type="button" className="btn btn-primary" onClick={() => setDialog("add")}>
        {CATALOGUE.add}
      </button>
    </>
  );
  return (
    <Page title={CATALOGUE.title} lead={mayKeep ? CATALOGUE.leadRegion : CATALOGUE.lead} {...(mayKeep ? { actions } : {})}>
      <div className="cv-catalogue-filters">
        <Segments label={CATALOGUE.show} value={show} onChange={(next) => set("quali", next)} options={SHOWS.map((each) => [each, CATALOGUE.shows[each]] as const)} />
        <Search text={text} onSearch={(value) => set("cerca", value)} />
        <div className="cv-field">
          <label htmlFor="tipo">{CATALOGUE.kind}</label>
          <select id="tipo" value={kind ?? ""} onChange={(event) => set("tipo", event.target.value)}>
            <option value="">{CATALOGUE.allKinds}</option>
            {Object.entries(KINDS).map(([value, title]) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </select>
        </div>
      </div>
      <LoadedPages
        result={result}
        rowsOf={(page) => page.rows}
        empty={
          <Empty title={CATALOGUE.empty} icon="calendar">
            <p>{mayKeep ? CATALOGUE.emptyRegion : CATALOGUE.emptyHelp}</p>
          </Empty>
        }
      >
        {(rows) => <DataTable caption={CATALOGUE.caption} columns={COLUMNS} rows={rows} rowKey={(row) => row.id} />}
      </LoadedPages>
      {dialog === "add" && <EditionDialog onClose={() => setDialog(null)} />}
      {dialog === "import" && <ImportDialog onClose={() => setDialog(null)} />}
    </Page>
  );
}

function Search({ text, onSearch }: { readonly text: string; readonly onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  return (
    <form
      role="search"
      className="cv-field"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <label htmlFor="cerca">{CATALOGUE.search}</label>
      <input
        id="cerca"
        type="search"
        value={typed}
        placeholder={CATALOGUE.searchPlaceholder}
        onChange={(event) => {
          setTyped(event.target.value);
          if (event.target.value === "") onSearch("");
        }}
      />
    </form>
  );
}

const TONES: Readonly<Record<EditionRow["state"], Tone>> = { open: "good", full: "doubt", shut: "plain", running: "info", over: "plain", closed: "bad" };

export function EditionState({ state }: { readonly state: EditionRow["state"] }) {
  return <Badge tone={TONES[state]}>{EDITION_STATES[state]}</Badge>;
}

export function Places({ row }: { readonly row: Pick<EditionRow, "taken" | "places" | "waiting"> }) {
  return (
    <span>
      {CATALOGUE.places(row.taken, row.places)}
      {row.waiting > 0 && <span className="cv-sub">{CATALOGUE.waiting(row.waiting)}</span>}
    </span>
  );
}

const { columns: WORDS } = CATALOGUE;
export const COLUMNS: readonly Column<EditionRow>[] = [
  {
    key: "title",
    label: WORDS.title,
    heading: true,
    render: (row) => (
      <span className="cv-wrap">
        <Link to={`/attivita/${encodeURIComponent(row.id)}`}>{row.title}</Link>
        <span className="cv-sub">{row.id}</span>
      </span>
    ),
  },
  { key: "kind", label: WORDS.kind, render: (row) => <span className="cv-wrap">{KINDS[row.kind]}</span> },
  {
    key: "dates",
    label: WORDS.dates,
    render: (row) => (
      <span>
        {CATALOGUE.dates(shortDay(row.startsOn), row.endsOn === null ? null : shortDay(row.endsOn))}
        {row.state === "open" && <span className="cv-sub">{CATALOGUE.enrolBy(shortDay(row.enrolBy))}</span>}
      </span>
    ),
  },
  {
    key: "where",
    label: WORDS.where,
    render: (row) => (
      <span className="cv-wrap">
        {row.seat ?? <span className="cv-muted">{CATALOGUE.noSeat}</span>}
        {row.timetable !== null && <span className="cv-sub">{row.timetable}</span>}
      </span>
    ),
  },
  { key: "places", label: WORDS.places, render: (row) => <Places row={row} /> },
  { key: "state", label: WORDS.state, render: (row) => <EditionState state={row.state} /> },
];
