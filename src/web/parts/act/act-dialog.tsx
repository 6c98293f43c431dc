// An act done from a page: its form, what it would do, the confirmation (two where it may cost the benefit), its outcome or why not.

import { useQuery } from "@tanstack/react-query";
import type { FormAnswer } from "../../../contract/acts.ts";
import { get, query } from "../../api.ts";
import { useSession } from "../../session.ts";
import { ACT, FORM } from "../../texts/acts.ts";
import { COMMON } from "../../texts/common.ts";
import { Dialog, takeFocus } from "../dialog.tsx";
import { Icon } from "../icon.tsx";
import { Loading } from "../states.tsx";
import { ActPreview } from "./act-preview.tsx";
import { draftKey } from "./draft.ts";
import { FormFields } from "./form-fields.tsx";
import { Refusal } from "./refusal.tsx";
import { useActSteps } from "./use-act-steps.ts";
import type { ActDialogProps, ActSteps } from "./use-act-steps.ts";
import "../../styles/act.css";

export function ActDialog(props: ActDialogProps) {
  const { caseId, procedure, act, item } = props;
  const login = useSession().data?.user.login ?? "";
  const form = useQuery({
    queryKey: ["act-form", caseId, procedure, act, item],
    queryFn: ({ signal }) =>
      get<FormAnswer>(`/api/cases/${encodeURIComponent(caseId)}/form${query({ procedure, act, item })}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Dialog title={props.label} onClose={props.onClose}>
      <div className="cv-act-dialog">
        {form.data !== undefined && login !== "" ? (
          <Steps {...props} form={form.data.form} reloadForm={() => void form.refetch()} draft={draftKey(login, caseId, procedure, act, item)} />
        ) : form.isError ? (
          <>
            <Refusal error={form.error} />
            <div className="cv-dialog-actions">
              <button type="button" className="btn btn-outline-primary" onClick={() => void form.refetch()}>
                {COMMON.retry}
              </button>
            </div>
          </>
        ) : (
          <Loading lines={3} />
        )}
      </div>
    </Dialog>
  );
}

type StepsProps = ActDialogProps & { readonly form: FormAnswer["form"]; readonly reloadForm: () => void; readonly draft: string };

function Steps(props: StepsProps) {
  const steps = useActSteps(props);
  const { step } = steps;
  return (
    <>
      {props.form.lead !== null && step === "fill" && <p>{props.form.lead}</p>}
      {steps.resumed && step === "fill" && (
        <p className="cv-note" role="status">
          {ACT.resumed}
          <button type="button" className="btn btn-outline-primary btn-sm" onClick={steps.restart}>
            {ACT.restart}
          </button>
        </p>
      )}
      {steps.reloaded && step === "fill" && (
        <p className="cv-note" role="status">
          {ACT.reloaded}
        </p>
      )}
      {step === "fill" && <Fill {...props} steps={steps} />}
      {(step === "preview" || step === "harm") && <Confirm {...props} steps={steps} />}
      {step === "doubt" && <Doubt steps={steps} onClose={props.onClose} />}
    </>
  );
}

function Fill({ form, onClose, steps }: StepsProps & { readonly steps: ActSteps }) {
  const nothing = form.fields.every((field) => field.kind === "fixed" && field.shown === null);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        steps.askPreview();
      }}
    >
      {nothing && <p>{ACT.nothingToFill}</p>}
      <FormFields
        fields={form.fields}
        values={steps.form.values}
        problems={steps.form.problems}
        onChange={steps.change}
        idPrefix="act"
        attempt={steps.form.attempt}
      />
      {form.fields.some(({ required, kind }) => !required && kind !== "yes-no") && <p className="cv-help">{FORM.others}</p>}
      {steps.error !== null && <Refusal error={steps.error} onReload={steps.reload} />}
      <div className="cv-dialog-actions">
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          {COMMON.cancel}
        </button>
        <button type="submit" className="btn btn-primary" disabled={steps.busy}>
          {steps.busy ? ACT.loadingPreview : ACT.preview}
        </button>
      </div>
    </form>
  );
}

function Confirm({ caseId, harms, steps }: StepsProps & { readonly steps: ActSteps }) {
  if (steps.preview === null) return null;
  const second = steps.step === "harm";
  return (
    <>
      <ActPreview preview={steps.preview} caseId={caseId} />
      {second && (
        <div className="cv-note cv-note-doubt" role="alert" tabIndex={-1} ref={takeFocus}>
          <strong>
            <Icon name="warning-circle" /> {ACT.harmTitle}
          </strong>
          <p className="mb-0">{ACT.harmAsk}</p>
        </div>
      )}
      {steps.error !== null && <Refusal error={steps.error} onReload={steps.reload} />}
      <div className="cv-dialog-actions">
        <button type="button" className="btn btn-outline-primary" onClick={steps.back}>
          {ACT.back}
        </button>
        <button
          type="button"
          // Another button at the second confirmation: a double press of the first does not give it.
          key={steps.step}
          ref={second ? null : takeFocus}
          className={second ? "btn btn-danger" : "btn btn-primary"}
          disabled={steps.busy}
          onClick={harms && !second ? steps.askTwice : steps.confirm}
        >
          {second ? ACT.confirmHarm : harms ? ACT.goOn : ACT.confirm}
        </button>
      </div>
    </>
  );
}

/** The answer got lost: what was asked may be done or not, and is asked again under the same number. */
function Doubt({ steps, onClose }: { readonly steps: ActSteps; readonly onClose: () => void }) {
  return (
    <>
      <div className="cv-note cv-note-doubt" role="alert">
        <strong>{ACT.doubtTitle}</strong>
        <p className="mb-0">{ACT.doubt}</p>
      </div>
      <div className="cv-dialog-actions">
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          {COMMON.close}
        </button>
        <button type="button" className="btn btn-primary" ref={takeFocus} disabled={steps.busy} onClick={steps.confirm}>
          {ACT.retry}
        </button>
      </div>
    </>
  );
}
