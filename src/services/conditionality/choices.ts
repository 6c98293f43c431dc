// What the dossier offers to choose from when a fact is recorded or a report proposed: tellings, links, absences that wait. No id is ever typed.

import type { PoolClient } from "pg";
import type { ActivityData } from "../../domain/activities/data.ts";
import type { OfferData } from "../../domain/activities/offer-types.ts";
import { clockText, romeDay, romeInstant, romeTime } from "../../domain/calendar/rome-time.ts";
import type { ActivityLink, ConditionalityData } from "../../domain/conditionality/data.ts";
import { linksOf } from "../../domain/conditionality/links.ts";
import { signedPacts } from "../../domain/conditionality/tellings.ts";
import { SUMMONS_CHANNELS } from "../../domain/measures/words.ts";
import type { SummonsChannel } from "../../domain/measures/words.ts";
import type { FormOption } from "../../domain/procedure/form-types.ts";
import { tellingsOfCase, unjustifiedAbsences } from "../../store/breaches.ts";
import type { Moment } from "../acts/binding.ts";
import { dayText } from "../acts/day-text.ts";
import { BREACH_LABELS } from "../acts/forms/conditionality-texts.ts";

/** "14/10/2019" and "09:30", in Rome. */
export function dayAndHour(instant: string): readonly [string, string] {
  const { date, minutes } = romeTime(instant);
  return [dayText(date), clockText(minutes)];
}

/** Messages, letters, dates signed at the desk, the pact: newest first. */
export async function tellingOptions(client: PoolClient, { facts }: Moment): Promise<FormOption[]> {
  const rows = await tellingsOfCase(client, facts.caseId);
  const messages = rows.map(({ id, channel, outcome, at }) => {
    const [day, hour] = dayAndHour(at);
    return { at, value: id, label: BREACH_LABELS.telling(channelText(channel), BREACH_LABELS.tellings[outcome], day, hour) };
  });
  const pacts = signedPacts(facts.items).map(({ id, at }) => ({ at, value: id, label: BREACH_LABELS.pactSigned(dayText(romeDay(at))) }));
  return [...messages, ...pacts].toSorted((a, b) => (a.at < b.at ? 1 : -1)).map(({ value, label }) => ({ value, label }));
}

export function channelText(channel: string): string {
  return Object.hasOwn(SUMMONS_CHANNELS, channel) ? SUMMONS_CHANNELS[channel as SummonsChannel] : channel;
}

/** What a report of this fact may be linked to: of the kind that the measure asks, and in force on the day of the fact. */
export function linkOptions({ facts }: Moment, fact: ConditionalityData | null): { readonly kind: ActivityLink["kind"]; readonly options: FormOption[] } {
  const kind = facts.parameters.ladders.find(({ event }) => event === fact?.event)?.linkedTo ?? "agreed-activity";
  const options = linksOf(facts.items, facts.grantedOn)
    .filter((link) => fact !== null && link.kind === kind && link.from <= fact.happenedOn && (link.to === null || fact.happenedOn <= link.to))
    .map(({ id }) => ({ value: id, label: linkText(id, facts) }));
  return { kind, options };
}

export function linkText(id: string, { items }: Moment["facts"]): string {
  const item = items.find((each) => each.id === id);
  if (item === undefined) return `${id}, la politica del primo appuntamento`;
  const kind = BREACH_LABELS.kinds[item.procedure] ?? item.procedure;
  const entry = (item.data as unknown as ActivityData).entry ?? null;
  const offer = (item.data as unknown as OfferData).offer ?? null;
  const what = item.procedure === "attivita" ? entry?.title : item.procedure === "offerta-di-lavoro" ? offer?.job : undefined;
  return what === undefined ? `${kind}, dal ${dayText(romeDay(item.openedAt))}` : `${kind}: ${what}`;
}

export interface AbsenceOption extends FormOption {
  readonly at: string;
}

/** Absences that their summons has closed as unjustified and on which nothing was opened, oldest first. */
export async function waitingAbsences(client: PoolClient, caseId: string): Promise<AbsenceOption[]> {
  return (await unjustifiedAbsences(client, caseId)).map(({ summonsId, startsAt }) => ({
    value: summonsId,
    label: BREACH_LABELS.absenceOf(...dayAndHour(startsAt)),
    at: startsAt,
  }));
}

const TASK_DAY = /^breach-(\d{4}-\d\d-\d\d)-/;

/** The instant that a new fact most likely is of: the first that another procedure has put before the desk; null where none waits. */
export async function openFactDay(client: PoolClient, caseId: string): Promise<string | null> {
  const { rows } = await client.query<{ kind: string }>(
    "select kind from desk_task where case_id = $1 and closed_at is null and kind like 'breach-%' order by kind limit 1",
    [caseId],
  );
  const day = TASK_DAY.exec(rows[0]?.kind ?? "")?.[1];
  return day === undefined ? null : romeInstant(day, 9 * 60);
}
