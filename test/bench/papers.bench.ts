// Issued papers drawn as PDF/UA by the compiler's process: the first, one after a rest, many in a row, and how long the server's loop stands still meanwhile.

import { hash } from "node:crypto";
import { appendFileSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { NO_AVAILABILITY } from "../../src/domain/availability/types.ts";
import { RDC_2019 } from "../../src/domain/measures/rdc-2019/parameters.ts";
import { SIGNED } from "../../src/domain/pact/pact.test-data.ts";
import type { PaperContent } from "../../src/domain/papers/blocks.ts";
import { declarationPaper } from "../../src/domain/papers/declaration-paper.ts";
import type { PaperFacts } from "../../src/domain/papers/facts.ts";
import { pactPaper } from "../../src/domain/papers/pact-paper.ts";
import { jobOf } from "../../src/exchange/typst/job.ts";
import { openPrinter } from "../../src/exchange/typst/printer.ts";

const PAPERS = Number(/--papers[= ](\d+)/.exec(process.argv.join(" "))?.[1] ?? 1_000);
const AT = "2019-10-07T08:00:00.000Z";

/** Every person is another: nothing that the compiler remembers of one paper serves the next. */
const factsOf = (number: number): PaperFacts => ({
  office: { name: "Centro per l’impiego di Avellino", address: "Via Roma 1", municipality: "Avellino", phone: "0825 000000", email: "cpi@regione.example" },
  person: {
    surname: `Esposito ${number}`, name: "Maria", taxCode: `SPSMRA80E52F${String(number).padStart(4, "0")}`, birthDate: "1980-05-12", birthPlace: "NAPOLI",
    residence: `Via Toledo ${number}, 80134 Napoli`,
  },
  benefit: { protocol: `INPS-RDC-2019-${number}`, grantedOn: "2019-05-20" },
  measure: RDC_2019,
});
const onePage = (number: number): PaperContent =>
  declarationPaper({
    ...factsOf(number),
    state: "given",
    data: { ...NO_AVAILABILITY, declaration: { on: "2019-10-07", how: "desk", platformId: null, takenBy: "operatrice" } },
  })!;
const pact = (number: number): PaperContent => pactPaper({ ...factsOf(number), state: "in-force", data: SIGNED, activities: [], next: null })!;

const printer = openPrinter({ places: PAPERS + 1 });
const draw = async (content: PaperContent, number: number): Promise<number> => {
  const id = `0193c000-0000-7000-8000-${String(number).padStart(12, "0")}`;
  const drawn = await printer.print(jobOf(content, { id, digest: hash("sha256", JSON.stringify(content), "hex"), at: AT }, () => ""));
  if (!drawn.ok) throw new Error(drawn.refusal.message);
  return drawn.value.length;
};
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Seconds of processor and MiB of memory of the compiler: whatever else the machine does, they are its own. */
const compiler = (): { readonly seconds: number; readonly mebibytes: number } => {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(fields[1]) !== process.pid) continue;
      const memory = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
      return { seconds: (Number(fields[11]) + Number(fields[12])) / 100, mebibytes: Math.round(Number(memory?.[1] ?? 0) / 1024) };
    } catch {
      // It ended while it was looked at.
    }
  }
  throw new Error("no compiler is running");
};

const first = await timed(() => draw(onePage(0), 0));
const pacts: number[] = [];
for (let number = 1; number <= 40; number += 1) pacts.push(await timed(() => draw(pact(number), number)));
const ones: number[] = [];
for (let number = 41; number <= 80; number += 1) ones.push(await timed(() => draw(onePage(number), number)));

const loop = monitorEventLoopDelay({ resolution: 1 });
const contents = Array.from({ length: PAPERS }, (_, number) => onePage(1_000 + number));
loop.enable();
const own = process.cpuUsage();
const before = compiler();
const whole = await timed(() => Promise.all(contents.map((content, number) => draw(content, 1_000 + number))));
const { user, system } = process.cpuUsage(own);
loop.disable();
const after = compiler();
await printer.close();

const figures = {
  firstMs: Math.round(first),
  pactMs: Math.round(median(pacts)),
  onePageMs: Math.round(median(ones)),
  perCoreSecond: Math.round(PAPERS / (after.seconds - before.seconds)),
  mebibytes: after.mebibytes,
  perSecond: Math.round((PAPERS / whole) * 1_000),
  loopP99Ms: Number((loop.percentile(99) / 1e6).toFixed(1)),
  serverMsEach: Number(((user + system) / 1_000 / PAPERS).toFixed(2)),
};
console.log(
  `the first paper, with its compiler: ${figures.firstMs} ms; a warm one: ${figures.onePageMs} ms, a pact of two pages ${figures.pactMs} ms\n` +
    `${PAPERS} one-page papers, one compiler: ${figures.perSecond}/s, ${figures.perCoreSecond} for each second of a core (to reach: 100), ${figures.mebibytes} MiB; of the server's own time ${figures.serverMsEach} ms each, its loop's p99 ${figures.loopP99Ms} ms`,
);
mkdirSync(".convoca/bench", { recursive: true });
appendFileSync(".convoca/bench/papers.json", `${JSON.stringify({ at: new Date().toISOString(), papers: PAPERS, ...figures })}\n`);
