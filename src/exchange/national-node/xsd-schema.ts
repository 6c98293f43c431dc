// Reads an XSD into tables that a message can be checked against at once; what it does not know it leaves to xmllint.

import { SaxesParser } from "saxes";
import type { SaxesTagNS } from "saxes";
import { builtinType } from "./xsd-values.ts";
import type { ValueCheck } from "./xsd-values.ts";

const XSD = "http://www.w3.org/2001/XMLSchema";

/** A schema of the kind that services publish: named elements in order or in any order, values of simple types, no attributes. */
export interface CompiledSchema {
  readonly namespace: string;
  readonly roots: ReadonlyMap<string, ElementRule>;
}

export interface ElementRule {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** One of the two: what stands inside, or the check of its text. */
  readonly inside: ContentRule | null;
  readonly value: ValueCheck | null;
}

export interface ContentRule {
  readonly ordered: boolean;
  readonly children: readonly ElementRule[];
  readonly byName: ReadonlyMap<string, number>;
}

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
}

/** What the tables cannot say: the whole schema is then xmllint's. */
class BeyondTables extends Error {}

/** The schema as tables, or null when it uses something that only xmllint judges (groups, choices, attributes, imports, derived types…). */
export function compileSchema(xsd: string): CompiledSchema | null {
  try {
    return new Compiler(treeOf(xsd)).schema();
  } catch (error) {
    if (error instanceof BeyondTables) return null;
    throw error;
  }
}

function treeOf(xsd: string): Node {
  const parser = new SaxesParser({ xmlns: true });
  const top: Node = { name: "", attributes: {}, children: [] };
  const open: Node[] = [top];
  let quiet = 0;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag: SaxesTagNS) => {
    // Words for readers say nothing about messages.
    if (quiet > 0 || (tag.uri === XSD && tag.local === "annotation")) return void (quiet += 1);
    if (tag.uri !== XSD) throw new BeyondTables(tag.name);
    const attributes = Object.fromEntries(Object.values(tag.attributes).filter(({ uri }) => uri === "").map(({ local, value }) => [local, value]));
    const node: Node = { name: tag.local, attributes, children: [] };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on("closetag", () => {
    if (quiet > 0) quiet -= 1;
    else open.pop();
  });
  parser.write(xsd).close();
  return top.children[0]!;
}

class Compiler {
  readonly #root: Node;
  readonly #named = new Map<string, Node>();
  readonly #values = new Map<string, ValueCheck>();
  readonly #contents = new Map<string, ContentRule>();
  /** Named types whose compiling has begun: one inside itself is beyond tables. */
  readonly #begun = new Set<string>();

  constructor(root: Node) {
    this.#root = root;
  }

