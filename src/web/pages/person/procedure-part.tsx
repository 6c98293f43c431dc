// One procedure of a person: where it stands, its terms, what may be done and why not the rest, what was done.

import { Link } from "react-router";
import type { DossierItem, DossierTerm } from "../../../contract/acts.ts";
import type { Person } from "../../../contract/person.ts";
import { fullName, instant, longDay } from "../../format.ts";
import { ActButtons } from "../../parts/act/act-buttons.tsx";
import { Badge } from "../../parts/badge.tsx";
import { Why } from "../../parts/why.tsx";
import { MATCHES } from "../../texts/activities.ts";
import { label } from "../../texts/common.ts";
import { PERSON } from "../../texts/office.ts";
import { PERSON_PAGE, PROCEDURE_PAGES } from "../../texts/person.ts";
import { ACTOR_ROLES } from "../../texts/procedure.ts";
import { Acts } from "./acts.tsx";
import { actsOf } from "./dossier-parts.ts";
import type { ProcedurePart as Part } from "./dossier-parts.ts";
import { Telling } from "./telling.tsx";
import { linesOf } from "./summaries/row.ts";
import type { About } from "./summaries/row.ts";
import { SUMMARIES } from "./summaries/summaries.ts";

export function ProcedurePart({ person, part }: { readonly person: Person; readonly part: Part }) {
  const { procedure, current, earlier, begin } = part;
  const about = aboutOf(person);
  const acts = actsOf(procedure, person.acts);
  return (
    <>
      <p className="cv-lead cv-part-lead">{PROCEDURE_PAGES[procedure]?.lead}</p>
      {procedure === "attivita" && (
        <p>
          <Link to={`/persone/${person.caseId}/attivita-adatte`}>{MATCHES.title}</Link>
        </p>
      )}
      {current.length === 0 && <p className="cv-box">{PERSON_PAGE.noItem}</p>}
      {current.map((entry) => (
        <Entry key={entry.item?.id} person={person} entry={entry} about={about} />
      ))}
      {procedure === "convocazione" && person.telling !== null && <Telling telling={person.telling} />}
      {begin.map((entry) => (
        <section key="nuova" className="cv-section" aria-labelledby="apri">
          <h3 id="apri">{PERSON_PAGE.begin}</h3>
          <ActButtons caseId={person.caseId} entry={entry} />
        </section>
      ))}
      {earlier.length > 0 && (
        <details className="cv-details cv-earlier">
          <summary>{PERSON_PAGE.earlier(earlier.length)}</summary>
          {earlier.map((entry) => (
            <Entry key={entry.item?.id} person={person} entry={entry} about={about} />
          ))}
        </details>
      )}
      <section className="cv-section" aria-labelledby="storia">
        <h3 id="storia">{PERSON_PAGE.history}</h3>
        <Acts acts={acts} empty={PERSON_PAGE.noHistory} />
      </section>
    </>
  );
}

/** Names of the household by person, this one too. */
function aboutOf(person: Person): About {
  const names = new Map(person.household.map((member) => [member.personId, fullName(member)]));
  return { names: names.set(person.personId, fullName(person)), appointments: person.appointments };
}

function Entry({ person, entry, about }: { readonly person: Person; readonly entry: DossierItem; readonly about: About }) {
  const { item, procedure, terms } = entry;
  if (item === null) return null;
  const lines = linesOf(SUMMARIES[procedure] ?? [], item.data, about);
  return (
    <article className="cv-box cv-item">
      <div className="cv-item-head">
        <h3>{item.stateText}</h3>
        <span className="cv-sub">{sinceText(person, item)}</span>
      </div>
      {lines.length > 0 && (
        <dl className="cv-facts">
          {lines.map(({ label: name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {terms.length > 0 && (
        <ul className="cv-item-terms" aria-label={PERSON_PAGE.terms}>
          {terms.map((term) => (
            <Term key={term.id} term={term} />
          ))}
        </ul>
      )}
      <ActButtons caseId={person.caseId} entry={entry} />
      <DeskLink caseId={person.caseId} procedure={procedure} item={item} />
    </article>
  );
}

/** A fact has a page of its own, with its evidence laid out; so has an absence that nobody has taken up yet. */
function DeskLink({ caseId, procedure, item }: { readonly caseId: string; readonly procedure: string; readonly item: NonNullable<DossierItem["item"]> }) {
  const what = procedure === "condizionalita" ? "fact" : procedure === "convocazione" && item.state === "unjustified" ? "absence" : null;
  if (what === null) return null;
  return <Link to={`/condizionalita/${caseId}/${what}/${item.id}`}>{PERSON_PAGE.desk}</Link>;
}

/** Since when it stands as it does, and by whose act. */
function sinceText({ acts }: Person, { lastAct, openedAt, closedAt }: NonNullable<DossierItem["item"]>): string {
  const last = acts.find(({ id }) => id === lastAct);
  const opened = PERSON_PAGE.opened(instant(openedAt));
  const ended = closedAt === null ? null : PERSON_PAGE.closed(instant(closedAt));
  if (last === undefined) return [opened, ended].filter((part) => part !== null).join(", ");
  const hand =
    last.actorRole === "system" ? PERSON_PAGE.byProgram : PERSON_PAGE.by(last.actor, label(ACTOR_ROLES, last.actorRole));
  return `${PERSON_PAGE.since(instant(last.happenedAt))}, ${hand}`;
}

function Term({ term }: { readonly term: DossierTerm }) {
  const { title, dueOn, daysLeft, law, metAt, expired } = term;
  return (
    <li>
      <span>
        {`${title}, ${PERSON_PAGE.term(longDay(dueOn))}`} <Why about={title} law={law} />
      </span>
      {metAt !== null ? (
        <Badge tone="good">{PERSON_PAGE.metTerm(instant(metAt))}</Badge>
      ) : expired ? (
        <Badge tone="bad">{PERSON_PAGE.expiredTerm}</Badge>
      ) : (
        <Badge tone={daysLeft < 0 ? "bad" : daysLeft <= 3 ? "doubt" : "info"}>{PERSON.daysLeft(daysLeft)}</Badge>
      )}
    </li>
  );
}
