// Acts of this case, newest first, each with its law: all of them, or those of one procedure.

import type { Person } from "../../../contract/person.ts";
import { instant } from "../../format.ts";
import { label } from "../../texts/common.ts";
import { PERSON } from "../../texts/office.ts";
import { actName } from "../../../domain/procedure/register-texts.ts";
import { ACTOR_ROLES } from "../../texts/procedure.ts";

export function Acts({ acts, empty }: { readonly acts: Person["acts"]; readonly empty: string }) {
  if (acts.length === 0) return <p className="cv-box">{empty}</p>;
  return (
    <ol className="cv-acts">
      {acts.map((act) => (
        <li key={act.id}>
          <time dateTime={act.happenedAt}>{instant(act.happenedAt)}</time>
          <div>
            <strong>{actName(act.kind)}</strong>
            <span className="cv-muted">{`, ${PERSON.by(handOf(act))}`}</span>
            {act.reason !== null && <span className="d-block">{`«${act.reason}»`}</span>}
            {act.citation !== null && <span className="cv-sub">{act.citation}</span>}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The program signs as itself; a person with name and role. */
function handOf({ actor, actorRole }: Person["acts"][number]): string {
  const role = label(ACTOR_ROLES, actorRole);
  return actorRole === "system" ? role : `${actor} (${role})`;
}
