// The texts of messages as the Region keeps them: what is in force, drafts under review, approval, trials, comparisons of two wordings.

import type { FastifyRequest } from "fastify";
import type { ClientBase } from "pg";
import { z } from "zod";
import { Done, Id } from "../../contract/problem.ts";
import {
  ApproveText, BeginDraft, ChooseLanguage, DraftBegun, HeldText, PersonPreview, PersonPreviewRequest, ProposeWording, PutInForce, ReturnText, ReviewAnswer, ReviewRequest, SaveDraft,
  SettleWording, TextDetail, Texts, TryText, Wordings,
} from "../../contract/texts.ts";
import { may } from "../../domain/access/permissions.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { writeMarkup } from "../../domain/messages/email-markup.ts";
import { LANGUAGES, SHIPPED_TEMPLATES } from "../../domain/messages/languages/all.ts";
import { TYPE_TEXTS, VALUE_TEXTS } from "../../domain/messages/review-texts.ts";
import { valuesFor } from "../../domain/messages/review.ts";
import { chooseLanguageAtDesk } from "../../services/contacts/choose-language.ts";
import { nodeSettings } from "../../services/node-settings.ts";
import { endComparison, proposeComparison, settleComparison, shownComparisons } from "../../services/texts/compare.ts";
import { compileTexts, isSameSubject } from "../../services/texts/in-force.ts";
import { approveText, beginDraft, bodyOf, dropDraft, ownDomains, putInForce, readWritten, returnText, saveDraft, shippedText, submitDraft } from "../../services/texts/keep.ts";
import { previewWith, reviewed } from "../../services/texts/preview.ts";
import { TEXT_TEXTS } from "../../services/texts/texts.ts";
import { tryText } from "../../services/texts/try.ts";
import { businessNow } from "../../store/clock.ts";
import { inOffice, inTransaction } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { priceOf } from "../../store/read/message-price.ts";
import { openTexts, readText, rulingsOf, standingRulings, trialContact, versionsOf } from "../../store/texts.ts";
import type { TextBody, TextRuling, TextSubject } from "../../store/texts.ts";
import { officeWith } from "../access.ts";
import { readIdentity, requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { notFound, orProblem } from "../problems.ts";

const ById = z.object({ id: Id });
const ByText = z.object({ kind: z.string().max(40), channel: z.string().max(40), locale: z.string().max(40) });

export function registerTexts(app: App, context: ServerContext): void {
  registerLanguage(app, context);
  registerReading(app, context);
  registerReview(app, context);
  registerDrafts(app, context);
  registerDeciding(app, context);
  registerWordings(app, context);
}

function mayOf(request: FastifyRequest) {
  const { role } = readIdentity(request);
  return { write: may(role, "write-texts"), approve: may(role, "approve-texts"), preview: may(role, "preview-texts") };
}

const writtenOf = (body: TextBody) => ("rungs" in body ? { rungs: [...body.rungs] } : { subject: body.subject, markup: writeMarkup(body.blocks) });

/** Subjects in the order of the program's texts: by language, then by kind. */
const SUBJECTS: readonly TextSubject[] = SHIPPED_TEMPLATES.filter(
  (one, index) => SHIPPED_TEMPLATES.findIndex((other) => isSameSubject(one, other)) === index,
).map(({ kind, channel, locale }) => ({ kind, channel, locale }));

function standingOf(subject: TextSubject, rulings: readonly TextRuling[], now: string, barred: readonly { readonly id: string }[]) {
  const shipped = shippedText(subject);
  const ruled = rulings.findLast((one) => isSameSubject(one, subject) && one.fromAt <= now);
  const own = ruled?.textId != null && ruled.template !== null && ruled.version !== null;
  return {
    template: own ? ruled.template! : shipped.id,
    version: own ? ruled.version! : shipped.version,
    own,
    since: ruled?.fromAt ?? null,
    by: ruled?.ruledBy ?? null,
    barred: own && barred.some(({ id }) => id === ruled.textId),
    textId: own ? ruled.textId : null,
  };
}

async function barredNow(db: ClientBase): Promise<readonly { readonly id: string }[]> {
  const settings = await nodeSettings(db);
  return compileTexts(settings.texts, ownDomains(settings)).barred;
}

function registerReading(app: App, { services }: ServerContext): void {
  app.get("/api/texts", { schema: { summary: "I testi dei messaggi, con la versione in vigore", response: { 200: Texts } } }, async (request) => {
    requirePermission(request, "read-texts");
    return inTransaction(services.pools.worker, async (db) => {
      const now = await businessNow(db);
      const [rulings, open, barred] = [await standingRulings(db), await openTexts(db), await barredNow(db)];
      const rows = SUBJECTS.map((subject) => {
        const { textId: _, ...inForce } = standingOf(subject, rulings, now, barred);
        const next = rulings.find((one) => isSameSubject(one, subject) && one.fromAt > now);
        const own = open.filter((one) => isSameSubject(one, subject));
        return {
          ...subject,
          inForce,
          next: next === undefined ? null : { version: next.version ?? shippedText(subject).version, own: next.textId !== null, fromAt: next.fromAt },
          drafts: own.filter(({ state }) => state === "draft").length,
          submitted: own.filter(({ state }) => state === "submitted").length,
        };
      });
      return { rows, may: mayOf(request) };
    });
  });
  app.get("/api/texts/:kind/:channel/:locale", { schema: { summary: "Un testo con le sue versioni", params: ByText, response: { 200: TextDetail } } }, async (request) => {
    const actor = requirePermission(request, "read-texts");
    const { kind, channel, locale } = request.params;
    const subject = SUBJECTS.find((one) => one.kind === kind && one.channel === channel && one.locale === locale);
    if (subject === undefined) throw notFound(TEXT_TEXTS.unknown);
    return inTransaction(services.pools.worker, async (db) => {
      const now = await businessNow(db);
      const { textId, ...standing } = standingOf(subject, await standingRulings(db), now, await barredNow(db));
      const shipped = shippedText(subject);
      const own = textId === null ? null : await readText(db, textId);
      const contact = await trialContact(db, actor.id);
      return {
        ...subject,
        inForce: { ...standing, written: writtenOf(own?.body ?? bodyOf(shipped)) },
        shipped: { template: shipped.id, version: shipped.version },
        versions: (await versionsOf(db, subject)).map(({ id, version, state, revision, note, authors, changedAt, decidedBy, decidedAt, decidedBecause, body }) => ({
          id, version, state, revision, note, authors: [...authors], changedAt, decidedBy, decidedAt, decidedBecause, written: writtenOf(body),
          mayApprove: !authors.includes(actor.id),
        })),
        rulings: (await rulingsOf(db, subject)).map(({ id, version, textId: text, fromAt, because, ruledBy, ruledAt }) => ({ id, version, textId: text, fromAt, because, ruledBy, ruledAt })),
        values: valuesFor(subject.kind, subject.channel).map((name) => ({ name, type: TYPE_TEXTS[VALUE_TEXTS[name].type], title: VALUE_TEXTS[name].title })),
        direction: LANGUAGES[subject.locale].direction,
        trialTo: subject.channel === "sms" ? contact.mobile : contact.email,
        today: romeDay(now),
        may: mayOf(request),
      };
    });
  });
}

function registerReview(app: App, { services, reference }: ServerContext): void {
  app.post("/api/texts/review", { schema: { summary: "Controlla un testo e lo mostra con dati inventati", body: ReviewRequest, response: { 200: ReviewAnswer } } }, async (request) => {
    requirePermission(request, "read-texts");
    const { written, ...subject } = request.body;
    const body = orProblem(readWritten(written));
    return inTransaction(services.pools.worker, async (db) => {
      const price = await priceOf(db, subject.channel, romeDay(await businessNow(db)));
      const { findings, rungs, shown, sound } = reviewed(subject, body, await nodeSettings(db), price);
      return { findings: [...findings], rungs: [...rungs], shown: [...shown], sound, currency: price?.currency ?? null };
    });
  });
  app.post("/api/texts/preview", { schema: { summary: "Mostra un testo con i dati di una persona della sede", body: PersonPreviewRequest, response: { 200: PersonPreview } } }, async (request) => {
    const { office, actor } = officeWith(request, "preview-texts");
    const { written, caseId, ...subject } = request.body;
    const body = orProblem(readWritten(written));
    const around = { reference: (await reference()).reference, settings: await nodeSettings(services.pools.worker), price: null };
    return inOffice(services.pools.app, office, async (db) => {
      const shown = await previewWith(db, { ...subject, body, caseId }, around);
      if (shown === null) throw notFound(TEXT_TEXTS.noPreview);
      await logAccess(db, { actor: actor.id, role: actor.role, office, action: "text-preview", caseId });
      return shown;
    });
  });
}

function registerDrafts(app: App, { services }: ServerContext): void {
  const writer = (request: FastifyRequest) => requirePermission(request, "write-texts");
  app.post("/api/texts/drafts", { schema: { summary: "Comincia una bozza", body: BeginDraft, response: { 200: DraftBegun } } }, async (request) =>
    orProblem(await beginDraft(services, request.body, writer(request))));
  app.post("/api/texts/versions/:id/save", { schema: { summary: "Salva una bozza", params: ById, body: SaveDraft, response: { 200: Done } } }, async (request) =>
    orProblem(await saveDraft(services, { ...request.params, ...request.body }, writer(request))));
  app.post("/api/texts/versions/:id/submit", { schema: { summary: "Propone una bozza", params: ById, body: HeldText, response: { 200: Done } } }, async (request) =>
    orProblem(await submitDraft(services, { ...request.params, ...request.body }, writer(request))));
  app.post("/api/texts/versions/:id/drop", { schema: { summary: "Scarta una bozza", params: ById, body: HeldText, response: { 200: Done } } }, async (request) =>
    orProblem(await dropDraft(services, { ...request.params, ...request.body }, writer(request))));
  app.post("/api/texts/versions/:id/try", { schema: { summary: "Invia una prova a chi la chiede", params: ById, body: TryText, response: { 200: Done } } }, async (request) => {
    const { message } = orProblem(await tryText(services, { ...request.params, ...request.body }, writer(request)));
    return { message };
  });
}

function registerDeciding(app: App, { services }: ServerContext): void {
  app.post("/api/texts/versions/:id/approve", { schema: { summary: "Approva un testo scritto da altri", params: ById, body: ApproveText, response: { 200: Done } } }, async (request) =>
    orProblem(await approveText(services, { ...request.params, ...request.body }, requirePermission(request, "approve-texts"))));
  app.post("/api/texts/versions/:id/return", { schema: { summary: "Rimanda un testo a chi l’ha scritto", params: ById, body: ReturnText, response: { 200: Done } } }, async (request) =>
    orProblem(await returnText(services, { ...request.params, ...request.body }, requirePermission(request, "approve-texts"))));
  app.post("/api/texts/in-force", { schema: { summary: "Rimette in vigore una versione approvata", body: PutInForce, response: { 200: Done } } }, async (request) =>
    orProblem(await putInForce(services, request.body, requirePermission(request, "write-texts"))));
}

function registerLanguage(app: App, { services }: ServerContext): void {
  app.post("/api/cases/:id/language", { schema: { summary: "Annota in quale lingua la persona vuole che le si scriva", params: ById, body: ChooseLanguage, response: { 200: Done } } }, async (request) => {
    const { actor } = officeWith(request, "desk-work");
    orProblem(await chooseLanguageAtDesk(services, { caseId: request.params.id, ...request.body }, actor));
    return { message: TEXT_TEXTS.languageKept };
  });
}

function registerWordings(app: App, { services }: ServerContext): void {
  app.get("/api/wordings", { schema: { summary: "Confronti di due testi, con il loro effetto", response: { 200: Wordings } } }, async (request) => {
    const actor = requirePermission(request, "read-texts");
    return inTransaction(services.pools.control, async (db) => {
      const now = await businessNow(db);
      const rows = (await shownComparisons(db, now)).map(({ textA: _a, textB: _b, seed: _s, state: _t, proposedAt: _p, decidedAt: _d, stoppedBy: _q, ...row }) => ({
        ...row,
        mayApprove: row.author !== actor.id,
      }));
      return { rows, today: romeDay(now), may: mayOf(request) };
    });
  });
  app.post("/api/wordings", { schema: { summary: "Propone un confronto", body: ProposeWording, response: { 200: DraftBegun } } }, async (request) =>
    orProblem(await proposeComparison(services, request.body, requirePermission(request, "write-texts"))));
  app.post("/api/wordings/:id/settle", { schema: { summary: "Approva o scarta un confronto", params: ById, body: SettleWording, response: { 200: Done } } }, async (request) =>
    orProblem(await settleComparison(services, request.params.id, request.body.approve, requirePermission(request, "approve-texts"))));
  app.post("/api/wordings/:id/stop", { schema: { summary: "Ferma un confronto", params: ById, response: { 200: Done } } }, async (request) =>
    orProblem(await endComparison(services, request.params.id, requirePermission(request, "write-texts"))));
}
