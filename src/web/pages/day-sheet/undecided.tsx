// Those without an outcome, each with what would follow; chosen together, or said to have come one by one.

import { useState } from "react";
import type { ClosingPreview } from "../../../contract/day-sheet.ts";
import { clock, fullName } from "../../format.ts";
import { newActId } from "../../parts/act/draft.ts";
import { Failure } from "../../parts/states.tsx";
import { Why } from "../../parts/why.tsx";
import { CLOSING } from "../../texts/day-sheet.ts";
import { Terms } from "./follows.tsx";
import { useDeed } from "./live.ts";

export type UndecidedPerson = ClosingPreview["undecided"][number];
const choosable = ({ after }: UndecidedPerson): boolean => after.becomes !== "blocked";

export interface UndecidedProps {
  readonly day: string;
  readonly people: readonly UndecidedPerson[];
  readonly record: (people: readonly UndecidedPerson[]) => void;
}

export function Undecided({ people, record }: UndecidedProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const all = people.filter(choosable);
  const chosen = all.filter(({ summonsId }) => !left.has(summonsId));
  const toggle = (summonsId: string): void => {
    const next = new Set(left);
    if (!next.delete(summonsId)) next.add(summonsId);
    setLeft(next);
  };
  const { columns } = CLOSING;
  return (
    <>
      {all.length > 0 && (
        <label className="cv-radio">
          <input
            type="checkbox"
            checked={chosen.length === all.length}
            onChange={() =>
              setLeft(
                chosen.length === all.length ? new Set(all.map(({ summonsId }) => summonsId)) : new Set(),
              )
            }
          />
          {CLOSING.selectAll}
        </label>
      )}
      <div className="cv-table-wrap cv-sheet-wrap">
        <table className="cv-table cv-closing">
          <caption className="visually-hidden">{CLOSING.undecided}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.choose}</th>
              <th scope="col">{columns.hour}</th>
              <th scope="col">{columns.person}</th>
              <th scope="col">{columns.follows}</th>
              <th scope="col">{columns.terms}</th>
              <th scope="col">{columns.acts}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <Person
                key={person.summonsId}
                person={person}
                chosen={chosen.includes(person)}
                toggle={() => toggle(person.summonsId)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="cv-closing-bar">
        <button
          type="button"
          className="btn btn-primary"
          disabled={chosen.length === 0}
          onClick={() => record(chosen)}
        >
          {CLOSING.record(chosen.length)}
        </button>
      </div>
    </>
  );
}

function Person({
  person,
  chosen,
  toggle,
}: {
  readonly person: UndecidedPerson;
  readonly chosen: boolean;
  readonly toggle: () => void;
}) {
  const name = fullName(person);
  const { after } = person;
  const coming = useDeed<object>(() => "/api/day-sheet/outcomes");
  const came = (): void => {
    const { caseId, summonsId, version } = person;
    coming.mutate({ caseId, summonsId, version, act: "record-attendance", actId: newActId() });
  };
  return (
    <tr>
      <td className="cv-closing-choose">
        {choosable(person) && (
          <label className="cv-check">
            <input type="checkbox" checked={chosen} onChange={toggle} />
            <span className="visually-hidden">{CLOSING.select(name)}</span>
          </label>
        )}
      </td>
      <td className="cv-sheet-hour">{clock(person.startsAt)}</td>
      <th scope="row" className="cv-row-head cv-sheet-person">
        {name}
      </th>
      <td className="cv-closing-follows">
        {after.text} <Why about={name} sentence={after.why ?? after.told} law={after.law} />
      </td>
      <td className="cv-closing-terms">
        <Terms after={after} />
      </td>
      <td className="cv-sheet-acts">
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          aria-label={CLOSING.cameOf(name)}
          disabled={coming.isPending}
          onClick={came}
        >
          {CLOSING.came}
        </button>
        {coming.isError && <Failure error={coming.error} />}
      </td>
    </tr>
  );
}
