// Above the list: how many, in which order, which columns, saved choices, the list as a file.

import { useQuery } from "@tanstack/react-query";
import { startTransition, useOptimistic, useState } from "react";
import type { FormEvent } from "react";
import { COLUMN_LIST, shownColumns, writeChoice } from "../../../contract/worklist-choice.ts";
import type { Done } from "../../../contract/problem.ts";
import type { SavedView, SavedViews } from "../../../contract/worklist.ts";
import type { ColumnName } from "../../../domain/worklist/columns.ts";
import { ORDERS } from "../../../domain/worklist/types.ts";
import { COLUMN_TEXTS } from "../../../domain/worklist/texts.ts";
import { ApiProblem, get, post, query } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Failure } from "../../parts/states.tsx";
import { Link, useNavigate } from "react-router";
import { useSession } from "../../session.ts";
import { CAMPAIGNS } from "../../texts/campaigns.ts";
import { WORKLIST } from "../../texts/worklist.ts";
import { picked, useRefresh } from "./row-menu.tsx";
import type { ChoiceState } from "./use-choice.ts";

export function Toolbar({ state }: { readonly state: ChoiceState }) {
  const { choice, show, isSearch, values } = state;
  return (
    <div className="cv-toolbar">
      <label>
        <span>{WORKLIST.order}</span>
        <select
          value={choice.order}
          onChange={(event) => show({ ...choice, order: ORDERS.find((one) => one === event.target.value) ?? "scadenza" }, { search: isSearch })}
        >
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {WORKLIST.orders[order]}
            </option>
          ))}
        </select>
      </label>
      <Columns state={state} />
      <Views state={state} />
      <a className="btn btn-outline-primary btn-sm" href={`/api/worklist/export.csv${query(values)}`} download title={WORKLIST.downloadHelp}>
        {WORKLIST.download}
      </a>
      <MakeCampaign state={state} />
    </div>
  );
}

/** Who may prepare a campaign begins one with the filters of this moment. */
function MakeCampaign({ state }: { readonly state: ChoiceState }) {
  const role = useSession().data?.role;
  if (role !== "operator" && role !== "office-manager") return null;
  const { ordine: _, colonne: __, ...values } = state.values;
  return (
    <Link className="btn btn-outline-primary btn-sm" to={`/campagne/nuova${query(values)}`} title={CAMPAIGNS.fromWorklistHelp}>
      {CAMPAIGNS.fromWorklist}
    </Link>
  );
}

function Columns({ state }: { readonly state: ChoiceState }) {
  const { choice, show, isSearch } = state;
  // The address follows a moment later: meanwhile the box stands as it was pressed, and the next one counts from there.
  const [shown, showAtOnce] = useOptimistic(shownColumns(choice));
  const set = (columns: readonly ColumnName[] | null): void =>
    startTransition(() => {
      showAtOnce(columns ?? shownColumns({ ...choice, columns: null }));
      show({ ...choice, columns }, { search: isSearch });
    });
  return (
    <details className="cv-menu" name="strumenti">
      <summary className="btn btn-outline-primary btn-sm">{WORKLIST.columns}</summary>
      <div className="cv-menu-list cv-menu-wide">
        <p className="cv-muted cv-small">{WORKLIST.columnsHelp}</p>
        <ul>
          {COLUMN_LIST.map((name) => (
            <li key={name}>
              <label>
                <input
                  type="checkbox"
                  checked={shown.includes(name)}
                  onChange={() => set(shown.includes(name) ? shown.filter((one) => one !== name) : [...shown, name])}
                />
                {COLUMN_TEXTS[name]}
              </label>
            </li>
          ))}
        </ul>
        {choice.columns !== null && (
          <button type="button" onClick={() => set(null)}>
            {WORKLIST.columnsReset}
          </button>
        )}
      </div>
    </details>
  );
}

function Views({ state }: { readonly state: ChoiceState }) {
  const [saving, setSaving] = useState(false);
  const announce = useAnnounce();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const saved = useQuery({
    queryKey: ["worklist", "views"],
    queryFn: ({ signal }) => get<SavedViews>("/api/worklist/views", signal),
    staleTime: 30_000,
  });
  const views = saved.data?.views ?? [];
  const remove = async (view: SavedView): Promise<void> => {
    try {
      announce((await post<Done>(`/api/worklist/views/${view.id}/remove`, {})).message);
    } catch (error) {
      announce(error instanceof ApiProblem ? error.message : String(error));
    }
    refresh();
  };
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(location.href);
    announce(WORKLIST.linkCopied);
  };
  return (
    <>
      <details className="cv-menu" name="strumenti">
        <summary className="btn btn-outline-primary btn-sm">{WORKLIST.views}</summary>
        <div className="cv-menu-list cv-menu-wide">
          {views.length === 0 && <p className="cv-muted cv-small">{WORKLIST.viewsNone}</p>}
          {views.length > 0 && (
            <ul>
              {views.map((view) => (
                <li key={view.id} className="cv-view">
                  <button type="button" onClick={picked(() => void navigate(`/lavoro?${view.choice}`))}>
                    {view.name}
                    {view.shared && <span className="cv-sub">{WORKLIST.viewOffice}</span>}
                  </button>
                  {view.mine && (
                    <button type="button" className="cv-icon-button" aria-label={WORKLIST.viewRemove(view.name)} onClick={() => void remove(view)}>
                      <Icon name="close" className="icon-xs" />
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )}
          <button type="button" onClick={picked(() => setSaving(true))}>
            {WORKLIST.saveView}
          </button>
          <button type="button" onClick={picked(() => void copy())}>
            {WORKLIST.copyLink}
          </button>
        </div>
      </details>
      {saving && (
        <SaveView
          state={state}
          onClose={() => {
            setSaving(false);
            refresh();
          }}
        />
      )}
    </>
  );
}

function SaveView({ state, onClose }: { readonly state: ChoiceState; readonly onClose: () => void }) {
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const announce = useAnnounce();
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      await post<SavedView>("/api/worklist/views", { name, shared, choice: new URLSearchParams(writeChoice(state.choice)).toString() });
      announce(WORKLIST.viewSaved);
      onClose();
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <Dialog title={WORKLIST.saveTitle} onClose={onClose}>
      <form onSubmit={(event) => void save(event)}>
        {problem !== null && <Failure error={problem} />}
        <div className="cv-field">
          <label htmlFor="filtro-nome">{WORKLIST.viewName}</label>
          <input id="filtro-nome" type="text" required minLength={2} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </div>
        <label className="cv-radio">
          <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
          {WORKLIST.viewShared}
        </label>
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {WORKLIST.cancel}
          </button>
          <button type="submit" className="btn btn-primary">
            {WORKLIST.viewSave}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
