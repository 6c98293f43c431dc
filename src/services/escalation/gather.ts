// All that is known of telling a person of an appointment, put together for the decision: for a chunk of summonses or for one page.

import type { ClientBase } from "pg";
import type { PolicyFacts, StepTaken, Ways } from "../../domain/channel-policy/types.ts";
import { LETTER_PRODUCTS } from "../../domain/letters/products.ts";
import type { LetterProduct } from "../../domain/letters/products.ts";
import type { ToldSubject } from "../../domain/measures/channel-types.ts";
import type { SummonsChannel } from "../../domain/measures/words.ts";
import type { MessageChannel } from "../../domain/messages/types.ts";
import { callsOf, stepsOf, toldOf } from "../../store/escalation.ts";
import type { CallRow, LookedAt, ReachRow, StepRow, ToldRow } from "../../store/escalation.ts";
import type { GatewayRow, SummonsToWrite } from "../../store/messages.ts";

/** What a person is told of by the steps; a reminder has none that follow. */
export type Subject = Exclude<ToldSubject, "reminder">;

/** Kind of the messages that tell of each. */
export const KIND_OF = {
  summons: "summons",
  again: "summons",
  moved: "moved",
  cancelled: "cancelled",
} as const satisfies Record<Subject, string>;

/** Facts of one summons but for the ways, which are dearer to read and seldom wanted. */
export interface Known extends Omit<PolicyFacts, "ways" | "subject"> {
  readonly subject: Subject;
  readonly at: LookedAt;
  /** Somebody was told, or is about to be. */
  readonly isTold: boolean;
  readonly callRows: readonly CallRow[];
  readonly stepRows: readonly StepRow[];
}

export async function gather(
  client: Pick<ClientBase, "query">,
  looked: readonly LookedAt[],
  now: string,
): Promise<Known[]> {
  const appointments = looked.map(({ appointmentId }) => appointmentId);
  const told = Map.groupBy(await toldOf(client, appointments), ({ appointmentId }) => appointmentId);
  const calls = Map.groupBy(await callsOf(client, appointments), ({ appointmentId }) => appointmentId);
  const steps = Map.groupBy(await stepsOf(client, appointments), ({ appointmentId }) => appointmentId);
  return looked.map((at) => {
    const { appointmentId } = at;
    return known(
      at,
      now,
      told.get(appointmentId) ?? [],
      calls.get(appointmentId) ?? [],
      steps.get(appointmentId) ?? [],
    );
  });
}

function known(
  at: LookedAt,
  now: string,
  told: readonly ToldRow[],
  calls: readonly CallRow[],
  steps: readonly StepRow[],
): Known {
  const subject = subjectOf(at, told);
  const own = told.filter(({ kind }) =>
    subject === "cancelled" ? kind === "cancelled" : kind !== "cancelled",
  );
  const stepRows = steps.filter((step) => step.subject === subject);
  return {
    now,
    state: at.state,
    subject,
    startsAt: at.startsAt,
    told: own,
    calls,
    steps: takenOf(stepRows),
    at,
    isTold: own.length > 0,
    callRows: calls,
    stepRows,
  };
}

function subjectOf({ state, again }: LookedAt, told: readonly ToldRow[]): Subject {
  if (state === "cancelled") return "cancelled";
  if (told.some(({ kind }) => kind === "moved")) return "moved";
  return again ? "again" : "summons";
}

/** A step is begun when one of its channels was. */
function takenOf(rows: readonly StepRow[]): StepTaken[] {
  return [...Map.groupBy(rows, ({ step }) => step)].map(([step, ofStep]) => ({
    step: step as StepTaken["step"],
    at: ofStep[0]!.at,
    begun: ofStep.some(({ begun }) => begun),
  }));
}

/** By what this node sends: channels that have a gateway, ways of the post that have a print house. */
export interface Sending {
  readonly channels: ReadonlySet<MessageChannel>;
  readonly houses: ReadonlySet<LetterProduct>;
}

export function sendingOf(rows: readonly GatewayRow[]): Sending {
  const houses = rows.flatMap(({ channel, settings }) =>
    channel === "letter" ? LETTER_PRODUCTS.filter((product) => product === settings["product"]) : [],
  );
  // One without a part of its channel carries nothing that is written now.
  const carrying = rows.filter(({ channel, weight }) => channel === "letter" || weight > 0);
  return { channels: new Set(carrying.map(({ channel }) => channel)), houses: new Set(houses) };
}

/** Which channels can be used to tell this person now; of the others, why not. */
export function waysOf(
  { channels, houses }: Sending,
  row: SummonsToWrite,
  reach: ReachRow | undefined,
  subject: Subject,
): Ways {
  const kind = KIND_OF[subject];
  const mailed = (
    channel: "sms" | "email" | "pec",
    address: string | null,
  ): NonNullable<Ways[SummonsChannel]> => {
    if (!channels.has(channel)) return "no-gateway";
    if (address === null) return "no-address";
    const isSpent =
      reach?.dead.includes(`${channel}/${address}`) === true ||
      reach?.written.includes(`${kind}/${channel}`) === true;
    return isSpent ? "failed-before" : "usable";
  };
  return {
    sms: mailed("sms", row.mobile),
    email: mailed("email", row.email),
    pec: mailed("pec", reach?.pec ?? null),
    // Whether the post can reach the address only writing shows.
    "ordinary-letter": houses.has("ordinary-letter") ? "usable" : "no-gateway",
    "registered-letter": houses.has("registered-letter") ? "usable" : "no-gateway",
    phone: reach?.hasNumber === true ? "usable" : "no-address",
    "signed-at-desk": "usable",
  };
}
