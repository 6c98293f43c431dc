// The server in a process of its own, on the database given; prints its address and ends when its input does.

import { openServices } from "../../../src/services/context.ts";
import { buildServer } from "../../../src/server/build-server.ts";
import { listen } from "../../../src/server/listen.ts";

const { url, demo = true, loginKey } = JSON.parse(process.argv[2]!) as { url: string; demo?: boolean; loginKey?: string };
const services = openServices(url);
const app = await buildServer({
  services,
  demo,
  receiptsToken: "demo",
  logLevel: "error",
  ...(loginKey === undefined ? {} : { loginKey: Buffer.from(loginKey, "base64") }),
});
console.log(await listen(app, { port: 0 }));
process.stdin.resume();
process.stdin.on("end", () => {
  void app
    .close()
    .then(() => services.close())
    .then(() => process.exit());
});
