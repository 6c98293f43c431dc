// Offers of work on the dossier: which of how many, within reach of the residence, answered by the person; a refusal weighed by an operator.

import { offerAfter } from "../../../domain/activities/offer-after.ts";
import { offerContext, offerStanding } from "../../../domain/activities/offer-facts.ts";
import type { OfferFacts } from "../../../domain/activities/offer-facts.ts";
import { JOB_OFFER } from "../../../domain/activities/offer-table.ts";
import { BLANK_OFFER } from "../../../domain/activities/offer-types.ts";
import type {
  JobOffer, OfferAct, OfferContext, OfferData, OfferEffect, OfferFields, OfferGuard, OfferInputs, OfferState,
} from "../../../domain/activities/offer-types.ts";
import { isIsoDate } from "../../../domain/calendar/days.ts";
import { JUSTIFIED_REASONS } from "../../../domain/measures/words.ts";
import { accept, refuse } from "../../../domain/outcome.ts";
import { hasReachedAge } from "../../../domain/people/household.ts";
import { reportsWithDays } from "../../../store/activities.ts";
import type { StandingReport } from "../../../store/activities.ts";
import { bind } from "../binding.ts";
import type { Deed, EffectHandler, Moment, Question } from "../binding.ts";
import { hasObligations, readDuties } from "../duties.ts";
import type { Duties } from "../duties.ts";
import { askDesk } from "../effects.ts";
import { isNumber, isOneOf, isRecordOf, isText, isYesNo, orNull, readFields } from "../input-fields.ts";
import type { FieldCheck } from "../input-fields.ts";
import { ACT_TEXTS } from "../texts.ts";
import { closeFact, isReported, putFact } from "./activities-facts.ts";
import type { FactWords } from "./activities-facts.ts";
import { ACTIVITY_TEXTS } from "./activities-texts.ts";

/** What came with the form, and which offer it was as the register keeps it. */
type Fields = OfferFields & { readonly ordinal?: number; readonly of?: number };

interface More {
  readonly duties: Duties;
  readonly reports: readonly StandingReport[];
}

const WORDS: FactWords = { title: JOB_OFFER.title, event: "E-OFF", what: ACTIVITY_TEXTS.refusedOffer };
const ON = { on: isText };
const REASONED = { ...ON, reason: isText };
const OFFER = isRecordOf({ employer: isText, job: isText, municipalityId: isText, km: orNull(isNumber), minutes: orNull(isNumber) });

const FIELDS: Readonly<Record<OfferAct, Readonly<Record<string, FieldCheck>>>> = {
  record: { ...ON, offer: OFFER },
  "judge-suitable": { ...ON, criteriaChecked: isYesNo, derogationWeighed: isYesNo },
  "judge-not-suitable": REASONED,
  present: { ...ON, personTold: isYesNo, consequencesTold: isYesNo },
  accept: ON,
  "record-refusal": {
    ...REASONED, justifiedReason: orNull(isOneOf(JUSTIFIED_REASONS)), evidenceSeen: isYesNo, ordinalSeen: orNull(isNumber),
  },
  "correct-refusal": REASONED,
  "record-hired": { ...ON, hiringProven: isYesNo },
  "record-not-hired": REASONED,
  withdraw: REASONED,
};

/** The state says it: refusals that stand are counted among the person's offers wherever the next one is judged. */
const KEPT_BY_STATE: EffectHandler<OfferData, Fields> = async () => undefined;

export const OFFERS_BINDING = bind<OfferState, OfferAct, OfferGuard, never, OfferContext, OfferEffect, OfferData, Fields, More>({
  procedure: JOB_OFFER,
  perCase: "many",
  begin: () => BLANK_OFFER,
  readInput: (act, raw) => {
    const read = readFields<Fields>(raw, FIELDS[act]);
    if (read.ok && act === "record" && read.value.offer === undefined) return refuse("CAMPO_ILLEGGIBILE", ACT_TEXTS.fieldUnreadable("offer"));
    return read.ok ? accept(read.value) : read;
  },
  complete: (question) => {
    const { act, input, moment } = question;
    if (act === "record" && input.offer !== undefined) return { ...input, offer: withMunicipality(input.offer, moment) };
    if (act === "record-refusal") return { ...input, justifiedReason: input.justifiedReason ?? null, reason: input.reason ?? "" };
    const standing = act === "judge-suitable" ? offerStanding(moment.facts.parameters, factsFor(question), dayOf(question)) : null;
    return standing === null ? input : { ...input, ordinal: standing.ordinal, of: standing.of };
  },
  more: async (client, { facts }) => ({ duties: await readDuties(client, facts), reports: await reportsWithDays(client, facts.caseId) }),
  context: (question) =>
    offerContext({
      data: question.data,
      ...(question.input === null ? {} : { input: question.input }),
      facts: factsFor(question),
      measure: question.moment.facts.parameters,
      calendar: question.moment.calendar,
    }),
  after: (data, act, input) => offerAfter(data, act, input as OfferInputs[typeof act]),
  termFacts: () => null,
  effects: {
    "count-refusal": KEPT_BY_STATE,
    "fact-for-conditionality": (deed) => onRefusal(deed.data, (day) => putFact(deed, WORDS, day)),
    "close-fact": (deed) => onRefusal(dataBefore(deed), (day) => closeFact(deed, WORDS, day)),
    "close-for-job": (deed) => askDesk(deed, "close-for-job", ACTIVITY_TEXTS.closeForJob),
  },
});

/** The municipality by its cadastral code, where it was written by name. */
function withMunicipality(offer: JobOffer, { reference, today }: Moment): JobOffer {
  const named = reference.places.byName(offer.municipalityId, { on: today });
  return named.ok ? { ...offer, municipalityId: named.value.code } : offer;
}

function dayOf({ input, moment }: Question<OfferData, Fields, More>): string {
  return input?.on !== undefined && isIsoDate(input.on) ? input.on : moment.today;
}

function factsFor(question: Question<OfferData, Fields, More>): OfferFacts {
  const { moment, item, data, more } = question;
  const { facts, today } = moment;
  return {
    today,
    grantedOn: facts.grantedOn,
    renewal: facts.previousProtocol !== null,
    minorsOrDisabled: hasMinorsOrDisabled(moment),
    bound: hasObligations(more.duties, today),
    obliged: hasObligations(more.duties, dayOf(question)),
    refusedBefore: facts.items.filter(
      ({ id, procedure, state }) => procedure === JOB_OFFER.name && state === "refused" && id !== item?.id,
    ).length,
    reported: isReported(more.reports, moment, {
      event: "E-OFF",
      itemId: item?.id ?? null,
      days: data.answeredOn === null ? [] : [data.answeredOn],
    }),
  };
}

/** As far as the office may see the household. */
function hasMinorsOrDisabled({ facts, today }: Moment): boolean {
  const { adultFromAge } = facts.parameters;
  const isMinor = facts.members.some(({ birthDate }) => !hasReachedAge(birthDate, adultFromAge.value, today));
  const isDisabled = [...facts.items, ...facts.othersItems].some(
    ({ procedure, data, closedAt }) => procedure === "esclusione" && closedAt === null && data["fact"] === "disability",
  );
  return isMinor || isDisabled || facts.notBoundReason === "disability";
}

function dataBefore({ moment, item }: Deed<OfferData, Fields>): OfferData {
  return (moment.facts.items.find(({ id }) => id === item.id)?.data as OfferData | undefined) ?? BLANK_OFFER;
}

async function onRefusal({ answeredOn }: OfferData, then: (day: string) => Promise<void>): Promise<void> {
  if (answeredOn !== null) await then(answeredOn);
}
