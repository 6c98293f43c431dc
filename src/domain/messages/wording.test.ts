// Dates, places and names as a citizen reads them; no value can break a line.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { messageInput } from "./messages.test-data.ts";
import { briefPlace, fullPlace, messageValues, personLabel, tidy, writeDate } from "./wording.ts";

test("a date in its three styles", () => {
  assert.equal(writeDate("2019-09-09", "full"), "lunedì 9 settembre 2019");
  assert.equal(writeDate("2019-09-09", "day-and-month"), "lunedì 9 settembre");
  assert.equal(writeDate("2019-09-09", "short"), "lun 9/9");
  assert.equal(writeDate("2019-10-01", "full"), "martedì 1° ottobre 2019");
  assert.equal(writeDate("2019-10-01", "day-and-month"), "martedì 1 ottobre");
  assert.throws(() => writeDate("2019-02-30", "short"), RangeError);
});

test("every day is written as the platform writes it in Italian", () => {
  const platform = new Intl.DateTimeFormat("it-IT", {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  for (let day = Date.UTC(2019, 8, 1); day < Date.UTC(2020, 8, 1); day += 86_400_000) {
    const date = new Date(day).toISOString().slice(0, 10);
    assert.equal(writeDate(date, "day-and-month"), platform.format(day), date);
  }
});

test("a label of a person says no more than name and initial", () => {
  const person = { ...messageInput().person, firstName: "Maria  Grazia", surname: "Rossi" };
  assert.equal(personLabel(person, false), "Maria Grazia R.");
  assert.equal(personLabel(person, true), "Maria R.");
  assert.equal(personLabel({ ...person, surname: " " }, true), "Maria");
  assert.equal(personLabel({ ...person, surname: "𝒜nna" }, true), "Maria 𝒜.");
});

test("the municipality is not said twice", () => {
  const office = {
    ...messageInput().office,
    shortName: "CPI Aversa",
    address: "Via Roma 1",
    municipality: "Aversa",
  };
  assert.equal(fullPlace(office), "Via Roma 1, Aversa");
  assert.equal(briefPlace(office), "Via Roma 1");
  assert.equal(briefPlace({ ...office, municipality: "Versa" }), "Via Roma 1, Versa");
});

test("no value has a line end, a control character or spaces to spare", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (firstName, surname) => {
      const input = messageInput();
      const values = messageValues({ ...input, person: { ...input.person, firstName, surname } }, true);
      // oxlint-disable-next-line no-control-regex -- exactly what must not be there
      for (const value of Object.values(values)) assert.doesNotMatch(value, /[\u0000-\u001f\u007f-\u009f]/);
      assert.equal(tidy(values.firstName), values.firstName);
    }),
  );
});
