// The audit of dependencies tells "vulnerable", "fine" and "nobody answered" apart, and the list of components holds all that is shipped.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { judgeAudit, productionOf, productionSbom, wrongIn } from "../../bin/dependencies.js";

const ROOT = join(import.meta.dirname, "..", "..");

const answer = (vulnerabilities: Record<string, { name: string; severity: string }>): string => {
  const counts: Record<string, number> = { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0 };
  for (const { severity } of Object.values(vulnerabilities)) {
    counts[severity]! += 1;
    counts["total"]! += 1;
  }
  return JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: { vulnerabilities: counts, dependencies: { prod: 150 } } });
};

describe("the audit of dependencies", () => {
  it("fails for what is known to be of severity high or more, and names it", () => {
    const judged = judgeAudit(answer({ uno: { name: "uno", severity: "moderate" }, due: { name: "due", severity: "critical" }, tre: { name: "tre", severity: "high" } }));
    assert.deepEqual(judged, { kind: "vulnerable", said: "due (critical), tre (high)" });
  });

  it("is fine without any, and with milder ones, which it counts", () => {
    assert.deepEqual(judgeAudit(answer({})), { kind: "fine", said: "0 known, none of severity high or more" });
    assert.equal(judgeAudit(answer({ uno: { name: "uno", severity: "moderate" } })).kind, "fine");
  });

  it("says that nothing was checked when the registry does not answer audits, and names no host", () => {
    const refused = { message: "405 Method Not Allowed - POST https://registro.example/-/npm/v1/security/advisories/bulk", method: "POST", statusCode: 405, body: "", error: { summary: "", detail: "" } };
    assert.deepEqual(judgeAudit(JSON.stringify(refused)), { kind: "unchecked", said: "status 405" });
    const offline = { error: { code: "ENOTFOUND", summary: "request to https://registro.example/ failed", detail: "" } };
    assert.deepEqual(judgeAudit(JSON.stringify(offline)), { kind: "unchecked", said: "ENOTFOUND" });
    for (const nothing of ["", "npm: not found", "null", "[]", "{}", '{"vulnerabilities":{}}']) assert.equal(judgeAudit(nothing).kind, "unchecked", nothing);
  });
});

describe("the list of components", () => {
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as Parameters<typeof productionOf>[0];
  const component = (purl: string): { purl: string; "bom-ref": string } => ({ purl, "bom-ref": purl });

  it("is of all that the lockfile ships: each direct dependency is there, development is not", () => {
    const urls = productionOf(lock);
    const own = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Record<"dependencies" | "optionalDependencies" | "devDependencies", Record<string, string>>;
    for (const [name, version] of Object.entries({ ...own.dependencies, ...own.optionalDependencies }))
      assert.ok(urls.has(`pkg:npm/${name.replace(/^@/, "%40")}@${version}`), name);
    assert.ok(!urls.has(`pkg:npm/vite@${own.devDependencies["vite"]}`));
  });

  it("keeps what production needs even where development needs it too, and notices what is missing or strange", () => {
    const small = {
      packages: { "": { version: "1.0.0" }, "node_modules/zod": { version: "4.0.0" }, "node_modules/@a/b": { version: "1.0.0" }, "node_modules/vite": { version: "8.0.0", dev: true } },
    };
    const everything = {
      specVersion: "1.5",
      metadata: { component: component("convoca") },
      components: [component("pkg:npm/zod@4.0.0"), component("pkg:npm/%40a/b@1.0.0?vcs_url=x"), component("pkg:npm/vite@8.0.0")],
      dependencies: [{ ref: "convoca", dependsOn: ["pkg:npm/zod@4.0.0", "pkg:npm/vite@8.0.0"] }, { ref: "pkg:npm/vite@8.0.0", dependsOn: [] }],
    };
    const made = productionSbom(everything, small);
    assert.deepEqual(made.dependencies, [{ ref: "convoca", dependsOn: ["pkg:npm/zod@4.0.0"] }]);
    assert.deepEqual(wrongIn(made, small), { missing: [], strange: [] });
    assert.deepEqual(wrongIn({ components: everything.components.slice(1) }, small), { missing: ["pkg:npm/zod@4.0.0"], strange: ["pkg:npm/vite@8.0.0"] });
  });
});
