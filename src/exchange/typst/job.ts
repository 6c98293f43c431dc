// What is handed to the compiler for one paper: the template's only input, made the same way from the same content.

import type { PaperContent, PaperStamp } from "../../domain/papers/blocks.ts";
import { hourOf, longDay } from "../../domain/papers/words.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { DRAWING_TEXTS } from "./texts.ts";

export interface PrintJob {
  /** JSON that the template reads. */
  readonly paper: string;
  /** Seconds since 1970, written in the PDF: the moment of the issue, so that the same paper is the same bytes. */
  readonly at: number;
}

/** `drawCode` gives the square code of a text as SVG. */
export function jobOf(
  content: PaperContent,
  stamp: PaperStamp,
  drawCode: (text: string) => string,
): PrintJob {
  const { id, digest, at } = stamp;
  const when = DRAWING_TEXTS.at(longDay(romeDay(at)), hourOf(at));
  const { of, day, signature, draft, draftTitle, draftText } = DRAWING_TEXTS;
  const words = {
    of,
    day,
    signature,
    draft,
    draftTitle,
    draftText,
    number: id === null ? DRAWING_TEXTS.draftNumber : DRAWING_TEXTS.number(id),
    digest: DRAWING_TEXTS.digest(digest),
    issued: id === null ? DRAWING_TEXTS.looked(when) : DRAWING_TEXTS.issued(id, when),
  };
  const blocks = content.blocks.map((block) =>
    block.kind === "code"
      ? { ...block, drawing: drawCode(block.text), alt: DRAWING_TEXTS.codeAlt(block.text) }
      : block,
  );
  return {
    paper: JSON.stringify({ content: { ...content, blocks }, words, draft: id === null }),
    at: Math.floor(Date.parse(at) / 1000),
  };
}
