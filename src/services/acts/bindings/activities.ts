// Activities on the dossier: the entry of the catalogue and its places under a lock, the person's requirements, the register day by day.

import type { PoolClient } from "pg";
import { activityAfter } from "../../../domain/activities/after.ts";
import { BLANK_ACTIVITY } from "../../../domain/activities/data.ts";
import type { ActivityData, ActivityFields, ActivityInputs } from "../../../domain/activities/data.ts";
import { entryNow } from "../../../domain/activities/edition.ts";
import { BREACH_OF_KIND, mayEnrol } from "../../../domain/activities/entry.ts";
import type { ActivityEntry } from "../../../domain/activities/entry.ts";
import { factDays } from "../../../domain/activities/fact-days.ts";
import { activityContext } from "../../../domain/activities/facts.ts";
import type { ActivityFacts } from "../../../domain/activities/facts.ts";
import { overlap } from "../../../domain/activities/overlap.ts";
import { lastOfMonth } from "../../../domain/activities/puc.ts";
import { ACTIVITY } from "../../../domain/activities/table.ts";
import type { ActivityAct, ActivityContext, ActivityEffect, ActivityGuard, ActivityState } from "../../../domain/activities/types.ts";
import { isIsoDate } from "../../../domain/calendar/days.ts";
import { isExemptOn } from "../../../domain/duties/exemption/held.ts";
import { JUSTIFIED_REASONS } from "../../../domain/measures/words.ts";
import { accept, refuse } from "../../../domain/outcome.ts";
import { isPactInForce } from "../../../domain/pact/facts.ts";
import type { PactState } from "../../../domain/pact/types.ts";
import { ageOn } from "../../../domain/people/household.ts";
import { lockEntry, otherActivities, placesAhead, readEntry, reportsWithDays, residenceOf } from "../../../store/activities.ts";
import type { StandingReport } from "../../../store/activities.ts";
import type { Item } from "../../../store/items.ts";
import { bind } from "../binding.ts";
import type { Form, Moment, Question } from "../binding.ts";
import { hasObligations, isOut, readDuties } from "../duties.ts";
import type { Duties } from "../duties.ts";
import { isListOf, isNumber, isOneOf, isText, isYesNo, orNull, readFields } from "../input-fields.ts";
import type { FieldCheck } from "../input-fields.ts";
import { ACT_TEXTS } from "../texts.ts";
import { ACTIVITY_HANDLERS } from "./activities-effects.ts";
import { isReported } from "./activities-facts.ts";
import { ACTIVITY_TEXTS } from "./activities-texts.ts";

/** What came with the form; of the entry only its name: the service takes it from the catalogue. */
export interface ActivityForm extends ActivityFields {
  readonly entryId?: string;
  readonly placed?: boolean;
  /** Codes of the licences and certificates that whoever proposes has seen: no archive of the office has them. */
  readonly qualificationsSeen?: readonly string[];
  /** As people say them; kept as minutes. */
  readonly weeklyHours?: number | null;
  readonly hours?: number | null;
}

interface More {
  readonly duties: Duties;
  readonly reports: readonly StandingReport[];
  /** The entry that the act names, or that the item has, as the catalogue has moved it since; null where there is none. */
  readonly entry: ActivityEntry | null;
  /** Held, or waited for, before this person. */
  readonly placesTaken: number | null;
  readonly residence: string | null;
  /** Entries of the person's other activities. */
  readonly others: readonly ActivityEntry[];
}

const ON = { on: isText };
const REASONED = { ...ON, reason: isText };
const EXCUSED = { justifiedReason: orNull(isOneOf(JUSTIFIED_REASONS)), evidenceSeen: isYesNo };
const WITHDRAWAL = { ...REASONED, ...EXCUSED, consequencesTold: isYesNo };

