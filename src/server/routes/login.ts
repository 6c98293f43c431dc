// The way in with a local account, step by step, and the account of who is in.

import type { FastifyReply, FastifyRequest } from "fastify";
import {
  Account,
  ChangePasswordRequest,
  ConfirmRequest,
  EnrolRequest,
  Enrolment,
  LoginState,
  NewPasswordRequest,
  PasswordRequest,
  ProveRequest,
  RecoveryCodes,
  SecondFactorRequest,
} from "../../contract/login.ts";
import { Done } from "../../contract/problem.ts";
import type { Outcome } from "../../domain/outcome.ts";
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  renewRecoveryCodes,
} from "../../services/identity/account.ts";
import { answerSecondFactor, chooseFirstPassword, knock } from "../../services/identity/login.ts";
import type { Door, Refused } from "../../services/identity/login.ts";
import { qrCode } from "../../services/identity/qr-code.ts";
import { keysFrom } from "../../services/identity/seal.ts";
import { base32, otpauth } from "../../services/identity/totp.ts";
import { readOffices } from "../../store/read/session.ts";
import { endSession } from "../../store/sessions.ts";
import type { SessionRow } from "../../store/sessions.ts";
import { accountState } from "../../store/sessions-login.ts";
import { openProviders } from "../../store/sessions-providers.ts";
import { cached } from "../cached.ts";
import { isSessionRole, notSignedIn, readIdentity, visitorOf } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";
import { give } from "./session.ts";

/** How each refusal of the door is told. */
const STATUS: Readonly<Record<string, number>> = {
  CREDENZIALI_ERRATE: 401,
  CODICE_ERRATO: 401,
  CODICE_GIA_USATO: 401,
  PASSWORD_SCADUTA: 401,
  ACCESSO_BLOCCATO: 429,
  NESSUN_RUOLO: 403,
  PASSWORD_CORTA: 400,
  PASSWORD_LUNGA: 400,
  PASSWORD_COMUNE: 400,
  PASSWORD_CON_NOME: 400,
  PASSWORD_UGUALE: 400,
};

function orRefuse<T>(reply: FastifyReply, outcome: Outcome<T> | Refused): T {
  if (outcome.ok) return outcome.value;
  if ("retryAfter" in outcome && outcome.retryAfter !== undefined)
    void reply.header("retry-after", String(outcome.retryAfter));
  return orProblem(outcome, STATUS[outcome.refusal.code] ?? 409);
}

const during = (request: FastifyRequest): SessionRow => {
  if (request.session === null) throw notSignedIn();
  return request.session;
};

export function registerLogin(app: App, context: ServerContext): void {
  const { services, loginKey } = context;
  const door: Door = { pool: services.pools.login, keys: loginKey === undefined ? null : keysFrom(loginKey) };
  registerState(app, context);
  registerSteps(app, context, door);
  registerFactor(app, context, door);
  registerAccount(app, door);
}

function registerState(app: App, { services }: ServerContext): void {
  const offices = cached(10_000, () => readOffices(services.pools.control));
  const providers = cached(5_000, () => openProviders(services.pools.login));
  app.get(
    "/api/login",
    {
      config: { access: "public" },
      schema: { summary: "A che punto è l'accesso", response: { 200: LoginState } },
    },
    async (request) => {
      const { session } = request;
      const [known, named] = await Promise.all([providers(), session === null ? [] : offices()]);
      const choices = (session?.choices ?? []).flatMap(({ role, office }) => {
        const found = named.find((one) => one.id === office) ?? null;
        if (!isSessionRole(role) || (office !== null && found === null)) return [];
        return [{ role, office: found === null ? null : { id: found.id, shortName: found.shortName } }];
      });
      return {
        step: session?.step ?? ("password" as const),
        user: session === null ? null : { login: session.login, name: session.name },
        choices,
        providers: known.map(({ id, name }) => ({ id, name })),
        local: true,
      };
    },
  );
}

