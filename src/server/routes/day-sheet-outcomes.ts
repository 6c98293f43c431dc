// The outcomes of a day, one by one or together, and its closing.

import { z } from "zod";
import {
  BulkDone, BulkNoShow, CloseDay, ClosingPreview, DayDone, MeetingOutcome, OutcomeOffers, RecordOutcome, ReopenDay,
} from "../../contract/day-sheet.ts";
import type { RecordOutcome as Recorded } from "../../contract/day-sheet.ts";
import { Day, Done, Id } from "../../contract/problem.ts";
import { may } from "../../domain/access/permissions.ts";
import { MEETING_TEXTS } from "../../domain/meetings/texts.ts";
import { writtenName } from "../../domain/people/written-name.ts";
import { closeDay, previewClosing, reopenDay } from "../../services/day-sheet/closing.ts";
import { recordMeeting } from "../../services/day-sheet/meetings.ts";
import { outcomesOf, recordNoShows, recordOutcome } from "../../services/day-sheet/outcomes.ts";
import { logList, officeWith } from "../access.ts";
import { inOffice } from "../../store/pools.ts";
import { DAY_SHEET_TEXTS } from "../day-sheet-texts.ts";
import { viewAfter, viewOffers } from "../day-sheet-view.ts";
import type { App, ServerContext } from "../options.ts";
import { orProblem } from "../problems.ts";
import type { Days } from "./day-sheet.ts";

const OfSummons = z.object({ id: Id, summons: Id });

export function registerDayOutcomes(app: App, context: ServerContext, days: Days): void {
  registerOutcomes(app, context, days);
  registerClosing(app, context, days);
}

function registerOutcomes(app: App, { services, reference }: ServerContext, days: Days): void {
  app.get(
    "/api/day-sheet/cases/:id/summonses/:summons",
    { schema: { summary: "Gli esiti che un appuntamento può avere ora", params: OfSummons, response: { 200: OutcomeOffers } } },
    async (request) => {
      const { office, actor, identity } = officeWith(request, "reception");
      const wanted = { caseId: request.params.id, summonsId: request.params.summons };
      const offered = orProblem(await outcomesOf(services, (await reference()).reference, wanted, actor), 404);
      await inOffice(services.pools.app, office, (db) => logList(db, actor, "day-outcomes", 1));
      return viewOffers(offered, may(identity.role, "close-day"));
    },
  );
  app.post(
    "/api/day-sheet/outcomes",
    { schema: { summary: "Registra l'esito di un appuntamento", body: RecordOutcome, response: { 200: DayDone } } },
    async (request) => {
      const { office, actor } = officeWith(request, "reception");
      const { caseId, summonsId, version, act, actId } = request.body;
      const asked = { caseId, summonsId, version, act, actId, input: inputOf(request.body) };
      const done = orProblem(await recordOutcome(services, (await reference()).reference, asked, actor));
      days.forget(office);
      return { message: done.state === "to-convene-again" ? DAY_SHEET_TEXTS.notProven : DAY_SHEET_TEXTS.acts[act], ticket: null };
    },
  );
  app.post(
    "/api/day-sheet/meetings",
    { schema: { summary: "Registra che cosa è stato di un incontro concordato", body: MeetingOutcome, response: { 200: DayDone } } },
    async (request) => {
      const { office, actor } = officeWith(request, "reception");
      const { act, reason = "" } = request.body;
      const done = orProblem(await recordMeeting(services, (await reference()).reference, { ...request.body, reason }, actor));
      days.forget(office);
      const name = `${writtenName(done.surname)} ${writtenName(done.name)}`;
      const came = done.ticket === null ? MEETING_TEXTS.came(name) : MEETING_TEXTS.arrived(name, done.ticket);
      return { message: act === "came" ? came : act === "missed" ? MEETING_TEXTS.missed : MEETING_TEXTS.undone, ticket: done.ticket };
    },
  );
  app.post(
    "/api/day-sheet/no-shows",
    { schema: { summary: "Registra chi non si è presentato, come l'anteprima ha mostrato", body: BulkNoShow, response: { 200: BulkDone } } },
    async (request) => {
      const { office, actor } = officeWith(request, "close-day");
      const { day, people } = request.body;
      const results = await recordNoShows(services, (await reference()).reference, day, people, actor);
      days.forget(office);
      const done = results.filter((one) => one.done).length;
      return { message: DAY_SHEET_TEXTS.bulk(done, results.length - done), results: results.map(({ done: isDone, state, why }) => ({ done: isDone, state, why })) };
    },
  );
}

/** Of what the form gave, what this act asks for: the act's own binding checks it again. */
function inputOf(body: z.infer<typeof Recorded>): Record<string, unknown> {
  const { act, counterSeen, reason, justifiedReason, evidenceSeen, toldOn, impedimentUntil } = body;
  const given: Record<string, unknown> = {
    "record-no-show": { counterSeen },
    justify: { justifiedReason, evidenceSeen, toldOn, impedimentUntil: impedimentUntil ?? null, reason },
    "record-attendance": {},
  }[act as string] ?? { reason };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function registerClosing(app: App, { services, reference }: ServerContext, days: Days): void {
  app.get(
    "/api/day-sheet/closing",
    { schema: { summary: "Che cosa manca per chiudere la giornata", querystring: z.object({ day: Day }), response: { 200: ClosingPreview } } },
    async (request) => {
      const { office, actor } = officeWith(request, "close-day");
      const preview = orProblem(await previewClosing(services, (await reference()).reference, request.query.day, actor));
      await inOffice(services.pools.app, office, (db) => logList(db, actor, "day-closing", preview.undecided.length));
      return {
        ...preview,
        mayClose: preview.why === null,
        meetings: [...preview.meetings],
        undecided: preview.undecided.map((person) => ({ ...person, after: viewAfter(person.after) })),
        here: preview.here.flatMap(({ visit, surname, name }) =>
          visit === null ? [] : [{ visitId: visit.id, version: visit.version, ticket: visit.ticket, desk: visit.desk, surname, name }],
        ),
      };
    },
  );
  app.post(
    "/api/day-sheet/close",
    { schema: { summary: "Chiude la giornata della sede", body: CloseDay, response: { 200: Done } } },
    async (request) => {
      const { office, actor } = officeWith(request, "close-day");
      orProblem(await closeDay(services, request.body, actor));
      days.forget(office);
      return { message: DAY_SHEET_TEXTS.closed };
    },
  );
  app.post(
    "/api/day-sheet/reopen",
    { schema: { summary: "Riapre una giornata chiusa, con il motivo", body: ReopenDay, response: { 200: Done } } },
    async (request) => {
      const { office, actor } = officeWith(request, "reopen-day");
      orProblem(await reopenDay(services, request.body, actor));
      days.forget(office);
      return { message: DAY_SHEET_TEXTS.reopened };
    },
  );
}
