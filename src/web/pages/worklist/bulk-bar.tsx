// What can be done with the chosen people together: take, give, convene. Giving can be undone.

import { useState } from "react";
import type { Assigned } from "../../../contract/worklist.ts";
import { ApiProblem, post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { WORKLIST } from "../../texts/worklist.ts";
import { ConveneDialog } from "./convene-dialog.tsx";
import { GiveDialog } from "./give-dialog.tsx";
import { useRefresh } from "./row-menu.tsx";

export function BulkBar({
  chosen,
  login,
  mayConvene,
  onDone,
}: {
  readonly chosen: ReadonlySet<string>;
  readonly login: string;
  readonly mayConvene: boolean;
  readonly onDone: () => void;
}) {
  const [dialog, setDialog] = useState<"give" | "convene" | null>(null);
  const [undo, setUndo] = useState<Assigned["previous"] | null>(null);
  const announce = useAnnounce();
  const refresh = useRefresh();
  const cases = [...chosen];
  const tell = (error: unknown): void => announce(error instanceof ApiProblem ? error.message : String(error));
  const assign = async (to: readonly string[]): Promise<void> => {
    try {
      const done = await post<Assigned>("/api/worklist/assign", { cases, to });
      announce(done.message);
      setUndo(done.assigned === 0 ? null : done.previous);
      setDialog(null);
      onDone();
    } catch (error) {
      tell(error);
    }
    refresh();
  };
  const back = async (): Promise<void> => {
    try {
      for (const { operator, cases: had } of undo ?? []) await post<Assigned>("/api/worklist/assign", { cases: had, to: operator === null ? [] : [operator] });
      announce(WORKLIST.undone);
    } catch (error) {
      tell(error);
    }
    setUndo(null);
    refresh();
  };
  const isEmpty = cases.length === 0;
  if (isEmpty && undo === null) return null;
  return (
    <section className="cv-bulk" aria-label={WORKLIST.bulk}>
      {!isEmpty && (
        <>
          <strong role="status">{WORKLIST.chosenCount(cases.length)}</strong>
          <button type="button" className="btn btn-primary btn-sm" onClick={() => void assign([login])}>
            {WORKLIST.take}
          </button>
          <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setDialog("give")}>
            {WORKLIST.give}
          </button>
          {mayConvene && (
            <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setDialog("convene")}>
              {WORKLIST.convene}
            </button>
          )}
          <button type="button" className="cv-link-button" onClick={onDone}>
            {WORKLIST.unselect}
          </button>
        </>
      )}
      {isEmpty && undo !== null && (
        <>
          <span>{WORKLIST.undoHelp}</span>
          <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => void back()}>
            {WORKLIST.undo}
          </button>
          <button type="button" className="cv-link-button" onClick={() => setUndo(null)}>
            {WORKLIST.close}
          </button>
        </>
      )}
      {dialog === "give" && <GiveDialog count={cases.length} login={login} onGive={(to) => void assign(to)} onClose={() => setDialog(null)} />}
      {dialog === "convene" && (
        <ConveneDialog
          cases={cases}
          onClose={(done) => {
            setDialog(null);
            refresh();
            if (done) onDone();
          }}
        />
      )}
    </section>
  );
}
