// Forms of the acts of the summons.

import type { FormField } from "../../../domain/procedure/form-types.ts";
import type { SummonsData } from "../../../domain/summons/data.ts";
import { BREACH, countShown } from "../../../domain/summons/facts.ts";
import type { SummonsAct } from "../../../domain/summons/types.ts";
import type { Moment } from "../binding.ts";
import { day, form, REASON, told } from "./fields.ts";
import type { FormContext, ProcedureForms } from "./form-context.ts";
import { seatOptions } from "./seat-options.ts";
import { callForm } from "./summons-call.ts";
import { stepWords, SUMMONS_LABELS } from "./summons-texts.ts";

async function seat({ client, moment }: FormContext): Promise<FormField> {
  const options = await seatOptions(client, moment, true);
  const help = options.length === 0 ? SUMMONS_LABELS.noSeats : SUMMONS_LABELS.seatHelp;
  return { kind: "choice", name: "seat", label: SUMMONS_LABELS.seat, help, required: true, options };
}

/** A date that stands may be signed as it is; where there is none, one is chosen, even for today. */
async function signedSeat({ client, moment, item }: FormContext): Promise<FormField> {
  const options = await seatOptions(client, moment, false);
  const stands = dateAhead(item?.data as SummonsData | undefined, moment);
  return {
    kind: "choice", name: "seat", required: !stands, options,
    label: stands ? SUMMONS_LABELS.otherSeat : SUMMONS_LABELS.seat,
    help: stands ? SUMMONS_LABELS.otherSeatHelp : options.length === 0 ? SUMMONS_LABELS.noSeats : SUMMONS_LABELS.seatHelp,
  };
}

function dateAhead(data: SummonsData | undefined, { now }: Moment): boolean {
  return data?.appointment != null && data.appointment.startsAt > now;
}

/** The count that the operator must have seen before an absence is confirmed. */
function counter({ moment }: FormContext): FormField {
  const { facts, counted } = moment;
  const before = counted.get(BREACH) ?? 0;
  const shown = countShown(facts.parameters, before);
  const unit = SUMMONS_LABELS.unit[facts.parameters.unit] ?? facts.parameters.unit;
  return {
    kind: "fixed", name: "counterSeen", label: SUMMONS_LABELS.count, required: true, value: before,
    shown: shown === null ? SUMMONS_LABELS.countOnly(before, unit) : SUMMONS_LABELS.countShown(before, unit, stepWords(shown.step)),
  };
}

export const SUMMONS_FORMS: ProcedureForms<SummonsAct> = {
  plan: async (context) => form(await seat(context)),
  issue: () => form(),
  "agree-at-desk": async (context) =>
    form(
      await signedSeat(context),
      { kind: "yes-no", name: "signed", label: SUMMONS_LABELS.signed, required: true },
      { kind: "text", name: "reference", label: SUMMONS_LABELS.reference, help: SUMMONS_LABELS.referenceHelp, required: false, longest: 120 },
    ),
  confirm: () => form(),
  "ask-another-date": () => form({ ...REASON, label: SUMMONS_LABELS.askedReason }),
  decline: () => form(),
  move: async (context) => form(await seat(context), REASON),
  "keep-date": () => form(REASON),
  cancel: () => form(REASON),
  "record-attendance": () => form(),
  "record-no-show": (context) => told(SUMMONS_LABELS.noShowLead, counter(context)),
  justify: ({ moment }) =>
    form(
      {
        kind: "choice", name: "justifiedReason", label: SUMMONS_LABELS.justifiedReason, required: true,
        options: moment.facts.parameters.justifications.map(({ reason, title, proof }) => ({ value: reason, label: title, hint: SUMMONS_LABELS.proofBy(proof) })),
      },
      day("toldOn", SUMMONS_LABELS.toldOn, { to: moment.today, initial: moment.today }),
      day("impedimentUntil", SUMMONS_LABELS.impedimentUntil, { required: false, help: SUMMONS_LABELS.impedimentHelp }),
      { kind: "yes-no", name: "evidenceSeen", label: SUMMONS_LABELS.evidenceSeen, required: true },
      { ...REASON, required: false, label: SUMMONS_LABELS.lateReason, help: SUMMONS_LABELS.lateReasonHelp },
    ),
  "refuse-justification": () => form(REASON),
  "close-justification": () => form(),
  "correct-absence": () => form(REASON),
  "correct-attendance": () => form(REASON),
  "note-call": callForm,
};
