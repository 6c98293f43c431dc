// A gateway that only dates what arrives, and knows when it was itself held up by the machine: what came meanwhile it cannot date.
// `node rate-gateway.ts`: writes its port as a line; `GET /report` gives the instants of arrival and its own stalls, milliseconds.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const STALL_MS = 15;
const arrivals: number[] = [];
const stalls: { from: number; to: number }[] = [];
let last = performance.now();
setInterval(() => {
  const now = performance.now();
  if (now - last > STALL_MS) stalls.push({ from: last, to: now });
  last = now;
}, 1);

const server = createServer((request, response) => {
  if (request.url === "/report") return void response.end(JSON.stringify({ arrivals, stalls }));
  if (request.method === "POST") arrivals.push(performance.now());
  request.resume();
  response.writeHead(request.method === "POST" ? 202 : 200, { "content-type": "application/json" });
  response.end(`{"reference":"r${arrivals.length}"}`);
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`));
