// What can be done with an agreed meeting from its day: they came, they did not, what was written was a mistake.

import { useState } from "react";
import type { DaySheetRow, MeetingOutcome } from "../../../contract/day-sheet.ts";
import { fullName } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { newActId } from "../../parts/act/draft.ts";
import { Failure } from "../../parts/states.tsx";
import { MEETING } from "../../texts/meeting.ts";
import { useDeed } from "./live.ts";
import type { LiveSheet } from "./live.ts";

export interface MeetingOutcomesProps {
  readonly caseId: string;
  readonly appointmentId: string;
  readonly name: string;
  /** The hour is past, and whoever looks may say that nobody came. */
  readonly mayMiss: boolean;
}

export function MeetingOutcomes({ caseId, appointmentId, name, mayMiss }: MeetingOutcomesProps) {
  const deed = useDeed<MeetingOutcome>(() => "/api/day-sheet/meetings");
  const record = (act: "came" | "missed"): void => deed.mutate({ caseId, appointmentId, act, actId: newActId() });
  return (
    <>
      <button type="button" className="btn btn-primary btn-sm" aria-label={MEETING.cameOf(name)} disabled={deed.isPending} onClick={() => record("came")}>
        {MEETING.came}
      </button>
      {mayMiss && (
        <button type="button" className="cv-quiet" aria-label={MEETING.missedOf(name)} disabled={deed.isPending} onClick={() => record("missed")}>
          {MEETING.missed}
        </button>
      )}
      {deed.isError && <Failure error={deed.error} />}
    </>
  );
}

export function MeetingActs({ row, meetingId, live }: { readonly row: DaySheetRow; readonly meetingId: string; readonly live: LiveSheet }) {
  const { can, sheet } = live;
  const [correcting, setCorrecting] = useState(false);
  const [actId] = useState(newActId);
  if (!can.reception || sheet.closed !== null || sheet.day > sheet.today) return null;
  const name = fullName(row);
  if (row.standing === "expected" || row.standing === "late")
    return <MeetingOutcomes caseId={row.caseId} appointmentId={meetingId} name={name} mayMiss={can.outcomes && row.standing === "late"} />;
  if (!can.outcomes) return null;
  return (
    <>
      <button type="button" className="cv-quiet" aria-label={MEETING.undoOf(name)} onClick={() => setCorrecting(true)}>
        {MEETING.undo}
      </button>
      {correcting && (
        <ActForm
          title={MEETING.undoTitle}
          explain={MEETING.undoExplain}
          path="/api/day-sheet/meetings"
          body={{ caseId: row.caseId, appointmentId: meetingId, act: "undo", actId }}
          confirm={MEETING.undoConfirm}
          onClose={() => setCorrecting(false)}
        />
      )}
    </>
  );
}
