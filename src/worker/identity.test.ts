// A process is known by its birth, not by its number alone.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { bornAt, thisMachine } from "./identity.ts";

describe("identity of a process", () => {
  it("stays the same while it lives, differs from another's, and ends with it", async () => {
    assert.equal(thisMachine(), thisMachine());
    const child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], { stdio: "ignore" });
    await once(child, "spawn");
    const born = bornAt(child.pid!);
    assert.notEqual(born, null);
    assert.equal(bornAt(child.pid!), born);
    child.kill("SIGKILL");
    await once(child, "exit");
    assert.equal(bornAt(child.pid!), null);
  });
});
