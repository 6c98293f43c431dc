// One office's agenda: a day, a week, moving somebody after having seen what they will read, and an appointment by hand.

import { z } from "zod";
import { Agenda, AgendaQuery, AgendaWeek, AgendaWeekQuery, HoldRequest, MovePreviewRequest, MoveRequest, TextPreview } from "../../contract/agenda.ts";
import { Done, Id } from "../../contract/problem.ts";
import { addDays } from "../../domain/calendar/days.ts";
import { romeTime } from "../../domain/calendar/rome-time.ts";
import { agendaParameters } from "../../domain/measures/catalogue.ts";
import { holdByHand, issueByHand, previewIssue } from "../../services/agenda/by-hand.ts";
import { mondayOf } from "../../services/agenda/copy-week.ts";
import { previewMove } from "../../services/agenda/preview-move.ts";
import { AGENDA_TEXTS } from "../../services/agenda/texts.ts";
import { earliestDay } from "../../services/seats.ts";
import { moveAppointment } from "../../services/appointments.ts";
import { exceptionsOf } from "../../store/agenda.ts";
import { inOffice } from "../../store/pools.ts";
import { firstBusyDay, readAgenda, readWeek } from "../../store/read/agenda.ts";
import { agendaOf, FARTHEST_NEIGHBOUR, weekOf } from "../agenda-day.ts";
import { logList, officeWith } from "../access.ts";
import type { App, ServerContext } from "../options.ts";
import { orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";
import { registerAgendaHours } from "./agenda-hours.ts";
import { registerShowUp } from "./show-up.ts";

const ById = z.object({ id: Id });

export function registerAgenda(app: App, context: ServerContext): void {
  registerViews(app, context);
  registerMoves(app, context);
  registerByHand(app, context);
  registerAgendaHours(app, context);
  registerShowUp(app, context);
}

function registerViews(app: App, { services, reference }: ServerContext): void {
  const clockOf = async (office: string) => {
    const inForce = await reference();
    const instant = await services.now();
    const { date: today, minutes: now } = romeTime(instant);
    const rules = agendaParameters(today);
    return { ...inForce, officeId: office, today, now, earliest: earliestDay(inForce.reference, office, rules, instant), minutes: rules.appointmentMinutes.value };
  };
  app.get(
    "/api/agenda",
    { schema: { summary: "Agenda di un giorno della sede", querystring: AgendaQuery, response: { 200: Agenda } } },
    async (request) => {
      const { office, actor } = officeWith(request, "agenda");
      const at = await clockOf(office);
      return inOffice(services.pools.app, office, async (db) => {
        const { today } = at;
        const day = request.query.day ?? (await firstBusyDay(db, office, today)) ?? today;
        const appointments = await readAgenda(db, office, day);
        const exceptions = await exceptionsOf(db, office, addDays(day, -FARTHEST_NEIGHBOUR), addDays(day, FARTHEST_NEIGHBOUR));
        const agenda = agendaOf({ ...at, day, appointments, exceptions });
        await logList(db, actor, "agenda", agenda.appointments.length);
        return agenda;
      });
    },
  );
  app.get(
    "/api/agenda/week",
    { schema: { summary: "Agenda di una settimana, della sede o di uno sportello", querystring: AgendaWeekQuery, response: { 200: AgendaWeek } } },
    async (request) => {
      const { office, actor } = officeWith(request, "agenda");
      const at = await clockOf(office);
      return inOffice(services.pools.app, office, async (db) => {
        const { today } = at;
        const monday = mondayOf(request.query.day ?? (await firstBusyDay(db, office, today)) ?? today);
        const sunday = addDays(monday, 6);
        const desk = request.query.desk ?? null;
        const appointments = await readWeek(db, office, monday, sunday, desk);
        const exceptions = await exceptionsOf(db, office, monday, sunday);
        await logList(db, actor, "agenda", appointments.length);
        return weekOf({ ...at, monday, desk, appointments, exceptions });
      });
    },
  );
}

function registerMoves(app: App, { services, reference }: ServerContext): void {
  app.post(
    "/api/agenda/moves/preview",
    { schema: { summary: "Che cosa riceverebbe la persona, se si spostasse qui", body: MovePreviewRequest, response: { 200: TextPreview } } },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      const { deskId, startsAt, because, ...rest } = request.body;
      const asked = { ...(await reference()), ...rest, ...(because === undefined ? {} : { because }), seat: { deskId, startsAt }, actor };
      return textsOf(orProblem(await previewMove(services, asked)));
    },
  );
  app.post(
    "/api/agenda/moves",
    { schema: { summary: "Sposta un appuntamento nell’agenda", body: MoveRequest, response: { 200: Done } } },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      const { deskId, startsAt, ...rest } = request.body;
      const moved = orProblem(await moveAppointment(services, { ...(await reference()), ...rest, seat: { deskId, startsAt }, actor }));
      return { message: moved.sameTime ? AGENDA_TEXTS.deskChanged : moved.messages === 0 && moved.known !== true ? AGENDA_TEXTS.movedUntold : TEXTS.moved };
    },
  );
}

function registerByHand(app: App, { services, reference }: ServerContext): void {
  app.post(
    "/api/agenda/by-hand",
    { schema: { summary: "Tiene un posto per una persona senza appuntamento", body: HoldRequest, response: { 200: Done } } },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      const { caseId, ...seat } = request.body;
      orProblem(await holdByHand(services, { ...(await reference()), caseId, seat, actor }));
      return { message: AGENDA_TEXTS.seatHeld };
    },
  );
  app.post(
    "/api/agenda/by-hand/:id/preview",
    { schema: { summary: "Che cosa riceverebbe la persona, se si convocasse ora", params: ById, response: { 200: TextPreview } } },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      const { reference: inForce } = await reference();
      return { sameTime: false, ...textsOf(orProblem(await previewIssue(services, { reference: inForce, caseId: request.params.id, actor }))) };
    },
  );
  app.post(
    "/api/agenda/by-hand/:id/issue",
    { schema: { summary: "Convoca per il posto tenuto", params: ById, response: { 200: Done } } },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      const { reference: inForce } = await reference();
      orProblem(await issueByHand(services, { reference: inForce, caseId: request.params.id, actor }));
      return { message: AGENDA_TEXTS.convened };
    },
  );
}

/** Lists of the service as the answer wants them. */
function textsOf<T extends { readonly messages: readonly unknown[]; readonly withdrawn: readonly unknown[] }>(
  preview: T,
): Omit<T, "messages" | "withdrawn"> & { messages: T["messages"][number][]; withdrawn: T["withdrawn"][number][] } {
  return { ...preview, messages: [...preview.messages], withdrawn: [...preview.withdrawn] };
}
