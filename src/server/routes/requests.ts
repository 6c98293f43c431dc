// Requests of persons about their own data: registered, followed to their term, answered; the copy, the correction, the restriction.

import { z } from "zod";
import { Done, Id } from "../../contract/problem.ts";
import {
  AnswerRequest,
  ReasonedRequest,
  RectifyRequest,
  Registered,
  RegisterRequest,
  RequestDetail,
  RequestsQuery,
  SubjectRequests,
} from "../../contract/requests.ts";
import type { SubjectRequest } from "../../contract/requests.ts";
import { may } from "../../domain/access/permissions.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { urgencyOf } from "../../domain/requests/rules.ts";
import { REQUEST_TEXTS } from "../../domain/requests/texts.ts";
import { copyPage } from "../../services/requests/copy-page.ts";
import { lift, rectify, restrict } from "../../services/requests/correct.ts";
import { copyFor, documentFor } from "../../services/requests/export.ts";
import { followedText } from "../../services/requests/follow-address.ts";
import { answerRequest, extendTerm, registerRequest } from "../../services/requests/handle.ts";
import { listDocuments } from "../../store/documents.ts";
import { inTransaction } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import {
  casesOf,
  contactsOf,
  listRequests,
  openRestriction,
  personData,
  readRequest,
} from "../../store/requests.ts";
import type { RequestRow } from "../../store/requests.ts";
import type { PoolClient } from "pg";
import { logList } from "../access.ts";
import { sendAttachment } from "../attachment.ts";
import { readIdentity, requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { notFound, orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";
import { keysOf } from "./documents.ts";

const ById = z.object({ id: Id });
const PAGE = 50;

export function registerRequests(app: App, context: ServerContext): void {
  registerReading(app, context);
  registerTerm(app, context);
  registerCopy(app, context);
  registerChanges(app, context);
}

function shown({ personId, kind, state, ...row }: RequestRow, today: string): SubjectRequest {
  const urgency = urgencyOf({ state, dueOn: row.dueOn }, today);
  return { ...row, kind, state: state as SubjectRequest["state"], known: personId !== null, urgency };
}

function registerReading(app: App, { services }: ServerContext): void {
  app.get(
    "/api/subject-requests",
    {
      schema: {
        summary: "Richieste degli interessati",
        querystring: RequestsQuery,
        response: { 200: SubjectRequests },
      },
    },
    async (request) => {
      const actor = requirePermission(request, "data-subject-register");
      const { open, cursor } = request.query;
      const offset = Number(cursor ?? "0");
      const today = romeDay(await services.now());
      return inTransaction(services.pools.retention, async (db) => {
        const rows = await listRequests(db, open === "yes", offset, PAGE + 1);
        const page = rows.slice(0, PAGE);
        await logList(db, actor, "subject-requests", page.length);
        return {
          rows: page.map((row) => shown(row, today)),
          next: rows.length > PAGE ? String(offset + PAGE) : null,
        };
      });
    },
  );
  app.get(
    "/api/subject-requests/:id",
    { schema: { summary: "Una richiesta", params: ById, response: { 200: RequestDetail } } },
    async (request) => {
      const actor = requirePermission(request, "data-subject-register");
      const mayAct = may(readIdentity(request).role, "data-subject-requests");
      const today = romeDay(await services.now());
      return inTransaction(services.pools.retention, async (db) => {
        const row = await readRequest(db, request.params.id);
        if (row === null) throw notFound(REQUEST_TEXTS.notHere);
        // Who only watches over the terms sees no more of the person than the list shows.
        const person = row.personId === null || !mayAct ? null : await personOf(db, row.personId);
        for (const { id } of person?.cases ?? [])
          await logAccess(db, {
            actor: actor.id,
            role: actor.role,
            office: null,
            action: "subject-request",
            caseId: id,
          });
        return { ...shown(row, today), person, mayAct };
      });
    },
  );
}

async function personOf(db: PoolClient, personId: string): Promise<RequestDetail["person"]> {
  const data = await personData(db, personId);
  if (data === null) return null;
  const cases = await casesOf(db, personId);
  const documents = [];
  for (const { id } of cases) documents.push(...(await listDocuments(db, id)));
  const restriction = await openRestriction(db, personId);
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  return {
    birthDate: data.birthDate,
    sex: data.sex,
    municipality: text(data.residence["municipalityName"]),
    street: text(data.residence["street"]),
    zip: text(data.residence["zip"]),
    contacts: await contactsOf(db, personId),
    cases,
    documents,
    restriction,
  };
}

function registerTerm(app: App, { services }: ServerContext): void {
  app.post(
    "/api/subject-requests",
    { schema: { summary: "Registra una richiesta", body: RegisterRequest, response: { 201: Registered } } },
    async (request, reply) => {
      const actor = requirePermission(request, "data-subject-requests");
      const registered = orProblem(await registerRequest(services, { ...request.body, actor }));
      return reply
        .code(201)
        .send({
          ...registered,
          message: registered.known ? TEXTS.requestRegistered : TEXTS.requestOfUnknown,
        });
    },
  );
  app.post(
    "/api/subject-requests/:id/extend",
    {
      schema: { summary: "Proroga il termine", params: ById, body: ReasonedRequest, response: { 200: Done } },
    },
    async (request) => {
      const actor = requirePermission(request, "data-subject-requests");
      orProblem(await extendTerm(services, { id: request.params.id, reason: request.body.reason, actor }));
      return { message: TEXTS.requestExtended };
    },
  );
  app.post(
    "/api/subject-requests/:id/answer",
    {
      schema: {
        summary: "Chiude la richiesta con il suo esito",
        params: ById,
        body: AnswerRequest,
        response: { 200: Done },
      },
    },
    async (request) => {
      const actor = requirePermission(request, "data-subject-requests");
      const { state, reason } = request.body;
      orProblem(await answerRequest(services, { id: request.params.id, state, outcome: reason, actor }));
      return { message: TEXTS.requestAnswered };
    },
  );
}

function registerCopy(app: App, context: ServerContext): void {
  const { services } = context;
  for (const form of ["json", "html"] as const) {
    app.get(
      `/api/subject-requests/:id/copy.${form}`,
      {
        schema: {
          summary: `Copia di tutto ciò che si conserva della persona (${form.toUpperCase()})`,
          params: ById,
        },
      },
      async (request, reply) => {
        const actor = requirePermission(request, "data-subject-export");
        const copy = orProblem(await copyFor(services, { requestId: request.params.id, actor }));
        const name = `copia-dei-dati-${request.params.id.slice(0, 8)}.${form}`;
        return form === "json"
          ? sendAttachment(reply, name, "application/json; charset=utf-8", JSON.stringify(copy, null, 2))
          : sendAttachment(reply, name, "text/html; charset=utf-8", copyPage(copy));
      },
    );
  }
  app.get(
    "/api/subject-requests/:id/documents/:document",
    {
      schema: { summary: "Un documento della persona, per lei", params: z.object({ id: Id, document: Id }) },
    },
    async (request, reply) => {
      const actor = requirePermission(request, "data-subject-export");
      const { id, document } = request.params;
      const opened = orProblem(
        await documentFor(services, keysOf(context), { requestId: id, documentId: document, actor }),
      );
      return sendAttachment(reply, opened.name, opened.media, opened.content);
    },
  );
}

function registerChanges(app: App, { services, reference }: ServerContext): void {
  app.post(
    "/api/subject-requests/:id/rectify",
    {
      schema: {
        summary: "Rettifica i dati della persona",
        params: ById,
        body: RectifyRequest,
        response: { 200: Done },
      },
    },
    async (request) => {
      const actor = requirePermission(request, "data-subject-requests");
      const { reason, ...corrections } = request.body;
      const followed = orProblem(
        await rectify(services, {
          requestId: request.params.id,
          reason,
          corrections,
          actor,
          reference: (await reference()).reference,
        }),
      );
      return { message: followed === null ? TEXTS.dataRectified : `${TEXTS.dataRectified} ${followedText(followed)}` };
    },
  );
  for (const [path, summary, work, message] of [
    ["restrict", "Limita il trattamento: nessun messaggio parte più", restrict, TEXTS.processingRestricted],
    ["lift", "Toglie la limitazione", lift, TEXTS.restrictionLifted],
  ] as const) {
    app.post(
      `/api/subject-requests/:id/${path}`,
      { schema: { summary, params: ById, body: ReasonedRequest, response: { 200: Done } } },
      async (request) => {
        const actor = requirePermission(request, "data-subject-requests");
        orProblem<unknown>(
          await work(services, { requestId: request.params.id, reason: request.body.reason, actor }),
        );
        return { message };
      },
    );
  }
}