const FIELDS: Readonly<Record<ActivityAct, Readonly<Record<string, FieldCheck>>>> = {
  propose: { ...ON, entryId: isText, weeklyMinutes: orNull(isNumber), weeklyHours: orNull(isNumber), hoursAgreed: isYesNo, qualificationsSeen: isListOf(isText) },
  accept: { ...ON, personAgrees: isYesNo },
  "give-place": ON,
  "record-refusal": WITHDRAWAL,
  "correct-refusal": REASONED,
  cancel: REASONED,
  start: ON,
  "record-presence": { ...ON, minutes: isNumber, hours: isNumber },
  "record-absence": { ...ON, ...EXCUSED, registerSeen: isYesNo },
  "record-lost-hours": { ...ON, registerSeen: isYesNo },
  "justify-absence": { ...ON, ...EXCUSED },
  "correct-attendance": { ...REASONED, mark: orNull(isOneOf(["present"])), minutes: isNumber, hours: orNull(isNumber) },
  suspend: REASONED,
  resume: ON,
  complete: { ...ON, outcome: orNull(isOneOf(["completed", "certified"])) },
  account: ON,
  "end-for-job": { ...ON, jobProven: isYesNo },
  interrupt: REASONED,
  "lose-requirements": REASONED,
  abandon: WITHDRAWAL,
  "correct-abandonment": REASONED,
  "end-exempt": ON,
  "end-excluded": ON,
  "end-forfeited": ON,
  transform: { ...REASONED, replacedBy: isText },
  annul: REASONED,
};

/** Acts that count places: the entry is held while they are decided. */
const COUNTING = new Set<string>(["accept", "give-place"] satisfies ActivityAct[]);

export const ACTIVITIES_BINDING = bind<
  ActivityState, ActivityAct, ActivityGuard, never, ActivityContext, ActivityEffect, ActivityData, ActivityForm, More
>({
  procedure: ACTIVITY,
  perCase: "many",
  begin: () => BLANK_ACTIVITY,
  readInput: (act, raw) => {
    const read = readFields<ActivityForm>(raw, FIELDS[act]);
    // Struck out or present: which of the two is never guessed.
    if (read.ok && act === "correct-attendance" && read.value.mark === undefined) return refuse("CAMPO_ILLEGGIBILE", ACT_TEXTS.fieldUnreadable("mark"));
    return read.ok ? accept(inMinutes(act, read.value)) : read;
  },
  complete: ({ act, input, moment, more }) => completed(act, input, moment, more),
  more: (client, moment, item, form) => gathered(client, moment, item, form),
  context: (question) =>
    activityContext({
      data: asMoved(question),
      ...(question.act === null ? {} : { act: question.act as ActivityAct }),
      input: withEntry(question),
      facts: factsFor(question),
      measure: question.moment.facts.parameters,
      calendar: question.moment.calendar,
    }),
  refine: ({ act, input, moment, item, data, more }, decided) => {
    if (act === "propose" && more.entry === null) return { code: "ATTIVITA_VOCE_SCONOSCIUTA", message: ACTIVITY_TEXTS.entryUnknown };
    const unfit = !decided.ok && ["ATTIVITA_SUITS_PERSON", "ATTIVITA_HOURS_AGREED"].includes(decided.refusal.code);
    if (!unfit || more.entry === null) return null;
    const { person, placesTaken: taken } = factsFor({ act, input, moment, item, data, more });
    const { reasons } = mayEnrol(more.entry, {
      ...person,
      today: moment.today,
      placesTaken: taken,
      weeklyMinutes: input.weeklyMinutes ?? null,
      hoursAgreed: input.hoursAgreed === true,
    });
    const sentences = reasons.filter(({ code }) => code !== "places").map(({ sentence }) => sentence);
    return { ...decided.refusal, message: ACTIVITY_TEXTS.unfit(sentences) };
  },
  after: (data, act, input) => activityAfter(data, act, input as ActivityInputs[typeof act]),
  termFacts: () => null,
  effects: ACTIVITY_HANDLERS,
  refusalOf: ({ constraint }) =>
    constraint === "places_of_activity" ? { code: "ATTIVITA_PLACE_FREE", message: ACTIVITY.guards["place-free"].refusal } : null,
});

/** Hours as people say them, in the minutes that the register keeps. */
function inMinutes(act: ActivityAct, { weeklyHours, hours, ...form }: ActivityForm): ActivityForm {
  const struckOut = act === "correct-attendance" && form.mark === null && form.minutes === undefined && (hours ?? null) === null;
  return {
    ...form,
    ...(typeof weeklyHours === "number" ? { weeklyMinutes: Math.round(weeklyHours * 60) } : {}),
    ...(typeof hours === "number" ? { minutes: Math.round(hours * 60) } : struckOut ? { minutes: 0 } : {}),
  };
}

