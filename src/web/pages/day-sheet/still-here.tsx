// Those whom nobody has let go yet: received, or gone away.

import type { ClosingPreview, VisitStep } from "../../../contract/day-sheet.ts";
import { fullName } from "../../format.ts";
import { Failure } from "../../parts/states.tsx";
import { DAY_SHEET, ROOM } from "../../texts/day-sheet.ts";
import { useDeed } from "./live.ts";

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
  const deed = useDeed<VisitStep>(() => `/api/day-sheet/visits/${one.visitId}`);
  const end = (step: "seen" | "left"): void => deed.mutate({ step, version: one.version });
  const hidden = <span className="visually-hidden">{ROOM.callOf(one.ticket)}</span>;
  return (
    <li>
      <span>
        {`${DAY_SHEET.ticket(one.ticket)} ${fullName(one)}`}
        {one.desk !== null && <span className="cv-muted">{` ${ROOM.atDesk(one.desk)}`}</span>}
      </span>
      <span className="cv-room-acts">
        <button
          type="button"
          className="btn btn-primary btn-sm"
          disabled={deed.isPending}
          onClick={() => end("seen")}
        >
          {ROOM.seen}
          {hidden}
        </button>
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          disabled={deed.isPending}
          onClick={() => end("left")}
        >
          {ROOM.left}
          {hidden}
        </button>
      </span>
      {deed.isError && <Failure error={deed.error} />}
    </li>
  );
}
