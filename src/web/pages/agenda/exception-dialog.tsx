// Entering and withdrawing an exception to the hours: written, looked at with everybody it hits, approved in one act, followed to its end.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent, ReactNode } from "react";
import type { ChangeDone, ChangePreview, ExceptionDraft, HoursChange, OfficeException, OfficeHours, ReplanProgress } from "../../../contract/agenda-hours.ts";
import { ApiProblem, get, post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Failure } from "../../parts/states.tsx";
import { HOURS } from "../../texts/agenda.ts";
import { COMMON } from "../../texts/common.ts";
import { AGENDA } from "../../texts/office.ts";
import { Proposals } from "./proposals.tsx";

type Weekday = ExceptionDraft["weekdays"][number];
const EVERY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** "09:30" as minutes; null for what is no hour. */
const minutesOf = (text: string): number | null => {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(text) ?? [];
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute);
};

interface Written {
  readonly kind: "closure" | "opening";
  readonly from: string;
  readonly to: string;
  readonly allDay: boolean;
  readonly fromTime: string;
  readonly toTime: string;
  readonly deskId: string;
  readonly weekdays: readonly Weekday[];
  readonly reason: string;
}

export function EnterDialog({ hours, onClose }: { readonly hours: OfficeHours; readonly onClose: () => void }) {
  const [id] = useState(() => crypto.randomUUID());
  const [form, setForm] = useState<Written>({
    kind: "closure", from: hours.today, to: hours.today, allDay: true, fromTime: "09:00", toTime: "12:30", deskId: "", weekdays: EVERY, reason: "",
  });
  const set = (part: Partial<Written>): void => setForm((before) => ({ ...before, ...part }));
  const timed = form.kind === "opening" || !form.allDay;
  const draft: ExceptionDraft = {
    id, kind: form.kind, from: form.from, to: form.to, weekdays: form.from === form.to ? [...EVERY] : [...form.weekdays],
    fromMinute: timed ? minutesOf(form.fromTime) : null, toMinute: timed ? minutesOf(form.toTime) : null,
    deskId: form.deskId === "" ? null : Number(form.deskId), reason: form.reason,
  };
  return (
    <ChangeDialog title={HOURS.add} change={{ enter: draft }} onClose={onClose}>
      {(problemOf) => <DraftFields form={form} set={set} hours={hours} problemOf={problemOf} />}
    </ChangeDialog>
  );
}

export function WithdrawDialog({ exception, what, onClose }: { readonly exception: OfficeException; readonly what: string; readonly onClose: () => void }) {
  const [reason, setReason] = useState("");
  return (
    <ChangeDialog title={HOURS.withdrawTitle} change={{ withdraw: exception.id, reason }} onClose={onClose}>
      {(problemOf) => (
        <>
          <p>
            <strong>{what}</strong>
          </p>
          <p>{HOURS.withdrawExplain}</p>
          <ReasonField value={reason} onChange={setReason} problem={problemOf("reason")} />
        </>
      )}
    </ChangeDialog>
  );
}

type ProblemOf = (field: string) => string | null;

interface ChangeDialogProps {
  readonly title: string;
  readonly change: HoursChange;
  readonly onClose: () => void;
  readonly children: (problemOf: ProblemOf) => ReactNode;
}