/** The activity with the days, the places and the register that its entry has in the catalogue today. */
function asMoved({ data, more }: Question<ActivityData, ActivityForm, More>): ActivityData {
  return data.entry === null || more.entry === null ? data : { ...data, entry: more.entry };
}

/** The pact in force that an activity stands on. */
function pactOf({ facts }: Moment): Item | undefined {
  return facts.items.findLast(({ procedure, state }) => procedure === "patto" && isPactInForce(state as PactState));
}

/** What the form left out, and what is not for a form to say: the entry, the pact, whether a place was free. */
function completed(act: ActivityAct, input: ActivityForm, moment: Moment, more: More): ActivityForm {
  const { entryId: _, ...form } = input;
  switch (act) {
    case "propose": {
      const pact = pactOf(moment);
      return {
        ...form,
        weeklyMinutes: form.weeklyMinutes ?? null,
        ...(more.entry === null ? {} : { entry: more.entry }),
        ...(pact === undefined ? {} : { pactId: pact.id }),
      };
    }
    case "accept":
      return { ...form, placed: hasPlace(more.entry, more.placesTaken) };
    case "record-refusal":
    case "abandon":
      return { ...form, justifiedReason: form.justifiedReason ?? null, reason: form.reason ?? "" };
    case "record-absence":
      return { ...form, justifiedReason: form.justifiedReason ?? null, evidenceSeen: form.evidenceSeen === true };
    default:
      return form;
  }
}

function hasPlace(entry: ActivityEntry | null, taken: number | null): boolean {
  return entry !== null && (entry.places === null || (taken !== null && taken < entry.places));
}

async function gathered(client: PoolClient, moment: Moment, item: Item | null, form: Form | null): Promise<More> {
  const { facts } = moment;
  const stored = (item?.data as ActivityData | undefined)?.entry ?? null;
  const named = (form?.input as ActivityForm | null | undefined)?.entryId;
  if (form !== null && COUNTING.has(form.act) && stored !== null) await lockEntry(client, stored.id);
  const wanted = stored?.id ?? named;
  const listed = wanted === undefined ? null : await readEntry(client, wanted);
  const entry = stored === null ? listed : entryNow(stored, listed);
  return {
    duties: await readDuties(client, facts),
    reports: await reportsWithDays(client, facts.caseId),
    entry,
    placesTaken: entry === null ? null : await placesAhead(client, entry.id, item?.id ?? null),
    residence: await residenceOf(client, facts.personId),
    others: await otherActivities(client, facts.personId, item?.id ?? null),
  };
}

/** The entry that the act names stands beside the other fields, so that its guards are asked of it. */
function withEntry({ input, more, item }: Question<ActivityData, ActivityForm, More>): ActivityFields {
  const fields = input ?? {};
  return item === null && more.entry !== null ? { ...fields, entry: more.entry } : fields;
}

function factsFor({ moment, item, data, act, input, more }: Question<ActivityData, ActivityForm, More>): ActivityFacts {
  const { facts, today } = moment;
  const { duties, entry, others } = more;
  const day = input?.on !== undefined && isIsoDate(input.on) ? input.on : today;
  return {
    today,
    grantedOn: facts.grantedOn,
    pactInForce: pactOf(moment) !== undefined,
    person: {
      age: ageOn(facts.birthDate, today),
      measure: facts.measure,
      residence: more.residence,
      qualifications: input?.qualificationsSeen ?? [],
      overlaps: entry === null ? null : others.some((other) => overlap(entry, other)),
    },
    placesTaken: more.placesTaken,
    obliged: hasObligations(duties, day),
    exempt: isExemptOn(duties.exemptions, today),
    excluded: isOut(duties, today),
    // INPS alone forfeits; whichever procedure of the case records it says so with its state.
    forfeited: facts.items.some(({ state }) => state === "forfeited"),
    reported: isReported(more.reports, moment, {
      event: entry === null ? null : BREACH_OF_KIND[entry.kind],
      itemId: item?.id ?? null,
      days: daysAtStake(act, day, item, data),
    }),
  };
}

/** The days on which a report would keep the act from being done: that of the register, or all those that stand against the person. */
function daysAtStake(act: string | null, day: string, item: Item | null, data: ActivityData): readonly string[] {
  if (act === "justify-absence" || act === "correct-attendance") return [day, lastOfMonth(day)];
  return item === null ? [] : factDays({ state: item.state as ActivityState, data });
}
