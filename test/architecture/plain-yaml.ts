// Reads the plain part of YAML that publiccode.yml is written in: mappings, lists, quoted or plain scalars, folded text.

export type Yaml = string | readonly Yaml[] | { readonly [key: string]: Yaml };

interface Line {
  readonly indent: number;
  readonly text: string;
}

/** The document as nested values, every scalar a string. Throws on anything it does not know rather than guess. */
export function readPlainYaml(text: string): Yaml {
  const lines = text
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.trim().startsWith("#"))
    .map((line): Line => ({ indent: line.length - line.trimStart().length, text: line.trim() }));
  const reader = new Reader(lines);
  const value = reader.block(0);
  if (!reader.isDone()) throw new Error(`not plain YAML at «${reader.here()}»`);
  return value;
}

class Reader {
  #at = 0;
  readonly #lines: readonly Line[];

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  isDone(): boolean {
    return this.#at >= this.#lines.length;
  }

  here(): string {
    return this.#lines[this.#at]?.text ?? "";
  }

  block(indent: number): Yaml {
    return this.here().startsWith("- ") ? this.#list(indent) : this.#mapping(indent);
  }

  #list(indent: number): Yaml {
    const items: Yaml[] = [];
    for (
      let line = this.#lines[this.#at];
      line?.indent === indent && line.text.startsWith("- ");
      line = this.#lines[this.#at]
    ) {
      const text = line.text.slice(2);
      this.#at += 1;
      if (!isEntry(text)) items.push(scalar(text));
      else items.push({ ...this.#entry(text, indent + 2), ...this.#rest(indent + 2) });
    }
    return items;
  }

  /** The further keys of a list's item, which stand two columns in. */
  #rest(indent: number): Readonly<Record<string, Yaml>> {
    return this.#lines[this.#at]?.indent === indent ? this.#mapping(indent) : {};
  }

  #mapping(indent: number): Readonly<Record<string, Yaml>> {
    const result: Record<string, Yaml> = {};
    for (
      let line = this.#lines[this.#at];
      line?.indent === indent && isEntry(line.text);
      line = this.#lines[this.#at]
    ) {
      this.#at += 1;
      for (const [key, value] of Object.entries(this.#entry(line.text, indent))) {
        if (key in result) throw new Error(`the key «${key}» stands twice`);
        result[key] = value;
      }
    }
    return result;
  }

  #entry(text: string, indent: number): Readonly<Record<string, Yaml>> {
    const [, key = "", rest = ""] = /^([\w-]+):\s*(.*)$/.exec(text) ?? [];
    if (rest === ">") return { [key]: this.#folded(indent) };
    if (rest !== "") return { [key]: scalar(rest) };
    const next = this.#lines[this.#at];
    if (next === undefined || next.indent <= indent) throw new Error(`the key «${key}» has no value`);
    return { [key]: this.block(next.indent) };
  }

  #folded(indent: number): string {
    const words: string[] = [];
    for (
      let line = this.#lines[this.#at];
      line !== undefined && line.indent > indent;
      line = this.#lines[this.#at]
    ) {
      words.push(line.text);
      this.#at += 1;
    }
    return words.join(" ");
  }
}

function isEntry(text: string): boolean {
  return /^[\w-]+:(\s|$)/.test(text);
}

function scalar(text: string): string {
  if (/^[[{&*!|>%@`]/.test(text)) throw new Error(`not plain YAML: «${text}»`);
  return /^"(.*)"$/.exec(text)?.[1] ?? text;
}
