// Papers drawn by the compiler in its own process: the same bytes for the same paper, a queue with an end, a compiler that dies and is started again.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { after, describe, it } from "node:test";
import { tagsOf } from "../../../test/stories/fixtures/pdf-tags.ts";
import { textOf } from "../../../test/stories/fixtures/pdf-text.ts";
import type { PaperContent } from "../../domain/papers/blocks.ts";
import { drawable } from "../../domain/papers/words.ts";
import { evidenceJob, jobOf } from "./job.ts";
import type { PrintJob } from "./job.ts";
import { openPrinter } from "./printer.ts";

const CONTENT: PaperContent = {
  paper: "did",
  title: "Documento di prova",
  subtitle: "Con ogni tipo di blocco",
  office: {
    region: "Regione Campania",
    name: "Centro per l’impiego di Avellino",
    address: "Via Roma 1, Avellino",
    contacts: "",
  },
  blocks: [
    { kind: "section", title: "Fatti" },
    {
      kind: "facts",
      rows: [
        ["Nome", "Niccolò D’Angelo"],
        ["Testo", '#evil[*no*] \\ $x$ " // @ <a>'],
      ],
    },
    { kind: "list", items: ["uno", "due"] },
    { kind: "numbered", items: [{ title: "Impegno", lines: ["Riga."], law: "DL 4/2019, art. 4, c. 8" }] },
    { kind: "table", head: ["A", "B"], rows: [["1", "2"]], widths: [1, 2] },
    { kind: "notice", title: "Attenzione", text: "" },
    { kind: "code", text: "AB12CD", title: "Codice", explained: "Da mostrare" },
    { kind: "section", title: "Firme" },
    { kind: "small", lines: ["Nota."] },
    { kind: "signatures", place: "Avellino", boxes: [{ who: "La persona", name: "" }] },
  ],
};
const STAMP = {
  id: "0193c000-0000-7000-8000-000000000001",
  digest: "ab".repeat(32),
  at: "2019-10-07T08:00:00.000Z",
};
const drawing = (): string =>
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1h-1z"/></svg>';
const job = (change: Partial<PrintJob> = {}): PrintJob => ({ ...jobOf(CONTENT, STAMP, drawing), ...change });

