// One person's page, and the acts of the desk.

import { z } from "zod";
import {
  CancelMeetingRequest,
  CloseTaskRequest,
  FreeSeats,
  FreeSeatsQuery,
  Person,
  PersonPage,
} from "../../contract/person.ts";
import { Done, Id } from "../../contract/problem.ts";
import { addDays } from "../../domain/calendar/days.ts";
import { romeDay, romeTime } from "../../domain/calendar/rome-time.ts";
import { notBoundText } from "../../domain/duties/not-bound.ts";
import { meetingOffers } from "../../domain/meetings/meeting.ts";
import { MEETING_TEXTS } from "../../domain/meetings/texts.ts";
import { measureOf } from "../../domain/measures/catalogue.ts";
import { freeSeats } from "../../services/appointments.ts";
import type { Actor, Services } from "../../services/context.ts";
import { closeDeskTask } from "../../services/decisions.ts";
import { tellingStanding } from "../../services/escalation/standing.ts";
import { cancelMeeting } from "../../services/meetings/move.ts";
import type { Reference } from "../../services/reference.ts";
import { readCase } from "../../store/items.ts";
import { inOffice } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { readSignedMail } from "../../store/read/case-messages.ts";
import { readClock } from "../../store/read/overview.ts";
import { normalizeEmail } from "../../domain/people/email.ts";
import { normalizePhone } from "../../domain/people/phone.ts";
import { PEOPLE_TEXTS, peopleText } from "../../domain/people/texts.ts";
import type { PeopleCode } from "../../domain/people/texts.ts";
import { SUMMONS } from "../../domain/summons/table.ts";
import type { SummonsState } from "../../domain/summons/types.ts";
import { summonsOffers } from "../../services/offers.ts";
import { readPerson } from "../../store/read/person.ts";
import { logPersonPage, officeWith } from "../access.ts";
import { sendAttachment } from "../attachment.ts";
import { lawText } from "../law-text.ts";
import type { App, ServerContext } from "../options.ts";
import { notFound, orProblem } from "../problems.ts";
import { dossierOf } from "./acts.ts";
import { TEXTS } from "../texts.ts";

const ById = z.object({ id: Id });
/** Seats offered for a move: three weeks ahead. */
const SEARCH_DAYS = 21;

export function registerCases(app: App, context: ServerContext): void {
  registerPerson(app, context);
  registerSignedMail(app, context);
  registerFreeSeats(app, context);
  registerActs(app, context);
}

function registerPerson(app: App, { services, reference }: ServerContext): void {
  app.get(
    "/api/cases/:id",
    { schema: { summary: "Scheda di una persona", params: ById, response: { 200: Person } } },
    async (request) => {
      const { office, actor } = officeWith(request, "person-page");
      return shownPerson(services, (await reference()).reference, request.params.id, office, actor);
    },
  );
  app.get(
    "/api/cases/:id/page",
    {
      schema: {
        summary: "Scheda di una persona con i suoi procedimenti, in una volta sola: un’apertura, una riga nel registro degli accessi",
        params: ById,
        response: { 200: PersonPage },
      },
    },
    async (request) => {
      const { office, actor } = officeWith(request, "person-page");
      const { id } = request.params;
      const { reference: inForce } = await reference();
      // Read side by side; whoever may not see the person gets neither, leaves no row, and is told so as of the person.
      const dossier = dossierOf(services, inForce, id, actor);
      dossier.catch(() => undefined);
      const person = await shownPerson(services, inForce, id, office, actor);
      return { person, dossier: await dossier };
    },
  );
}

/** The receipts of certified mail as they came: whoever reads the person's messages may take them along. */
function registerSignedMail(app: App, { services }: ServerContext): void {
  app.get(
    "/api/cases/:id/signed-mail/:receipt",
    { schema: { summary: "Ricevuta PEC firmata, come è arrivata (.eml)", params: z.object({ id: Id, receipt: z.string().max(40) }) } },
    async (request, reply) => {
      const { office, actor } = officeWith(request, "person-page");
      const { id, receipt } = request.params;
      const eml = /^\d{1,18}$/.test(receipt)
        ? await inOffice(services.pools.app, office, async (db) => {
            const found = await readSignedMail(db, id, receipt);
            if (found !== null) await logAccess(db, { actor: actor.id, role: actor.role, office, caseId: id, action: "signed-mail" });
            return found;
          })
        : null;
      if (eml === null) throw notFound(TEXTS.personNotHere);
      return sendAttachment(reply, `ricevuta-${receipt}.eml`, "message/rfc822", eml);
    },
  );
}

