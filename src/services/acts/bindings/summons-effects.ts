// What follows from an act on a summons: a task that says what to do, the breach opened or closed with the absence.

import { SUMMONS } from "../../../domain/summons/table.ts";
import type { SummonsData, SummonsFields } from "../../../domain/summons/data.ts";
import { BREACH } from "../../../domain/summons/facts.ts";
import type { SummonsState } from "../../../domain/summons/types.ts";
import { newId } from "../../../store/ids.ts";
import { closeTasks, openTasks } from "../../../store/outcomes.ts";
import { failuresOf } from "../../../store/summons-acts.ts";
import type { Deed } from "../binding.ts";
import { askDesk } from "../effects.ts";
import { ACT_TEXTS } from "../texts.ts";

/** Tasks of the desk that stand as long as a summons is in a state. */
export const TASKS_OF_STATES: readonly (readonly [string, SummonsState])[] = [
  ["another-date", "asks-another-date"],
  ["declined", "declined"],
  ["convene-again", "to-convene-again"],
];

const CONDITIONALITY = "condizionalita";

/** Says what the desk has to do, in the words of what happened. */
export async function deskTask(deed: Deed<SummonsData, SummonsFields>): Promise<void> {
  const { client, item, act, moment, data } = deed;
  switch (act) {
    case "ask-another-date":
      return askDesk(deed, "another-date", ACT_TEXTS.anotherDate(data.reason));
    case "decline":
      return askDesk(deed, "declined", ACT_TEXTS.declined(deed.input.reason?.trim() ?? ""));
    case "record-not-delivered": {
      const failures = await failuresOf(client, data.appointment?.id ?? item.id);
      const task = { id: newId(), caseId: item.caseId, kind: "not-delivered" as const, reason: failures[0] ?? "unspecified", detail: failures.join(", ") };
      return openTasks(client, moment.now, [task]);
    }
    default:
      return askDesk(deed, "convene-again", ACT_TEXTS.notProven);
  }
}

/**
 * The absence goes over to the table of conditionality with its proof and the count that was shown; where that table does not act on
 * this installation, the desk is asked to weigh it.
 */
export async function openBreach(deed: Deed<SummonsData, SummonsFields>): Promise<void> {
  const { item, moment, data } = deed;
  if (!deed.isBound(CONDITIONALITY) || data.appointment === null || data.absence === null) {
    return askDesk(deed, "breach", ACT_TEXTS.breachOfSummons);
  }
  const { facts } = moment;
  await deed.follow({
    procedure: CONDITIONALITY,
    itemId: null,
    act: "take-over",
    input: {
      event: BREACH,
      summonsId: item.id,
      unjustified: item.state === "unjustified",
      happenedAt: data.appointment.startsAt,
      benefitId: facts.benefitId,
      personId: facts.personId,
      measureVersion: facts.parameters.version,
      attempts: data.absence.tellings.map(({ channel, outcome }) => ({ channel, outcome })),
      evidence: data.absence.tellings.filter(({ outcome }) => outcome !== "failed").map(({ evidence }) => evidence),
      formalReminderOn: null,
      count: data.absence.count,
      impedimentUntil: data.impedimentUntil,
    },
  });
}

/** The breach opened on this absence falls with it, and so does what the desk was asked about it. */
export async function closeBreach(deed: Deed<SummonsData, SummonsFields>): Promise<void> {
  const { client, item, moment } = deed;
  const open = moment.facts.items.find(
    ({ procedure, closedAt, data }) => procedure === CONDITIONALITY && closedAt === null && data["summonsId"] === item.id,
  );
  await closeTasks(client, moment.now, `breach:${SUMMONS.name}`, [item.caseId], moment.actor.id);
  if (open === undefined) return;
  await deed.follow({ procedure: CONDITIONALITY, itemId: open.id, act: "withdraw", input: { reason: ACT_TEXTS.absenceFallen }, bySystem: true });
}
