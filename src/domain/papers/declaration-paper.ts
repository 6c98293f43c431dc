// The declaration of availability (DID) on paper.

import { isAvailable } from "../availability/facts.ts";
import type { AvailabilityData, AvailabilityState } from "../availability/types.ts";
import type { Fact, PaperContent } from "./blocks.ts";
import { lawBlocks, paperOf, personFacts, section } from "./facts.ts";
import type { PaperFacts } from "./facts.ts";
import { COMMON, DID_PAPER, PAPER_SUBTITLES } from "./texts.ts";
import { fullName, longDay } from "./words.ts";

/** Null when no declaration stands. */
export function declarationPaper(
  facts: PaperFacts & { readonly state: AvailabilityState; readonly data: AvailabilityData },
): PaperContent | null {
  const { declaration } = facts.data;
  if (declaration === null || !isAvailable(facts.state)) return null;
  const rows: Fact[] = [
    [DID_PAPER.on, longDay(declaration.on)],
    [DID_PAPER.how, DID_PAPER.ways[declaration.how]],
    ...(declaration.platformId === null ? [] : [[DID_PAPER.platformId, declaration.platformId] as const]),
  ];
  return paperOf("did", PAPER_SUBTITLES.did, facts, [
    ...section(COMMON.identity, { kind: "facts", rows: personFacts(facts) }),
    ...section(DID_PAPER.declaration, { kind: "paragraph", text: DID_PAPER.text }, { kind: "facts", rows }),
    ...section(DID_PAPER.effects, { kind: "list", items: DID_PAPER.effectsList }),
    ...lawBlocks(DID_PAPER.law, facts),
    ...section(COMMON.signatures, {
      kind: "signatures",
      place: facts.office.municipality,
      boxes: [
        { who: COMMON.forPerson, name: fullName(facts.person) },
        { who: COMMON.forOffice, name: facts.office.name },
      ],
    }),
  ]);
}
