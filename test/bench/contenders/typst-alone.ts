// Typst by itself, in one process: the sheets of letters that lie in a file, compiled and written as PDF/A into memory, and nothing else.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { letterJob } from "../../../src/exchange/typst/letter-job.ts";
import { tell } from "../ground/contest.ts";
import { ROOT } from "../ground/region.ts";

interface Compiler {
  compile(options: { mainFileContent: string; inputs: { paper: string } }): { hasError(): boolean; readonly result: object };
  pdf(document: object, options: { pdfStandard: string; creationTimestamp: number }): Buffer;
  evictCache(age: number): void;
}

const input = JSON.parse(process.argv[2]!) as { readonly path: string; readonly share: number; readonly of: number };
const require = createRequire(import.meta.url);
const fonts = join(ROOT, "reference/fonts");
const files = [
  ...readdirSync(fonts).filter((name) => name.endsWith(".ttf")).map((name) => join(fonts, name)),
  ...["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((name) => require.resolve(`dejavu-fonts-ttf/ttf/${name}`)),
];
const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu") as {
  readonly NodeCompiler: { create(options: { workspace: string; fontArgs: readonly { fontBlobs: readonly Buffer[] }[] }): Compiler };
};
const compiler = NodeCompiler.create({ workspace: fonts, fontArgs: [{ fontBlobs: files.map((path) => readFileSync(path)) }] });
const template = readFileSync(join(ROOT, "src/exchange/typst/letter.typ"), "utf8");
const papers = (JSON.parse(readFileSync(input.path, "utf8")) as string[]).filter((_, at) => at % input.of === input.share);

const own = process.cpuUsage();
const from = performance.now();
for (const paper of papers) {
  const compiled = compiler.compile({ mainFileContent: template, inputs: { paper } });
  if (compiled.hasError()) throw new Error("a letter does not compile");
  if (compiler.pdf(compiled.result, { pdfStandard: "a-2a", creationTimestamp: letterJob(paper).at }).length < 1_000) throw new Error("no PDF");
  compiler.evictCache(10);
}
const took = performance.now() - from;
const { user, system } = process.cpuUsage(own);
console.error(`     ${Math.round(papers.length / ((user + system) / 1e6))} letters for each second of processor`);
tell(papers.length, took);
