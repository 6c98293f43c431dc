// The menu of a person's page: one entry for each procedure with where it stands, then the rest of the dossier; a list to choose from where there is no room.

import { useId } from "react";
import { Link, useNavigate } from "react-router";
import { PARTS, PERSON_PAGE } from "../../texts/person.ts";
import type { ProcedurePart } from "./dossier-parts.ts";

export interface MenuProps {
  readonly caseId: string;
  readonly part: string;
  readonly procedures: readonly ProcedurePart[];
  /** Answers for the office, and may see who has opened the page. */
  readonly manages: boolean;
}

/** Where the overview stands there is nothing after the person's own address. */
export const OVERVIEW = "";
export const OTHER_PARTS: Readonly<Record<string, string>> = {
  messaggi: PARTS.messages,
  documenti: PARTS.documents,
  registro: PARTS.register,
  accessi: PARTS.accesses,
};

function others(manages: boolean): (readonly [string, string])[] {
  return Object.entries(OTHER_PARTS).filter(([part]) => part !== "accessi" || manages);
}

function pathOf(caseId: string, part: string): string {
  return part === OVERVIEW ? `/persone/${caseId}` : `/persone/${caseId}/${part}`;
}

function stateOf({ current }: ProcedurePart): string {
  return current[0]?.item?.stateText ?? PERSON_PAGE.notOpen;
}

export function PartMenu(props: MenuProps) {
  const { procedures, manages } = props;
  return (
    <nav className="cv-part-menu" aria-label={PERSON_PAGE.nav}>
      <ul>
        <Entry caseId={props.caseId} part={props.part} to={OVERVIEW} name={PARTS.overview} />
      </ul>
      <p className="cv-part-group" aria-hidden="true">
        {PERSON_PAGE.procedures}
      </p>
      <ul aria-label={PERSON_PAGE.procedures}>
        {procedures.map((one) => (
          <Entry key={one.procedure} caseId={props.caseId} part={props.part} to={one.procedure} name={one.name} state={stateOf(one)} off={one.current.length === 0} pending={one.pending} />
        ))}
      </ul>
      <p className="cv-part-group" aria-hidden="true">
        {PERSON_PAGE.dossier}
      </p>
      <ul aria-label={PERSON_PAGE.dossier}>
        {others(manages).map(([to, name]) => (
          <Entry key={to} caseId={props.caseId} part={props.part} to={to} name={name} />
        ))}
      </ul>
    </nav>
  );
}

interface EntryProps extends Pick<MenuProps, "caseId" | "part"> {
  readonly to: string;
  readonly name: string;
  readonly state?: string;
  readonly off?: boolean;
  readonly pending?: number;
}

function Entry({ caseId, part, to, name, state, off = false, pending = 0 }: EntryProps) {
  const here = part === to;
  return (
    <li>
      <Link to={pathOf(caseId, to)} className={here ? "cv-here" : off ? "cv-off" : undefined} aria-current={here ? "page" : undefined}>
        <span className="cv-part-name">
          {name}
          {pending > 0 && (
            <span className="cv-part-mark">
              <span aria-hidden="true">{pending}</span>
              <span className="visually-hidden">{`, ${PERSON_PAGE.pending(pending)}`}</span>
            </span>
          )}
        </span>
        {state !== undefined && <span className={off ? "visually-hidden" : "cv-sub"}>{off ? `, ${state}` : state}</span>}
      </Link>
    </li>
  );
}

/** The same on a narrow screen. */
export function PartChoice({ caseId, part, procedures, manages }: MenuProps) {
  const id = useId();
  const navigate = useNavigate();
  return (
    <div className="cv-part-choice cv-field">
      <label htmlFor={id}>{PERSON_PAGE.goTo}</label>
      <select id={id} value={part} onChange={(event) => void navigate(pathOf(caseId, event.target.value))}>
        <option value={OVERVIEW}>{PARTS.overview}</option>
        <optgroup label={PERSON_PAGE.procedures}>
          {procedures.map((one) => (
            <option key={one.procedure} value={one.procedure}>
              {`${one.name}: ${stateOf(one)}${one.pending > 0 ? ` (${PERSON_PAGE.pending(one.pending)})` : ""}`}
            </option>
          ))}
        </optgroup>
        <optgroup label={PERSON_PAGE.dossier}>
          {others(manages).map(([to, name]) => (
            <option key={to} value={to}>
              {name}
            </option>
          ))}
        </optgroup>
      </select>
    </div>
  );
}
