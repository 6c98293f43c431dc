// The meeting agreed for the next time, with its acts as the server offers them: what came of it, moved, cancelled; the others greyed, with the reason.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DayDone } from "../../../contract/day-sheet.ts";
import type { Person } from "../../../contract/person.ts";
import { post } from "../../api.ts";
import { longInstant } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Greyed } from "../../parts/act/act-buttons.tsx";
import { newActId } from "../../parts/act/draft.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Failure } from "../../parts/states.tsx";
import { MEETING } from "../../texts/meeting.ts";
import { MoveDialog } from "./move-dialog.tsx";

type Act = Person["meetingOffers"][number]["act"];

export function AgreedMeeting({ person, meeting }: { readonly person: Person; readonly meeting: Person["appointments"][number] }) {
  const [asked, setAsked] = useState<"move" | "cancel" | null>(null);
  // One number for each outcome: asked again after a lost answer it is not written twice.
  const [numbers] = useState(() => ({ came: newActId(), missed: newActId() }));
  const queries = useQueryClient();
  const announce = useAnnounce();
  const outcome = useMutation({
    mutationFn: (act: "came" | "missed") =>
      post<DayDone>("/api/day-sheet/meetings", { caseId: person.caseId, appointmentId: meeting.id, act, actId: numbers[act] }),
    onSuccess: (done) => announce(done.message),
    onSettled: () => queries.invalidateQueries(),
  });
  const close = (): void => setAsked(null);
  const begin = (act: Act): void => (act === "move" || act === "cancel" ? setAsked(act) : outcome.mutate(act));
  const allowed = person.meetingOffers.filter((offer) => offer.allowed);
  const greyed = person.meetingOffers.filter((offer) => !offer.allowed).map((offer) => ({ ...offer, law: null }));
  return (
    <div className="cv-box cv-appointment">
      <div>
        <p className="cv-when">{longInstant(meeting.startsAt)}</p>
        <p className="cv-muted mb-0">{[MEETING.name, meeting.office, meeting.desk].join(" · ")}</p>
      </div>
      <div className="cv-meeting-acts">
        {allowed.length > 0 && (
          <ul className="cv-act-list">
            {allowed.map(({ act, label }, at) => (
              <li key={act}>
                <button type="button" className={`btn ${at === 0 ? "btn-primary" : "btn-outline-primary"}`} disabled={outcome.isPending} onClick={() => begin(act)}>
                  {label}
                </button>
              </li>
            ))}
          </ul>
        )}
        {greyed.length > 0 && <Greyed offers={greyed} />}
        {outcome.isError && <Failure error={outcome.error} />}
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
