// What may be issued of a case now, and what was issued of it.

import type { PoolClient } from "pg";
import type { PaperContent } from "../../domain/papers/blocks.ts";
import { readCase } from "../../store/items.ts";
import type { Item } from "../../store/items.ts";
import { listPapers } from "../../store/papers.ts";
import type { PaperRow } from "../../store/papers.ts";
import { inOffice } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { BINDINGS } from "../acts/bindings.ts";
import type { Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { composeItem, papersItems } from "./content.ts";
import type { OfficeActor } from "./issue.ts";
import { PAPER_TEXTS } from "./texts.ts";

export interface ToIssue {
  readonly item: Pick<Item, "id" | "version">;
  readonly content: PaperContent;
  /** State of the item, in Italian. */
  readonly state: string;
  readonly mayIssue: boolean;
  readonly restricted: boolean;
  readonly issuedAs: string | null;
  readonly toSign: boolean;
}

export interface PapersOfCase {
  readonly toIssue: readonly ToIssue[];
  readonly issued: readonly PaperRow[];
}

/** Refusal: CASO_NON_VISIBILE. That the list was shown is logged. */
export function papersOfCase(
  services: Services,
  reference: Reference,
  { caseId, actor }: { readonly caseId: string; readonly actor: OfficeActor },
): Promise<Outcome<PapersOfCase>> {
  return inOffice(services.pools.app, actor.office, async (client) => {
    if ((await readCase(client, caseId)) === null) return refuse("CASO_NON_VISIBILE", PAPER_TEXTS.caseNotHere);
    await logAccess(client, { actor: actor.id, role: actor.role, office: actor.office, caseId, action: "papers" });
    const issued = await listPapers(client, caseId);
    return accept({ toIssue: await toIssueOf(client, reference, caseId, issued), issued });
  });
}

async function toIssueOf(client: PoolClient, reference: Reference, caseId: string, issued: readonly PaperRow[]): Promise<ToIssue[]> {
  const read = await papersItems(client, caseId);
  if (read === null) return [];
  const found: ToIssue[] = [];
  for (const item of read.items) {
    const composed = await composeItem(client, reference, read.facts, item);
    if (!composed.ok) continue;
    const { content, digest, mayIssue, restricted } = composed.value;
    const same = issued.find((paper) => paper.itemId === item.id && paper.itemVersion === item.version && paper.contentDigest === digest);
    found.push({
      item,
      content,
      state: BINDINGS.get(item.procedure)?.procedure.states[item.state] ?? item.state,
      mayIssue,
      restricted,
      issuedAs: same?.id ?? null,
      toSign: content.paper === "patto" && TO_SIGN.has(item.state),
    });
  }
  return found;
}

/** States of the pact in which the person's signature is what comes next. */
export const TO_SIGN: ReadonlySet<string> = new Set(["agreed", "revision-agreed", "refused"]);
