// Use case: what is typed is saved as it is typed; who saves over what they have not seen is told by whom and when it was written.

import { refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { businessNow } from "../../store/clock.ts";
import { putDraft, readDraft, saveDraft } from "../../store/interview-drafts.ts";
import type { DraftContent, StoredDraft } from "../../store/interview-drafts.ts";
import { readCase } from "../../store/items.ts";
import { asActor, hasPlace } from "../acts/behind-walls.ts";
import { ACT_TEXTS } from "../acts/texts.ts";
import type { Actor, Services } from "../context.ts";
import { Refused, refusable } from "../refused.ts";
import { DRAFT_TEXTS } from "./texts.ts";

export interface DraftRequest {
  readonly caseId: string;
  readonly kind: string;
  readonly content: DraftContent;
  /** The version that the page last saw; 0 where it saw none. */
  readonly seen: number;
  /** Goes on from what somebody else has written, who is told at their next save. */
  readonly takeOver: boolean;
}

/** Saved, or what stands instead with who wrote it. */
export type Saved =
  | { readonly saved: true; readonly draft: StoredDraft }
  | { readonly saved: false; readonly draft: StoredDraft | null };

/** Refusals: ATTO_SENZA_SEDE, CASO_NON_VISIBILE. */
export async function keepDraft(
  services: Services,
  request: DraftRequest,
  actor: Actor,
): Promise<Outcome<Saved>> {
  if (!hasPlace(actor)) return refuse("ATTO_SENZA_SEDE", ACT_TEXTS.noOffice);
  return refusable(() =>
    asActor(services, actor, async (client): Promise<Saved> => {
      if ((await readCase(client, request.caseId)) === null)
        throw new Refused("CASO_NON_VISIBILE", ACT_TEXTS.notVisible);
      const { caseId, kind, content, seen } = request;
      const one = { caseId, kind, content, author: actor.id, now: await businessNow(client), seen };
      const draft = (request.takeOver ? await putDraft(client, one) : null) ?? (await saveDraft(client, one));
      return draft === null
        ? { saved: false, draft: await readDraft(client, caseId, kind) }
        : { saved: true, draft };
    }),
  );
}

/** The draft as it stands; null when there is none. Refusals: ATTO_SENZA_SEDE, CASO_NON_VISIBILE. */
export async function draftOf(
  services: Services,
  caseId: string,
  kind: string,
  actor: Actor,
): Promise<Outcome<StoredDraft | null>> {
  if (!hasPlace(actor)) return refuse("ATTO_SENZA_SEDE", ACT_TEXTS.noOffice);
  return refusable(() =>
    asActor(services, actor, async (client) => {
      if ((await readCase(client, caseId)) === null)
        throw new Refused("CASO_NON_VISIBILE", ACT_TEXTS.notVisible);
      return readDraft(client, caseId, kind);
    }),
  );
}

/** The sentence for who was overtaken. */
export function overtaken(draft: StoredDraft | null): string {
  return draft === null ? DRAFT_TEXTS.gone : DRAFT_TEXTS.overtaken(draft.author, draft.savedAt);
}
