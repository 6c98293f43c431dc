// Who acts: the session and its role, the demonstration's choice of whom to play, the user's sessions and their end.

import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { Done } from "../../contract/problem.ts";
import { LoggedOut, Offices, OpenSessions, Session, SessionRequest } from "../../contract/session.ts";
import type { Office } from "../../contract/session.ts";
import { needsOffice, roleTitle } from "../../domain/access/roles.ts";
import {
  changeRole,
  enterDemo,
  leave,
  leaveEverywhere,
  sessionOf,
} from "../../services/identity/sessions.ts";
import { providerExit } from "../../services/identity/provider-login.ts";
import { readDoorSettings } from "../../services/identity/settings.ts";
import { namesOf } from "../../store/read/access.ts";
import { readHeading, readOffices } from "../../store/read/session.ts";
import { endSession, sessionsOf } from "../../store/sessions.ts";
import type { Choice, SessionRow } from "../../store/sessions.ts";
import { openProviders } from "../../store/sessions-providers.ts";
import { logDoor } from "../../store/sessions-users.ts";
import { cached } from "../cached.ts";
import { dropCookie, writeCookie } from "../cookies.ts";
import {
  isSessionRole,
  notSignedIn,
  ownAddress,
  readIdentity,
  SESSION_COOKIE,
  visitorOf,
} from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem, notFound, orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";

/** Whom a demonstration shows first. */
const DEMO_FIRST: Choice = { role: "regional", office: null };

export function registerSession(app: App, context: ServerContext): void {
  const offices = cached(10_000, () => readOffices(context.services.pools.control));
  registerCurrent(app, context, offices);
  registerEnding(app, context);
  app.get(
    "/api/offices",
    { schema: { summary: "Centri per l'impiego attivi", response: { 200: Offices } } },
    async () => ({ offices: await offices() }),
  );
}

function registerCurrent(app: App, context: ServerContext, offices: () => Promise<Office[]>): void {
  const { services, demo } = context;
  const describe = (session: SessionRow): Promise<Session> => describeSession(context, session, offices);

  app.get(
    "/api/session",
    {
      config: { access: "public" },
      schema: { summary: "Chi agisce e che ora è", response: { 200: Session } },
    },
    async (request, reply) => {
      // In the demonstration whoever comes is let in at once; elsewhere the pages show the way in.
      if (request.session === null && demo) await play(context, request, reply, DEMO_FIRST);
      readIdentity(request);
      return describe(request.session!);
    },
  );
  app.post(
    "/api/session",
    {
      config: { access: demo ? "public" : "signing-in" },
      schema: { summary: "Prende un ruolo e una sede", body: SessionRequest, response: { 200: Session } },
    },
    async (request, reply) => {
      const choice = await chosen(request.body, offices);
      if (demo && (request.session === null || request.session.kind === "demo")) {
        await play(context, request, reply, choice);
        return describe(request.session!);
      }
      const { session } = request;
      if (session === null || (session.step !== "open" && session.step !== "choose")) throw notSignedIn();
      const settings = await readDoorSettings(services.pools.login);
      const entered = orProblem(
        await changeRole(services.pools.login, settings, visitorOf(request), session, choice),
        403,
      );
      give(context, reply, entered.secret);
      const begun = await sessionOf(services.pools.login, entered.secret, false);
      if (begun === null) throw notSignedIn();
      return describe(begun);
    },
  );
}

/** Role and office as they belong together; an unknown office, or one for a role without, is refused. */
async function chosen({ role, office }: SessionRequest, offices: () => Promise<Office[]>): Promise<Choice> {
  if (!needsOffice(role)) return { role, office: null };
  if (office === undefined) throw new HttpProblem(400, "SEDE_MANCANTE", TEXTS.officeNeeded);
  if (!(await offices()).some((one) => one.id === office))
    throw new HttpProblem(404, "SEDE_SCONOSCIUTA", TEXTS.officeUnknown);
  return { role, office };
}

