// The day sheet as pages get it: the office's hours around the people, what follows from an absence in words, who may do what.

import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import { DAY_ACTS } from "../contract/day-sheet.ts";
import type { AfterNoShow, DayAct, DayCan, DaySheet, OutcomeOffers } from "../contract/day-sheet.ts";
import { may } from "../domain/access/permissions.ts";
import type { Role } from "../domain/access/roles.ts";
import { toDayNumber, toIsoDate } from "../domain/calendar/days.ts";
import { CITATIONS } from "../domain/law/citation.ts";
import type { SanctionStep } from "../domain/measures/types.ts";
import { closedBecause, workingDay } from "../domain/offices/opening.ts";
import { scheduleWith, takenAndChanged } from "../services/agenda-seats.ts";
import type { AfterNoShow as Follows } from "../services/day-sheet/no-show.ts";
import type { Offered } from "../services/day-sheet/outcomes.ts";
import { readSheet } from "../services/day-sheet/sheet.ts";
import type { ReferenceNow } from "./reference-now.ts";
import { DAY_SHEET_TEXTS } from "./day-sheet-texts.ts";

const FARTHEST_NEIGHBOUR = 31;

export interface ReadDay {
  readonly tag: string;
  readonly sheet: DaySheet;
}

export interface DayRequest {
  readonly office: string;
  readonly day: string;
  readonly now: string;
  readonly today: string;
}

export async function viewDay(client: PoolClient, { reference, scenario }: ReferenceNow, request: DayRequest): Promise<ReadDay> {
  const { office, day, now, today } = request;
  const { state, rows, counts } = await readSheet(client, office, day, now);
  const { exceptions } = await takenAndChanged(client, office, day, day);
  const schedule = scheduleWith(reference, scenario, office, exceptions);
  const seat = reference.seatOn(office, day);
  const desks = reference.desks(scenario).filter((desk) => desk.officeId === office);
  const numbers = new Map(desks.map((desk) => [desk.id, desk.number]));
  const neighbour = (step: 1 | -1): string | null => {
    for (let distance = 1; schedule !== undefined && distance <= FARTHEST_NEIGHBOUR; distance += 1) {
      const candidate = toIsoDate(toDayNumber(day) + step * distance);
      if (workingDay(schedule, reference.holidays, candidate)) return candidate;
    }
    return null;
  };
  const sheet: DaySheet = {
    office: { id: office, name: reference.offices.get(office)?.name ?? office, address: seat?.address ?? null, municipality: seat?.municipality ?? null },
    day,
    today,
    previousDay: neighbour(-1),
    nextDay: neighbour(1),
    closedBecause: schedule === undefined ? null : closedBecause(schedule, reference.holidays, day),
    desks: [...new Set(numbers.values())].toSorted((a, b) => a - b),
    version: state.version,
    closed: state.closedAt === null || state.closedBy === null ? null : { at: state.closedAt, by: state.closedBy },
    counts,
    rows: rows.map(({ deskId, ...row }) => ({ ...row, desk: deskId === null ? null : (numbers.get(deskId) ?? deskId) })),
  };
  return { sheet, tag: createHash("sha256").update(JSON.stringify(sheet)).digest("base64url").slice(0, 22) };
}

export function canOf(role: Role): DayCan {
  return {
    reception: may(role, "reception"),
    outcomes: may(role, "close-day"),
    close: may(role, "close-day"),
    reopen: may(role, "reopen-day"),
    openPerson: may(role, "person-page"),
  };
}

export function viewAfter({ step, ...after }: Follows): AfterNoShow {
  return { ...after, step: step === null ? null : stepText(step) };
}

function stepText(step: SanctionStep): string {
  if (step.kind === "forfeiture") return DAY_SHEET_TEXTS.forfeiture;
  return step.kind === "suspension" ? DAY_SHEET_TEXTS.suspension : DAY_SHEET_TEXTS.reduction(step.months);
}

/** Who may not judge absences sees neither how many there are, nor the acts that are never theirs. */
export function viewOffers({ summons, stateText, acts, noShow, reasons }: Offered, judges: boolean): OutcomeOffers {
  const { caseId, summonsId, version, surname, name, startsAt } = summons;
  const shown = acts.filter((offer) => isDayAct(offer.act) && (judges || offer.allowed));
  return {
    caseId,
    summonsId,
    version,
    surname,
    name,
    startsAt,
    stateText,
    acts: shown.map(({ act, label, allowed, reason, citation }) => ({
      act: act as DayAct,
      label,
      allowed,
      reason,
      law: citation === null ? null : CITATIONS[citation].text,
    })),
    noShow: judges && noShow !== null ? viewAfter(noShow) : null,
    reasons: judges ? [...reasons] : [],
  };
}

function isDayAct(act: string): boolean {
  return (DAY_ACTS as readonly string[]).includes(act);
}
