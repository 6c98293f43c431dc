// On a person's page: the reason of the opening where none is at hand, and for the manager who has opened the page.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import type {
  AccessRow,
  GiveReasonRequest,
  PersonAccesses as Accesses,
  ProtectionState,
  Visit,
} from "../../../contract/access.ts";
import type { Done } from "../../../contract/problem.ts";
import { get, post } from "../../api.ts";
import { instant, shortDay } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { useAnnounce } from "../../parts/announce.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Section } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Failure } from "../../parts/states.tsx";
import { useSession } from "../../session.ts";
import { actionText, CHOICES, COLUMNS, PANEL, VISIT } from "../../texts/access.ts";
import { RoleAndOffice, Who, Why } from "./access-cells.tsx";
import "../../styles/access.css";

/** Shown only where the page gave no reason of its own. */
export function VisitReason({ caseId }: { readonly caseId: string }) {
  const visit = useQuery({
    queryKey: ["visit", caseId],
    queryFn: ({ signal }) => get<Visit>(`/api/cases/${caseId}/visit`, signal),
    retry: false,
  });
  return visit.data?.asked === true ? <AskReason caseId={caseId} /> : null;
}

function AskReason({ caseId }: { readonly caseId: string }) {
  const [kind, setKind] = useState<GiveReasonRequest["kind"] | "">("");
  const [note, setNote] = useState("");
  const [gap, setGap] = useState<string | null>(null);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const id = useId();
  const telling = useMutation({
    mutationFn: () =>
      post<Done>(`/api/cases/${caseId}/access-reason`, { kind, ...(note.trim() === "" ? {} : { note }) }),
    onSuccess: async (done) => {
      announce(done.message);
      await queries.invalidateQueries({ queryKey: ["visit", caseId] });
      await queries.invalidateQueries({ queryKey: [`/api/cases/${caseId}/accesses`] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const lacks =
      kind === "" ? VISIT.missing : kind === "other" && note.trim() === "" ? VISIT.missingNote : null;
    setGap(lacks);
    if (lacks === null) telling.mutate();
  };
  return (
    <form className="cv-visit" onSubmit={submit} noValidate aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{VISIT.title}</h2>
      <p>{VISIT.explain}</p>
      <div className="cv-visit-line">
        <div className="cv-field">
          <label htmlFor={`${id}-kind`}>{VISIT.choose}</label>
          <select
            id={`${id}-kind`}
            value={kind}
            onChange={(event) => setKind(event.target.value as GiveReasonRequest["kind"] | "")}
          >
            <option value="">{VISIT.pick}</option>
            {CHOICES.map(([key, text]) => (
              <option key={key} value={key}>
                {text}
              </option>
            ))}
          </select>
        </div>
        {kind === "other" && (
          <div className="cv-field">
            <label htmlFor={`${id}-note`}>{VISIT.note}</label>
            <input
              id={`${id}-note`}
              value={note}
              maxLength={500}
              onChange={(event) => setNote(event.target.value)}
            />
          </div>
        )}
        <button type="submit" className="btn btn-primary" disabled={telling.isPending}>
          {VISIT.send}
        </button>
      </div>
      {gap !== null && (
        <p className="cv-field-error" role="alert">
          {gap}
        </p>
      )}
      {telling.isError && <Failure error={telling.error} />}
    </form>
  );
}

/** For who answers for the office: asked for only when opened, since it is of no use to the work itself. */
export function PersonAccesses({ caseId }: { readonly caseId: string }) {
  const session = useSession();
  const [shown, setShown] = useState(false);
  if (session.data?.role !== "office-manager") return null;
  return (
    <Section id="accessi" title={PANEL.title}>
      <Protection caseId={caseId} />
      {shown ? (
        <AccessTable caseId={caseId} />
      ) : (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setShown(true)}>
          {PANEL.show}
        </button>
      )}
    </Section>
  );
}

const ROWS: readonly Column<AccessRow>[] = [
  { key: "who", label: COLUMNS.who, heading: true, render: (row) => <Who row={row} /> },
  { key: "when", label: COLUMNS.when, render: (row) => <span className="cv-nowrap">{instant(row.at)}</span> },
  { key: "role", label: COLUMNS.role, render: (row) => <RoleAndOffice row={row} /> },
  { key: "what", label: COLUMNS.what, render: (row) => actionText(row.action) },
  { key: "why", label: COLUMNS.why, render: (row) => <Why kind={row.reasonKind} note={row.reason} /> },
];

function AccessTable({ caseId }: { readonly caseId: string }) {
  const result = usePages<Accesses>(`/api/cases/${caseId}/accesses`);
  return (
    <LoadedPages
      result={result}
      rowsOf={(page) => page.rows}
      empty={<p className="cv-box">{PANEL.empty}</p>}
      lines={3}
    >
      {(rows) => (
        <DataTable caption={PANEL.caption} columns={ROWS} rows={rows} rowKey={(row) => String(row.id)} />
      )}
    </LoadedPages>
  );
}

function Protection({ caseId }: { readonly caseId: string }) {
  const [asking, setAsking] = useState(false);
  const state = useQuery({
    queryKey: ["protection", caseId],
    queryFn: ({ signal }) => get<ProtectionState>(`/api/cases/${caseId}/protection`, signal),
  });
  if (state.data === undefined) return null;
  const { isProtected, since, by, reason } = state.data;
  return (
    <div className="cv-protection">
      {isProtected && (
        <p className="cv-box">
          {PANEL.protectedNow(shortDay((since ?? "").slice(0, 10)), by ?? "", reason ?? "")}
        </p>
      )}
      <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setAsking(true)}>
        {isProtected ? PANEL.unprotect : PANEL.protect}
      </button>
      {asking && (
        <ActForm
          title={isProtected ? PANEL.unprotectTitle : PANEL.protectTitle}
          explain={isProtected ? PANEL.unprotectExplain : PANEL.protectExplain}
          path={`/api/cases/${caseId}/protection`}
          body={{ isProtected: !isProtected }}
          confirm={isProtected ? PANEL.unprotect : PANEL.protect}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
