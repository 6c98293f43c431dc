// Composing: from summonses to finished messages, the same way for a first summons, a reminder, a move, a cancellation.

import { hash } from "node:crypto";
import { romeTime, clockText } from "../domain/calendar/rome-time.ts";
import { toDayNumber } from "../domain/calendar/days.ts";
import { planMessages } from "../domain/messages/channel-plan.ts";
import type { PlannedMessage, ReachabilityPoint, SummonsToPlan } from "../domain/messages/channel-plan.ts";
import { checkOfficeForMessages, composeEmail } from "../domain/messages/compose-email.ts";
import { composeSms } from "../domain/messages/compose-sms.ts";
import { buildMime } from "../domain/messages/mime.ts";
import type { MessageCalendar } from "../domain/messages/quiet-hours.ts";
import type { TemplateSet } from "../domain/messages/templates.ts";
import type { MessageChannel, MessageKind, MessageOffice, SummonsMessageInput } from "../domain/messages/types.ts";
import type { MeasureParameters } from "../domain/measures/types.ts";
import { measureOf } from "../domain/measures/catalogue.ts";
import { oneSender } from "../domain/providers/senders.ts";
import { carrierOf, shareOut } from "../domain/providers/shares.ts";
import type { Shares } from "../domain/providers/shares.ts";
import { SENDER_TEXTS } from "../domain/providers/texts.ts";
import { hostOfAddress } from "../domain/replies/address.ts";
import { OperatorFault } from "../store/fault.ts";
import { newId } from "../store/ids.ts";
import type { GatewayRow, NewMessage, SummonsToWrite } from "../store/messages.ts";
import type { TextsInForce } from "../store/texts.ts";
import { sendingOf } from "./escalation/gather.ts";
import type { Sending } from "./escalation/gather.ts";
import type { Reference } from "./reference.ts";
import { replyLink } from "./replies/link.ts";
import type { Links } from "./replies/link.ts";
import { compileTexts } from "./texts/in-force.ts";
import type { Texts } from "./texts/in-force.ts";

/** What the Region decides for all its messages. */
export interface NodeSettings {
  /** Contact number where an office has none of its own. */
  readonly regionPhone: string;
  /** Address where an office has none of its own. */
  readonly regionEmail: string;
  /** Our mail domain: right-hand side of Message-ID and of the calendar's UID. */
  readonly domain: string;
  /** Where a person may answer; absent where the node has no public address: then no message bears a link. */
  readonly links?: Links;
  /** What the Region itself has put in force now; the texts of the program where it is absent. */
  readonly texts?: TextsInForce;
}

export interface WritingDesk {
  readonly reference: Reference;
  readonly settings: NodeSettings;
  readonly templates: TemplateSet;
  readonly texts: Texts;
  readonly calendar: MessageCalendar;
  /** The gateways of each channel that has any, with their shares of its messages. */
  readonly gateways: ReadonlyMap<MessageChannel, Shares<GatewayRow>>;
  /** By what else than SMS and e-mail this node writes. */
  readonly sending: Sending;
  readonly offices: Map<string, MessageOffice>;
}

/** Puts together, once per run, all that composing needs. Throws an operator's fault when a template or a gateway is missing. */
export function openDesk(reference: Reference, settings: NodeSettings, gatewayRows: readonly GatewayRow[]): WritingDesk {
  const own = settings.links === undefined ? [] : [hostOfAddress(settings.links.address)];
  const texts = compileTexts(settings.texts, [settings.domain, ...own]);
  return {
    reference,
    settings,
    templates: texts.templates,
    texts,
    calendar: { isHoliday: (date) => reference.holidays.national(toDayNumber(date)) !== undefined },
    gateways: sharesOf(gatewayRows),
    sending: sendingOf(gatewayRows),
    offices: new Map(),
  };
}

const NOBODY: Shares<GatewayRow> = { parts: [], total: 0 };

/**
 * Who carries what is written now. All gateways that share a channel show one sender, so that what is finished may pass from one to
 * the other; where senders must be registered, an unregistered one writes nothing.
 */
