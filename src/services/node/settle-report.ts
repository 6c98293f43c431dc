// Use case: a report that the node refused, or of which nobody knows whether it arrived, is settled by a person, with the reason in the register.

import type { PoolClient } from "pg";
import { refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { closeTasks } from "../../store/outcomes.ts";
import { lockReport, reportsToSettle, settleReport } from "../../store/node-reports.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import { asActor } from "../acts/behind-walls.ts";
import type { Actor, Services } from "../context.ts";
import { Refused, refusable } from "../refused.ts";
import { NODE_TASK } from "./follow.ts";
import { REPORT_TEXTS } from "./report-texts.ts";

/** resend: told again, after what was wrong is mended; taken: the platform has it, as somebody has seen there; set-aside: told in another way, or void. */
export const MENDINGS = ["resend", "taken", "set-aside"] as const;
export type Mending = (typeof MENDINGS)[number];

/** From which states, and to which. What is on the wire or waits for its turn is nobody's to settle. */
const WAYS: Readonly<Record<Mending, { readonly from: readonly string[]; readonly to: "waiting" | "acknowledged" | "set-aside" }>> = {
  resend: { from: ["refused", "uncertain", "by-file"], to: "waiting" },
  taken: { from: ["uncertain", "by-file", "refused"], to: "acknowledged" },
  "set-aside": { from: ["refused", "uncertain"], to: "set-aside" },
};

/** What may be decided of a report in this state. */
export function mendingsOf(state: string): Mending[] {
  return MENDINGS.filter((how) => WAYS[how].from.includes(state));
}

export interface MendRequest {
  readonly reportId: string;
  readonly how: Mending;
  readonly reason: string;
  readonly actor: Actor;
}

/**
 * Settles one report. Two at once: the second is told that it is settled. Refusals: MOTIVO_MANCANTE, COMUNICAZIONE_NON_VISIBILE, COMUNICAZIONE_GIA_DECISA.
 */
export async function mendReport(services: Services, { reportId, how, reason, actor }: MendRequest): Promise<Outcome<{ readonly state: string }>> {
  const why = reason.trim();
  if (why === "") return refuse("MOTIVO_MANCANTE", REPORT_TEXTS.reasonMissing);
  const now = await services.now();
  return refusable(() =>
    asActor(services, actor, async (client: PoolClient) => {
      const seen = await lockReport(client, reportId);
      if (seen === null) throw new Refused("COMUNICAZIONE_NON_VISIBILE", REPORT_TEXTS.notVisible);
      const { from, to } = WAYS[how];
      if (!from.includes(seen.state)) throw new Refused("COMUNICAZIONE_GIA_DECISA", REPORT_TEXTS.alreadySettled);
      await lockCases(client, [seen.caseId]);
      await settleReport(client, reportId, to, actor.id);
      if (!(await reportsToSettle(client, seen.caseId))) await closeTasks(client, now, NODE_TASK, [seen.caseId], actor.id);
      await appendActs(client, actor, [
        {
          subjectId: seen.caseId,
          subjectKind: "case",
          kind: `node-report-${how}`,
          happenedAt: now,
          citation: seen.flow === "sap" ? "ANPAL_SAP_EVENTS" : "ANPAL_CONDIZIONALITA",
          payload: { report: reportId, of: seen.kind, from: seen.state, to, reason: why },
        },
      ]);
      return { state: to };
    }),
  );
}
