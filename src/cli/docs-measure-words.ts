// The values of a measure in words: a clock, a ladder, a limit, as the jurist's pages write them.

import { CLOCK_STARTS, CLOCKS } from "../domain/measures/clock-types.ts";
import type { Clock, ClockId } from "../domain/measures/clock-types.ts";
import type { Exemption, Ladder, LowIncomeLimit, OfferRule, SanctionStep } from "../domain/measures/types.ts";

const UNITS: Readonly<Record<Clock["unit"], readonly [string, string]>> = {
  "calendar-days": ["giorno di calendario", "giorni di calendario"],
  "working-days": ["giorno lavorativo", "giorni lavorativi"],
  months: ["mese", "mesi"],
  hours: ["ora", "ore"],
  date: ["", ""],
};

export const many = (count: number, [one, more]: readonly [string, string]): string =>
  `${String(count).replace(".", ",")} ${count === 1 ? one : more}`;

/** One and many of a unit in which a policy waits. */
export function waitUnit(unit: "hours" | "working-days"): readonly [string, string] {
  return UNITS[unit];
}

/** "30 giorni di calendario dal riconoscimento del beneficio". */
export function clockText(clock: Clock | null): string {
  if (clock === null) return "non previsto";
  if (clock.unit === "date") return `nel giorno scritto nella decisione`;
  const reduced =
    clock.reduced === undefined
      ? ""
      : ` (${clock.reduced.amount} con minori o persone con disabilità nel nucleo)`;
  return `${many(clock.amount, UNITS[clock.unit])}${reduced} ${CLOCK_STARTS[clock.start]}`;
}

/** "T2, Convocazione". */
export function clockName(id: ClockId): string {
  return `${CLOCKS[id].code}, ${CLOCKS[id].title}`;
}

function stepText(step: SanctionStep): string {
  if (step.kind === "forfeiture") return "decadenza";
  if (step.kind === "suspension") return "sospensione";
  return step.months === 0.25 ? "−¼ di mensilità" : `−${many(step.months, ["mensilità", "mensilità"])}`;
}

/** "−1 mensilità, poi −2 mensilità, poi decadenza". */
export function ladderText(ladder: Ladder): string {
  return ladder.steps.map(stepText).join(", poi ");
}

export const LINKED_TO: Readonly<Record<Ladder["linkedTo"], string>> = {
  "agreed-activity": "a un’attività concordata nel patto",
  "first-appointment-policy": "alla politica di presa in carico (RC1)",
};

export function limitText({ limit }: Exemption): string {
  if (limit.per === "none") return "nessun limite";
  const whom = limit.per === "household" ? "per nucleo" : "per persona assistita";
  return `${many(limit.members, ["componente", "componenti"])} ${whom}`;
}

export function durationText({ longestMonths, renewable }: Exemption): string {
  const length =
    longestMonths === null
      ? "fino alla data della decisione"
      : `al più ${many(longestMonths, ["mese", "mesi"])}`;
  return `${length}, ${renewable ? "rinnovabile" : "non rinnovabile"}`;
}

const OFFER_WHEN: Readonly<Record<OfferRule["when"], string>> = {
  "first-year": "nei primi dodici mesi",
  "after-first-year": "dopo dodici mesi",
  renewal: "in caso di rinnovo",
  always: "sempre",
};

/** "1ª, nei primi dodici mesi: entro 100 km o 100 minuti". */
export function offerText(offer: OfferRule): string {
  const limits = [
    ...(offer.withinKm === null ? [] : [`${offer.withinKm} km`]),
    ...(offer.withinMinutes === null ? [] : [`${offer.withinMinutes} minuti`]),
  ];
  const where = limits.length === 0 ? "senza limite di distanza" : `entro ${limits.join(" o ")}`;
  return `${offer.ordinal}ª, ${OFFER_WHEN[offer.when]}: ${where}`;
}

/** "dal 30/03/2019". */
export function lowIncomeName({ from }: LowIncomeLimit): string {
  return `dal ${from.split("-").toReversed().join("/")}`;
}

/** "8.145 euro l’anno da lavoro dipendente, 4.800 da lavoro autonomo". */
export function lowIncomeText({ employeeEuros, selfEmployedEuros }: LowIncomeLimit): string {
  const euros = (amount: number): string => String(amount).replace(/(?<=\d)(?=(?:\d{3})+$)/gu, ".");
  return `${euros(employeeEuros)} euro l’anno da lavoro dipendente, ${euros(selfEmployedEuros)} da lavoro autonomo`;
}
