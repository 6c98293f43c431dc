// The hours of an office over the API: what they are, how they change, who is moved by it, and how far the moving has come.

import { z } from "zod";
import {
  ChangeDone, ChangePreview, ChangePreviewRequest, ChangeRequest, CopyWeekRequest, CopyWeekRows, OfficeHours, ReplanProgress,
} from "../../contract/agenda-hours.ts";
import { Done, Id } from "../../contract/problem.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { inForce as isInForce } from "../../domain/calendar/days.ts";
import { applyChange, previewChange } from "../../services/agenda/change.ts";
import type { HoursChange } from "../../services/agenda/change.ts";
import { copyWeek, previewCopy } from "../../services/agenda/copy-week.ts";
import type { CopyRow } from "../../services/agenda/copy-week.ts";
import { deskNumbers } from "../../services/agenda/displaced.ts";
import { hoursOf } from "../../services/agenda/hours.ts";
import { resumeReplans, runReplan } from "../../services/agenda/replan-run.ts";
import { AGENDA_TEXTS } from "../../services/agenda/texts.ts";
import { readReplan, replanCounts } from "../../store/agenda-replan.ts";
import { inOffice } from "../../store/pools.ts";
import { namesOf } from "../../store/read/access.ts";
import { logList, officeWith } from "../access.ts";
import type { App, ServerContext } from "../options.ts";
import { notFound, orProblem } from "../problems.ts";

const ById = z.object({ id: Id });
/** What was left in the middle by a process that fell is looked for this often. */
const RESUME_MS = 30_000;

export function registerAgendaHours(app: App, context: ServerContext): void {
  registerHours(app, context);
  registerChanges(app, context);
  registerCopy(app, context);
  keepReplanning(app, context);
}

function registerHours(app: App, { services, reference }: ServerContext): void {
  app.get(
    "/api/agenda/hours",
    { schema: { summary: "Gli orari della sede e le eccezioni", response: { 200: OfficeHours } } },
    async (request) => {
      const { office } = officeWith(request, "agenda");
      const { reference: tables, scenario } = await reference();
      const now = await services.now();
      const today = romeDay(now);
      const rows = await inOffice(services.pools.app, office, (client) => hoursOf({ client, reference: tables, scenario, officeId: office, now }));
      const names = await namesOf(services.pools.control, rows.flatMap((row) => [row.enteredBy, row.withdrawnBy ?? row.enteredBy]));
      const nameOf = (login: string): string => names.get(login) ?? login;
      const numbers = deskNumbers({ reference: tables, scenario, officeId: office });
      const schedule = tables.schedules(scenario).get(office);
      const desks = Math.max(0, ...(schedule?.desks ?? []).filter((row) => isInForce(row, today)).map((row) => row.desks));
      return {
        today,
        week: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
          weekday,
          periods: (schedule?.rules ?? [])
            .filter((rule) => rule.weekday === weekday && isInForce(rule, today))
            .map(({ opens, closes }) => ({ start: opens, end: closes }))
            .toSorted((a, b) => a.start - b.start),
        })),
        desks: [...numbers].map(([id, number]) => ({ id, number })).filter(({ number }) => number <= desks).toSorted((a, b) => a.number - b.number),
        exceptions: rows.map(({ withdrawnAt, withdrawnBy, withdrawnReason, ...row }) => ({
          ...row,
          desk: row.deskId === null ? null : (numbers.get(row.deskId) ?? row.deskId),
          enteredBy: nameOf(row.enteredBy),
          withdrawn: withdrawnAt === null || withdrawnBy === null ? null : { at: withdrawnAt, by: nameOf(withdrawnBy), reason: withdrawnReason ?? "" },
        })),
      };
    },
  );
}

