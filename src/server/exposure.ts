// Where the server may be reached from: this machine, or a network behind a proxy that ends TLS; a demonstration never the latter.

import { OperatorFault } from "../store/fault.ts";
import { TEXTS } from "./texts.ts";

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

export interface Address {
  readonly host?: string;
  readonly port: number;
  /** A demonstration lets everybody in: it never leaves this machine. */
  readonly demo?: boolean;
  /** The https address under which browsers know us; without it nothing but the loopback is listened on. */
  readonly publicUrl?: string;
}

/** A demonstration off the loopback, or anything off the loopback without an https address, is refused. */
export function refuseExposure({ host = "127.0.0.1", demo = false, publicUrl }: Omit<Address, "port">): void {
  if (demo && (!LOOPBACK.has(host) || publicUrl !== undefined))
    throw new OperatorFault(
      "DEMO_NON_LOCALE",
      TEXTS.demoNotLoopback(LOOPBACK.has(host) ? (publicUrl ?? host) : host),
    );
  if (!LOOPBACK.has(host) && publicUrl?.startsWith("https:") !== true)
    throw new OperatorFault("ASCOLTO_NON_LOCALE", TEXTS.notLoopback(host));
}
