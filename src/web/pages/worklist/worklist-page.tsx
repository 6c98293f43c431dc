// The worklist, home of who works in an office: my load, the office, one person looked for. The address is the state.

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import type { FormEvent, ReactNode } from "react";
import { shownColumns } from "../../../contract/worklist-choice.ts";
import type { Session } from "../../../contract/session.ts";
import type { Worklist, WorklistCounts } from "../../../contract/worklist.ts";
import { FILTER_TEXTS } from "../../../domain/worklist/texts.ts";
import type { Choice } from "../../../domain/worklist/types.ts";
import { get, query } from "../../api.ts";
import { Page } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Empty, Loading } from "../../parts/states.tsx";
import { WORKLIST } from "../../texts/worklist.ts";
import { Debts } from "../day-sheet/debts.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { Chips, Filters } from "./filters.tsx";
import { rememberList } from "./last-list.ts";
import { Toolbar } from "./toolbar.tsx";
import { useChoice } from "./use-choice.ts";
import type { ChoiceState } from "./use-choice.ts";
import { useColleagues } from "./use-colleagues.ts";
import { WorklistTable } from "./worklist-table.tsx";
import "../../styles/worklist.css";
import "../../styles/worklist-rows.css";

const COUNTS_EVERY_MS = 20_000;

/** An address that names no view is that of one's own load; of the office, while one follows nobody. */
export function WorklistPage({ session }: { readonly session: Session }) {
  const [params] = useSearchParams();
  const colleagues = useColleagues();
  const navigate = useNavigate();
  const named = params.has("vista");
  const own = colleagues?.find((one) => one.login === session.user.login)?.cases ?? 0;
  const search = new URLSearchParams([["vista", own === 0 ? "sede" : "mio"], ...params]).toString();
  const known = colleagues !== undefined;
  useEffect(() => {
    // Whoever has clicked away meanwhile, and waits for the next page, is not called back.
    if (!named && known && window.location.pathname === "/lavoro") void navigate(`/lavoro?${search}`, { replace: true });
  }, [named, known, search, navigate]);
  // One page throughout: its heading takes the focus once, not again from whoever is on their way with the keyboard.
  return (
    <Page title={WORKLIST.title} lead={WORKLIST.lead}>
      {named ? <Working session={session} /> : <Loading lines={10} />}
    </Page>
  );
}

function Working({ session }: { readonly session: Session }) {
  const state = useChoice();
  const { search } = useLocation();
  useEffect(() => rememberList(search), [search]);
  const names = new Map((useColleagues() ?? []).map((one) => [one.login, one.name]));
  const waitsForText = state.isSearch && state.choice.text.length < 2;
  const counts = useQuery({
    queryKey: ["worklist", "counts", state.values],
    queryFn: ({ signal }) => get<WorklistCounts>(`/api/worklist/counts${query(state.values)}`, signal),
    refetchInterval: COUNTS_EVERY_MS,
    enabled: !waitsForText,
    placeholderData: (before) => before,
  });
  return (
    <>
      {session.role === "office-manager" && <Debts today canClose />}
      <div className="cv-worklist-top">
        <Scopes state={state} />
        <SearchForm key={`${state.choice.text}${state.isSearch}`} state={state} />
      </div>
      {waitsForText ? (
        <Empty title={WORKLIST.searchFirst} icon="search">
          <p>{WORKLIST.searchFirstHelp}</p>
        </Empty>
      ) : (
        <div className="cv-worklist-body">
          <FilterPanel>
            <Filters state={state} counts={counts.data} />
          </FilterPanel>
          <div className="cv-worklist-main">
            <Chips state={state} names={names} />
            {/* What was chosen in another list is not carried over unseen. */}
            <Listed key={JSON.stringify({ ...state.values, colonne: "" })} state={state} session={session} total={counts.data?.total} />
          </div>
        </div>
      )}
    </>
  );
}

/** Beside the list where there is room; where there is none, behind a button of the browser's own. */
function FilterPanel({ children }: { readonly children: ReactNode }) {
  const wide = useWide();
  if (wide) return <div className="cv-filter-panel">{children}</div>;
  return (
    <details className="cv-filter-panel">
      <summary>{WORKLIST.filters}</summary>
      {children}
    </details>
  );
}

const WIDE = "(min-width: 1200px)";

function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const media = matchMedia(WIDE);
    const listen = (): void => setWide(media.matches);
    media.addEventListener("change", listen);
    return () => media.removeEventListener("change", listen);
  }, []);
  return wide;
}

/** Who follows a case is what the views themselves tell apart: those filters do not go along. */
function kept({ filters }: Choice): Choice["filters"] {
  return filters.filter((name) => name !== "non-assegnati" && name !== "nuovi-per-me");
}

