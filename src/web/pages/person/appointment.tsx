// The appointment held now, those before it, and moving it.

import { useState } from "react";
import type { Person } from "../../../contract/person.ts";
import { instant, longInstant } from "../../format.ts";
import { Section } from "../../parts/page.tsx";
import { label } from "../../texts/common.ts";
import { PERSON } from "../../texts/office.ts";
import { SUMMONS_STATES } from "../../texts/procedure.ts";
import { MEETING } from "../../texts/meeting.ts";
import { AgreedMeeting } from "./agreed-meeting.tsx";
import { MoveDialog } from "./move-dialog.tsx";

type Held = Person["appointments"][number];
type Offer = Person["offers"][number];

export function Appointment({ person }: { readonly person: Person }) {
  const [moving, setMoving] = useState(false);
  const held = person.appointments.find((one) => one.state === "held");
  const meeting = person.appointments.find((one) => one.state === "agreed" && one.meetingOutcome === null);
  const past = person.appointments.filter((one) => one !== held && one !== meeting);
  return (
    <Section id="appuntamento" title={PERSON.nextAppointment}>
      {meeting !== undefined && <AgreedMeeting person={person} meeting={meeting} />}
      {held === undefined && meeting !== undefined ? null : held === undefined ? (
        <p className="cv-box">
          {PERSON.noAppointment}
          {person.bound && <span className="cv-sub">{PERSON.noAppointmentHelp}</span>}
        </p>
      ) : (
        <HeldAppointment
          held={held}
          move={person.offers.find((offer) => offer.act === "move")}
          onMove={() => setMoving(true)}
        />
      )}
      {past.length > 0 && (
        <details className="cv-details">
          <summary>{`${PERSON.past} (${past.length})`}</summary>
          <ul>
            {past.map((one) => (
              <li
                key={one.id}
              >{`${instant(one.startsAt)}, ${one.office}, ${one.desk}: ${one.meetingOutcome === null ? PERSON.released : MEETING.outcomes[one.meetingOutcome]}`}</li>
            ))}
          </ul>
        </details>
      )}
      {moving && held !== undefined && <MoveDialog caseId={person.caseId} appointmentId={held.id} onClose={() => setMoving(false)} />}
    </Section>
  );
}

function HeldAppointment({
  held,
  move,
  onMove,
}: {
  readonly held: Held;
  readonly move: Offer | undefined;
  readonly onMove: () => void;
}) {
  const facts = [
    held.office,
    held.desk,
    held.summons === null ? null : PERSON.summons(label(SUMMONS_STATES, held.summons)),
    held.reference === null ? null : PERSON.code(held.reference),
  ];
  return (
    <div className="cv-box cv-appointment">
      <div>
        <p className="cv-when">{longInstant(held.startsAt)}</p>
        <p className="cv-muted mb-0">{facts.filter(Boolean).join(" · ")}</p>
        {held.why.length > 0 && (
          <details className="cv-details">
            <summary>{PERSON.whySeat}</summary>
            <ul>
              {held.why.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {move !== undefined && (
        <div>
          <button
            type="button"
            className="btn btn-primary"
            // Greyed but reachable: who cannot act must be able to read why.
            aria-disabled={!move.allowed}
            aria-describedby={move.reason === null ? undefined : "perche-non-spostare"}
            onClick={() => move.allowed && onMove()}
          >
            {move.label}
          </button>
          {move.reason !== null && (
            <p id="perche-non-spostare" className="cv-sub mb-0">
              {move.reason}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
