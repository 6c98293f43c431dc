// The roles: each has its name, its office or none, and one actor of the procedures; the tables of law name no one else.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PROCEDURES } from "../procedures.ts";
import { isRole, needsOffice, procedureActor, ROLE_RULES, ROLES, roleTitle } from "./roles.ts";

describe("roles", () => {
  it("that work in an office are those of the office", () => {
    assert.deepEqual(ROLES.filter(needsOffice), [
      "operator",
      "day-sheet-clerk",
      "office-manager",
      "second-officer",
    ]);
  });

  it("have names of their own, and different actors", () => {
    assert.equal(new Set(ROLES.map(roleTitle)).size, ROLES.length);
    const actors = ROLES.map(procedureActor).filter((actor) => actor !== null);
    assert.equal(new Set(actors).size, actors.length);
    assert.deepEqual(Object.keys(ROLE_RULES), [...ROLES]);
  });

  it("are known by their spelling", () => {
    assert.ok(isRole("auditor"));
    assert.ok(!isRole("clerk"));
    assert.ok(!isRole("toString"));
  });

  it("cover everyone whom a row of law lets act, besides the program and the person", () => {
    const named = new Set(PROCEDURES.flatMap((procedure) => procedure.rows.flatMap((row) => row.by)));
    const known = new Set<string | null>(ROLES.map(procedureActor));
    for (const actor of named)
      assert.ok(actor === "system" || actor === "citizen" || known.has(actor), actor);
  });

  it("let the day-sheet clerk act, and never the auditor or another program", () => {
    const rows = PROCEDURES.flatMap((procedure) => procedure.rows);
    assert.ok(rows.some((row) => row.by.includes("clerk")));
    assert.ok(rows.every((row) => !row.by.includes("auditor")));
    assert.equal(procedureActor("integration"), null);
  });
});
