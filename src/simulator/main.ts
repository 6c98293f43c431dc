// A simulator as a process of its own: `node src/simulator/main.ts --kind sms|mail|smpp [--attached]`, its options on standard input.

import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import type { MailServerOptions } from "./mail-server.ts";
import type { SmsGatewayOptions } from "./sms-gateway.ts";
import type { SmscOptions } from "./smsc.ts";

const { values } = parseArgs({
  options: {
    kind: { type: "string" },
    attached: { type: "boolean", default: false },
  },
});
// Never on the command line, which every user of the machine can read: they hold the secrets of gateway and callback.
// --attached: they are the first line, and the simulator ends when standard input closes.
const given: unknown = JSON.parse(
  (values.attached ? await firstLine() : await text(process.stdin)).trim() || "{}",
);

function firstLine(): Promise<string> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin });
    lines.once("line", (line) => {
      resolve(line);
      lines.close();
    });
    lines.once("close", () => resolve(""));
  });
}

async function start(
  kind: string | undefined,
): Promise<{ port: number; controlPort: number; close(): Promise<void> }> {
  // Each loads what it needs: what the other one needs would be memory for nothing.
  if (kind === "sms") return (await import("./sms-gateway.ts")).startSmsGateway(given as SmsGatewayOptions);
  if (kind === "mail") return (await import("./mail-server.ts")).startMailServer(given as MailServerOptions);
  if (kind === "smpp") return (await import("./smsc.ts")).startSmsc(given as SmscOptions);
  throw new Error("--kind sms | mail | smpp");
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
