// Letters of one case: what was written and what became of it; a letter written by hand for the summons that is open.

import type { ClientBase } from "pg";
import { OUTCOME_CODES } from "../../domain/letters/outcome-codes.ts";
import type { LetterProduct } from "../../domain/letters/products.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { businessNow } from "../../store/clock.ts";
import { eventsOf } from "../../store/letter-outcomes.ts";
import { caseLetters, openSummonsOf } from "../../store/letters.ts";
import type { StoredCaseLetter } from "../../store/letters.ts";
import { gateways } from "../../store/messages.ts";
import { inOffice } from "../../store/pools.ts";
import type { Actor, Services } from "../context.ts";
import { nodeSettings } from "../node-settings.ts";
import type { Reference } from "../reference.ts";
import { openDesk } from "../writing.ts";
import { printHouses } from "./gateways.ts";
import { LETTER_SERVICE_TEXTS } from "./texts.ts";
import { writeLetters } from "./write.ts";

export interface CaseLetters {
  readonly letters: (StoredCaseLetter & { readonly events: { code: string; title: string; cause: string | null; at: string }[] })[];
  /** Those for which there is a print house. */
  readonly products: LetterProduct[];
}

/** The letters of a case, newest first, behind the walls of the reader's office. */
export async function lettersOfCase(client: ClientBase, caseId: string): Promise<CaseLetters> {
  const rows = await caseLetters(client, caseId);
  const events = await eventsOf(client, rows.map(({ messageId }) => messageId));
  const houses = await printHouses(client);
  return {
    letters: rows.map((row) => ({
      ...row,
      events: (events.get(row.messageId) ?? []).map(({ code, cause, at }) => ({ code, cause, at, title: OUTCOME_CODES.get(code)?.title ?? code })),
    })),
    products: [...new Set(houses.map(({ settings }) => settings.product))],
  };
}

export interface CaseLetterOrder {
  readonly caseId: string;
  readonly product: LetterProduct;
  readonly actor: Actor & { readonly office: string };
}

const URGENT = 0;

/** Writes one letter for the open summons of a case. Refusals: CONVOCAZIONE_NON_APERTA and those of {@link writeLetters}. */
export async function writeToCase(services: Services, reference: Reference, { caseId, product, actor }: CaseLetterOrder): Promise<Outcome<{ readonly messageId: string; readonly code: string }>> {
  return inOffice(services.pools.app, actor.office, async (client) => {
    const summonsId = await openSummonsOf(client, caseId);
    if (summonsId === null) return refuse("CONVOCAZIONE_NON_APERTA", LETTER_SERVICE_TEXTS.notOpen);
    const desk = openDesk(reference, await nodeSettings(client), await gateways(client));
    const now = await businessNow(client);
    const { written, refused } = await writeLetters(client, desk, { summonsIds: [summonsId], product, kind: "summons", actor, now, priority: URGENT });
    const [letter] = written;
    if (letter !== undefined) return accept(letter);
    return { ok: false, refusal: refused[0]?.refusal ?? { code: "CONVOCAZIONE_NON_APERTA", message: LETTER_SERVICE_TEXTS.notOpen } };
  });
}
