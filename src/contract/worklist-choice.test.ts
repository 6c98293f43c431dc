// A choice written to an address and read back is the same; what an address says that nobody knows is passed over.

import assert from "node:assert/strict";
import { it } from "node:test";
import { readChoice, shownColumns, toggled, writeChoice } from "./worklist-choice.ts";

const read = (address: string) => {
  const values = new URLSearchParams(address);
  return readChoice((name) => values.get(name));
};

it("an address gives a choice, and the choice the same address", () => {
  for (const address of [
    "vista=mio",
    "vista=sede&filtri=da-convocare%2Cnon-raggiungibili&cerca=d%27amico",
    "vista=sede&operatore=anna&ordine=nome&colonne=taxCode%2Cphone",
  ]) {
    assert.equal(new URLSearchParams(writeChoice(read(address))).toString(), address);
  }
});

it("an old link still opens: unknown filters, columns and orders are passed over", () => {
  const choice = read("vista=altro&filtri=inventato,da-convocare,da-convocare&ordine=x&colonne=y,taxCode&operatore=");
  assert.deepEqual(choice, { scope: "sede", filters: ["da-convocare"], text: "", order: "scadenza", operator: null, columns: ["taxCode"] });
});

it("filters bring their columns, the user's own choice wins, and a filter pressed twice is gone", () => {
  const choice = read("vista=sede");
  const chosen = toggled(choice, "esonero-in-scadenza");
  assert.ok(shownColumns(chosen).includes("exemptUntil"));
  assert.ok(!shownColumns(choice).includes("exemptUntil"));
  assert.deepEqual(shownColumns({ ...chosen, columns: ["phone"] }), ["phone"]);
  assert.deepEqual(toggled(chosen, "esonero-in-scadenza"), choice);
});
