// Where a person answers: the page behind the link of a message. No script, no login; a second check before anything of the person is shown.

import type { FastifyReply, FastifyRequest } from "fastify";
import { buildIcs } from "../../domain/messages/ics.ts";
import type { Refusal } from "../../domain/outcome.ts";
import { CANNOT_REASONS, isReplyLanguage, languageAskedFor, REPLY_TEXTS } from "../../domain/replies/texts.ts";
import type { ReplyLanguage, ReplyTexts } from "../../domain/replies/texts.ts";
import { DOCUMENT_TEXTS } from "../../domain/documents/texts.ts";
import { DOCUMENT_LIMITS } from "../../domain/documents/types.ts";
import type { ActOutcome } from "../../services/acts/act-outcome.ts";
import { looksLikeSecret } from "../../services/identity/secrets.ts";
import { nodeSettings } from "../../services/node-settings.ts";
import { askOffice, cannotCome, chooseLanguage, confirm, enter, takeSeat } from "../../services/replies/answer.ts";
import type { Answering } from "../../services/replies/answer.ts";
import { readToken } from "../../services/replies/link.ts";
import { freeForVisit, officeToCall, readOwnPage } from "../../services/replies/own-page.ts";
import type { OfficeToCall, OwnPage } from "../../services/replies/own-page.ts";
import { clearReplies, findLink } from "../../store/replies.ts";
import { sendAttachment } from "../attachment.ts";
import { readCookie, writeCookie } from "../cookies.ts";
import { safeFault } from "../log-safely.ts";
import { addressOf, tokenBuckets } from "../limits.ts";
import type { App, ServerContext } from "../options.ts";
import { describeError } from "../problems.ts";
import { framed, sendPage } from "../replies-frame.ts";
import { cannotView, checkView, otherDateView, ownView, sayingView } from "../replies-views.ts";
import type { Notice, View } from "../replies-views.ts";
import { readForm } from "../replies-form.ts";
import type { Form } from "../replies-form.ts";

