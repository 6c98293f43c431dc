// The table of reading and administration, against expectations written by hand: a changed row must be changed here too, knowingly.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CITATIONS } from "../law/citation.ts";
import { may, PERMISSIONS, permissionsOf } from "./permissions.ts";
import type { Permission } from "./permission-row.ts";
import type { PermissionName } from "./permissions.ts";
import { needsOffice, ROLES } from "./roles.ts";
import type { Role } from "./roles.ts";

const EXPECTED: Readonly<Record<Role, readonly PermissionName[]>> = {
  operator: [
    "people-list",
    "person-page",
    "agenda",
    "day-sheet",
    "office-messages",
    "restricted-documents",
    "activity-catalogue",
    "activity-groups",
    "conditionality-desk",
    "node-reports",
    "reception",
    "close-day",
    "desk-work",
    "case-assignment",
    "campaigns",
    "hand-in-documents",
    "ask-node",
  ],
  "day-sheet-clerk": ["day-sheet", "reception"],
  "office-manager": [
    "people-list",
    "person-page",
    "agenda",
    "day-sheet",
    "office-messages",
    "planning-rules",
    "person-accesses",
    "restricted-documents",
    "evidence-dossier",
    "read-substitutions",
    "activity-catalogue",
    "activity-groups",
    "conditionality-desk",
    "node-reports",
    "places",
    "read-texts",
    "preview-texts",
    "reception",
    "close-day",
    "reopen-day",
    "desk-work",
    "settle-node-reports",
    "case-assignment",
    "campaigns",
    "approve-campaigns",
    "openings",
    "desk-abilities",
    "family-names",
    "office-substitutions",
    "protected-person",
    "hand-in-documents",
    "ask-node",
  ],
  "second-officer": [
    "people-list",
    "person-page",
    "agenda",
    "day-sheet",
    "office-messages",
    "evidence-dossier",
    "activity-catalogue",
    "conditionality-desk",
    "node-reports",
    "desk-work",
    "settle-node-reports",
    "case-assignment",
    "hand-in-documents",
    "ask-node",
  ],
  regional: [
    "regional-figures",
    "planning-rules",
    "providers",
    "letters",
    "activity-catalogue",
    "read-texts",
    "regional-campaigns",
    "approve-regional-campaigns",
    "propose-plan-rules",
    "approve-plan-rules",
    "keep-activity-catalogue",
    "write-texts",
    "approve-texts",
    "national-node",
  ],
  administrator: [
    "regional-messages",
    "regional-figures",
    "planning-rules",
    "providers",
    "notices",
    "unrouted-cases",
    "letters",
    "data-subject-register",
    "data-subject-export",
    "read-substitutions",
    "activity-catalogue",
    "places",
    "read-texts",
    "regional-campaigns",
    "approve-regional-campaigns",
    "regional-desk-work",
    "approve-plan-rules",
    "load-notices",
    "keep-letters",
    "assign-office",
    "keep-activity-catalogue",
    "message-prices",
    "write-texts",
    "approve-texts",
    "gateways",
    "users",
    "family-names",
    "office-substitutions",
    "retention",
    "data-subject-requests",
    "national-node",
    "node-exchanges",
    "node-work",
  ],
  auditor: [
    "regional-figures",
    "planning-rules",
    "providers",
    "person-accesses",
    "access-log",
    "evidence-dossier",
    "data-subject-register",
    "read-substitutions",
    "access-rules",
    "close-flag",
  ],
  integration: ["exchange"],
};

const rows = Object.entries(PERMISSIONS) as [PermissionName, Permission][];

describe("permissions", () => {
  for (const role of ROLES) {
    it(`of ${role} are those expected, and no other`, () => {
      assert.deepEqual(permissionsOf(role), EXPECTED[role]);
    });
  }

  it("have a title, a reason and a norm, and someone who holds them", () => {
    for (const [name, row] of rows) {
      assert.match(row.title, /^[A-ZÈÀ].*[^.]$/, name);
      assert.match(row.why, /\.$/, name);
      assert.ok(row.roles.length > 0, name);
      for (const key of row.law) assert.ok(key in CITATIONS, key);
    }
    assert.equal(new Set(rows.map(([, row]) => row.title)).size, rows.length);
  });

  it("leave the auditor nothing to write but the thresholds and the end of a flag", () => {
    const written = rows.filter(([name, row]) => row.kind === "administer" && may("auditor", name));
    assert.deepEqual(
      written.map(([name]) => name),
      ["access-rules", "close-flag"],
    );
  });

  it("keep the access log from those it watches", () => {
    assert.deepEqual(
      ROLES.filter((role) => may(role, "access-log")),
      ["auditor"],
    );
  });

  it("show the Region's control room no person", () => {
    for (const [name, row] of rows) if (row.persons) assert.ok(!may("regional", name), name);
  });

  it("open a person's page only to who works in an office", () => {
    for (const role of ROLES) if (may(role, "person-page")) assert.ok(needsOffice(role), role);
  });
});
