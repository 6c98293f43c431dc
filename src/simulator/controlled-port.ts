// The port on which a simulator serves us, and its settings: closed while it plays dead, open again on the same number.

import type { Server } from "node:net";
import { arrivalRoutes } from "./arrival-routes.ts";
import type { Controlled } from "./arrival-routes.ts";
import type { Arrival } from "./arrivals.ts";
import { listenOn, mergeSettings, openControl } from "./control.ts";
import type { ControlServer } from "./control.ts";

export interface PortOptions<Behaviour> {
  readonly server: Server;
  /** Ends the connections that are open. */
  readonly hangUp: () => void;
  readonly host: string | undefined;
  readonly calm: Behaviour;
  readonly behaviour: Partial<Behaviour> | undefined;
}

export class ControlledPort<Behaviour extends { readonly paused: boolean }> {
  readonly #server: Server;
  readonly #hangUp: () => void;
  readonly #host: string;
  #control: ControlServer | null = null;
  behaviour: Behaviour;
  port = 0;

  /** Throws {@link BadControl} for settings that do not exist. */
  constructor({ server, hangUp, host, calm, behaviour }: PortOptions<Behaviour>) {
    this.#server = server;
    this.#hangUp = hangUp;
    this.#host = host ?? "127.0.0.1";
    this.behaviour = mergeSettings(calm, behaviour ?? {});
  }

  get controlPort(): number {
    return this.#control?.port ?? 0;
  }

  /** Opens the remote control, then the port (0 = any). A paused simulator's port is taken once, to be known, and closed. */
  async open<T extends Arrival<Content>, Content>(
    { port = 0, controlPort = 0 }: { readonly port?: number; readonly controlPort?: number },
    simulator: Omit<Controlled<T, Content>, "behaviour" | "change">,
  ): Promise<void> {
    const routes = arrivalRoutes({
      ...simulator,
      behaviour: () => this.behaviour,
      change: (patch) => this.change(patch),
    });
    this.#control = await openControl(controlPort, this.#host, routes);
    this.port = port;
    await this.#listen();
    if (this.behaviour.paused) await this.#stopListening();
  }

  async change(patch: unknown): Promise<Behaviour> {
    this.behaviour = mergeSettings(this.behaviour, patch);
    if (this.behaviour.paused) await this.#stopListening();
    else if (!this.#server.listening) await this.#listen();
    return this.behaviour;
  }

  async close(): Promise<void> {
    await this.#stopListening();
    await this.#control?.close();
  }

  async #listen(): Promise<void> {
    this.port = await listenOn(this.#server, this.port, this.#host);
  }

  #stopListening(): Promise<void> {
    if (!this.#server.listening) return Promise.resolve();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#hangUp();
    });
  }
}

/** Starts a simulator; one that cannot start is closed again. */
export async function startOrClose<T extends { start(): Promise<void>; close(): Promise<void> }>(
  simulator: T,
): Promise<T> {
  try {
    await simulator.start();
    return simulator;
  } catch (error) {
    await simulator.close();
    throw error;
  }
}