async function play(
  { services, secure }: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
  choice: Choice,
): Promise<void> {
  const { login } = services.pools;
  const visitor = visitorOf(request);
  const name = isSessionRole(choice.role) ? roleTitle(choice.role) : choice.role;
  const entered = await enterDemo(
    login,
    await readDoorSettings(login),
    visitor,
    { ...choice, name },
    request.session?.id ?? null,
  );
  void reply.header("set-cookie", writeCookie(SESSION_COOKIE, entered.secret, { secure }));
  request.session = await sessionOf(login, entered.secret, false);
}

export function give({ secure }: ServerContext, reply: FastifyReply, secret: string): void {
  void reply.header("set-cookie", writeCookie(SESSION_COOKIE, secret, { secure }));
}

async function describeSession(
  context: ServerContext,
  session: SessionRow,
  readAll: () => Promise<Office[]>,
): Promise<Session> {
  const { control } = context.services.pools;
  const { onBehalfOf } = session;
  const [heading, offices, names] = await Promise.all([
    readHeading(control),
    readAll(),
    onBehalfOf === null ? null : namesOf(control, [onBehalfOf]),
  ]);
  const named = (id: string | null): Office | null => offices.find((one) => one.id === id) ?? null;
  const { role } = session;
  if (role === null || !isSessionRole(role)) throw notSignedIn();
  // An office that closed for good takes its roles along.
  const choices = session.choices.flatMap((one) => {
    const office = named(one.office);
    return isSessionRole(one.role) && (one.office === null || office !== null)
      ? [{ role: one.role, office }]
      : [];
  });
  return {
    demo: context.demo,
    user: { name: session.name, login: session.login, kind: session.kind },
    role,
    office: named(session.office),
    standsInFor: onBehalfOf === null ? null : (names?.get(onBehalfOf) ?? onBehalfOf),
    choices,
    until: session.expiresAt,
    now: heading.now,
    today: heading.today,
    clock: heading.clock,
    worker: heading.workerAlive ? "alive" : "silent",
  };
}

function registerEnding(app: App, context: ServerContext): void {
  const { services, secure } = context;
  const pool = services.pools.login;
  app.post(
    "/api/session/end",
    { config: { access: "signing-in" }, schema: { summary: "Esce", response: { 200: LoggedOut } } },
    async (request, reply) => {
      const session = request.session!;
      await leave(pool, session, visitorOf(request));
      void reply.header("set-cookie", dropCookie(SESSION_COOKIE, { secure }));
      const row = (await openProviders(pool)).find((one) => one.id === session.providerId);
      // A provider that is away keeps nobody in here.
      const next =
        row === undefined
          ? null
          : await providerExit(row, `${ownAddress(context, request)}/accesso`).catch(() => null);
      return { message: TEXTS.left, next };
    },
  );
  app.post(
    "/api/sessions/end-all",
    { schema: { summary: "Chiude tutte le proprie sessioni, anche questa", response: { 200: Done } } },
    async (request, reply) => {
      const ended = await leaveEverywhere(pool, request.session!, visitorOf(request));
      void reply.header("set-cookie", dropCookie(SESSION_COOKIE, { secure }));
      return { message: TEXTS.ended(ended) };
    },
  );
  app.get(
    "/api/sessions",
    { schema: { summary: "Le proprie sessioni aperte", response: { 200: OpenSessions } } },
    async (request) => {
      const { userId, sessionId } = readIdentity(request);
      const sessions = await sessionsOf(pool, userId);
      return {
        sessions: sessions.map((one) => ({
          ...one,
          role: one.role !== null && isSessionRole(one.role) ? one.role : null,
          current: one.id === sessionId,
        })),
      };
    },
  );
  app.post(
    "/api/sessions/:id/end",
    {
      schema: {
        summary: "Chiude una delle proprie sessioni",
        params: z.object({ id: z.uuid() }),
        response: { 200: Done },
      },
    },
    async (request) => {
      const { userId, login } = readIdentity(request);
      const { id } = request.params;
      // Somebody else's session is answered like one that does not exist.
      const own = (await sessionsOf(pool, userId)).some((one) => one.id === id);
      if (!own || !(await endSession(pool, id, "ended-by-user"))) throw notFound(TEXTS.noSuchSession);
      await logDoor(pool, {
        kind: "session-ended",
        userId,
        actor: login,
        sessionId: id,
        address: request.ip,
      });
      return { message: TEXTS.ended(1) };
    },
  );
}
