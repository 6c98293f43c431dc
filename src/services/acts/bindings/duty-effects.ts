// What follows from an exclusion or an exemption elsewhere: summonses in its days, the way back among those to convene.

import { covers } from "../../../domain/duties/exclusion.ts";
import type { Period } from "../../../domain/duties/exclusion.ts";
import { cancellableSummons } from "../../../store/standing.ts";
import type { Deed } from "../binding.ts";
import { askDesk } from "../effects.ts";
import { ACT_TEXTS } from "../texts.ts";

/** Cancels the open summons of the case when its appointment falls in one of the periods; one already past their days stays as it is. */
export async function cancelSummonsIn(deed: Pick<Deed, "client" | "item" | "follow">, periods: readonly Period[], reason: string): Promise<void> {
  const summons = await cancellableSummons(deed.client, deed.item.caseId);
  if (summons === null || !periods.some((period) => covers(period, summons.day))) return;
  await deed.follow({ procedure: "convocazione", itemId: summons.id, act: "cancel", input: { reason }, bySystem: true });
}

/** The planner takes up again whoever is bound; who is not by the last notice, or was convened once, waits for the desk. */
export function conveneAgain(deed: Deed): Promise<void> {
  return askDesk(deed, "convene-again", ACT_TEXTS.conveneAgain);
}
