// What is decided of a text: approval by a second person, back to whoever wrote it, back in force; and a trial to oneself.

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { Done } from "../../../contract/problem.ts";
import type { TextDetail, TextVersionRow } from "../../../contract/texts.ts";
import { post } from "../../api.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { COMMON } from "../../texts/common.ts";
import { DECIDE, EDITOR } from "../../texts/message-texts.ts";

export function ApproveDialog({ version, today, onClose }: { readonly version: TextVersionRow; readonly today: string; readonly onClose: () => void }) {
  const [from, setFrom] = useState(today);
  const [only, setOnly] = useState(false);
  const id = useId();
  return (
    <ActForm
      title={DECIDE.approveTitle}
      explain={DECIDE.approveExplain}
      path={`/api/texts/versions/${version.id}/approve`}
      reasonField="because"
      confirm={DECIDE.approve}
      body={!only && from === "" ? null : { revision: version.revision, fromOn: only ? null : from }}
      missing={DECIDE.from}
      onClose={onClose}
    >
      <div className="cv-field">
        <label htmlFor={id}>{DECIDE.from}</label>
        <input id={id} type="date" value={from} min={today} disabled={only} onChange={(event) => setFrom(event.target.value)} />
      </div>
      <div className="cv-field">
        <label>
          <input type="checkbox" checked={only} onChange={(event) => setOnly(event.target.checked)} /> {DECIDE.notInForce}
        </label>
      </div>
    </ActForm>
  );
}

export function ReturnDialog({ version, onClose }: { readonly version: TextVersionRow; readonly onClose: () => void }) {
  return (
    <ActForm
      title={DECIDE.returnTitle}
      explain={DECIDE.returnExplain}
      path={`/api/texts/versions/${version.id}/return`}
      reasonField="because"
      confirm={DECIDE.returnIt}
      body={{ revision: version.revision }}
      onClose={onClose}
    />
  );
}

export function BackDialog({ detail, textId, version, onClose }: { readonly detail: TextDetail; readonly textId: string | null; readonly version: string; readonly onClose: () => void }) {
  const { kind, channel, locale } = detail;
  return (
    <ActForm
      title={DECIDE.backTitle}
      explain={DECIDE.backExplain(version)}
      path="/api/texts/in-force"
      reasonField="because"
      confirm={DECIDE.back}
      body={{ kind, channel, locale, textId }}
      onClose={onClose}
    />
  );
}

export function TryDialog({ id, channel, known, onClose }: { readonly id: string; readonly channel: "sms" | "email"; readonly known: string | null; readonly onClose: () => void }) {
  const [to, setTo] = useState(known ?? "");
  const field = useId();
  const announce = useAnnounce();
  const sending = useMutation({
    mutationFn: () => post<Done>(`/api/texts/versions/${id}/try`, { to }),
    onSuccess: ({ message }) => {
      announce(message);
      onClose();
    },
  });
  return (
    <Dialog title={EDITOR.tryTitle} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <p>{EDITOR.tryExplain}</p>
        <div className="cv-field">
          <label htmlFor={field}>{EDITOR.tryTo[channel]}</label>
          <input id={field} type={channel === "sms" ? "tel" : "email"} autoComplete={channel === "sms" ? "tel" : "email"} value={to} required onChange={(event) => setTo(event.target.value)} />
        </div>
        {sending.isError && <Failure error={sending.error} />}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {COMMON.cancel}
          </button>
          <button type="submit" className="btn btn-primary" disabled={sending.isPending || to.trim() === ""}>
            {EDITOR.trySend}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
