// The rules of the house on a single file or path, each as a function that gives what is wrong.

import { basename } from "node:path";
import { nodesOf, parse } from "./source-tree.ts";
import type { SourceFile } from "./source-tree.ts";

export const LONGEST = 400;
export const LONG = 300;

const DEFAULT_EXPORTS = new Set([
  "ExportDefaultDeclaration",
  "ExportDefaultExpression",
  "TsExportAssignment",
]);
const EXPORTS_FROM = new Set(["ExportAllDeclaration", "ExportNamedDeclaration"]);
const GRAB_BAGS = new Set(["util", "utils", "helper", "helpers", "types", "common", "misc", "shared", "lib"]);

export function defaultExports(file: SourceFile): string[] {
  if (basename(file.path).endsWith(".config.ts")) return [];
  return parse(file).body.some((item) => DEFAULT_EXPORTS.has(item.type))
    ? [`${file.path}: default export`]
    : [];
}

/** A file that only hands on what others export. */
export function barrel(file: SourceFile): string[] {
  const { body } = parse(file);
  const handsOn = body.some((item) => EXPORTS_FROM.has(item.type));
  const own = body.some((item) => !EXPORTS_FROM.has(item.type) && item.type !== "ImportDeclaration");
  return handsOn && !own ? [`${file.path}: only hands on what others export`] : [];
}

export function anyTypes(file: SourceFile): string[] {
  const count = [...nodesOf(parse(file))].filter(
    (node) => node.type === "TsKeywordType" && node["kind"] === "any",
  ).length;
  return count > 0 ? [`${file.path}: ${count} times the type any`] : [];
}

/** Silencing the compiler, or the linter without naming the rule, hides more than what was meant. */
export function silencers(file: SourceFile): string[] {
  const found = file.text
    .split("\n")
    .filter((line) =>
      /@ts-(ignore|expect-error|nocheck)\b|(oxlint|eslint)-disable(-next-line|-line)?\s*(\*\/|--|$)/.test(
        line,
      ),
    );
  return found.map((line) => `${file.path}: ${line.trim()}`);
}

export function linesOf(file: SourceFile): number {
  return file.text.split("\n").length - (file.text.endsWith("\n") ? 1 : 0);
}

export function tooLong(file: SourceFile): string[] {
  return linesOf(file) > LONGEST ? [`${file.path}: ${linesOf(file)} lines, more than ${LONGEST}`] : [];
}

/** The first line (after the one that names the interpreter) says in a comment what the file is for. */
export function missingPurpose(file: SourceFile): string[] {
  const lines = file.text.split("\n");
  const first = lines[0]?.startsWith("#!") === true ? lines[1] : lines[0];
  const says = /^(\/\/|--|#) \S+ \S+|^\/\*+ \S+ \S+.*\*\/$/.test(first ?? "");
  return says ? [] : [`${file.path}: its first line does not say what it is for`];
}

export function grabBagFolders(path: string): string[] {
  const bag = path
    .split("/")
    .slice(0, -1)
    .find((folder) => GRAB_BAGS.has(folder.toLowerCase()));
  return bag === undefined ? [] : [`${path}: a folder named «${bag}» says nothing of its contents`];
}

/** Places that exist on one machine only. `here` = this machine's own: its checkout and home folder. */
export function machinePlaces(file: SourceFile, here: readonly string[]): string[] {
  const patterns = [
    // Written in two halves, or this file would find itself.
    new RegExp(String.raw`(^|[\s"'\`(=:])/(home|Users|` + String.raw`work)/[A-Za-z]`),
    new RegExp(String.raw`\.\./sh` + String.raw`ared\b`),
    new RegExp(
      String.raw`\bregistry\.[a-z0-9-]+\.(org|com|io|dev)\b|\b(npm|pypi|debian)\.(mirror|proxy)\b`,
      "i",
    ),
    new RegExp(String.raw`"resolved":\s*"https?://(?!regis` + String.raw`try\.npmjs\.org/)`),
  ];
  return file.text.split("\n").flatMap((line, index) => {
    const found =
      patterns.some((pattern) => pattern.test(line)) || here.some((place) => line.includes(place));
    return found ? [`${file.path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [];
  });
}
