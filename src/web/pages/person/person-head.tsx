// Head of a person's page: identity, household, benefit and measure, how to reach them, the next term of all procedures.

import { Link } from "react-router";
import type { Person } from "../../../contract/person.ts";
import { fullName, longDay, shortDay } from "../../format.ts";
import { Badge, ReachBadge } from "../../parts/badge.tsx";
import { Why } from "../../parts/why.tsx";
import { label } from "../../texts/common.ts";
import { RESTRICTION } from "../../texts/data-protection.ts";
import { PEOPLE, PERSON } from "../../texts/office.ts";
import { PERSON_PAGE } from "../../texts/person.ts";
import type { OpenTerm } from "./dossier-parts.ts";

export function PersonHead({ person, next }: { readonly person: Person; readonly next: OpenTerm | undefined }) {
  const { restriction } = person;
  return (
    <>
      <p className="cv-person-facts">
        <span className="cv-mono">{person.taxCode}</span>
        <span>{PERSON.memberBorn(shortDay(person.birthDate))}</span>
        <Badge tone={person.bound ? "info" : "plain"}>{person.bound ? PERSON.bound : PERSON.notBound}</Badge>
        <Badge tone="plain">{person.role === "R" ? PEOPLE.applicant : PEOPLE.member}</Badge>
        {restriction !== null && <Badge tone="bad">{RESTRICTION.badge}</Badge>}
      </p>
      {restriction !== null && (
        <p className="cv-box">{RESTRICTION.said(shortDay(restriction.since.slice(0, 10)), restriction.reason)}</p>
      )}
      <dl className="cv-person-strip">
        <div>
          <dt>{PERSON_PAGE.nextTerm}</dt>
          <dd>
            <NextTerm caseId={person.caseId} next={next} />
          </dd>
        </div>
        <div>
          <dt>{PERSON_PAGE.reachLine}</dt>
          <dd>
            <ReachBadge reach={person.reach} />
          </dd>
        </div>
        <div>
          <dt>{PERSON_PAGE.measureLine}</dt>
          <dd>
            {label(PERSON.measures, person.benefit.measure)}
            <span className="cv-sub">{`${person.benefit.protocol}, ${PERSON_PAGE.since(shortDay(person.benefit.grantedOn))}`}</span>
          </dd>
        </div>
        <div>
          <dt>{PERSON_PAGE.householdLine}</dt>
          <dd>
            {person.household.length === 0 && PERSON_PAGE.alone}
            {person.household.map((member) => (
              <Link key={member.caseId} to={`/persone/${member.caseId}`} className="cv-member">
                {fullName(member)}
              </Link>
            ))}
          </dd>
        </div>
      </dl>
    </>
  );
}

function NextTerm({ caseId, next }: { readonly caseId: string; readonly next: OpenTerm | undefined }) {
  if (next === undefined) return PERSON_PAGE.noNextTerm;
  const { title, dueOn, daysLeft, law, procedure } = next;
  return (
    <>
      <Link to={`/persone/${caseId}/${procedure}`}>{title}</Link>
      <span className={daysLeft < 0 ? "cv-sub cv-missing" : "cv-sub"}>{`${PERSON_PAGE.term(longDay(dueOn))}, ${PERSON.daysLeft(daysLeft)}`}</span>
      <Why about={title} law={law} />
    </>
  );
}
