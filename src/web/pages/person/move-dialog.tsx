// Moving an appointment: a day, a free seat of that day, the reason.

import { useState } from "react";
import { ActForm } from "../../parts/act-form.tsx";
import { SeatChoice } from "../../parts/seat-choice.tsx";
import type { Seat } from "../../parts/seat-choice.tsx";
import { PERSON } from "../../texts/office.ts";

export interface MoveDialogProps {
  readonly caseId: string;
  /** The seat that is given up: of the summons, or of an agreed meeting. */
  readonly appointmentId: string;
  readonly onClose: () => void;
}

export function MoveDialog({ caseId, appointmentId, onClose }: MoveDialogProps) {
  const [seat, setSeat] = useState<Seat | null>(null);
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
      <SeatChoice caseId={caseId} chosen={seat} onChoose={setSeat} />
    </ActForm>
  );
}
