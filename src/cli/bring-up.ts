// Everything that `convoca start` runs, in order: database, tables, simulated networks, cohort, pages, senders, server.

import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { romeDay } from "../domain/calendar/rome-time.ts";
import { buildServer } from "../server/build-server.ts";
import { listen } from "../server/listen.ts";
import { ensureWebBuilt, WEB_FOLDER } from "../server/web-build.ts";
import { SYSTEM } from "../services/context.ts";
import type { Services } from "../services/context.ts";
import type { KeyRing } from "../services/documents/key-ring.ts";
import { describeReference, importReference } from "../services/reference.ts";
import type { OutsideWorld } from "../simulator/outside-world.ts";
import { anchorClock, resumeClock } from "../store/clock.ts";
import type { EmbeddedDatabase } from "../store/embedded.ts";
import { OperatorFault } from "../store/fault.ts";
import type { Config } from "./config.ts";
import { openDatabase } from "./database.ts";
import type { OpenDatabase } from "./database.ts";
import { startingKeys } from "./document-keys.ts";
import { prepareDemo } from "./demo.ts";
import { enterDemoGateways, refuseMixture, startDemoWorld } from "./demo-world.ts";
import { exchangeToken, loginKeys } from "./login-key.ts";
import { nodeConnectionOf } from "./node.ts";
import { keepRunning } from "./keep-running.ts";
import { startSender } from "./sender.ts";
import { stampAuthority } from "./stamp-authority.ts";
import { CLI_TEXTS } from "./texts.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** How to stop a part. `cut` = the start was not finished: work under way is cut off, the next start repeats it. */
export type Undo = (cut: boolean) => Promise<void>;

/**
 * Brings up every part and answers the page's address; puts into `undo` how to stop each, as soon as it runs. `embedded` is the
 * server that is starting already, stopped by us from here on; null = somebody else's.
 */
export async function bringUp(config: Config, embedded: Promise<EmbeddedDatabase> | null, undo: Undo[]): Promise<string> {
  const database = await openOwn(config, embedded, undo);
  const { services } = database;
  await refuseMixture(config, services);
  // Before anything is dated: what is written from here on must not lie ahead of the clock.
  await resumeClock(services.pools.worker);
  // The pages are built while the tables are read and the cohort comes in: it is other cores' work.
  const web = buildPages();
  const receiptsToken = randomBytes(24).toString("base64url");
  const [, world] = await Promise.all([
    loadTables(config, services),
    config.demo ? openWorld(config, services, receiptsToken, undo) : null,
  ]);
  if (config.demo) await prepareDemo(config, services, say);
  return serve(config, database, { web, world, receiptsToken }, undo);
}

/** The folder is ours alone, so is its server: also one that a killed start left running is stopped with us. */
async function openOwn(config: Config, embedded: Promise<EmbeddedDatabase> | null, undo: Undo[]): Promise<OpenDatabase> {
  const began = performance.now();
  const opening = openDatabase(config, { alone: true, ...(embedded === null ? {} : { embedded }) });
  let kept: { stop(): Promise<void> } | null = null;
  undo.push(async (cut) => {
    const opened = await opening.catch(() => null);
    // A transaction under way would keep its connection: the server rolls it back, or sees us gone.
    if (!cut && opened !== null) {
      await anchorClock(opened.services.pools.worker);
      await opened.services.close();
    }
    await (kept ?? opened?.embedded)?.stop();
  });
  const database = await opening;
  if (database.embedded !== null) kept = keepRunning(config, database.embedded);
  say(CLI_TEXTS.database(database.embedded === null ? "(DATABASE_URL)" : "incorporato", performance.now() - began));
  say(CLI_TEXTS.migrated(database.migrations.applied.length));
  return database;
}

async function loadTables(config: Config, services: Services): Promise<void> {
  const imported = await importReference(services, join(config.root, "reference"), SYSTEM, { demo: config.demo });
  if (!imported.ok) throw new OperatorFault(imported.refusal.code, imported.refusal.message);
  // Table by table is for who imports them on purpose; here what is in force is enough.
  for (const line of describeReference(imported.value)) if (!line.startsWith("  ")) say(line);
}

async function openWorld(config: Config, services: Services, receiptsToken: string, undo: Undo[]): Promise<OutsideWorld> {
  const { world, bouncePort } = await startDemoWorld(config, receiptsToken);
  undo.push(() => world.stop());
  await enterDemoGateways(config, services, world, bouncePort);
  return world;
}

/** A failure is told where the pages are awaited, not where nobody listens yet. */
function buildPages(): Promise<unknown> {
  const built = ensureWebBuilt(() => say(CLI_TEXTS.building)).catch((cause: unknown) => {
    throw new OperatorFault("INTERFACCIA_NON_COSTRUITA", CLI_TEXTS.webNotBuilt(WEB_FOLDER), { cause });
  });
  built.catch(() => undefined);
  return built;
}

interface Parts {
  readonly web: Promise<unknown>;
  readonly world: OutsideWorld | null;
  readonly receiptsToken: string;
}

/** Made on the first start of an installation that has its own database; never where documents are there that need another one. */
async function documentKeysFor(config: Config, { services }: OpenDatabase): Promise<KeyRing | null> {
  const { retention } = services.pools;
  const { rows } = await retention.query<{ documents: number }>("select count(document_id)::int as documents from document_key");
  return startingKeys(config, rows[0]?.documents ?? 0, romeDay(await services.now()));
}

async function serve(config: Config, database: OpenDatabase, { web, world, receiptsToken }: Parts, undo: Undo[]): Promise<string> {
  let app: FastifyInstance | undefined;
  undo.push(async () => app?.close());
  // Stopped first: the receipts of what it still hands over find the server listening.
  const sender = startSender(database.url);
  undo.push(() => sender.stop());
  const listening = async (): Promise<string> => {
    const token = await exchangeToken(config);
    const node = nodeConnectionOf(config);
    const [key, keys] = await Promise.all([loginKeys(config), documentKeysFor(config, database), web]);
    app = await buildServer({
      services: database.services,
      demo: config.demo,
      receiptsToken,
      logLevel: config.logLevel,
      loginKey: key,
      ...(token === null ? {} : { exchangeToken: token }),
      ...(node === null ? {} : { nodeConnection: node, nodeSchemas: node.schemas }),
      ...(keys === null ? {} : { documentKeys: keys }),
      stampAuthority: await stampAuthority(config),
      ...(config.publicUrl === null ? {} : { publicUrl: config.publicUrl }),
      ...(config.trustedProxies.length === 0 ? {} : { trustedProxies: config.trustedProxies }),
      ...(world === null ? {} : { outsideWorld: { smsUrl: world.sms.controlUrl, mailUrl: world.mail.controlUrl } }),
    });
    return listen(app, {
      host: config.host,
      port: config.port,
      demo: config.demo,
      ...(config.publicUrl === null ? {} : { publicUrl: config.publicUrl }),
    });
  };
  const [url] = await Promise.all([listening(), sender.ready]);
  return url;
}
