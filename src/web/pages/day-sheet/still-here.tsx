// Those whom nobody has let go yet: received, or gone away.

import type { ClosingPreview } from "../../../contract/day-sheet.ts";
import { fullName } from "../../format.ts";
import { Failure } from "../../parts/states.tsx";
import { DAY_SHEET, ROOM } from "../../texts/day-sheet.ts";
import { useVisitSteps } from "./visit-steps.tsx";

type Here = ClosingPreview["here"][number];

export function StillHere({ here }: { readonly here: readonly Here[] }) {
  return (
    <ul className="cv-room-ended">
      {here.map((one) => (
        <Person key={one.visitId} one={one} />
      ))}
    </ul>
  );
}

function Person({ one }: { readonly one: Here }) {
  const { version } = one;
  const { deed, button } = useVisitSteps(one.visitId, one.ticket);
  return (
    <li>
      <span>
        {`${DAY_SHEET.ticket(one.ticket)} ${fullName(one)}`}
        {one.desk !== null && <span className="cv-muted">{` ${ROOM.atDesk(one.desk)}`}</span>}
      </span>
      <span className="cv-room-acts">
        {button(ROOM.seen, { step: "seen", version }, "primary")}
        {button(ROOM.left, { step: "left", version })}
      </span>
      {deed.isError && <Failure error={deed.error} />}
    </li>
  );
}
