// Campaigns: prepared, previewed, approved, followed, paused, stopped; the people behind each number, and the list as a file.

import type { FastifyRequest } from "fastify";
import { z } from "zod";
import {
  ApproveCampaignRequest, Campaign, CampaignApproved, CampaignMade, CampaignPeople, CampaignPeopleQuery, CampaignRequest, Campaigns, SendBackRequest, StopCampaignRequest,
} from "../../contract/campaigns.ts";
import { Done, Id } from "../../contract/problem.ts";
import type { PermissionName } from "../../domain/access/permissions.ts";
import { may } from "../../domain/access/permissions.ts";
import { isLive } from "../../domain/campaigns/life.ts";
import { LIFE_TEXTS } from "../../domain/campaigns/texts.ts";
import type { Outcome } from "../../domain/outcome.ts";
import {
  approveCampaign, campaignFor, changeCampaign, limitFaultsNow, makeCampaign, pauseCampaign, previewCampaign, proposeCampaign, removeCampaign, resumeCampaign, sendCampaignBack, stopCampaign,
} from "../../services/campaigns/steer.ts";
import type { Actor } from "../../services/context.ts";
import { listCampaigns } from "../../store/campaigns.ts";
import type { CampaignRow } from "../../store/campaigns.ts";
import { inOffice } from "../../store/pools.ts";
import { namesOf } from "../../store/read/access.ts";
import { allCampaignPeople, campaignByOffice, campaignEnds, campaignOutcomes, listCampaignPeople } from "../../store/read/campaigns.ts";
import { logList, officeWith } from "../access.ts";
import { sendAttachment } from "../attachment.ts";
import { cachedBy } from "../cached.ts";
import { byOfficeCsv, campaignShown, CAMPAIGN_SAYS, peopleCsv, personShown, summaryOf } from "../campaigns-shown.ts";
import { readIdentity, requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem, notFound, orProblem } from "../problems.ts";

const ById = z.object({ id: Id });
const OUTCOMES_MS = 3_000;
const MOST_KEPT = 200;
const MOST_LISTED = 200;

/** The same permission has two names: for who works in an office, and for the Region. */
const PREPARE = ["campaigns", "regional-campaigns"] as const;
const APPROVE = ["approve-campaigns", "approve-regional-campaigns"] as const;

function whoMay(request: FastifyRequest, [office, region]: readonly [PermissionName, PermissionName]): Actor {
  return requirePermission(request, readIdentity(request).office === null ? region : office);
}

export function registerCampaigns(app: App, context: ServerContext): void {
  registerReading(app, context);
  registerPreparing(app, context);
  registerSteering(app, context);
  registerPeople(app, context);
}

function registerReading(app: App, context: ServerContext): void {
  const { services } = context;
  app.get("/api/campaigns", { schema: { summary: "Le campagne", response: { 200: Campaigns } } }, async (request) => {
    const actor = whoMay(request, PREPARE);
    const rows = await visible(context, actor);
    const { reference } = await context.reference();
    const names = await namesOf(services.pools.control, [...new Set(rows.map((row) => row.madeBy))]);
    return { campaigns: rows.map((row) => summaryOf(row, { actor, names, reference })), maySteer: may(readIdentity(request).role, actor.office === undefined ? APPROVE[1] : APPROVE[0]) };
  });
  const outcomes = cachedBy(OUTCOMES_MS, MOST_KEPT, (id) => campaignOutcomes(services.pools.planner, id));
  app.get("/api/campaigns/:id", { schema: { summary: "Una campagna: anteprima e avanzamento", params: ById, response: { 200: Campaign } } }, async (request) => {
    const actor = whoMay(request, PREPARE);
    const { id } = request.params;
    const row = await seen(context, actor, id);
    const { reference } = await context.reference();
    const begun = row.approvedAt !== null;
    const names = await namesOf(services.pools.control, [row.madeBy, row.proposedBy, row.approvedBy, row.endedBy].filter((login) => login !== null));
    return campaignShown(row, {
      actor,
      names,
      reference,
      role: readIdentity(request).role,
      outcomes: begun ? await outcomes(id) : [],
      ends: begun && (row.skipped > 0 || row.withdrawn > 0) ? await campaignEnds(services.pools.planner, id) : [],
    });
  });
}

async function visible({ services }: ServerContext, { office }: Actor): Promise<CampaignRow[]> {
  if (office !== undefined) return inOffice(services.pools.app, office, (db) => listCampaigns(db, MOST_LISTED));
  return (await listCampaigns(services.pools.planner, MOST_LISTED)).filter((row) => row.officeId === null);
}

async function seen({ services }: ServerContext, actor: Actor, id: string): Promise<CampaignRow> {
  const row = await campaignFor(services, actor, id);
  if (row === null) throw notFound(LIFE_TEXTS.notHere);
  return row;
}

