// Who the server found at the door: expected today, on another day, elsewhere, or nobody; and what can be done.

import { useState } from "react";
import type { DoorPerson, FoundAtDoor } from "../../../contract/day-sheet.ts";
import { clock, fullName, longInstant, properAddress } from "../../format.ts";
import { newActId } from "../../parts/act/draft.ts";
import { Icon } from "../../parts/icon.tsx";
import { Failure } from "../../parts/states.tsx";
import { DAY_SHEET, DOOR, STANDING_NAMES } from "../../texts/day-sheet.ts";
import { mayArrive, useDeed } from "./live.ts";
import type { Arriving, LiveSheet } from "./live.ts";
import { SeatDialog } from "./seat-dialog.tsx";

export interface DoorResultProps {
  readonly found: FoundAtDoor;
  readonly live: LiveSheet;
  readonly arrive: (person: Arriving) => void;
  readonly busy: boolean;
  readonly close: () => void;
}

export function DoorResult(props: DoorResultProps) {
  const { found } = props;
  const note = noteOf(found);
  return (
    <div className="cv-door-result" role="region" aria-label={DOOR.result} aria-live="polite">
      {note !== null && (
        <div className={`cv-door-note${found.kind === "here" ? "" : " cv-door-note-stop"}`}>
          <Icon name={found.kind === "elsewhere" ? "map-marker" : "info-circle"} />
          <div>
            {note.map((line, at) => (
              <p key={line} className={at === 0 ? "fw-semibold" : undefined}>
                {line}
              </p>
            ))}
          </div>
        </div>
      )}
      {found.people.length > 0 && (
        <ul className="cv-door-people">
          {found.people.map((person) => (
            <Found key={person.caseId} person={person} {...props} />
          ))}
        </ul>
      )}
      {found.more && <p className="cv-muted">{DOOR.more}</p>}
    </div>
  );
}

function noteOf({ kind, moved, elsewhere }: FoundAtDoor): string[] | null {
  if (kind === "nobody") return [DOOR.nobody, DOOR.nobodyHelp];
  if (kind === "bad-code") return [DOOR.badCode, DOOR.badCodeHelp];
  if (elsewhere !== null) {
    const { office, address, startsAt } = elsewhere;
    return [
      DOOR.elsewhere(office),
      ...(address === null ? [] : [properAddress(address)]),
      ...(startsAt === null ? [] : [DOOR.elsewhereWhen(longInstant(startsAt))]),
      DOOR.elsewhereHelp,
    ];
  }
  return moved ? [DOOR.movedPaper] : null;
}

function Found({ person, live, arrive, busy, close }: DoorResultProps & { readonly person: DoorPerson }) {
  const [seating, setSeating] = useState(false);
  const queueing = useDeed<{ caseId: string; actId: string }>(() => "/api/day-sheet/queue", close);
  const open = live.sheet.closed === null;
  const name = fullName(person);
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <span className="cv-mono cv-small">{person.taxCode}</span>
        <p>{whenOf(person)}</p>
        {queueing.isError && <Failure error={queueing.error} />}
      </div>
      <div className="cv-door-acts">
        {open && mayArrive(person) ? (
          <button type="button" className="btn btn-primary" onClick={() => arrive(person)} disabled={busy}>
            {DAY_SHEET.arrive}
            <span className="visually-hidden">{` ${name}`}</span>
          </button>
        ) : (
          <>
            <button
              type="button"
              className="btn btn-outline-primary"
              aria-label={DOOR.queueOf(name)}
              disabled={queueing.isPending}
              onClick={() => queueing.mutate({ caseId: person.caseId, actId: newActId() })}
            >
              {DOOR.queue}
            </button>
            {open && !live.can.outcomes && <span className="cv-small cv-muted">{DOOR.onlyOperator}</span>}
            {open && live.can.outcomes && (
              <button
                type="button"
                className="btn btn-outline-primary"
                aria-label={DOOR.seatOf(name)}
                onClick={() => setSeating(true)}
              >
                {DOOR.seat}
              </button>
            )}
          </>
        )}
      </div>
      {seating && <SeatDialog person={person} onClose={() => setSeating(false)} onDone={close} />}
    </li>
  );
}

function whenOf({ startsAt, today, standing }: DoorPerson): string {
  if (startsAt === null) return DOOR.notExpected;
  if (!today) return DOOR.expectedAt(longInstant(startsAt));
  const hour = DOOR.isToday(clock(startsAt));
  return standing === null || standing === "expected" ? hour : `${hour} ${STANDING_NAMES[standing]}.`;
}