function Scopes({ state }: { readonly state: ChoiceState }) {
  const { choice, isSearch, show } = state;
  const tabs: readonly (readonly [string, boolean, () => void])[] = [
    [WORKLIST.mine, !isSearch && choice.scope === "mio", () => show({ ...choice, filters: kept(choice), scope: "mio", operator: null, columns: null })],
    [WORKLIST.office, !isSearch && choice.scope === "sede", () => show({ ...choice, filters: kept(choice), scope: "sede", columns: null })],
    [WORKLIST.search, isSearch, () => show({ ...choice, scope: "sede", filters: [], operator: null }, { search: true })],
  ];
  return (
    <ul className="cv-scopes" aria-label={WORKLIST.scopes}>
      {tabs.map(([label, isChosen, press]) => (
        <li key={label}>
          <button type="button" aria-pressed={isChosen} className={isChosen ? "cv-chosen" : undefined} onClick={press}>
            {label}
          </button>
        </li>
      ))}
    </ul>
  );
}

function SearchForm({ state }: { readonly state: ChoiceState }) {
  const { choice, show, isSearch } = state;
  const [typed, setTyped] = useState(choice.text);
  const field = useRef<HTMLInputElement>(null);
  // Whoever has just chosen to look for somebody goes on by typing.
  useEffect(() => {
    if (isSearch) field.current?.focus({ preventScroll: true });
  }, [isSearch]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    show({ ...choice, text: typed.trim() }, { search: isSearch });
  };
  return (
    <search>
      <form className="cv-search" onSubmit={submit}>
        <label htmlFor="cerca" className={isSearch ? undefined : "visually-hidden"}>
          {WORKLIST.searchLabel}
        </label>
        <div className="cv-search-line">
          <input
            id="cerca"
            type="search"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            placeholder={isSearch ? undefined : WORKLIST.searchPlaceholder}
            aria-describedby={isSearch ? "cerca-aiuto" : undefined}
            ref={field}
          />
          <button type="submit" className="btn btn-primary">
            {WORKLIST.searchButton}
          </button>
        </div>
        {isSearch && (
          <small id="cerca-aiuto" className="cv-muted">
            {WORKLIST.searchHelp}
          </small>
        )}
      </form>
    </search>
  );
}

/** Who may convene, by the table of the summons; the server decides in the end. */
const CONVENERS: ReadonlySet<string> = new Set(["operator", "office-manager"]);

function Listed({ state, session, total }: { readonly state: ChoiceState; readonly session: Session; readonly total: number | undefined }) {
  const { choice, values } = state;
  const result = usePages<Worklist>("/api/worklist", values);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      <div className="cv-worklist-line">
        <p className="cv-worklist-count" role="status">
          {total === undefined ? WORKLIST.updating : WORKLIST.results(total)}
        </p>
        <Toolbar state={state} />
      </div>
      <LoadedPages result={result} rowsOf={(page) => page.rows} empty={<Nothing state={state} />} lines={10}>
        {(rows) => (
          <>
            <WorklistTable
              caption={WORKLIST.caption(choice.scope === "mio" ? WORKLIST.mine : WORKLIST.office, total ?? rows.length)}
              rows={rows}
              columns={shownColumns(choice)}
              today={session.today}
              chosen={chosen}
              onChoose={setChosen}
            />
            <p className="cv-muted cv-small cv-hide-narrow">{WORKLIST.keys}</p>
          </>
        )}
      </LoadedPages>
      <BulkBar chosen={chosen} login={session.user.login} mayConvene={CONVENERS.has(session.role)} onDone={() => setChosen(new Set())} />
    </>
  );
}

/** An empty list says why it is good news, or how to widen it. */
function Nothing({ state }: { readonly state: ChoiceState }) {
  const { choice, show } = state;
  const [only] = choice.filters;
  if (choice.text !== "") {
    return (
      <Empty title={WORKLIST.notFound(choice.text)} icon="search">
        <p>{choice.scope === "mio" ? WORKLIST.notFoundInMine : WORKLIST.notFoundHelp}</p>
        {(choice.scope === "mio" || choice.filters.length > 0) && (
          <button type="button" className="btn btn-primary" onClick={() => show({ ...choice, scope: "sede", filters: [], operator: null }, { search: true })}>
            {WORKLIST.searchOffice}
          </button>
        )}
      </Empty>
    );
  }
  if (only !== undefined && choice.filters.length === 1) return <Empty title={WORKLIST.nothingBecause(FILTER_TEXTS[only].empty)} icon="check-circle" />;
  if (choice.filters.length > 1) {
    return (
      <Empty title={WORKLIST.nothingTogether} icon="check-circle">
        <p>{WORKLIST.nothingTogetherHelp}</p>
      </Empty>
    );
  }
  if (choice.scope === "mio") {
    return (
      <Empty title={WORKLIST.nothingMine} icon="check-circle">
        <p>{WORKLIST.nothingMineHelp}</p>
        <button type="button" className="btn btn-primary" onClick={() => show({ ...choice, scope: "sede", filters: ["non-assegnati"] })}>
          {WORKLIST.toOffice}
        </button>
      </Empty>
    );
  }
  return (
    <Empty title={WORKLIST.nothingOffice} icon="inbox">
      <p>{WORKLIST.nothingOfficeHelp}</p>
    </Empty>
  );
}
