// The assegno di ricollocazione on the dossier: reported, given, chosen in its term or weighed by whoever decides.

import { choiceDue, voucherAfter, voucherContext } from "../../../domain/activities/voucher-facts.ts";
import { VOUCHER } from "../../../domain/activities/voucher-table.ts";
import { BLANK_VOUCHER } from "../../../domain/activities/voucher-types.ts";
import type {
  VoucherAct, VoucherContext, VoucherData, VoucherEffect, VoucherFields, VoucherGuard, VoucherInputs, VoucherState, VoucherTerm,
} from "../../../domain/activities/voucher-types.ts";
import { reportsWithDays } from "../../../store/activities.ts";
import type { StandingReport } from "../../../store/activities.ts";
import { bind } from "../binding.ts";
import type { Deed, Moment } from "../binding.ts";
import { hasObligations, readDuties } from "../duties.ts";
import type { Duties } from "../duties.ts";
import { isNumber, isText, isYesNo, readFields } from "../input-fields.ts";
import type { FieldCheck } from "../input-fields.ts";
import { closeFact, isReported, putFact } from "./activities-facts.ts";
import type { FactWords } from "./activities-facts.ts";
import { ACTIVITY_TEXTS } from "./activities-texts.ts";

interface More {
  readonly duties: Duties;
  readonly reports: readonly StandingReport[];
}

const WORDS: FactWords = { title: VOUCHER.title, event: "E-ADR", what: ACTIVITY_TEXTS.noChoice };
const REASONED = { on: isText, reason: isText };

const FIELDS: Readonly<Record<VoucherAct, Readonly<Record<string, FieldCheck>>>> = {
  "report-person": { on: isText },
  "record-given": { on: isText, amountEuros: isNumber },
  "record-choice": { on: isText, provider: isText },
  "record-no-choice": { ...REASONED, personTold: isYesNo },
  "accept-late-choice": { ...REASONED, provider: isText },
  "record-end": REASONED,
  withdraw: REASONED,
};

export const VOUCHER_BINDING = bind<
  VoucherState, VoucherAct, VoucherGuard, VoucherTerm, VoucherContext, VoucherEffect, VoucherData, VoucherFields, More
>({
  procedure: VOUCHER,
  perCase: "one-open",
  begin: () => BLANK_VOUCHER,
  readInput: (act, raw) => readFields<VoucherFields>(raw, FIELDS[act]),
  more: async (client, { facts }) => ({ duties: await readDuties(client, facts), reports: await reportsWithDays(client, facts.caseId) }),
  context: ({ data, input, moment, item, more }) => {
    const { today, facts, calendar } = moment;
    const due = dueOf(data, moment);
    return voucherContext({
      data,
      ...(input === null ? {} : { input }),
      facts: {
        today,
        grantedOn: facts.grantedOn,
        bound: hasObligations(more.duties, today),
        obliged: due === null ? null : hasObligations(more.duties, due),
        reported: isReported(more.reports, moment, { event: "E-ADR", itemId: item?.id ?? null, days: due === null ? [] : [due] }),
      },
      measure: facts.parameters,
      calendar,
    });
  },
  after: (data, act, input) => voucherAfter(data, act, input as VoucherInputs[typeof act]),
  termFacts: (term, { data, moment }) => {
    if (term === "voucher-report") return { on: moment.facts.grantedOn };
    return data.givenOn === null ? null : { on: data.givenOn };
  },
  effects: {
    "fact-for-conditionality": (deed) => onDue(deed, (day) => putFact(deed, WORDS, day)),
    "close-fact": (deed) => onDue(deed, (day) => closeFact(deed, WORDS, day)),
  },
});

function dueOf(data: VoucherData, { facts, calendar }: Moment): string | null {
  return choiceDue(data, facts.parameters, calendar);
}

/** The fact is of the last day to choose. */
async function onDue({ data, moment }: Deed<VoucherData, VoucherFields>, then: (day: string) => Promise<void>): Promise<void> {
  const day = dueOf(data, moment);
  if (day !== null) await then(day);
}
