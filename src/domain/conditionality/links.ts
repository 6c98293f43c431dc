// What the other runs of the case tell a report: what it may be linked to, each with its days, and when the benefit ended.

import type { ActivityData } from "../activities/data.ts";
import type { OfferData } from "../activities/offer-types.ts";
import type { PresenceData } from "../activities/presence-types.ts";
import type { VoucherData } from "../activities/voucher-types.ts";
import type { CaseData } from "../case-life/data.ts";
import type { IsoDate } from "../notices/types.ts";
import type { ActivityLink } from "./data.ts";

/** Days in force, both ends included; `to` null = still. */
export interface LinkPeriod {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

/** A run of another procedure on the same case, as it is stored. */
export interface Run {
  readonly id: string;
  readonly procedure: string;
  readonly state: string;
  readonly data: object;
}

/** Code of the national policy of the first appointment: it begins with the benefit. */
export const FIRST_APPOINTMENT_POLICY = "RC1";

type PeriodOf = (
  data: object,
  state: string,
) => { readonly from: IsoDate | null; readonly to: IsoDate | null };

// An activity refused, an offer, a voucher were agreed with the pact, which binds to accept them: they count from when they were put to the person.
const PERIODS: Readonly<Record<string, PeriodOf>> = {
  attivita: (data, state) => {
    const { acceptedOn, proposedOn, pactId, endedOn } = data as ActivityData;
    return { from: state === "annulled" || pactId === null ? null : (proposedOn ?? acceptedOn), to: endedOn };
  },
  "offerta-di-lavoro": (data, state) => {
    const { presentedOn, answeredOn } = data as OfferData;
    return { from: state === "withdrawn" ? null : presentedOn, to: answeredOn };
  },
  "assegno-di-ricollocazione": (data, state) => {
    const { givenOn, endedOn } = data as VoucherData;
    return { from: state === "withdrawn" ? null : givenOn, to: endedOn };
  },
  "presenza-periodica": (data) => {
    const { startedOn, endedOn } = data as PresenceData;
    return { from: startedOn, to: endedOn };
  },
};

/** Everything that a report of this case may be linked to. Runs of other procedures give nothing. */
export function linksOf(runs: readonly Run[], grantedOn: IsoDate): (ActivityLink & LinkPeriod)[] {
  const agreed = runs.flatMap(({ id, procedure, state, data }): (ActivityLink & LinkPeriod)[] => {
    const period = PERIODS[procedure]?.(data, state);
    return period === undefined || period.from === null
      ? []
      : [{ kind: "agreed-activity", id, from: period.from, to: period.to }];
  });
  return [
    { kind: "first-appointment-policy", id: FIRST_APPOINTMENT_POLICY, from: grantedOn, to: null },
    ...agreed,
  ];
}

/** Last day on which a fact may be held against the person, as the life of the case tells it; null while the benefit lasts. */
export function benefitEnd(runs: readonly Run[]): IsoDate | null {
  const life = runs.find(({ procedure }) => procedure === "vita-del-caso");
  if (life === undefined) return null;
  const { endedOn, forfeitedOn, diedOn } = life.data as CaseData;
  return [endedOn, forfeitedOn, diedOn].filter((day) => day !== null).toSorted()[0] ?? null;
}
