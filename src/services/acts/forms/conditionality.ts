// Forms of the acts of conditionality: the count that the operator must have seen, tellings and links chosen from the dossier.

import type { ConditionalityData } from "../../../domain/conditionality/data.ts";
import { weighingOf } from "../../../domain/conditionality/facts.ts";
import type { ConditionalityAct } from "../../../domain/conditionality/types.ts";
import { ABSENCE_EVENTS } from "../../../domain/measures/words.ts";
import type { AbsenceEvent } from "../../../domain/measures/words.ts";
import type { ActForm, FixedField, FormField } from "../../../domain/procedure/form-types.ts";
import { taxCodeOf } from "../../../store/sessions-users.ts";
import { countOf } from "../bindings/conditionality-count.ts";
import { linkOptions, openFactDay, tellingOptions, waitingAbsences } from "../../conditionality/choices.ts";
import { BREACH_LABELS, countText, INPS_ANSWERS } from "./conditionality-texts.ts";
import { day, form, optionsOf, REASON, told } from "./fields.ts";
import type { FormContext, ProcedureForms } from "./form-context.ts";

const EVIDENCE_SEEN: FormField = { kind: "yes-no", name: "evidenceSeen", label: BREACH_LABELS.evidenceSeen, required: true };
const reasonOnly = (): ActForm => form(REASON);

/** The count before and after with the step that would follow: shown, and sent as it was shown. */
async function count(
  { client, moment, item }: FormContext,
  event: AbsenceEvent,
  more: Pick<FixedField, "name" | "when"> & { readonly of?: string } = { name: "count" },
): Promise<FixedField> {
  const data = item === null ? null : (item.data as unknown as ConditionalityData);
  const { of = item?.id ?? null, ...named } = more;
  const value = await countOf(client, moment.facts, event, of, weighingOf(data));
  const shown = value === null ? BREACH_LABELS.noCount : countText(value, moment.facts.parameters.unit);
  return { kind: "fixed", label: BREACH_LABELS.count, required: true, value, shown, ...named };
}

/** Of the fact that the item is about; without one there is nothing to count. */
function eventOf({ item }: FormContext): AbsenceEvent {
  const data = item?.data as unknown as ConditionalityData | undefined;
  return data?.event ?? "E-CONV";
}

async function recordFact(context: FormContext): Promise<ActForm> {
  const { moment } = context;
  const ladders = moment.facts.parameters.ladders.filter(({ event }) => event !== "E-CONV");
  const options = ladders.map(({ event, note }) => ({ value: event as string, label: sentence(ABSENCE_EVENTS[event]), hint: note }));
  const reminded = ladders.filter(({ afterFormalReminder }) => afterFormalReminder).map(({ event }) => event);
  const counts: FixedField[] = [];
  for (const { event } of ladders) counts.push(await count(context, event, { name: `count-${event}`, when: { field: "event", in: [event] } }));
  const tellings = await tellingOptions(context.client, moment);
  const open = await openFactDay(context.client, moment.facts.caseId);
  const happened: FormField = { kind: "instant", name: "happenedAt", label: BREACH_LABELS.happenedAt, required: true, ...(open === null ? {} : { initial: open }) };
  return told(
    tellings.length === 0 ? BREACH_LABELS.noTelling : BREACH_LABELS.toldHelp,
    { kind: "choice", name: "event", label: BREACH_LABELS.event, required: true, options },
    happened,
    { kind: "texts", name: "documents", label: BREACH_LABELS.documents, help: BREACH_LABELS.documentsHelp, required: true, longest: 200, most: 10 },
    { kind: "many", name: "told", label: BREACH_LABELS.told, help: BREACH_LABELS.toldHelp, required: false, options: tellings },
    ...(reminded.length === 0
      ? []
      : [day("formalReminderOn", BREACH_LABELS.formalReminderOn, { required: false, help: BREACH_LABELS.formalReminderHelp, when: { field: "event", in: reminded } })]),
    ...counts,
  );
}

