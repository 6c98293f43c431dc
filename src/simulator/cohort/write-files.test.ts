// The files on disk, read back by the product's own readers and judged by its own rules, give exactly the counts promised.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { readRecords } from "../../exchange/file-import/read-records.ts";
import type { CohortFormat } from "./formats.ts";
import { expectedByCode } from "./formats.ts";
import type { ExpectedIntake } from "./truth.ts";
import { ModelIntake, REFERENCE } from "./model-intake.test-data.ts";
import type { CohortFile, WriteOptions, WrittenCohort } from "./write-files.ts";
import { writeCohortFiles } from "./write-files.ts";

const HOUSEHOLDS = 1500;
let folder = "";

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "convoca-cohort-"));
});
after(() => rm(folder, { recursive: true, force: true }));

function write(name: string, options: WriteOptions): Promise<WrittenCohort> {
  return writeCohortFiles(
    join(folder, name),
    { seed: 11, households: HOUSEHOLDS, asOf: "2019-09-02", reference: REFERENCE },
    options,
  );
}

/** Reads files one after the other into one intake; checks each file's own counts. */
async function readBack(files: readonly CohortFile[]): Promise<ModelIntake> {
  const intake = new ModelIntake();
  for (const file of files) {
    const start = { ...intake.counts };
    for await (const batch of readRecords(file.path)) {
      for (const record of batch.records) intake.take(record.raw, file.receivedOn, record.broken);
    }
    for (const key of ["read", "created", "updated", "unchanged", "rejected"] as const) {
      assert.equal(intake.counts[key] - start[key], file.expected[key], `${file.path}: ${key}`);
    }
  }
  return intake;
}

function sum(files: readonly CohortFile[], sending: CohortFile["sending"]): Omit<ExpectedIntake, "byDefect"> {
  const total = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  for (const file of files.filter((each) => each.sending === sending)) {
    for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += file.expected[key];
  }
  return total;
}

describe("a cohort on disk", () => {
  for (const format of ["csv", "jsonl", "xml", "xlsx"] satisfies CohortFormat[]) {
    it(`as ${format} is read back with the counts and codes promised`, async () => {
      const { truth, files } = await write(format, { formats: [format], corrections: true });
      assert.deepEqual(
        files.map((file) => file.sending),
        ["first", "corrections"],
      );
      const intake = await readBack(files);
      assert.deepEqual(intake.byCode, expectedByCode(truth.expected.byDefect, format));
      assert.ok(truth.expected.rejected > 0);
    });
  }

  it("by province in UTF-8 adds up to the whole", async () => {
    const { truth, files } = await write("provinces", {
      formats: ["csv"],
      split: "province",
      csvEncoding: "utf-8-bom",
      corrections: true,
    });
    assert.deepEqual(new Set(files.map((file) => file.province)), new Set(["NA", "CE", "SA", "AV", "BN"]));
    await readBack(files);
    for (const sending of ["first", "corrections"] as const) {
      const { byDefect: _, ...expected } = sending === "first" ? truth.expected : truth.corrections;
      assert.deepEqual(sum(files, sending), expected);
    }
  });

  it("is the same, byte for byte, from the same seed", async () => {
    const paths = [];
    for (const name of ["once", "again"]) {
      const { files } = await write(name, { formats: ["csv"] });
      paths.push(files[0]?.path ?? "");
    }
    const [once, again] = await Promise.all(paths.map((path) => readFile(path)));
    assert.ok(once !== undefined && again !== undefined && once.equals(again));
  });

  it("carries the traps of Italian Excel: Windows-1252 accents, quoted line breaks and semicolons", async () => {
    const { files } = await write("excel", { formats: ["csv"] });
    const bytes = await readFile(files[0]?.path ?? "");
    const text = bytes.toString("latin1");
    assert.ok(/[ÀÈÌÒÙ]/.test(text) && !bytes.toString("utf8").includes("LIBERTÀ"));
    assert.ok(/"[^"]*;[^"]*"/.test(text) && text.includes("\r\n"));
    assert.ok(/"VIA[^"]*\nSCALA B/.test(text));
  });

  it("refuses a spreadsheet too large to be written", async () => {
    const cohort = { seed: 1, households: 20_001, asOf: "2019-09-02", reference: REFERENCE };
    await assert.rejects(writeCohortFiles(join(folder, "large"), cohort, { formats: ["xlsx"] }), RangeError);
  });
});
