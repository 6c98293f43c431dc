// Who stands in for whom: seen and given by the office's manager, behind the office's wall, and by the node's administrator.

import { z } from "zod";
import {
  EndSubstitutionRequest,
  Kin,
  KinRequest,
  SubstitutionRequest,
  Substitutions,
} from "../../contract/access.ts";
import { Done, Id } from "../../contract/problem.ts";
import type { Giver } from "../../domain/access/substitution.ts";
import { romeTime } from "../../domain/calendar/rome-time.ts";
import { giveSubstitution, stopSubstitution, substitutionsFor } from "../../services/access/substitutions.ts";
import { namesOf } from "../../store/read/access.ts";
import { addKin, listKin, removeKin } from "../../store/user-kin.ts";
import { readIdentity, requirePermission } from "../identity.ts";
import type { Identity } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem, notFound, orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";
import { ACCESS_ANSWERS } from "../access-texts.ts";

const ById = z.object({ id: Id });

export function registerSubstitutions(app: App, context: ServerContext): void {
  registerGiven(app, context);
  registerKin(app, context);
}

function giverOf({ login, role, office }: Identity): Giver {
  return { id: login, role, office };
}

function registerGiven(app: App, { services }: ServerContext): void {
  app.get(
    "/api/substitutions",
    { schema: { summary: "Le sostituzioni", response: { 200: Substitutions } } },
    async (request) => {
      requirePermission(request, "read-substitutions");
      const rows = await substitutionsFor(services, readIdentity(request).office);
      const names = await namesOf(
        services.pools.control,
        rows.flatMap((row) => [row.absent, row.substitute]),
      );
      return {
        today: romeTime(await services.now()).date,
        rows: rows.map(({ officeId: _o, givenAt: _g, endedBy: _e, ...row }) => ({
          ...row,
          absentName: names.get(row.absent) ?? null,
          substituteName: names.get(row.substitute) ?? null,
        })),
      };
    },
  );
  app.post(
    "/api/substitutions",
    { schema: { summary: "Dà una sostituzione", body: SubstitutionRequest, response: { 200: Done } } },
    async (request) => {
      requirePermission(request, "office-substitutions");
      orProblem(await giveSubstitution(services, request.body, giverOf(readIdentity(request))));
      return { message: ACCESS_ANSWERS.substitutionGiven };
    },
  );
  app.post(
    "/api/substitutions/:id/end",
    {
      schema: {
        summary: "Chiude una sostituzione alla fine di oggi",
        params: ById,
        body: EndSubstitutionRequest,
        response: { 200: Done },
      },
    },
    async (request) => {
      requirePermission(request, "office-substitutions");
      const giver = giverOf(readIdentity(request));
      orProblem(
        await stopSubstitution(services, { id: request.params.id, reason: request.body.reason, giver }),
      );
      return { message: ACCESS_ANSWERS.substitutionEnded };
    },
  );
}

function registerKin(app: App, { services }: ServerContext): void {
  app.get(
    "/api/user-kin",
    { schema: { summary: "I cognomi di famiglia dichiarati dagli utenti", response: { 200: Kin } } },
    async (request) => {
      requirePermission(request, "users");
      return { rows: await listKin(services.pools.control) };
    },
  );
  app.post(
    "/api/user-kin",
    { schema: { summary: "Aggiunge un cognome di famiglia", body: KinRequest, response: { 200: Done } } },
    async (request) => {
      const actor = requirePermission(request, "users");
      const { login, surname, municipality } = request.body;
      const added = await addKin(services.pools.control, { login, surname, municipality, by: actor.id });
      if (added === "unknown")
        throw new HttpProblem(409, "COMUNE_O_UTENTE_SCONOSCIUTO", ACCESS_ANSWERS.kinUnknown);
      return { message: ACCESS_ANSWERS.kinAdded };
    },
  );
  app.post(
    "/api/user-kin/:id/remove",
    { schema: { summary: "Toglie un cognome di famiglia", params: ById, response: { 200: Done } } },
    async (request) => {
      requirePermission(request, "users");
      if (!(await removeKin(services.pools.control, request.params.id))) throw notFound(TEXTS.notFound);
      return { message: ACCESS_ANSWERS.kinRemoved };
    },
  );
}
