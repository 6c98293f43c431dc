// Use case: whoever writes a text has it sent to themselves, with invented data, through the ordinary outbox; it hangs on nobody.

import { hash } from "node:crypto";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { composeEmail } from "../../domain/messages/compose-email.ts";
import { composeSms } from "../../domain/messages/compose-sms.ts";
import { measureSms, toGsm7 } from "../../domain/messages/gsm7.ts";
import { buildMime } from "../../domain/messages/mime.ts";
import { withText } from "../../domain/messages/review.ts";
import { samplesOf } from "../../domain/messages/samples.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { normalizeEmail } from "../../domain/people/email.ts";
import { normalizePhone } from "../../domain/people/phone.ts";
import { carrierOf } from "../../domain/providers/shares.ts";
import { newId } from "../../store/ids.ts";
import { gateways, queueMessages } from "../../store/messages.ts";
import type { GatewayRow, NewMessage } from "../../store/messages.ts";
import { inTransaction } from "../../store/pools.ts";
import { clearTrials, countTrial, readText } from "../../store/texts.ts";
import type { TextVersion } from "../../store/texts.ts";
import type { Actor, Services } from "../context.ts";
import { nodeSettings } from "../node-settings.ts";
import { Refused } from "../refused.ts";
import { sharesOf } from "../writing.ts";
import type { NodeSettings } from "../writing.ts";
import { templateOf } from "./in-force.ts";
import { enterAct, onTexts, ownDomains } from "./keep.ts";
import { TEXT_TEXTS } from "./texts.ts";

const MOST_A_DAY = 10;
const HOUR_MS = 3_600_000;
/** What was tried is looked at soon, or never. */
const KEPT_DAYS = 30;
/** Somebody looks at their telephone for it. */
const AT_ONCE = 0;

/**
 * Sends a version of a text, in whatever state, to the user's own number or address. Refusals: TESTO_ASSENTE, TESTO_NON_VALIDO,
 * PROVA_RECAPITO, PROVE_TROPPE, GATEWAY_MANCANTE.
 */
export async function tryText(services: Services, request: { readonly id: string; readonly to: string }, actor: Actor): Promise<Outcome<{ message: string; messageId: string }>> {
  const old = new Date(Date.parse(await services.now()) - KEPT_DAYS * 24 * HOUR_MS).toISOString();
  await inTransaction(services.pools.retention, (client) => clearTrials(client, old));
  return onTexts(services, async (client, now) => {
    const text = await readText(client, request.id);
    if (text === null) throw new Refused("TESTO_ASSENTE", TEXT_TEXTS.unknown);
    const recipient = recipientOf(text.channel, request.to);
    const contact = text.channel === "sms" ? { mobile: recipient, email: null } : { mobile: null, email: recipient };
    if ((await countTrial(client, actor.id, contact, romeDay(now), now)) > MOST_A_DAY) throw new Refused("PROVE_TROPPE", TEXT_TEXTS.trialTooMany);
    const settings = await nodeSettings(client);
    const id = newId();
    const shares = sharesOf((await gateways(client)).filter(({ state }) => state === "open")).get(text.channel);
    const gateway = shares === undefined ? undefined : carrierOf(shares, id);
    if (gateway === undefined) throw new Refused("GATEWAY_MANCANTE", TEXT_TEXTS.noGateway);
    const content = text.channel === "sms" ? smsOnTrial(text, settings) : emailOnTrial(text, settings, { id, gateway, recipient, now });
    await queueMessages(client, [{
      id, caseId: null, summonsId: null, appointmentId: null, kind: "trial", channel: text.channel, gatewayId: gateway.id, priority: AT_ONCE, recipient,
      template: text.template, templateVersion: text.version, dueAt: now, expiresAt: new Date(Date.parse(now) + HOUR_MS).toISOString(), sender: gateway.sender,
      ...content, digest: hash("sha256", content.raw ?? content.body, "buffer"),
    }]);
    // Whose number it is stands in the message, for as long as messages are kept: the register needs its end alone.
    await enterAct(client, actor, now, "text-tried", { text: `${text.template}@${text.version}`, message: id, to: recipient.slice(-3) });
    return { message: TEXT_TEXTS.tried(recipient), messageId: id };
  });
}

function recipientOf(channel: "sms" | "email", written: string): string {
  if (channel === "sms") {
    const phone = normalizePhone(written);
    if (!phone.ok || phone.value.kind !== "mobile") throw new Refused("PROVA_RECAPITO", TEXT_TEXTS.trialNumber);
    return phone.value.e164;
  }
  const email = normalizeEmail(written);
  if (!email.ok) throw new Refused("PROVA_RECAPITO", TEXT_TEXTS.trialAddress);
  return email.value;
}

type Content = Pick<NewMessage, "encoding" | "parts" | "subject" | "body" | "raw">;

function prepared(text: TextVersion, settings: NodeSettings) {
  const template = templateOf(text);
  const templates = withText(template, ownDomains(settings));
  const [sample] = samplesOf(text.kind, text.locale, settings.links?.address ?? null);
  if (templates === null || sample === undefined) throw new Refused("TESTO_NON_VALIDO", TEXT_TEXTS.unsound);
  return { templates, sample };
}

function smsOnTrial(text: TextVersion, settings: NodeSettings): Content {
  const { templates, sample } = prepared(text, settings);
  const { text: composed } = composeSms(sample.input, { kind: text.kind, templates, nameThePerson: sample.named });
  const body = toGsm7(TEXT_TEXTS.trialMark + composed).text;
  const { encoding, parts } = measureSms(body);
  return { encoding, parts, subject: null, body, raw: null };
}

function emailOnTrial(text: TextVersion, settings: NodeSettings, at: { readonly id: string; readonly gateway: GatewayRow; readonly recipient: string; readonly now: string }): Content {
  const { templates, sample } = prepared(text, settings);
  const email = composeEmail(sample.input, { kind: text.kind, templates, recipient: at.recipient, composedAt: at.now, domain: settings.domain });
  // An invented appointment has no place in anybody's calendar.
  const marked = { ...email, subject: TEXT_TEXTS.trialSubject + email.subject, invitation: null };
  const raw = buildMime(marked, { messageId: at.id, domain: settings.domain, date: at.now, from: { name: sample.input.office.name, address: at.gateway.sender } });
  return { encoding: "utf8", parts: 1, subject: marked.subject, body: email.text, raw };
}
