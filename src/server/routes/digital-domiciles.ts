// How the search of digital domiciles stands: registers and lists, without anybody's name.

import { DigitalDomiciles } from "../../contract/digital-domiciles.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { lastBatches, registerFigures } from "../../store/domiciles.ts";
import { requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";

const SHOWN = 50;

export function registerDigitalDomiciles(app: App, { services }: ServerContext): void {
  const pool = services.pools.intake;
  app.get(
    "/api/digital-domiciles",
    { schema: { summary: "Domicili digitali: registri ed elenchi chiesti", response: { 200: DigitalDomiciles } } },
    async (request) => {
      requirePermission(request, "national-node");
      const [registers, batches] = await Promise.all([registerFigures(pool), lastBatches(pool, SHOWN)]);
      return { today: romeDay(await services.now()), registers, batches };
    },
  );
}
