// Forms of the acts of an activity: the editions that suit the person, the days of its register, the outcome.

import { ACTIVITY_OUTCOMES, ATTENDANCE_MARKS } from "../../../domain/activities/texts.ts";
import type { ActivityData } from "../../../domain/activities/data.ts";
import type { ActivityAct, AttendanceMark } from "../../../domain/activities/types.ts";
import type { ActForm, FormField, FormOption } from "../../../domain/procedure/form-types.ts";
import { dayText } from "../day-text.ts";
import { choicesFor } from "../../activities/choices.ts";
import { ACTIVITY_LABELS } from "./activities-texts.ts";
import { CONSEQUENCES_TOLD, day, form, REASON, told } from "./fields.ts";
import type { FormContext, ProcedureForms } from "./form-context.ts";

/** A day of the fact: not after today. */
export function factDay({ moment }: FormContext, label: string = ACTIVITY_LABELS.on): FormField {
  return day("on", label, { to: moment.today, initial: moment.today });
}

const withReason = (context: FormContext): ActForm => form(factDay(context), REASON);
const onlyDay = (context: FormContext): ActForm => form(factDay(context));

/** One of the justified reasons of the measure, and that its proof was seen. */
export function excuse({ moment }: FormContext, required = false): FormField[] {
  const { justifications } = moment.facts.parameters;
  const options = justifications.map(({ reason, title, proof }) => ({ value: reason, label: title, hint: proof }));
  return [
    { kind: "choice", name: "justifiedReason", label: ACTIVITY_LABELS.justifiedReason, required, options, ...(required ? {} : { help: ACTIVITY_LABELS.justifiedHelp }) },
    {
      kind: "yes-no", name: "evidenceSeen", label: ACTIVITY_LABELS.evidenceSeen, required: false,
      ...(required ? {} : { when: { field: "justifiedReason", in: options.map(({ value }) => value) } }),
    },
  ];
}

const REGISTER_SEEN: FormField = { kind: "yes-no", name: "registerSeen", label: ACTIVITY_LABELS.registerSeen, required: false };

const withdrawal = (context: FormContext): ActForm =>
  form(factDay(context), ...excuse(context), { ...REASON, label: ACTIVITY_LABELS.withdrawalReason }, CONSEQUENCES_TOLD);

const hours = (name: string, label: string, most: number): FormField => ({
  kind: "number", name, label, required: true, min: 0.25, max: most, whole: false, unit: ACTIVITY_LABELS.hoursUnit,
});

/** Days of the register with these marks, as a choice; the day itself is what the act takes. */
function recordedDays({ item }: FormContext, name: string, marks: readonly AttendanceMark[]): FormField {
  const { attendance = [] } = (item?.data ?? {}) as Partial<ActivityData>;
  const options = attendance
    .filter(({ mark }) => marks.includes(mark))
    .map(({ day: on, mark }) => ({ value: on, label: ACTIVITY_LABELS.dayAt(dayText(on), ATTENDANCE_MARKS[mark]) }));
  return { kind: "choice", name: "on", label: name, required: true, options };
}

async function propose(context: FormContext): Promise<ActForm> {
  const choices = await choicesFor(context.client, context.moment);
  const options = choices.map(({ edition, label, hint }): FormOption => ({ value: edition.id, label, hint }));
  const pucs = choices.filter(({ edition }) => edition.kind === "puc").map(({ edition }) => edition.id);
  const asking = choices.filter(({ edition }) => edition.requirements.qualifications.length > 0);
  const codes = [...new Set(asking.flatMap(({ edition }) => edition.requirements.qualifications))].toSorted();
  const hoursField = { ...hours("weeklyHours", ACTIVITY_LABELS.weeklyHours, 40), help: ACTIVITY_LABELS.weeklyHoursHelp, when: { field: "entryId", in: pucs } };
  return told(
    options.length === 0 ? ACTIVITY_LABELS.noEntry : ACTIVITY_LABELS.proposeLead,
    { kind: "choice", name: "entryId", label: ACTIVITY_LABELS.entry, help: ACTIVITY_LABELS.entryHelp, required: true, options },
    factDay(context, ACTIVITY_LABELS.onProposed),
    ...(pucs.length === 0
      ? []
      : [hoursField, { kind: "yes-no", name: "hoursAgreed", label: ACTIVITY_LABELS.hoursAgreed, required: false, when: { field: "entryId", in: pucs } } as const]),
    ...(codes.length === 0
      ? []
      : [{
          kind: "many", name: "qualificationsSeen", label: ACTIVITY_LABELS.qualifications, required: false,
          options: codes.map((code) => ({ value: code, label: code })),
          when: { field: "entryId", in: asking.map(({ edition }) => edition.id) },
        } as const]),
  );
}

