// The page of the providers: how each is, what it carries, its sender; and what the Region decides of them.

import { z } from "zod";
import { Done } from "../../contract/problem.ts";
import { Providers, ReceiptsRequest, RegistrationRequest, WeightRequest } from "../../contract/providers.ts";
import type { Provider } from "../../contract/providers.ts";
import { delayAt, errorShare } from "../../domain/providers/health.ts";
import { shareOut } from "../../domain/providers/shares.ts";
import { PROVIDER_RULES, thresholdsOf } from "../../domain/providers/thresholds.ts";
import type { ProviderThreshold } from "../../domain/providers/thresholds.ts";
import { setGatewayWeight, setGivesReceipts, setSenderRegistration } from "../../services/providers/decisions.ts";
import { ownSettings } from "../../store/providers.ts";
import { readMachineClock, readProviderEvents, readProviders, readRegistrations, readWaiting } from "../../store/read/providers.ts";
import type { ProviderRow, Waiting } from "../../store/read/providers.ts";
import { cached } from "../cached.ts";
import { requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";

const EVENTS_SHOWN = 40;
const WAITING_MS = 4_000;

export function registerProviders(app: App, context: ServerContext): void {
  registerHealth(app, context);
  registerDecisions(app, context);
}

function registerHealth(app: App, { services }: ServerContext): void {
  const db = services.pools.control;
  const waiting = cached(WAITING_MS, () => readWaiting(db));
  const read = async (): Promise<Providers> => {
    const [asOf, rows, inWait, registrations, events, settings] = await Promise.all([
      readMachineClock(db), readProviders(db), waiting(), readRegistrations(db), readProviderEvents(db, EVENTS_SHOWN), ownSettings(db),
    ]);
    const values = thresholdsOf(settings);
    const thresholds = (Object.keys(PROVIDER_RULES) as ProviderThreshold[]).map((name) => {
      const { title, unit, why } = PROVIDER_RULES[name];
      return { name, title, unit, why, value: values[name] };
    });
    return { asOf, registryDemanded: settings["senderRegistry"] === "obbligatorio", providers: shown(rows, inWait), registrations, events, thresholds };
  };
  // Worked out once for all who look at the same moment: nobody sees their own act late.
  const together = cached(0, read);
  app.get("/api/providers", { schema: { summary: "Fornitori dei canali", response: { 200: Providers } } }, async (request) => {
    requirePermission(request, "providers");
    return together();
  });
}

const NONE: Waiting = { waiting: 0, later: 0, oldest: null };

function shown(rows: readonly ProviderRow[], inWait: ReadonlyMap<string, Waiting>): Provider[] {
  const shares = new Map<string, number>();
  for (const carriers of Map.groupBy(rows, (row) => row.channel).values()) {
    const { parts, total } = shareOut(carriers);
    for (const { carrier } of parts) shares.set(carrier.id, (carrier.weight * carrier.load) / total);
  }
  return rows.map(({ state, failures, isSlow, senderBarred, delays, accepted, throttled, deferred, refused, unreachable, unanswered, ...row }) => {
    const byBin = new Map(Object.entries(delays).map(([bin, receipts]) => [Number(bin), receipts]));
    return {
      ...row,
      ...(inWait.get(row.id) ?? NONE),
      health: healthOf({ state, failures, isSlow, senderBarred, pausedUntil: row.pausedUntil }),
      share: shares.get(row.id) ?? 0,
      handOvers: accepted + deferred + refused + unreachable + unanswered,
      errors: errorShare({ accepted, throttled, deferred, refused, unreachable, unanswered }),
      receipts: [...byBin.values()].reduce((sum, receipts) => sum + receipts, 0),
      delay50: delayAt(0.5, byBin),
      delay95: delayAt(0.95, byBin),
    };
  });
}

/** A pause without an end is a person's. */
function healthOf(row: Pick<ProviderRow, "state" | "failures" | "isSlow" | "senderBarred" | "pausedUntil">): Provider["health"] {
  if (row.state === "held") return "held";
  if (row.senderBarred) return "barred";
  if (row.state === "paused") return row.pausedUntil === null ? "paused" : "ill";
  if (row.failures > 0) return "trial";
  return row.isSlow ? "slow" : "sound";
}

function registerDecisions(app: App, { services }: ServerContext): void {
  app.post(
    "/api/gateways/:id/weight",
    { schema: { summary: "Cambia il peso di un fornitore", params: z.object({ id: z.string().max(100) }), body: WeightRequest, response: { 200: Done } } },
    async (request) => {
      const actor = requirePermission(request, "gateways");
      const { weight } = orProblem(await setGatewayWeight(services, { gatewayId: request.params.id, ...request.body, actor }));
      return { message: TEXTS.weightSet(request.params.id, weight) };
    },
  );
  app.post(
    "/api/gateways/:id/receipts",
    { schema: { summary: "Dichiara se un fornitore dà ricevute di consegna", params: z.object({ id: z.string().max(100) }), body: ReceiptsRequest, response: { 200: Done } } },
    async (request) => {
      const actor = requirePermission(request, "gateways");
      const { givesReceipts } = orProblem(await setGivesReceipts(services, { gatewayId: request.params.id, ...request.body, actor }));
      return { message: TEXTS.receiptsSet(request.params.id, givesReceipts) };
    },
  );
  app.post(
    "/api/sender-registrations",
    { schema: { summary: "Aggiorna la registrazione di un mittente", body: RegistrationRequest, response: { 200: Done } } },
    async (request) => {
      const actor = requirePermission(request, "gateways");
      const { sender, provider } = orProblem(await setSenderRegistration(services, { ...request.body, actor }));
      return { message: TEXTS.registrationSet(sender, provider) };
    },
  );
}
