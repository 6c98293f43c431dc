// The profile on the dossier: answers checked by the questionnaire of their day, the index awaited, the decision frozen with all it stood on.

import type { PoolClient } from "pg";
import { isAvailable } from "../../../domain/availability/facts.ts";
import type { AvailabilityState } from "../../../domain/availability/types.ts";
import { mayTakePart } from "../../../domain/duties/exclusion.ts";
import { newProfile, profilingAfter } from "../../../domain/profiling/after.ts";
import { PROFILING_RULES, profilingContext } from "../../../domain/profiling/facts.ts";
import type { ProfilingFields } from "../../../domain/profiling/facts.ts";
import { checkAnswers, questionnaireOf } from "../../../domain/profiling/questionnaire.ts";
import type { Answers, Completeness, Questionnaire, ReferenceLists } from "../../../domain/profiling/questionnaire.ts";
import { PROFILING } from "../../../domain/profiling/table.ts";
import type {
  ProfilingAct, ProfilingContext, ProfilingData, ProfilingEffect, ProfilingGuard, ProfilingInputs, ProfilingState,
} from "../../../domain/profiling/types.ts";
import { newId } from "../../../store/ids.ts";
import { provinceCodes } from "../../../store/standing.ts";
import type { Reference } from "../../reference.ts";
import { bind } from "../binding.ts";
import { followsPath, readDuties } from "../duties.ts";
import type { Duties } from "../duties.ts";
import { tellOutside } from "../effects.ts";
import { isListOf, isNumber, isRecord, isText, readFields } from "../input-fields.ts";
import type { FieldCheck } from "../input-fields.ts";

interface More {
  readonly duties: Duties;
  readonly lists: ReferenceLists;
}

// A field left empty comes as null: it is no answer.
const ANSWERS = isRecord((value) => value === null || ["string", "number", "boolean"].includes(typeof value));
const REASON = { reason: isText };

const FIELDS: Readonly<Record<ProfilingAct, Readonly<Record<string, FieldCheck>>>> = {
  "request-index": { requestId: isText, questionnaire: isText, answers: ANSWERS },
  "record-index": { requestId: isText, value: isNumber, method: isText, computedOn: isText },
  "go-on-without-index": REASON,
  draft: { sheet: isText, answers: ANSWERS, sources: isListOf(isText) },
  decide: {},
  expire: {},
  redo: REASON,
  close: REASON,
};

const lists = new WeakMap<Reference, ReferenceLists>();

export const PROFILING_BINDING = bind<
  ProfilingState, ProfilingAct, ProfilingGuard, never, ProfilingContext, ProfilingEffect, ProfilingData, ProfilingFields, More
>({
  procedure: PROFILING,
  perCase: "one-open",
  begin: ({ facts }) => newProfile(1 + facts.items.filter(({ procedure }) => procedure === PROFILING.name).length),
  readInput: (act, raw) => readFields<ProfilingFields>(raw, FIELDS[act]),
  // Answers are kept in the form of the questionnaire, so that the same ones are always written in the same way.
  complete: ({ act, input, more }) => {
    if (act === "request-index") {
      const answers = inForm(PROFILING_RULES.questionnaires, input.questionnaire, input.answers, more.lists, "complete");
      return { ...input, requestId: input.requestId ?? newId(), answers };
    }
    return act === "draft"
      ? { ...input, sources: input.sources ?? [], answers: inForm(PROFILING_RULES.sheets, input.sheet, input.answers, more.lists, "draft") }
      : input;
  },
  more: async (client, { facts, reference }) => ({ duties: await readDuties(client, facts), lists: await listsOf(client, reference) }),
  context: ({ data, act, input, moment, more }) => {
    const { today, facts } = moment;
    const { duties } = more;
    const did = facts.items.findLast(({ procedure }) => procedure === "did");
    return profilingContext({
      data,
      ...(act === null ? {} : { act: act as ProfilingAct }),
      ...(input === null ? {} : { input }),
      facts: {
        today,
        bound: mayTakePart(duties.facts, duties.measure, today),
        excludedOrExempt: !followsPath(duties, today),
        didGiven: did !== undefined && isAvailable(did.state as AvailabilityState),
        lists: more.lists,
      },
    });
  },
  after: (data, act, input, done) => profilingAfter(data, act, input as ProfilingInputs[typeof act], done),
  termFacts: () => null,
  effects: { "ask-index": tellOutside },
});

/** As the questionnaire writes them; as they came where they do not pass: the table then says so. */
function inForm(
  versions: readonly Questionnaire[], version: string | undefined, answers: Answers | undefined, known: ReferenceLists, completeness: Completeness,
): Answers {
  const questionnaire = version === undefined ? null : questionnaireOf(versions, version);
  if (questionnaire === null || answers === undefined) return answers ?? {};
  const checked = checkAnswers(questionnaire, answers, known, completeness);
  return checked.ok ? checked.answers : answers;
}

async function listsOf(client: PoolClient, reference: Reference): Promise<ReferenceLists> {
  const known = lists.get(reference);
  if (known !== undefined) return known;
  const read = { provinces: new Set(await provinceCodes(client)) };
  lists.set(reference, read);
  return read;
}
