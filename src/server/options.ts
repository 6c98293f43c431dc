// What the server is given, and the shape of the Fastify instance that the routes are written for.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Authority } from "../exchange/timestamp/authority.ts";
import type { NodeConnection } from "../exchange/national-node/connection.ts";
import type { NodeSchemas } from "../exchange/national-node/schemas.ts";
import type { Printer } from "../exchange/typst/printer.ts";
import type { Services } from "../services/context.ts";
import type { KeyRing } from "../services/documents/key-ring.ts";
import type { LoginKeys } from "../services/identity/seal.ts";
import type { Limits } from "./limits.ts";
import type { ReferenceNow } from "./reference-now.ts";
import type { Patience } from "./slow-requests.ts";

export interface ServerOptions {
  readonly services: Services;
  readonly demo: boolean;
  /** What SMS gateways must show when they hand over receipts (`Authorization: Bearer …`). */
  readonly receiptsToken: string;
  /** Remote controls of the simulated outside world (demo only). */
  readonly outsideWorld?: { readonly smsUrl: string; readonly mailUrl: string };
  /** Where files being taken in lie meanwhile; the system's temporary folder unless told. */
  readonly uploads?: string;
  /** Folder of the built web interface. */
  readonly web?: string;
  /** Least severity that is logged. */
  readonly logLevel?: "trace" | "debug" | "info" | "warn" | "error" | "silent";
  /** Where the lines of the log go; the program's own output unless told. */
  readonly logTo?: { write(line: string): void };
  /** The address under which browsers know us, when it is not this machine's own: https only, behind a proxy that ends TLS. */
  readonly publicUrl?: string;
  /** What the national node must show to hand over notices (`Authorization: Bearer …`); without it that way is open on this machine only. */
  readonly exchangeToken?: string;
  /** How the national node is reached; absent: nobody is asked, and its state comes as a file. */
  readonly nodeConnection?: NodeConnection;
  /** Schemas of the national node put in the place of ours. */
  readonly nodeSchemas?: NodeSchemas;
  /** Other limits and deadlines than the usual ones. */
  readonly limits?: Partial<Limits>;
  readonly patience?: Partial<Patience>;
  /** Seals second factors (32 bytes, from outside the database); without it none can be set up or asked. */
  readonly loginKey?: Buffer | LoginKeys;
  /** Keys of documents, from outside the database; without them none is taken in or opened. */
  readonly documentKeys?: KeyRing;
  /** The time-stamping authority of dossiers of proof; null or absent: they have no stamp. */
  readonly stampAuthority?: Authority | null;
  /** Draws PDFs; one of its own unless told. */
  readonly printer?: Printer;
  /** Addresses of the proxies whose word on where a request comes from is believed. */
  readonly trustedProxies?: readonly string[];
}

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export interface ServerContext extends ServerOptions {
  readonly reference: () => Promise<ReferenceNow>;
  /** Browsers reach us over HTTPS: cookies are marked so. */
  readonly secure: boolean;
  readonly uploads: string;
  readonly web: string;
}
