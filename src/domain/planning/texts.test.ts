// The sentences of a shortage, word for word.

import assert from "node:assert/strict";
import { it } from "node:test";
import { dayText, shortageText } from "./texts.ts";
import type { Shortage } from "./types.ts";

const SEPTEMBER_9 = 18_148;
const DECEMBER_13 = 18_243;

const SHORTAGE: Shortage = {
  due: "due2",
  concerned: 8177,
  missed: 1250,
  placedLate: 1000,
  notPlaced: 250,
  beyondHelp: 0,
  householdHours: 0,
  exhaustedFrom: SEPTEMBER_9,
  lastDue: DECEMBER_13,
  extraSeatsPerDay: 18,
  bottleneck: { from: SEPTEMBER_9, to: DECEMBER_13, persons: 8177, seats: 6927, openDays: 70 },
};

it("says the whole shortage", () => {
  assert.equal(
    shortageText("CPI Napoli Nord", 1, SHORTAGE),
    "CPI Napoli Nord, prima fase (una persona per nucleo): 1.250 su 8.177 persone non rientrano entro " +
      "l’obiettivo regionale (1.000 con un appuntamento successivo, 250 senza appuntamento). " +
      "Nessun posto libero dal 9 settembre 2019 al 13 dicembre 2019. " +
      "Basterebbero 18 posti in più in ogni giorno di apertura. " +
      "Dal 9 settembre 2019 al 13 dicembre 2019 (70 giorni di apertura) vanno ricevute 8.177 persone e i posti sono 6.927.",
  );
});

it("agrees in number and elides before «otto» and «undici»", () => {
  const text = shortageText("CPI Aversa", 2, {
    ...SHORTAGE,
    due: "due1",
    concerned: 1,
    missed: 1,
    placedLate: 0,
    notPlaced: 1,
    exhaustedFrom: SEPTEMBER_9 - 1,
    lastDue: SEPTEMBER_9 + 2,
    extraSeatsPerDay: 1,
    bottleneck: { from: SEPTEMBER_9 + 2, to: SEPTEMBER_9 + 2, persons: 1, seats: 0, openDays: 1 },
  });
  assert.equal(
    text,
    "CPI Aversa, seconda fase (gli altri componenti tenuti): l’unica persona prevista non rientra entro " +
      "il termine di legge (1 senza appuntamento). Nessun posto libero dall’8 settembre 2019 all’11 settembre 2019. " +
      "Basterebbe 1 posto in più in ogni giorno di apertura. L’11 settembre 2019 va ricevuta 1 persona e i posti sono 0.",
  );
});

it("tells what seats cannot mend", () => {
  const rest = { exhaustedFrom: null, extraSeatsPerDay: 0, bottleneck: null, concerned: 10, missed: 3 };
  const text = shortageText("CPI Capua", 1, {
    ...{ ...SHORTAGE, ...rest },
    ...{ placedLate: 2, notPlaced: 1, beyondHelp: 2, householdHours: 1 },
  });
  assert.match(text, /Per 2 persone non c’è alcun giorno di apertura tra il preavviso minimo e la data/);
  assert.match(text, /1 persona resta senza appuntamento perché i posti liberi cadono nelle ore/);
  assert.doesNotMatch(text, /Basterebb|basterebbero: /);
});

it("writes the first of the month as people do", () => {
  assert.equal(dayText(18_170), "1º ottobre 2019");
  assert.equal(dayText(0), "1º gennaio 1970");
  assert.equal(dayText(SEPTEMBER_9), "9 settembre 2019");
});
