// The simulated node on a thread of its own: says its address, and answers until it is ended.

import { parentPort } from "node:worker_threads";
import { openNodeReceiver } from "../../../src/simulator/node-receiver.ts";

const node = await openNodeReceiver();
parentPort?.postMessage(node.url);
