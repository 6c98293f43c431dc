// Who has seen whom: the log on a person's page, why it was opened, persons protected from curiosity, the auditor's log and flags.

import { z } from "zod";
import {
  Accesses,
  AccessesQuery,
  AccessFlags,
  CloseFlagRequest,
  FlagsQuery,
  GiveReasonRequest,
  PersonAccesses,
  PersonAccessesQuery,
  ProtectionRequest,
  ProtectionState,
  Visit,
} from "../../contract/access.ts";
import type { AccessRow } from "../../contract/access.ts";
import { Done, Id } from "../../contract/problem.ts";
import { NO_REASON } from "../../domain/access/reasons.ts";
import { setProtection } from "../../services/access/substitutions.ts";
import { endFlag, reviewAccesses } from "../../services/access/review.ts";
import { readCase } from "../../store/items.ts";
import { inOffice, inTransaction } from "../../store/pools.ts";
import { lastVisit, listAccesses, listPersonAccesses, logAccess, namesOf } from "../../store/read/access.ts";
import type { LoggedAccess } from "../../store/read/access.ts";
import { countFlags, listFlags } from "../../store/read/access-flags.ts";
import { readProtection } from "../../store/substitutions.ts";
import { logged, officeWith } from "../access.ts";
import { requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { notFound, orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";
import { ACCESS_ANSWERS } from "../access-texts.ts";
import { registerAccessRules } from "./access-rules.ts";

const ById = z.object({ id: Id });

export function registerAccess(app: App, context: ServerContext): void {
  registerPersonLog(app, context);
  registerReasons(app, context);
  registerProtection(app, context);
  registerAuditLog(app, context);
  registerFlags(app, context);
  registerAccessRules(app, context);
}

type Named = (rows: readonly LoggedAccess[]) => Promise<AccessRow[]>;

/** Users by their names, where this installation has them. */
function naming({ services }: ServerContext): Named {
  return async (rows) => {
    const names = await namesOf(
      services.pools.control,
      rows.map((row) => row.actor),
    );
    return rows.map(({ officeId: _, ...row }) => ({ ...row, actorName: names.get(row.actor) ?? null }));
  };
}

function registerPersonLog(app: App, context: ServerContext): void {
  const { services } = context;
  const named = naming(context);
  app.get(
    "/api/cases/:id/accesses",
    {
      schema: {
        summary: "Chi ha aperto la scheda di una persona della sede",
        params: ById,
        querystring: PersonAccessesQuery,
        response: { 200: PersonAccesses },
      },
    },
    async (request) => {
      const { office } = officeWith(request, "person-accesses");
      const { id } = request.params;
      const found = await inOffice(services.pools.app, office, async (db) => {
        if ((await readCase(db, id)) === null) throw notFound(TEXTS.personNotHere);
        return listPersonAccesses(db, id, request.query.cursor);
      });
      return { ...found, rows: await named(found.rows) };
    },
  );
}

function registerReasons(app: App, { services }: ServerContext): void {
  app.get(
    "/api/cases/:id/visit",
    { schema: { summary: "Perché è stata aperta la scheda", params: ById, response: { 200: Visit } } },
    async (request) => {
      const { office, actor } = officeWith(request, "person-page");
      const { id } = request.params;
      const visit = await inOffice(services.pools.app, office, (db) => lastVisit(db, actor.id, id));
      if (visit === null) throw notFound(TEXTS.personNotHere);
      return {
        reasonKind: visit.given ?? visit.reasonKind,
        asked: visit.reasonKind === NO_REASON && visit.given === null,
      };
    },
  );
  app.post(
    "/api/cases/:id/access-reason",
    {
      schema: {
        summary: "Dice perché ha aperto la scheda",
        params: ById,
        body: GiveReasonRequest,
        response: { 200: Done },
      },
    },
    async (request) => {
      const { office, actor } = officeWith(request, "person-page");
      const { id } = request.params;
      const { kind, note } = request.body;
      await inOffice(services.pools.app, office, async (db) => {
        if ((await lastVisit(db, actor.id, id)) === null) throw notFound(TEXTS.personNotHere);
        await logAccess(db, {
          actor: actor.id,
          role: actor.role,
          office,
          caseId: id,
          action: "person-reason",
          hits: 0,
          reasonKind: kind,
          ...(note === undefined || note === "" ? {} : { reason: note }),
        });
      });
      return { message: ACCESS_ANSWERS.reasonGiven };
    },
  );
}

function registerProtection(app: App, { services }: ServerContext): void {
  app.get(
    "/api/cases/:id/protection",
    {
      schema: {
        summary: "Se la persona è protetta dalla curiosità",
        params: ById,
        response: { 200: ProtectionState },
      },
    },
    async (request) => {
      const { office } = officeWith(request, "protected-person");
      return inOffice(services.pools.app, office, async (db) => {
        if ((await readCase(db, request.params.id)) === null) throw notFound(TEXTS.personNotHere);
        const found = await readProtection(db, request.params.id);
        return found === null
          ? { isProtected: false, since: null, by: null, reason: null }
          : { isProtected: true, since: found.since, by: found.by, reason: found.reason };
      });
    },
  );
  app.post(
    "/api/cases/:id/protection",
    {
      schema: {
        summary: "Protegge la persona dalla curiosità, o smette",
        params: ById,
        body: ProtectionRequest,
        response: { 200: Done },
      },
    },
    async (request) => {
      const { office, actor } = officeWith(request, "protected-person");
      const { isProtected, reason } = request.body;
      orProblem(
        await setProtection(services, {
          caseId: request.params.id,
          isProtected,
          reason,
          by: actor.id,
          office,
        }),
      );
      return { message: isProtected ? ACCESS_ANSWERS.protectedNow : ACCESS_ANSWERS.unprotectedNow };
    },
  );
}

function registerAuditLog(app: App, context: ServerContext): void {
  const { services } = context;
  const named = naming(context);
  app.get(
    "/api/accesses",
    {
      schema: {
        summary: "Il registro degli accessi di tutte le sedi",
        querystring: AccessesQuery,
        response: { 200: Accesses },
      },
    },
    async (request) => {
      const actor = requirePermission(request, "access-log");
      const { case: caseId, ...filters } = request.query;
      const found = await inTransaction(services.pools.audit, async (db) =>
        // Who watches is watched too.
        logged(db, actor, "access-log", await listAccesses(db, { ...filters, caseId })),
      );
      const users = await named(found.rows);
      const rows = found.rows.map(({ caseId: of, surname, name, flagged }, at) => ({
        ...users[at]!,
        caseId: of,
        flagged,
        person: whole(surname, name),
      }));
      return { rows, next: found.next };
    },
  );
}

function whole(surname: string | null, name: string | null): { surname: string; name: string } | null {
  return surname === null || name === null ? null : { surname, name };
}

function registerFlags(app: App, { services, reference }: ServerContext): void {
  app.get(
    "/api/access-flags",
    {
      schema: { summary: "Gli accessi insoliti", querystring: FlagsQuery, response: { 200: AccessFlags } },
    },
    async (request) => {
      const actor = requirePermission(request, "access-log");
      const { state, cursor } = request.query;
      if (cursor === undefined) await reviewAccesses(services, (await reference()).reference);
      const found = await inTransaction(services.pools.audit, async (db) => ({
        ...(await logged(db, actor, "access-flags", await listFlags(db, state, cursor))),
        open: await countFlags(db),
      }));
      const names = await namesOf(
        services.pools.control,
        found.rows.map((row) => row.actor),
      );
      const rows = found.rows.map(({ officeId: _, surname, name, views, ...flag }) => ({
        ...flag,
        rule: flag.rule as AccessFlags["rows"][number]["rule"],
        closed: flag.closed as AccessFlags["rows"][number]["closed"],
        actorName: names.get(flag.actor) ?? null,
        person: whole(surname, name),
        views: views.map(({ surname: s, name: n, ...view }) => ({ ...view, person: whole(s, n) })),
      }));
      return { ...found, rows };
    },
  );
  app.post(
    "/api/access-flags/:id/close",
    {
      schema: {
        summary: "Chiude la segnalazione di un accesso insolito",
        params: ById,
        body: CloseFlagRequest,
        response: { 200: Done },
      },
    },
    async (request) => {
      const actor = requirePermission(request, "close-flag");
      orProblem(await endFlag(services, { flagId: request.params.id, ...request.body, actor }));
      return { message: ACCESS_ANSWERS.flagClosed };
    },
  );
}
