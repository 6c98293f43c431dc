// The exclusion on the dossier: derived from what is known of the person today, told by an operator with a paper, contested, given up.

import { exclusionAfter } from "../../../domain/duties/exclusion/after.ts";
import { exclusionContext } from "../../../domain/duties/exclusion/facts.ts";
import type { ExclusionFields } from "../../../domain/duties/exclusion/facts.ts";
import { EXCLUSION } from "../../../domain/duties/exclusion/table.ts";
import { NO_EXCLUSION } from "../../../domain/duties/exclusion/types.ts";
import type {
  ExclusionAct, ExclusionContext, ExclusionData, ExclusionEffect, ExclusionGuard, ExclusionInputs, ExclusionState,
} from "../../../domain/duties/exclusion/types.ts";
import { EXCLUSION_FACTS } from "../../../domain/measures/words.ts";
import { accept } from "../../../domain/outcome.ts";
import { bind } from "../binding.ts";
import type { Deed, Moment } from "../binding.ts";
import { readDuties } from "../duties.ts";
import type { Duties } from "../duties.ts";
import { askDesk, tellOutside } from "../effects.ts";
import { isOneOf, isText, isYesNo, orNull, readFields } from "../input-fields.ts";
import type { FieldCheck } from "../input-fields.ts";
import { ACT_TEXTS } from "../texts.ts";
import { cancelSummonsIn, conveneAgain } from "./duty-effects.ts";
import { EVIDENCE, WORK } from "./duty-fields.ts";

const FACT = isOneOf(Object.keys(EXCLUSION_FACTS));
const DATES = { from: isText, to: orNull(isText) };
const REASON = { reason: isText };

const FIELDS: Readonly<Record<ExclusionAct, Readonly<Record<string, FieldCheck>>>> = {
  open: { fact: FACT, ...DATES, work: orNull(WORK) },
  record: { fact: FACT, ...DATES, work: orNull(WORK), evidence: EVIDENCE },
  update: { ...DATES, work: orNull(WORK) },
  reopen: { ...DATES, work: orNull(WORK) },
  correct: { ...DATES, evidence: EVIDENCE, ...REASON },
  end: { to: isText, ...REASON },
  contest: REASON,
  uphold: REASON,
  annul: REASON,
  join: { signed: isYesNo },
  leave: {},
};

/** What a form may leave out: an end not known, a work that is none. */
const LEFT_OUT: Readonly<Partial<Record<ExclusionAct, object>>> = {
  open: { to: null, work: null },
  record: { to: null, work: null },
  update: { to: null, work: null },
  reopen: { to: null, work: null },
  correct: { to: null },
};
const LIVE: ReadonlySet<string> = new Set(["in-force", "volunteering", "contested"]);
const NEW: ReadonlySet<string> = new Set(["open", "record"]);

export const EXCLUSION_BINDING = bind<
  ExclusionState, ExclusionAct, ExclusionGuard, never, ExclusionContext, ExclusionEffect, ExclusionData, ExclusionFields, Duties
>({
  procedure: EXCLUSION,
  perCase: "many",
  begin: () => NO_EXCLUSION,
  readInput: (act, raw) => {
    const read = readFields<ExclusionFields>(raw, FIELDS[act]);
    return read.ok ? accept({ ...LEFT_OUT[act], ...read.value }) : read;
  },
  // Who says that it is over: the word of an officer holds against the platform's.
  complete: ({ act, input, moment }) => (act === "end" ? { ...input, source: moment.actor.role === "system" ? "system" : "operator" } : input),
  // A pension may be older than the benefit, a birth always is.
  oldDates: ["from", "to", "startsOn"],
  more: (client, { facts }) => readDuties(client, facts),
  context: ({ data, input, moment, more }) =>
    exclusionContext({
      data,
      ...(input === null ? {} : { input }),
      facts: more.facts,
      measure: more.measure,
      today: moment.today,
      actorId: moment.actor.id,
    }),
  refine: ({ act, input, moment }) =>
    NEW.has(act) && input.fact !== undefined && isLive(moment, input.fact) ? { code: "PRATICA_GIA_APERTA", message: ACT_TEXTS.exclusionThere } : null,
  after: (data, act, input, done) => exclusionAfter(data, act, input as ExclusionInputs[typeof act], done),
  termFacts: () => null,
  effects: {
    "cancel-summons": cancelSummons,
    "tell-platform": tellOutside,
    "convene-again": conveneAgain,
    "open-path": (deed) => askDesk(deed, "open-path", ACT_TEXTS.openPath),
  },
});

function isLive({ facts }: Moment, fact: string): boolean {
  return facts.items.some(({ procedure, state, data }) => procedure === "esclusione" && LIVE.has(state) && data["fact"] === fact);
}

/** The days of the fact; when a volunteer stops, from today on. */
async function cancelSummons(deed: Deed<ExclusionData, ExclusionFields>): Promise<void> {
  const { from, to } = deed.data;
  const start = deed.act === "leave" ? deed.moment.today : from;
  if (start !== null) await cancelSummonsIn(deed, [{ from: start, to }], ACT_TEXTS.cancelledForExclusion);
}
