// What suits a person, best first with the reason; and why each of the others does not.

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Link, useParams } from "react-router";
import type { ActivityMatches } from "../../../contract/activities.ts";
import { get } from "../../api.ts";
import { shortDay } from "../../format.ts";
import { ActDialog } from "../../parts/act/act-dialog.tsx";
import { Badge } from "../../parts/badge.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { KINDS, MATCHES } from "../../texts/activities.ts";
import "../../styles/activities.css";

type Suggested = ActivityMatches["suggested"][number];
/** So many are told with their reasons in sight. */
const FIRST = 3;

export function MatchesPage() {
  const { id: caseId = "" } = useParams();
  const [proposing, setProposing] = useState(false);
  const result = useQuery({
    queryKey: ["activity-matches", caseId],
    queryFn: ({ signal }) => get<ActivityMatches>(`/api/cases/${encodeURIComponent(caseId)}/activity-matches`, signal),
  });
  const back = (
    <Link to={`/persone/${caseId}`} className="cv-back">
      <Icon name="arrow-left" /> {MATCHES.back}
    </Link>
  );
  const actions = (
    <button type="button" className="btn btn-primary" onClick={() => setProposing(true)} disabled={(result.data?.suggested.length ?? 0) === 0}>
      {MATCHES.propose}
    </button>
  );
  return (
    <Page title={MATCHES.title} lead={MATCHES.lead} above={back} actions={actions}>
      <Loaded result={result}>
        {({ suggested, others, profile, source }) => (
          <>
            {!profile && <p className="cv-box">{MATCHES.noProfile}</p>}
            <Section title={MATCHES.suggested} count={String(suggested.length)} id="adatte">
              {suggested.length === 0 ? (
                <Empty title={MATCHES.empty} icon="search">
                  <p>{MATCHES.emptyHelp}</p>
                </Empty>
              ) : (
                <ol className="cv-matches">
                  {suggested.map((each, at) => (
                    <li key={each.edition.id}>
                      <Match match={each} open={at < FIRST} />
                    </li>
                  ))}
                </ol>
              )}
            </Section>
            {others.length > 0 && (
              <details className="cv-unsuited">
                <summary>{MATCHES.others(others.length)}</summary>
                <ul>
                  {others.map(({ edition, reasons }) => (
                    <li key={edition.id}>
                      <Link to={`/attivita/${encodeURIComponent(edition.id)}`}>{edition.title}</Link>
                      <span className="cv-sub">{reasons.join(" ")}</span>
                    </li>
                  ))}
                </ul>
              </details>
            )}
            <p className="cv-muted cv-small">
              <strong>{MATCHES.source}: </strong>
              {source}
            </p>
          </>
        )}
      </Loaded>
      {proposing && (
        <ActDialog
          caseId={caseId}
          procedure="attivita"
          act="propose"
          label={MATCHES.propose}
          item={null}
          expectedVersion={null}
          harms={false}
          onClose={() => setProposing(false)}
        />
      )}
    </Page>
  );
}

function Match({ match: { edition, may, reasons, toCheck }, open: first }: { readonly match: Suggested; readonly open: boolean }) {
  const [open, setOpen] = useState(first);
  const id = useId();
  return (
    <article className="cv-box">
      <h3 className="cv-match-head">
        <Link to={`/attivita/${encodeURIComponent(edition.id)}`}>{edition.title}</Link>
        <Badge tone={may === "place" ? "good" : "doubt"}>{may === "place" ? MATCHES.place : MATCHES.waiting}</Badge>
      </h3>
      <p className="cv-muted">
        {[KINDS[edition.kind], MATCHES.dates(shortDay(edition.startsOn), edition.endsOn === null ? null : shortDay(edition.endsOn)), edition.seat, edition.timetable]
          .filter((part) => part !== null)
          .join(" · ")}
      </p>
      <button type="button" className="cv-why-button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {MATCHES.why}
        <span className="visually-hidden">{` ${edition.title}`}</span>
      </button>
      <div id={id} hidden={!open}>
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        {toCheck.map((each) => (
          <p key={each} className="cv-to-check">
            <strong>{MATCHES.toCheck}: </strong>
            {each}
          </p>
        ))}
      </div>
    </article>
  );
}
