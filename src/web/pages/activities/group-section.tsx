// The persons of the office in an edition: who is in with their attendance so far, and the line of who waits.

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { EditionDetail, Group, GroupMember } from "../../../contract/activities.ts";
import { get } from "../../api.ts";
import { fullName, number, shortDay } from "../../format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Section } from "../../parts/page.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { EDITION } from "../../texts/activities.ts";
import { COMMON } from "../../texts/common.ts";

export function GroupSection({ detail: { row } }: { readonly detail: EditionDetail }) {
  const result = useQuery({
    queryKey: ["activity-group", row.id],
    queryFn: ({ signal }) => get<Group>(`/api/activities/${encodeURIComponent(row.id)}/group`, signal),
  });
  return (
    <Loaded result={result}>
      {({ rows, elsewhere, freePlaces }) => {
        const waiting = rows.filter(({ state }) => state === "waiting").toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0));
        const others = rows.filter(({ state }) => state !== "waiting");
        return (
          <>
            <Section title={EDITION.group} id="gruppo">
              <p className="cv-muted">
                {[freePlaces === null ? "" : EDITION.freePlaces(freePlaces), elsewhere === 0 ? "" : EDITION.elsewhere(elsewhere)].filter((part) => part !== "").join(" ")}
              </p>
              {others.length === 0 ? (
                <Empty title={EDITION.emptyGroup} icon="user">
                  <p>{EDITION.emptyGroupHelp}</p>
                </Empty>
              ) : (
                <DataTable caption={EDITION.groupCaption(row.title)} columns={COLUMNS} rows={others} rowKey={({ itemId }) => itemId} />
              )}
            </Section>
            {waiting.length > 0 && (
              <Section title={EDITION.waitingTitle} id="attesa">
                <p className="cv-muted">{EDITION.waitingLead}</p>
                <DataTable caption={EDITION.waitingTitle} columns={WAITING} rows={waiting} rowKey={({ itemId }) => itemId} />
              </Section>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

const { columns: WORDS } = EDITION;
const WHO: Column<GroupMember> = {
  key: "who",
  label: WORDS.who,
  heading: true,
  sort: (row) => fullName(row),
  render: (row) => <Link to={`/persone/${row.caseId}`}>{fullName(row)}</Link>,
};
const SINCE: Column<GroupMember> = { key: "since", label: WORDS.since, render: (row) => (row.since === null ? COMMON.none : shortDay(row.since)) };
const COLUMNS: readonly Column<GroupMember>[] = [
  WHO,
  { key: "state", label: WORDS.state, render: (row) => <span className="cv-wrap">{row.stateText}</span> },
  SINCE,
  { key: "present", label: WORDS.present, numeric: true, sort: (row) => row.present, render: (row) => row.present },
  { key: "absent", label: WORDS.absent, numeric: true, sort: (row) => row.absent, render: (row) => row.absent },
  { key: "justified", label: WORDS.justified, numeric: true, sort: (row) => row.justified, render: (row) => row.justified },
  { key: "hours", label: WORDS.hours, numeric: true, sort: (row) => row.minutes, render: (row) => number(Math.round(row.minutes / 6) / 10) },
];
const WAITING: readonly Column<GroupMember>[] = [
  WHO,
  { key: "position", label: WORDS.position, numeric: true, render: (row) => (row.position === null ? COMMON.none : EDITION.position(row.position)) },
  SINCE,
];