describe("the printer", () => {
  const printer = openPrinter({ places: 8 });
  after(() => printer.close());

  it("draws every kind of block, tagged, whatever signs the texts hold", async () => {
    const drawn = await printer.print(job());
    assert.ok(drawn.ok, JSON.stringify(drawn));
    assert.equal(drawn.value.subarray(0, 5).toString(), "%PDF-");
    const tags = tagsOf(drawn.value);
    assert.deepEqual(
      [tags.part, tags.lang, tags.marked, tags.title, tags.fontsEmbedded],
      [1, "it-IT", true, true, true],
    );
    for (const role of ["H1", "H2", "L", "LI", "Lbl", "LBody", "Table", "TH", "TD", "Figure", "P"])
      assert.ok(tags.roles.includes(role), role);
  });

  it("draws the names of who writes in other letters, in papers and dossiers, and they read back as they were written", async () => {
    const names = ["Шевченко Олена", "Παπαδόπουλος", "محمد", "გიორგი", "Հակոբ", "יוסף", "Nguyễn Thị Ánh"].map(drawable);
    const blocks = [
      { kind: "section", title: names.join(" – ") },
      { kind: "list", items: names.map((name) => `Convocazione di ${name}, nata il`) },
      { kind: "table", head: names, rows: [names], widths: names.map(() => 1) },
    ] as const;
    const paper = await printer.print(jobOf({ ...CONTENT, blocks }, STAMP, drawing));
    const dossier = await printer.print(evidenceJob({ title: names[0]!, subtitle: names[2]!, blocks }, STAMP.at));
    assert.ok(paper.ok && dossier.ok);
    assert.deepEqual([tagsOf(paper.value).part, tagsOf(paper.value).fontsEmbedded, tagsOf(dossier.value).fontsEmbedded], [1, true, true]);
    assert.match(dossier.value.toString("latin1"), /pdfaid:part>2</);
    for (const text of [textOf(paper.value), textOf(dossier.value)])
      for (const name of names) assert.ok(text.split(`Convocazione di ${name}, nata il`).length === 2, `${name}: ${text}`);
  });

  it("draws every sign that texts may keep", async () => {
    const signs = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code)).filter((sign) => drawable(sign) === sign);
    assert.ok(signs.length > 1_200);
    const rows = [signs.map((sign, at) => (at % 40 === 0 ? ` ${sign}` : sign)).join("")];
    const drawn = await printer.print(jobOf({ ...CONTENT, blocks: [{ kind: "section", title: rows[0]! }, { kind: "list", items: rows }] }, STAMP, drawing));
    assert.ok(drawn.ok, JSON.stringify(drawn));
    const text = textOf(drawn.value);
    // The Romanian comma and the cedilla are one sign of the typeface; Arabic letters take the form of their place.
    assert.deepEqual(signs.filter((sign) => !/[ȘșȚț]|\p{Script=Arabic}|\p{M}/u.test(sign) && !text.includes(sign)), []);
  });

  it("gives the same bytes for the same paper, also from another process", async () => {
    const other = openPrinter();
    const [one, two] = await Promise.all([printer.print(job()), other.print(job())]);
    await other.close();
    assert.ok(one.ok && two.ok && one.value.equals(two.value));
    const later = await printer.print(jobOf(CONTENT, { ...STAMP, at: "2019-10-08T08:00:00.000Z" }, drawing));
    assert.ok(later.ok && !later.value.equals(one.value));
  });

  it("does not hold up whoever waits: the server goes on while it draws", async () => {
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last - 2);
      last = performance.now();
    }, 2);
    const papers = Array.from({ length: 8 }, (_, number) =>
      jobOf({ ...CONTENT, subtitle: `Numero ${number}` }, STAMP, drawing),
    );
    const drawn = await Promise.all(papers.map((paper) => printer.print(paper)));
    clearInterval(timer);
    assert.ok(drawn.every(({ ok }) => ok));
    // Drawing itself takes several times as long; other tests share the machine.
    assert.ok(longest < 60, `the loop stood still for ${longest} ms`);
  });

  it("says that it is full, and draws those that waited", async () => {
    const asked = Array.from({ length: 12 }, () => printer.print(job()));
    const codes = (await Promise.all(asked)).map((outcome) => (outcome.ok ? "" : outcome.refusal.code));
    assert.deepEqual(
      [codes.filter((code) => code === "").length, codes.filter((code) => code === "PDF_CODA_PIENA").length],
      [8, 4],
    );
  });

  it("a paper that cannot be drawn is refused, and the next one is drawn", async () => {
    const broken = await printer.print(job({ paper: "{}" }));
    assert.equal(broken.ok ? "" : broken.refusal.code, "PDF_NON_RIUSCITO");
    assert.ok((await printer.print(job())).ok);
  });

  it("a compiler killed in the middle loses its paper with a clear refusal; those that wait are drawn by the next", async () => {
    const faults: string[] = [];
    const own = openPrinter({ onFault: (fault) => faults.push(fault) });
    assert.ok((await own.print(job())).ok);
    // A book: long enough to be in the middle of it when the signal comes.
    const pages = Array.from(
      { length: 6_000 },
      (_, number) => ({ kind: "paragraph", text: `Capoverso ${number}. `.repeat(12) }) as const,
    );
    const heavy = jobOf({ ...CONTENT, blocks: pages }, STAMP, drawing);
    const waiting = [own.print(heavy), own.print(job())];
    await killChildren();
    const [lost, next] = await Promise.all(waiting);
    assert.equal(lost!.ok ? "" : lost!.refusal.code, "PDF_NON_RIUSCITO");
    assert.match(lost!.ok ? "" : lost!.refusal.message, /nulla è stato emesso/);
    assert.ok(next!.ok);
    assert.match(faults.join(" "), /SIGKILL/);
    await own.close();
  });

  it("one that takes too long is let go", async () => {
    const hasty = openPrinter({ patienceMs: 30_000 });
    assert.ok((await hasty.print(job())).ok);
    await hasty.close();
    const closed = await hasty.print(job());
    assert.equal(closed.ok, false);
    const impatient = openPrinter({ patienceMs: 1 });
    const outcome = await impatient.print(job());
    assert.equal(outcome.ok ? "" : outcome.refusal.code, "PDF_NON_RIUSCITO");
    await impatient.close();
  });

  it("gives its memory back after so many papers, and goes on", async () => {
    const sparing = openPrinter({ papersEach: 2 });
    for (let paper = 0; paper < 5; paper += 1) assert.ok((await sparing.print(job())).ok);
    await sparing.close();
  });

  /** Every compiler of this process dies. */
  async function killChildren(): Promise<void> {
    for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
      const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      if (parent === process.pid && line.includes("typst/compiler.ts")) process.kill(Number(pid), "SIGKILL");
    }
  }
});
