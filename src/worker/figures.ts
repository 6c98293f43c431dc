// The control room's figures in the sending process: what has changed is followed every second, and the public's are made once a day.

import type { Services } from "../services/context.ts";
import { followStep } from "../services/control-room/follow.ts";
import { publishFigures } from "../services/control-room/publish.ts";
import type { Reference } from "../services/reference.ts";
import { sleep } from "./sleep.ts";

const EVERY_MS = 1_000;
const STEP_MS = 100;
/** How often it is looked whether the day's figures are there. */
const PUBLISH_MS = 30_000;

export interface FiguresKeeper {
  /** Ends after the step under way. */
  stop(): Promise<void>;
}

/** Follows until stopped; a fault is told, and the next turn tries again. Of several workers one follows at a time. */
export function keepFigures(services: Services, reference: Reference, onFault: (fault: unknown) => void): FiguresKeeper {
  const ended = { value: false };
  let lookedAt = Number.NEGATIVE_INFINITY;
  const running = (async () => {
    while (!ended.value) {
      if (performance.now() - lookedAt > PUBLISH_MS) {
        lookedAt = performance.now();
        await publishFigures(services, reference).catch(onFault);
      }
      const rest = await followStep(services, EVERY_MS).catch((fault: unknown) => {
        onFault(fault);
        return EVERY_MS;
      });
      for (let waited = 0; waited < rest && !ended.value; waited += STEP_MS) await sleep(STEP_MS);
    }
  })();
  return {
    stop: async () => {
      ended.value = true;
      await running;
    },
  };
}
