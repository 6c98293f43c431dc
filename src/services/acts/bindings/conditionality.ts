// Conditionality on the dossier: the count read under the unit's lock across offices, proof from what was delivered, reports that leave.

import type { PoolClient } from "pg";
import { conditionalityAfter } from "../../../domain/conditionality/after.ts";
import { weighsAtAll } from "../../../domain/conditionality/counter.ts";
import type { UnitBreach } from "../../../domain/conditionality/counter.ts";
import type { ConditionalityData, ConditionalityStep } from "../../../domain/conditionality/data.ts";
import { conditionalityContext, conditionalityTermFacts } from "../../../domain/conditionality/facts.ts";
import type { UnjustifiedAbsence } from "../../../domain/conditionality/facts.ts";
import { benefitEnd, linksOf } from "../../../domain/conditionality/links.ts";
import { CONDITIONALITY } from "../../../domain/conditionality/table.ts";
import { provenBefore, signedPacts } from "../../../domain/conditionality/tellings.ts";
import type { Telling } from "../../../domain/conditionality/tellings.ts";
import type {
  ConditionalityAct, ConditionalityContext, ConditionalityEffect, ConditionalityGuard, ConditionalityState, ConditionalityTerm, FrozenCount,
} from "../../../domain/conditionality/types.ts";
import type { SummonsChannel } from "../../../domain/measures/words.ts";
import { checkTaxCode } from "../../../domain/people/tax-code.ts";
import { tellingsOfCase, unjustifiedAbsences } from "../../../store/breaches.ts";
import type { AbsenceRow, TellingRow } from "../../../store/breaches.ts";
import type { Item } from "../../../store/items.ts";
import { bind } from "../binding.ts";
import type { EffectHandler, Moment, Question } from "../binding.ts";
import { readDuties } from "../duties.ts";
import type { Duties } from "../duties.ts";
import { askDesk } from "../effects.ts";
import { readBreaches } from "./conditionality-count.ts";
import { COUNT, completeConditionality, readConditionality, tidyCode } from "./conditionality-input.ts";
import type { ConditionalityFields, WaitingAbsence } from "./conditionality-input.ts";
import { cancelReport, discardReport, reviewLaterReports, sendReport } from "./conditionality-reports.ts";
import type { BreachDeed } from "./conditionality-reports.ts";
import { BREACH_TEXTS } from "./conditionality-texts.ts";

interface More {
  readonly duties: Duties;
  readonly breaches: readonly UnitBreach[];
  readonly tellings: readonly Telling[];
  readonly absences: readonly WaitingAbsence[];
}

/** Before the first act an item has no data at all. */
type Stored = ConditionalityData | Readonly<Record<string, never>>;
type Asking = Question<Stored, ConditionalityFields, More>;

const known = (data: Stored): ConditionalityData | null => ("event" in data ? (data as ConditionalityData) : null);

export const CONDITIONALITY_BINDING = bind<
  ConditionalityState, ConditionalityAct, ConditionalityGuard, ConditionalityTerm, ConditionalityContext, ConditionalityEffect, Stored, ConditionalityFields, More
>({
  procedure: CONDITIONALITY,
  perCase: "many",
  begin: () => ({}),
  readInput: readConditionality,
  complete: ({ act, input, moment, data, more }) =>
    completeConditionality(act, input, { moment, data: known(data), tellings: more.tellings, absences: more.absences }) as ConditionalityFields,
  more: readMore,
  context: contextOf,
  // What the register keeps is the completed input, whose shape is that of its act.
  after: (data, act, input) => conditionalityAfter(known(data), { act, input } as unknown as ConditionalityStep),
  counts: (state, data) => (weighsAtAll(state) ? (known(data)?.event ?? null) : null),
  termFacts: (term, { data, moment }) => {
    const fact = known(data);
    return fact === null ? null : conditionalityTermFacts(term, fact, moment.facts.grantedOn);
  },
  effects: {
    "send-to-platform": onFact(sendReport),
    "cancel-at-platform": onFact(cancelReport),
    "mark-discarded": onFact(discardReport),
    "review-later-reports": onFact(reviewLaterReports),
    resume: (deed) => askDesk(deed, "resume", BREACH_TEXTS.resume),
    "tell-case-forfeited": (deed) => askDesk(deed, "forfeited", BREACH_TEXTS.forfeited),
  },
});

function onFact(handler: (deed: BreachDeed) => Promise<void>): EffectHandler<Stored, ConditionalityFields> {
  return (deed) => {
    const data = known(deed.data);
    if (data === null) throw new Error(`item ${deed.item.id} has no fact`);
    return handler({ ...deed, data });
  };
}

async function readMore(client: PoolClient, { facts }: Moment, item: Item | null): Promise<More> {
  const rows = (await tellingsOfCase(client, facts.caseId)).map(telling);
  return {
    duties: await readDuties(client, facts),
    breaches: await readBreaches(client, facts, item?.id ?? null),
    tellings: [...rows, ...signedPacts(facts.items)],
    absences: (await unjustifiedAbsences(client, facts.caseId)).map((row) => waiting(row, rows)),
  };
}

function telling({ id, channel, outcome, at, appointmentId }: TellingRow): Telling {
  return { id, channel: channel as SummonsChannel, outcome, at, until: null, appointmentId };
}

function waiting({ summonsId, appointmentId, startsAt, data }: AbsenceRow, tellings: readonly Telling[]): WaitingAbsence {
  const count = (data?.["absence"] as { readonly count?: unknown } | null | undefined)?.count;
  const until = data?.["impedimentUntil"];
  return {
    summonsId,
    happenedAt: startsAt,
    tellings: tellings.filter((each) => each.appointmentId === appointmentId),
    count: COUNT(count) ? (count as FrozenCount) : null,
    impedimentUntil: typeof until === "string" ? until : null,
  };
}

function contextOf({ moment, item, data, act, input, more }: Asking): ConditionalityContext {
  const { facts, reference } = moment;
  return conditionalityContext({
    data: known(data),
    step: act === null || input === null ? null : ({ act, input } as unknown as ConditionalityStep),
    facts: {
      measure: facts.parameters,
      grantedOn: facts.grantedOn,
      benefitEndedOn: benefitEnd(facts.items),
      duties: more.duties,
      links: linksOf(facts.items, facts.grantedOn),
      breaches: more.breaches,
      absence: item === null ? absenceOf(more.absences, input?.summonsId) : null,
      operatorCodeSound: checkTaxCode(tidyCode(input?.operatorTaxCode), reference.places).ok,
    },
    calendar: moment.calendar,
    now: moment.now,
    actorId: moment.actor.id,
  });
}

/** The absence that the form names; the first that waits when a page asks. */
function absenceOf(absences: readonly WaitingAbsence[], named: string | undefined): UnjustifiedAbsence | null {
  const absence = named === undefined ? absences[0] : absences.find(({ summonsId }) => summonsId === named);
  if (absence === undefined) return null;
  const { summonsId, happenedAt, tellings } = absence;
  return { summonsId, happenedAt, ...provenBefore(tellings, happenedAt) };
}
