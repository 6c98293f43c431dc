// The household as the interview checks it: for each member what takes them out of the obligations, what may be asked for, and who already holds what the measure limits.

import type { PoolClient } from "pg";
import { exclusionsOf } from "../../domain/duties/exclusion.ts";
import { exemptPeriods } from "../../domain/duties/exemption/held.ts";
import { EXEMPTION } from "../../domain/duties/exemption/table.ts";
import { NO_EXEMPTION } from "../../domain/duties/exemption/types.ts";
import type { ExemptionData } from "../../domain/duties/exemption/types.ts";
import { INTERVIEW_TEXTS } from "../../domain/interview/texts.ts";
import type { CitationKey } from "../../domain/law/citation.ts";
import type { Exemption } from "../../domain/measures/types.ts";
import { EXCLUSION_FACTS } from "../../domain/measures/words.ts";
import { readCase } from "../../store/items.ts";
import { heldExemptions } from "../../store/standing.ts";
import { readItemTerms } from "../../store/terms.ts";
import { readNames } from "../../store/read/household-names.ts";
import type { Moment } from "../acts/binding.ts";
import { BINDINGS } from "../acts/bindings.ts";
import { readDuties } from "../acts/duties.ts";
import { momentOf, readFacts } from "../acts/facts.ts";
import { offered } from "../acts/offers.ts";
import type { ProcedureOffers } from "../acts/offers.ts";
import type { Gathered } from "./gather.ts";
import { outOf } from "./gather.ts";
import { STEP_TEXTS } from "./texts.ts";

export interface HouseholdMember {
  readonly caseId: string;
  readonly name: string;
  readonly birthDate: string;
  readonly applicant: boolean;
  readonly bound: boolean;
  /** Whether they are out of the obligations today, and why. */
  readonly out: {
    readonly kind: "excluded" | "exempt";
    readonly text: string;
    readonly citation: CitationKey | null;
  } | null;
  readonly exclusions: readonly {
    readonly title: string;
    readonly period: string;
    readonly citation: CitationKey | null;
  }[];
  readonly exemptions: readonly {
    readonly title: string;
    readonly period: string;
    readonly stateText: string;
  }[];
  /** What may be begun on this member, or why not: an exclusion recorded, an exemption asked for or granted. */
  readonly begins: readonly ProcedureOffers[];
  /** Exclusions and exemptions that stand, or wait to be decided: the acts on each. */
  readonly open: readonly ProcedureOffers[];
}

export interface LimitedExemption {
  readonly code: string;
  readonly title: string;
  readonly limit: string;
  readonly evidence: string;
  readonly citation: CitationKey | null;
  readonly holders: readonly string[];
  /** Only for a limit of the household: whether one more member may have it today. */
  readonly full: boolean;
}

export interface Household {
  readonly members: readonly HouseholdMember[];
  readonly limits: readonly LimitedExemption[];
}

const EXEMPTION_STATE_TEXTS: Readonly<Record<string, string>> = EXEMPTION.states;
const BEGUN: readonly string[] = ["esclusione", "esonero"];
/** Acts by which one is begun at the desk. */
const BEGINNING: ReadonlySet<string> = new Set(["record", "request", "grant"]);

export async function readHousehold(gathered: Gathered): Promise<Household> {
  const { client, row, moment } = gathered;
  const names = await readNames(client, row.benefitId, row.caseId);
  const nameOf = (personId: string | null): string =>
    names.find(({ value }) => value === personId)?.label ?? STEP_TEXTS.elsewhere;
  const members: HouseholdMember[] = [];
  const first = moment.facts.members.toSorted(
    (a, b) =>
      Number(b.caseId === row.caseId) - Number(a.caseId === row.caseId) ||
      (a.birthDate < b.birthDate ? -1 : 1),
  );
  for (const member of first) {
    const own = await memberOf(gathered, member.caseId, nameOf(member.personId));
    if (own !== null) members.push(own);
  }
  return { members, limits: await limitsOf(client, moment, nameOf) };
}

