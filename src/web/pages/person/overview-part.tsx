// A person at a glance: what the desk must look at, the terms of all procedures, where each stands, contacts, household, identity, benefit.

import { Link } from "react-router";
import type { Person } from "../../../contract/person.ts";
import { longDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import { Section } from "../../parts/page.tsx";
import { Why } from "../../parts/why.tsx";
import { PERSON } from "../../texts/office.ts";
import { PERSON_PAGE } from "../../texts/person.ts";
import { AskNode } from "../national-node/ask-node.tsx";
import { Appointment } from "./appointment.tsx";
import type { OpenTerm, ProcedurePart } from "./dossier-parts.ts";
import { BenefitBox, Contacts, Household, Identity } from "./side.tsx";
import { Tasks } from "./tasks.tsx";

export function OverviewPart({
  person,
  terms,
  procedures,
}: {
  readonly person: Person;
  readonly terms: readonly OpenTerm[];
  readonly procedures: readonly ProcedurePart[];
}) {
  return (
      <div className="cv-columns">
        <div>
          <Tasks person={person} />
          <Appointment person={person} />
          <Terms caseId={person.caseId} terms={terms} />
          <Standing caseId={person.caseId} procedures={procedures} />
        </div>
        <div>
          <Contacts person={person} />
          <Household person={person} />
          <Identity person={person} />
          <BenefitBox person={person} />
          <AskNode caseId={person.caseId} />
        </div>
      </div>
  );
}

function Terms({ caseId, terms }: { readonly caseId: string; readonly terms: readonly OpenTerm[] }) {
  return (
    <Section id="termini" title={PERSON_PAGE.termsOf}>
      {terms.length === 0 && <p className="cv-box">{PERSON_PAGE.noTerms}</p>}
      {terms.map(({ key, title, procedure, dueOn, daysLeft, law, expired }) => (
        <div key={key} className="cv-box cv-term-box">
          <div>
            <Link to={`/persone/${caseId}/${procedure}`}>{title}</Link>
            <span className="cv-sub">{PERSON_PAGE.term(longDay(dueOn))}</span>
            <Why about={title} law={law} />
          </div>
          <Badge tone={expired || daysLeft < 0 ? "bad" : daysLeft <= 3 ? "doubt" : "info"}>
            {expired ? PERSON_PAGE.expiredTerm : PERSON.daysLeft(daysLeft)}
          </Badge>
        </div>
      ))}
    </Section>
  );
}

/** Only those that have begun: the menu has all of them. */
function Standing({ caseId, procedures }: { readonly caseId: string; readonly procedures: readonly ProcedurePart[] }) {
  const begun = procedures.flatMap(({ procedure, name, current }) => current.slice(0, 1).map(({ item }) => ({ procedure, name, state: item?.stateText })));
  if (begun.length === 0) return null;
  return (
    <Section id="in-breve" title={PERSON_PAGE.standing}>
      <dl className="cv-facts">
        {begun.map(({ procedure, name, state }) => (
          <div key={procedure}>
            <dt>
              <Link to={`/persone/${caseId}/${procedure}`}>{name}</Link>
            </dt>
            <dd>{state}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
