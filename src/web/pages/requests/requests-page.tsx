// Requests about one's own data: the open ones by their term, the answered ones; a new one is registered here.

import { useState } from "react";
import { Link } from "react-router";
import type { SubjectRequest, SubjectRequests } from "../../../contract/requests.ts";
import type { Session } from "../../../contract/session.ts";
import { fullName, shortDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Page } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Empty } from "../../parts/states.tsx";
import { label } from "../../texts/common.ts";
import {
  REQUEST_CHANNEL_TEXTS,
  REQUEST_KIND_TEXTS,
  REQUEST_STATE_TEXTS,
  REQUESTS,
} from "../../texts/data-protection.ts";
import { RegisterDialog } from "./register-dialog.tsx";

export function RequestsPage({ session }: { readonly session: Session }) {
  const [open, setOpen] = useState<"yes" | "no">("yes");
  const [registering, setRegistering] = useState(false);
  const result = usePages<SubjectRequests>("/api/subject-requests", { open });
  const actions = session.role === "administrator" && (
    <button type="button" className="btn btn-primary" onClick={() => setRegistering(true)}>
      {REQUESTS.register}
    </button>
  );
  const empty = (
    <Empty title={open === "yes" ? REQUESTS.emptyOpen : REQUESTS.emptyAnswered} icon="inbox">
      {session.role === "administrator" && <p>{REQUESTS.emptyHelp}</p>}
    </Empty>
  );
  return (
    <Page title={REQUESTS.title} lead={REQUESTS.lead} actions={actions}>
      <Segments
        label={REQUESTS.which}
        value={open}
        onChange={setOpen}
        options={[
          ["yes", REQUESTS.open],
          ["no", REQUESTS.answered],
        ]}
      />
      <LoadedPages result={result} rowsOf={(page) => page.rows} empty={empty}>
        {(rows) => (
          <DataTable caption={REQUESTS.caption} columns={COLUMNS} rows={rows} rowKey={(row) => row.id} />
        )}
      </LoadedPages>
      {registering && <RegisterDialog today={session.today} onClose={() => setRegistering(false)} />}
    </Page>
  );
}

/** Who asks: by name where the person is here, by tax code otherwise. */
export function whoAsks({
  surname,
  name,
  taxCode,
}: Pick<SubjectRequest, "surname" | "name" | "taxCode">): string {
  return surname !== null && name !== null ? fullName({ surname, name }) : (taxCode ?? REQUESTS.erasedPerson);
}

const TONES: Readonly<Record<SubjectRequest["urgency"], Tone>> = {
  done: "plain",
  "in-time": "good",
  soon: "doubt",
  late: "bad",
};

export function Urgency({ request }: { readonly request: Pick<SubjectRequest, "urgency" | "state"> }) {
  const said =
    request.urgency === "done"
      ? label(REQUEST_STATE_TEXTS, request.state)
      : REQUESTS.urgency[request.urgency];
  return <Badge tone={TONES[request.urgency]}>{said}</Badge>;
}

const WORDS = REQUESTS.columns;
const COLUMNS: readonly Column<SubjectRequest>[] = [
  {
    key: "who",
    label: WORDS.who,
    heading: true,
    render: (row) => (
      <>
        <Link to={`/richieste/${row.id}`}>{whoAsks(row)}</Link>
        {!row.known && <span className="cv-sub">{REQUESTS.unknown}</span>}
      </>
    ),
  },
  { key: "kind", label: WORDS.kind, render: (row) => label(REQUEST_KIND_TEXTS, row.kind) },
  { key: "due", label: WORDS.due, sort: (row) => row.dueOn, render: (row) => shortDay(row.dueOn) },
  { key: "state", label: WORDS.state, render: (row) => <Urgency request={row} /> },
  {
    key: "received",
    label: WORDS.received,
    render: (row) => (
      <span>
        {shortDay(row.receivedOn)}
        <span className="cv-sub">{label(REQUEST_CHANNEL_TEXTS, row.cameBy)}</span>
      </span>
    ),
  },
];
