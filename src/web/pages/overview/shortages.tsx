// Where seats are missing, in sentences.

import { useState } from "react";
import type { Shortage } from "../../../contract/overview.ts";
import { Empty } from "../../parts/states.tsx";
import { OVERVIEW } from "../../texts/overview.ts";

const FIRST = 6;

export function Shortages({
  shortages,
  planned,
}: {
  readonly shortages: readonly Shortage[];
  readonly planned: boolean;
}) {
  const [all, setAll] = useState(false);
  if (!planned) return <Empty title={OVERVIEW.noPlan} icon="calendar" />;
  if (shortages.length === 0) return <Empty title={OVERVIEW.noShortage} icon="check-circle" />;
  const shown = all ? shortages : shortages.slice(0, FIRST);
  return (
    <>
      <ul className="cv-shortages">
        {shown.map((one) => (
          <li key={`${one.officeId}${one.wave}${one.dueKind}${one.dueOn}`}>
            <strong>{one.office}</strong>
            <span className="cv-muted">{`, ${OVERVIEW.wave(one.wave)}`}</span>
            <span className="d-block">{one.sentence}</span>
          </li>
        ))}
      </ul>
      {!all && shortages.length > FIRST && (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setAll(true)}>
          {OVERVIEW.allShortages(shortages.length)}
        </button>
      )}
    </>
  );
}
