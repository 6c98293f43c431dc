// What a person hears of an act on their summons: the summons itself, the new date, the date that stays; and when the desk must tell it.

import { nextPermitted } from "../../../domain/messages/quiet-hours.ts";
import type { SummonsData, SummonsFields } from "../../../domain/summons/data.ts";
import { lockMessagesOf, withdrawMessages } from "../../../store/appointments.ts";
import { newId } from "../../../store/ids.ts";
import { gateways, queueMessages, summonsToTell } from "../../../store/messages.ts";
import type { NewMessage } from "../../../store/messages.ts";
import { closeTasks, openTasks } from "../../../store/outcomes.ts";
import { tellingsOf, wasWrittenTo } from "../../../store/summons-acts.ts";
import { APPOINTMENT_TEXTS } from "../../desk-texts.ts";
import { nodeSettings } from "../../node-settings.ts";
import { planTelling } from "../../telling.ts";
import { firstStepOf } from "../../escalation/first-step.ts";
import { compose, only, openDesk, planWriting } from "../../writing.ts";
import type { Deed } from "../binding.ts";
import { askDesk } from "../effects.ts";
import { ACT_TEXTS } from "../texts.ts";

type Told = Pick<Deed, "client" | "moment" | "item">;

/** An operator waits for it: before every other. */
const AT_ONCE = 0;

async function deskOf({ client, moment }: Told) {
  return openDesk(moment.reference, await nodeSettings(client), await gateways(client));
}

async function rowOf({ client, item }: Told) {
  const [row] = await summonsToTell(client, [item.id]);
  if (row === undefined) throw new Error(`summons ${item.id} is not there`);
  return row;
}

/** The summons as the bulk issue would have written it, for one person. */
export async function writeSummons(told: Told): Promise<void> {
  const { client, moment } = told;
  const desk = await deskOf(told);
  const [plan] = planWriting(desk, [await rowOf(told)], moment.now).map((one) => firstStepOf(only(one, "summons"), "summons"));
  if (plan === undefined || plan.messages.length === 0) throw new Error("a summons was issued with nobody to write to");
  await queueMessages(client, plan.messages.map((planned) => compose(desk, plan, planned, { priority: AT_ONCE, composedAt: moment.now })));
}

/** Withdraws what has not left; a new date is told together with that, because what it says depends on what was heard. */
export async function withdrawUnsent({ client, item }: Told): Promise<void> {
  const written = await lockMessagesOf(client, [item.id]);
  await withdrawMessages(client, written.filter(({ state }) => state === "due").map(({ id }) => id));
}

/** Tells the new date at every address that may know the old one; where none is left, the desk must. */
export async function tellMoved(told: Told & { readonly input: SummonsFields }): Promise<void> {
  const { client, moment, item } = told;
  const desk = await deskOf(told);
  const plan = planTelling("moved", desk, await rowOf(told), await lockMessagesOf(client, [item.id]), moment.now, told.input.because);
  await queue(told, plan.messages.map((planned) => compose(desk, plan, planned, { priority: AT_ONCE, composedAt: moment.now })), "moved-untold");
}

/** The date stays: a reminder of it leaves now, in the place of the later one; where none can, the desk must tell. */
export async function tellKept(told: Told): Promise<void> {
  const { client, moment, item } = told;
  const desk = await deskOf(told);
  const [plan] = planWriting(desk, [await rowOf(told)], moment.now);
  if (plan === undefined) throw new Error("one summons gives one plan");
  const at = nextPermitted(moment.now, moment.facts.parameters.quietHours.value, desk.calendar);
  const written = await lockMessagesOf(client, [item.id]);
  const isReminded = written.some(({ kind }) => kind === "reminder");
  const dead = new Set(written.filter(({ state }) => state === "failed").map(({ channel, address }) => `${channel}/${address}`));
  const planned = isReminded || at >= plan.summons.startsAt
    ? []
    : plan.messages.filter(({ kind, channel, address }) => kind === "summons" && !dead.has(`${channel}/${address}`));
  const messages = planned.map((one) =>
    compose(desk, plan, { ...one, kind: "reminder", notBefore: at }, { priority: AT_ONCE, composedAt: moment.now }),
  );
  await queue(told, messages, "kept-untold");
}

/** What the person has answered, written back on every channel on which they are written to; once for a date. */
export async function tellAnswered(told: Told, kind: "reply-confirmed" | "reply-taken"): Promise<void> {
  const { client, moment, item } = told;
  const desk = await deskOf(told);
  const [plan] = planWriting(desk, [await rowOf(told)], moment.now);
  if (plan === undefined) throw new Error("one summons gives one plan");
  const written = new Set((await lockMessagesOf(client, [item.id])).map((one) => `${one.startsAt}/${one.kind}/${one.channel}`));
  const planned = plan.messages
    .filter((one) => one.kind === "summons" && !written.has(`${plan.summons.startsAt}/${kind}/${one.channel}`))
    .map((one) => compose(desk, plan, { ...one, kind }, { priority: AT_ONCE, composedAt: moment.now }));
  await queueMessages(client, planned);
}

async function queue({ client, moment, item }: Told, messages: readonly NewMessage[], untold: string): Promise<void> {
  await queueMessages(client, messages);
  if (messages.length > 0) return closeTasks(client, moment.now, "not-delivered", [item.caseId], "nuovo-avviso");
  const detail = untold === "moved-untold" ? APPOINTMENT_TEXTS.tellByHand : APPOINTMENT_TEXTS.keptByHand;
  await openTasks(client, moment.now, [{ id: newId(), caseId: item.caseId, kind: "not-delivered", reason: untold, detail }]);
}

/** Whoever was written to hears of a cancellation by the sender's next turn; who was told otherwise hears of it from the desk. */
export async function tellCancelled(deed: Deed<SummonsData>): Promise<void> {
  const { client, item, moment, data } = deed;
  if (data.appointment === null || data.appointment.startsAt <= moment.now || (await wasWrittenTo(client, item.id))) return;
  const tellings = await tellingsOf(client, [data.appointment.id]);
  if (tellings.length > 0) await askDesk(deed, "tell", ACT_TEXTS.cancelledByHand);
}