/** The person as the page shows them, their opening written in the access log. */
function shownPerson(services: Services, reference: Reference, caseId: string, office: string, actor: Actor): Promise<Person> {
  return inOffice(services.pools.app, office, async (db) => {
    const person = await readPerson(db, caseId);
    if (person === null) throw notFound(TEXTS.personNotHere);
    const now = await services.now();
    await logPersonPage(db, actor, person, now);
    const held = person.appointments.find((one) => one.state === "held");
    const meeting = person.appointments.find((one) => one.state === "agreed" && one.meetingOutcome === null);
    const standing = {
      state: summonsState(held?.summons ?? null),
      bound: person.bound,
      appointmentAt: held?.startsAt ?? null,
      reachable: person.reachable,
    };
    return {
      ...person,
      notBoundText: reasonOf(person),
      contacts: person.contacts.map((contact) => ({ ...contact, problem: problemOf(contact) })),
      offers: summonsOffers(standing, actor.role, now),
      telling: await tellingStanding(db, reference, caseId, now),
      meetingOffers:
        meeting === undefined ? [] : meetingOffers({ startsAt: meeting.startsAt, day: romeDay(meeting.startsAt), now, today: romeDay(now), by: actor.role }),
      terms: person.terms.map((term) => ({ ...term, citation: lawText(term.citation) })),
      acts: person.acts.map((act) => ({
        ...act,
        citation: act.citation === null ? null : lawText(act.citation),
      })),
    };
  });
}

/** Why the person is not bound, in the words of the measure in force when the benefit was granted. */
function reasonOf({ notBoundReason, benefit }: Pick<Person, "notBoundReason" | "benefit">): string | null {
  const measure = measureOf(benefit.measure, benefit.grantedOn);
  return notBoundReason === null || measure === undefined
    ? notBoundReason
    : notBoundText(notBoundReason, measure);
}

/** Why a contact point cannot be used, with what was wrong in it; words that no rule of today knows stay as they were kept. */
function problemOf({
  kind,
  raw,
  problem,
}: {
  kind: string;
  raw: string;
  problem: string | null;
}): string | null {
  if (problem === null) return null;
  const read = kind === "email" || kind === "pec" ? normalizeEmail(raw) : normalizePhone(raw);
  if (!read.ok && read.refusal.code === problem) return read.refusal.message;
  return isPeopleCode(problem) ? peopleText(problem) : problem;
}

function isPeopleCode(text: string): text is PeopleCode {
  return Object.hasOwn(PEOPLE_TEXTS, text);
}

/** A case without an open summons is in the table's first state. */
function summonsState(stored: string | null): SummonsState {
  return stored !== null && isSummonsState(stored) ? stored : "none";
}

function isSummonsState(text: string): text is SummonsState {
  return Object.hasOwn(SUMMONS.states, text);
}

function registerFreeSeats(app: App, { services, reference }: ServerContext): void {
  app.get(
    "/api/cases/:id/free-seats",
    {
      schema: {
        summary: "Posti liberi per spostare un appuntamento",
        params: ById,
        querystring: FreeSeatsQuery,
        response: { 200: FreeSeats },
      },
    },
    async (request) => {
      const { office } = officeWith(request, "person-page");
      const { today } = await readClock(services.pools.app);
      const inForce = await reference();
      const row = await inOffice(services.pools.app, office, (db) => readCase(db, request.params.id));
      if (row === null) throw notFound(TEXTS.personNotHere);
      const from = request.query.from ?? addDays(today, 1);
      const to = request.query.to ?? addDays(from, SEARCH_DAYS);
      const seats = await freeSeats(services, {
        ...inForce,
        officeId: office,
        measure: row.measure,
        grantedOn: row.grantedOn,
        fromDay: from,
        toDay: to,
      });
      const numbers = new Map(
        inForce.reference.desks(inForce.scenario).map((desk) => [desk.id, desk.number]),
      );
      // An operator chooses an hour, not a desk: the first free desk of each hour is enough.
      const hours = new Map(seats.map((seat) => [seat.startsAt, seat] as const).toReversed());
      const shown = [...hours.values()]
        .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
        .map(({ deskId, startsAt }) => {
          const { date, minutes } = romeTime(startsAt);
          return { deskId, desk: numbers.get(deskId) ?? deskId, startsAt, day: date, minute: minutes };
        });
      return { from, to, seats: shown };
    },
  );
}

function registerActs(app: App, { services, reference }: ServerContext): void {
  app.post(
    "/api/cases/:id/meeting/cancel",
    { schema: { summary: "Annulla l'incontro concordato", params: ById, body: CancelMeetingRequest, response: { 200: Done } } },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      const cancelled = { reference: (await reference()).reference, actor, caseId: request.params.id, ...request.body };
      const { messages } = orProblem(await cancelMeeting(services, cancelled));
      return { message: messages === 0 ? MEETING_TEXTS.untold : MEETING_TEXTS.cancelled };
    },
  );
  app.post(
    "/api/desk-tasks/:id/close",
    {
      schema: {
        summary: "Chiude un'attività dello sportello",
        params: ById,
        body: CloseTaskRequest,
        response: { 200: Done },
      },
    },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      orProblem(await closeDeskTask(services, { taskId: request.params.id, note: request.body.note, actor }));
      return { message: TEXTS.taskClosed };
    },
  );
}
