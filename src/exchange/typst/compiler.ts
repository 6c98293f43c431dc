// The Typst compiler itself, as its own process: native code that may end badly must not take the server with it.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { PrintJob } from "./job.ts";

interface CompileResult {
  hasError(): boolean;
  readonly result: object | null;
  takeError(): { readonly shortDiagnostics: unknown } | null;
}
interface Compiler {
  compile(options: { mainFileContent: string; inputs: Readonly<Record<string, string>> }): CompileResult;
  pdf(document: object, options: { pdfStandard: string; creationTimestamp: number }): Buffer;
  evictCache(age: number): void;
}
interface CompilerModule {
  readonly NodeCompiler: {
    create(options: { workspace: string; fontArgs: readonly { fontBlobs: readonly Buffer[] }[] }): Compiler;
  };
}

/** The native module is for one platform; where it is missing this throws, and whoever started the process is told. */
const NATIVE = "@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu";
const FONTS = join(import.meta.dirname, "..", "..", "..", "reference", "fonts");

/** For the names that are not written in Latin letters; only the signs used go into a paper. */
const OTHER_LETTERS = ["dejavu-fonts-ttf/ttf/DejaVuSans.ttf", "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"];

function openCompiler(): Compiler {
  const require = createRequire(import.meta.url);
  const { NodeCompiler } = require(NATIVE) as CompilerModule;
  const own = readdirSync(FONTS)
    .filter((name) => name.endsWith(".ttf"))
    .toSorted()
    .map((name) => join(FONTS, name));
  const fontBlobs = [...own, ...OTHER_LETTERS.map((name) => require.resolve(name))].map((path) => readFileSync(path));
  // An empty folder of ours: the template reads no file but itself.
  return NodeCompiler.create({ workspace: FONTS, fontArgs: [{ fontBlobs }] });
}

const template = (name: string): string => readFileSync(join(import.meta.dirname, name), "utf8");
const BLOCKS = template("blocks.typ");
/** Each form with its template and the standard that its PDF keeps. */
const FORMS: Readonly<Record<PrintJob["form"], { readonly text: string; readonly pdfStandard: string }>> = {
  paper: { text: BLOCKS + template("paper.typ"), pdfStandard: "ua-1" },
  evidence: { text: BLOCKS + template("evidence.typ"), pdfStandard: "a-2a" },
  letter: { text: template("letter.typ"), pdfStandard: "a-2a" },
};
/** What the compiler remembers of earlier papers is forgotten after so many others: it grows without end otherwise. */
const REMEMBERED = 10;

function draw(compiler: Compiler, { form, paper, at }: PrintJob): Buffer {
  const { text, pdfStandard } = FORMS[form];
  const compiled = compiler.compile({ mainFileContent: text, inputs: { paper } });
  if (compiled.hasError() || compiled.result === null) {
    throw new Error(`the paper does not compile: ${JSON.stringify(compiled.takeError()?.shortDiagnostics)}`);
  }
  const pdf = compiler.pdf(compiled.result, { pdfStandard, creationTimestamp: at });
  compiler.evictCache(REMEMBERED);
  return pdf;
}

/** Asked with `{ number, job }`, answers `{ number, pdf }` or `{ number, fault }`; says "ready" or "missing" first. */
function serve(send: (message: unknown) => void): void {
  let compiler: Compiler;
  try {
    compiler = openCompiler();
  } catch (error) {
    send({ missing: error instanceof Error ? error.message : String(error) });
    return;
  }
  send("ready");
  process.on("message", ({ number, job }: { number: number; job: PrintJob }) => {
    try {
      send({ number, pdf: draw(compiler, job) });
    } catch (error) {
      send({ number, fault: error instanceof Error ? error.message : String(error) });
    }
  });
}

// Whoever started it is gone: nobody will ask any more.
process.once("disconnect", () => process.exit(0));
if (process.send !== undefined) serve((message) => void process.send?.(message));