async function memberOf(gathered: Gathered, caseId: string, name: string): Promise<HouseholdMember | null> {
  const { client, reference, actor } = gathered;
  const row = await readCase(client, caseId);
  if (row === null) return null;
  const facts = await readFacts(client, row);
  const moment = momentOf({ reference, now: gathered.moment.now, actor, facts, counted: new Map() });
  const duties = await readDuties(client, facts);
  const { today } = moment;
  return {
    caseId,
    name,
    birthDate: row.birthDate,
    applicant: row.role === "R",
    bound: row.bound,
    out: outOf(duties, today),
    exclusions: exclusionsOf(duties.facts, duties.measure, today).map(
      ({ fact, from, to, citation, volunteering }) => ({
        title: volunteering ? `${EXCLUSION_FACTS[fact]} (partecipa volontariamente)` : EXCLUSION_FACTS[fact],
        period: periodText(from, to),
        citation,
      }),
    ),
    exemptions: facts.items
      .filter(({ procedure }) => procedure === EXEMPTION.name)
      .map(({ state, data }) => {
        const rule = duties.measure.exemptions.find(({ code }) => code === data["code"]);
        const last = exemptPeriods(data as unknown as ExemptionData).at(-1);
        return {
          title: rule?.title ?? "",
          period: last === undefined ? "" : periodText(last.from, last.to),
          stateText: EXEMPTION_STATE_TEXTS[state] ?? state,
        };
      }),
    begins: await beginsOf(client, moment),
    open: await openOf(client, moment),
  };
}

async function beginsOf(client: PoolClient, moment: Moment): Promise<ProcedureOffers[]> {
  const found: ProcedureOffers[] = [];
  for (const procedure of BEGUN) {
    const begun = await offered(client, BINDINGS.get(procedure)!, moment, null, []);
    found.push({ ...begun, acts: begun.acts.filter(({ act }) => BEGINNING.has(act)) });
  }
  return found;
}

async function openOf(client: PoolClient, moment: Moment): Promise<ProcedureOffers[]> {
  const found: ProcedureOffers[] = [];
  for (const item of moment.facts.items.filter(
    ({ procedure, closedAt }) => BEGUN.includes(procedure) && closedAt === null,
  )) {
    found.push(
      await offered(
        client,
        BINDINGS.get(item.procedure)!,
        moment,
        item,
        await readItemTerms(client, [item.id]),
      ),
    );
  }
  return found;
}

/** Those that not everybody may hold at once, with who holds them today, of this office or of another. */
async function limitsOf(
  client: PoolClient,
  { facts, today }: Moment,
  nameOf: (personId: string | null) => string,
): Promise<LimitedExemption[]> {
  const { parameters, firstBenefitId, benefitId } = facts;
  const held = (
    await heldExemptions(client, parameters.countersSurviveRenewal.value ? firstBenefitId : benefitId)
  ).flatMap((one) => {
    const periods = exemptPeriods({ ...NO_EXEMPTION, periods: one.periods, endedOn: one.endedOn }).filter(
      ({ to }) => to >= today,
    );
    return periods.length === 0 ? [] : [{ ...one, to: periods.at(-1)!.to }];
  });
  return parameters.exemptions
    .filter(({ limit }) => limit.per !== "none")
    .map((rule) => {
      const own = held.filter(({ code }) => code === rule.code);
      return {
        code: rule.code,
        title: rule.title,
        limit: limitText(rule),
        evidence: rule.evidence,
        citation: rule.citation,
        holders: own.map(({ personId, caredId, to }) =>
          holderText(nameOf(personId), caredId === null ? null : nameOf(caredId), to),
        ),
        full:
          rule.limit.per === "household" &&
          new Set(own.map(({ personId }) => personId)).size >= rule.limit.members,
      };
    });
}

function holderText(name: string, cared: string | null, to: string): string {
  return [name, cared === null ? null : `per ${cared}`, STEP_TEXTS.until(to)].filter(Boolean).join(", ");
}

function limitText({ limit }: Exemption): string {
  return limit.per === "none" ? INTERVIEW_TEXTS.limit.none : INTERVIEW_TEXTS.limit[limit.per](limit.members);
}

function periodText(from: string, to: string | null): string {
  return to === null ? `dal ${STEP_TEXTS.day(from)}` : `dal ${STEP_TEXTS.day(from)} al ${STEP_TEXTS.day(to)}`;
}
