// The body of an e-mail as one writes it: plain paragraphs and three signs, read into blocks and written back.

import { accept, refuse, type Outcome } from "../outcome.ts";
import type { EmailBlock } from "./templates.ts";
import { MARKUP_TEXTS } from "./review-texts.ts";

/**
 * `# ` begins the heading, `## ` a list whose items follow with `- `, `label | value` is a row of facts; blank lines part the rest into
 * paragraphs. Refusals: MODELLO_ELENCO.
 */
export function readMarkup(text: string): Outcome<readonly EmailBlock[]> {
  const blocks: EmailBlock[] = [];
  for (const piece of text.replaceAll("\r\n", "\n").split(/\n[ \t]*\n/)) {
    const lines = piece.split("\n").map((line) => line.trim()).filter((line) => line !== "");
    if (lines.length === 0) continue;
    const block = blockOf(lines);
    if (block === null) return refuse("MODELLO_ELENCO", MARKUP_TEXTS.list(lines[0] ?? ""));
    blocks.push(block);
  }
  return accept(blocks);
}

function blockOf(lines: readonly string[]): EmailBlock | null {
  const [first = "", ...rest] = lines;
  if (first.startsWith("## ")) {
    const items = rest.map((line) => (line.startsWith("- ") ? line.slice(2).trim() : ""));
    return items.length === 0 || items.includes("") ? null : { block: "list", title: first.slice(3).trim(), items };
  }
  if (first.startsWith("# ") && rest.length === 0) return { block: "heading", text: first.slice(2).trim() };
  if (first.startsWith("#") || first.startsWith("- ")) return null;
  const rows = lines.map((line) => line.split(" | ").map((cell) => cell.trim()));
  if (rows.every((cells) => cells.length === 2 && cells[0] !== "" && cells[1] !== ""))
    return { block: "facts", rows: rows.map(([label = "", value = ""]) => [label, value] as const) };
  return { block: "paragraph", text: lines.join(" ") };
}

/** The same blocks as somebody would write them. */
export function writeMarkup(blocks: readonly EmailBlock[]): string {
  return blocks.map(markupOf).join("\n\n");
}

function markupOf(block: EmailBlock): string {
  switch (block.block) {
    case "heading":
      return `# ${block.text}`;
    case "paragraph":
      return block.text;
    case "list":
      return [`## ${block.title}`, ...block.items.map((item) => `- ${item}`)].join("\n");
    case "facts":
      return block.rows.map(([label, value]) => `${label} | ${value}`).join("\n");
  }
}
