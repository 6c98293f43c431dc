// The office's exceptions as its page shows them: those in force and to come, who is still booked in a closure, how far a replan is.

import { concerns, exceptionsOn, hoursOf as periodOf } from "../../domain/offices/exceptions.ts";
import { romeDay, romeTime } from "../../domain/calendar/rome-time.ts";
import { listExceptions } from "../../store/agenda.ts";
import type { ExceptionRow } from "../../store/agenda.ts";
import { replansOf } from "../../store/agenda-replan.ts";
import { dayExceptions, scheduleWith } from "../agenda-seats.ts";
import { deskNumbers, displacedBy } from "./displaced.ts";
import type { Displacing } from "./displaced.ts";

export interface ShownException extends ExceptionRow {
  readonly people: number;
  readonly replan: { readonly id: string; readonly done: boolean } | null;
}

const MOST = 300;

export async function hoursOf(at: Displacing): Promise<ShownException[]> {
  const { client, reference, scenario, officeId, now } = at;
  const rows = await listExceptions(client, officeId, romeDay(now), MOST);
  const inForce = rows.filter((row) => row.withdrawnAt === null);
  const closures = inForce.filter((row) => row.kind === "closure");
  const replans = await replansOf(client, rows.map((row) => row.id));
  const people = new Map<string, number>();
  if (closures.length > 0) {
    const days = { from: closures.map((row) => row.from).sort()[0]!, to: closures.map((row) => row.to).sort().at(-1)! };
    const hit = await displacedBy(at, scheduleWith(reference, scenario, officeId, inForce), days);
    const exceptions = dayExceptions(reference, scenario, closures);
    const numbers = deskNumbers(at);
    for (const { startsAt, endsAt, deskId } of hit) {
      const { date, minutes } = romeTime(startsAt);
      const end = minutes + (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
      for (const one of exceptionsOn(exceptions, date)) {
        const shut = periodOf(one);
        if (concerns(one, numbers.get(deskId) ?? 0) && minutes < shut.end && shut.start < end) people.set(one.id, (people.get(one.id) ?? 0) + 1);
      }
    }
  }
  return rows.map((row) => {
    const replan = replans.get(row.id);
    return { ...row, people: people.get(row.id) ?? 0, replan: replan === undefined ? null : { id: replan.id, done: replan.doneAt !== null } };
  });
}