/** Written, then looked at, then approved: three steps, and what was typed is kept when going back. */
function ChangeDialog({ title, change, onClose, children }: ChangeDialogProps) {
  const [replanId, setReplanId] = useState<string | null>(null);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const looking = useMutation({ mutationFn: () => post<ChangePreview>("/api/agenda/hours/preview", { change }) });
  const approving = useMutation({
    mutationFn: (digest: string) => post<ChangeDone>("/api/agenda/hours", { change, digest }),
    onSuccess: async (done) => {
      announce(done.message);
      if (done.replanId === null) onClose();
      setReplanId(done.replanId);
      await queries.invalidateQueries({ queryKey: ["agenda"] });
    },
  });
  const shown = looking.data;
  const problemOf: ProblemOf = (field) =>
    looking.error instanceof ApiProblem ? (looking.error.fields.find((one) => one.field.endsWith(field))?.message ?? null) : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    approving.reset();
    looking.mutate();
  };
  if (replanId !== null) return <Progress title={title} replanId={replanId} onClose={onClose} />;
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} noValidate className={shown === undefined ? undefined : "visually-hidden"} inert={shown !== undefined}>
        {children(problemOf)}
        {looking.isError && <Failure error={looking.error} />}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {COMMON.cancel}
          </button>
          <button type="submit" className="btn btn-primary" disabled={looking.isPending}>
            {HOURS.preview}
          </button>
        </div>
      </form>
      {shown !== undefined && (
        <>
          <Proposals preview={shown} />
          {approving.isError && <Failure error={approving.error} />}
          <div className="cv-dialog-actions">
            <button
              type="button"
              className="btn btn-outline-primary"
              onClick={() => {
                looking.reset();
                approving.reset();
              }}
            >
              {HOURS.back}
            </button>
            <button type="button" className="btn btn-primary" disabled={approving.isPending} onClick={() => approving.mutate(shown.digest)}>
              {HOURS.approveClose(shown.proposals.length)}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function Progress({ title, replanId, onClose }: { readonly title: string; readonly replanId: string; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const result = useQuery({
    queryKey: ["replan", replanId],
    queryFn: ({ signal }) => get<ReplanProgress>(`/api/agenda/replans/${replanId}`, signal),
    refetchInterval: (asked) => (asked.state.data?.done === true ? false : 700),
  });
  const progress = result.data;
  const close = (): void => {
    onClose();
    void queries.invalidateQueries();
  };
  return (
    <Dialog title={title} onClose={close}>
      <div role="status">
        {progress !== undefined &&
          (progress.done ? (
            <p>{HOURS.finished(progress.moved, progress.sameTime, progress.task)}</p>
          ) : (
            <p>{HOURS.running(progress.all - progress.waiting, progress.all)}</p>
          ))}
      </div>
      {progress !== undefined && (
        <progress className="cv-progress" value={progress.all - progress.waiting} max={progress.all} aria-label={title} />
      )}
      {result.isError && <Failure error={result.error} retry={() => void result.refetch()} />}
      <div className="cv-dialog-actions">
        <button type="button" className="btn btn-primary" onClick={close}>
          {HOURS.close}
        </button>
      </div>
    </Dialog>
  );
}

interface DraftProps {
  readonly form: Written;
  readonly set: (part: Partial<Written>) => void;
  readonly hours: OfficeHours;
  readonly problemOf: ProblemOf;
}

function DraftFields({ form, set, hours, problemOf }: DraftProps) {
  const id = useId();
  return (
    <>
      <Segments
        label={HOURS.kind}
        value={form.kind}
        onChange={(kind) => set({ kind })}
        options={[
          ["closure", HOURS.kinds.closure],
          ["opening", HOURS.kinds.opening],
        ]}
      />
      <div className="cv-pair">
        <DateField label={HOURS.from} value={form.from} min={hours.today} onChange={(from) => set({ from, to: form.to < from ? from : form.to })} problem={problemOf("from")} />
        <DateField label={HOURS.to} value={form.to} min={form.from} onChange={(to) => set({ to })} problem={problemOf("to")} />
      </div>
      {form.from !== form.to && <WeekdayFields chosen={form.weekdays} onChange={(weekdays) => set({ weekdays })} problem={problemOf("weekdays")} />}
      {form.kind === "closure" && (
        <p className="form-check">
          <input id={`${id}-all`} type="checkbox" checked={form.allDay} onChange={(event) => set({ allDay: event.target.checked })} />
          <label htmlFor={`${id}-all`}>{HOURS.allDay}</label>
        </p>
      )}
      {(form.kind === "opening" || !form.allDay) && (
        <div className="cv-pair">
          <TimeField label={HOURS.fromTime} value={form.fromTime} onChange={(fromTime) => set({ fromTime })} problem={problemOf("fromMinute")} />
          <TimeField label={HOURS.toTime} value={form.toTime} onChange={(toTime) => set({ toTime })} problem={problemOf("toMinute")} />
        </div>
      )}
      <div className="cv-field">
        <label htmlFor={`${id}-desk`}>{HOURS.desk}</label>
        <select id={`${id}-desk`} value={form.deskId} onChange={(event) => set({ deskId: event.target.value })}>
          <option value="">{HOURS.allDesks}</option>
          {hours.desks.map((desk) => (
            <option key={desk.id} value={desk.id}>
              {AGENDA.deskName(desk.number)}
            </option>
          ))}
        </select>
      </div>
      <ReasonField value={form.reason} onChange={(reason) => set({ reason })} problem={problemOf("reason")} />
    </>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly problem: string | null;
}

function DateField({ label, value, onChange, problem, min }: FieldProps & { readonly min: string }) {
  const id = useId();
  return (
    <div className="cv-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="date" value={value} min={min} required onChange={(event) => onChange(event.target.value)} aria-invalid={problem !== null} />
      {problem !== null && <small className="cv-field-error">{problem}</small>}
    </div>
  );
}

function TimeField({ label, value, onChange, problem }: FieldProps) {
  const id = useId();
  return (
    <div className="cv-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="time" value={value} step={300} required onChange={(event) => onChange(event.target.value)} aria-invalid={problem !== null} />
      {problem !== null && <small className="cv-field-error">{problem}</small>}
    </div>
  );
}

function WeekdayFields({ chosen, onChange, problem }: { readonly chosen: readonly Weekday[]; readonly onChange: (days: readonly Weekday[]) => void; readonly problem: string | null }) {
  return (
    <fieldset className="cv-weekdays">
      <legend>{HOURS.weekdays}</legend>
      {EVERY.map((day) => (
        <label key={day}>
          <input
            type="checkbox"
            checked={chosen.includes(day)}
            onChange={(event) => onChange(EVERY.filter((one) => (one === day ? event.target.checked : chosen.includes(one))))}
          />
          {HOURS.days[day]}
        </label>
      ))}
      {problem !== null && <small className="cv-field-error">{problem}</small>}
    </fieldset>
  );
}

function ReasonField({ value, onChange, problem }: Omit<FieldProps, "label">) {
  const id = useId();
  return (
    <div className="cv-field">
      <label htmlFor={id}>{HOURS.reason}</label>
      <textarea
        id={id}
        rows={2}
        maxLength={500}
        required
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={`${id}-help`}
        aria-invalid={problem !== null}
      />
      <small id={`${id}-help`} className={problem === null ? undefined : "cv-field-error"}>
        {problem ?? HOURS.reasonHelp}
      </small>
    </div>
  );
}
