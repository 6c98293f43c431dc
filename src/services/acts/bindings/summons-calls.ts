// What follows from a call that an operator notes: kept as evidence, the wrong number given up, the task closed once calling is over.

import { CALL_OUTCOME_TEXTS } from "../../../domain/channel-policy/texts.ts";
import type { SummonsData, SummonsFields } from "../../../domain/summons/data.ts";
import { callsOf, setLooks } from "../../../store/escalation.ts";
import { casesOfPerson, readContactPoints } from "../../../store/contacts.ts";
import { newId } from "../../../store/ids.ts";
import { closeTasks } from "../../../store/outcomes.ts";
import { lockCases } from "../../../store/register.ts";
import { recordEvidence } from "../../../store/summons-acts.ts";
import { checkContactsIn } from "../../contacts/change-contacts.ts";
import { CALL_TASK } from "../../escalation/take.ts";
import { ESCALATION_TEXTS } from "../../escalation/texts.ts";
import { Refused } from "../../refused.ts";
import { NotPerformed } from "../act-outcome.ts";
import type { Deed } from "../binding.ts";

type CallDeed = Deed<SummonsData, SummonsFields>;

/** The call is kept with its number; the program looks at once at what is due next. */
export async function noteCall(deed: CallDeed): Promise<void> {
  const { client, item, moment, data, input } = deed;
  const outcome = input.callOutcome;
  if (outcome === undefined || data.appointment === null) return;
  const point = pointOf(input.number);
  await recordEvidence(client, {
    id: newId(),
    caseId: item.caseId,
    summonsId: item.id,
    appointmentId: data.appointment.id,
    channel: "phone",
    outcome: outcome === "spoke" ? "received" : "failed",
    happenedAt: moment.now,
    reference: ESCALATION_TEXTS.callReference(CALL_OUTCOME_TEXTS[outcome], point?.value ?? null),
    recordedBy: moment.actor.id,
    callOutcome: outcome,
    number: point?.value ?? null,
  });
  if (outcome === "wrong-number" && point !== null) await giveUp(deed, point);
  if (await isCallingOver(deed, data.appointment.id))
    await closeTasks(client, moment.now, CALL_TASK, [item.caseId], moment.actor.id);
  await setLooks(client, [{ summonsId: item.id, at: moment.now }]);
}

interface CalledPoint {
  readonly kind: "mobile" | "landline";
  readonly value: string;
}

function pointOf(number: string | undefined): CalledPoint | null {
  const [kind, value] = (number ?? "").split("/");
  return (kind === "mobile" || kind === "landline") && value !== undefined && value !== ""
    ? { kind, value }
    : null;
}

/** As the person's page does: what waited for that number is withdrawn, and written again to whatever the person has. */
async function giveUp({ client, moment, actId, input }: CallDeed, point: CalledPoint): Promise<void> {
  const { personId } = moment.facts;
  const cases = await casesOfPerson(client, personId);
  await lockCases(client, cases);
  const check = {
    source: "phone",
    confirmed: [],
    wrong: [point],
    newPhone: "",
    newEmail: "",
    reason: input.note ?? "",
  } as const;
  try {
    await checkContactsIn(
      { client, reference: moment.reference, actor: moment.actor, now: moment.now, actId, personId, cases },
      check,
    );
  } catch (fault) {
    // A number that is none of the person's is said as an act says it.
    if (fault instanceof Refused) throw new NotPerformed(fault.refusal);
    throw fault;
  }
}

/** Somebody was found, or nobody will be: spoken, refused, no number left, or tried as often as the measure wants. */
async function isCallingOver({ client, moment, input }: CallDeed, appointmentId: string): Promise<boolean> {
  if (input.callOutcome === "spoke" || input.callOutcome === "refused") return true;
  const points = await readContactPoints(client, moment.facts.personId);
  if (!points.some(({ kind, current, usable }) => (kind === "mobile" || kind === "landline") && current && usable)) return true;
  const tries =
    moment.facts.parameters.channelPolicy.steps.summons.find(({ step }) => step === "phone")?.tries ?? 1;
  const calls = await callsOf(client, [appointmentId]);
  return calls.filter(({ outcome }) => outcome === "no-answer").length >= tries;
}
