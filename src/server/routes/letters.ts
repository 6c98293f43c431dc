// Letters on paper: batches for the print house and outcomes of the post, for who keeps the channels; the letters of one case, for its office.

import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import {
  AcceptRequest, CaseLetters, CloseAnswer, Letters, LettersQuery, OutcomeAnswer, OutcomeUpload, SettleRequest, WriteLetterRequest,
} from "../../contract/letters.ts";
import { HandedIn } from "../../contract/documents.ts";
import { Done, Id } from "../../contract/problem.ts";
import { ScanQuery } from "../../contract/papers.ts";
import { DOCUMENT_LIMITS } from "../../domain/documents/types.ts";
import { PRODUCTS } from "../../domain/letters/products.ts";
import { outboundFolder } from "../../channels/letter/channel.ts";
import { UnreadableFile } from "../../exchange/file-import/unreadable-file.ts";
import { rejectedOutcomes } from "../../exchange/letters/outcome-file.ts";
import { acceptBatch, batchBytes, closeBatches, settleBatch } from "../../services/letters/batches.ts";
import { lettersOfCase, writeToCase } from "../../services/letters/of-case.ts";
import { printHouses } from "../../services/letters/gateways.ts";
import { importOutcomes } from "../../services/letters/outcomes.ts";
import { linkScan } from "../../services/letters/scan.ts";
import { readCase } from "../../store/items.ts";
import { listBatches, readBatch, waitingLetters } from "../../store/letter-batches.ts";
import type { LetterBatch } from "../../store/letter-batches.ts";
import { listFiles, readFileRow, readRejects } from "../../store/letter-outcomes.ts";
import { readPdf } from "../../store/letters.ts";
import { inOffice } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { logList, officeWith } from "../access.ts";
import { sendAttachment } from "../attachment.ts";
import { requirePermission } from "../identity.ts";
import { LETTER_ROUTE_TEXTS } from "../letter-texts.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem, notFound, orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";
import { gather, keysOf } from "./documents.ts";

const ByHouse = z.object({ house: z.string().max(100) });
const ByBatch = z.object({ batch: z.string().max(40) });
const ById = z.object({ id: Id });
const ByLetter = z.object({ id: Id, letter: Id });
const PAGE = 30;
const LARGEST_OUTCOMES = 200 * 1024 * 1024;

export function registerLetters(app: App, context: ServerContext): void {
  registerBatches(app, context);
  registerBatchFile(app, context);
  registerOfCase(app, context);
  void app.register(async (scope) => registerUploads(scope as unknown as App, context));
}

/** The number of a batch; what is none is no batch of ours. */
function numberOf({ batch }: z.infer<typeof ByBatch>): number {
  if (!/^[1-9]\d{0,14}$/.test(batch)) throw notFound(LETTER_ROUTE_TEXTS.batchNotHere);
  return Number(batch);
}

function registerBatches(app: App, { services }: ServerContext): void {
  const pool = services.pools.worker;
  app.get("/api/letters", { schema: { summary: "Lettere: stampatori, lotti, file di esiti", querystring: LettersQuery, response: { 200: Letters } } }, async (request) => {
    requirePermission(request, "letters");
    const [houses, waiting, batches, files] = await Promise.all([
      printHouses(pool), waitingLetters(pool, await services.now()), listBatches(pool, request.query.before ?? null, PAGE + 1), listFiles(pool, 20),
    ]);
    const shown = batches.slice(0, PAGE);
    return {
      houses: houses.map(({ id, url, settings, state, stateReason }) => {
        const found = waiting.find(({ gatewayId }) => gatewayId === id);
        return {
          id, state, reason: stateReason, product: settings.product, isDownload: outboundFolder(url) === null, closeAt: settings.closeAt,
          cents: settings.cents ?? PRODUCTS[settings.product].cents, ready: found?.ready ?? 0, later: found?.later ?? 0, oldestDueAt: found?.oldestDueAt ?? null,
        };
      }),
      batches: shown,
      next: batches.length > PAGE ? shown.at(-1)!.id : null,
      files,
    };
  });
  app.post("/api/letters/houses/:house/close", { schema: { summary: "Chiude in lotti ciò che è pronto", params: ByHouse, response: { 200: CloseAnswer } } }, async (request) => {
    const actor = requirePermission(request, "keep-letters");
    const batches = orProblem(await closeBatches(services, request.params.house, actor));
    const letters = batches.reduce((sum, batch) => sum + batch.letters, 0);
    return { message: LETTER_ROUTE_TEXTS.closed(batches.length, letters), batches: batches.map(({ name }) => name) };
  });
  app.post(
    "/api/letters/batches/:batch/accept",
    { schema: { summary: "Lo stampatore ha il lotto", params: ByBatch, body: AcceptRequest, response: { 200: Done } } },
    async (request) => {
      const actor = requirePermission(request, "keep-letters");
      orProblem(await acceptBatch(services, numberOf(request.params), actor, request.body.note));
      return { message: LETTER_ROUTE_TEXTS.accepted };
    },
  );
  app.post(
    "/api/letters/batches/:batch/settle",
    { schema: { summary: "Decide di un lotto incerto", params: ByBatch, body: SettleRequest, response: { 200: Done } } },
    async (request) => {
      const actor = requirePermission(request, "keep-letters");
      const { decision, reason } = request.body;
      orProblem(await settleBatch(services, numberOf(request.params), decision, reason, actor));
      return { message: LETTER_ROUTE_TEXTS.settled[decision] };
    },
  );
}

