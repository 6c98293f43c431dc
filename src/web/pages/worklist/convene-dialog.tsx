// Convening many: who, when, at which desk, by which way; who cannot and why. What is shown is what is done, or what has changed is said.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Convened, ConvenePreview } from "../../../contract/worklist.ts";
import { post } from "../../api.ts";
import { fullName, instant } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure, Loading } from "../../parts/states.tsx";
import { WORKLIST } from "../../texts/worklist.ts";

export function ConveneDialog({ cases, onClose }: { readonly cases: readonly string[]; readonly onClose: (done: boolean) => void }) {
  const [newer, setNewer] = useState<Convened | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const announce = useAnnounce();
  const asked = useQuery({
    queryKey: ["worklist", "convene", cases],
    queryFn: () => post<ConvenePreview>("/api/worklist/convene/preview", { cases }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const preview = newer?.preview ?? asked.data;
  const convene = async (): Promise<void> => {
    if (preview === undefined) return;
    setSending(true);
    setProblem(null);
    try {
      const seats = preview.seats.map(({ caseId, deskId, startsAt }) => ({ caseId, deskId, startsAt }));
      const done = await post<Convened>("/api/worklist/convene", { cases, seats });
      if (!done.done) return setNewer(done);
      announce(done.message);
      onClose(true);
    } catch (error) {
      setProblem(error);
    } finally {
      setSending(false);
    }
  };
  return (
    <Dialog title={WORKLIST.conveneTitle(cases.length)} onClose={() => onClose(false)}>
      {asked.isError && <Failure error={asked.error} retry={() => void asked.refetch()} />}
      {preview === undefined && !asked.isError && (
        <>
          <p role="status">{WORKLIST.conveneWorking}</p>
          <Loading lines={4} />
        </>
      )}
      {newer !== null && <Changes newer={newer} />}
      {preview !== undefined && <Preview preview={preview} />}
      {problem !== null && <Failure error={problem} />}
      <div className="cv-dialog-actions">
        <button type="button" className="btn btn-outline-primary" onClick={() => onClose(false)}>
          {WORKLIST.cancel}
        </button>
        {preview !== undefined && preview.seats.length > 0 && (
          <button type="button" className="btn btn-primary" disabled={sending} onClick={() => void convene()}>
            {sending ? WORKLIST.conveneSending : WORKLIST.conveneConfirm(preview.seats.length)}
          </button>
        )}
      </div>
    </Dialog>
  );
}

function Changes({ newer }: { readonly newer: Convened }) {
  return (
    <div className="alert alert-warning" role="alert">
      <p className="mb-1">{newer.message}</p>
      {newer.changes.length > 0 && (
        <ul className="mb-0" aria-label={WORKLIST.conveneChanged}>
          {newer.changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Preview({ preview }: { readonly preview: ConvenePreview }) {
  const { seats, cannot } = preview;
  return (
    <>
      {seats.length === 0 ? (
        <p className="fw-semibold">{WORKLIST.conveneNobody}</p>
      ) : (
        <>
          <p>{WORKLIST.conveneLead}</p>
          <h3>{WORKLIST.conveneSeats(seats.length)}</h3>
          <ul className="cv-convene-list">
            {seats.map((seat) => (
              <li key={seat.caseId}>
                <strong>{fullName(seat)}</strong>
                <span>{`${instant(seat.startsAt)}, ${WORKLIST.conveneDesk.toLowerCase()} ${seat.desk}`}</span>
                <span className="cv-muted">{`${WORKLIST.conveneHow} ${seat.channels.map((one) => WORKLIST.conveneChannels[one]).join(", ")}`}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {cannot.length > 0 && (
        <>
          <h3>{WORKLIST.conveneCannot(cannot.length)}</h3>
          <ul className="cv-convene-list">
            {cannot.map((one) => (
              <li key={one.caseId}>
                <strong>{fullName(one)}</strong>
                <span>{one.why}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
