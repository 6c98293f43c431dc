// How the person was told of the duty that a fact is about, each attempt with its text, its times and what it proves.

import type { PoolClient } from "pg";
import type { FactTelling } from "../contract/conditionality.ts";
import { layOut } from "../domain/conditionality/evidence.ts";
import type { LaidOut } from "../domain/conditionality/evidence.ts";
import { signedPacts } from "../domain/conditionality/tellings.ts";
import type { SummonsChannel } from "../domain/measures/words.ts";
import { shownTellings } from "../store/read/conditionality.ts";
import type { Moment } from "../services/acts/binding.ts";
import { channelText } from "../services/conditionality/choices.ts";
import { FACT_TEXTS } from "../services/conditionality/texts.ts";

export type ShownProof = Omit<FactTelling, "strength" | "inTime" | "valid" | "enough"> & { readonly laidOut: LaidOut };

export interface AboutFact {
  readonly happenedAt: string;
  /** Of an absence from a summons: only what told of that appointment. */
  readonly appointmentId: string | null;
  /** What the fact was recorded with; null before it is. */
  readonly evidence: readonly string[] | null;
}

/** A reminder and a cancellation tell of no duty: they are shown, and prove nothing. */
const OF_A_DUTY: ReadonlySet<string> = new Set(["summons", "moved", "evidence", "pact"]);

export async function tellingsOf(client: PoolClient, { facts }: Moment, { happenedAt, appointmentId, evidence }: AboutFact): Promise<ShownProof[]> {
  const measure = facts.parameters;
  const written = (await shownTellings(client, facts.caseId, appointmentId)).map((telling): ShownProof => {
    const { kind, channel, outcome, at, appointmentId: _, ...shown } = telling;
    return {
      ...shown,
      channel: channelText(channel),
      what: FACT_TEXTS.tellingKinds[kind] ?? kind,
      outcome: FACT_TEXTS.outcomes[outcome],
      counts: OF_A_DUTY.has(kind),
      laidOut: layOut(measure, { channel: channel as SummonsChannel, outcome, at }, happenedAt),
    };
  });
  if (appointmentId !== null) return written;
  const pacts = signedPacts(facts.items).map(({ id, channel, outcome, at }): ShownProof => ({
    id, channel: channelText(channel), what: FACT_TEXTS.tellingKinds["pact"]!, recipient: null, sender: null, subject: null, text: FACT_TEXTS.pactText,
    handedOverAt: null, deliveredAt: at, outcome: FACT_TEXTS.outcomes[outcome], reference: null, counts: true,
    laidOut: layOut(measure, { channel, outcome, at }, happenedAt),
  }));
  const all = [...written, ...pacts];
  // Of a fact that is recorded, what it was recorded with stands first.
  return evidence === null ? all : all.toSorted((a, b) => Number(evidence.includes(b.id)) - Number(evidence.includes(a.id)));
}
