// Forms of the acts of the periodic presence.

import { PRESENCE_KINDS } from "../../../domain/activities/presence-types.ts";
import type { PresenceAct } from "../../../domain/activities/presence-types.ts";
import { excuse, factDay } from "./activities.ts";
import { PRESENCE_LABELS } from "./activities-texts.ts";
import { day, form, optionsOf, REASON, told } from "./fields.ts";
import type { ProcedureForms } from "./form-context.ts";

export const PRESENCE_FORMS: ProcedureForms<PresenceAct> = {
  begin: ({ moment }) => form(day("on", PRESENCE_LABELS.beginOn, { to: moment.today, help: PRESENCE_LABELS.beginHelp })),
  "record-presence": (context) =>
    form(factDay(context), { kind: "choice", name: "how", label: PRESENCE_LABELS.how, required: true, options: optionsOf(PRESENCE_KINDS), initial: "office" }),
  "record-missed": (context) =>
    told(
      PRESENCE_LABELS.missedLead,
      factDay(context),
      { kind: "yes-no", name: "reminded", label: PRESENCE_LABELS.reminded, required: true },
      REASON,
    ),
  justify: (context) =>
    form(day("on", PRESENCE_LABELS.impedimentEnd, { to: context.moment.today, help: PRESENCE_LABELS.impedimentHelp }), ...excuse(context, true)),
  "correct-missed": ({ moment }) => form(day("on", PRESENCE_LABELS.overlookedOn, { to: moment.today }), REASON),
  end: (context) => form(factDay(context), REASON),
};