function registerSteps(app: App, context: ServerContext, door: Door): void {
  app.post(
    "/api/login",
    {
      config: { access: "public", weight: 5 },
      schema: { summary: "Nome e password", body: PasswordRequest, response: { 200: Done } },
    },
    async (request, reply) => {
      const entered = orRefuse(reply, await knock(door, visitorOf(request), request.body));
      // Whoever was in on this browser before is not any more.
      if (request.session !== null) await endSession(door.pool, request.session.id, "rotated");
      give(context, reply, entered.secret);
      return { message: TEXTS.stepDone };
    },
  );
  app.post(
    "/api/login/code",
    {
      config: { access: "signing-in", weight: 5 },
      schema: {
        summary: "Codice del secondo fattore, o di recupero",
        body: SecondFactorRequest,
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const entered = orRefuse(
        reply,
        await answerSecondFactor(door, visitorOf(request), during(request), request.body),
      );
      give(context, reply, entered.secret);
      return { message: TEXTS.stepDone };
    },
  );
  app.post(
    "/api/login/password",
    {
      config: { access: "signing-in", weight: 5 },
      schema: { summary: "Sceglie la propria password", body: NewPasswordRequest, response: { 200: Done } },
    },
    async (request, reply) => {
      const entered = orRefuse(
        reply,
        await chooseFirstPassword(door, visitorOf(request), during(request), request.body.password),
      );
      give(context, reply, entered.secret);
      return { message: TEXTS.passwordChanged };
    },
  );
}

function registerFactor(app: App, context: ServerContext, door: Door): void {
  app.post(
    "/api/login/second-factor",
    {
      config: { access: "signing-in", weight: 5 },
      schema: {
        summary: "Comincia a configurare il secondo fattore",
        body: EnrolRequest,
        response: { 200: Enrolment },
      },
    },
    async (request, reply) => {
      const begun = orRefuse(
        reply,
        await beginSecondFactor(door, visitorOf(request), during(request), request.body.password ?? null),
      );
      const qr = qrCode(otpauth(begun.secret, begun.login)).map((row) =>
        row.map((dark) => (dark ? "1" : "0")).join(""),
      );
      return { secret: base32(begun.secret), qr };
    },
  );
  app.post(
    "/api/login/second-factor/confirm",
    {
      config: { access: "signing-in", weight: 5 },
      schema: {
        summary: "Conferma il secondo fattore",
        body: ConfirmRequest,
        response: { 200: RecoveryCodes },
      },
    },
    async (request, reply) => {
      const confirmed = orRefuse(
        reply,
        await confirmSecondFactor(door, visitorOf(request), during(request), request.body.code),
      );
      if (confirmed.entered !== null) give(context, reply, confirmed.entered.secret);
      return { codes: [...confirmed.recoveryCodes] };
    },
  );
}

function registerAccount(app: App, door: Door): void {
  app.get(
    "/api/account",
    { schema: { summary: "Il proprio accesso", response: { 200: Account } } },
    async (request) => {
      const { userId } = readIdentity(request);
      const state = await accountState(door.pool, userId);
      return {
        local: request.session?.kind === "local",
        passwordChangedAt: state.changedAt,
        secondFactor: state.totp,
        recoveryLeft: state.recoveryLeft,
      };
    },
  );
  app.post(
    "/api/account/password",
    {
      config: { weight: 5 },
      schema: { summary: "Cambia la propria password", body: ChangePasswordRequest, response: { 200: Done } },
    },
    async (request, reply) => {
      orRefuse(reply, await changePassword(door, visitorOf(request), during(request), request.body));
      return { message: TEXTS.passwordChanged };
    },
  );
  app.post(
    "/api/account/recovery-codes",
    {
      config: { weight: 5 },
      schema: { summary: "Nuovi codici di recupero", body: ProveRequest, response: { 200: RecoveryCodes } },
    },
    async (request, reply) => {
      const codes = orRefuse(
        reply,
        await renewRecoveryCodes(door, visitorOf(request), during(request), request.body.password),
      );
      return { codes: [...codes] };
    },
  );
}
