// After a corrected address: each case goes to the office that the address gives, by the act of the case's life, with all that follows from it.

import { REQUEST_TEXTS } from "../../domain/requests/texts.ts";
import { lifeItem } from "../../store/case-life.ts";
import { newId } from "../../store/ids.ts";
import { inTransaction } from "../../store/pools.ts";
import { perform } from "../acts/perform.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";

const LIFE = "vita-del-caso";
/** The table of the life of a case says so where the address gives no other office, or no other Region. */
const STAYS: ReadonlySet<string> = new Set(["VITA_DEL_CASO_OTHER_OFFICE_COMPETENT", "VITA_DEL_CASO_OUT_OF_REGION", "VITA_DEL_CASO_NOT_ALLOWED"]);

export interface Followed {
  /** Cases that have passed to another office. */
  readonly moved: number;
  /** Cases that have left the Region. */
  readonly left: number;
  /** Why a case that should have moved did not. */
  readonly refused: readonly string[];
}

/** Asked again it does what is still to be done: a program that was killed half-way is gone on with by the same correction. */
export async function followAddress(
  services: Services,
  reference: Reference,
  caseIds: readonly string[],
  actor: Actor,
): Promise<Followed> {
  // The tables of law know the Region's administrator, here, as the Region.
  const region: Actor = { ...actor, role: "regional" };
  let [moved, left] = [0, 0];
  const refused: string[] = [];
  for (const caseId of caseIds) {
    const act = async (name: string): Promise<{ readonly ok: true } | { readonly ok: false; readonly code: string; readonly message: string }> => {
      const itemId = await inTransaction(services.pools.worker, (client) => lifeItem(client, caseId));
      const asked = { procedure: LIFE, caseId, itemId, act: name, input: {}, actId: newId(), expectedVersion: null };
      const outcome = await perform(services, reference, asked, region);
      return outcome.ok ? { ok: true } : { ok: false, ...outcome.refusal };
    };
    const transfer = await act("transfer");
    if (transfer.ok) {
      moved += 1;
      continue;
    }
    const away = transfer.code === "VITA_DEL_CASO_OTHER_OFFICE_COMPETENT" ? await act("leave-region") : transfer;
    if (away.ok) left += 1;
    else if (!STAYS.has(away.code)) refused.push(away.message);
  }
  return { moved, left, refused };
}

/** What the operator is told of it, after the correction itself. */
export function followedText({ moved, left, refused }: Followed): string {
  return [
    ...(moved > 0 ? [REQUEST_TEXTS.moved(moved)] : []),
    ...(left > 0 ? [REQUEST_TEXTS.left(left)] : []),
    ...(moved + left + refused.length === 0 ? [REQUEST_TEXTS.sameOffice] : []),
    ...refused.map((why) => REQUEST_TEXTS.notMoved(why)),
  ].join(" ");
}

