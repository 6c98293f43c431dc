// Figures of the outbox, for an office its own, for the Region of all: failures by cause with the acts that mend them, costs by day, prices.

import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { CareCount, CareDone, CarePreviewRequest, CareRequest, CostQuery, Costs, Failures, PriceRequest, Prices } from "../../contract/outbox.ts";
import type { CostRow, FailureGroup } from "../../contract/outbox.ts";
import { Done } from "../../contract/problem.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { careFor } from "../../domain/outbox/failure-care.ts";
import { failureText, OBSTACLE_TEXTS, OUTBOX_FILES, OUTBOX_HEADS } from "../../domain/outbox/texts.ts";
import type { Cell } from "../../exchange/ods/sheet.ts";
import { previewCare, takeCare } from "../../services/failures/care.ts";
import { CARE_DONE } from "../../services/failures/texts.ts";
import { setPrice } from "../../services/message-prices.ts";
import { inOffice, inTransaction } from "../../store/pools.ts";
import { readCosts, readCounting, readOfficeFailures, readPrices, readRegionFailures } from "../../store/read/outbox-figures.ts";
import type { FailureFigure } from "../../store/read/outbox-figures.ts";
import type { Queryable } from "../../store/read/query.ts";
import { logList, officeWith } from "../access.ts";
import { freshDays } from "../fresh-days.ts";
import type { FreshDays } from "../fresh-days.ts";
import { readIdentity, requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { costCells, failureCells } from "../outbox-rows.ts";
import { orProblem } from "../problems.ts";
import { sendTable, TABLE_FORMATS } from "../table-file.ts";
import { TEXTS } from "../texts.ts";
import { clockOf } from "./outbox.ts";

const Saved = z.object({ format: z.enum(TABLE_FORMATS) });
/** Machine time; many look at the same figures. */
const FRESHNESS_MS = 2_000;
/** By office; the Region's under no name. */
type KnownFailures = FreshDays<readonly FailureFigure[]>;

export function registerOutboxFigures(app: App, context: ServerContext): void {
  const known: KnownFailures = freshDays(FRESHNESS_MS);
  registerFailures(app, context, known);
  registerCare(app, context, known);
  registerCosts(app, context);
  registerPrices(app, context);
}

/** The office of whoever asks, by its permission; null for the Region, which sees numbers and nobody. */
function officeOrRegion(request: FastifyRequest): string | null {
  const { office } = readIdentity(request);
  requirePermission(request, office === null ? "regional-figures" : "office-messages");
  return office;
}

function groupOf({ officeId: _, office: __, ...figure }: FailureFigure): FailureGroup {
  return { ...figure, ...failureText(figure.failure), acts: [...careFor(figure.failure)] };
}

/** The same causes of several offices as one. */
function allOffices(figures: readonly FailureFigure[]): FailureFigure[] {
  const together = new Map<string, FailureFigure>();
  for (const one of figures) {
    const key = `${one.channel}/${one.failure}`;
    const known = together.get(key);
    const since = [known?.since, one.since].filter((at) => at != null).toSorted()[0] ?? null;
    together.set(key, {
      ...one, officeId: "", office: null, since, messages: one.messages + (known?.messages ?? 0), people: one.people + (known?.people ?? 0),
      untold: one.untold + (known?.untold ?? 0),
    });
  }
  return [...together.values()].toSorted((a, b) => b.untold - a.untold || b.messages - a.messages);
}

function registerFailures(app: App, { services }: ServerContext, known: KnownFailures): void {
  const figures = (office: string): Promise<readonly FailureFigure[]> =>
    known.of(office, "", () =>
      office === "" ? readRegionFailures(services.pools.control) : inOffice(services.pools.app, office, (db) => readOfficeFailures(db, office)),
    );
  app.get(
    "/api/outbox/failures",
    { schema: { summary: "I messaggi non arrivati, per causa", response: { 200: Failures } } },
    async (request) => {
      const office = officeOrRegion(request);
      const found = await figures(office ?? "");
      return {
        groups: (office === null ? allOffices(found) : found).map(groupOf),
        offices: office === null ? found.map((one) => ({ ...groupOf(one), officeId: one.officeId, office: one.office })) : [],
      };
    },
  );
  app.get(
    "/api/outbox/failures/export/:format",
    { config: { weight: 5 }, schema: { summary: "I messaggi non arrivati per causa, come file", params: Saved } },
    async (request, reply) => {
      const office = officeOrRegion(request);
      const now = await services.now();
      const found = await figures(office ?? "");
      const rows = found.map((one) => failureCells({ ...groupOf(one), office: one.office ?? one.officeId }));
      return sendTable(reply, fileOf(OUTBOX_FILES.failures, now, request.params.format), OUTBOX_HEADS.failures, given(rows));
    },
  );
}

function fileOf(name: string, now: string, format: (typeof TABLE_FORMATS)[number]) {
  return { name: `${name} ${romeDay(now)}`, format, clock: clockOf(now) };
}

async function* given(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
  yield* rows;
}

function registerCare(app: App, { services, reference: inForce }: ServerContext, known: KnownFailures): void {
  app.post(
    "/api/outbox/failures/preview",
    { schema: { summary: "Che cosa farebbe l’atto che rimedia, e che cosa vi si oppone", body: CarePreviewRequest, response: { 200: CareCount } } },
    async (request) => {
      const { office, actor } = officeWith(request, "desk-work");
      const { obstacles, ...count } = await previewCare(services, (await inForce()).reference, { ...request.body, office });
      await inOffice(services.pools.app, office, (db) => logList(db, actor, "failures-preview", count.people));
      return { ...count, obstacles: [...obstacles].map(([obstacle, messages]) => ({ obstacle, text: OBSTACLE_TEXTS[obstacle], messages })) };
    },
  );
  app.post(
    "/api/outbox/failures/care",
    { config: { weight: 10 }, schema: { summary: "Rimedia ai messaggi non arrivati di una causa, o a uno", body: CareRequest, response: { 200: CareDone } } },
    async (request) => {
      const { office, actor } = officeWith(request, "desk-work");
      const report = orProblem(await takeCare(services, { ...request.body, office, actor, reference: (await inForce()).reference }));
      // Whoever has just mended a failure does not find it in the list again.
      for (const place of [office, ""]) known.forget(place);
      return { message: CARE_DONE(report), ...report };
    },
  );
}

async function costsOf({ services }: ServerContext, office: string | null, query: z.output<typeof CostQuery>): Promise<Costs> {
  const today = romeDay(await services.now());
  const to = query.al ?? today;
  const from = query.dal ?? `${to.slice(0, 8)}01`;
  const asked = { from, to, per: query.per, office };
  const read = async (db: Queryable): Promise<Costs> => ({ from, to, ...(await readCosts(db, asked)), ...(await readCounting(db)) });
  return office === null ? read(services.pools.control) : inOffice(services.pools.app, office, read);
}

function registerCosts(app: App, context: ServerContext): void {
  const { services } = context;
  app.get(
    "/api/outbox/costs",
    { schema: { summary: "Quanto costano i messaggi, per giorno, sede, canale o gestore", querystring: CostQuery, response: { 200: Costs } } },
    async (request) => costsOf(context, officeOrRegion(request), request.query),
  );
  app.get(
    "/api/outbox/costs/export/:format",
    { config: { weight: 5 }, schema: { summary: "I costi come file", params: Saved, querystring: CostQuery } },
    async (request, reply) => {
      const costs = await costsOf(context, officeOrRegion(request), request.query);
      const isDay = request.query.per === "giorno";
      const rows = [...costs.rows, costs.total].flatMap((row: CostRow) => costCells(row, isDay));
      return sendTable(reply, fileOf(OUTBOX_FILES.costs, await services.now(), request.params.format), OUTBOX_HEADS.costs, given(rows));
    },
  );
}

function registerPrices(app: App, { services }: ServerContext): void {
  app.get(
    "/api/outbox/prices",
    { schema: { summary: "I prezzi dei canali", response: { 200: Prices } } },
    async (request) => {
      requirePermission(request, "regional-figures");
      return inTransaction(services.pools.control, readPrices);
    },
  );
  app.post(
    "/api/outbox/prices",
    { schema: { summary: "Scrive il prezzo di un canale da un giorno in poi", body: PriceRequest, response: { 200: Done } } },
    async (request) => {
      const actor = requirePermission(request, "message-prices");
      orProblem(await setPrice(services, { ...request.body, actor }));
      return { message: TEXTS.priceSet };
    },
  );
}
