// The term to choose on the measure's clock, what the guards of the voucher look at, and how each act changes the data.

import { isIsoDate, toDayNumber, toIsoDate } from "../calendar/days.ts";
import type { TermCalendar } from "../calendar/term-calendar.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate } from "../notices/types.ts";
import { dueOf, openTerm } from "../procedure/terms.ts";
import type {
  VoucherAct,
  VoucherContext,
  VoucherData,
  VoucherFields,
  VoucherInputs,
} from "./voucher-types.ts";

export interface VoucherFacts {
  readonly today: IsoDate;
  readonly grantedOn: IsoDate;
  readonly bound: boolean;
  /** Neither excluded nor exempt, and not handed over, on the last day to choose; null when not known. */
  readonly obliged: boolean | null;
  readonly reported: boolean | null;
}

/** Whole euros, both ends included. */
export const VOUCHER_EUROS = { least: 250, most: 5000 } as const;

/** Last day on which the person may choose; null when the measure has no such clock, or no voucher was given. */
export function choiceDue(
  data: Pick<VoucherData, "givenOn">,
  measure: Pick<MeasureParameters, "clocks">,
  calendar: TermCalendar,
): IsoDate | null {
  const term = data.givenOn === null ? null : openTerm(measure, "voucher-choice", { on: data.givenOn });
  return term === null ? null : toIsoDate(dueOf(term, calendar));
}

/** Everything the guards look at. */
export function voucherContext(question: {
  readonly data: VoucherData;
  readonly input?: VoucherFields;
  readonly facts: VoucherFacts;
  readonly measure: Pick<MeasureParameters, "clocks" | "ladders">;
  readonly calendar: TermCalendar;
}): VoucherContext {
  const { data, input = {}, facts, measure, calendar } = question;
  const on = input.on !== undefined && isIsoDate(input.on) ? input.on : null;
  const due = choiceDue(data, measure, calendar);
  const { amountEuros = 0 } = input;
  const earliest = [facts.grantedOn, data.reportedOn, data.givenOn, data.chosenOn];
  return {
    measureHasVoucher: measure.clocks["voucher-report"] !== null,
    bound: facts.bound,
    dayPlausible: on !== null && on <= facts.today && earliest.every((day) => day === null || day <= on),
    amountPlausible:
      Number.isInteger(amountEuros) &&
      amountEuros >= VOUCHER_EUROS.least &&
      amountEuros <= VOUCHER_EUROS.most,
    providerNamed: (input.provider ?? "").trim() !== "",
    termOver: due !== null && facts.today > due,
    duty:
      facts.obliged === null || due === null
        ? null
        : facts.obliged &&
          measure.ladders.some(({ event }) => event === "E-ADR") &&
          !calendar.isSuspended(toDayNumber(due)),
    personTold: input.personTold === true,
    reason: input.reason ?? "",
    reported: facts.reported,
  };
}

type After = { readonly [A in VoucherAct]: (data: VoucherData, input: VoucherInputs[A]) => VoucherData };

// Fields are taken one by one: whatever else comes with an input is not stored.
const AFTER: After = {
  "report-person": (data, { on }) => ({ ...data, reportedOn: on }),
  "record-given": (data, { on, amountEuros }) => ({ ...data, givenOn: on, amountEuros }),
  "record-choice": (data, { on, provider }) => ({ ...data, chosenOn: on, provider }),
  "record-no-choice": (data, { reason }) => ({ ...data, reason }),
  "accept-late-choice": (data, { on, provider, reason }) => ({ ...data, chosenOn: on, provider, reason }),
  "record-end": (data, { on, reason }) => ({ ...data, endedOn: on, reason }),
  withdraw: (data, { on, reason }) => ({ ...data, endedOn: on, reason }),
};

/** The data of a voucher once `act` is done. */
export function voucherAfter<A extends VoucherAct>(
  data: VoucherData,
  act: A,
  input: VoucherInputs[A],
): VoucherData {
  return AFTER[act](data, input);
}
