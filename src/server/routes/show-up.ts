// Who shows up, over the API: what is known of it in an office, and the promise about waiting that its head sets.

import { PromiseRequest, ShowUpQuery, ShowUpView } from "../../contract/show-up.ts";
import { Done } from "../../contract/problem.ts";
import { judgePromise, NO_PROMISE } from "../../domain/overbooking/policy.ts";
import { showUpTable } from "../../services/show-up/known.ts";
import { setPromise } from "../../services/show-up/promise.ts";
import { SHOW_UP_TEXTS } from "../../services/show-up/texts.ts";
import { inOffice } from "../../store/pools.ts";
import { namesOf } from "../../store/read/access.ts";
import { officeWith } from "../access.ts";
import { cached } from "../cached.ts";
import type { App, ServerContext } from "../options.ts";
import { orProblem } from "../problems.ts";
import { promised, showUpView } from "../show-up-view.ts";

/** What is known changes with each outcome, and little with any of them. */
const FRESH_MS = 20_000;

export function registerShowUp(app: App, { services, reference }: ServerContext): void {
  const known = cached(FRESH_MS, () => showUpTable(services.pools.control));
  app.get(
    "/api/agenda/show-up",
    { schema: { summary: "Chi si presenta, e che cosa vorrebbe dire una promessa sull’attesa", querystring: ShowUpQuery, response: { 200: ShowUpView } } },
    async (request) => {
      const { office } = officeWith(request, "agenda");
      const asked = request.query;
      orProblem(judgePromise(promised(NO_PROMISE, asked)));
      const inForce = await reference();
      const now = await services.now();
      const table = await known();
      const nameOf = async (login: string): Promise<string> => (await namesOf(services.pools.control, [login])).get(login) ?? login;
      return inOffice(services.pools.app, office, (client) => showUpView(client, { ...inForce, officeId: office, now, table, asked, nameOf }));
    },
  );
  app.post(
    "/api/agenda/show-up/promise",
    { schema: { summary: "Che cosa promette la sede sull’attesa", body: PromiseRequest, response: { 200: Done } } },
    async (request) => {
      const { actor } = officeWith(request, "openings");
      const { id, reason, seen, ...promise } = request.body;
      const { version } = orProblem(await setPromise(services, { id, promise, reason, seen, actor }));
      return { message: SHOW_UP_TEXTS.set(version) };
    },
  );
}
