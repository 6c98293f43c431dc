// Use cases: a text is drafted, submitted, approved by a second person, put in force, put out of force. Each is an act of the system's chain.

import type { PoolClient } from "pg";
import { isIsoDate } from "../../domain/calendar/days.ts";
import { romeDay, romeInstant } from "../../domain/calendar/rome-time.ts";
import { readMarkup } from "../../domain/messages/email-markup.ts";
import { SHIPPED_TEMPLATES } from "../../domain/messages/languages/all.ts";
import { reviewText } from "../../domain/messages/review.ts";
import { samplesOf } from "../../domain/messages/samples.ts";
import type { MessageTemplate } from "../../domain/messages/templates.ts";
import { accept } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { hostOfAddress } from "../../domain/replies/address.ts";
import { businessNow } from "../../store/clock.ts";
import { newId } from "../../store/ids.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs, SYSTEM_SUBJECT } from "../../store/register.ts";
import { insertRuling, insertText, lockText, readText, saveText, setTextState, standingRulings } from "../../store/texts.ts";
import type { TextBody, TextSubject, TextVersion } from "../../store/texts.ts";
import type { Actor, Services } from "../context.ts";
import { nodeSettings } from "../node-settings.ts";
import { Refused, refusable } from "../refused.ts";
import type { NodeSettings } from "../writing.ts";
import { isSameSubject, templateOf } from "./in-force.ts";
import { TEXT_TEXTS } from "./texts.ts";

/** A text as the editor has it: the rungs of an SMS, or subject and marked-up body of an e-mail. */
export type WrittenText = { readonly rungs: readonly string[] } | { readonly subject: string; readonly markup: string };

/** Refusals: MODELLO_ELENCO. */
export function readWritten(written: WrittenText): Outcome<TextBody> {
  if ("rungs" in written) return accept({ rungs: written.rungs.map((rung) => rung.trim()).filter((rung) => rung !== "") });
  const blocks = readMarkup(written.markup);
  return blocks.ok ? accept({ subject: written.subject.trim(), blocks: blocks.value }) : blocks;
}

/** The newest text of the program for this subject. */
export function shippedText(subject: TextSubject): MessageTemplate {
  const found = SHIPPED_TEMPLATES.filter((one) => isSameSubject(one, subject)).toSorted((a, b) => b.version - a.version)[0];
  if (found === undefined) throw new Refused("TESTO_ASSENTE", TEXT_TEXTS.unknown);
  return found;
}

export const bodyOf = (template: MessageTemplate): TextBody => (template.channel === "sms" ? { rungs: template.rungs } : { subject: template.subject, blocks: template.blocks });

/** Domains that a link may point to. */
export function ownDomains({ domain, links }: NodeSettings): string[] {
  return links === undefined ? [domain] : [domain, hostOfAddress(links.address)];
}

/** Runs one change of the texts in a transaction; what it throws as refused comes back as a value. */
export function onTexts<T>(services: Services, work: (client: PoolClient, now: string) => Promise<T>): Promise<Outcome<T>> {
  return refusable(() => inTransaction(services.pools.worker, async (client) => work(client, await businessNow(client))));
}

export function enterAct(client: PoolClient, actor: Actor, happenedAt: string, kind: string, payload: unknown): Promise<void> {
  return appendActs(client, actor, [{ subjectId: SYSTEM_SUBJECT, subjectKind: "system", kind, happenedAt, payload }]);
}

const nameOf = ({ template, version }: Pick<TextVersion, "template" | "version">): string => `${template}@${version}`;

