// Which of how many suitable offers this is, whether it is within reach, and what the guards of an offer look at.

import { addMonths, isIsoDate, toDayNumber } from "../calendar/days.ts";
import type { TermCalendar } from "../calendar/term-calendar.ts";
import type { MeasureParameters, OfferRule } from "../measures/types.ts";
import type { IsoDate } from "../notices/types.ts";
import type { JobOffer, OfferContext, OfferData, OfferFields } from "./offer-types.ts";

export interface OfferFacts {
  readonly today: IsoDate;
  readonly grantedOn: IsoDate;
  /** The benefit is a renewal of an earlier one. */
  readonly renewal: boolean;
  readonly minorsOrDisabled: boolean;
  readonly bound: boolean;
  /** Neither excluded nor exempt, and not handed over, on the day of the fact; null when not known. */
  readonly obliged: boolean | null;
  /** Refusals of suitable offers by this person that stand under this benefit, this one left out; null when not known. */
  readonly refusedBefore: number | null;
  readonly reported: boolean | null;
}

/** Which offer it is, of how many, and how far it may be. */
export interface OfferStanding {
  readonly ordinal: number;
  readonly of: number;
  readonly rule: OfferRule;
}

type OfferMeasure = Pick<MeasureParameters, "offers" | "ladders" | "justifications">;

/**
 * The rule of the next offer made on a day. "first-year" lasts to the day twelve months after the grant, that day included. Where the
 * measure has no rules of its own for a renewal or for a year, those that always hold are taken. An offer after the last is judged as
 * the last. Null: no rule, or how many were refused is not known.
 */
export function offerStanding(
  measure: Pick<MeasureParameters, "offers">,
  facts: Pick<OfferFacts, "grantedOn" | "renewal" | "refusedBefore">,
  on: IsoDate,
): OfferStanding | null {
  if (facts.refusedBefore === null) return null;
  const isFirstYear = toDayNumber(on) <= addMonths(toDayNumber(facts.grantedOn), 12);
  const year = isFirstYear ? "first-year" : "after-first-year";
  const choices = facts.renewal ? (["renewal", "always", year] as const) : ([year, "always"] as const);
  for (const when of choices) {
    const rules = measure.offers
      .filter((rule) => rule.when === when)
      .toSorted((a, b) => a.ordinal - b.ordinal);
    const rule = rules[Math.min(facts.refusedBefore, rules.length - 1)];
    if (rule !== undefined) return { ordinal: facts.refusedBefore + 1, of: rules.length, rule };
  }
  return null;
}

/** Whether the place of work can be reached: near enough in kilometres, or in minutes. Null: what would decide is not known. */
export function withinReach(rule: OfferRule, offer: Pick<JobOffer, "km" | "minutes">): boolean | null {
  const { withinKm, withinMinutes } = rule;
  if (isWithoutLimit(rule)) return true;
  const near = withinKm === null ? false : offer.km === null ? null : offer.km <= withinKm;
  const quick =
    withinMinutes === null ? false : offer.minutes === null ? null : offer.minutes <= withinMinutes;
  if (near === true || quick === true) return true;
  return near === null || quick === null ? null : false;
}

/** Anywhere: here the law has derogations for households with minors or disability, whose values were not read. */
function isWithoutLimit({ withinKm, withinMinutes }: OfferRule): boolean {
  return withinKm === null && withinMinutes === null;
}

/** Everything the guards look at. */
export function offerContext(question: {
  readonly data: OfferData;
  readonly input?: OfferFields;
  readonly facts: OfferFacts;
  readonly measure: OfferMeasure;
  readonly calendar: TermCalendar;
}): OfferContext {
  const { data, input = {}, facts, measure, calendar } = question;
  const on = input.on !== undefined && isIsoDate(input.on) ? input.on : null;
  const offer = input.offer ?? data.offer;
  const standing = offerStanding(measure, facts, on ?? facts.today);
  const reach = standing === null || offer === null ? null : withinReach(standing.rule, offer);
  const isPossibleDerogation = facts.minorsOrDisabled && standing !== null && isWithoutLimit(standing.rule);
  const earliest = [facts.grantedOn, data.receivedOn, data.presentedOn, data.answeredOn];
  return {
    bound: facts.bound,
    measureHasOffers: measure.offers.length > 0,
    reason: input.reason ?? "",
    distanceKnown: reach !== null,
    withinReach: reach === true,
    criteriaChecked: input.criteriaChecked === true,
    derogationWeighed: !isPossibleDerogation || input.derogationWeighed === true,
    personTold: input.personTold === true,
    consequencesTold: input.consequencesTold === true,
    dayPlausible: on !== null && on <= facts.today && earliest.every((day) => day === null || day <= on),
    reasonListed: measure.justifications.some(({ reason }) => reason === input.justifiedReason),
    evidenceSeen: input.evidenceSeen === true,
    duty:
      facts.obliged === null || on === null
        ? null
        : facts.obliged &&
          measure.ladders.some(({ event }) => event === "E-OFF") &&
          !calendar.isSuspended(toDayNumber(on)),
    ordinalShown: standing !== null && input.ordinalSeen === standing.ordinal,
    last: standing === null ? null : standing.ordinal >= standing.of,
    hiringProven: input.hiringProven === true,
    reported: facts.reported,
  };
}
