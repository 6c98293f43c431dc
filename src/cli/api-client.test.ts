// The client and the document that are kept with the program are those that the contract makes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { generatedFiles } from "./api-client.ts";

for (const [path, text] of Object.entries(generatedFiles()))
  it(`${path} is fresh (otherwise: convoca api-client)`, () => assert.equal(readFileSync(join(import.meta.dirname, "..", "..", path), "utf8"), text));
