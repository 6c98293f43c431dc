// The repository as the architecture tests see it: its files, their text, their syntax trees.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseSync } from "@swc/core";
import type { Module } from "@swc/core";

export const ROOT = join(import.meta.dirname, "..", "..");

/** Not ours, or made by running the program. */
const OUTSIDE = new Set(["node_modules", "dist", ".git", ".convoca", "reports"]);

/** A file of ours; `path` starts from the repository and is written with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Every file of the repository whose name `wanted` accepts, in order of path. */
export function filesOf(folders: readonly string[], wanted: (path: string) => boolean): SourceFile[] {
  return folders
    .flatMap((folder) => [...walk(join(ROOT, folder))])
    .map((path) => relative(ROOT, path).replaceAll("\\", "/"))
    .filter(wanted)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

/** Whether a path belongs to the repository; where git cannot tell (an unpacked archive, another's checkout) every file does. */
export function trackedPaths(): (path: string) => boolean {
  if (!existsSync(join(ROOT, ".git"))) return () => true;
  const listed = spawnSync("git", ["ls-files", "-z"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const tracked = new Set(listed.status === 0 ? listed.stdout.split("\0") : []);
  return (path) => tracked.size === 0 || tracked.has(path);
}

/** TypeScript of the product and of its tests. */
export function typescriptFiles(): SourceFile[] {
  return filesOf(["src", "test"], (path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"));
}

/** Tests and what only tests load: such files may reach across the floors. */
export function isForTests(path: string): boolean {
  return path.startsWith("test/") || /\.(test|bench|test-data)\.tsx?$/.test(path);
}

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (OUTSIDE.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}

export function parse(file: SourceFile): Module {
  return parseSync(file.text, { syntax: "typescript", tsx: file.path.endsWith(".tsx"), target: "esnext" });
}

/** A node of a syntax tree: `type` says which. */
export type SyntaxNode = Readonly<Record<string, unknown>> & { readonly type: string };

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** All nodes below `root`, itself included. */
export function* nodesOf(root: unknown): Generator<SyntaxNode> {
  if (Array.isArray(root)) {
    for (const each of root) yield* nodesOf(each);
    return;
  }
  if (typeof root !== "object" || root === null) return;
  if (isNode(root)) yield root;
  for (const value of Object.values(root)) if (typeof value === "object") yield* nodesOf(value);
}
