// What is handed to the compiler for one paper: the template's only input, made the same way from the same content.

import type { PaperContent, PaperStamp } from "../../domain/papers/blocks.ts";
import { hourOf, longDay } from "../../domain/papers/words.ts";
import type { EvidenceContent } from "../../domain/evidence/narrative.ts";
import { EVIDENCE_TEXTS } from "../../domain/evidence/texts.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { DRAWING_TEXTS } from "./texts.ts";

export interface PrintJob {
  /** Which template draws it: the issued papers (PDF/UA-1), the dossier of proof or a letter (PDF/A-2a). */
  readonly form: "paper" | "evidence" | "letter";
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
    draft,
    draftTitle,
    draftText,
    number: id === null ? DRAWING_TEXTS.draftNumber : DRAWING_TEXTS.number(id),
    digest: DRAWING_TEXTS.digest(digest),
    issued: id === null ? DRAWING_TEXTS.looked(when) : DRAWING_TEXTS.issued(id, when),
  };
  const blocks = content.blocks.map((block) => {
    if (block.kind === "code") return { ...block, drawing: drawCode(block.text), alt: DRAWING_TEXTS.codeAlt(block.text) };
    return block.kind === "signatures" ? { ...block, day, signature } : block;
  });
  return {
    form: "paper",
    paper: JSON.stringify({ content: { ...content, blocks }, words, draft: id === null }),
    at: Math.floor(Date.parse(at) / 1000),
  };
}

/** The PDF of a dossier of proof, with its contents and its pages numbered. */
export function evidenceJob(content: EvidenceContent, at: string): PrintJob {
  const { contents, page, of, author, made, running } = EVIDENCE_TEXTS;
  const when = DRAWING_TEXTS.at(longDay(romeDay(at)), hourOf(at));
  const words = { contents, page, of, author, made: made(when), running: running(content.title, content.subtitle) };
  // Year, month, day, hour, minute, second: PDF/A asks for its date in the document itself.
  const date = at.slice(0, 19).split(/[-T:]/).map(Number);
  return { form: "evidence", paper: JSON.stringify({ content, words, date }), at: Math.floor(Date.parse(at) / 1000) };
}
