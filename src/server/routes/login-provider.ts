// The way in through an identity provider: to it, back from it, and its word that somebody logged out there.

import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { comeFromProvider, obeyLogout, sendToProvider } from "../../services/identity/provider-login.ts";
import { openProviders } from "../../store/sessions-providers.ts";
import type { ProviderRow } from "../../store/sessions-providers.ts";
import { endSession } from "../../store/sessions.ts";
import { dropCookie, readCookie, writeCookie } from "../cookies.ts";
import { ownAddress, SESSION_COOKIE, visitorOf } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem, notFound } from "../problems.ts";
import { TEXTS } from "../texts.ts";

const ById = z.object({ provider: z.string().regex(/^[a-z0-9-]{2,40}$/) });
/** Must come back from the provider's site, so not "Strict"; it opens nothing by itself. */
const FLOW_COOKIE = "convoca_accesso";
const FLOW_SECONDS = 600;
const LARGEST_TOKEN = 64 * 1024;
const LOGIN_PAGE = "/accesso";

export function registerProviderLogin(app: App, context: ServerContext): void {
  const { services, secure } = context;
  const pool = services.pools.login;
  const rules = { secure };
  const provider = async (id: string): Promise<ProviderRow> => {
    const found = (await openProviders(pool)).find((one) => one.id === id);
    if (found === undefined) throw notFound(TEXTS.notFound);
    return found;
  };

  app.get(
    "/api/login/provider/:provider",
    {
      config: { access: "public", weight: 5 },
      schema: { summary: "Va al gestore di identità", params: ById },
    },
    async (request, reply) => {
      const row = await provider(request.params.provider);
      const sent = await sendToProvider(pool, row, callbackOf(context, request, row.id));
      void reply.header(
        "set-cookie",
        writeCookie(FLOW_COOKIE, sent.browserSecret, rules, { sameSite: "Lax", maxAge: FLOW_SECONDS }),
      );
      return reply.redirect(sent.to, 303);
    },
  );
  app.get(
    "/api/login/provider/:provider/callback",
    {
      config: { access: "public", weight: 5 },
      schema: { summary: "Torna dal gestore di identità", params: ById },
    },
    async (request, reply) => {
      const row = await provider(request.params.provider);
      const at = new URL(callbackOf(context, request, row.id));
      at.search = new URL(request.url, at).search;
      const browserSecret = readCookie(request, FLOW_COOKIE, rules);
      const entered = await comeFromProvider(pool, row, visitorOf(request), { at, browserSecret });
      const cookies = [dropCookie(FLOW_COOKIE, rules)];
      if (!entered.ok) return tellRefusal(request, reply.header("set-cookie", cookies), entered.refusal);
      if (request.session !== null) await endSession(pool, request.session.id, "rotated");
      cookies.push(writeCookie(SESSION_COOKIE, entered.value.secret, rules));
      return reply.header("set-cookie", cookies).redirect("/", 303);
    },
  );
  registerLogout(app, context, provider);
}

/** A person sees the login page with the reason; a program gets the problem. */
function tellRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: { readonly code: string; readonly message: string },
): FastifyReply {
  if ((request.headers.accept ?? "").includes("text/html"))
    return reply.redirect(`${LOGIN_PAGE}?errore=${encodeURIComponent(refusal.code)}`, 303);
  throw new HttpProblem(
    refusal.code === "NESSUN_RUOLO" || refusal.code === "UTENTE_FERMATO" ? 403 : 400,
    refusal.code,
    refusal.message,
  );
}

/** Our own address, as registered with the provider. */
function callbackOf(context: ServerContext, request: FastifyRequest, id: string): string {
  return `${ownAddress(context, request)}/api/login/provider/${id}/callback`;
}

function registerLogout(
  app: App,
  { services }: ServerContext,
  provider: (id: string) => Promise<ProviderRow>,
): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: LARGEST_TOKEN },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    scope.post<{ Params: z.infer<typeof ById> }>(
      "/api/login/provider/:provider/logout",
      {
        config: { access: "public", weight: 5 },
        schema: { summary: "Il gestore comunica un'uscita (back-channel logout)", params: ById },
      },
      async (request, reply) => {
        const row = await provider(request.params.provider);
        const token = request.body instanceof URLSearchParams ? request.body.get("logout_token") : null;
        const obeyed = await obeyLogout(services.pools.login, row, token ?? "");
        if (!obeyed.ok) throw new HttpProblem(400, obeyed.refusal.code, obeyed.refusal.message);
        return reply.send({ ended: obeyed.value });
      },
    );
  });
}
