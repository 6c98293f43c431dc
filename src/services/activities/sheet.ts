// Use case: the sheet of a day written for a whole group at once; each person's acts are done together or not at all, and one refused stops nobody else.

import type { PoolClient } from "pg";
import type { ActivityData } from "../../domain/activities/data.ts";
import { stepsOf } from "../../domain/activities/sheet.ts";
import type { MarkedDay, SheetMark } from "../../domain/activities/sheet.ts";
import { ACTIVITY } from "../../domain/activities/table.ts";
import type { Refusal } from "../../domain/outcome.ts";
import { readAct, readItems } from "../../store/items.ts";
import { NotPerformed } from "../acts/act-outcome.ts";
import { asActor } from "../acts/behind-walls.ts";
import { BINDINGS } from "../acts/bindings.ts";
import { followingId } from "../acts/following-id.ts";
import { performIn } from "../acts/perform.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { SHEET_TEXTS } from "./texts.ts";

export interface MarkedPerson {
  readonly caseId: string;
  readonly itemId: string;
  /** Of the activity, as the sheet showed it. */
  readonly expectedVersion: number;
  /** Chosen by the page: the same sheet sent twice is written once. */
  readonly actId: string;
  readonly mark: SheetMark;
  readonly minutes: number;
  readonly evidenceSeen: boolean;
  readonly reason: string;
}

export interface SheetRequest {
  readonly entryId: string;
  readonly day: string;
  readonly registerSeen: boolean;
  readonly rows: readonly MarkedPerson[];
}

export interface SheetResult {
  readonly written: number;
  readonly refused: readonly { readonly itemId: string; readonly refusal: Refusal }[];
}

const TRIES = 4;

export async function writeSheet(services: Services, reference: Reference, request: SheetRequest, actor: Actor): Promise<SheetResult> {
  let written = 0;
  const refused: { itemId: string; refusal: Refusal }[] = [];
  for (const row of request.rows) {
    const outcome = await writeRow(services, reference, request, row, actor);
    if (outcome === "written") written += 1;
    else if (outcome !== "same") refused.push({ itemId: row.itemId, refusal: outcome });
  }
  return { written, refused };
}

async function writeRow(services: Services, reference: Reference, sheet: SheetRequest, row: MarkedPerson, actor: Actor): Promise<"written" | "same" | Refusal> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await asActor(services, actor, (client) => rowIn(client, reference, sheet, row, actor));
    } catch (error) {
      if (error instanceof NotPerformed) return error.refused.refusal;
      if ((error as { code?: string }).code !== "40P01" || attempt === TRIES) throw error;
    }
  }
}

async function rowIn(client: PoolClient, reference: Reference, sheet: SheetRequest, row: MarkedPerson, actor: Actor): Promise<"written" | "same"> {
  const { caseId, itemId, actId } = row;
  // The same sheet sent again, because its answer was lost.
  if ((await readAct(client, actId)) !== null) return "written";
  const item = (await readItems(client, [caseId])).find(({ id, procedure }) => id === itemId && procedure === ACTIVITY.name);
  const data = item?.data as unknown as ActivityData | undefined;
  if (item === undefined || data?.entry?.id !== sheet.entryId) throw new NotPerformed({ code: "PRATICA_ASSENTE", message: SHEET_TEXTS.notYours });
  const marked: MarkedDay = { on: sheet.day, registerSeen: sheet.registerSeen, mark: row.mark, minutes: row.minutes, evidenceSeen: row.evidenceSeen, reason: row.reason };
  const steps = stepsOf(data.attendance.find(({ day }) => day === sheet.day), marked);
  if (steps.length === 0) return "same";
  for (const [at, { act, input }] of steps.entries()) {
    await performIn(
      { client, reference, bindings: BINDINGS, actor, depth: 0 },
      {
        procedure: ACTIVITY.name, caseId, itemId, act, input,
        actId: at === 0 ? actId : followingId(actId, `sheet-${at}`),
        expectedVersion: at === 0 ? row.expectedVersion : null,
      },
    );
  }
  return "written";
}
