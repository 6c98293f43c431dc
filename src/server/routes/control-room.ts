// The control room: figures of the Region, a province or an office, at most two seconds behind what was counted; who stands behind one; files.

import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { Behind, BehindQuery, ScopeQuery } from "../../contract/control-room.ts";
import type { ControlRoom } from "../../contract/control-room.ts";
import { isStage } from "../../domain/control-room/texts.ts";
import { CITATIONS } from "../../domain/law/citation.ts";
import { evidenceJob } from "../../exchange/typst/job.ts";
import type { Printer } from "../../exchange/typst/printer.ts";
import { Capacity } from "../../services/control-room/capacity.ts";
import { readTiles } from "../../services/control-room/tiles.ts";
import { readBand } from "../../store/forecast.ts";
import { inOffice } from "../../store/pools.ts";
import {
  readBehind, readFigures, readFollowed, readHeldDays, readOfficeCounts, readSmsCosts, readTraitCounts,
} from "../../store/read/control-room.ts";
import { officeWith } from "../access.ts";
import { logList } from "../access.ts";
import { sendAttachment } from "../attachment.ts";
import { cached, cachedBy } from "../cached.ts";
import { controlRoom, scopeOf, seenBand, traitsShown } from "../control-room.ts";
import type { ScopeFound } from "../control-room.ts";
import { roomDocument, roomRows } from "../control-room-files.ts";
import { CONTROL_ROOM_TEXTS } from "../control-room-texts.ts";
import { readIdentity, requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem, orProblem } from "../problems.ts";
import { sendTable, TABLE_FORMATS } from "../table-file.ts";
import { clockOf } from "./outbox.ts";

/** Machine time. Many look at the same figures; what is worked out beside them changes seldom. */
const FRESH_MS = 2_000;
const SLOW_MS = 30_000;
const MOST_SCOPES = 200;
const PAGE = 50;
const Saved = z.object({ format: z.enum([...TABLE_FORMATS, "pdf"]) });

interface Room {
  readonly room: ControlRoom;
  readonly json: string;
}
type Printing = ServerContext & { readonly printer: Printer };

export function registerControlRoom(app: App, context: Printing): void {
  const roomAt = rooms(context);
  const asked = async (request: FastifyRequest, ambito: string | undefined): Promise<Room> => {
    const { office } = readIdentity(request);
    requirePermission(request, office === null ? "regional-figures" : "people-list");
    // An office looks at itself, whatever it asks for.
    return roomAt(office === null ? `${ambito ?? ""}|` : `${office}|own`);
  };
  app.get(
    "/api/control-room",
    { schema: { summary: "La cabina di regia: i conti di un ambito", querystring: ScopeQuery } },
    async (request, reply) => reply.type("application/json; charset=utf-8").send((await asked(request, request.query.ambito)).json),
  );
  registerBehind(app, context);
  app.get(
    "/api/control-room/export/:format",
    { config: { weight: 5 }, schema: { summary: "I conti di un ambito, come file", params: Saved, querystring: ScopeQuery } },
    async (request, reply) => {
      const { room } = await asked(request, request.query.ambito);
      return saved(context.printer, reply, room, request.params.format);
    },
  );
}

async function saved(printer: Printer, reply: FastifyReply, room: ControlRoom, format: "csv" | "ods" | "pdf"): Promise<FastifyReply> {
  const name = `${CONTROL_ROOM_TEXTS.file(room.scope.name)} ${room.today}`;
  if (format === "pdf") {
    const pdf = orProblem(await printer.print(evidenceJob(roomDocument(room), room.asOf)), 503);
    return sendAttachment(reply, `${name}.pdf`, "application/pdf", pdf);
  }
  return sendTable(reply, { name, format, clock: clockOf(room.asOf) }, CONTROL_ROOM_TEXTS.head, roomRows(room));
}

