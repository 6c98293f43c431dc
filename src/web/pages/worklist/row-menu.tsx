// What can be put on one case from its row: a wait, a note; and taken off.

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { MouseEvent } from "react";
import type { Done } from "../../../contract/problem.ts";
import type { WorklistEntry } from "../../../contract/worklist.ts";
import { post } from "../../api.ts";
import { fullName } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Icon } from "../../parts/icon.tsx";
import { WORKLIST } from "../../texts/worklist.ts";
import { NoteDialog } from "./note-dialog.tsx";
import { WaitDialog } from "./wait-dialog.tsx";

export function RowMenu({ row }: { readonly row: WorklistEntry }) {
  const [dialog, setDialog] = useState<"wait" | "note" | null>(null);
  const refresh = useRefresh();
  const announce = useAnnounce();
  const name = fullName(row);
  const take = async (path: string): Promise<void> => {
    try {
      announce((await post<Done>(`/api/cases/${row.caseId}/${path}`, {})).message);
    } catch (error) {
      announce(error instanceof Error ? error.message : String(error));
    }
    refresh();
  };
  const close = (): void => {
    setDialog(null);
    refresh();
  };
  return (
    <>
      <details className="cv-menu" name="riga">
        <summary>
          <Icon name="more-items" label={WORKLIST.rowMenu(name)} />
        </summary>
        <div className="cv-menu-list">
          <button type="button" onClick={picked(() => setDialog("note"))}>
            {row.note === null ? WORKLIST.noteAct : WORKLIST.noteChange}
          </button>
          {row.note !== null && (
            <button type="button" onClick={picked(() => void take("note/remove"))}>
              {WORKLIST.noteRemove}
            </button>
          )}
          <button type="button" onClick={picked(() => setDialog("wait"))}>
            {WORKLIST.waitAct}
          </button>
          {row.wait !== null && (
            <button type="button" onClick={picked(() => void take("wait/end"))}>
              {WORKLIST.waitEnd}
            </button>
          )}
        </div>
      </details>
      {dialog === "wait" && <WaitDialog row={row} onClose={close} />}
      {dialog === "note" && <NoteDialog row={row} onClose={close} />}
    </>
  );
}

/** What a menu's button does: the menu closes, and then this. */
export function picked(act: () => void): (event: MouseEvent<HTMLButtonElement>) => void {
  return (event) => {
    event.currentTarget.closest("details")?.removeAttribute("open");
    act();
  };
}

/** The list and its counts, asked again. */
export function useRefresh(): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ["/api/worklist"] });
    void queries.invalidateQueries({ queryKey: ["worklist"] });
  };
}
