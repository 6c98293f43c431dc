// One edition: what it is, who of the office follows it and who waits; the Region changes and closes it here.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { EditionDetail } from "../../../contract/activities.ts";
import { NEED_TEXTS } from "../../../domain/activities/catalogue-texts.ts";
import { get } from "../../api.ts";
import { number, shortDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { CATALOGUE, EDITION, KINDS } from "../../texts/activities.ts";
import { COMMON } from "../../texts/common.ts";
import { COLUMNS, EditionState, Places } from "./catalogue-page.tsx";
import { CloseDialog } from "./close-dialog.tsx";
import { EditionDialog } from "./edition-dialog.tsx";
import { GroupSection } from "./group-section.tsx";
import "../../styles/activities.css";

export function EditionPage() {
  const { id = "" } = useParams();
  const [dialog, setDialog] = useState<"change" | "close" | null>(null);
  const result = useQuery({ queryKey: ["activity", id], queryFn: ({ signal }) => get<EditionDetail>(`/api/activities/${encodeURIComponent(id)}`, signal) });
  const { data } = result;
  const back = (
    <Link to="/attivita" className="cv-back">
      <Icon name="arrow-left" /> {EDITION.back}
    </Link>
  );
  return (
    <Page
      title={data?.row.title ?? CATALOGUE.title}
      {...(data === undefined ? {} : { lead: data.mayKeep ? CATALOGUE.leadRegion : EDITION.groupLead })}
      above={back}
      {...(data === undefined ? {} : { actions: <Actions detail={data} onOpen={setDialog} /> })}
    >
      <Loaded result={result}>
        {(detail) => (
          <>
            <div className="cv-columns">
              <div>
                {detail.mayMark && <GroupSection detail={detail} />}
                {!detail.mayMark && <Facts detail={detail} />}
                <Siblings detail={detail} />
              </div>
              <div>
                {detail.mayMark && <Facts detail={detail} />}
                <Changes detail={detail} />
              </div>
            </div>
            {dialog === "change" && <EditionDialog edition={detail.edition} today={detail.today} onClose={() => setDialog(null)} />}
            {dialog === "close" && <CloseDialog detail={detail} onClose={() => setDialog(null)} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Actions({ detail, onOpen }: { readonly detail: EditionDetail; readonly onOpen: (dialog: "change" | "close") => void }) {
  if (detail.mayKeep)
    return (
      <>
        {detail.row.state !== "closed" && (
          <button type="button" className="btn btn-outline-primary" onClick={() => onOpen("close")}>
            {EDITION.close}
          </button>
        )}
        <button type="button" className="btn btn-primary" onClick={() => onOpen("change")}>
          {EDITION.change}
        </button>
      </>
    );
  if (!detail.mayMark || !detail.row.attendanceKept) return null;
  return (
    <Link className="btn btn-primary" to={`/attivita/${encodeURIComponent(detail.row.id)}/foglio`}>
      {EDITION.sheet}
    </Link>
  );
}

function Facts({ detail: { row, edition, names } }: { readonly detail: EditionDetail }) {
  const requirements = [
    EDITION.age(edition.fromAge, edition.toAge),
    names.municipality === null ? "" : EDITION.residents(names.municipality),
    edition.measures === null ? "" : edition.measures.join(", "),
    ...edition.qualifications,
  ].filter((each) => each !== "");
  const facts: readonly (readonly [string, string | null])[] = [
    [CATALOGUE.kind, KINDS[row.kind]],
    [EDITION.dates, CATALOGUE.dates(shortDay(row.startsOn), row.endsOn === null ? null : shortDay(row.endsOn))],
    [EDITION.enrolBy, shortDay(row.enrolBy)],
    [EDITION.seat, row.seat ?? CATALOGUE.noSeat],
    [EDITION.timetable, row.timetable],
    [EDITION.hours, edition.totalMinutes === null ? null : EDITION.hoursOf(number(edition.totalMinutes / 60))],
    [EDITION.waitingList, edition.waitingList ? COMMON.yes : COMMON.no],
    [EDITION.register, edition.attendanceKept ? EDITION.registerDays(edition.attendanceDays.length) : COMMON.no],
    [EDITION.requirements, requirements.length === 0 ? EDITION.noRequirements : requirements.join("; ")],
    [EDITION.needs, edition.needs.length === 0 ? null : edition.needs.map((need) => NEED_TEXTS[need]).join(", ")],
    [EDITION.provider, edition.providerCode],
    [EDITION.nationalCode, edition.nationalCode],
    [EDITION.course, edition.course],
    [EDITION.code, edition.id],
  ];
  return (
    <Section title={EDITION.facts} id="scheda">
      <p>
        <EditionState state={row.state} />
      </p>
      {edition.description !== null && <p>{edition.description}</p>}
      <dl className="cv-facts">
        <div>
          <dt>{EDITION.places}</dt>
          <dd>
            <Places row={row} />
          </dd>
        </div>
        {facts.map(([title, value]) =>
          value === null ? null : (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Section>
  );
}

function Changes({ detail: { changes, closedBecause } }: { readonly detail: EditionDetail }) {
  return (
    <Section title={EDITION.changes} id="cambiamenti">
      {closedBecause !== null && <p className="cv-box">{closedBecause}</p>}
      {changes.length === 0 ? (
        <p>{EDITION.noChanges}</p>
      ) : (
        <ol className="cv-changes">
          {changes.map((change) => (
            <li key={change.fromOn}>
              <strong>{EDITION.changeFrom(shortDay(change.fromOn))}</strong> {change.pending && <Badge tone="info">{EDITION.pending}</Badge>}
              <span className="cv-sub">{`${change.because} (${change.recordedBy})`}</span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function Siblings({ detail: { siblings } }: { readonly detail: EditionDetail }) {
  if (siblings.length === 0) return null;
  return (
    <Section title={EDITION.siblings} id="edizioni">
      <DataTable caption={EDITION.siblings} columns={COLUMNS.filter(({ key }) => key !== "kind")} rows={siblings} rowKey={(row) => row.id} />
    </Section>
  );
}
