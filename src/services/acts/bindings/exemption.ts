// The exemption on the dossier: granted within the limit of the household, up to a day, on a paper that was seen; renewed, ended.

import { exemptionAfter } from "../../../domain/duties/exemption/after.ts";
import { exemptionContext } from "../../../domain/duties/exemption/facts.ts";
import type { ExemptionFields } from "../../../domain/duties/exemption/facts.ts";
import { exemptPeriods, lastExemptDay } from "../../../domain/duties/exemption/held.ts";
import type { HeldExemption } from "../../../domain/duties/exemption/held.ts";
import { EXEMPTION } from "../../../domain/duties/exemption/table.ts";
import { NO_EXEMPTION } from "../../../domain/duties/exemption/types.ts";
import type {
  ExemptionAct, ExemptionContext, ExemptionData, ExemptionEffect, ExemptionGuard, ExemptionInputs, ExemptionState, ExemptionTerm,
} from "../../../domain/duties/exemption/types.ts";
import { mayTakePart } from "../../../domain/duties/exclusion.ts";
import type { Work } from "../../../domain/availability/work.ts";
import { EXEMPTION_CODES } from "../../../domain/measures/words.ts";
import type { ExemptionCode } from "../../../domain/measures/words.ts";
import { heldExemptions } from "../../../store/standing.ts";
import type { HeldRow } from "../../../store/standing.ts";
import { bind } from "../binding.ts";
import type { Deed, Moment } from "../binding.ts";
import { readDuties } from "../duties.ts";
import type { Duties } from "../duties.ts";
import { tellOutside } from "../effects.ts";
import { isNumber, isOneOf, isRecordOf, isText, orNull, readFields } from "../input-fields.ts";
import type { FieldCheck } from "../input-fields.ts";
import { ACT_TEXTS } from "../texts.ts";
import { cancelSummonsIn, conveneAgain } from "./duty-effects.ts";
import { EVIDENCE } from "./duty-fields.ts";

interface More {
  readonly duties: Duties;
  /** Of the whole household, the person's own too. */
  readonly held: readonly HeldExemption[];
}

const CODE = { code: isOneOf(EXEMPTION_CODES), caredId: orNull(isText) };
const PERIOD = { from: isText, to: isText };
const HOURS = orNull(isRecordOf({ weekly: isNumber, travel: orNull(isNumber) }));
const REASON = { reason: isText };

const FIELDS: Readonly<Record<ExemptionAct, Readonly<Record<string, FieldCheck>>>> = {
  request: CODE,
  grant: { ...CODE, ...PERIOD, hours: HOURS, evidence: EVIDENCE },
  refuse: REASON,
  renew: { ...PERIOD, hours: HOURS, evidence: EVIDENCE },
  "record-cessation": { ceasedOn: isText, ...REASON },
  revoke: REASON,
  expire: {},
};

const GRANTING: ReadonlySet<string> = new Set(["grant", "renew"]);

export const EXEMPTION_BINDING = bind<
  ExemptionState, ExemptionAct, ExemptionGuard, ExemptionTerm, ExemptionContext, ExemptionEffect, ExemptionData, ExemptionFields, More
>({
  procedure: EXEMPTION,
  perCase: "many",
  begin: () => NO_EXEMPTION,
  readInput: (act, raw) => readFields<ExemptionFields>(raw, FIELDS[act]),
  // What was asked for is what is granted, unless the form says otherwise; hours are null where no work is at stake.
  complete: ({ act, input, data }) => ({
    ...input,
    ...(act === "request" || act === "grant" ? { code: input.code ?? data.code ?? "", caredId: input.caredId ?? data.caredId } : {}),
    ...(GRANTING.has(act) ? { hours: input.hours ?? null } : {}),
  }),
  more: async (client, { facts }) => ({
    duties: await readDuties(client, facts),
    held: (await heldExemptions(client, householdOf(facts))).map(heldExemption),
  }),
  context: ({ item, data, input, moment, more }) => {
    const { facts, today } = moment;
    return exemptionContext({
      data,
      ...(input === null ? {} : { input }),
      facts: {
        today,
        grantedOn: facts.grantedOn,
        bound: mayTakePart(more.duties.facts, more.duties.measure, today),
        personId: facts.personId,
        itemId: item?.id ?? null,
        cared: caredFor(moment, input?.caredId ?? data.caredId),
        held: more.held,
        work: workOf(moment),
      },
      measure: facts.parameters,
    });
  },
  after: (data, act, input, done) => exemptionAfter(data, act, input as ExemptionInputs[typeof act], done),
  // Counted in the household whatever the measure counts breaches by: the limit is the household's, and its lock is what two carers meet at.
  countedBy: "household",
  counts: (state, { code }) => (state === "granted" && code !== null ? `esonero/${code}` : null),
  termFacts: (_term, { data }) => {
    const last = lastExemptDay(data);
    return last === null ? null : { on: last };
  },
  effects: {
    "cancel-summons": (deed: Deed<ExemptionData, ExemptionFields>) =>
      cancelSummonsIn(deed, exemptPeriods(deed.data), ACT_TEXTS.cancelledForExemption),
    "tell-platform": tellOutside,
    "convene-again": conveneAgain,
  },
});

/** The unit of the household, as `unitOf` names it. */
function householdOf({ parameters, firstBenefitId, benefitId }: Moment["facts"]): string {
  return parameters.countersSurviveRenewal.value ? firstBenefitId : benefitId;
}

function heldExemption({ itemId, personId, code, caredId, periods, endedOn }: HeldRow): HeldExemption {
  return { itemId, personId, data: { ...NO_EXEMPTION, code: code as ExemptionCode, caredId, periods, endedOn } };
}

/** A member of the household other than the carer. */
function caredFor({ facts }: Moment, caredId: string | null): { id: string; birthDate: string } | null {
  const member = facts.members.find(({ personId }) => personId === caredId && personId !== facts.personId);
  return member === undefined ? null : { id: member.personId, birthDate: member.birthDate };
}

function workOf({ facts }: Moment): Work | null {
  return (facts.items.findLast(({ procedure }) => procedure === "did")?.data["work"] as Work | null | undefined) ?? null;
}