async function takeOver(context: FormContext): Promise<ActForm> {
  const absences = await waitingAbsences(context.client, context.moment.facts.caseId);
  const counts: FixedField[] = [];
  for (const { value } of absences)
    counts.push(await count(context, "E-CONV", { name: `count-${value}`, when: { field: "summonsId", in: [value] }, of: value }));
  return form(
    {
      kind: "choice", name: "summonsId", label: BREACH_LABELS.summons, required: true,
      options: absences.map(({ value, label }) => ({ value, label })),
      ...(absences[0] === undefined ? {} : { initial: absences[0].value }),
    },
    day("impedimentUntil", BREACH_LABELS.impedimentUntil, { required: false, help: BREACH_LABELS.impedimentHelp }),
    ...counts,
  );
}

function justify({ moment, documents }: FormContext): ActForm {
  const options = moment.facts.parameters.justifications.map(({ reason, title, proof }) => ({ value: reason as string, label: title, hint: proof }));
  return form(
    { kind: "choice", name: "justifiedReason", label: BREACH_LABELS.justifiedReason, required: true, options },
    day("toldOn", BREACH_LABELS.toldOn, { to: moment.today, initial: moment.today }),
    day("impedimentUntil", BREACH_LABELS.impedimentUntil, { required: false, help: BREACH_LABELS.impedimentHelp }),
    { kind: "document", name: "documentId", label: BREACH_LABELS.document, help: BREACH_LABELS.documentHelp, required: false, options: documents },
    EVIDENCE_SEEN,
    { ...REASON, label: BREACH_LABELS.lateReason, help: BREACH_LABELS.lateHelp, required: false },
  );
}

async function propose(context: FormContext): Promise<ActForm> {
  const { kind, options } = linkOptions(context.moment, (context.item?.data ?? null) as unknown as ConditionalityData | null);
  const kindShown = kind === "first-appointment-policy" ? BREACH_LABELS.firstAppointment : BREACH_LABELS.agreedActivity;
  const only = options.length === 1 ? { initial: options[0]!.value } : {};
  const link: FormField = {
    kind: "group", name: "link", label: BREACH_LABELS.link, required: true,
    fields: [
      { kind: "fixed", name: "kind", label: BREACH_LABELS.linkKind, required: true, value: kind, shown: sentence(`${kindShown}.`) },
      { kind: "choice", name: "id", label: BREACH_LABELS.linkedActivity, required: true, options, ...only },
    ],
  };
  const fields = [await count(context, eventOf(context)), link];
  return options.length === 0 ? told(BREACH_LABELS.noLink, ...fields) : form(...fields);
}

async function sendReport({ client, moment }: FormContext): Promise<ActForm> {
  const code = await taxCodeOf(client, moment.actor.id);
  const shown = code === null ? BREACH_LABELS.operatorUnknown : BREACH_LABELS.operatorShown(code);
  return told(BREACH_LABELS.sendLead, { kind: "fixed", name: "operatorTaxCode", label: BREACH_LABELS.operatorTaxCode, required: true, value: code ?? "", shown });
}

export const CONDITIONALITY_FORMS: ProcedureForms<ConditionalityAct> = {
  "record-fact": recordFact,
  "take-over": takeOver,
  "record-impediment": () => form(day("until", BREACH_LABELS.until), EVIDENCE_SEEN),
  justify,
  "refuse-justification": reasonOnly,
  "close-justification": () => told(BREACH_LABELS.closeLead),
  propose,
  "send-back": reasonOnly,
  approve: async (context) => told(BREACH_LABELS.approveLead, await count(context, eventOf(context))),
  "send-report": sendReport,
  "cancel-report": () => told(BREACH_LABELS.cancelLead, REASON),
  "record-answer": ({ moment }) =>
    form(
      { kind: "choice", name: "answer", label: BREACH_LABELS.answer, required: true, options: optionsOf(INPS_ANSWERS) },
      { kind: "number", name: "months", label: BREACH_LABELS.months, required: true, min: 1, max: 24, whole: true, when: { field: "answer", in: ["reduction"] } },
      day("on", BREACH_LABELS.answeredOn, { to: moment.today, initial: moment.today }),
    ),
  "convene-again": reasonOnly,
  withdraw: reasonOnly,
};

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
