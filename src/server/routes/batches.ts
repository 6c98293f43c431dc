// Notices received: list, detail, rejected rows, and the upload of a file.

import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { extname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import {
  BatchDetail,
  Batches,
  PageQuery,
  RejectedRows,
  UploadAnswer,
  UploadQuery,
} from "../../contract/batches.ts";
import { Id } from "../../contract/problem.ts";
import { importNoticeFile } from "../../services/intake.ts";
import { inTransaction } from "../../store/pools.ts";
import { listBatches, listRejected, readBatch } from "../../store/read/batches.ts";
import { logged, logList } from "../access.ts";
import { requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { codeOf, HttpProblem, notFound } from "../problems.ts";
import { rejectedFile } from "../rejected-download.ts";
import { TEXTS } from "../texts.ts";

const ById = z.object({ id: Id });
const LARGEST_UPLOAD = 2 * 1024 ** 3;

export function registerBatches(app: App, context: ServerContext): void {
  const { services } = context;
  app.get(
    "/api/batches",
    { schema: { summary: "Arrivi di notifiche", querystring: PageQuery, response: { 200: Batches } } },
    async (request) => {
      requirePermission(request, "notices");
      const { rows, next } = await listBatches(services.pools.intake, request.query.cursor);
      return { batches: rows, next };
    },
  );
  app.get(
    "/api/batches/:id",
    { schema: { summary: "Un arrivo", params: ById, response: { 200: BatchDetail } } },
    async (request) => {
      requirePermission(request, "notices");
      const detail = await readBatch(services.pools.intake, request.params.id);
      if (detail === null) throw notFound(TEXTS.batchNotHere);
      return detail;
    },
  );
  app.get(
    "/api/batches/:id/rejected",
    {
      schema: {
        summary: "Righe scartate",
        params: ById,
        querystring: PageQuery,
        response: { 200: RejectedRows },
      },
    },
    async (request) => {
      const actor = requirePermission(request, "notices");
      return inTransaction(services.pools.intake, async (db) => {
        return logged(
          db,
          actor,
          "rejected-rows",
          await listRejected(db, request.params.id, request.query.cursor),
        );
      });
    },
  );
  registerDownload(app, context);
  registerUpload(app, context);
}

function registerDownload(app: App, { services }: ServerContext): void {
  app.get(
    "/api/batches/:id/rejected.csv",
    { schema: { summary: "Righe scartate, da correggere e rimandare", params: ById } },
    async (request, reply) => {
      const actor = requirePermission(request, "notices");
      const detail = await readBatch(services.pools.intake, request.params.id);
      if (detail === null) throw notFound(TEXTS.batchNotHere);
      await logList(services.pools.intake, actor, "rejected-download", detail.batch.rejected);
      return reply
        .type("text/csv; charset=utf-8")
        .header(
          "content-disposition",
          `attachment; filename="righe-scartate-${detail.batch.id.slice(0, 8)}.csv"`,
        )
        .send(await rejectedFile(services.pools.intake, detail.batch));
    },
  );
}

function registerUpload(app: App, { services, uploads, reference }: ServerContext): void {
  // The file goes to disk as it comes: nothing is kept in memory, whatever its size.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
  app.post(
    "/api/batches/upload",
    {
      bodyLimit: LARGEST_UPLOAD,
      config: { longBody: true },
      schema: {
        summary: "Carica un file di notifiche",
        querystring: UploadQuery,
        response: { 202: UploadAnswer },
      },
    },
    async (request, reply) => {
      const actor = requirePermission(request, "load-notices");
      const { name, measure } = request.query;
      await mkdir(uploads, { recursive: true, mode: 0o700 });
      const path = join(
        uploads,
        `${randomUUID()}${extname(name)
          .replace(/[^.\w]/g, "")
          .slice(0, 8)}`,
      );
      try {
        await receive(request.body, path);
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      const inForce = await reference();
      // Goes on after the answer; how far it is stands in the batch's row.
      importNoticeFile(services, { reference: inForce.reference, path, name, measure, actor })
        .catch((error: unknown) =>
          request.log.error({ code: codeOf(error) ?? "IMPORT" }, "import ended with a fault"),
        )
        .finally(() => void rm(path, { force: true }));
      return reply.code(202).send({ message: TEXTS.uploaded, startedAt: await services.now() });
    },
  );
}

async function receive(body: unknown, path: string): Promise<void> {
  if (!(body instanceof Readable)) throw new HttpProblem(400, "FILE_VUOTO", TEXTS.emptyUpload);
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > LARGEST_UPLOAD) done(new HttpProblem(413, "TROPPO_GRANDE", TEXTS.uploadTooLarge));
      else done(null, chunk);
    },
  });
  await pipeline(body, meter, createWriteStream(path, { mode: 0o600 }));
  if (bytes === 0) throw new HttpProblem(400, "FILE_VUOTO", TEXTS.emptyUpload);
}
