// All that the interview looks at on a case, read in one transaction: the procedures with their acts, whether the person is out of the obligations, what was done so far.

import type { PoolClient } from "pg";
import { exclusionsOf } from "../../domain/duties/exclusion.ts";
import { exemptPeriods } from "../../domain/duties/exemption/held.ts";
import { covers } from "../../domain/duties/exclusion.ts";
import type { CitationKey } from "../../domain/law/citation.ts";
import { EXCLUSION_FACTS } from "../../domain/measures/words.ts";
import { INTERVIEW_TEXTS } from "../../domain/interview/texts.ts";
import type { InterviewFacts, ItemFact, Mark, OfferFact, Step } from "../../domain/interview/types.ts";
import { offers } from "../../domain/procedure/interpreter.ts";
import { businessNow } from "../../store/clock.ts";
import { readInterview, readSteps } from "../../store/interview.ts";
import type { StoredInterview } from "../../store/interview.ts";
import { readCase } from "../../store/items.ts";
import type { CaseRow, Item } from "../../store/items.ts";
import { readItemTerms } from "../../store/terms.ts";
import { countedFor } from "../../store/units.ts";
import type { AnyBinding, Moment } from "../acts/binding.ts";
import { BINDINGS } from "../acts/bindings.ts";
import { dayText } from "../acts/day-text.ts";
import { readDuties } from "../acts/duties.ts";
import type { Duties } from "../acts/duties.ts";
import { momentOf, readFacts, unitOf, withoutOwn } from "../acts/facts.ts";
import { offered } from "../acts/offers.ts";
import type { ProcedureOffers } from "../acts/offers.ts";
import { ACT_TEXTS } from "../acts/texts.ts";
import type { Actor } from "../context.ts";
import type { Reference } from "../reference.ts";
import { Refused } from "../refused.ts";

export interface Gathered {
  readonly client: PoolClient;
  readonly reference: Reference;
  readonly actor: Actor;
  readonly row: CaseRow;
  readonly moment: Moment;
  readonly duties: Duties;
  readonly facts: InterviewFacts;
  readonly interview: StoredInterview | null;
  /** The runs that the interview works on; null where one might begin. */
  readonly profile: Item | null;
  readonly pact: Item | null;
  /** The same with all their acts, as a page draws them. */
  readonly runs: readonly ProcedureOffers[];
}

/** Throws `Refused` CASO_NON_VISIBILE. */
export async function gather(
  client: PoolClient,
  reference: Reference,
  caseId: string,
  actor: Actor,
): Promise<Gathered> {
  const row = await readCase(client, caseId);
  if (row === null) throw new Refused("CASO_NON_VISIBILE", ACT_TEXTS.notVisible);
  const now = await businessNow(client);
  const caseFacts = await readFacts(client, row);
  const moment = momentOf({ reference, now, actor, facts: caseFacts, counted: new Map() });
  const duties = await readDuties(client, caseFacts);
  const interview = await readInterview(client, caseId);
  const did = await runOf(client, moment, "did");
  const profile = await runOf(client, moment, "profilazione");
  const pact = await runOf(client, moment, "patto");
  const handOver = await runOf(client, moment, "invio-al-comune");
  const facts: InterviewFacts = {
    marks: await marksOf(client, interview),
    did: did.fact,
    profile: profile.fact,
    pact: pact.fact,
    handOver: handOver.fact,
    agreeing: await agreeing(client, moment, pact.item),
    out: outOf(duties, moment.today),
  };
  return {
    client,
    reference,
    actor,
    row,
    moment,
    duties,
    facts,
    interview,
    profile: profile.item,
    pact: pact.item,
    runs: [did, profile, pact, handOver].map((run) => run.offers),
  };
}

interface Run {
  readonly item: Item | null;
  readonly fact: ItemFact;
  readonly offers: ProcedureOffers;
}

