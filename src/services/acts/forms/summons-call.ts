// The form of a call: whom, at which numbers and where each comes from, in which language, what to say; then what came of it.

import { CALL_OUTCOME_TEXTS } from "../../../domain/channel-policy/texts.ts";
import { CALL_OUTCOMES } from "../../../domain/channel-policy/types.ts";
import { clockText, romeTime } from "../../../domain/calendar/rome-time.ts";
import type { ActForm, FormOption } from "../../../domain/procedure/form-types.ts";
import type { SummonsData } from "../../../domain/summons/data.ts";
import { readContactPoints } from "../../../store/contacts.ts";
import { personToCall } from "../../../store/escalation.ts";
import { dayText } from "../day-text.ts";
import { told } from "./fields.ts";
import type { FormContext } from "./form-context.ts";
import { SUMMONS_LABELS } from "./summons-texts.ts";

/** Asked for on the page of whoever may call. */
export async function callForm(context: FormContext): Promise<ActForm> {
  const numbers = await numbersOf(context);
  return told(
    await script(context),
    numbers.length === 0
      ? {
          kind: "text",
          name: "number",
          label: SUMMONS_LABELS.number,
          help: SUMMONS_LABELS.noNumber,
          required: false,
          longest: 1,
        }
      : {
          kind: "choice",
          name: "number",
          label: SUMMONS_LABELS.number,
          required: true,
          options: numbers,
          ...(numbers.length === 1 ? { initial: numbers[0]!.value } : {}),
        },
    {
      kind: "choice",
      name: "callOutcome",
      label: SUMMONS_LABELS.callOutcome,
      required: true,
      options: CALL_OUTCOMES.map((value) => ({
        value,
        label: CALL_OUTCOME_TEXTS[value],
        hint: SUMMONS_LABELS.callHints[value],
      })),
    },
    {
      kind: "text",
      name: "note",
      label: SUMMONS_LABELS.callNote,
      help: SUMMONS_LABELS.callNoteHelp,
      required: false,
      longest: 300,
      lines: 2,
    },
  );
}

/** Numbers in use, mobile ones first, each with where it comes from. */
async function numbersOf({ client, moment }: FormContext): Promise<FormOption[]> {
  const points = await readContactPoints(client, moment.facts.personId);
  return points
    .filter(({ kind, current, usable }) => (kind === "mobile" || kind === "landline") && current && usable)
    .map(({ kind, value, source, sourceDate, sharedBy }) => ({
      value: `${kind}/${value}`,
      label: value,
      hint: SUMMONS_LABELS.numberFrom(kind, source, dayText(sourceDate.slice(0, 10)), sharedBy > 1),
    }));
}

async function script({ client, moment, item }: FormContext): Promise<string> {
  const { facts, reference } = moment;
  const person = await personToCall(client, facts.personId);
  const appointment = (item?.data as SummonsData | undefined)?.appointment ?? null;
  const seat = appointment === null ? null : reference.seatOn(appointment.officeId, appointment.day);
  const where = seat === null ? "" : `${seat.address}, ${seat.municipality}`;
  const when =
    appointment === null
      ? ""
      : `${dayText(appointment.day)} alle ${clockText(romeTime(appointment.startsAt).minutes)}`;
  const name = `${person.name} ${person.surname}`;
  return item?.state === "cancelled"
    ? SUMMONS_LABELS.callScriptCancelled(name, person.language, when)
    : SUMMONS_LABELS.callScript(name, person.language, when, where);
}
