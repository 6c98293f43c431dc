// The count of breaches as a page shows it before somebody confirms: of the whole unit, whatever the office of its members.

import type { PoolClient } from "pg";
import { countFor } from "../../../domain/conditionality/counter.ts";
import type { UnitBreach, Weighing } from "../../../domain/conditionality/counter.ts";
import type { ConditionalityData } from "../../../domain/conditionality/data.ts";
import { weighingOf } from "../../../domain/conditionality/facts.ts";
import type { FrozenCount } from "../../../domain/conditionality/types.ts";
import type { AbsenceEvent } from "../../../domain/measures/words.ts";
import { refuse } from "../../../domain/outcome.ts";
import type { Outcome } from "../../../domain/outcome.ts";
import { breachesOfUnit } from "../../../store/breaches.ts";
import { readCase, readItems } from "../../../store/items.ts";
import type { CaseRow } from "../../../store/items.ts";
import type { Unit } from "../../../store/units.ts";
import type { Actor, Services } from "../../context.ts";
import { Refused, refusable } from "../../refused.ts";
import { asActor, hasPlace, mayTouch } from "../behind-walls.ts";
import { parametersOf } from "../facts.ts";
import { ACT_TEXTS } from "../texts.ts";
import { CONDITIONALITY_GUARDS } from "../../../domain/conditionality/guards.ts";

/** The unit whose breaches the measure of a case counts together. */
export function unitOfBreaches(row: CaseRow): Unit {
  const { unit, countersSurviveRenewal } = parametersOf(row);
  if (unit === "person") return { kind: unit, id: row.personId };
  return { kind: unit, id: countersSurviveRenewal.value ? row.firstBenefitId : row.benefitId };
}

/** Every breach of the unit of a case; `itemId` is the one that is being counted. To be read under the unit's lock where it decides. */
export async function readBreaches(client: PoolClient, row: CaseRow, itemId: string | null): Promise<UnitBreach[]> {
  // The words in the rows are those of the tables that wrote them.
  return (await breachesOfUnit(client, unitOfBreaches(row), row.benefitId, itemId)) as UnitBreach[];
}

/** The count for one more breach of this kind, or for one that is recorded; null where the measure knows no such breach. */
export async function countOf(
  client: PoolClient,
  row: CaseRow,
  event: AbsenceEvent,
  itemId: string | null = null,
  weighing: Weighing = "confirming",
): Promise<FrozenCount | null> {
  return countFor(parametersOf(row), await readBreaches(client, row, itemId), event, weighing);
}

export interface CountRequest {
  readonly caseId: string;
  /** Null: a fact that is not recorded yet. */
  readonly itemId: string | null;
  /** Of a fact that is not recorded yet; of a recorded one it is known. */
  readonly event: AbsenceEvent | null;
}

/**
 * What is shown before the next act on a breach: the number before, the number after, what INPS may apply. No lock: the act counts again.
 * Refusals: ATTO_SENZA_SEDE, CASO_NON_VISIBILE, PRATICA_ASSENTE, CONDIZIONALITA_BREACH_KNOWN.
 */
export async function countToShow(services: Services, request: CountRequest, actor: Actor): Promise<Outcome<FrozenCount>> {
  if (!hasPlace(actor)) return refuse("ATTO_SENZA_SEDE", ACT_TEXTS.noOffice);
  return refusable(() =>
    asActor(services, actor, async (client) => {
      const row = await readCase(client, request.caseId);
      if (row === null || !mayTouch(actor, row)) throw new Refused("CASO_NON_VISIBILE", ACT_TEXTS.notVisible);
      const data = request.itemId === null ? null : await dataOf(client, request.caseId, request.itemId);
      const event = data?.event ?? request.event;
      const count = event === null ? null : await countOf(client, row, event, request.itemId, weighingOf(data));
      if (count === null) throw new Refused("CONDIZIONALITA_BREACH_KNOWN", CONDITIONALITY_GUARDS["breach-known"].refusal);
      return count;
    }),
  );
}

async function dataOf(client: PoolClient, caseId: string, itemId: string): Promise<ConditionalityData> {
  const item = (await readItems(client, [caseId])).find(({ id, procedure }) => id === itemId && procedure === "condizionalita");
  if (item === undefined) throw new Refused("PRATICA_ASSENTE", ACT_TEXTS.itemNotHere);
  return item.data as unknown as ConditionalityData;
}
