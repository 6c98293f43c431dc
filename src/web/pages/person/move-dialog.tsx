// Moving an appointment: a day, a free seat of that day, the reason.

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FreeSeat, FreeSeats } from "../../../contract/person.ts";
import { get } from "../../api.ts";
import { longDay, minutes } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Loaded } from "../../parts/states.tsx";
import { AGENDA, PERSON } from "../../texts/office.ts";

export interface MoveDialogProps {
  readonly caseId: string;
  /** The seat that is given up: of the summons, or of an agreed meeting. */
  readonly appointmentId: string;
  readonly onClose: () => void;
}

export function MoveDialog({ caseId, appointmentId, onClose }: MoveDialogProps) {
  const [seat, setSeat] = useState<FreeSeat | null>(null);
  const result = useQuery({
    queryKey: ["free-seats", caseId],
    queryFn: ({ signal }) => get<FreeSeats>(`/api/cases/${caseId}/free-seats`, signal),
    gcTime: 0,
  });
  return (
    <ActForm
      title={PERSON.move}
      explain={PERSON.moveExplain}
      path="/api/agenda/moves"
      body={seat === null ? null : { caseId, appointmentId, deskId: seat.deskId, startsAt: seat.startsAt }}
      numbered
      missing={PERSON.moveMissing}
      reasonLabel={PERSON.moveReason}
      confirm={PERSON.moveConfirm}
      onClose={onClose}
    >
      <Loaded result={result} lines={3}>
        {(free) => <SeatChoice seats={free.seats} chosen={seat} onChoose={setSeat} />}
      </Loaded>
    </ActForm>
  );
}

function SeatChoice({
  seats,
  chosen,
  onChoose,
}: {
  readonly seats: readonly FreeSeat[];
  readonly chosen: FreeSeat | null;
  readonly onChoose: (seat: FreeSeat | null) => void;
}) {
  const id = useId();
  const days = [...new Set(seats.map((seat) => seat.day))];
  const [day, setDay] = useState(days[0] ?? "");
  if (days.length === 0) return <p className="cv-field-error">{PERSON.noFreeSeats}</p>;
  const ofDay = seats.filter((seat) => seat.day === day);
  const keyOf = (seat: FreeSeat): string => `${seat.deskId}@${seat.startsAt}`;
  return (
    <>
      <div className="cv-field">
        <label htmlFor={`${id}-day`}>{PERSON.moveDay}</label>
        <select
          id={`${id}-day`}
          value={day}
          onChange={(event) => {
            setDay(event.target.value);
            onChoose(null);
          }}
        >
          {days.map((one) => (
            <option key={one} value={one}>
              {longDay(one)}
            </option>
          ))}
        </select>
      </div>
      <div className="cv-field">
        <label htmlFor={`${id}-seat`}>{PERSON.moveSeat}</label>
        <select
          id={`${id}-seat`}
          value={chosen === null ? "" : keyOf(chosen)}
          onChange={(event) => onChoose(ofDay.find((seat) => keyOf(seat) === event.target.value) ?? null)}
        >
          <option value="">{PERSON.chooseSeat}</option>
          {ofDay.map((seat) => (
            <option key={keyOf(seat)} value={keyOf(seat)}>
              {`${minutes(seat.minute)}, ${AGENDA.deskName(seat.desk)}`}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
