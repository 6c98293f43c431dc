// Terms of the procedure, with days left and the law they stand on.

import type { Person } from "../../../contract/person.ts";
import { instant, shortDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import { Section } from "../../parts/page.tsx";
import { label } from "../../texts/common.ts";
import { PERSON } from "../../texts/office.ts";
import { TERMS } from "../../texts/procedure.ts";

export function Terms({ terms }: { readonly terms: Person["terms"] }) {
  return (
    <Section id="termini" title={PERSON.terms}>
      {terms.length === 0 && <p className="cv-box">{PERSON.noTerms}</p>}
      {terms.map((term) => (
        <div key={term.kind + term.startsOn} className="cv-box cv-term-box">
          <div>
            <strong>{label(TERMS, term.kind)}</strong>
            <span>{`, ${PERSON.due(shortDay(term.dueOn))}`}</span>
            <span className="cv-sub">{term.citation}</span>
          </div>
          {term.metAt === null ? (
            <Badge tone={term.daysLeft < 0 ? "bad" : term.daysLeft <= 3 ? "doubt" : "info"}>
              {PERSON.daysLeft(term.daysLeft)}
            </Badge>
          ) : (
            <Badge tone={term.metBy === "non-dovuto" ? "plain" : "good"}>
              {term.metBy === "non-dovuto" ? PERSON.notDue : PERSON.met(instant(term.metAt))}
            </Badge>
          )}
        </div>
      ))}
    </Section>
  );
}
