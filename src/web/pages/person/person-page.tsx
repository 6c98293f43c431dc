// One person's page.

import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import type { Person } from "../../../contract/person.ts";
import { get } from "../../api.ts";
import { fullName, shortDay } from "../../format.ts";
import { Badge, ReachBadge } from "../../parts/badge.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { DOCUMENTS, RESTRICTION } from "../../texts/data-protection.ts";
import { PEOPLE, PERSON } from "../../texts/office.ts";
import { PersonAccesses, VisitReason } from "../access/person-panel.tsx";
import { Acts } from "./acts.tsx";
import { Appointment } from "./appointment.tsx";
import { Messages } from "./messages.tsx";
import { BenefitBox, Contacts, Household, Identity } from "./side.tsx";
import { Tasks } from "./tasks.tsx";
import { Terms } from "./terms.tsx";

export function PersonPage() {
  const { id = "" } = useParams();
  const result = useQuery({
    queryKey: ["person", id],
    queryFn: ({ signal }) => get<Person>(`/api/cases/${encodeURIComponent(id)}`, signal),
    // Each opening is written in the access log: this page does not refresh by itself.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const back = (
    <Link to="/persone" className="cv-back">
      <Icon name="arrow-left" />
      {PERSON.back}
    </Link>
  );
  const title = result.data === undefined ? PERSON.waiting : fullName(result.data);
  return (
    <Page key={id} title={title} lead={PERSON.lead} above={back}>
      <Loaded result={result} lines={10}>
        {(person) => <Content person={person} />}
      </Loaded>
    </Page>
  );
}

function Content({ person }: { readonly person: Person }) {
  return (
    <>
      <p className="cv-person-facts">
        <span className="cv-mono">{person.taxCode}</span>
        <Badge tone={person.bound ? "info" : "plain"}>{person.bound ? PERSON.bound : PERSON.notBound}</Badge>
        <ReachBadge reach={person.reach} />
        <Badge tone="plain">{person.role === "R" ? PEOPLE.applicant : PEOPLE.member}</Badge>
        {person.restriction !== null && <Badge tone="bad">{RESTRICTION.badge}</Badge>}
        <Link to={`/persone/${person.caseId}/documenti`}>{DOCUMENTS.link}</Link>
      </p>
      {person.restriction !== null && (
        <p className="cv-box">
          {RESTRICTION.said(shortDay(person.restriction.since.slice(0, 10)), person.restriction.reason)}
        </p>
      )}
      <VisitReason caseId={person.caseId} />
      <div className="cv-columns">
        <div>
          <Tasks person={person} />
          <Appointment person={person} />
          <Terms terms={person.terms} />
          <Messages messages={person.messages} />
          <Acts acts={person.acts} />
          <PersonAccesses caseId={person.caseId} />
        </div>
        <div>
          <Contacts person={person} />
          <Household person={person} />
          <Identity person={person} />
          <BenefitBox person={person} />
        </div>
      </div>
    </>
  );
}
