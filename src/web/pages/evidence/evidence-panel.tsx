// On a person's page, for who may: dossiers of proof handed out, with who, when and why; and the making of another.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CaseEvidence, HandedOut } from "../../../contract/evidence.ts";
import type { Person } from "../../../contract/person.ts";
import { get } from "../../api.ts";
import { fullName, instant } from "../../format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Section } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { useSession } from "../../session.ts";
import { label } from "../../texts/common.ts";
import { EVIDENCE } from "../../texts/evidence.ts";
import { ACTOR_ROLES } from "../../texts/procedure.ts";
import { MakeEvidence } from "./make-evidence.tsx";
import "../../styles/evidence.css";

const MAKERS: ReadonlySet<string> = new Set(["office-manager", "second-officer"]);

export function EvidencePanel({ person }: { readonly person: Pick<Person, "caseId" | "name" | "surname"> }) {
  const role = useSession().data?.role;
  return role !== undefined && MAKERS.has(role) ? <Panel person={person} /> : null;
}

function Panel({ person }: { readonly person: Pick<Person, "caseId" | "name" | "surname"> }) {
  const { caseId } = person;
  const [asking, setAsking] = useState(false);
  const result = useQuery({
    queryKey: ["evidence", caseId],
    queryFn: ({ signal }) => get<CaseEvidence>(`/api/cases/${encodeURIComponent(caseId)}/evidence`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Section id="fascicolo-di-prova" title={EVIDENCE.title}>
      <p>{EVIDENCE.explain}</p>
      <Loaded result={result} lines={3}>
        {({ handedOut, mayIncludeRestricted }) => (
          <>
            <button type="button" className="btn btn-primary cv-evidence-make" onClick={() => setAsking(true)}>
              {EVIDENCE.make}
            </button>
            {handedOut.length === 0 ? (
              <p className="cv-box">{EVIDENCE.empty}</p>
            ) : (
              <DataTable caption={EVIDENCE.caption} columns={COLUMNS} rows={handedOut} rowKey={(row) => row.id} />
            )}
            {asking && (
              <MakeEvidence caseId={caseId} title={EVIDENCE.makeFor(fullName(person))} mayIncludeRestricted={mayIncludeRestricted} onClose={() => setAsking(false)} />
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

const WORDS = EVIDENCE.columns;
const COLUMNS: readonly Column<HandedOut>[] = [
  { key: "at", label: WORDS.at, heading: true, render: (row) => instant(row.at) },
  {
    key: "by",
    label: WORDS.by,
    render: (row) => (
      <span>
        {row.by}
        <span className="cv-sub">{label(ACTOR_ROLES, row.role)}</span>
      </span>
    ),
  },
  { key: "why", label: WORDS.why, render: (row) => row.reason ?? "–" },
  {
    key: "what",
    label: WORDS.what,
    render: (row) => (
      <span>
        {[row.stamp === null ? null : EVIDENCE.stamps[row.stamp], row.withRestricted ? EVIDENCE.withRestricted : null].filter(Boolean).join(", ")}
        {row.digest !== null && (
          <span className="cv-sub cv-evidence-digest" title={EVIDENCE.digestHelp}>
            {EVIDENCE.digest(row.digest)}
          </span>
        )}
      </span>
    ),
  },
];
