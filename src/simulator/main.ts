// A simulator as a process of its own: `node src/simulator/main.ts --kind sms|mail [--options JSON] [--attached]`.

import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { startMailServer } from "./mail-server.ts";
import type { MailServerOptions } from "./mail-server.ts";
import { startSmsGateway } from "./sms-gateway.ts";
import type { SmsGatewayOptions } from "./sms-gateway.ts";

const { values } = parseArgs({
  options: {
    kind: { type: "string" },
    options: { type: "string" },
    attached: { type: "boolean", default: false },
  },
});
// Without --options they are read from standard input. --attached: ends when standard input closes.
const given: unknown = JSON.parse(values.options ?? ((await text(process.stdin)).trim() || "{}"));

async function start(
  kind: string | undefined,
): Promise<{ port: number; controlPort: number; close(): Promise<void> }> {
  if (kind === "sms") return startSmsGateway(given as SmsGatewayOptions);
  if (kind === "mail") return startMailServer(given as MailServerOptions);
  throw new Error("--kind sms | mail");
}

const simulator = await start(values.kind);
process.stdout.write(
  `${JSON.stringify({ kind: values.kind, port: simulator.port, controlPort: simulator.controlPort })}\n`,
);

async function stop(): Promise<void> {
  await simulator.close();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
// A terminal's Ctrl-C reaches the whole group: an attached simulator stays until its starter has closed what is on the wire.
process.on("SIGINT", () => {
  if (!values.attached) void stop();
});
if (values.attached) {
  // Whoever started it is gone when its end of the pipe closes: a simulator left behind would keep its port.
  process.stdin.resume();
  process.stdin.on("end", () => void stop());
}
