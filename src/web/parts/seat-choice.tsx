// A free seat of the office, for somebody who needs another: first the day, then the hour and the desk.

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FreeSeat, FreeSeats } from "../../contract/person.ts";
import { get } from "../api.ts";
import { longDay, minutes } from "../format.ts";
import { AGENDA, PERSON } from "../texts/office.ts";
import { Loaded } from "./states.tsx";

export type Seat = Pick<FreeSeat, "deskId" | "startsAt">;

export interface SeatChoiceProps {
  readonly caseId: string;
  readonly chosen: Seat | null;
  readonly onChoose: (seat: Seat | null) => void;
}

export function SeatChoice({ caseId, chosen, onChoose }: SeatChoiceProps) {
  const result = useQuery({
    queryKey: ["free-seats", caseId],
    queryFn: ({ signal }) => get<FreeSeats>(`/api/cases/${caseId}/free-seats`, signal),
    gcTime: 0,
  });
  return (
    <Loaded result={result} lines={3}>
      {({ seats }) => <SeatFields seats={seats} chosen={chosen} onChoose={onChoose} />}
    </Loaded>
  );
}

const keyOf = ({ deskId, startsAt }: Seat): string => `${deskId}@${startsAt}`;

function SeatFields({
  seats,
  chosen,
  onChoose,
}: Omit<SeatChoiceProps, "caseId"> & { readonly seats: readonly FreeSeat[] }) {
  const id = useId();
  const held = chosen === null ? undefined : seats.find((seat) => keyOf(seat) === keyOf(chosen));
  const days = [...new Set(seats.map((seat) => seat.day))];
  const [day, setDay] = useState(held?.day ?? days[0] ?? "");
  if (days.length === 0) return <p className="cv-field-error">{PERSON.noFreeSeats}</p>;
  const ofDay = seats.filter((seat) => seat.day === day);
  return (
    <div className="cv-choose-seat">
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
          value={held === undefined ? "" : keyOf(held)}
          onChange={(event) => {
            const found = ofDay.find((seat) => keyOf(seat) === event.target.value);
            onChoose(found === undefined ? null : { deskId: found.deskId, startsAt: found.startsAt });
          }}
        >
          <option value="">{PERSON.chooseSeat}</option>
          {ofDay.map((seat) => (
            <option key={keyOf(seat)} value={keyOf(seat)}>
              {`${minutes(seat.minute)}, ${AGENDA.deskName(seat.desk)}`}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
