// The way out to the national node, kept by the worker: where settings name it, what offices do is told there.

import { openDoor } from "../exchange/national-node/report-door.ts";
import { NodeSender } from "../services/node/send.ts";
import type { Services } from "../services/context.ts";
import type { Reference } from "../services/reference.ts";
import type { Config } from "./config.ts";
import { nodeConnectionOf } from "./node.ts";

export interface NodeReportsOptions {
  readonly services: Services;
  readonly reference: Reference;
  readonly onFault: (fault: unknown) => void;
}

/** Starts telling; gives how to stop. Without a way out nothing starts: what offices do waits in the database. */
export function startNodeReports(config: Config, { services, reference, onFault }: NodeReportsOptions): () => Promise<void> {
  const connection = nodeConnectionOf(config);
  if (connection === null || connection.reports === null) return async () => undefined;
  const { reports } = connection;
  const door = openDoor(connection, reports);
  const { concurrency, knowsBreaches } = reports;
  const sender = new NodeSender(services, { reference, identity: reports, door, concurrency, knowsBreaches, onFault });
  sender.start();
  return async () => {
    await sender.stop();
    await door.close();
  };
}
