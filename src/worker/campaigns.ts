// Campaigns in the sending process: looked after every second, apart from everything else, so that a pause or a stop is felt at once.

import type { Services } from "../services/context.ts";
import { aheadFor, runCampaigns } from "../services/campaigns/run.ts";
import type { Reference } from "../services/reference.ts";
import { sleep } from "./sleep.ts";

const EVERY_MS = 1_000;
const STEP_MS = 100;

export interface CampaignKeeper {
  /** Ends after the chunk under way. */
  stop(): Promise<void>;
}

/** Runs until stopped; a fault is told, and the next turn tries again. */
export function keepCampaigns(of: { readonly services: Services; readonly reference: Reference; readonly onFault: (fault: unknown) => void }): CampaignKeeper {
  const ended = { value: false };
  const running = (async () => {
    let before: string | null = null;
    while (!ended.value) {
      try {
        const now = await of.services.now();
        await runCampaigns({ services: of.services, reference: of.reference, aheadMs: aheadFor(before, now) });
        before = now;
      } catch (fault) {
        of.onFault(fault);
      }
      for (let waited = 0; waited < EVERY_MS && !ended.value; waited += STEP_MS) await sleep(STEP_MS);
    }
  })();
  return {
    stop: async () => {
      ended.value = true;
      await running;
    },
  };
}
