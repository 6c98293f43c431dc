// Use case: cases given to operators, one or many at once. Each change is an act of its case, with who had it before.

import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { businessNow } from "../../store/clock.ts";
import { newId } from "../../store/ids.ts";
import { inOffice } from "../../store/pools.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import { endAssignments, insertAssignments, openAssignments, visibleCases } from "../../store/worklist.ts";
import type { Actor, Services } from "../context.ts";
import type { Colleague } from "../../store/worklist-views.ts";
import { WORKLIST_TEXTS as TEXTS } from "./texts.ts";

export interface AssignmentRequest {
  readonly caseIds: readonly string[];
  /** Logins; several share the cases in equal parts, in the order given; none: the cases are nobody's. */
  readonly to: readonly string[];
  readonly colleagues: readonly Colleague[];
  readonly office: string;
  readonly actor: Actor;
}

export interface AssignmentDone {
  readonly message: string;
  readonly assigned: number;
  readonly unchanged: number;
  readonly missing: number;
  readonly previous: readonly { readonly operator: string | null; readonly cases: readonly string[] }[];
}

/** Refusals: OPERATORE_NON_DELLA_SEDE, NESSUN_CASO_DELLA_SEDE. What is not the office's any more is passed over, and counted. */
export async function assignCases(services: Services, request: AssignmentRequest): Promise<Outcome<AssignmentDone>> {
  const { to, colleagues, office } = request;
  const unknown = to.find((login) => !colleagues.some((one) => one.login === login));
  if (unknown !== undefined) return refuse("OPERATORE_NON_DELLA_SEDE", TEXTS.notColleague(unknown));
  const asked = [...new Set(request.caseIds)];
  return inOffice(services.pools.app, office, async (client) => {
    const visible = new Set(await visibleCases(client, asked));
    if (visible.size === 0) return refuse("NESSUN_CASO_DELLA_SEDE", TEXTS.notHere);
    const cases = asked.filter((id) => visible.has(id));
    // Equal parts of what was asked for, in its order; then under the locks of the cases, who had what.
    const wanted = new Map(cases.map((id, at) => [id, to.length === 0 ? null : to[at % to.length]!]));
    await lockCases(client, cases);
    const before = new Map((await openAssignments(client, cases)).map((one) => [one.caseId, one]));
    const changed = cases.filter((id) => (before.get(id)?.operator ?? null) !== wanted.get(id));
    const at = await businessNow(client);
    const ended = changed.flatMap((id) => before.get(id)?.id ?? []);
    await endAssignments(client, ended, { at, by: request.actor.id, because: to.length === 0 ? "given-back" : "given-on" });
    const given = changed.flatMap((caseId) => {
      const operator = wanted.get(caseId) ?? null;
      return operator === null ? [] : [{ id: newId(), caseId, operator }];
    });
    await insertAssignments(client, given, { office, at, by: request.actor.id });
    await appendActs(
      client,
      request.actor,
      changed.map((id) => ({
        subjectId: id,
        subjectKind: "case",
        kind: "case-assigned",
        happenedAt: at,
        payload: { to: wanted.get(id) ?? null, from: before.get(id)?.operator ?? null, office },
      })),
    );
    const missing = asked.length - cases.length;
    return accept({
      message: messageOf(request, changed.length) + (missing === 0 ? "" : TEXTS.missing(missing)),
      assigned: changed.length,
      unchanged: cases.length - changed.length,
      missing,
      previous: [...Map.groupBy(changed, (id) => before.get(id)?.operator ?? null)].map(([operator, had]) => ({ operator, cases: had })),
    });
  });
}

function messageOf({ to, colleagues }: AssignmentRequest, changed: number): string {
  if (changed === 0) return TEXTS.nothingChanged;
  if (to.length === 0) return TEXTS.unassigned(changed);
  return TEXTS.assigned(changed, to.map((login) => colleagues.find((one) => one.login === login)?.name ?? login));
}
