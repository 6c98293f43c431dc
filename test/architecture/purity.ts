// What the ground floor may not touch: clocks, chance, the environment, the network, other processes.

import { isNode, nodesOf, parse } from "./source-tree.ts";
import type { SourceFile, SyntaxNode } from "./source-tree.ts";

const FORBIDDEN_MEMBERS = new Set([
  "Date.now",
  "Math.random",
  "Temporal.Now",
  "performance.now",
  "crypto.randomUUID",
  "crypto.getRandomValues",
]);

/** Names that no rule of law needs. As a property or a parameter of ours they mean something else, so only free use counts. */
const FORBIDDEN_NAMES = new Set([
  "process",
  "fetch",
  "globalThis",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "console",
  "require",
  "Buffer",
  "performance",
  "crypto",
]);

/** What a file of the domain does that a pure rule may not do. */
export function impurities(file: SourceFile): string[] {
  const found = new Set<string>();
  for (const node of nodesOf(parse(file))) {
    const sin = impurityOf(node);
    if (sin !== null) found.add(`${file.path}: ${sin}`);
  }
  return [...found];
}

function impurityOf(node: SyntaxNode): string | null {
  switch (node.type) {
    case "MemberExpression": {
      const object = nameOf(node["object"]);
      const full = `${object ?? ""}.${nameOf(node["property"]) ?? ""}`;
      if (FORBIDDEN_MEMBERS.has(full)) return full;
      return object !== null && FORBIDDEN_NAMES.has(object) ? object : null;
    }
    case "NewExpression":
      return nameOf(node["callee"]) === "Date" && argumentsOf(node) === 0
        ? "new Date() without a value"
        : null;
    case "CallExpression": {
      const callee = nameOf(node["callee"]);
      if (callee === "Date") return "Date() called as a function";
      return callee !== null && FORBIDDEN_NAMES.has(callee) ? callee : null;
    }
    case "ImportDeclaration": {
      const source = node["source"];
      return isNode(source) && String(source["value"]).startsWith("node:") ? String(source["value"]) : null;
    }
    default:
      return null;
  }
}

function nameOf(node: unknown): string | null {
  return isNode(node) && node.type === "Identifier" ? String(node["value"]) : null;
}

function argumentsOf(node: SyntaxNode): number {
  return Array.isArray(node["arguments"]) ? node["arguments"].length : 0;
}
