// A server of an office's desk as a process of its own, to be killed while it works: `node desk-server.ts DATABASE_URL` writes "on http://…" when it listens.

import { buildServer } from "../../../src/server/build-server.ts";
import { listen } from "../../../src/server/listen.ts";
import { openServices } from "../../../src/services/context.ts";

const services = openServices(process.argv[2]!);
const app = await buildServer({ services, demo: true, receiptsToken: "gettone-di-prova", logLevel: "silent" });
process.stdout.write(`on ${await listen(app, { port: 0 })} .\n`);
process.once("SIGTERM", () => void app.close().then(() => services.close()).then(() => process.exit(0)));
