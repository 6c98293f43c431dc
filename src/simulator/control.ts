// The remote control of a simulator: settings that change while it runs, and what has arrived, over HTTP on a port of its own.

import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Server } from "node:net";

/** Serves one path: gets the query and the parsed JSON body (PUT, POST) and returns what is sent as JSON. */
export type ControlRoute = (query: URLSearchParams, body: unknown) => unknown;
/** Keyed by "METHOD /path". */
export type ControlRoutes = Readonly<Record<string, ControlRoute>>;

export interface ControlServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A wrong request to the remote control: answered 400 with its message. */
export class BadControl extends Error {}

/**
 * New settings = `current` with the fields of `patch`. Throws {@link BadControl} for a name that does not exist or a value of
 * another type, so that a misspelt setting in a test is an error and not a setting that does nothing.
 */
export function mergeSettings<T extends object>(current: T, patch: unknown): T {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch))
    throw new BadControl("settings: object expected");
  const next = new Map<string, unknown>(Object.entries(current));
  for (const [name, value] of Object.entries(patch)) {
    if (!next.has(name)) throw new BadControl(`settings: no such setting "${name}"`);
    const before = next.get(name);
    if (!isSameType(before, value)) throw new BadControl(`settings: "${name}" has the wrong type`);
    next.set(name, value);
  }
  return Object.fromEntries(next) as T;
}

// null stands for "no limit" in number settings.
function isSameType(before: unknown, value: unknown): boolean {
  if (Array.isArray(before)) return Array.isArray(value) && value.every((item) => typeof item === "string");
  if (before === null || value === null) return value === null || typeof value === "number";
  return typeof before === typeof value;
}

/** Opens the remote control on `port` (0 = any). It stays reachable while the simulator itself plays dead. */
export async function openControl(port: number, host: string, routes: ControlRoutes): Promise<ControlServer> {
  const server = createServer((request, response) => {
    answer(request, response, routes).catch((error: unknown) => {
      const status = error instanceof BadControl || error instanceof SyntaxError ? 400 : 500;
      sendJson(response, status, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  return {
    port: await listenOn(server, port, host),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  routes: ControlRoutes,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://control");
  const route = routes[`${request.method} ${url.pathname}`];
  if (route === undefined) return sendJson(response, 404, { error: "no such control" });
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  sendJson(response, 200, (await route(url.searchParams, body)) ?? {});
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

/** Resolves with the port when bound; rejects with the system's error (EADDRINUSE…). */
export function listenOn(
  server: Pick<Server, "listen" | "address"> & NodeJS.EventEmitter,
  port: number,
  host: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(error);
    server.once("error", failed);
    server.once("listening", () => {
      server.removeListener("error", failed);
      const bound = server.address();
      // Only a socket file has no number, and none is ever asked for.
      resolve(typeof bound === "object" && bound !== null ? bound.port : port);
    });
    server.listen(port, host);
  });
}
