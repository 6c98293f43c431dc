// What is done from the worklist: giving cases to operators, convening many, waiting until a day, the note on a case.

import { z } from "zod";
import { Done, Id } from "../../contract/problem.ts";
import {
  Assigned,
  AssignRequest,
  Convened,
  ConvenePreview,
  ConvenePreviewRequest,
  ConveneRequest,
  NoteRequest,
  WaitRequest,
} from "../../contract/worklist.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { assignCases } from "../../services/worklist/assign.ts";
import { conveneShown, previewConvening } from "../../services/worklist/convene.ts";
import type { Preview } from "../../services/worklist/convene.ts";
import { WORKLIST_TEXTS } from "../../services/worklist/texts.ts";
import { endWaitByHand, takeNoteOff, waitUntil, writeNote } from "../../services/worklist/wait-and-note.ts";
import type { Actor } from "../../services/context.ts";
import { inOffice } from "../../store/pools.ts";
import { logList, officeWith } from "../access.ts";
import { officeColleagues } from "../colleagues.ts";
import type { App, ServerContext } from "../options.ts";
import type { ReferenceNow } from "../reference-now.ts";
import { notFound, orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";

const ById = z.object({ id: Id });

export function registerWorklistActs(app: App, context: ServerContext): void {
  registerAssignment(app, context);
  registerConvening(app, context);
  registerWaits(app, context);
  registerNotes(app, context);
}

function registerAssignment(app: App, context: ServerContext): void {
  app.post(
    "/api/worklist/assign",
    { schema: { summary: "Affida uno o più casi", body: AssignRequest, response: { 200: Assigned } } },
    async (request) => {
      const { office, actor } = officeWith(request, "case-assignment");
      const colleagues = await officeColleagues(context, office);
      const { cases, to } = request.body;
      const done = orProblem(await assignCases(context.services, { caseIds: cases, to, colleagues, office, actor }));
      return { ...done, previous: done.previous.map((one) => ({ operator: one.operator, cases: [...one.cases] })) };
    },
  );
}

function registerConvening(app: App, context: ServerContext): void {
  const { services } = context;
  const logged = (office: string, actor: Actor, preview: Preview): Promise<void> =>
    inOffice(services.pools.app, office, (db) => logList(db, actor, "convene-preview", preview.seats.length + preview.cannot.length));
  app.post(
    "/api/worklist/convene/preview",
    {
      config: { weight: 10 },
      schema: { summary: "Chi si può convocare, quando, e chi no", body: ConvenePreviewRequest, response: { 200: ConvenePreview } },
    },
    async (request) => {
      const { office, actor } = officeWith(request, "case-assignment");
      const inForce = await context.reference();
      const preview = orProblem(await previewConvening(services, { ...inForce, office, actor, caseIds: request.body.cases }));
      await logged(office, actor, preview);
      return shown(preview, inForce);
    },
  );
  app.post(
    "/api/worklist/convene",
    {
      config: { weight: 20 },
      schema: { summary: "Convoca come nell’anteprima", body: ConveneRequest, response: { 200: Convened } },
    },
    async (request) => {
      const { office, actor } = officeWith(request, "case-assignment");
      const inForce = await context.reference();
      const { cases, seats } = request.body;
      const outcome = orProblem(await conveneShown(services, { ...inForce, office, actor, caseIds: cases }, seats));
      if (outcome.done) {
        return { done: true, message: WORKLIST_TEXTS.convened(outcome.people, outcome.messages), changes: [], preview: null };
      }
      await logged(office, actor, outcome.preview);
      return { done: false, message: WORKLIST_TEXTS.changed, changes: [...outcome.changes], preview: shown(outcome.preview, inForce) };
    },
  );
}

function shown(preview: Preview, { reference, scenario }: ReferenceNow): ConvenePreview {
  const numbers = new Map(reference.desks(scenario).map((desk) => [desk.id, desk.number]));
  return {
    firstDay: preview.firstDay,
    lastDay: preview.lastDay,
    seats: preview.seats.map((seat) => ({ ...seat, channels: [...seat.channels], desk: numbers.get(seat.deskId) ?? seat.deskId })),
    cannot: [...preview.cannot],
  };
}

function registerWaits(app: App, { services }: ServerContext): void {
  app.post(
    "/api/cases/:id/wait",
    { schema: { summary: "Mette il caso in attesa fino a un giorno", params: ById, body: WaitRequest, response: { 200: Done } } },
    async (request) => {
      const { office, actor } = officeWith(request, "case-assignment");
      return said(await waitUntil(services, { caseId: request.params.id, office, actor, ...request.body }));
    },
  );
  app.post(
    "/api/cases/:id/wait/end",
    { schema: { summary: "Toglie il caso dall’attesa", params: ById, response: { 200: Done } } },
    async (request) => {
      const { office, actor } = officeWith(request, "case-assignment");
      return said(await endWaitByHand(services, { caseId: request.params.id, office, actor }));
    },
  );
}

function registerNotes(app: App, { services }: ServerContext): void {
  app.post(
    "/api/cases/:id/note",
    { schema: { summary: "Scrive il promemoria del caso", params: ById, body: NoteRequest, response: { 200: Done } } },
    async (request) => {
      const { office, actor } = officeWith(request, "case-assignment");
      return said(await writeNote(services, { caseId: request.params.id, office, actor, ...request.body }));
    },
  );
  app.post(
    "/api/cases/:id/note/remove",
    { schema: { summary: "Toglie il promemoria del caso", params: ById, response: { 200: Done } } },
    async (request) => {
      const { office, actor } = officeWith(request, "case-assignment");
      return said(await takeNoteOff(services, { caseId: request.params.id, office, actor }));
    },
  );
}

/** Null: the case is not the office's. */
function said(outcome: Outcome<string> | null): Done {
  if (outcome === null) throw notFound(TEXTS.personNotHere);
  return { message: orProblem(outcome) };
}
