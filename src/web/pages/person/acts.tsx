// The register of acts of this case, newest first, each with its law.

import type { Person } from "../../../contract/person.ts";
import { instant, number } from "../../format.ts";
import { Section } from "../../parts/page.tsx";
import { label } from "../../texts/common.ts";
import { PERSON } from "../../texts/office.ts";
import { actName } from "../../texts/dossier.ts";
import { ACTOR_ROLES } from "../../texts/procedure.ts";

export function Acts({ acts }: { readonly acts: Person["acts"] }) {
  return (
    <Section id="atti" title={PERSON.acts} count={number(acts.length)}>
      {acts.length === 0 && <p className="cv-box">{PERSON.noActs}</p>}
      <ol className="cv-acts">
        {acts.map((act) => (
          <li key={act.id}>
            <time dateTime={act.happenedAt}>{instant(act.happenedAt)}</time>
            <div>
              <strong>{actName(act.kind)}</strong>
              <span className="cv-muted">{`, ${PERSON.by(label(ACTOR_ROLES, act.actorRole))}`}</span>
              {act.reason !== null && <span className="d-block">{`«${act.reason}»`}</span>}
              {act.citation !== null && <span className="cv-sub">{act.citation}</span>}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
