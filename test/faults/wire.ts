// The road between a sender and a gateway: bytes take their time both ways, and what has left arrives even when the sender is dead.

import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";

export class Wire {
  readonly port: number;
  readonly #delayMs: number;
  readonly #sockets = new Set<Socket>();
  #server: Server;
  #target: number;

  private constructor(server: Server, target: number, delayMs: number) {
    this.#server = server;
    this.#target = target;
    this.#delayMs = delayMs;
    this.port = (server.address() as AddressInfo).port;
    server.on("connection", (near) => this.#join(near));
  }

  static async open(target: number, delayMs: number): Promise<Wire> {
    return new Wire(await listening(0), target, delayMs);
  }

  /** Nobody is at the other end any more: what is open breaks off, and who calls finds nobody. */
  cut(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** Somebody is there again. */
  async mend(target: number): Promise<void> {
    this.#target = target;
    this.#server = await listening(this.port);
    this.#server.on("connection", (near) => this.#join(near));
  }

  #join(near: Socket): void {
    const far = connect({ port: this.#target, host: "127.0.0.1", noDelay: true });
    near.setNoDelay(true);
    this.#carry(near, far);
    this.#carry(far, near);
  }

  #carry(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on("data", (bytes) => setTimeout(() => to.write(bytes), this.#delayMs));
    from.on("error", () => undefined);
    from.on("close", () => {
      this.#sockets.delete(from);
      setTimeout(() => to.end(), this.#delayMs);
    });
  }
}

async function listening(port: number): Promise<Server> {
  const server = createServer();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}
