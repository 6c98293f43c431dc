// Requests that come too slowly, and what is not HTTP at all: each has a deadline, each is answered with a code, none keeps a connection.

import { Socket } from "node:net";
import { countRefusal } from "./refusals.ts";
import type { App } from "./options.ts";
import { TEXTS } from "./texts.ts";

export interface Patience {
  /** For the headers of a request. */
  readonly headersMs: number;
  /** For an ordinary body; a file being uploaded has `longMs`. */
  readonly bodyMs: number;
  readonly longMs: number;
  /** Connections at once. */
  readonly connections: number;
}

export const USUAL_PATIENCE: Patience = {
  headersMs: 10_000,
  bodyMs: 20_000,
  longMs: 30 * 60_000,
  connections: 4_000,
};

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** An ordinary body that is not there in time ends its connection; Node itself watches the headers. */
export function hurryBodies(app: App, patience: Patience): void {
  app.addHook("onRequest", async (request) => {
    if (SAFE.has(request.method)) return;
    const { raw } = request;
    const allowed = request.routeOptions.config.longBody === true ? patience.longMs : patience.bodyMs;
    const timer = setTimeout(() => {
      if (!raw.complete && raw.socket instanceof Socket)
        refuseOnWire(raw.socket, 408, "RICHIESTA_LENTA", TEXTS.tooSlow);
    }, allowed);
    timer.unref();
    raw.once("end", () => clearTimeout(timer));
    raw.once("close", () => clearTimeout(timer));
  });
}

/** What Node's parser refuses: told with a code, then the connection ends. */
export function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT")
    return refuseOnWire(socket, 408, "RICHIESTA_LENTA", TEXTS.tooSlow);
  if (error.code === "HPE_HEADER_OVERFLOW")
    return refuseOnWire(socket, 431, "INTESTAZIONI_LUNGHE", TEXTS.headersTooLong);
  return refuseOnWire(socket, 400, "RICHIESTA_ILLEGGIBILE", TEXTS.malformed);
}

const REASONS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};

function refuseOnWire(socket: Socket, status: number, code: string, detail: string): void {
  countRefusal(code);
  if (!socket.writable) return void socket.destroy();
  const body = JSON.stringify({
    type: "about:blank",
    title: TEXTS.titles[status] ?? "",
    status,
    code,
    detail,
  });
  socket.end(
    `HTTP/1.1 ${status} ${REASONS[status] ?? ""}\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
  // Whoever does not read the answer does not keep the connection either.
  setTimeout(() => socket.destroy(), 1_000).unref();
}
