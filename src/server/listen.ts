// Puts the server on the wire: on this machine, or on a network where a proxy in front of it ends TLS.

import type { FastifyInstance } from "fastify";
import { OperatorFault } from "../store/fault.ts";
import { refuseExposure } from "./exposure.ts";
import type { Address } from "./exposure.ts";
import { codeOf } from "./problems.ts";
import { TEXTS } from "./texts.ts";

/** Listens and answers the page's address. What would expose us is refused; so is a port in use. */
export async function listen(app: FastifyInstance, address: Address): Promise<string> {
  const host = address.host ?? "127.0.0.1";
  refuseExposure(address);
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
  return address.publicUrl ?? `http://${host === "::1" ? "[::1]" : host}:${port}`;
}
