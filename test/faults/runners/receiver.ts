// A server that takes in receipts and nothing else, to be killed while it does: `node receiver.ts DATABASE_URL PORT` writes "listening" when it does.

import { buildServer } from "../../../src/server/build-server.ts";
import { listen } from "../../../src/server/listen.ts";
import { openServices } from "../../../src/services/context.ts";

const [url, port] = process.argv.slice(2);
const server = await buildServer({ services: openServices(url!), demo: false, receiptsToken: "demo", logLevel: "silent" });
await listen(server, { port: Number(port) });
process.stdout.write("listening\n");
