// Places by code, ISTAT code and name, at a day of their life.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TEST_PLACES as places } from "./places.test-data.ts";

describe("places", () => {
  it("knows a municipality only in the days of its life", () => {
    assert.equal(places.statusOn("M297", "1992-04-03"), "not-then");
    assert.equal(places.statusOn("M297", "1992-04-04"), "valid");
    assert.equal(places.statusOn("A003", "1928-12-05"), "valid");
    assert.equal(places.statusOn("A003", "1928-12-06"), "not-then");
    assert.equal(places.statusOn("X999", "1980-01-01"), "unknown");
    assert.equal(places.statusOn("F83", "1980-01-01"), "unknown");
  });

  it("knows that a municipality was suppressed and came back", () => {
    assert.equal(places.statusOn("A008", "1929-05-22"), "valid");
    assert.equal(places.statusOn("A008", "1938-01-01"), "not-then");
    assert.equal(places.statusOn("A008", "1947-01-10"), "valid");
  });

  it("accepts births in annexed lands before the annexation", () => {
    assert.equal(places.statusOn("L378", "1915-06-01"), "valid");
  });

  it("lets a dissolved State go with its last day", () => {
    assert.equal(places.statusOn("Z118", "2003-02-04"), "valid");
    assert.equal(places.statusOn("Z118", "2003-02-05"), "not-then");
    assert.equal(places.get("Z112")?.kind, "state");
  });

  it("gives the name of the day, or the last one", () => {
    assert.equal(places.get("A001", "1920-01-01")?.name, "ABANO");
    assert.equal(places.get("A001")?.name, "ABANO TERME");
    assert.equal(places.get("A003")?.name, "ABBADIA ALPINA");
    assert.equal(places.get("X999"), null);
  });

  it("finds by ISTAT code, also when a spreadsheet ate the zero", () => {
    assert.equal(places.byIstat("063049")?.code, "F839");
    assert.equal(places.byIstat("63049")?.code, "F839");
    assert.equal(places.byIstat("63"), null);
    assert.equal(places.byIstat("F839"), null);
  });

  it("finds by name however it is written", () => {
    for (const [written, code] of [
      ["napoli", "F839"],
      ["Napoli (NA)", "F839"],
      ["REGGIO NELL'EMILIA", "H223"],
      ["Reggio nell’Emilia", "H223"],
      ["S. Giorgio a Cremano", "H892"],
      ["san giorgio a cremano", "H892"],
      ["Bozen", "A952"],
      ["Bolzano/Bozen", "A952"],
      ["Forli'", "D704"],
      ["FORLÌ", "D704"],
      ["Germania", "Z112"],
    ] as const) {
      const found = places.byName(written);
      assert.ok(found.ok, written);
      assert.equal(found.value.code, code, written);
    }
  });

  it("refuses a name that two municipalities share until the province is said", () => {
    const twice = places.byName("Samone");
    assert.ok(!twice.ok);
    assert.equal(twice.refusal.code, "LUOGO_AMBIGUO");
    const trento = places.byName("Samone", { province: "TN" });
    assert.ok(trento.ok && trento.value.code === "H754");
    const torino = places.byName("Samone (TO)");
    assert.ok(torino.ok && torino.value.code === "H753");
  });

  it("refuses an unknown or empty name", () => {
    const unknown = places.byName("Paperopoli");
    assert.ok(!unknown.ok && unknown.refusal.code === "LUOGO_NOME_SCONOSCIUTO");
    assert.match(unknown.refusal.message, /Paperopoli/);
    const empty = places.byName("  ");
    assert.ok(!empty.ok && empty.refusal.code === "LUOGO_MANCANTE");
  });

  it("remembers the latest day of its tables", () => {
    assert.equal(places.latestDay, "2016-01-01");
  });
});
