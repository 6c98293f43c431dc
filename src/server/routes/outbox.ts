// The outbox of an office: search, one message with its proof, the file of an e-mail, the list saved as a file.

import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { OutboxChoices, OutboxFilters, OutboxMessage, OutboxPage, OutboxQuery } from "../../contract/outbox.ts";
import { Id } from "../../contract/problem.ts";
import { romeDay, romeTime, clockText } from "../../domain/calendar/rome-time.ts";
import { drawSms } from "../../domain/messages/sms-parts.ts";
import { ITALIAN_TEMPLATES } from "../../domain/messages/templates-it.ts";
import { KIND_TEXTS } from "../../domain/messages/texts.ts";
import { careFor } from "../../domain/outbox/failure-care.ts";
import { OUTBOX_FILES, OUTBOX_HEADS } from "../../domain/outbox/texts.ts";
import type { Cell } from "../../exchange/ods/sheet.ts";
import { readMessageFile, readOutboxMessage } from "../../store/read/outbox-message.ts";
import { readPrices } from "../../store/read/outbox-figures.ts";
import { searchOutbox } from "../../store/read/outbox.ts";
import { logAccess } from "../../store/read/access.ts";
import type { Queryable } from "../../store/read/query.ts";
import { inOffice } from "../../store/pools.ts";
import { logList, officeWith } from "../access.ts";
import type { InOffice } from "../access.ts";
import { sendAttachment } from "../attachment.ts";
import type { App, ServerContext } from "../options.ts";
import { messageCells } from "../outbox-rows.ts";
import { notFound } from "../problems.ts";
import { sendTable, TABLE_FORMATS } from "../table-file.ts";
import { TEXTS } from "../texts.ts";

const ById = z.object({ id: Id });
const Saved = z.object({ format: z.enum(TABLE_FORMATS) });
/** A file longer than this is nothing that anybody reads: it is narrowed first. */
const MOST_SAVED = 50_000;
const ROWS_AT_ONCE = 1_000;
/** A mail may load nothing and run nothing, whatever is in it. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

export function registerOutbox(app: App, context: ServerContext): void {
  registerSearch(app, context);
  registerMessage(app, context);
}

const who = (request: FastifyRequest): InOffice => officeWith(request, "office-messages");

function registerSearch(app: App, { services }: ServerContext): void {
  app.get(
    "/api/outbox",
    { schema: { summary: "Cerca nei messaggi della sede", querystring: OutboxQuery, response: { 200: OutboxPage } } },
    async (request) => {
      const { office, actor } = who(request);
      const { cursor, ...filters } = request.query;
      const today = romeDay(await services.now());
      return inOffice(services.pools.app, office, async (db) => {
        const page = await searchOutbox(db, office, filters, today, cursor);
        await logList(db, actor, filters.cerca === undefined ? "outbox" : "outbox-search", page.rows.length);
        return page;
      });
    },
  );
  app.get(
    "/api/outbox/choices",
    { schema: { summary: "Tra che cosa si filtrano i messaggi", response: { 200: OutboxChoices } } },
    async (request) => {
      const { office } = who(request);
      const { gateways } = await inOffice(services.pools.app, office, readPrices);
      const templates = [...new Set(ITALIAN_TEMPLATES.map(({ id }) => id))].toSorted();
      return { gateways: gateways.map(({ id }) => id), templates, kinds: [...Object.keys(KIND_TEXTS), "signing-code"] };
    },
  );
  app.get(
    "/api/outbox/export/:format",
    { config: { weight: 20 }, schema: { summary: "I messaggi cercati, come file", params: Saved, querystring: OutboxFilters } },
    async (request, reply) => {
      const { office, actor } = who(request);
      const filters = request.query;
      const now = await services.now();
      const today = romeDay(now);
      // A short transaction for each stretch: a slow reader holds nothing open, and what left is what was logged.
      const rows = async function* (): AsyncGenerator<Cell[]> {
        let cursor: string | undefined;
        for (let given = 0; given < MOST_SAVED; ) {
          const page = await inOffice(services.pools.app, office, async (db) => {
            const found = await searchOutbox(db, office, filters, today, cursor, Math.min(ROWS_AT_ONCE, MOST_SAVED - given));
            if (found.rows.length > 0) await logList(db, actor, "outbox-export", found.rows.length);
            return found;
          });
          given += page.rows.length;
          for (const row of page.rows) yield messageCells(row);
          if (page.next === null) return;
          cursor = page.next;
        }
      };
      const file = { name: `${OUTBOX_FILES.messages} ${today}`, format: request.params.format, clock: clockOf(now) };
      return sendTable(reply, file, OUTBOX_HEADS.messages, rows());
    },
  );
}

/** On the wall of the offices, "2019-09-02T10:00:00". */
export function clockOf(now: string): string {
  const { date, minutes } = romeTime(now);
  return `${date}T${clockText(minutes)}:00`;
}

function registerMessage(app: App, { services }: ServerContext): void {
  /** Reads behind the walls and logs whose message was opened. */
  const opened = async <T extends { readonly caseId: string }>(
    request: FastifyRequest<{ Params: { id: string } }>,
    action: string,
    read: (db: Queryable, id: string) => Promise<T | null>,
  ): Promise<T> => {
    const { office, actor } = who(request);
    return inOffice(services.pools.app, office, async (db) => {
      const found = await read(db, request.params.id);
      if (found === null) throw notFound(TEXTS.messageNotHere);
      await logAccess(db, { actor: actor.id, role: actor.role, office, caseId: found.caseId, action });
      return found;
    });
  };
  app.get(
    "/api/outbox/:id",
    { schema: { summary: "Un messaggio, con tutto ciò che lo prova", params: ById, response: { 200: OutboxMessage } } },
    async (request) => {
      const { isOpenFailure, ...message } = await opened(request, "message-page", readOutboxMessage);
      return {
        ...message,
        sms: message.channel === "sms" ? drawingOf(message.body) : null,
        acts: isOpenFailure ? [...careFor(message.failure ?? "unspecified")] : [],
      };
    },
  );
  app.get(
    "/api/outbox/:id/message.eml",
    { schema: { summary: "L’e-mail esattamente come è partita", params: ById } },
    async (request, reply) => {
      const { raw } = await opened(request, "message-file", readMessageFile);
      return sendAttachment(reply, `messaggio ${request.params.id}.eml`, "message/rfc822", raw);
    },
  );
  app.get(
    "/api/outbox/:id/preview",
    { schema: { summary: "L’e-mail come la vede chi la riceve, senza caricare nulla da fuori", params: ById } },
    async (request, reply) => {
      const { raw } = await opened(request, "message-file", readMessageFile);
      const { simpleParser } = await import("mailparser");
      const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
      const isHtml = typeof mail.html === "string";
      return reply
        .type(isHtml ? "text/html; charset=utf-8" : "text/plain; charset=utf-8")
        .header("content-security-policy", MAIL_POLICY)
        .header("cache-control", "no-store")
        .send(isHtml ? mail.html : (mail.text ?? ""));
    },
  );
}

function drawingOf(body: string): OutboxMessage["sms"] {
  const { encoding, room, parts } = drawSms(body);
  return { encoding, room, parts: parts.map(({ text, units }) => ({ text, units })) };
}
