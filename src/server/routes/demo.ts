// Demo only: the citizen's phone and mailbox, the outside world's switches, the business clock.

import {
  ClockAnswer,
  ClockRequest,
  DeviceMessages,
  DeviceQuery,
  DeviceReply,
  Devices,
  DevicesQuery,
  OutsideSwitch,
  OutsideWorld,
} from "../../contract/demo.ts";
import { Done } from "../../contract/problem.ts";
import { addDays } from "../../domain/calendar/days.ts";
import { romeInstant, romeTime } from "../../domain/calendar/rome-time.ts";
import { dueTimes } from "../../store/read/due-times.ts";
import { listDevices, readDevice, readOutside, replyFromDevice, switchOutside } from "../outside-world.ts";
import type { App, ServerContext } from "../options.ts";
import { TEXTS } from "../texts.ts";

/** Messages leave from nine: the next morning starts just after. */
const MORNING = 9 * 60 + 5;
const STEPS = { "plus-hour": 1, "plus-day": 24, "plus-week": 24 * 7 } as const;

export function registerDemo(app: App, context: ServerContext): void {
  const { services } = context;
  app.get(
    "/api/demo/devices",
    { schema: { summary: "Telefoni e caselle", querystring: DevicesQuery, response: { 200: Devices } } },
    (request) => listDevices(context.outsideWorld, request.query.kind, request.query.q),
  );
  app.get(
    "/api/demo/device",
    {
      schema: {
        summary: "I messaggi come li vede il cittadino",
        querystring: DeviceQuery,
        response: { 200: DeviceMessages },
      },
    },
    async (request) => ({
      address: request.query.address,
      messages: await readDevice(context.outsideWorld, request.query.kind, request.query.address, (keys) =>
        dueTimes(services.pools.worker, keys),
      ),
    }),
  );
  app.post(
    "/api/demo/device/reply",
    { schema: { summary: "Il cittadino risponde con un SMS", body: DeviceReply, response: { 200: Done } } },
    async (request) => {
      await replyFromDevice(context.outsideWorld, request.body.address, request.body.text);
      return { message: TEXTS.replySent };
    },
  );
  app.get(
    "/api/demo/outside",
    { schema: { summary: "Guasti simulati", response: { 200: OutsideWorld } } },
    () => readOutside(context.outsideWorld),
  );
  app.post(
    "/api/demo/outside",
    { schema: { summary: "Accende o spegne un guasto", body: OutsideSwitch, response: { 200: Done } } },
    async (request) => {
      await switchOutside(context.outsideWorld, request.body);
      return { message: TEXTS.switched };
    },
  );
  app.post(
    "/api/demo/clock",
    { schema: { summary: "Sposta l'orologio", body: ClockRequest, response: { 200: ClockAnswer } } },
    async (request) => {
      const to = request.body.to;
      const now = await services.now();
      const target =
        to === "next-morning"
          ? romeInstant(addDays(romeTime(now).date, 1), MORNING)
          : new Date(Date.parse(now) + STEPS[to] * 3_600_000).toISOString();
      await services.pools.worker.query(
        `update clock set mode = 'simulated', anchor_business = $1, anchor_machine = clock_timestamp()`,
        [target],
      );
      const when = new Date(target).toLocaleString("it-IT", {
        timeZone: "Europe/Rome",
        dateStyle: "full",
        timeStyle: "short",
      });
      return { now: target, message: TEXTS.clockMoved(when) };
    },
  );
}
