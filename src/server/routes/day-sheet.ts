// The day sheet of an office: the live sheet, who is at the door, the waiting room, its screen.

import { z } from "zod";
import {
  CheckIn, DayDebts, DayDone, DaySheetAnswer, DaySheetQuery, DeskCode, FindAtDoor, FoundAtDoor, Queue, ScreenAddress, SeatsNow, TakeSeat, VisitStep,
  WaitingScreen,
} from "../../contract/day-sheet.ts";
import { Id } from "../../contract/problem.ts";
import { addDays } from "../../domain/calendar/days.ts";
import { clockText, romeDay, romeTime } from "../../domain/calendar/rome-time.ts";
import { DAY_SHEET_REFUSALS } from "../../domain/day-sheet/texts.ts";
import { writtenName } from "../../domain/people/written-name.ts";
import { arrive, queueUp, seatsNow, takeSeat } from "../../services/day-sheet/arrive.ts";
import { officeOfScreen, qrDrawing, screenToken, signedCode } from "../../services/day-sheet/desk-code.ts";
import { findAtDoor } from "../../services/day-sheet/find.ts";
import { stepVisit } from "../../services/day-sheet/visits.ts";
import { inOffice } from "../../store/pools.ts";
import { readDeskSecret } from "../../store/day-sheet.ts";
import { codedAppointment, daysToClose, readRoom } from "../../store/read/day-sheet.ts";
import type { DayDebt } from "../../store/read/day-sheet.ts";
import { logList, officeWith } from "../access.ts";
import { cached, cachedBy } from "../cached.ts";
import { DAY_SHEET_TEXTS } from "../day-sheet-texts.ts";
import { canOf, viewDay } from "../day-sheet-view.ts";
import type { ReadDay } from "../day-sheet-view.ts";
import { freshDays } from "../fresh-days.ts";
import type { FreshDays } from "../fresh-days.ts";
import type { App, ServerContext } from "../options.ts";
import { notFound, orProblem } from "../problems.ts";
import { registerDayOutcomes } from "./day-sheet-outcomes.ts";

const ById = z.object({ id: Id });
/** How long a day stays a debt on the page; older ones are found in the agenda. */
const DEBT_DAYS = 62;
const DEBTS_MS = 20_000;
const SCREEN_MS = 2000;
const MOST_OFFICES = 500;

/** Every answer of the sheet: what was read, and at which time of the procedure. */
export type Days = FreshDays<ReadDay & { readonly now: string }>;
type Debts = FreshDays<DayDebt[]>;

export function registerDaySheet(app: App, context: ServerContext): void {
  const days: Days = freshDays();
  const debts: Debts = freshDays(DEBTS_MS);
  registerSheet(app, context, days);
  registerDebts(app, context, debts);
  registerDoor(app, context, days);
  registerRoom(app, context, days);
  registerScreen(app, context);
  const forget = (office: string): void => {
    days.forget(office);
    debts.forget(office);
  };
  registerDayOutcomes(app, context, { ...days, forget });
}

function registerSheet(app: App, { services, reference }: ServerContext, days: Days): void {
  const clock = cached(500, () => services.now());
  app.get(
    "/api/day-sheet",
    { schema: { summary: "Il foglio di un giorno della sede", querystring: DaySheetQuery, response: { 200: DaySheetAnswer } } },
    async (request) => {
      const { office, actor, identity } = officeWith(request, "day-sheet");
      const inForce = await reference();
      const today = romeDay(await clock());
      const day = request.query.day ?? today;
      const read = await days.of(office, `${day}/${today}`, () =>
        inOffice(services.pools.app, office, async (client) => {
          const now = await services.now();
          return { ...(await viewDay(client, inForce, { office, day, now, today })), now };
        }),
      );
      const { tag, now, sheet } = read;
      const can = canOf(identity.role);
      if (request.query.seen === tag) return { tag, now, can, sheet: null };
      await inOffice(services.pools.app, office, (db) => logList(db, actor, "day-sheet", sheet.rows.length));
      return { tag, now, can, sheet };
    },
  );
}

