// Who imports whom: edges read from the syntax trees, the floors they may cross, and the cycles among them.

import { dirname, posix } from "node:path";
import { isForTests, nodesOf, parse } from "./source-tree.ts";
import type { SourceFile, SyntaxNode } from "./source-tree.ts";

export interface Edge {
  readonly from: string;
  /** Path of the imported file, or the package's name as written. */
  readonly to: string;
  readonly kind: "own" | "package";
  /** Erased before running: makes no cycle. */
  readonly typeOnly: boolean;
}

export function edgesOf(file: SourceFile): Edge[] {
  const edges: Edge[] = [];
  for (const node of nodesOf(parse(file))) {
    const specifier = specifierOf(node);
    if (specifier === null) continue;
    const own = specifier.startsWith(".");
    edges.push({
      from: file.path,
      to: own ? posix.join(dirname(file.path), specifier) : specifier,
      kind: own ? "own" : "package",
      typeOnly: node["typeOnly"] === true,
    });
  }
  return edges;
}

function specifierOf(node: SyntaxNode): string | null {
  if (
    node.type === "ImportDeclaration" ||
    node.type === "ExportAllDeclaration" ||
    node.type === "ExportNamedDeclaration"
  ) {
    return stringOf(node["source"]);
  }
  if (node.type !== "CallExpression") return null;
  const { callee, arguments: args } = node as unknown as {
    callee: SyntaxNode;
    arguments: { expression: unknown }[];
  };
  return callee.type === "Import" ? stringOf(args[0]?.expression) : null;
}

function stringOf(node: unknown): string | null {
  const literal = node as { type?: string; value?: string } | null | undefined;
  return literal?.type === "StringLiteral" ? (literal.value ?? null) : null;
}

/** Which floors each floor may import besides itself. A floor absent from here is not known, and that is an error. */
export const FLOORS: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  contract: ["domain"],
  store: ["domain"],
  channels: ["domain"],
  exchange: ["domain", "contract"],
  services: ["domain", "store", "channels", "exchange"],
  server: ["domain", "contract", "store", "services", "channels", "exchange"],
  worker: ["domain", "store", "services", "channels", "exchange"],
  web: ["contract"],
  simulator: ["domain", "contract", "channels", "exchange"],
  cli: ["domain", "contract", "store", "services", "server", "worker", "channels", "exchange", "simulator"],
};

/** Floors of which only types may be imported (nothing of them runs). */
const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = { store: ["contract"], web: ["domain"] };

/** What of the domain may run in the web: the words people read, and the lists of words beside the types. */
const WORDS = /^src\/domain\/(.*\/)?([a-z-]+-)?(texts|types)\.ts$/;

/** Packages that the ground floor may use: pure, and their results depend on their arguments only. */
const PURE_PACKAGES = new Set([
  "temporal-polyfill",
  "libphonenumber-js/max",
  "libphonenumber-js",
  "libphonenumber-js/core",
]);

function floorOf(path: string): string | null {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? null;
}

/** What is wrong with an import, or null. Tests may import anything. */
export function judgeEdge(edge: Edge): string | null {
  const floor = floorOf(edge.from);
  if (floor === null || isForTests(edge.from)) return null;
  if (FLOORS[floor] === undefined) return `${edge.from}: the floor «${floor}» is not known`;
  if (edge.kind === "package") return floor === "domain" ? judgeDomainPackage(edge) : null;
  const target = floorOf(edge.to);
  if (target === null) return `${edge.from} imports ${edge.to}, outside src`;
  if (isForTests(edge.to)) return `${edge.from} imports ${edge.to}, which is for tests`;
  if (target === floor || FLOORS[floor].includes(target)) return null;
  if (TYPES_ONLY[floor]?.includes(target) === true && (edge.typeOnly || WORDS.test(edge.to))) return null;
  return `${edge.from} imports ${edge.to}: ${floor} may not import ${target}`;
}

function judgeDomainPackage(edge: Edge): string | null {
  return PURE_PACKAGES.has(edge.to)
    ? null
    : `${edge.from} imports the package ${edge.to}: not among the pure ones`;
}

/** Cycles of imports that run, each once, as the paths along it. */
export function cyclesOf(edges: readonly Edge[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to, kind, typeOnly } of edges) {
    if (kind === "own" && !typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (path: string, trail: string[]): void => {
    const seen = trail.indexOf(path);
    if (seen >= 0) cycles.push([...trail.slice(seen), path]);
    if (seen >= 0 || done.has(path)) return;
    for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return cycles;
}
