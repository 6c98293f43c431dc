// What would follow if a person's appointment ended without them: weighed by the table with the facts as they stand, nothing done.

import type { PoolClient } from "pg";
import { toIsoDate } from "../../domain/calendar/days.ts";
import { AFTER_NO_SHOW } from "../../domain/day-sheet/texts.ts";
import { CITATIONS } from "../../domain/law/citation.ts";
import type { CitationKey } from "../../domain/law/citation.ts";
import { nextStep } from "../../domain/measures/ladder.ts";
import type { SanctionStep } from "../../domain/measures/types.ts";
import { dueOf, openTerm } from "../../domain/procedure/terms.ts";
import { BREACH } from "../../domain/summons/facts.ts";
import { SUMMONS } from "../../domain/summons/table.ts";
import { newId } from "../../store/ids.ts";
import type { ActRequest } from "../acts/perform.ts";
import { weigh, weighings } from "./weigh.ts";
import type { Weighing, WeighingRequest } from "./weigh.ts";

export interface AfterNoShow {
  readonly becomes: "absent" | "to-convene-again" | "cancelled" | "blocked";
  readonly text: string;
  readonly why: string | null;
  readonly law: string | null;
  readonly countBefore: number;
  readonly countAfter: number | null;
  readonly step: SanctionStep | null;
  readonly justifyUntil: string | null;
  readonly justifyLaw: string | null;
  readonly told: string;
}

export interface Missed {
  readonly caseId: string;
  readonly summonsId: string;
  readonly startsAt: string;
  readonly day: string;
}

/** The acts that end an appointment nobody came to: the absence or, for whom nobody was ever told, the cancellation. */
export function noShowAct({ caseId, summonsId }: Missed, counterSeen: number, change: Partial<ActRequest> = {}): ActRequest {
  return { procedure: SUMMONS.name, caseId, itemId: summonsId, act: "record-no-show", input: { counterSeen }, actId: newId(), expectedVersion: null, ...change };
}

export function cancelAct(missed: Missed, change: Partial<ActRequest> = {}): ActRequest {
  const [year, month, day] = missed.day.split("-");
  return noShowAct(missed, 0, { act: "cancel", input: { reason: AFTER_NO_SHOW.cancelReason(`${day}/${month}/${year}`) }, ...change });
}

const PLAIN = { why: null, law: null, countAfter: null, step: null, justifyUntil: null, justifyLaw: null } as const;

/** What would follow for each, in their order. Refusals thrown: PERSONA_NON_VISIBILE. */
export async function afterNoShows(client: PoolClient, request: WeighingRequest, missed: readonly Missed[]): Promise<AfterNoShow[]> {
  const past = missed.filter(({ startsAt }) => startsAt < request.now);
  const weighed = new Map((await weighings(client, request, past)).map((one) => [one.item.id, one]));
  return missed.map((one) => {
    const own = weighed.get(one.summonsId);
    if (own !== undefined) return followingFrom(own, one);
    // The table would say the same of each, after a long look: nobody is missing before their hour.
    const { refusal } = SUMMONS.guards["seat-time-passed"];
    return { ...PLAIN, becomes: "blocked", text: AFTER_NO_SHOW.blocked, why: refusal, countBefore: 0, told: "" };
  });
}

/** What would follow for a summons that was read already. */
export function followingFrom(weighed: Weighing, missed: Missed): AfterNoShow {
  const countBefore = weighed.moment.counted.get(BREACH) ?? 0;
  const absence = weigh(weighed, "record-no-show", { counterSeen: countBefore });
  if (absence.ok && absence.value.to === "absent") return absent(weighed, absence.value.law[0], countBefore);
  if (absence.ok) {
    const law = textOf(absence.value.law[0]);
    return { ...PLAIN, becomes: "to-convene-again", text: AFTER_NO_SHOW["to-convene-again"], law, countBefore, told: AFTER_NO_SHOW.toldAgain };
  }
  const { code, message, citation } = absence.refusal;
  const untold = code === "CONVOCAZIONE_STATO" && missed.startsAt < weighed.moment.now;
  const cancelled = untold ? weigh(weighed, "cancel", cancelAct(missed).input) : null;
  if (cancelled?.ok === true) {
    const law = textOf(cancelled.value.law[0]);
    return { ...PLAIN, becomes: "cancelled", text: AFTER_NO_SHOW.cancelled, law, countBefore, told: AFTER_NO_SHOW.toldCancelled };
  }
  return { ...PLAIN, becomes: "blocked", text: AFTER_NO_SHOW.blocked, why: message, law: citation?.text ?? null, countBefore, told: "" };
}

function absent({ binding, moment, question }: Weighing, law: CitationKey | undefined, countBefore: number): AfterNoShow {
  const { facts, calendar } = moment;
  const next = nextStep(facts.parameters, BREACH, countBefore);
  const from = binding.termFacts("justify", question);
  const term = from === null ? null : openTerm(facts.parameters, "justify", { ...from, grantedOn: facts.grantedOn, appliedOn: facts.applicationDate });
  return {
    becomes: "absent",
    text: AFTER_NO_SHOW.absent,
    why: null,
    law: textOf(law),
    countBefore,
    countAfter: next?.after ?? null,
    step: next?.step ?? null,
    justifyUntil: term === null ? null : toIsoDate(dueOf(term, calendar)),
    justifyLaw: term === null || term.citation === null ? null : textOf(term.citation),
    told: AFTER_NO_SHOW.toldAbsent,
  };
}

function textOf(key: CitationKey | undefined): string | null {
  return key === undefined ? null : CITATIONS[key].text;
}
