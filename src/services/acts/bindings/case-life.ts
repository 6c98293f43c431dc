// The life of a case on the dossier: the facts of notices and of other procedures gathered, and what the register keeps of them.

import { caseAfter } from "../../../domain/case-life/after.ts";
import { NO_CASE_LIFE } from "../../../domain/case-life/data.ts";
import type { CaseData, CaseFields, CaseInputs } from "../../../domain/case-life/data.ts";
import { caseContext, hasMinorsOrDisabled } from "../../../domain/case-life/facts.ts";
import { CASE_LIFE } from "../../../domain/case-life/table.ts";
import type { CaseAct, CaseContext, CaseEffect, CaseGuard, CaseState, CaseTerm } from "../../../domain/case-life/types.ts";
import { romeDay } from "../../../domain/calendar/rome-time.ts";
import { lockLives } from "../../../store/case-life.ts";
import { insertItem, readItems, updateItem } from "../../../store/items.ts";
import { bind } from "../binding.ts";
import type { Asked, Question } from "../binding.ts";
import { isListOf, isOneOf, isRecordOf, isText, isYesNo, readFields } from "../input-fields.ts";
import type { FieldCheck } from "../input-fields.ts";
import { CASE_LIFE_HANDLERS } from "./case-life-effects.ts";
import { carriedTo, forfeitedOn, lifeFacts, PASSAGE, readLife, toldOn } from "./case-life-facts.ts";
import type { LifeMore } from "./case-life-facts.ts";

const NOTHING = {};
const DATED = { on: isText, reason: isText };
const CARRIED = isRecordOf({
  counters: isYesNo,
  exemptions: isListOf(isRecordOf({ itemId: isText, code: isText, to: isText })),
  pact: isOneOf(["none", "stands", "revise"]),
  breachIds: isListOf(isText),
});

const FIELDS: Readonly<Record<CaseAct, Readonly<Record<string, FieldCheck>>>> = {
  assess: NOTHING,
  transfer: NOTHING,
  "leave-region": NOTHING,
  "return-to-region": NOTHING,
  "record-hand-over": NOTHING,
  "record-hand-back": NOTHING,
  "record-forfeiture": { ...DATED, minorsOrDisabled: isYesNo },
  "end-block": NOTHING,
  "end-benefit": { ...DATED, evidenceSeen: isYesNo },
  restore: NOTHING,
  renew: NOTHING,
  continue: { protocol: isText, caseId: isText, carried: CARRIED },
  "record-death": { ...DATED, evidenceSeen: isYesNo },
  "correct-death": { reason: isText, evidenceSeen: isYesNo },
};

type Asking = Question<CaseData, CaseFields, LifeMore>;

export const CASE_LIFE_BINDING = bind<
  CaseState, CaseAct, CaseGuard, CaseTerm, CaseContext, CaseEffect, CaseData, CaseFields, LifeMore
>({
  procedure: CASE_LIFE,
  perCase: "one",
  begin: ({ facts }) => ({ ...NO_CASE_LIFE, officeId: facts.officeId }),
  readInput: (act, raw) => readFields<CaseFields>(raw, FIELDS[act]),
  complete,
  more: readLife,
  context: ({ data, input, moment, more }) =>
    caseContext({
      data,
      ...(input === null ? {} : { input }),
      facts: lifeFacts(moment, more, data),
      measure: moment.facts.parameters,
      calendar: moment.calendar,
    }),
  after: (data, act, input, done) => caseAfter(data, act, input as CaseInputs[typeof act], done),
  termFacts,
  effects: CASE_LIFE_HANDLERS,
  // In the dossier's own table; held together with what else a life changes, before the chain of the case.
  keptIn: {
    lock: lockLives,
    read: async (client, caseId) => (await readItems(client, [caseId])).filter(({ procedure }) => procedure === CASE_LIFE.name),
    write: (client, before, item) => (before === null ? insertItem(client, item) : updateItem(client, item)),
  },
});

/** The program acts on the last notice; a person on what they see. What is known and not written on the form is taken from there. */
function complete({ act, input, moment, data, more }: Asked<CaseData, CaseFields, LifeMore>): CaseFields {
  const { standing } = more;
  const isProgram = moment.actor.role === "system";
  const noticeAt = isProgram ? standing.noticeAt : null;
  switch (act as CaseAct) {
    case "transfer":
    case "leave-region":
    case "return-to-region":
      return { noticeAt, destination: lifeFacts(moment, more, data).destination };
    case "record-forfeiture": {
      const on = input.on ?? forfeitedOn(moment, more);
      return { noticeAt, reason: input.reason ?? "", ...(on === null ? {} : { on }), minorsOrDisabled: isShorter(moment, more, input, on) };
    }
    case "end-benefit": {
      const on = input.on ?? (isProgram ? toldOn(standing) : null);
      return { noticeAt, reason: input.reason ?? "", evidenceSeen: input.evidenceSeen === true, ...(on === null ? {} : { on }) };
    }
    case "record-death":
    case "correct-death":
      return { reason: "", evidenceSeen: false, ...input, noticeAt };
    case "renew": {
      const carried = carriedTo(moment, more, data);
      const { next } = standing;
      return next === null || carried === null ? { noticeAt } : { noticeAt, protocol: next.protocol, caseId: next.caseId, carried };
    }
    default:
      return { ...input, noticeAt };
  }
}

/** Minors among those notified, a disability that the platform or an exclusion tells, or the operator's word that there are others. */
function isShorter({ facts }: Asking["moment"], { standing }: LifeMore, input: CaseFields, on: string | null): boolean {
  if (input.minorsOrDisabled === true || on === null) return input.minorsOrDisabled === true;
  const isDisability = ({ procedure, data }: (typeof facts.items)[number]): boolean => procedure === "esclusione" && data["fact"] === "disability";
  const disabled = standing.disabledMembers || [...facts.items, ...facts.othersItems].some(isDisability);
  return hasMinorsOrDisabled({ birthDates: facts.members.map(({ birthDate }) => birthDate), disabled }, on);
}

function termFacts(term: CaseTerm, { moment, data, more }: Asking): { readonly on: string; readonly minorsOrDisabled?: boolean } | null {
  const { facts } = moment;
  switch (term) {
    case "first-contact":
      return { on: firstContactFrom(facts.parameters.clocks["first-contact"]?.start, facts.applicationDate, more) };
    case "reapplication-block":
      return data.forfeitedOn === null ? null : { on: data.forfeitedOn, minorsOrDisabled: data.minorsOrDisabled };
    case "pact-after-return":
      return returnedOn([...facts.items, ...facts.othersItems]);
    case "social-services":
      // The platform opens and meets it.
      return null;
  }
}

/** From the application where the measure says so; else from the day on which the person was sent to the office. */
function firstContactFrom(start: string | undefined, applicationDate: string, { standing }: LifeMore): string {
  if (start === "application") return applicationDate;
  return standing.transformedOn ?? romeDay(standing.openedAt);
}

/** The last return of the household; a sending that was withdrawn was none. */
function returnedOn(items: Asking["moment"]["facts"]["items"]): { readonly on: string } | null {
  const last = items.findLast(({ procedure, closedAt }) => procedure === PASSAGE && closedAt !== null);
  const on = last?.data["endedOn"];
  return typeof on === "string" && (last?.state === "returned" || last?.state === "sent-back") ? { on } : null;
}
