// Who a campaign has chosen: the worklist's own list, office by office, behind each office's wall.

import { choiceIn } from "../../domain/worklist/choice.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import type { Choice } from "../../domain/worklist/types.ts";
import type { CampaignRow } from "../../store/campaigns.ts";
import { inOffice } from "../../store/pools.ts";
import { listWorklist } from "../../store/read/worklist.ts";
import type { Services } from "../context.ts";

/** More than any office has. */
const EVERYBODY = 1_000_000;

/** The choice as the list reads it. The Region's has no load, no colleague's, and looks for nobody by name or number: it may not ask after a person. */
export function choiceOf({ choice, officeId }: Pick<CampaignRow, "choice" | "officeId">): Choice {
  const values = new URLSearchParams(choice);
  const read = choiceIn((name) => values.get(name));
  return officeId === null ? { ...read, scope: "sede", operator: null, text: "" } : read;
}

/** The cases of one office that are chosen now. */
export async function chosenIn(services: Services, campaign: Pick<CampaignRow, "choice" | "officeId" | "madeBy">, office: string, now: string): Promise<string[]> {
  const asking = { login: campaign.madeBy, now, today: romeDay(now) };
  const { rows } = await inOffice(services.pools.app, office, (db) => listWorklist(db, choiceOf(campaign), asking, undefined, EVERYBODY));
  return rows.map((row) => row.caseId);
}