const VISIT_COOKIE = "risposta";
const VISIT_SECONDS = 20 * 60;
const TIDY_MS = 3_600_000;
/** Many telephones of one network come from one address. */
const BY_ADDRESS = { burst: 120, perSecond: 5 } as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SEAT = /^(\d{1,9})@(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/;
const ROUTE = { schema: { hide: true }, config: { access: "public" } } as const;

interface Asked {
  readonly token: string;
  readonly path: string;
  readonly language: ReplyLanguage;
  /** The language that was asked for by name. */
  readonly chosen: ReplyLanguage | null;
}

/** A request in an open visit of the summons that the link names. */
interface InVisit extends Asked {
  readonly own: OwnPage;
  readonly secret: string;
  readonly texts: ReplyTexts;
}

type Handler = (request: FastifyRequest, reply: FastifyReply, visit: InVisit) => Promise<FastifyReply>;

export function registerReplies(app: App, context: ServerContext): void {
  const bucket = tokenBuckets(BY_ADDRESS);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.addHook("onRequest", async (request, reply) => {
    // Answered here: nothing further is asked of the database.
    return bucket(addressOf(request.ip), 1, performance.now()) > 0 ? sayAlone(reply, request, "tooMany", 429) : undefined;
  });
  app.setErrorHandler(async (error, request, reply) => {
    const { status } = describeError(error);
    if (status >= 500) request.log.error({ fault: safeFault(error), route: request.routeOptions.url }, "RISPOSTA");
    await sayAlone(reply, request, "fault", status);
  });
  keepTidy(app, context);
  registerCheck(app, context);
  const visited = (handler: Handler) => (request: FastifyRequest, reply: FastifyReply) => inVisitOf(context, request, reply, handler);
  app.get("/r/:token/altra-data", ROUTE, visited((request, reply, visit) => showDates(context, reply, visit, { day: dayAsked(request), notice: null, status: 200 })));
  app.get("/r/:token/non-posso", ROUTE, visited((_request, reply, visit) => showCannot(context, reply, visit, { reason: "", details: "" }, null)));
  app.get("/r/:token/appuntamento.ics", ROUTE, visited((_request, reply, visit) => sendCalendar(context, reply, visit)));
  app.post("/r/:token/conferma", ROUTE, visited(async (request, reply, visit) => {
    const form = await readForm(request);
    return settled(context, reply, visit, "confirmed", await confirm(await deskOf(context), answering(visit, form)));
  }));
  app.post("/r/:token/chiedo", ROUTE, visited(async (request, reply, visit) => {
    const form = await readForm(request);
    return settled(context, reply, visit, "asked", await askOffice(await deskOf(context), answering(visit, form), form.text("motivo").slice(0, 300)));
  }));
  app.post("/r/:token/altra-data", ROUTE, visited((request, reply, visit) => takeDate(context, request, reply, visit)));
  app.post("/r/:token/non-posso", { ...ROUTE, bodyLimit: DOCUMENT_LIMITS.bytes + 64 * 1024, config: { access: "public", longBody: true } }, visited((request, reply, visit) => sayCannot(context, request, reply, visit)));
  app.post("/r/:token/lingua", ROUTE, visited(async (request, reply, visit) => {
    const language = (await readForm(request)).text("lingua");
    if (isReplyLanguage(language)) await chooseLanguage(context.services, visit, language);
    return reply.redirect(`${visit.path}?esito=language`, 303);
  }));
}

const deskOf = async ({ services, reference }: ServerContext) => ({ services, reference: (await reference()).reference });

function keepTidy(app: App, { services }: ServerContext): void {
  let timer: NodeJS.Timeout | undefined;
  app.addHook("onListen", async () => {
    timer = setInterval(() => void clearReplies(services.pools.replies).catch(() => undefined), TIDY_MS).unref();
  });
  app.addHook("onClose", async () => clearInterval(timer));
}

/** A page that needs nothing of the database: for when it is away, or too much is asked. */
function sayAlone(reply: FastifyReply, request: FastifyRequest, what: "tooMany" | "fault", status: number): FastifyReply {
  const language = languageAskedFor(request.headers["accept-language"] ?? "it");
  const view = sayingView(REPLY_TEXTS[language].dead[what]);
  return sendPage(reply, status, framed({ ...view, language, path: request.url.split("?")[0]!, inVisit: false, office: null }));
}

function askedOf(request: FastifyRequest): Asked | null {
  const token = readToken((request.params as { token: string }).token);
  const wanted = (request.query as { lingua?: unknown }).lingua;
  const chosen = typeof wanted === "string" && isReplyLanguage(wanted) ? wanted : null;
  const language = chosen ?? languageAskedFor(request.headers["accept-language"] ?? "it");
  return token === null ? null : { token, path: `/r/${token}`, language, chosen };
}

const dayAsked = (request: FastifyRequest): string | null => {
  const { giorno } = request.query as { giorno?: unknown };
  return typeof giorno === "string" && /^\d{4}-\d\d-\d\d$/.test(giorno) ? giorno : null;
};

function show(reply: FastifyReply, asked: Asked & { readonly office: OfficeToCall | null; readonly inVisit: boolean }, view: View, status = 200): FastifyReply {
  const { language, path, office, inVisit } = asked;
  return sendPage(reply, status, framed({ ...view, language, path, inVisit, office }));
}

/** A link that is not good, said plainly, with whom to call. */
async function showDead(context: ServerContext, request: FastifyRequest, reply: FastifyReply, asked: Asked | null): Promise<FastifyReply> {
  const { services } = context;
  const { reference } = await context.reference();
  const found = asked === null ? null : await findLink(services.pools.replies, asked.token);
  const standing = found === null || found.standing === "open" ? "forged" : found.standing;
  const language = asked?.language ?? languageAskedFor(request.headers["accept-language"] ?? "it");
  const office = await officeToCall(services, reference, found?.officeId ?? null, (await services.now()).slice(0, 10));
  const page = { token: "", path: asked?.path ?? "/r/-", language, chosen: null, office, inVisit: false };
  return show(reply, page, sayingView(REPLY_TEXTS[language].dead[standing]), standing === "forged" ? 404 : 410);
}

function secretOf(context: ServerContext, request: FastifyRequest): string | null {
  const secret = readCookie(request, VISIT_COOKIE, context);
  return secret !== null && looksLikeSecret(secret) ? secret : null;
}

/** The visit that the browser holds, if it is one of the summons that the link names. */
async function visitOf(context: ServerContext, request: FastifyRequest, asked: Asked): Promise<InVisit | null> {
  const secret = secretOf(context, request);
  if (secret === null) return null;
  const own = await readOwnPage(context.services, secret);
  if (own === null) return null;
  const { summonsId } = await findLink(context.services.pools.replies, asked.token);
  if (summonsId !== own.summonsId) return null;
  const kept = own.language !== null && isReplyLanguage(own.language) ? own.language : null;
  const language = asked.chosen ?? kept ?? asked.language;
  return { ...asked, language, own, secret, texts: REPLY_TEXTS[language] };
}

async function inVisitOf(context: ServerContext, request: FastifyRequest, reply: FastifyReply, handler: Handler): Promise<FastifyReply> {
  const asked = askedOf(request);
  if (asked === null) return showDead(context, request, reply, null);
  const visit = await visitOf(context, request, asked);
  // Whoever has no visit any more starts again from the link.
  return visit === null ? reply.redirect(`${asked.path}?esito=ended`, 303) : handler(request, reply, visit);
}

async function officeOf(context: ServerContext, own: OwnPage): Promise<OfficeToCall | null> {
  return officeToCall(context.services, (await context.reference()).reference, own.officeId, own.summons.day);
}

function registerCheck(app: App, context: ServerContext): void {
  app.get("/r/:token", ROUTE, async (request, reply) => {
    const asked = askedOf(request);
    if (asked === null) return showDead(context, request, reply, null);
    const visit = await visitOf(context, request, asked);
    if (visit !== null) return showOwn(context, reply, visit, outcomeAsked(request, visit.texts));
    return showCheck(context, request, reply, asked, null, 200);
  });
  app.post("/r/:token", ROUTE, async (request, reply) => {
    const asked = askedOf(request);
    if (asked === null) return showDead(context, request, reply, null);
    const form = await readForm(request);
    const wanted = form.text("lingua");
    const spoken = isReplyLanguage(wanted) ? { ...asked, language: wanted, chosen: wanted } : asked;
    return check(context, request, reply, spoken, form);
  });
}

function outcomeAsked(request: FastifyRequest, { outcome }: ReplyTexts): Notice | null {
  const { esito } = request.query as { esito?: unknown };
  return typeof esito === "string" && Object.hasOwn(outcome, esito) ? { good: true, text: outcome[esito as keyof typeof outcome] } : null;
}

async function showCheck(context: ServerContext, request: FastifyRequest, reply: FastifyReply, asked: Asked, failed: { readonly notice: Notice; readonly form: Form } | null, status: number): Promise<FastifyReply> {
  const found = await findLink(context.services.pools.replies, asked.token);
  if (found.standing !== "open") return showDead(context, request, reply, asked);
  const texts = REPLY_TEXTS[asked.language];
  const { reference } = await context.reference();
  const office = await officeToCall(context.services, reference, found.officeId, (await context.services.now()).slice(0, 10));
  const text = (name: string): string => failed?.form.text(name).slice(0, 8) ?? "";
  const typed = { day: text("giorno"), month: text("mese"), year: text("anno"), tail: text("cf") };
  const ended = (request.query as { esito?: unknown }).esito === "ended" ? { good: false, text: texts.dead.ended.text } : null;
  return show(reply, { ...asked, office, inVisit: false }, checkView(texts, asked.path, asked.chosen, typed, failed?.notice ?? ended), status);
}

async function check(context: ServerContext, request: FastifyRequest, reply: FastifyReply, asked: Asked, form: Form): Promise<FastifyReply> {
  const texts = REPLY_TEXTS[asked.language];
  const again = (text: string, status: number) => showCheck(context, request, reply, asked, { notice: { good: false, text }, form }, status);
  const birthDate = birthOf(form);
  const tail = form.text("cf").replaceAll(/\s/g, "").toUpperCase();
  if (birthDate === null || !/^[0-9A-Z]{4}$/.test(tail)) return again(texts.check.incomplete, 422);
  const { answer, seconds, secret } = await enter(context.services, asked.token, { birthDate, tail, address: addressOf(request.ip) });
  if (secret === null) {
    if (answer !== "wrong" && answer !== "wait") return showDead(context, request, reply, asked);
    const wait = texts.check.wait(Math.max(1, Math.ceil(seconds / 60)));
    return answer === "wait" ? again(wait, 429) : again(seconds > 0 ? `${texts.check.wrong} ${wait}` : texts.check.wrong, 422);
  }
  if (asked.chosen !== null) {
    const own = await readOwnPage(context.services, secret);
    if (own !== null && own.language !== asked.chosen) await chooseLanguage(context.services, { own, secret }, asked.chosen);
  }
  void reply.header("set-cookie", writeCookie(VISIT_COOKIE, secret, context, { maxAge: VISIT_SECONDS }));
  return reply.redirect(asked.path, 303);
}

/** The date as three numbers; null when it is none. */
function birthOf(form: Form): string | null {
  const [day, month, year] = ["giorno", "mese", "anno"].map((name) => form.text(name).trim());
  if (!/^\d{1,2}$/.test(day!) || !/^\d{1,2}$/.test(month!) || !/^\d{4}$/.test(year!)) return null;
  const text = `${year}-${month!.padStart(2, "0")}-${day!.padStart(2, "0")}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

async function showOwn(context: ServerContext, reply: FastifyReply, visit: InVisit, notice: Notice | null, status = 200): Promise<FastifyReply> {
  const office = await officeOf(context, visit.own);
  return show(reply, { ...visit, office, inVisit: true }, ownView(visit.texts, visit.path, visit.own, office, notice), status);
}

function answering({ own, secret }: InVisit, form: Form): Answering {
  const actId = form.text("atto");
  const version = Number(form.text("versione"));
  return { own, secret, actId: UUID.test(actId) ? actId : "", version: Number.isSafeInteger(version) ? version : -1 };
}

/** The act is done: its page, once; refused: what stands now, and why. */
async function settled(context: ServerContext, reply: FastifyReply, visit: InVisit, done: keyof ReplyTexts["outcome"], outcome: ActOutcome | { readonly ok: boolean; readonly refusal?: Refusal }): Promise<FastifyReply> {
  if (outcome.ok) return reply.redirect(`${visit.path}?esito=${done}`, 303);
  const now = await readOwnPage(context.services, visit.secret);
  if (now === null) return reply.redirect(`${visit.path}?esito=ended`, 303);
  return showOwn(context, reply, { ...visit, own: now }, { good: false, text: refusalText(visit.texts, outcome.refusal!) }, 409);
}

/** What a person can do about a refusal, in their language. */
const REFUSALS: Readonly<Record<string, keyof ReplyTexts["refusal"]>> = {
  POSTO_PRESO: "taken",
  CONVOCAZIONE_SEAT_HELD: "taken",
  POSTO_UGUALE: "taken",
  POSTO_STESSA_ORA_DEL_NUCLEO: "sameHour",
  VERSIONE_CAMBIATA: "changed",
  ATTO_GIA_USATO: "changed",
  CONVOCAZIONE_STATO: "changed",
  CONVOCAZIONE_NOTICE_ENOUGH: "late",
  CONVOCAZIONE_WITHIN_TERM: "late",
  CONVOCAZIONE_OWN_MOVES_LEFT: "tooOften",
  CONVOCAZIONE_REASON_GIVEN: "noReason",
};

function refusalText({ refusal }: ReplyTexts, { code }: Refusal): string {
  return refusal[REFUSALS[code] ?? "other"];
}

interface Dates {
  readonly day: string | null;
  readonly notice: Notice | null;
  readonly status: number;
}

async function showDates(context: ServerContext, reply: FastifyReply, visit: InVisit, { day, notice, status }: Dates): Promise<FastifyReply> {
  if (!visit.own.open) return showOwn(context, reply, visit, notice);
  const { reference } = await context.reference();
  const free = await freeForVisit(context.services, reference, visit.secret);
  const office = await officeOf(context, visit.own);
  return show(reply, { ...visit, office, inVisit: true }, otherDateView(visit.texts, visit.path, visit.own, free, day, notice), status);
}

async function takeDate(context: ServerContext, request: FastifyRequest, reply: FastifyReply, visit: InVisit): Promise<FastifyReply> {
  const form = await readForm(request);
  const [, desk, startsAt] = SEAT.exec(form.text("posto")) ?? [];
  if (desk === undefined || startsAt === undefined) return showDates(context, reply, visit, { day: null, notice: null, status: 422 });
  const outcome = await takeSeat(await deskOf(context), answering(visit, form), { deskId: Number(desk), startsAt });
  if (outcome.ok) return reply.redirect(`${visit.path}?esito=moved`, 303);
  const own = await readOwnPage(context.services, visit.secret);
  if (own === null) return reply.redirect(`${visit.path}?esito=ended`, 303);
  const notice = { good: false, text: refusalText(visit.texts, outcome.refusal) };
  const changed = REFUSALS[outcome.refusal.code] === "changed";
  // Whoever lost the seat sees at once what is left.
  return changed ? showOwn(context, reply, { ...visit, own }, notice, 409) : showDates(context, reply, { ...visit, own }, { day: null, notice, status: 409 });
}

async function showCannot(context: ServerContext, reply: FastifyReply, visit: InVisit, typed: { readonly reason: string; readonly details: string }, notice: Notice | null, status = 200): Promise<FastifyReply> {
  if (!visit.own.open) return showOwn(context, reply, visit, notice);
  const office = await officeOf(context, visit.own);
  return show(reply, { ...visit, office, inVisit: true }, cannotView(visit.texts, visit.path, visit.own, typed, notice), status);
}

async function sayCannot(context: ServerContext, request: FastifyRequest, reply: FastifyReply, visit: InVisit): Promise<FastifyReply> {
  const { texts } = visit;
  const form = await readForm(request);
  const typed = { reason: form.text("motivo"), details: form.text("spiegazione").trim().slice(0, 2000) };
  const again = (text: string, status: number) => showCannot(context, reply, visit, typed, { good: false, text }, status);
  const reason = CANNOT_REASONS.find((one) => one === typed.reason);
  if (reason === undefined) return again(texts.refusal.noReason, 422);
  const file = form.file("documento");
  const keys = context.documentKeys ?? null;
  if (keys === null && (file !== null || typed.details !== "")) return again(texts.refusal.keys, 503);
  const desk = { ...(await deskOf(context)), keys };
  const outcome = await cannotCome(desk, answering(visit, form), { reason, details: typed.details, file });
  // Italian says what is wrong with a document; other languages name the fault, and the office helps.
  if (!outcome.ok && Object.hasOwn(DOCUMENT_TEXTS, outcome.refusal.code)) return again(`${texts.refusal.document}: ${outcome.refusal.message}`, 422);
  return settled(context, reply, visit, "declined", outcome);
}

async function sendCalendar(context: ServerContext, reply: FastifyReply, visit: InVisit): Promise<FastifyReply> {
  const { own, texts } = visit;
  if (!own.open) return showOwn(context, reply, visit, null);
  const office = await officeOf(context, own);
  const { summons, now } = own;
  const { domain } = await nodeSettings(context.services.pools.replies);
  const ics = buildIcs({
    method: "PUBLISH",
    uid: `${own.summonsId}@${domain}`,
    sequence: summons.attempt - 1,
    stamp: now,
    startsAt: summons.startsAt,
    durationMinutes: (Date.parse(summons.endsAt) - Date.parse(summons.startsAt)) / 60_000,
    summary: texts.appointment.event,
    location: office === null ? "" : `${office.address}, ${office.municipality}`,
    description: `${texts.appointment.code}: ${summons.reference}. ${texts.call}: ${office?.phone ?? ""}`,
    organizerName: office?.name ?? texts.site,
    organizerEmail: office?.email ?? "",
    attendeeEmail: "",
  });
  return sendAttachment(reply, "appuntamento.ics", "text/calendar; charset=utf-8", ics);
}
