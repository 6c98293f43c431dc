// The passage to the services of the municipality on paper, with its written reasons.

import type { HandOverData, HandOverState } from "../hand-over/types.ts";
import type { Fact, PaperContent } from "./blocks.ts";
import { lawBlocks, paperOf, paragraphs, personFacts, section } from "./facts.ts";
import type { PaperFacts } from "./facts.ts";
import { COMMON, HAND_OVER_PAPER, PAPER_SUBTITLES } from "./texts.ts";
import { longDay } from "./words.ts";

export interface HandOverFacts extends PaperFacts {
  readonly state: HandOverState;
  readonly data: HandOverData;
  /** Name of the municipality whose services take over. */
  readonly municipality: string;
}

const OVER: ReadonlySet<HandOverState> = new Set(["none", "withdrawn", "closed"]);
const APPROVED: ReadonlySet<HandOverState> = new Set([
  "approved",
  "sent",
  "in-charge",
  "sent-back",
  "returned",
]);

/** Until a second person has approved it (or where the measure wants none, until it is sent) it is only looked at, as a draft. */
export function mayIssueHandOver(state: HandOverState): boolean {
  return APPROVED.has(state);
}

/** Null when nothing is proposed. */
export function handOverPaper(facts: HandOverFacts): PaperContent | null {
  const { data, state, measure, municipality } = facts;
  if (OVER.has(state)) return null;
  const titles = data.grounds.map(
    (code) => measure.handOver?.grounds.find((each) => each.code === code)?.title ?? code,
  );
  const rows: Fact[] = [];
  if (data.proposedOn !== null)
    rows.push([
      HAND_OVER_PAPER.proposed,
      HAND_OVER_PAPER.by(longDay(data.proposedOn), data.proposedBy ?? ""),
    ]);
  if (data.approvedBy !== null) rows.push([HAND_OVER_PAPER.approved, data.approvedBy]);
  if (data.sentOn !== null) rows.push([HAND_OVER_PAPER.sent, longDay(data.sentOn)]);
  return paperOf("invio-al-comune", PAPER_SUBTITLES["invio-al-comune"], facts, [
    { kind: "notice", title: HAND_OVER_PAPER.reserved, text: HAND_OVER_PAPER.reservedText },
    ...section(
      HAND_OVER_PAPER.to,
      ...paragraphs(HAND_OVER_PAPER.toText(municipality), HAND_OVER_PAPER.subject),
    ),
    ...section(COMMON.identity, { kind: "facts", rows: personFacts(facts) }),
    ...section(HAND_OVER_PAPER.grounds, { kind: "list", items: titles }),
    ...section(
      HAND_OVER_PAPER.reasons,
      ...paragraphs(...data.reasons.split(/\n+/).filter((line) => line.trim() !== "")),
    ),
    ...section(HAND_OVER_PAPER.dates, { kind: "facts", rows }),
    ...section(HAND_OVER_PAPER.effects, { kind: "list", items: HAND_OVER_PAPER.effectsList }),
    ...lawBlocks([measure.handOver?.citation ?? null], facts),
    ...section(COMMON.signatures, {
      kind: "signatures",
      place: facts.office.municipality,
      boxes: [
        { who: COMMON.forOffice, name: facts.office.name },
        // Where the measure wants no second look nobody has approved.
        ...(data.approvedBy === null ? [] : [{ who: COMMON.approver, name: data.approvedBy }]),
      ],
    }),
  ]);
}
