// Puts the server on the wire: on this machine only, until login exists.

import type { FastifyInstance } from "fastify";
import { OperatorFault } from "../store/fault.ts";
import { codeOf } from "./problems.ts";
import { TEXTS } from "./texts.ts";

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

/** Listens and answers the page's address. Any host but the loopback is refused; so is a port in use. */
export async function listen(
  app: FastifyInstance,
  address: { readonly host?: string; readonly port: number },
): Promise<string> {
  const host = address.host ?? "127.0.0.1";
  if (!LOOPBACK.has(host)) throw new OperatorFault("ASCOLTO_NON_LOCALE", TEXTS.notLoopback(host));
  try {
    await app.listen({ host, port: address.port });
  } catch (cause) {
    if (codeOf(cause) === "EADDRINUSE")
      throw new OperatorFault("PORTA_OCCUPATA", TEXTS.portTaken(address.port), { cause });
    throw new OperatorFault(
      "ASCOLTO_IMPOSSIBILE",
      TEXTS.notListening(cause instanceof Error ? cause.message : String(cause)),
      { cause },
    );
  }
  const bound = app.server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : address.port;
  return `http://${host === "::1" ? "[::1]" : host}:${port}`;
}
