// A fact that may be a breach, put before an operator who decides; and taken back when it falls. Nothing is reported by itself.

import type { AbsenceEvent } from "../../../domain/measures/words.ts";
import { closeTasks } from "../../../store/outcomes.ts";
import type { StandingReport } from "../../../store/activities.ts";
import type { Deed, Moment } from "../binding.ts";
import { askDesk } from "../effects.ts";
import { ACTIVITY_TEXTS } from "./activities-texts.ts";

/** What is said of facts of one procedure: its title as the operator knows it, the breach, and its words. */
export interface FactWords {
  readonly title: string;
  readonly event: AbsenceEvent;
  readonly what: string;
}

const OPEN_BREACH = "condizionalita";

/** One task for each fact: the day and the item tell it from others of the same case. */
export async function putFact(deed: Deed, { title, what }: FactWords, day: string): Promise<void> {
  await askDesk(deed, taskOf(deed, day), ACTIVITY_TEXTS.fact(title, what, day));
}

/** The task is closed; a breach recorded on the fact and not yet reported falls with it, by the table of conditionality. */
export async function closeFact(deed: Deed, { title, event }: Pick<FactWords, "title" | "event">, day: string): Promise<void> {
  const { client, moment, item } = deed;
  await closeTasks(client, moment.now, `${taskOf(deed, day)}:${item.procedure}`, [item.caseId], moment.actor.id);
  const breach = breachOn(moment, event, day);
  if (breach === undefined) return;
  await deed.follow({
    procedure: OPEN_BREACH,
    itemId: breach.id,
    act: "withdraw",
    input: { reason: ACTIVITY_TEXTS.factFallen(title, day) },
    bySystem: true,
  });
}

/** The person has come back on what they refused: whoever weighs the fact must know. */
export async function reviewFact(deed: Deed, title: string, day: string): Promise<void> {
  await askDesk(deed, `review-${taskOf(deed, day)}`, ACTIVITY_TEXTS.factReview(title, day));
}

/** Whether a report stands on a fact of the item on one of these days. One linked to another item of the case is not on this one. */
export function isReported(
  reports: readonly StandingReport[],
  { facts }: Moment,
  fact: { readonly event: AbsenceEvent | null; readonly itemId: string | null; readonly days: readonly string[] },
): boolean {
  const others = new Set(facts.items.filter(({ id }) => id !== fact.itemId).map(({ id }) => id));
  return reports.some((each) => each.event === fact.event && fact.days.includes(each.factOn) && !others.has(each.linkId));
}

function taskOf({ item }: Deed, day: string): string {
  return `breach-${day}-${item.id.slice(-8)}`;
}

function breachOn({ facts }: Moment, event: AbsenceEvent, day: string) {
  return facts.items.find(
    ({ procedure, closedAt, data }) => procedure === OPEN_BREACH && closedAt === null && data["event"] === event && data["happenedOn"] === day,
  );
}
