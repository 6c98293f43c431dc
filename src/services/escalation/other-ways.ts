// By which way those are written to whom neither SMS nor e-mail reach: as the measure says, with what this node sends by.

import type { ClientBase } from "pg";
import { firstWritten } from "../../domain/channel-policy/first-written.ts";
import { othersOf } from "../../store/escalation.ts";
import { measureParameters } from "../writing.ts";
import type { WritingDesk, WritingPlan } from "../writing.ts";

/** Certified mail, or the post: what counts of the channel for whoever looks at numbers. */
export type OtherWay = "pec" | "letter";

/**
 * The other way of each of these that has one, by case. Of plans with messages nothing is read: most have some. The message itself is
 * written by the step of the policy, which begins as soon as the summons is issued.
 */
export async function otherWays(
  client: Pick<ClientBase, "query">,
  desk: WritingDesk,
  plans: readonly WritingPlan[],
  now: string,
): Promise<ReadonlyMap<string, OtherWay>> {
  const found = new Map<string, OtherWay>();
  const silent = plans.filter(({ messages }) => messages.length === 0);
  const { channels, houses } = desk.sending;
  if (silent.length === 0 || (!channels.has("pec") && houses.size === 0)) return found;
  const others = await othersOf(client, silent.map(({ summons }) => summons.caseId));
  for (const { summons } of silent) {
    const { caseId, startsAt, officeId } = summons;
    const reach = others.get(caseId);
    const post = (product: "ordinary-letter" | "registered-letter") =>
      !houses.has(product) ? "no-gateway" : reach?.postal === true ? "usable" : "no-address";
    const channel = firstWritten(
      {
        subject: "summons",
        now,
        startsAt,
        ways: {
          pec: !channels.has("pec") ? "no-gateway" : reach?.pec === true ? "usable" : "no-address",
          "ordinary-letter": post("ordinary-letter"),
          "registered-letter": post("registered-letter"),
        },
      },
      measureParameters(summons.measure, summons.grantedOn),
      desk.reference.workingCalendar(officeId),
    );
    if (channel !== null) found.set(caseId, channel === "pec" ? "pec" : "letter");
  }
  return found;
}