export function sharesOf(rows: readonly GatewayRow[]): Map<MessageChannel, Shares<GatewayRow>> {
  const judged = oneSender(rows);
  if (!judged.ok) throw new OperatorFault(judged.refusal.code, judged.refusal.message);
  const shares = new Map<MessageChannel, Shares<GatewayRow>>();
  for (const [channel, gateways] of Map.groupBy(rows, (row) => row.channel)) {
    const shared = shareOut(gateways);
    const barred = gateways.find(({ weight, senderBarred }) => weight > 0 && senderBarred);
    if (shared.total === 0 && barred !== undefined) {
      throw new OperatorFault("MITTENTE_NON_REGISTRATO", SENDER_TEXTS.unregistered(barred.sender, barred.provider));
    }
    if (shared.total > 0) shares.set(channel, shared);
  }
  return shares;
}

/** A summons with its person's plan: which messages, at what hour, and to which address. */
export interface WritingPlan {
  readonly summons: SummonsToWrite;
  readonly input: SummonsMessageInput;
  readonly messages: readonly PlannedMessage[];
}

/** Judges which messages each summons needs now (all kinds that a first summons needs: summons and reminder). */
export function planWriting(desk: WritingDesk, rows: readonly SummonsToWrite[], now: string): WritingPlan[] {
  const batch = rows.map((row): SummonsToPlan & { row: SummonsToWrite } => ({
    row,
    personId: row.personId,
    input: inputOf(desk, row),
    points: pointsOf(desk, row),
  }));
  const planned = new Map(planMessages(batch, now, desk.calendar).map((plan) => [`${plan.personId}/${plan.appointmentId}`, plan.messages]));
  return batch.map(({ row, input }) => ({ summons: row, input, messages: planned.get(`${row.personId}/${input.appointment.id}`) ?? [] }));
}

function pointsOf(desk: WritingDesk, row: SummonsToWrite): ReachabilityPoint[] {
  const points: ReachabilityPoint[] = [];
  if (row.mobile !== null && desk.gateways.has("sms")) points.push({ channel: "sms", address: row.mobile, usable: true, shared: row.mobileShared });
  if (row.email !== null && desk.gateways.has("email")) points.push({ channel: "email", address: row.email, usable: true, shared: row.emailShared });
  return points;
}

/** What messages about this summons say. */
export function inputOf(desk: WritingDesk, row: SummonsToWrite): SummonsMessageInput {
  const measure = measureParameters(row.measure, row.grantedOn);
  const local = romeTime(row.startsAt);
  return {
    office: officeOf(desk, row.officeId, row.day),
    person: { firstName: row.name, surname: row.surname, language: row.language },
    appointment: {
      // The event in the citizen's calendar is the summons: it stays the same when the appointment moves.
      id: row.summonsId,
      startsAt: row.startsAt,
      localDate: row.day,
      localTime: clockText(local.minutes),
      durationMinutes: (Date.parse(row.endsAt) - Date.parse(row.startsAt)) / 60_000,
      sequence: row.attempt - 1,
    },
    referenceCode: row.reference,
    measure,
    // An agreed meeting has no code, and nothing to answer.
    ...(desk.settings.links === undefined || row.reference === "" ? {} : { link: replyLink(desk.settings.links, row) }),
  };
}

/** The version in force when the benefit was granted: it rules whatever comes after, years later too. */
export function measureParameters(code: string, grantedOn: string): MeasureParameters {
  const measure = measureOf(code, grantedOn);
  if (measure === undefined) throw new OperatorFault("MISURA_SCONOSCIUTA", `La misura «${code}» non è tra quelle configurate.`);
  return measure;
}

