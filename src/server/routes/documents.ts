// Documents of a case: handed in, listed without what they say, opened by who may and with a reason, judged.

import { Readable } from "node:stream";
import { z } from "zod";
import {
  CaseDocuments,
  DocumentOutcomeRequest,
  HandedIn,
  HandInQuery,
  OpenDocumentRequest,
} from "../../contract/documents.ts";
import { Done, Id } from "../../contract/problem.ts";
import { may } from "../../domain/access/permissions.ts";
import { isDocumentKind } from "../../domain/documents/kinds.ts";
import { DOCUMENT_TEXTS } from "../../domain/documents/texts.ts";
import { DOCUMENT_LIMITS } from "../../domain/documents/types.ts";
import { handIn } from "../../services/documents/hand-in.ts";
import type { KeyRing } from "../../services/documents/key-ring.ts";
import { openDocument } from "../../services/documents/open.ts";
import { recordOutcome } from "../../services/documents/outcome.ts";
import { KEY_TEXTS } from "../../services/documents/texts.ts";
import { listDocuments } from "../../store/documents.ts";
import { OperatorFault } from "../../store/fault.ts";
import { readCase } from "../../store/items.ts";
import { inOffice } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { officeWith } from "../access.ts";
import { sendAttachment } from "../attachment.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem, notFound, orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";

const ById = z.object({ id: Id });

/** The keys of documents, or a 503 that says what is missing. */
export function keysOf({ documentKeys }: ServerContext): KeyRing {
  if (documentKeys === undefined) throw new OperatorFault("CHIAVI_NON_CONFIGURATE", KEY_TEXTS.notGiven);
  return documentKeys;
}

export function registerDocuments(app: App, context: ServerContext): void {
  registerList(app, context);
  registerOpening(app, context);
  void app.register(async (scope) => registerHandIn(scope as unknown as App, context));
}

function registerList(app: App, { services }: ServerContext): void {
  app.get(
    "/api/cases/:id/documents",
    {
      schema: {
        summary: "Documenti di un caso: esito e scadenza",
        params: ById,
        response: { 200: CaseDocuments },
      },
    },
    async (request) => {
      const { office, actor, identity } = officeWith(request, "person-page");
      return inOffice(services.pools.app, office, async (db) => {
        const caseId = request.params.id;
        if ((await readCase(db, caseId)) === null) throw notFound(TEXTS.personNotHere);
        await logAccess(db, { actor: actor.id, role: actor.role, office, caseId, action: "documents" });
        return {
          documents: await listDocuments(db, caseId),
          mayOpen: may(identity.role, "restricted-documents"),
        };
      });
    },
  );
}

/** In a scope of its own, where a body is bytes whatever it says it is. */
function registerHandIn(app: App, context: ServerContext): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
  app.post(
    "/api/cases/:id/documents",
    {
      bodyLimit: DOCUMENT_LIMITS.bytes + 1,
      config: { longBody: true },
      schema: {
        summary: "Consegna un documento",
        params: ById,
        querystring: HandInQuery,
        response: { 201: HandedIn },
      },
    },
    async (request, reply) => {
      const { office, actor } = officeWith(request, "hand-in-documents");
      const { kind, name } = request.query;
      if (!isDocumentKind(kind)) throw new HttpProblem(400, "TIPO_DOCUMENTO", TEXTS.invalid);
      const bytes = await gather(request.body);
      const given = orProblem(
        await handIn(context.services, keysOf(context), {
          caseId: request.params.id,
          kind,
          name,
          bytes,
          actor: { ...actor, office },
        }),
      );
      return reply.code(201).send({ id: given.id, message: TEXTS.documentTaken });
    },
  );
}

/** The bytes of the body, no more of them than a document may have. */
export async function gather(body: unknown): Promise<Buffer> {
  if (!(body instanceof Readable))
    throw new HttpProblem(400, "DOCUMENTO_VUOTO", DOCUMENT_TEXTS.DOCUMENTO_VUOTO);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > DOCUMENT_LIMITS.bytes)
      throw new HttpProblem(413, "DOCUMENTO_TROPPO_GRANDE", DOCUMENT_TEXTS.DOCUMENTO_TROPPO_GRANDE);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function registerOpening(app: App, context: ServerContext): void {
  app.post(
    "/api/documents/:id/open",
    {
      schema: {
        summary: "Apre un documento: resta scritto chi e perché",
        params: ById,
        body: OpenDocumentRequest,
      },
    },
    async (request, reply) => {
      const { office, actor } = officeWith(request, "restricted-documents");
      const opened = orProblem(
        await openDocument(context.services, keysOf(context), {
          documentId: request.params.id,
          reason: request.body.reason,
          actor: { ...actor, office },
        }),
      );
      return sendAttachment(reply, opened.name, opened.document.media, opened.content);
    },
  );
  app.post(
    "/api/documents/:id/outcome",
    {
      schema: {
        summary: "Scrive l’esito di un documento",
        params: ById,
        body: DocumentOutcomeRequest,
        response: { 200: Done },
      },
    },
    async (request) => {
      const { office, actor } = officeWith(request, "restricted-documents");
      orProblem(
        await recordOutcome(context.services, {
          documentId: request.params.id,
          ...request.body,
          actor: { ...actor, office },
        }),
      );
      return { message: TEXTS.documentJudged };
    },
  );
}
