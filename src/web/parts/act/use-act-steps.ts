// The steps of an act in its dialog: filled in, previewed, confirmed, sent once however often it is asked.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ActDone, ActPreview, FormAnswer } from "../../../contract/acts.ts";
import { ApiProblem, post } from "../../api.ts";
import { ACT } from "../../texts/acts.ts";
import { useAnnounce } from "../announce.tsx";
import { dropDraft, keepDraft, newActId, readDraft } from "./draft.ts";
import { resumed, useForm } from "./use-form.ts";
import type { FilledForm } from "./use-form.ts";

export interface ActDialogProps {
  readonly caseId: string;
  readonly procedure: string;
  readonly act: string;
  /** Italian: title of the dialog, the act as its table names it. */
  readonly label: string;
  /** Id of the item; null to begin one. */
  readonly item: string | null;
  /** Version of the item that the page shows; null where there is none. */
  readonly expectedVersion: number | null;
  /** May cost the benefit: confirmed twice. */
  readonly harms: boolean;
  readonly onClose: () => void;
  /** After the act, when the pages' data are already being read again. */
  readonly onDone?: (done: ActDone) => void;
}

export type Step = "fill" | "preview" | "harm" | "doubt";

export interface ActSteps {
  readonly step: Step;
  readonly form: FilledForm;
  readonly preview: ActPreview | null;
  readonly busy: boolean;
  readonly error: unknown;
  /** The form opened with what was typed before. */
  readonly resumed: boolean;
  /** What stands on the page was read again, because somebody else was faster. */
  readonly reloaded: boolean;
  readonly change: (values: Record<string, unknown>) => void;
  readonly askPreview: () => void;
  readonly askTwice: () => void;
  readonly confirm: () => void;
  readonly back: () => void;
  readonly restart: () => void;
  readonly reload: () => void;
}

type Props = ActDialogProps & { readonly form: FormAnswer["form"]; readonly reloadForm: () => void; readonly draft: string };

export function useActSteps(props: Props): ActSteps {
  const { form: shape, draft } = props;
  const [kept] = useState(() => readDraft(draft));
  const [written, setWritten] = useState(kept !== null && kept.asked === null);
  const form = useForm(shape.fields, kept === null ? undefined : resumed(shape.fields, kept.values));
  const [step, setStep] = useState<Step>(kept?.asked == null ? "fill" : "doubt");
  const [newer, setNewer] = useState<number | null>(null);
  const [previewed, setPreviewed] = useState<{ preview: ActPreview; input: Record<string, unknown> } | null>(null);
  // One number for the whole opening: whatever is asked again is the same act.
  const [actId] = useState(() => kept?.asked ?? newActId());
  const queries = useQueryClient();
  const [reloaded, setReloaded] = useState(false);
  const finish = useFinish(props);

  const requestOf = (input: Record<string, unknown>) => ({
    procedure: props.procedure,
    act: props.act,
    item: props.item,
    actId,
    expectedVersion: newer ?? props.expectedVersion,
    input,
  });
  const path = `/api/cases/${encodeURIComponent(props.caseId)}/acts`;
  const failed = (error: unknown): void => {
    if (!(error instanceof ApiProblem)) return;
    if (error.status === 401) void queries.invalidateQueries({ queryKey: ["session"] });
    if (error.code !== "MODULO_NON_VALIDO") return;
    setStep("fill");
    form.show(error.fields);
  };
  const previewing = useMutation({
    mutationFn: (input: Record<string, unknown>) => post<ActPreview>(`${path}/preview`, requestOf(input)),
    onSuccess: (preview, input) => {
      setPreviewed({ preview, input });
      setStep("preview");
    },
    onError: failed,
  });
  const sending = useMutation({
    mutationFn: (input: Record<string, unknown>) => {
      keepDraft(draft, { values: form.values, asked: actId });
      return post<ActDone>(path, requestOf(input));
    },
    onSuccess: finish,
    onError: (error) => {
      const lost = !(error instanceof ApiProblem) || error.status >= 500;
      keepDraft(draft, { values: form.values, asked: lost ? actId : null });
      if (lost) setStep("doubt");
      else failed(error);
    },
  });
  const send = (): void => {
    const input = previewed?.input ?? form.check();
    if (input === null) setStep("fill");
    else sending.mutate(input);
  };
  const clear = (): void => {
    previewing.reset();
    sending.reset();
  };
  return {
    step,
    form,
    preview: previewed?.preview ?? null,
    busy: previewing.isPending || sending.isPending,
    error: step === "fill" && isFields(previewing.error ?? sending.error) ? null : (sending.error ?? previewing.error),
    resumed: written,
    reloaded,
    change: (values) => {
      form.change(values);
      setPreviewed(null);
      keepDraft(draft, { values, asked: null });
    },
    askPreview: () => {
      clear();
      setReloaded(false);
      const input = form.check();
      if (input !== null) previewing.mutate(input);
    },
    askTwice: () => setStep("harm"),
    confirm: send,
    back: () => {
      clear();
      setStep("fill");
    },
    restart: () => {
      dropDraft(draft);
      setWritten(false);
      form.restart();
    },
    reload: () => {
      const problem = sending.error ?? previewing.error;
      if (problem instanceof ApiProblem && problem.changed != null) setNewer(problem.changed.version);
      clear();
      setPreviewed(null);
      setStep("fill");
      props.reloadForm();
      setReloaded(true);
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "act-form" });
    },
  };
}

/** What was typed is forgotten, the outcome is said, the pages read again what has changed. */
function useFinish({ draft, onClose, onDone }: Props): (done: ActDone) => Promise<void> {
  const queries = useQueryClient();
  const announce = useAnnounce();
  return async (done) => {
    dropDraft(draft);
    announce(done.repeated ? `${done.message} ${ACT.repeated}` : done.message);
    onClose();
    const reading = queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "act-form" });
    onDone?.(done);
    await reading;
  };
}

function isFields(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === "MODULO_NON_VALIDO";
}
