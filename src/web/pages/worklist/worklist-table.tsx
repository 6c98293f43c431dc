// The table of the worklist: choose rows, move with J and K, open with Enter; cards on a narrow screen.

import { useEffect, useEffectEvent, useRef } from "react";
import { useNavigate } from "react-router";
import type { WorklistEntry } from "../../../contract/worklist.ts";
import type { ColumnName } from "../../../domain/worklist/columns.ts";
import { COLUMN_TEXTS } from "../../../domain/worklist/texts.ts";
import { fullName } from "../../format.ts";
import { WORKLIST } from "../../texts/worklist.ts";
import { CELLS, PendingCell, PersonCell } from "./cells.tsx";
import { RowMenu } from "./row-menu.tsx";

export interface WorklistTableProps {
  readonly caption: string;
  readonly rows: readonly WorklistEntry[];
  readonly columns: readonly ColumnName[];
  /** Days of its year are written without the year. */
  readonly today: string;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (ids: ReadonlySet<string>) => void;
}

export function WorklistTable({ caption, rows, columns, today, chosen, onChoose }: WorklistTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body, rows, (id) => onChoose(flipped(chosen, id)));
  const isAll = rows.every((row) => chosen.has(row.caseId));
  // The deadline stands before what is pending: it is what the list is sorted by.
  const [first, rest] = [columns.filter((name) => name === "due"), columns.filter((name) => name !== "due")];
  return (
    <div className="cv-table-wrap">
      <table className="cv-table cv-worklist" role="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader" className="cv-pick">
              <input
                type="checkbox"
                aria-label={WORKLIST.selectAll}
                checked={isAll}
                onChange={() => onChoose(isAll ? new Set() : new Set([...chosen, ...rows.map((row) => row.caseId)]))}
              />
            </th>
            {[WORKLIST.person, ...first.map((name) => COLUMN_TEXTS[name]), WORKLIST.pending, ...rest.map((name) => COLUMN_TEXTS[name])].map((label) => (
              <th key={label} scope="col" role="columnheader">
                {label}
              </th>
            ))}
            <th scope="col" role="columnheader">
              <span className="visually-hidden">{WORKLIST.rowMenuShort}</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup" ref={body}>
          {rows.map((row) => (
            <tr key={row.caseId} role="row" data-case={row.caseId} className={chosen.has(row.caseId) ? "cv-chosen-row" : undefined}>
              <td role="cell" className="cv-pick">
                <input
                  type="checkbox"
                  aria-label={WORKLIST.select(fullName(row))}
                  checked={chosen.has(row.caseId)}
                  onChange={() => onChoose(flipped(chosen, row.caseId))}
                />
              </td>
              <th scope="row" role="rowheader" className="cv-row-head">
                <PersonCell row={row} />
              </th>
              {first.map((name) => (
                <td key={name} role="cell" data-label={COLUMN_TEXTS[name]}>
                  {CELLS[name](row)}
                </td>
              ))}
              <td role="cell" data-label={WORKLIST.pending} className="cv-pending-cell">
                <PendingCell row={row} today={today} />
              </td>
              {rest.map((name) => (
                <td key={name} role="cell" data-label={COLUMN_TEXTS[name]}>
                  {CELLS[name](row)}
                </td>
              ))}
              <td role="cell" className="cv-row-menu-cell">
                <RowMenu row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function flipped(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** J and K go down and up from row to row, X (as Space on the box) chooses, Enter opens; never while something is typed. */
function useRowKeys(
  body: { readonly current: HTMLTableSectionElement | null },
  rows: readonly WorklistEntry[],
  choose: (id: string) => void,
): void {
  const navigate = useNavigate();
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.matches("select, textarea, input:not([type=checkbox])") || target.closest("dialog") !== null) return;
    const id = target.closest<HTMLElement>("tr[data-case]")?.dataset["case"];
    const at = rows.findIndex((row) => row.caseId === id);
    if (id === undefined || at < 0) return;
    const step = key === "j" || key === "ArrowDown" ? 1 : key === "k" || key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      const next = rows[at + step];
      const box = next === undefined ? null : body.current?.querySelector<HTMLElement>(`tr[data-case="${next.caseId}"] input[type=checkbox]`);
      box?.focus();
      box?.scrollIntoView({ block: "nearest" });
      event.preventDefault();
    } else if (key === "x") {
      choose(id);
    } else if (key === "Enter" && target.matches("input[type=checkbox]")) {
      void navigate(`/persone/${id}`);
      event.preventDefault();
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    const rowsOf = body.current;
    rowsOf?.addEventListener("keydown", listen);
    return () => rowsOf?.removeEventListener("keydown", listen);
  }, [body]);
}
