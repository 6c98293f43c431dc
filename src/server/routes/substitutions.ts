// Who stands in for whom: seen and given by the office's manager, behind the office's wall, and by the node's administrator.

import { z } from "zod";
import {
  EndSubstitutionRequest,
  SubstitutionRequest,
  Substitutions,
} from "../../contract/access.ts";
import { Done, Id } from "../../contract/problem.ts";
import type { Giver } from "../../domain/access/substitution.ts";
import { romeTime } from "../../domain/calendar/rome-time.ts";
import { giveSubstitution, stopSubstitution, substitutionsFor } from "../../services/access/substitutions.ts";
import { namesOf } from "../../store/read/access.ts";
import { readIdentity, requirePermission } from "../identity.ts";
import type { Identity } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { orProblem } from "../problems.ts";
import { ACCESS_ANSWERS } from "../access-texts.ts";
import { registerKin } from "./user-kin.ts";

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
