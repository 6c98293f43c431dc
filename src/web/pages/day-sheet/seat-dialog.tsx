// A free hour of today for somebody who is here without an appointment: chosen with them, and signed.

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import type { SeatsNow } from "../../../contract/day-sheet.ts";
import { get } from "../../api.ts";
import { fullName, minutes } from "../../format.ts";
import { newActId } from "../../parts/act/draft.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure, Loaded } from "../../parts/states.tsx";
import { COMMON } from "../../texts/common.ts";
import { DAY_SHEET, DOOR } from "../../texts/day-sheet.ts";
import { useDeed } from "./live.ts";

interface Person {
  readonly caseId: string;
  readonly surname: string;
  readonly name: string;
}

export function SeatDialog({
  person,
  onClose,
  onDone,
}: {
  readonly person: Person;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const seats = useQuery({
    queryKey: ["day-sheet-seats", person.caseId],
    queryFn: ({ signal }) => get<SeatsNow>(`/api/day-sheet/seats/${person.caseId}`, signal),
  });
  return (
    <Dialog title={DOOR.seatTitle(fullName(person))} onClose={onClose}>
      <p>{DOOR.seatExplain}</p>
      <Loaded result={seats} lines={2}>
        {({ seats: free }) =>
          free.length === 0 ? (
            <p className="fw-semibold">{DOOR.seatNone}</p>
          ) : (
            <Choice person={person} free={free} onClose={onClose} onDone={onDone} />
          )
        }
      </Loaded>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly person: Person;
  readonly free: SeatsNow["seats"];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Choice({ person, free, onClose, onDone }: ChoiceProps) {
  const id = useId();
  const [chosen, setChosen] = useState("");
  const [signed, setSigned] = useState(false);
  const [gap, setGap] = useState(false);
  const taking = useDeed<{
    caseId: string;
    deskId: number;
    startsAt: string;
    signed: boolean;
    actId: string;
  }>(() => "/api/day-sheet/seats", onDone);
  const seat = free.find((one) => keyOf(one) === chosen);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setGap(seat === undefined || !signed);
    if (seat !== undefined && signed)
      taking.mutate({
        caseId: person.caseId,
        deskId: seat.deskId,
        startsAt: seat.startsAt,
        signed,
        actId: newActId(),
      });
  };
  return (
    <form onSubmit={submit} noValidate>
      <div className="cv-field">
        <label htmlFor={id}>{DOOR.seatHour}</label>
        <select
          id={id}
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          aria-invalid={gap && seat === undefined}
        >
          <option value="">{DOOR.seatChoose}</option>
          {free.map((one) => (
            <option key={keyOf(one)} value={keyOf(one)}>
              {`${minutes(one.minute)} · ${DAY_SHEET.desk(one.desk)}`}
            </option>
          ))}
        </select>
      </div>
      <label className="cv-radio">
        <input type="checkbox" checked={signed} onChange={(event) => setSigned(event.target.checked)} />
        {DOOR.seatSigned}
      </label>
      {gap && (
        <p className="cv-field-error" role="alert">
          {DOOR.seatMissing}
        </p>
      )}
      {taking.isError && <Failure error={taking.error} />}
      <div className="cv-dialog-actions">
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          {COMMON.cancel}
        </button>
        <button type="submit" className="btn btn-primary" disabled={taking.isPending}>
          {DOOR.seatConfirm}
        </button>
      </div>
    </form>
  );
}

function keyOf(seat: SeatsNow["seats"][number]): string {
  return `${seat.deskId}@${seat.startsAt}`;
}
