// Closing an edition from a day on, with the reason.

import { useId, useState } from "react";
import type { EditionDetail } from "../../../contract/activities.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { EDITION, EDITION_FORM } from "../../texts/activities.ts";

export function CloseDialog({ detail, onClose }: { readonly detail: EditionDetail; readonly onClose: () => void }) {
  const [on, setOn] = useState(detail.today);
  const id = useId();
  return (
    <ActForm
      title={EDITION_FORM.closeTitle}
      explain={EDITION_FORM.closeLead}
      path={`/api/activities/${encodeURIComponent(detail.row.id)}/close`}
      reasonField="because"
      confirm={EDITION.close}
      body={on === "" ? null : { on }}
      missing={EDITION_FORM.from}
      onClose={onClose}
    >
      <div className="cv-field">
        <label htmlFor={id}>{EDITION_FORM.from}</label>
        <input id={id} type="date" value={on} min={detail.today} required onChange={(event) => setOn(event.target.value)} />
      </div>
    </ActForm>
  );
}
