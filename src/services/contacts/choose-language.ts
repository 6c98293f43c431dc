// Use case: the desk notes in which language a person wants to be written to, and how they said so.

import type { MessageLocale } from "../../domain/messages/types.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { businessNow } from "../../store/clock.ts";
import { casesOfPerson, putLanguage } from "../../store/contacts.ts";
import { readAct, readCase } from "../../store/items.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import { asActor, hasPlace } from "../acts/behind-walls.ts";
import { ACT_TEXTS } from "../acts/texts.ts";
import type { Actor, Services } from "../context.ts";
import { Refused, refusable } from "../refused.ts";

export interface LanguageRequest {
  readonly caseId: string;
  readonly language: MessageLocale;
  readonly source: "desk" | "telephone" | "paper";
  /** A UUID made by whoever asks: asked again, nothing is done again. */
  readonly actId: string;
}

/** What is written from now on is in that language; what waits already stays as it was composed. Refusals: ATTO_SENZA_SEDE, CASO_NON_VISIBILE. */
export function chooseLanguageAtDesk(services: Services, { caseId, language, source, actId }: LanguageRequest, actor: Actor): Promise<Outcome<null>> {
  return refusable(async () => {
    if (!hasPlace(actor)) throw new Refused("ATTO_SENZA_SEDE", ACT_TEXTS.noOffice);
    return asActor(services, actor, async (client) => {
      const row = await readCase(client, caseId);
      if (row === null) throw new Refused("CASO_NON_VISIBILE", ACT_TEXTS.notVisible);
      await lockCases(client, await casesOfPerson(client, row.personId));
      if ((await readAct(client, actId)) !== null) return null;
      const at = await businessNow(client);
      await putLanguage(client, { personId: row.personId, language, source, at, actId });
      await appendActs(client, actor, [{ id: actId, subjectId: caseId, subjectKind: "case", kind: "language-chosen", happenedAt: at, payload: { language, source } }]);
      return null;
    });
  });
}