function registerBatchFile(app: App, { services }: ServerContext): void {
  const pool = services.pools.worker;
  app.get("/api/letters/batches/:batch/file", { schema: { summary: "Il file di un lotto per lo stampatore", params: ByBatch } }, async (request, reply) => {
    const actor = requirePermission(request, "keep-letters");
    const batch = await readBatch(pool, numberOf(request.params));
    if (batch === null) throw notFound(LETTER_ROUTE_TEXTS.batchNotHere);
    const sender = (await printHouses(pool)).find(({ id }) => id === batch.gatewayId)?.sender ?? "";
    await logList(services.pools.intake, actor, "letter-batch", batch.letters);
    return sendAttachment(reply, `${batch.name}.zip`, "application/zip", Readable.from(piecesOf(services, batch, sender), { objectMode: false }));
  });
  app.get("/api/letters/outcomes/:id/rejected", { schema: { summary: "Righe di esiti da correggere e rimandare", params: ById } }, async (request, reply) => {
    const actor = requirePermission(request, "keep-letters");
    const file = await readFileRow(pool, request.params.id);
    if (file === null) throw notFound(LETTER_ROUTE_TEXTS.fileNotHere);
    await logList(services.pools.intake, actor, "letter-outcomes-rejected", file.rejected);
    const text: string[] = [];
    for await (const piece of rejectedOutcomes(file.columns, await readRejects(pool, file.id, 0, 100_000))) text.push(piece);
    return sendAttachment(reply, `esiti-scartati-${file.id.slice(0, 8)}.csv`, "text/csv; charset=utf-8", text.join(""));
  });
}

/** The archive on a connection of its own, given back when the reader has it all or has gone. */
async function* piecesOf({ pools }: ServerContext["services"], batch: LetterBatch, sender: string): AsyncGenerator<Buffer> {
  const client = await pools.worker.connect();
  try {
    yield* batchBytes(client, batch, sender);
  } finally {
    client.release();
  }
}

/** In a scope of its own, where a body is bytes whatever it says it is. */
function registerUploads(app: App, context: ServerContext): void {
  const { services, uploads } = context;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
  app.post(
    "/api/letters/outcomes/upload",
    { bodyLimit: LARGEST_OUTCOMES, config: { longBody: true }, schema: { summary: "Carica un file di esiti", querystring: OutcomeUpload, response: { 200: OutcomeAnswer } } },
    async (request) => {
      const actor = requirePermission(request, "keep-letters");
      if (!(request.body instanceof Readable)) throw new HttpProblem(400, "FILE_VUOTO", LETTER_ROUTE_TEXTS.emptyFile);
      await mkdir(uploads, { recursive: true, mode: 0o700 });
      const path = join(uploads, randomUUID());
      try {
        await pipeline(request.body, createWriteStream(path, { mode: 0o600 }));
        const report = await importOutcomes(services, { path, name: request.query.name, actor });
        const problems = await readRejects(services.pools.worker, report.id, 0, 50);
        await logList(services.pools.intake, actor, "letter-outcomes", report.rows);
        return { ...report, problems: [...problems].map((row) => ({ ...row, cells: [...row.cells] })), message: LETTER_ROUTE_TEXTS.taken(report) };
      } catch (error) {
        if (error instanceof UnreadableFile) throw new HttpProblem(422, error.code, error.message);
        throw error;
      } finally {
        await rm(path, { force: true });
      }
    },
  );
  app.post(
    "/api/cases/:id/letters/:letter/scan",
    {
      bodyLimit: DOCUMENT_LIMITS.bytes + 1,
      config: { longBody: true },
      schema: { summary: "Avviso di ricevimento riportato in scansione", params: ByLetter, querystring: ScanQuery, response: { 201: HandedIn } },
    },
    async (request, reply) => {
      const { office, actor } = officeWith(request, "hand-in-documents");
      const { id: caseId, letter } = request.params;
      const bytes = await gather(request.body);
      const given = orProblem(await linkScan(services, keysOf(context), { caseId, messageId: letter, name: request.query.name, bytes, actor: { ...actor, office } }));
      return reply.code(201).send({ id: given.id, message: LETTER_ROUTE_TEXTS.scanned });
    },
  );
}

function registerOfCase(app: App, context: ServerContext): void {
  const { services } = context;
  app.get("/api/cases/:id/letters", { schema: { summary: "Lettere scritte alla persona", params: ById, response: { 200: CaseLetters } } }, async (request) => {
    const { office } = officeWith(request, "office-messages");
    return inOffice(services.pools.app, office, async (db) => {
      if ((await readCase(db, request.params.id)) === null) throw notFound(TEXTS.personNotHere);
      return lettersOfCase(db, request.params.id);
    });
  });
  app.post(
    "/api/cases/:id/letters",
    { schema: { summary: "Scrive una lettera per la convocazione aperta", params: ById, body: WriteLetterRequest, response: { 200: Done } } },
    async (request) => {
      const { office, actor } = officeWith(request, "desk-work");
      const { reference } = await context.reference();
      const written = orProblem(await writeToCase(services, reference, { caseId: request.params.id, product: request.body.product, actor: { ...actor, office } }));
      return { message: LETTER_ROUTE_TEXTS.written(written.code) };
    },
  );
  app.get("/api/cases/:id/letters/:letter/pdf", { schema: { summary: "Il foglio come è stato stampato", params: ByLetter } }, async (request, reply) => {
    const { office, actor } = officeWith(request, "office-messages");
    const { id: caseId, letter } = request.params;
    const found = await inOffice(services.pools.app, office, async (db) => {
      const pdf = await readPdf(db, letter);
      if (pdf === null || pdf.caseId !== caseId) return null;
      await logAccess(db, { actor: actor.id, role: actor.role, office, caseId, action: "letter-pdf" });
      return pdf;
    });
    if (found === null) throw notFound(LETTER_ROUTE_TEXTS.letterNotHere);
    return sendAttachment(reply, `lettera-${found.code}.pdf`, "application/pdf", found.pdf);
  });
}
