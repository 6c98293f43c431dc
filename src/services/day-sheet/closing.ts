// Use cases: what is missing before an office's day may be closed; the closing, with its counts in the register; the reopening, with its reason.

import { mayClose } from "../../domain/day-sheet/closing.ts";
import { isHere, isUndecided } from "../../domain/day-sheet/standing.ts";
import type { DayCounts } from "../../domain/day-sheet/standing.ts";
import { DAY_SHEET_REFUSALS } from "../../domain/day-sheet/texts.ts";
import { markClosed, officeSubject, wasOfficeAct } from "../../store/day-sheet.ts";
import { appendActs } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { Refused, refusedAs } from "../refused.ts";
import { atDesk, holdDay } from "./in-day.ts";
import type { AtDesk, DayOutcome } from "./in-day.ts";
import { afterNoShows } from "./no-show.ts";
import type { AfterNoShow } from "./no-show.ts";
import { readSheet } from "./sheet.ts";
import type { SheetRow } from "./sheet.ts";

export interface UndecidedPerson {
  readonly caseId: string;
  readonly summonsId: string;
  readonly version: number;
  readonly surname: string;
  readonly name: string;
  readonly startsAt: string;
  readonly ahead: boolean;
  readonly after: AfterNoShow;
}

export interface ClosingPreview {
  readonly day: string;
  readonly version: number;
  readonly why: string | null;
  readonly counts: DayCounts;
  readonly undecided: readonly UndecidedPerson[];
  /** Agreed meetings without an outcome: what follows is always the same, nothing. */
  readonly meetings: readonly { readonly caseId: string; readonly appointmentId: string; readonly surname: string; readonly name: string; readonly startsAt: string; readonly ahead: boolean }[];
  readonly here: readonly SheetRow[];
}

/**
 * Who has no outcome yet, with what would follow for each if they were recorded as not come. Nothing is kept of the trials.
 * Refusals: FOGLIO_SENZA_SEDE.
 */
export function previewClosing(services: Services, reference: Reference, day: string, actor: Actor): Promise<DayOutcome<ClosingPreview>> {
  return atDesk(services, actor, async (desk) => {
    const { client, office, now, today } = desk;
    const sheet = await readSheet(client, office, day, now);
    const people = sheet.rows.flatMap(({ standing, caseId, summonsId, version, surname, name, startsAt }) =>
      isUndecided(standing) && summonsId !== null && version !== null && startsAt !== null ? [{ caseId, summonsId, version, surname, name, startsAt, day }] : [],
    );
    const follows = await afterNoShows(client, { reference, actor, now }, people);
    const undecided = people.map(({ day: _, ...person }, at): UndecidedPerson => ({ ...person, ahead: person.startsAt > now, after: follows[at]! }));
    const verdict = mayClose({ day, today, closed: sheet.state.closedAt !== null, counts: sheet.counts });
    return {
      day,
      version: sheet.state.version,
      why: verdict.ok ? null : verdict.refusal.message,
      counts: sheet.counts,
      undecided,
      meetings: sheet.rows.flatMap(({ meetingId, standing, caseId, surname, name, startsAt }) =>
        meetingId === null || startsAt === null || !isUndecided(standing) ? [] : [{ caseId, appointmentId: meetingId, surname, name, startsAt, ahead: startsAt > now }],
      ),
      here: sheet.rows.filter(({ standing }) => isHere(standing)),
    };
  });
}

export interface ClosingRequest {
  readonly day: string;
  /** The version that the page showed; 0 where nobody had touched the day. */
  readonly version: number;
  readonly actId: string;
}

/**
 * Closes the day: an act of the office, with the counts as they stand.
 * Refusals: FOGLIO_SENZA_SEDE, FOGLIO_CAMBIATO, GIORNO_GIA_CHIUSO, GIORNO_FUTURO, GIORNO_INDECISO, SALA_NON_VUOTA, ATTO_GIA_USATO.
 */
export function closeDay(services: Services, request: ClosingRequest, actor: Actor): Promise<DayOutcome<DayCounts>> {
  return atDesk(services, actor, async (desk) => {
    const { client, office, now, today } = desk;
    const locked = await holdDay(desk, request.day);
    const subject = await officeSubject(client, office);
    const sheet = await readSheet(client, office, request.day, now);
    // Asked again after an answer that was lost: it is closed, and by this very act.
    if (locked.closedAt !== null && (await wasOfficeAct(client, subject, request.actId))) return sheet.counts;
    expectVersion(locked.version, request.version);
    const counts = refusedAs(mayClose({ day: request.day, today, closed: locked.closedAt !== null, counts: sheet.counts }));
    await markClosed(client, office, request.day, { at: now, by: actor.id, counts });
    await sign(desk, subject, request.actId, "day-closed", { office, day: request.day, counts });
    return counts;
  });
}

export interface ReopeningRequest extends ClosingRequest {
  readonly reason: string;
}

/** Refusals: FOGLIO_SENZA_SEDE, FOGLIO_CAMBIATO, GIORNO_APERTO, ATTO_GIA_USATO. */
export function reopenDay(services: Services, request: ReopeningRequest, actor: Actor): Promise<DayOutcome<null>> {
  return atDesk(services, actor, async (desk) => {
    const { client, office } = desk;
    const locked = await holdDay(desk, request.day);
    const subject = await officeSubject(client, office);
    if (locked.closedAt === null && (await wasOfficeAct(client, subject, request.actId))) return null;
    if (locked.closedAt === null) throw new Refused("GIORNO_APERTO", DAY_SHEET_REFUSALS.alreadyOpen);
    expectVersion(locked.version, request.version);
    await markClosed(client, office, request.day, null);
    await sign(desk, subject, request.actId, "day-reopened", { office, day: request.day, reason: request.reason.trim() });
    return null;
  });
}

/** A day that nobody had touched has no row, and no version, until it is held. */
function expectVersion(found: number, shown: number): void {
  if (found !== Math.max(shown, 1)) throw new Refused("FOGLIO_CAMBIATO", DAY_SHEET_REFUSALS.changed);
}

async function sign({ client, actor, now }: AtDesk, subjectId: string, id: string, kind: string, payload: object): Promise<void> {
  await appendActs(client, actor, [{ id, subjectId, subjectKind: "office", kind, happenedAt: now, payload }]);
}
