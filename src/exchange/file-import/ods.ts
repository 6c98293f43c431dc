// Rows of an OpenDocument spreadsheet, streamed with saxes out of its archive.

import type { SaxesTagPlain } from "saxes";
import { SaxesParser } from "saxes";
import { cellText } from "./cell-text.ts";
import type { SheetRow } from "./sheets.ts";
import { MAX_SHEET_ROWS } from "./sheets.ts";
import { unreadable, UnreadableFile } from "./unreadable-file.ts";
import { entryBlocks, entryText, openZip } from "./zip.ts";

const MAX_CONTENT_BYTES = 4 * 1024 * 1024 * 1024;
const MAX_COLUMNS = 16_384;
const MAX_SPACES = 1000;

/** Rows of every sheet in order. Throws `UnreadableFile` when the document is damaged or protected by password. */
export async function* readOdsRows(path: string, onBytes: (count: number) => void): AsyncGenerator<SheetRow> {
  const zip = await openZip(path);
  const manifest = await entryText(zip, "META-INF/manifest.xml");
  if (manifest?.includes("encryption-data")) throw unreadable("FOGLIO_CIFRATO");
  const content = zip.entries.get("content.xml");
  if (!content) throw unreadable("FOGLIO_DANNEGGIATO");
  const reader = new OdsReader();
  const decoder = new TextDecoder();
  // Progress is counted on the archive's bytes, as for the other formats: in proportion of what is unpacked.
  const ratio = content.compressedSize / Math.max(1, content.size);
  try {
    for await (const block of entryBlocks(zip, content, MAX_CONTENT_BYTES)) {
      onBytes(Math.round(block.length * ratio));
      yield* reader.write(decoder.decode(block, { stream: true }));
    }
    yield* reader.close();
  } catch (error) {
    throw error instanceof UnreadableFile ? error : unreadable("FOGLIO_DANNEGGIATO", error);
  }
}

/** The state of a document being read: which table, row and cell the parser is in. */
class OdsReader {
  readonly #parser = new SaxesParser();
  #rows: SheetRow[] = [];
  #sheet = -1;
  #index = 0;
  #rowRepeat = 1;
  #cells: string[] = [];
  #cell: SaxesTagPlain | null = null;
  #text = "";
  #paragraphs = 0;
  #inParagraph = 0;
  #annotations = 0;

  constructor() {
    this.#parser.on("error", (error) => {
      throw error;
    });
    this.#parser.on("doctype", () => {
      throw unreadable("FOGLIO_DANNEGGIATO");
    });
    this.#parser.on("opentag", (tag) => this.#open(tag));
    this.#parser.on("closetag", (tag) => this.#close(tag.name));
    this.#parser.on("text", (text) => {
      if (this.#inParagraph > 0 && this.#annotations === 0) this.#text += text;
    });
  }

  write(text: string): SheetRow[] {
    this.#parser.write(text);
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  close(): SheetRow[] {
    this.#parser.close();
    return this.#rows;
  }

  #open(tag: SaxesTagPlain): void {
    switch (tag.name) {
      case "table:table":
        this.#sheet += 1;
        this.#index = 0;
        break;
      case "table:table-row":
        this.#rowRepeat = repeat(tag.attributes["table:number-rows-repeated"], MAX_SHEET_ROWS);
        this.#cells = [];
        break;
      case "table:table-cell":
      case "table:covered-table-cell":
        this.#cell = tag;
        this.#text = "";
        this.#paragraphs = 0;
        break;
      case "office:annotation":
        this.#annotations += 1;
        break;
      default:
        this.#openText(tag);
    }
  }

  #openText(tag: SaxesTagPlain): void {
    if (this.#annotations > 0) return;
    if (tag.name === "text:p") {
      if (this.#paragraphs++ > 0) this.#text += "\n";
      this.#inParagraph += 1;
    } else if (tag.name === "text:s") this.#text += " ".repeat(repeat(tag.attributes["text:c"], MAX_SPACES));
    else if (tag.name === "text:line-break") this.#text += "\n";
    else if (tag.name === "text:tab") this.#text += "\t";
  }

  #close(name: string): void {
    if (name === "office:annotation") this.#annotations -= 1;
    else if (name === "text:p" && this.#annotations === 0) this.#inParagraph -= 1;
    else if (name === "table:table-row") this.#closeRow();
    else if (this.#cell && (name === "table:table-cell" || name === "table:covered-table-cell")) {
      const value = valueOf(this.#cell, this.#text);
      const times = repeat(this.#cell.attributes["table:number-columns-repeated"], MAX_COLUMNS);
      for (let i = 0; i < times && this.#cells.length < MAX_COLUMNS; i++) this.#cells.push(value);
      this.#cell = null;
    }
  }

  #closeRow(): void {
    const cells = this.#cells;
    while (cells.length > 0 && cells.at(-1) === "") cells.pop();
    const last = Math.min(this.#index + this.#rowRepeat, MAX_SHEET_ROWS);
    // Sheets end with a million empty rows written as one: they are passed over in one step.
    if (cells.length > 0) {
      for (let index = this.#index; index < last; index++)
        this.#rows.push({ sheet: this.#sheet, index, cells });
    }
    this.#index = last;
  }
}

function repeat(attribute: string | undefined, limit: number): number {
  const count = Number(attribute ?? "1");
  return Number.isInteger(count) && count > 0 ? Math.min(count, limit) : 1;
}

/** The typed value where there is one (the text is only how it is shown), else the text. */
function valueOf(cell: SaxesTagPlain, text: string): string {
  const attributes = cell.attributes;
  const value = attributes["office:value"];
  switch (attributes["office:value-type"]) {
    case "float":
    case "currency":
    case "percentage":
      return value === undefined || value === "" ? text : cellText(Number(value));
    case "boolean":
      return attributes["office:boolean-value"] ?? text;
    case "date": {
      const date = attributes["office:date-value"];
      return date === undefined ? text : date.replace(/\.\d+$/u, "").replace(/T00:00:00$/u, "");
    }
    default:
      return text;
  }
}
