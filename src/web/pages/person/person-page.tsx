// One person's page: head, menu of the procedures, and the part that the address names.

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link, useParams } from "react-router";
import type { Person, PersonPage as Shown } from "../../../contract/person.ts";
import { get } from "../../api.ts";
import { fullName } from "../../format.ts";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { useNarrow } from "../../parts/use-narrow.ts";
import { useSession } from "../../session.ts";
import { PERSON } from "../../texts/office.ts";
import { PARTS, PERSON_PAGE } from "../../texts/person.ts";
import { PersonAccesses, VisitReason } from "../access/person-panel.tsx";
import { CaseDocumentsPanel } from "../documents/documents-page.tsx";
import { EvidencePanel } from "../evidence/evidence-panel.tsx";
import { IssuedPapers } from "../papers/issued-papers.tsx";
import { Acts } from "./acts.tsx";
import { nextTerm, openTerms, partsOf } from "./dossier-parts.ts";
import type { OpenTerm, ProcedurePart as ProcedureParts } from "./dossier-parts.ts";
import { LettersPanel } from "./letter-card.tsx";
import { Messages } from "./messages.tsx";
import { OverviewPart } from "./overview-part.tsx";
import { OTHER_PARTS, OVERVIEW, PartChoice, PartMenu } from "./part-menu.tsx";
import { lastList } from "../worklist/last-list.ts";
import { PersonHead } from "./person-head.tsx";
import { ProcedurePart } from "./procedure-part.tsx";

export function PersonPage() {
  const { id = "", "*": rest = "" } = useParams();
  const result = useQuery({
    queryKey: ["person", id],
    queryFn: ({ signal }) => get<Shown>(`/api/cases/${encodeURIComponent(id)}/page`, signal),
    // Each opening is written in the access log: what the page has read it does not read again by itself.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const person = result.data?.person;
  const back = (
    <Link to={lastList()} className="cv-back">
      <Icon name="arrow-left" />
      {PERSON.back}
    </Link>
  );
  const title = person === undefined ? PERSON.waiting : fullName(person);
  const interview = (
    <Link to={`/persone/${id}/colloquio`} className="btn btn-primary">
      {PERSON_PAGE.interview}
    </Link>
  );
  return (
    <Page key={id} title={title} lead={PERSON_PAGE.lead} above={back} {...(person === undefined ? {} : { actions: interview })}>
      <Loaded result={result} lines={10}>
        {(found) => <Content {...found} part={rest.split("/")[0] ?? OVERVIEW} />}
      </Loaded>
    </Page>
  );
}

type ContentProps = Shown & { readonly part: string };

function Content({ person, dossier, part }: ContentProps) {
  const narrow = useNarrow();
  const terms = openTerms(dossier, person);
  const procedures = partsOf(dossier, person);
  const manages = useSession().data?.role === "office-manager";
  const menu = { caseId: person.caseId, part, procedures, manages };
  const one = procedures.find(({ procedure }) => procedure === part);
  const title = part === OVERVIEW ? PARTS.overview : (one?.name ?? OTHER_PARTS[part] ?? PERSON.waiting);
  const heading = useHeadingOf(part);
  return (
    <>
      <PersonHead person={person} next={nextTerm(terms)} />
      <VisitReason caseId={person.caseId} />
      <div className="cv-person">
        {narrow ? <PartChoice {...menu} /> : <PartMenu {...menu} />}
        <div className="cv-part">
          <h2 id="parte" tabIndex={-1} ref={heading}>
            {title}
          </h2>
          {one === undefined ? (
            <OtherPart person={person} part={part} terms={terms} procedures={procedures} />
          ) : (
            <ProcedurePart key={part} person={person} part={one} />
          )}
        </div>
      </div>
    </>
  );
}

/** On the way from one part to another its heading takes the focus; on arrival the page's own does. */
function useHeadingOf(part: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(part);
  useEffect(() => {
    if (shown.current === part) return undefined;
    shown.current = part;
    // After the page's own heading, which answers to every address.
    const timer = setTimeout(() => heading.current?.focus(), 0);
    return () => clearTimeout(timer);
  }, [part]);
  return heading;
}

interface OtherProps {
  readonly person: Person;
  readonly part: string;
  readonly terms: readonly OpenTerm[];
  readonly procedures: readonly ProcedureParts[];
}

function OtherPart({ person, part, terms, procedures }: OtherProps) {
  switch (part) {
    case OVERVIEW:
      return <OverviewPart person={person} terms={terms} procedures={procedures} />;
    case "messaggi":
      return (
        <>
          <LettersPanel caseId={person.caseId} />
          <Messages messages={person.messages} caseId={person.caseId} />
        </>
      );
    case "documenti":
      return (
        <>
          <IssuedPapers caseId={person.caseId} />
          <CaseDocumentsPanel caseId={person.caseId} />
        </>
      );
    case "registro":
      return (
        <>
          <EvidencePanel person={person} />
          <Acts acts={person.acts} empty={PERSON.noActs} />
        </>
      );
    case "accessi":
      return <PersonAccesses caseId={person.caseId} />;
    default:
      return <Empty title={PERSON_PAGE.unknownPart} icon="help-circle" />;
  }
}