function registerChanges(app: App, { services, reference }: ServerContext): void {
  app.post(
    "/api/agenda/hours/preview",
    { schema: { summary: "Chi sarebbe colpito da un cambio d’orario, e dove andrebbe", body: ChangePreviewRequest, response: { 200: ChangePreview } } },
    async (request) => {
      const { office, actor } = officeWith(request, "openings");
      const inForce = await reference();
      const { effects, proposals, digest } = orProblem(await previewChange(services, { ...inForce, change: changeOf(request.body.change), actor }));
      const numbers = deskNumbers({ ...inForce, officeId: office });
      const numberOf = (deskId: number): number => numbers.get(deskId) ?? deskId;
      await inOffice(services.pools.app, office, (db) => logList(db, actor, "agenda-replan", proposals.length));
      return {
        days: [...effects],
        digest,
        proposals: proposals.map(({ deskId, summonsState, to, ...one }) => ({
          ...one,
          reach: one.reach as z.infer<typeof ChangePreview>["proposals"][number]["reach"],
          summons: summonsState,
          desk: numberOf(deskId),
          to: to === null ? null : { ...to, desk: numberOf(to.deskId) },
        })),
      };
    },
  );
  app.post(
    "/api/agenda/hours",
    { schema: { summary: "Cambia gli orari di alcuni giorni e sposta chi è colpito", body: ChangeRequest, response: { 200: ChangeDone } } },
    async (request) => {
      const { office, actor } = officeWith(request, "openings");
      const inForce = await reference();
      const done = orProblem(await applyChange(services, { ...inForce, change: changeOf(request.body.change), digest: request.body.digest, actor }));
      const { replanId } = done;
      // The answer does not wait for it; whoever falls in the middle is gone on with.
      if (replanId !== null) runReplan(services, inForce, office, replanId).catch((error: unknown) => request.log.error({ error: String(error) }, "replan"));
      return { message: done.repeated ? AGENDA_TEXTS.alreadyEntered : AGENDA_TEXTS.changeEntered(done.hits), replanId };
    },
  );
  app.get(
    "/api/agenda/replans/:id",
    { schema: { summary: "A che punto è lo spostamento delle persone", params: ById, response: { 200: ReplanProgress } } },
    async (request) => {
      const { office } = officeWith(request, "openings");
      return inOffice(services.pools.app, office, async (client) => {
        const replan = await readReplan(client, request.params.id);
        if (replan === null) throw notFound(AGENDA_TEXTS.replanUnknown);
        return { done: replan.doneAt !== null, ...(await replanCounts(client, replan.id)) };
      });
    },
  );
}

/** The change as the service wants it. */
function changeOf(change: z.infer<typeof ChangeRequest>["change"]): HoursChange {
  return "enter" in change ? { enter: change.enter } : { withdraw: change.withdraw, reason: change.reason };
}

function registerCopy(app: App, { services, reference }: ServerContext): void {
  const rowsOf = (rows: readonly CopyRow[], numbers: ReadonlyMap<number, number>): z.infer<typeof CopyWeekRows> => ({
    rows: rows.map(({ draft, seats, refusal }) => ({
      kind: draft.kind, date: draft.from, fromMinute: draft.fromMinute, toMinute: draft.toMinute,
      desk: draft.deskId === null ? null : (numbers.get(draft.deskId) ?? draft.deskId), reason: draft.reason, seats, refusal: refusal?.message ?? null,
    })),
  });
  app.post(
    "/api/agenda/hours/copy/preview",
    { schema: { summary: "Che cosa si copierebbe di una settimana", body: CopyWeekRequest, response: { 200: CopyWeekRows } } },
    async (request) => {
      const { office, actor } = officeWith(request, "openings");
      const inForce = await reference();
      return rowsOf(orProblem(await previewCopy(services, { ...inForce, ...request.body, actor })), deskNumbers({ ...inForce, officeId: office }));
    },
  );
  app.post(
    "/api/agenda/hours/copy",
    { schema: { summary: "Copia le eccezioni di una settimana su altre", body: CopyWeekRequest, response: { 200: Done } } },
    async (request) => {
      const { actor } = officeWith(request, "openings");
      const rows = orProblem(await copyWeek(services, { ...(await reference()), ...request.body, actor }));
      return { message: AGENDA_TEXTS.weekCopied(rows.filter((row) => row.refusal === null).length) };
    },
  );
}

/** Goes on with what a process that fell has left, when the server starts and from time to time. */
function keepReplanning(app: App, { services, reference }: ServerContext): void {
  let timer: NodeJS.Timeout | undefined;
  const resume = async (): Promise<void> => {
    await resumeReplans(services, await reference());
  };
  app.addHook("onListen", async () => {
    void resume().catch(() => undefined);
    timer = setInterval(() => void resume().catch(() => undefined), RESUME_MS).unref();
  });
  app.addHook("onClose", async () => clearInterval(timer));
}
