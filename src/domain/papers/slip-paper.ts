// The appointment given at the desk: when, where, with which code; the copy that the person signs proves that they were told.

import type { MeasureParameters } from "../measures/types.ts";
import { writeDate } from "../messages/wording.ts";
import type { SummonsData } from "../summons/data.ts";
import type { SummonsState } from "../summons/types.ts";
import type { Block, PaperContent } from "./blocks.ts";
import { contactsOf, lawBlocks, paperOf, paragraphs, personFacts, placeOf, section } from "./facts.ts";
import type { PaperFacts } from "./facts.ts";
import { COMMON, PAPER_SUBTITLES, SLIP_PAPER } from "./texts.ts";
import { fullName, hourOf, stepsText } from "./words.ts";

export interface SlipFacts extends PaperFacts {
  readonly state: SummonsState;
  readonly data: Pick<SummonsData, "appointment">;
  /** The short code by which the desk finds the appointment. */
  readonly reference: string;
  /** Number of the desk, where it is known. */
  readonly desk: number | null;
}

const STANDING: ReadonlySet<SummonsState> = new Set([
  "planned",
  "issued",
  "confirmed",
  "asks-another-date",
  "declined",
]);

/** Null when no appointment stands. */
export function slipPaper(facts: SlipFacts): PaperContent | null {
  const { appointment } = facts.data;
  if (appointment === null || !STANDING.has(facts.state)) return null;
  const where = `${facts.office.name}, ${placeOf(facts)}`;
  return paperOf("appuntamento", PAPER_SUBTITLES.appuntamento, facts, [
    {
      kind: "notice",
      title: writeDate(appointment.day, "full"),
      text: SLIP_PAPER.hourText(hourOf(appointment.startsAt), hourOf(appointment.endsAt)),
    },
    {
      kind: "facts",
      rows: [
        [SLIP_PAPER.where, where],
        ...(facts.desk === null ? [] : [[SLIP_PAPER.desk, String(facts.desk)] as const]),
        ...personFacts(facts).slice(0, 2),
      ],
    },
    { kind: "code", text: facts.reference, title: SLIP_PAPER.code, explained: SLIP_PAPER.codeText },
    ...section(SLIP_PAPER.bring, { kind: "list", items: SLIP_PAPER.bringList }),
    ...section(
      SLIP_PAPER.move,
      ...paragraphs(SLIP_PAPER.moveText(contactsOf(facts)), ...absence(facts.measure)),
    ),
    ...lawBlocks(lawOf(facts.measure), facts),
    ...section(COMMON.signatures, ...paragraphs(SLIP_PAPER.received), signatures(facts)),
  ]);
}

function absence({ ladders }: MeasureParameters): string[] {
  const ladder = ladders.find(({ event }) => event === "E-CONV");
  return ladder === undefined ? [] : [SLIP_PAPER.consequences(stepsText(ladder))];
}

function lawOf({ ladders, clocks }: MeasureParameters): Parameters<typeof lawBlocks>[0] {
  return [
    clocks.convene?.citation ?? null,
    ladders.find(({ event }) => event === "E-CONV")?.citation ?? null,
  ];
}

function signatures({ person, office }: PaperFacts): Block {
  return {
    kind: "signatures",
    place: office.municipality,
    boxes: [
      { who: COMMON.forPerson, name: fullName(person) },
      { who: COMMON.forOffice, name: office.name },
    ],
  };
}