/** Begins a draft from the text in force, or from any version. Refusals: TESTO_ASSENTE. */
export function beginDraft(services: Services, request: TextSubject & { readonly from: string | null }, actor: Actor): Promise<Outcome<{ id: string; message: string }>> {
  return onTexts(services, async (client, now) => {
    const { kind, channel, locale } = request;
    const shipped = shippedText(request);
    const source = request.from === null ? null : await readText(client, request.from);
    if (request.from !== null && (source === null || !isSameSubject(source, request))) throw new Refused("TESTO_ASSENTE", TEXT_TEXTS.unknown);
    const id = newId();
    const template = `${shipped.id}-regione`;
    const version = await insertText(client, { id, template, kind, channel, locale, body: source?.body ?? bodyOf(shipped), note: "", author: actor.id }, now);
    await enterAct(client, actor, now, "text-drafted", { text: `${template}@${version}`, from: source === null ? `${shipped.id}@${shipped.version}` : nameOf(source) });
    return { id, message: TEXT_TEXTS.begun(version) };
  });
}

export interface Held {
  readonly id: string;
  /** As the page last saw it. */
  readonly revision: number;
}

async function take(client: PoolClient, { id, revision }: Held, state: TextVersion["state"]): Promise<TextVersion> {
  const text = await lockText(client, id);
  if (text === null) throw new Refused("TESTO_ASSENTE", TEXT_TEXTS.unknown);
  if (text.revision !== revision) throw new Refused("TESTO_CAMBIATO", TEXT_TEXTS.taken);
  if (text.state !== state) throw new Refused("TESTO_STATO", state === "draft" ? TEXT_TEXTS.notDraft : TEXT_TEXTS.notSubmitted);
  return text;
}

/** Keeps a draft as it is written, sound or not. Refusals: TESTO_ASSENTE, TESTO_CAMBIATO, TESTO_STATO, MODELLO_ELENCO. */
export function saveDraft(services: Services, request: Held & { readonly written: WrittenText; readonly note: string }, actor: Actor): Promise<Outcome<{ message: string }>> {
  return onTexts(services, async (client, now) => {
    const text = await take(client, request, "draft");
    const body = readWritten(request.written);
    if (!body.ok) throw new Refused(body.refusal.code, body.refusal.message);
    if ("rungs" in body.value !== (text.channel === "sms")) throw new Refused("TESTO_ASSENTE", TEXT_TEXTS.unknown);
    await saveText(client, text.id, { body: body.value, note: request.note, author: actor.id }, now);
    await enterAct(client, actor, now, "text-saved", { text: nameOf(text), body: body.value, note: request.note });
    return { message: TEXT_TEXTS.saved };
  });
}

/** Submits a sound draft for approval. Refusals: TESTO_NON_VALIDO besides those of a draft. */
export function submitDraft(services: Services, request: Held, actor: Actor): Promise<Outcome<{ message: string }>> {
  return onTexts(services, async (client, now) => {
    const text = await take(client, request, "draft");
    await mustBeSound(client, text);
    await setTextState(client, text.id, "submitted", actor.id, null, now);
    await enterAct(client, actor, now, "text-submitted", { text: nameOf(text), note: text.note });
    return { message: TEXT_TEXTS.submitted };
  });
}

async function mustBeSound(client: PoolClient, text: TextVersion): Promise<void> {
  const settings = await nodeSettings(client);
  const review = reviewText(templateOf(text), samplesOf(text.kind, text.locale, settings.links?.address ?? null), ownDomains(settings));
  const first = review.findings.find(({ severity }) => severity === "error");
  if (!review.sound) throw new Refused("TESTO_NON_VALIDO", first === undefined ? TEXT_TEXTS.unsound : `${first.where}: ${first.message}`);
}

/**
 * A second person approves a text: from a day on it is in force, or (no day) it only may be compared. It is judged again: domains may have changed.
 * Refusals: TESTO_PROPRIO, TESTO_STATO, TESTO_CAMBIATO, TESTO_NON_VALIDO, DATA_PASSATA.
 */
export function approveText(services: Services, request: Held & { readonly fromOn: string | null; readonly because: string }, actor: Actor): Promise<Outcome<{ message: string }>> {
  return onTexts(services, async (client, now) => {
    const text = await take(client, request, "submitted");
    if (text.authors.includes(actor.id)) throw new Refused("TESTO_PROPRIO", TEXT_TEXTS.own);
    await mustBeSound(client, text);
    await setTextState(client, text.id, "approved", actor.id, request.because, now);
    await enterAct(client, actor, now, "text-approved", { text: nameOf(text), body: text.body, because: request.because });
    if (request.fromOn === null) return { message: TEXT_TEXTS.approvedOnly };
    return { message: await rule(client, { subject: text, text, fromOn: request.fromOn, because: request.because }, actor, now) };
  });
}

