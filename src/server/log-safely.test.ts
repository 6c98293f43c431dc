// What a fault leaves in the log: where it happened and of what kind, never what was in it.

import assert from "node:assert/strict";
import { it } from "node:test";
import { safeFault } from "./log-safely.ts";

const SECRET = "RSSMRA80A01F839X";

it("no word of a message, a value, a cause or a detail is kept", () => {
  const faults: unknown[] = [
    Object.assign(new Error(`invalid input syntax for type date: "${SECRET}"`), {
      code: "22007",
      routine: "DateTimeParseError",
      detail: `Key (tax_code)=(${SECRET})`,
      where: SECRET,
      table: "person",
      constraint: "person_tax_code_key",
    }),
    new Error(`first line\n    at ${SECRET}\nsecond line ${SECRET}`, { cause: new Error(SECRET) }),
    SECRET,
    { message: SECRET },
    Object.assign(new Error("x"), { name: `Error ${SECRET}` }),
  ];
  try {
    JSON.parse(`{"name": ${SECRET}}`);
  } catch (error) {
    faults.push(error);
  }
  for (const fault of faults) assert.doesNotMatch(JSON.stringify(safeFault(fault)), new RegExp(SECRET));
});

it("kind, code, table and place are kept", () => {
  const fault = safeFault(
    Object.assign(new TypeError("x"), { code: "23505", table: "person", constraint: "person_pkey" }),
  );
  assert.deepEqual([fault.type, fault.code, fault.at], ["TypeError", "23505", "person person_pkey"]);
  assert.match(fault.stack[0] ?? "", /log-safely\.test\.ts:\d+:\d+/);
});
