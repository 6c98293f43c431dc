// Where telling a person of their summons stands: what was tried, what comes next and when, and why.

import type { Person } from "../../../contract/person.ts";
import { instant, longInstant } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import { Why } from "../../parts/why.tsx";
import { TELLING } from "../../texts/person.ts";
import "../../styles/telling.css";

export function Telling({ telling }: { readonly telling: NonNullable<Person["telling"]> }) {
  const { title, needed, tried, next, why, law } = telling;
  return (
    <section className="cv-section" aria-labelledby="avvisi">
      <h3 id="avvisi">{title}</h3>
      <div className="cv-box">
        <ol className="cv-telling">
          {tried.map(({ what, outcome, at, tone }, index) => (
            <li key={`${what}/${at}/${String(index)}`}>
              <span className="cv-telling-what">{what}</span>
              <Badge tone={tone}>{outcome}</Badge>
              <span className="cv-sub">{instant(at)}</span>
            </li>
          ))}
        </ol>
        <p className="cv-telling-next">
          <strong>{TELLING.next}</strong> {next.text}
          {next.at !== null && ` ${TELLING.notBefore(longInstant(next.at))}`}{" "}
          <Why about={TELLING.next} sentence={why} law={law} />
        </p>
        <p className="cv-sub mb-0">{needed}</p>
      </div>
    </section>
  );
}