interface Ruling {
  readonly subject: TextSubject;
  readonly text: TextVersion | null;
  readonly fromOn: string;
  readonly because: string;
}

async function rule(client: PoolClient, { subject, text, fromOn, because }: Ruling, actor: Actor, now: string): Promise<string> {
  const today = romeDay(now);
  if (!isIsoDate(fromOn) || fromOn < today) throw new Refused("DATA_PASSATA", TEXT_TEXTS.past);
  const fromAt = fromOn === today ? now : romeInstant(fromOn, 0);
  const { kind, channel, locale } = subject;
  await insertRuling(client, { id: newId(), kind, channel, locale, textId: text?.id ?? null, fromAt, because, by: actor.id }, now);
  const shipped = shippedText(subject);
  await enterAct(client, actor, now, "text-in-force", { kind, channel, locale, text: text === null ? `${shipped.id}@${shipped.version}` : nameOf(text), from: fromAt, because });
  return fromOn === today ? TEXT_TEXTS.approvedNow : TEXT_TEXTS.approvedFrom(fromOn.split("-").toReversed().join("/"));
}

/** A second look ends without approval: back to whoever wrote it, with the reason. Refusals as of {@link approveText}. */
export function returnText(services: Services, request: Held & { readonly because: string }, actor: Actor): Promise<Outcome<{ message: string }>> {
  return onTexts(services, async (client, now) => {
    const text = await take(client, request, "submitted");
    await setTextState(client, text.id, "draft", actor.id, request.because, now);
    await enterAct(client, actor, now, "text-returned", { text: nameOf(text), because: request.because });
    return { message: TEXT_TEXTS.returned };
  });
}

/** A draft that nobody wants any more. Refusals: TESTO_STATO, TESTO_CAMBIATO. */
export function dropDraft(services: Services, request: Held, actor: Actor): Promise<Outcome<{ message: string }>> {
  return onTexts(services, async (client, now) => {
    const text = await take(client, request, "draft");
    await setTextState(client, text.id, "dropped", actor.id, text.decidedBecause, now);
    await enterAct(client, actor, now, "text-dropped", { text: nameOf(text) });
    return { message: TEXT_TEXTS.dropped };
  });
}

/**
 * Puts an approved version, or the program's own, in force from now. It was approved once: one person may go back to it, with the reason,
 * as must be possible when a text in force turns out wrong. Refusals: TESTO_ASSENTE, TESTO_NON_APPROVATO, TESTO_GIA_IN_VIGORE.
 */
export function putInForce(services: Services, request: TextSubject & { readonly textId: string | null; readonly because: string }, actor: Actor): Promise<Outcome<{ message: string }>> {
  return onTexts(services, async (client, now) => {
    shippedText(request);
    const text = request.textId === null ? null : await readText(client, request.textId);
    if (request.textId !== null && (text === null || !isSameSubject(text, request))) throw new Refused("TESTO_ASSENTE", TEXT_TEXTS.unknown);
    if (text !== null && text.state !== "approved") throw new Refused("TESTO_NON_APPROVATO", TEXT_TEXTS.notApproved);
    await client.query("select pg_advisory_xact_lock(hashtext('text_ruling'), hashtext($1))", [`${request.kind}/${request.channel}/${request.locale}`]);
    const standing = (await standingRulings(client)).findLast((one) => isSameSubject(one, request) && one.fromAt <= now)?.textId ?? null;
    if (standing === request.textId) throw new Refused("TESTO_GIA_IN_VIGORE", TEXT_TEXTS.already);
    if (text !== null) await mustBeSound(client, text);
    await rule(client, { subject: request, text, fromOn: romeDay(now), because: request.because }, actor, now);
    return { message: TEXT_TEXTS.ruled };
  });
}
