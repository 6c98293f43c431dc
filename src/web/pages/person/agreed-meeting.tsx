// The meeting agreed for the next time, with its acts: moved, cancelled, and what came of it once its hour is past.

import { useState } from "react";
import type { Person } from "../../../contract/person.ts";
import { longInstant } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { MEETING } from "../../texts/meeting.ts";
import { MoveDialog } from "./move-dialog.tsx";

export function AgreedMeeting({ person, meeting }: { readonly person: Person; readonly meeting: Person["appointments"][number] }) {
  const [asked, setAsked] = useState<"move" | "cancel" | null>(null);
  const close = (): void => setAsked(null);
  return (
    <div className="cv-box cv-appointment">
      <div>
        <p className="cv-when">{longInstant(meeting.startsAt)}</p>
        <p className="cv-muted mb-0">{[MEETING.name, meeting.office, meeting.desk].join(" · ")}</p>
      </div>
      <div>
        <button type="button" className="btn btn-primary" onClick={() => setAsked("move")}>
          {MEETING.move}
        </button>{" "}
        <button type="button" className="btn btn-outline-primary" onClick={() => setAsked("cancel")}>
          {MEETING.cancel}
        </button>
      </div>
      {asked === "move" && <MoveDialog caseId={person.caseId} appointmentId={meeting.id} onClose={close} />}
      {asked === "cancel" && (
        <ActForm
          title={MEETING.cancelTitle}
          explain={MEETING.cancelExplain}
          path={`/api/cases/${person.caseId}/meeting/cancel`}
          body={{ appointmentId: meeting.id }}
          numbered
          confirm={MEETING.cancel}
          onClose={close}
        />
      )}
    </div>
  );
}