/** The office as messages write it, checked once per run: what is missing here would be missing in every message. */
function officeOf(desk: WritingDesk, officeId: string, day: string): MessageOffice {
  const key = `${officeId}/${day}`;
  const known = desk.offices.get(key);
  if (known !== undefined) return known;
  const office = desk.reference.offices.get(officeId);
  const seat = desk.reference.seatOn(officeId, day);
  if (office === undefined || seat === null) {
    throw new OperatorFault("SEDE_MANCANTE", `L'ufficio ${office?.name ?? officeId} non ha un indirizzo il ${day}: completare la tabella delle sedi.`);
  }
  const email = seat.email ?? desk.settings.regionEmail;
  const judged = checkOfficeForMessages({
    name: office.name,
    shortName: office.shortName,
    address: seat.address,
    municipality: seat.municipality,
    phone: seat.phone ?? desk.settings.regionPhone,
    email,
    replyTo: email,
  });
  if (!judged.ok) throw new OperatorFault(judged.refusal.code, `${office.name}: ${judged.refusal.message}`);
  desk.offices.set(key, judged.value);
  return judged.value;
}

export interface Composition {
  readonly priority: number;
  readonly composedAt: string;
}

/** Composes one planned message: from here on nothing in it changes. */
export function compose(desk: WritingDesk, plan: WritingPlan, planned: PlannedMessage, how: Composition): NewMessage {
  const id = newId();
  const gateway = carrierOf(desk.gateways.get(planned.channel) ?? NOBODY, id);
  if (gateway === undefined) throw new OperatorFault("GATEWAY_MANCANTE", `Nessun gateway per il canale ${planned.channel}: configurarlo.`);
  const drawn = desk.texts.drawn({ kind: planned.kind, channel: planned.channel, locale: plan.input.person.language }, plan.summons.benefitId);
  const templates = drawn?.templates ?? desk.templates;
  const content =
    planned.channel === "sms"
      ? smsContent(templates, plan.input, planned, gateway)
      : emailContent(desk, plan.input, planned, { gateway, id, templates, composedAt: how.composedAt });
  return {
    id,
    caseId: plan.summons.caseId,
    summonsId: plan.summons.summonsId,
    appointmentId: plan.summons.appointmentId,
    kind: planned.kind,
    channel: planned.channel,
    gatewayId: gateway.id,
    priority: how.priority,
    recipient: planned.address,
    dueAt: planned.notBefore,
    expiresAt: plan.summons.startsAt,
    ...content,
    digest: hash("sha256", content.raw ?? content.body, "buffer"),
    ...(drawn === null ? {} : { wording: { comparisonId: drawn.comparisonId, arm: drawn.arm } }),
  };
}

type Content = Pick<NewMessage, "template" | "templateVersion" | "encoding" | "parts" | "sender" | "subject" | "body" | "raw">;

function smsContent(templates: TemplateSet, input: SummonsMessageInput, planned: PlannedMessage, gateway: GatewayRow): Content {
  const sms = composeSms(input, { kind: planned.kind, templates, nameThePerson: planned.nameThePerson });
  return {
    template: sms.template,
    templateVersion: sms.version,
    encoding: sms.encoding,
    parts: sms.parts,
    sender: gateway.sender,
    subject: null,
    body: sms.text,
    raw: null,
  };
}

function emailContent(
  desk: WritingDesk,
  input: SummonsMessageInput,
  planned: PlannedMessage,
  at: { readonly gateway: GatewayRow; readonly id: string; readonly templates: TemplateSet; readonly composedAt: string },
): Content {
  const email = composeEmail(input, {
    kind: planned.kind,
    templates: at.templates,
    recipient: planned.address,
    composedAt: at.composedAt,
    domain: desk.settings.domain,
  });
  const raw = buildMime(email, {
    messageId: at.id,
    domain: desk.settings.domain,
    date: at.composedAt,
    from: { name: input.office.name, address: at.gateway.sender },
  });
  return {
    template: email.template,
    templateVersion: email.version,
    encoding: "utf8",
    parts: 1,
    sender: at.gateway.sender,
    subject: email.subject,
    body: email.text,
    raw,
  };
}

/** A plan with only the messages of one kind. */
export function only(plan: WritingPlan, kind: MessageKind): WritingPlan {
  return { ...plan, messages: plan.messages.filter((message) => message.kind === kind) };
}