function registerDebts(app: App, { services }: ServerContext, debts: Debts): void {
  const clock = cached(500, () => services.now());
  app.get(
    "/api/day-sheet/debts",
    { schema: { summary: "I giorni passati che la sede non ha chiuso", response: { 200: DayDebts } } },
    async (request) => {
      const { office } = officeWith(request, "day-sheet");
      const today = romeDay(await clock());
      // A day that has just gone by is a debt at once: what was known yesterday does not answer for today.
      const days = await debts.of(office, today, () =>
        inOffice(services.pools.app, office, (db) => daysToClose(db, addDays(today, -DEBT_DAYS), addDays(today, -1))),
      );
      return { days };
    },
  );
}

function registerDoor(app: App, { services, reference }: ServerContext, days: Days): void {
  app.post(
    "/api/day-sheet/find",
    { schema: { summary: "Chi è alla porta", body: FindAtDoor, response: { 200: FoundAtDoor } } },
    async (request) => {
      const { office, actor } = officeWith(request, "reception");
      const found = orProblem(await findAtDoor(services, request.body.text, actor));
      await inOffice(services.pools.app, office, (db) => logList(db, actor, "door-search", found.people.length));
      const { elsewhere } = found;
      if (elsewhere === null) return { ...found, people: [...found.people], elsewhere: null };
      const { reference: inForce } = await reference();
      const now = await services.now();
      const place = inForce.seatOn(elsewhere.officeId, romeDay(now));
      const address = place === null ? null : [place?.address, place?.municipality].filter(Boolean).join(", ");
      return {
        ...found,
        people: [],
        elsewhere: { office: inForce.offices.get(elsewhere.officeId)?.name ?? elsewhere.officeId, address, startsAt: elsewhere.startsAt },
      };
    },
  );
  app.post(
    "/api/day-sheet/check-in",
    { schema: { summary: "Registra l'arrivo di chi ha un appuntamento oggi", body: CheckIn, response: { 200: DayDone } } },
    async (request) => {
      const { office, actor } = officeWith(request, "reception");
      const done = orProblem(await arrive(services, (await reference()).reference, request.body, actor));
      days.forget(office);
      return { message: DAY_SHEET_TEXTS.arrived(nameOf(done), done.ticket), ticket: done.ticket };
    },
  );
  app.post(
    "/api/day-sheet/queue",
    { schema: { summary: "Mette in coda chi non ha un appuntamento oggi", body: Queue, response: { 200: DayDone } } },
    async (request) => {
      const { office, actor } = officeWith(request, "reception");
      const done = orProblem(await queueUp(services, (await reference()).reference, request.body, actor));
      days.forget(office);
      return { message: DAY_SHEET_TEXTS.queued(nameOf(done), done.ticket), ticket: done.ticket };
    },
  );
  app.get(
    "/api/day-sheet/seats/:id",
    { schema: { summary: "Ore ancora libere oggi per una persona", params: ById, response: { 200: SeatsNow } } },
    async (request) => {
      const { office, actor } = officeWith(request, "reception");
      const inForce = await reference();
      const seats = orProblem(await seatsNow(services, inForce.reference, request.params.id, actor), 404);
      const numbers = new Map(inForce.reference.desks(inForce.scenario).filter(({ officeId }) => officeId === office).map(({ id, number }) => [id, number]));
      return { seats: seats.map((seat) => ({ ...seat, desk: numbers.get(seat.deskId) ?? seat.deskId, minute: romeTime(seat.startsAt).minutes })) };
    },
  );
  app.post(
    "/api/day-sheet/seats",
    { schema: { summary: "Dà un'ora libera di oggi a chi è qui, con la sua firma", body: TakeSeat, response: { 200: DayDone } } },
    async (request) => {
      const { office, actor } = officeWith(request, "reception");
      const { caseId, actId, deskId, startsAt } = request.body;
      const seat = { deskId, startsAt: new Date(startsAt).toISOString() };
      const done = orProblem(await takeSeat(services, (await reference()).reference, { caseId, actId, seat }, actor));
      days.forget(office);
      return { message: DAY_SHEET_TEXTS.seated(nameOf(done), done.ticket, clockText(romeTime(startsAt).minutes)), ticket: done.ticket };
    },
  );
}