function transform(context: FormContext): ActForm {
  const { item, moment } = context;
  const options = moment.facts.items
    .filter(({ id, procedure, closedAt }) => procedure === "attivita" && id !== item?.id && closedAt === null)
    .map(({ id, data }) => ({ value: id, label: (data as unknown as ActivityData).entry?.title ?? id }));
  return form(factDay(context), { kind: "choice", name: "replacedBy", label: ACTIVITY_LABELS.replacedBy, required: true, options }, REASON);
}

function start(context: FormContext): ActForm {
  const { startsOn } = ((context.item?.data ?? {}) as Partial<ActivityData>).entry ?? { startsOn: context.moment.today };
  const { today } = context.moment;
  return form(day("on", ACTIVITY_LABELS.onStarted, { to: today, initial: startsOn < today ? startsOn : today }));
}

const outcomeOptions: FormOption[] = [
  { value: "completed", label: ACTIVITY_OUTCOMES.completed },
  { value: "certified", label: ACTIVITY_OUTCOMES.certified },
];

export const ACTIVITY_FORMS: ProcedureForms<ActivityAct> = {
  propose,
  accept: (context) =>
    told(
      ACTIVITY_LABELS.acceptLead,
      factDay(context, ACTIVITY_LABELS.onAccepted),
      { kind: "yes-no", name: "personAgrees", label: ACTIVITY_LABELS.personAgrees, required: true },
    ),
  "give-place": (context) => told(ACTIVITY_LABELS.giveLead, factDay(context)),
  "record-refusal": withdrawal,
  "correct-refusal": withReason,
  cancel: withReason,
  start,
  "record-presence": (context) => form(factDay(context), hours("hours", ACTIVITY_LABELS.hoursDone, 24)),
  "record-absence": (context) => form(factDay(context), ...excuse(context), REGISTER_SEEN),
  "record-lost-hours": (context) => form(day("on", ACTIVITY_LABELS.inMonth, { to: context.moment.today }), REGISTER_SEEN),
  "justify-absence": (context) => form(recordedDays(context, ACTIVITY_LABELS.absentDay, ["absent"]), ...excuse(context, true)),
  "correct-attendance": (context) =>
    form(
      recordedDays(context, ACTIVITY_LABELS.recordedDay, ["present", "absent", "justified"]),
      {
        kind: "choice", name: "mark", label: ACTIVITY_LABELS.mark, help: ACTIVITY_LABELS.markHelp, required: false,
        options: [{ value: "present", label: ACTIVITY_LABELS.markPresent }],
      },
      { ...hours("hours", ACTIVITY_LABELS.hoursDone, 24), when: { field: "mark", in: ["present"] } },
      REASON,
    ),
  suspend: withReason,
  resume: onlyDay,
  complete: (context) =>
    form(
      factDay(context, ACTIVITY_LABELS.onEnded),
      { kind: "choice", name: "outcome", label: ACTIVITY_LABELS.outcome, required: true, options: outcomeOptions },
    ),
  account: onlyDay,
  "end-for-job": (context) => form(factDay(context), { kind: "yes-no", name: "jobProven", label: ACTIVITY_LABELS.jobProven, required: true }),
  interrupt: withReason,
  "lose-requirements": withReason,
  abandon: withdrawal,
  "correct-abandonment": withReason,
  "end-exempt": onlyDay,
  "end-excluded": onlyDay,
  "end-forfeited": onlyDay,
  transform,
  annul: withReason,
};
