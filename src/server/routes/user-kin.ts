// Family names that users have declared, whom they may be declared for, and the municipalities they are chosen from.

import { z } from "zod";
import { Kin, KinRequest, Municipalities, MunicipalitiesQuery, OfficeUsers } from "../../contract/access.ts";
import { Done, Id } from "../../contract/problem.ts";
import { declareKin, kinFor, usersNear, withdrawKin } from "../../services/access/kin.ts";
import { municipalitiesNamed } from "../../store/user-kin.ts";
import { namesOf } from "../../store/read/access.ts";
import { ACCESS_ANSWERS } from "../access-texts.ts";
import { requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { orProblem } from "../problems.ts";

const ById = z.object({ id: Id });

export function registerKin(app: App, { services }: ServerContext): void {
  app.get(
    "/api/office-users",
    { schema: { summary: "Chi lavora nella propria sede, per nominarlo", response: { 200: OfficeUsers } } },
    async (request) => {
      const actor = requirePermission(request, "family-names");
      // Nobody gives a substitution of their own, nor keeps their own family names.
      return { users: (await usersNear(services, actor)).filter(({ login }) => login !== actor.id) };
    },
  );
  app.get(
    "/api/municipalities",
    { schema: { summary: "Comuni per nome", querystring: MunicipalitiesQuery, response: { 200: Municipalities } } },
    async (request) => {
      requirePermission(request, "places");
      return { rows: await municipalitiesNamed(services.pools.control, request.query.q) };
    },
  );
  app.get(
    "/api/user-kin",
    { schema: { summary: "I cognomi di famiglia dichiarati da chi lavora qui", response: { 200: Kin } } },
    async (request) => {
      const rows = await kinFor(services, requirePermission(request, "family-names"));
      const names = await namesOf(services.pools.control, rows.map(({ login }) => login));
      return { rows: rows.map((row) => ({ ...row, name: names.get(row.login) ?? null })) };
    },
  );
  app.post(
    "/api/user-kin",
    { schema: { summary: "Aggiunge un cognome di famiglia", body: KinRequest, response: { 200: Done } } },
    async (request) => {
      orProblem(await declareKin(services, request.body, requirePermission(request, "family-names")));
      return { message: ACCESS_ANSWERS.kinAdded };
    },
  );
  app.post(
    "/api/user-kin/:id/remove",
    { schema: { summary: "Toglie un cognome di famiglia", params: ById, response: { 200: Done } } },
    async (request) => {
      orProblem(await withdrawKin(services, request.params.id, requirePermission(request, "family-names")));
      return { message: ACCESS_ANSWERS.kinRemoved };
    },
  );
}