function nameOf({ surname, name }: { readonly surname: string; readonly name: string }): string {
  return `${writtenName(surname)} ${writtenName(name)}`;
}

function registerRoom(app: App, { services, reference }: ServerContext, days: Days): void {
  app.post(
    "/api/day-sheet/visits/:id",
    { schema: { summary: "Chiama allo sportello, fa attendere, conclude", params: ById, body: VisitStep, response: { 200: DayDone } } },
    async (request) => {
      const { office, actor } = officeWith(request, "reception");
      const { reference: inForce } = await reference();
      const done = orProblem(await stepVisit(services, inForce, request.params.id, request.body, actor));
      days.forget(office);
      return { message: DAY_SHEET_TEXTS.steps[request.body.step](done.ticket, done.desk), ticket: done.ticket };
    },
  );
  app.get(
    "/api/day-sheet/codes/:id",
    { schema: { summary: "Il codice di una convocazione, da stampare", params: ById, response: { 200: DeskCode } } },
    async (request) => {
      const { office, actor } = officeWith(request, "reception");
      const { reference: inForce } = await reference();
      return inOffice(services.pools.app, office, async (db) => {
        const found = await codedAppointment(db, request.params.id);
        if (found === null) throw notFound(DAY_SHEET_REFUSALS.noCode);
        await logList(db, actor, "desk-code", 1);
        const code = signedCode(await readDeskSecret(db), found.reference, found.appointmentId);
        const place = inForce.seatOn(found.officeId, romeTime(found.startsAt).date);
        return {
          code,
          short: found.reference,
          svg: qrDrawing(code, DAY_SHEET_TEXTS.code(nameOf(found))),
          surname: found.surname,
          name: found.name,
          startsAt: found.startsAt,
          office: inForce.offices.get(found.officeId)?.name ?? found.officeId,
          address: place === null ? null : [place?.address, place?.municipality].filter(Boolean).join(", "),
        };
      });
    },
  );
}

/** A screen that everybody sees: no one enters there, and it shows numbers and desks only. */
function registerScreen(app: App, { services, reference }: ServerContext): void {
  app.get(
    "/api/day-sheet/screen",
    { schema: { summary: "L'indirizzo dello schermo della sala d'attesa", response: { 200: ScreenAddress } } },
    async (request) => {
      const { office } = officeWith(request, "reception");
      return { path: `/sala-attesa/${screenToken(await readDeskSecret(services.pools.app), office)}` };
    },
  );
  const roomOf = cachedBy(SCREEN_MS, MOST_OFFICES, async (office) => {
    const now = await services.now();
    return { now, room: await inOffice(services.pools.app, office, (db) => readRoom(db, office, romeDay(now))) };
  });
  const secret = cached(60_000, () => readDeskSecret(services.pools.app));
  app.get(
    "/api/waiting-screen/:token",
    {
      config: { access: "public" },
      schema: { summary: "Numeri chiamati e in attesa, senza nomi", params: z.object({ token: z.string().max(100) }), response: { 200: WaitingScreen } },
    },
    async (request) => {
      const office = officeOfScreen(await secret(), request.params.token);
      if (office === null) throw notFound(DAY_SHEET_REFUSALS.screenUnknown);
      const { now, room } = await roomOf(office);
      const called = room.flatMap(({ ticket, desk, calledAt }) => (desk === null || calledAt === null ? [] : [{ ticket, desk, calledAt }]));
      return {
        office: (await reference()).reference.offices.get(office)?.name ?? office,
        now,
        called: called.toSorted((a, b) => (a.calledAt < b.calledAt ? 1 : -1)),
        waiting: room.filter(({ calledAt }) => calledAt === null).map(({ ticket }) => ticket),
      };
    },
  );
}
