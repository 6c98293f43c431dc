// Moving somebody: from where to where, what they will read, the reason; when the seat is gone, another is chosen without losing what was typed.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import type { TextPreview as Preview } from "../../../contract/agenda.ts";
import type { Done } from "../../../contract/problem.ts";
import { ApiProblem, post } from "../../api.ts";
import { fullName, longInstant } from "../../format.ts";
import { useActId } from "../../parts/act/draft.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { SeatChoice } from "../../parts/seat-choice.tsx";
import { Failure, Loaded } from "../../parts/states.tsx";
import { MOVE } from "../../texts/agenda.ts";
import { COMMON } from "../../texts/common.ts";
import type { Booked, Place } from "./board.ts";
import { TextPreview } from "./text-preview.tsx";

export type Target = Pick<Place, "deskId" | "startsAt">;

export interface MoveDialogProps {
  readonly booked: Booked;
  /** Where they were dropped; null: still to be chosen. */
  readonly target: Target | null;
  readonly deskName: (id: number) => string;
  readonly onClose: () => void;
}

export function MoveDialog({ booked, target, deskName, onClose }: MoveDialogProps) {
  const [seat, setSeat] = useState<Target | null>(target);
  const [choosing, setChoosing] = useState(target === null);
  const [reason, setReason] = useState("");
  const id = useId();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const asked = { caseId: booked.caseId, appointmentId: booked.id, ...seat };
  const actId = useActId(asked, reason);
  const preview = useQuery({
    queryKey: ["move-preview", booked.id, seat?.deskId, seat?.startsAt],
    queryFn: () => post<Preview>("/api/agenda/moves/preview", asked),
    enabled: seat !== null,
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
  const sending = useMutation({
    mutationFn: () => post<Done>("/api/agenda/moves", { ...asked, reason, actId }),
    onSuccess: async (done) => {
      announce(done.message);
      onClose();
      await queries.invalidateQueries();
    },
    // What somebody else has done meanwhile must be on the page behind.
    onError: () => queries.invalidateQueries({ queryKey: ["agenda"] }),
  });
  const refusal = sending.error ?? preview.error;
  const reasonProblem = sending.error instanceof ApiProblem ? (sending.error.fields.find((one) => one.field === "reason")?.message ?? null) : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (seat !== null) sending.mutate();
  };
  return (
    <Dialog title={MOVE.title(fullName(booked))} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <dl className="cv-from-to">
          <dt>{MOVE.from}</dt>
          <dd>{`${longInstant(booked.startsAt)}, ${deskName(booked.deskId)}`}</dd>
          <dt>{MOVE.to}</dt>
          <dd>{seat === null ? MOVE.choose : `${longInstant(seat.startsAt)}, ${deskName(seat.deskId)}`}</dd>
        </dl>
        {choosing ? (
          <SeatChoice
            caseId={booked.caseId}
            chosen={seat}
            onChoose={(chosen) => {
              sending.reset();
              setSeat(chosen);
            }}
          />
        ) : (
          <p>
            <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setChoosing(true)}>
              {MOVE.another}
            </button>
          </p>
        )}
        {seat !== null && refusal === null && <Loaded result={preview} lines={3}>{(found) => <TextPreview preview={found} />}</Loaded>}
        {refusal !== null && reasonProblem === null && <Failure error={refusal} />}
        <div className="cv-field">
          <label htmlFor={id}>{MOVE.reason}</label>
          <textarea
            id={id}
            rows={2}
            maxLength={500}
            required
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            aria-describedby={`${id}-help`}
            aria-invalid={reasonProblem !== null}
          />
          <small id={`${id}-help`} role={reasonProblem === null ? undefined : "alert"} className={reasonProblem === null ? undefined : "cv-field-error"}>
            {reasonProblem ?? COMMON.reasonHelp}
          </small>
        </div>
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {COMMON.cancel}
          </button>
          <button type="submit" className="btn btn-primary" disabled={seat === null || sending.isPending || preview.isError}>
            {preview.data?.messages.length === 0 ? MOVE.confirmQuiet : MOVE.confirm}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