/** The open run of a procedure with its acts, or one that might begin. */
async function runOf(client: PoolClient, moment: Moment, procedure: string): Promise<Run> {
  const binding = bindingOf(procedure);
  const { facts } = moment;
  const unit = unitOf(binding, facts);
  const own =
    binding.keptIn === undefined
      ? facts.items.filter((item) => item.procedure === procedure)
      : await binding.keptIn.read(client, facts.caseId, unit);
  const last =
    own.findLast(({ closedAt }) => closedAt === null) ?? (binding.perCase === "one" ? own.at(-1) : undefined);
  const item = last ?? null;
  const counted =
    binding.counts === undefined
      ? new Map<string, number>()
      : withoutOwn(await countedFor(client, unit), item);
  const found = await offered(
    client,
    binding,
    { ...moment, counted },
    item,
    item === null ? [] : await readItemTerms(client, [item.id]),
  );
  const state = item?.state ?? binding.procedure.initial[0];
  return {
    item,
    fact: {
      itemId: item?.id ?? null,
      version: item?.version ?? 0,
      state,
      stateText: binding.procedure.states[state] ?? state,
      acts: found.acts.map(factOf),
    },
    offers: found,
  };
}

/** Agreeing, as it would be judged with a text before it: what is missing then is missing of the person, not of the text. */
async function agreeing(client: PoolClient, moment: Moment, item: Item | null): Promise<OfferFact> {
  const binding = bindingOf("patto");
  const more = await binding.more(client, moment, item, null);
  const context = binding.context({
    moment,
    item,
    data: item?.data ?? binding.begin(moment),
    act: null,
    input: null,
    more,
  });
  const found = offers(binding.procedure, {
    state: "draft",
    by: moment.actor.role,
    context,
    measure: moment.facts.measure,
  }).find(({ act }) => act === "agree");
  if (found === undefined) throw new Error("the table of the pact has no act «agree»");
  return factOf(found);
}

function factOf({ act, allowed, reason, code, citation }: OfferFact): OfferFact {
  return { act, allowed, reason, code, citation };
}

function bindingOf(procedure: string): AnyBinding {
  const binding = BINDINGS.get(procedure);
  if (binding === undefined) throw new Error(`no binding of ${procedure}`);
  return binding;
}

/** Those of the last interview: concluded, it stays shown as it went. */
async function marksOf(
  client: PoolClient,
  interview: StoredInterview | null,
): Promise<InterviewFacts["marks"]> {
  if (interview === null) return {};
  const marks: Partial<Record<Step, Mark>> = {};
  for (const { step, doneAt, doneBy } of await readSteps(client, interview.id))
    marks[step as Step] = { at: doneAt, by: doneBy };
  return marks;
}

/** Out of the obligations on a day, and why; null for who is bound, or takes part of their own will. */
export function outOf({ facts, exemptions, measure }: Duties, on: string): InterviewFacts["out"] {
  const exempt = exemptions.find(({ data }) => exemptPeriods(data).some((period) => covers(period, on)));
  if (exempt !== undefined) {
    const rule = measure.exemptions.find(({ code }) => code === exempt.data.code);
    const to = exempt.data.periods.at(-1)?.to ?? on;
    return {
      kind: "exempt",
      text: INTERVIEW_TEXTS.exempt(rule?.title ?? "", dayText(to)),
      citation: rule?.citation ?? null,
    };
  }
  const excluded = exclusionsOf(facts, measure, on).find(({ volunteering }) => !volunteering);
  if (excluded !== undefined)
    return {
      kind: "excluded",
      text: INTERVIEW_TEXTS.excluded(EXCLUSION_FACTS[excluded.fact]),
      citation: excluded.citation as CitationKey | null,
    };
  return facts.notBoundOtherwise.some((period) => covers(period, on))
    ? { kind: "excluded", text: INTERVIEW_TEXTS.notBound, citation: null }
    : null;
}