/** Names are an office's own: whoever sees the figures of all sees nobody. */
function registerBehind(app: App, { services }: ServerContext): void {
  app.get(
    "/api/control-room/people",
    { schema: { summary: "Le persone della sede che stanno dietro un conto", querystring: BehindQuery, response: { 200: Behind } } },
    async (request) => {
      const { office, actor } = officeWith(request, "people-list");
      const { passo, settimana, cursor } = request.query;
      if (!isStage(passo)) throw new TypeError("a step that was checked");
      return inOffice(services.pools.app, office, async (db) => {
        const found = await readBehind(db, { stage: passo, week: settimana ?? null, after: cursor ?? null, most: PAGE });
        const rows = found.slice(0, PAGE);
        await logList(db, actor, `control-room:${passo}`, rows.length);
        return { rows, next: found.length > PAGE ? rows.at(-1)!.caseId : null };
      });
    },
  );
}

/** The rooms as they were last made, under the scope and whether it is looked at from within. */
function rooms({ services, reference: referenceNow }: Printing): (key: string) => Promise<Room> {
  const db = services.pools.control;
  const tiles = readTiles();
  const capacity = new Capacity();
  const followed = cached(FRESH_MS / 2, () => readFollowed(db));
  const offices = cached(FRESH_MS, () => readOfficeCounts(db));
  const costs = cached(SLOW_MS, () => readSmsCosts(db));
  const traitCounts = cached(SLOW_MS / 3, () => readTraitCounts(db));
  const traits = cachedBy(SLOW_MS / 3, MOST_SCOPES, async (office) => traitsShown(await traitCounts(), (await referenceNow()).reference, office === "" ? null : office));
  const seatsOf = cachedBy(SLOW_MS, MOST_SCOPES, async (id) => {
    const { reference, scenario } = await referenceNow();
    const found = found404(id, reference);
    const [held, { today }] = await Promise.all([readHeldDays(db), followed()]);
    const target = CITATIONS.REGION_TARGET_2019.inForceTo;
    const [fromDay, toDay] = [[held?.first ?? today, today].toSorted()[0]!, [held?.last ?? today, today <= target ? target : today].toSorted().at(-1)!];
    return capacity.of(services, { reference, scenario, offices: found.offices ?? [...reference.offices.keys()], fromDay, toDay });
  });
  const bandOf = async ({ scope }: ScopeFound) => (scope.level === "province" ? null : seenBand(await readBand(db, scope.level === "office" ? scope.id : null)));
  return cachedBy(FRESH_MS, MOST_SCOPES, async (key) => {
    const [id = "", own = ""] = key.split("|");
    const { reference, scenario } = await referenceNow();
    const found = found404(id, reference);
    const shown = own === "" && found.scope.level === "office" ? null : ((await traits(own === "" ? "" : id)).get(id) ?? null);
    const [now, counts, figures, seats, prices] = await Promise.all([followed(), offices(), readFigures(db, found.offices), seatsOf(id), costs()]);
    const room = controlRoom({
      found, reference, scenario, tiles, followed: now, figures, offices: counts, traits: shown, seats, cost: costOf(found, prices), band: await bandOf(found),
    });
    return { room, json: JSON.stringify(room) };
  });
}

function found404(id: string, reference: Parameters<typeof scopeOf>[1]): ScopeFound {
  const found = scopeOf(id, reference);
  if (found === null) throw new HttpProblem(404, "AMBITO_SCONOSCIUTO", CONTROL_ROOM_TEXTS.unknownScope);
  return found;
}

/** In one currency; with several nothing is added up. */
function costOf({ offices }: ScopeFound, all: Awaited<ReturnType<typeof readSmsCosts>>): Pick<ControlRoom["sms"], "amount" | "currency" | "unpriced"> {
  const own = all.filter(({ officeId }) => offices === null || offices.includes(officeId));
  const currencies = [...new Set(own.flatMap(({ currency }) => (currency === null ? [] : [currency])))];
  const unpriced = own.reduce((sum, one) => sum + one.unpriced, 0);
  if (currencies.length !== 1) return { amount: null, currency: null, unpriced };
  return { amount: own.reduce((sum, { amount }) => sum + amount, 0), currency: currencies[0]!, unpriced };
}
