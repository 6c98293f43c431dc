// Addresses that no letter reaches, as registry offices and people write them, and real streets that look like them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { lacksPostalReach } from "./fictitious-address.ts";

test("the addresses of people without a home are known, however written", () => {
  for (const street of [
    "via della Casa Comunale",
    "VIA DELLA CASA COMUNALE 1/A",
    "Casa comunale",
    "presso Casa Comunale",
    "c/o Comune",
    "Senza fissa dimora",
    "SENZA TETTO",
    "Via dei senza tetto",
    "Senza indirizzo",
    "Via Fittizia 1",
    "Residenza fittizia",
    "Piazza Municipio s.n.c. SFD",
    "S.F.D.",
    "s.f.d",
    "IRREPERIBILE",
    "Via Inesistente",
  ])
    assert.equal(lacksPostalReach(street), true, street);
});

test("real streets are left alone", () => {
  for (const street of [
    "Piazza Municipio 1",
    "Via Roma s.n.c.",
    "Via S.F. d'Assisi 3",
    "Via San Francesco d'Assisi",
    "Via Comunale Casa 4",
    "Contrada Casa Rossa",
    "Via del Comune Vecchio 2",
    "Via Vecchia Casa Comunale 8",
    "",
    undefined,
  ])
    assert.equal(lacksPostalReach(street), false, String(street));
});
