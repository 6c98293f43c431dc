// What is handed to the compiler for one letter: kept with its message, so the sheet can always be traced to the words it was made of.

import { barWidths } from "../../domain/letters/code128.ts";
import { LAYOUTS } from "../../domain/letters/layouts.ts";
import type { LayoutName } from "../../domain/letters/layouts.ts";
import type { LetterContent } from "../../domain/letters/letter-text.ts";
import type { PrintJob } from "./job.ts";
import { LETTER_DRAWING } from "./texts.ts";

/** Width of the narrowest bar and height of the bars, millimetres: read by every scanner of a print house. */
const BAR_MODULE = 0.33;
const BAR_HEIGHT = 9;

/** JSON that the template reads, always the same for the same letter. `at`: moment of composing, ISO 8601 UTC. */
export function letterPaper(content: LetterContent, layout: LayoutName, at: string): string {
  const { address, folds, textTop } = LAYOUTS[layout];
  return JSON.stringify({
    content,
    words: LETTER_DRAWING,
    layout: { address, folds, textTop, module: BAR_MODULE, barHeight: BAR_HEIGHT },
    bars: barWidths(content.code),
    date: at.slice(0, 19).split(/[-T:]/).map(Number),
  });
}

export function letterJob(paper: string): PrintJob {
  const { date } = JSON.parse(paper) as { date: [number, number, number, number, number, number] };
  const [year, month, day, hour, minute, second] = date;
  return { form: "letter", paper, at: Math.floor(Date.UTC(year, month - 1, day, hour, minute, second) / 1000) };
}

/** Pages of a PDF that the compiler has drawn. */
export function pagesOf(pdf: Buffer): number {
  const found = /\/Type\s*\/Pages\b[^>]*?\/Count (\d+)|\/Count (\d+)[^>]*?\/Type\s*\/Pages\b/.exec(pdf.toString("latin1"));
  return Number(found?.[1] ?? found?.[2] ?? 0);
}
