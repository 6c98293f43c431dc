// Use case: the rules of unusual access look at what was opened since they last did; an auditor closes what they found.

import { refuse, accept } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { FLAG_TEXTS } from "../../domain/access/texts.ts";
import { parametersWith, unusualAccesses } from "../../domain/access/unusual.ts";
import { closeFlag, lockFlag, raiseFlag, readKin, readRules, readSeen, takeUnreviewed } from "../../store/access-review.ts";
import { inTransaction } from "../../store/pools.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";

/** Accesses looked at in one transaction. */
const AT_ONCE = 2000;

export interface Reviewed {
  readonly looked: number;
  readonly raised: number;
}

/** Looks at everything that waits. Several may do so at once: each access is looked at by one. */
export async function reviewAccesses(services: Services, reference: Reference): Promise<Reviewed> {
  let looked = 0;
  let raised = 0;
  for (;;) {
    const turn = await inTransaction(services.pools.audit, async (db) => {
      const parameters = parametersWith(await readRules(db));
      const grace = parameters["no-act"].graceMinutes;
      const taken = await takeUnreviewed(db, grace, AT_ONCE);
      if (taken.length === 0) return { looked: 0, raised: 0 };
      const seen = await readSeen(db, taken, parameters.burst.minutes, grace);
      const kin = await readKin(db, [...new Set(seen.map((access) => access.actor))]);
      const flags = unusualAccesses(seen, {
        parameters,
        kinOf: (actor) => kin.get(actor) ?? [],
        workingDays: (office) => reference.workingCalendar(office),
      });
      let fresh = 0;
      for (const flag of flags) if (await raiseFlag(db, flag)) fresh += 1;
      return { looked: taken.length, raised: fresh };
    });
    looked += turn.looked;
    raised += turn.raised;
    if (turn.looked < AT_ONCE) return { looked, raised };
  }
}

export interface CloseFlagRequest {
  readonly flagId: string;
  readonly outcome: "explained" | "pursued";
  readonly reason: string;
  readonly actor: Actor;
}

/**
 * Closes a flag, once, with a reason; nobody closes one about themselves.
 *
 * Refusals: MOTIVO_MANCANTE, SEGNALAZIONE_ASSENTE, SEGNALAZIONE_CHIUSA, SEGNALAZIONE_PROPRIA.
 */
export async function endFlag(services: Services, { flagId, outcome, reason, actor }: CloseFlagRequest): Promise<Outcome<null>> {
  const why = reason.trim();
  if (why === "") return refuse("MOTIVO_MANCANTE", FLAG_TEXTS.reasonMissing);
  return inTransaction(services.pools.audit, async (db) => {
    const flag = await lockFlag(db, flagId);
    if (flag === null) return refuse("SEGNALAZIONE_ASSENTE", FLAG_TEXTS.notThere);
    if (flag.closedAt !== null) return refuse("SEGNALAZIONE_CHIUSA", FLAG_TEXTS.closedAlready);
    if (flag.actor === actor.id) return refuse("SEGNALAZIONE_PROPRIA", FLAG_TEXTS.own);
    await closeFlag(db, flagId, { by: actor.id, outcome, reason: why });
    return accept(null);
  });
}