function registerPreparing(app: App, context: ServerContext): void {
  const { services } = context;
  app.post("/api/campaigns", { schema: { summary: "Prepara una campagna", body: CampaignRequest, response: { 200: CampaignMade } } }, async (request) => {
    const actor = whoMay(request, PREPARE);
    await checkLimits(context, request.body);
    return { id: orProblem(await makeCampaign(services, await context.reference(), actor, request.body)) };
  });
  app.post("/api/campaigns/:id", { schema: { summary: "Cambia una campagna in preparazione", params: ById, body: CampaignRequest, response: { 200: CampaignMade } } }, async (request) => {
    const actor = whoMay(request, PREPARE);
    await checkLimits(context, request.body);
    return { id: steered(await changeCampaign(services, await context.reference(), actor, request.params.id, request.body)) };
  });
  app.post(
    "/api/campaigns/:id/preview",
    { config: { weight: 20 }, schema: { summary: "Fa l’anteprima: chi, quali posti, quanto costa, quando", params: ById, response: { 200: Done } } },
    async (request) => {
      const actor = whoMay(request, PREPARE);
      const { people, preview } = steered(await previewCampaign(services, await context.reference(), actor, request.params.id));
      const { office } = actor;
      if (office !== undefined) await inOffice(services.pools.app, office, (db) => logList(db, actor, "campaign-preview", people.length));
      return { message: CAMPAIGN_SAYS.previewed(preview.ready) };
    },
  );
  app.post("/api/campaigns/:id/propose", { schema: { summary: "Manda in approvazione", params: ById, response: { 200: Done } } }, async (request) => {
    steered(await proposeCampaign(services, whoMay(request, PREPARE), request.params.id));
    return { message: CAMPAIGN_SAYS.proposed };
  });
  app.post("/api/campaigns/:id/remove", { schema: { summary: "Butta una campagna in preparazione", params: ById, response: { 200: Done } } }, async (request) => {
    steered(await removeCampaign(services, whoMay(request, PREPARE), request.params.id));
    return { message: CAMPAIGN_SAYS.removed };
  });
}

async function checkLimits({ services }: ServerContext, { limits }: CampaignRequest): Promise<void> {
  const faults = limitFaultsNow(limits, await services.now());
  if (faults.length === 0) return;
  throw new HttpProblem(400, "CAMPAGNA_LIMITI", LIFE_TEXTS.limits).with({ fields: faults.map(({ field, message }) => ({ field: `limits.${field}`, message })) });
}

/** What is not there, or not behind this wall, is not found; all else is a conflict. */
function steered<T>(outcome: Outcome<T>): T {
  if (!outcome.ok && outcome.refusal.code === "CAMPAGNA_NON_VISIBILE") throw notFound(outcome.refusal.message);
  return orProblem(outcome);
}

function registerSteering(app: App, context: ServerContext): void {
  const { services } = context;
  app.post(
    "/api/campaigns/:id/approve",
    { config: { weight: 20 }, schema: { summary: "Approva ciò che l’anteprima mostra, e parte", params: ById, body: ApproveCampaignRequest, response: { 200: CampaignApproved } } },
    async (request) => {
      const done = steered(await approveCampaign(services, await context.reference(), whoMay(request, APPROVE), request.params.id, request.body));
      if (!done.done) return { done: false, message: LIFE_TEXTS.changed, changes: [...done.changes] };
      return { done: true, message: CAMPAIGN_SAYS.approved(done.people), changes: [] };
    },
  );
  app.post("/api/campaigns/:id/send-back", { schema: { summary: "Rimanda a chi l’ha preparata", params: ById, body: SendBackRequest, response: { 200: Done } } }, async (request) => {
    steered(await sendCampaignBack(services, whoMay(request, APPROVE), request.params.id, request.body.reason));
    return { message: CAMPAIGN_SAYS.sentBack };
  });
  app.post("/api/campaigns/:id/pause", { schema: { summary: "Mette in pausa", params: ById, response: { 200: Done } } }, async (request) => {
    steered(await pauseCampaign(services, whoMay(request, APPROVE), request.params.id));
    return { message: CAMPAIGN_SAYS.paused };
  });
  app.post("/api/campaigns/:id/resume", { schema: { summary: "Riprende", params: ById, response: { 200: Done } } }, async (request) => {
    steered(await resumeCampaign(services, whoMay(request, APPROVE), request.params.id));
    return { message: CAMPAIGN_SAYS.resumed };
  });
  app.post("/api/campaigns/:id/stop", { schema: { summary: "Ferma per sempre", params: ById, body: StopCampaignRequest, response: { 200: Done } } }, async (request) => {
    steered(await stopCampaign(services, whoMay(request, APPROVE), request.params.id, request.body));
    return { message: CAMPAIGN_SAYS.stopped };
  });
}

function registerPeople(app: App, context: ServerContext): void {
  const { services } = context;
  app.get(
    "/api/campaigns/:id/people",
    { schema: { summary: "Le persone di una campagna, della propria sede", params: ById, querystring: CampaignPeopleQuery, response: { 200: CampaignPeople } } },
    async (request) => {
      const { office, actor } = officeWith(request, "campaigns");
      const { id } = request.params;
      const { state, reason, late, cursor } = request.query;
      return inOffice(services.pools.app, office, async (db) => {
        const { rows, next } = await listCampaignPeople(db, id, { state, reason, late: late === "yes" }, cursor);
        await logList(db, actor, "campaign-people", rows.length);
        return { rows: rows.map(personShown), next };
      });
    },
  );
  app.get("/api/campaigns/:id/export.csv", { config: { weight: 20 }, schema: { summary: "La campagna come file: persona per persona, o per la Regione sede per sede", params: ById } }, async (request, reply) => {
    const actor = whoMay(request, PREPARE);
    const row = await seen(context, actor, request.params.id);
    const { office } = actor;
    const { reference, scenario } = await context.reference();
    const name = `campagna ${row.name} ${(await services.now()).slice(0, 10)}${isLive(row.state) ? " in corso" : ""}.csv`;
    const csv = office === undefined
      ? byOfficeCsv(await campaignByOffice(services.pools.planner, row.id), reference)
      : await inOffice(services.pools.app, office, async (db) => {
          const people = await allCampaignPeople(db, row.id);
          await logList(db, actor, "campaign-export", people.length);
          return peopleCsv(people, new Map(reference.desks(scenario).map((desk) => [desk.id, desk.number])));
        });
    return sendAttachment(reply, name, "text/csv; charset=utf-8", csv);
  });
}