  schema(): CompiledSchema {
    const { attributes, children } = this.#root;
    if (this.#root.name !== "schema" || attributes["elementFormDefault"] !== "qualified" || attributes["targetNamespace"] === undefined) throw new BeyondTables("schema");
    for (const child of children) {
      if (!["element", "complexType", "simpleType"].includes(child.name)) throw new BeyondTables(child.name);
      if (child.name !== "element") this.#named.set(nameOf(child), child);
    }
    const roots = new Map(children.filter(({ name }) => name === "element").map((element) => [nameOf(element), this.#element(element)]));
    return { namespace: attributes["targetNamespace"], roots };
  }

  #element(node: Node): ElementRule {
    only(node, ["name", "type", "minOccurs", "maxOccurs"]);
    const { type, minOccurs = "1", maxOccurs = "1" } = node.attributes;
    const least = Number(minOccurs);
    const most = maxOccurs === "unbounded" ? Infinity : Number(maxOccurs);
    const own = node.children[0];
    if ((type === undefined) === (own === undefined) || node.children.length > 1) throw new BeyondTables(nameOf(node));
    return { name: nameOf(node), least, most, ...this.#typed(type, own) };
  }

  #typed(type: string | undefined, own: Node | undefined): Pick<ElementRule, "inside" | "value"> {
    const node = own ?? this.#named.get(localOf(type!));
    if (node?.name !== "complexType") return { inside: null, value: own === undefined ? this.#value(type!) : this.#restricted(own) };
    if (own !== undefined) return { inside: this.#content(own), value: null };
    const name = localOf(type!);
    const known = this.#contents.get(name);
    if (known !== undefined) return { inside: known, value: null };
    if (this.#begun.has(name)) throw new BeyondTables(name);
    this.#begun.add(name);
    const inside = this.#content(node);
    this.#contents.set(name, inside);
    return { inside, value: null };
  }

  #content(node: Node): ContentRule {
    only(node, ["name"]);
    const model = node.children[0];
    if (model === undefined || node.children.length > 1 || !["sequence", "all"].includes(model.name)) throw new BeyondTables(node.name);
    only(model, []);
    if (model.children.some(({ name }) => name !== "element")) throw new BeyondTables(model.name);
    const children = model.children.map((child) => this.#element(child));
    const byName = new Map(children.map(({ name }, at) => [name, at]));
    if (byName.size < children.length) throw new BeyondTables("repeated");
    return { ordered: model.name === "sequence", children, byName };
  }

  #value(type: string): ValueCheck {
    const own = this.#named.get(localOf(type));
    if (own === undefined || type.startsWith("xs:") || type.startsWith("xsd:")) return builtinType(localOf(type)) ?? beyond(type);
    const known = this.#values.get(type);
    if (known !== undefined) return known;
    if (this.#begun.has(type)) throw new BeyondTables(type);
    this.#begun.add(type);
    const check = this.#restricted(own);
    this.#values.set(type, check);
    return check;
  }

  #restricted(node: Node): ValueCheck {
    only(node, ["name"]);
    const [body] = node.children;
    if (node.name !== "simpleType" || body === undefined || node.children.length > 1) throw new BeyondTables(node.name);
    if (body.name === "union") {
      only(body, ["memberTypes"]);
      if (body.children.length > 0) throw new BeyondTables("union");
      const members = (body.attributes["memberTypes"] ?? "").split(/\s+/u).filter((type) => type !== "").map((type) => this.#value(type));
      return { space: "own", accepts: (text) => members.some((member) => member.accepts(text)) };
    }
    if (body.name !== "restriction" || body.attributes["base"] === undefined) throw new BeyondTables(body.name);
    only(body, ["base"]);
    return restrict(this.#value(body.attributes["base"]), body.children.map(({ name, attributes }) => [name, attributes["value"] ?? ""]));
  }
}

/** Facets of one kind are alternatives (patterns, values), of different kinds they all hold. */
function restrict(base: ValueCheck, facets: readonly (readonly [string, string])[]): ValueCheck {
  if (base.space === "own" && facets.length > 0) throw new BeyondTables("union restricted");
  const tests: ((text: string) => boolean)[] = [];
  const patterns = facets.filter(([name]) => name === "pattern").map(([, value]) => patternOf(value));
  if (patterns.length > 0) tests.push((text) => patterns.some((pattern) => pattern.test(text)));
  const values = new Set(facets.filter(([name]) => name === "enumeration").map(([, value]) => value));
  if (values.size > 0) tests.push((text) => values.has(text));
  for (const [name, value] of facets) {
    const size = Number(value);
    if (name === "length") tests.push((text) => lengthOf(text) === size);
    else if (name === "minLength") tests.push((text) => lengthOf(text) >= size);
    else if (name === "maxLength") tests.push((text) => lengthOf(text) <= size);
    else if (name !== "pattern" && name !== "enumeration") throw new BeyondTables(name);
  }
  if (base.space === "typed" && facets.length > 0) throw new BeyondTables("facets of a typed value");
  return {
    space: base.space,
    accepts: (text) => {
      const seen = spaced(text, base.space);
      return base.accepts(text) && tests.every((test) => test(seen));
    },
  };
}

/** White space as the type sees it. */
function spaced(text: string, space: ValueCheck["space"]): string {
  if (space === "collapse") return text.replaceAll(/[\t\n\r ]+/gu, " ").replaceAll(/^ | $/gu, "");
  return space === "replace" ? text.replaceAll(/[\t\n\r]/gu, " ") : text;
}

/** In characters, not in halves of them. */
function lengthOf(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0xd800 && code < 0xdc00) length -= 1;
  }
  return length;
}

/** Only what means the same in both languages of patterns. */
function patternOf(pattern: string): RegExp {
  if (!/^(?:[A-Za-z0-9 _:,;/+|(){}*?-]|\[[A-Za-z0-9 _:,;/+-]+\]|\\[d.+*?()[\]{}|-])*$/u.test(pattern)) throw new BeyondTables(pattern);
  return new RegExp(`^(?:${pattern.replaceAll(String.raw`\d`, "[0-9]").replaceAll(String.raw`\-`, "-")})$`, "u");
}

function only(node: Node, attributes: readonly string[]): void {
  const other = Object.keys(node.attributes).find((name) => !attributes.includes(name));
  if (other !== undefined) throw new BeyondTables(`${node.name} ${other}`);
}

function nameOf(node: Node): string {
  return node.attributes["name"] ?? beyond(node.name);
}

function localOf(type: string): string {
  return type.slice(type.indexOf(":") + 1);
}

function beyond(what: string): never {
  throw new BeyondTables(what);
}
