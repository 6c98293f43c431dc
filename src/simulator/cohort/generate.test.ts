// The cohort is the same from the same seed, adds up exactly, has the promised proportions, and every row fares as it says.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { normalizeEmail } from "../../domain/people/email.ts";
import { hasReachedAge } from "../../domain/people/household.ts";
import { normalizePhone } from "../../domain/people/phone.ts";
import { simulatedFate } from "./fate.ts";
import { CORRECTIONS_AFTER_DAYS } from "./corrections.ts";
import { toDayNumber, toIsoDate } from "../../domain/calendar/days.ts";
import { expectedByCode } from "./formats.ts";
import type { GeneratedHousehold } from "./generate.ts";
import { generateCohort, generateHouseholds } from "./generate.ts";
import type { CohortPerson } from "./household.ts";
import { ModelIntake, REFERENCE } from "./model-intake.test-data.ts";
import type { CohortTruth } from "./truth.ts";

const AS_OF = "2019-09-02";
const LATER = toIsoDate(toDayNumber(AS_OF) + CORRECTIONS_AFTER_DAYS);

function generated(households: number, seed = 7): { all: GeneratedHousehold[]; truth: CohortTruth } {
  const run = generateHouseholds({ seed, households, asOf: AS_OF, reference: REFERENCE });
  const all: GeneratedHousehold[] = [];
  for (;;) {
    const next = run.next();
    if (next.done === true) return { all, truth: next.value };
    all.push(next.value);
  }
}

const large = generated(20_000);
const persons: readonly CohortPerson[] = large.all.flatMap((each) => each.household.persons);

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance,
    `${what}: ${actual}, expected ${expected} ± ${tolerance}`,
  );
}

describe("the same seed", () => {
  it("gives the same notices, another seed gives others", () => {
    const texts = (seed: number) =>
      JSON.stringify([...generateCohort({ seed, households: 200, asOf: AS_OF, reference: REFERENCE })]);
    assert.equal(texts(1), texts(1));
    assert.notEqual(texts(1), texts(2));
  });

  it("gives the n-th household of an office whatever the cohort's size", () => {
    const byPlace = new Map(
      large.all.map((each) => [`${each.household.officeId} ${each.household.ordinal}`, JSON.stringify(each)]),
    );
    for (const each of generated(1500).all) {
      assert.equal(JSON.stringify(each), byPlace.get(`${each.household.officeId} ${each.household.ordinal}`));
    }
  });
});

describe("totals", () => {
  it("are exact, and the same as what was generated", () => {
    for (const households of [0, 1, 45, 2000]) {
      const { all, truth } = generated(households);
      assert.equal(all.length, households);
      assert.equal(truth.households, households);
      assert.equal(
        Object.values(truth.byOffice).reduce((a, b) => a + b, 0),
        households,
      );
    }
    assert.equal(large.truth.persons, persons.length);
    const { read, created, updated, unchanged, rejected } = large.truth.expected;
    assert.equal(read, created + updated + unchanged + rejected);
    assert.equal(created + rejected, persons.length);
  });

  it("share households among offices as the table does, never off by one", () => {
    const all = REFERENCE.offices.reduce((sum, office) => sum + office.households, 0);
    for (const office of REFERENCE.offices) {
      const exact = (20_000 * office.households) / all;
      assert.ok(Math.abs((large.truth.byOffice[office.id] ?? 0) - exact) < 1, office.id);
    }
  });

  it("refuse a number of households that is not whole", () => {
    assert.throws(() => generated(1.5), RangeError);
  });
});

describe("people", () => {
  it("have tax codes, phones of their own and e-mails that nobody shares", () => {
    assert.equal(new Set(persons.map((person) => person.taxCode)).size, persons.length);
    const own = persons.filter((person) => person.phone.kind === "mobile" && !person.phone.shared);
    assert.equal(new Set(own.map((person) => person.phone.e164)).size, own.length);
    const emails = persons
      .filter((person) => person.email.kind === "good")
      .map((person) => person.email.written);
    assert.equal(new Set(emails).size, emails.length);
  });

  it("have the household's protocol, and no two households one protocol", () => {
    assert.equal(new Set(large.all.map((each) => each.household.protocol)).size, 20_000);
  });

  it("are bound between 18 and 64, and not bound by age from 65", () => {
    for (const person of persons) {
      if (person.bound)
        assert.ok(hasReachedAge(person.birthDate, 18, AS_OF) && !hasReachedAge(person.birthDate, 65, AS_OF));
      if (person.notBoundReason === "age") assert.ok(hasReachedAge(person.birthDate, 65, AS_OF));
    }
  });

  it("write phones that mean what the truth says", () => {
    for (const { phone } of persons) {
      if (phone.kind === "none") continue;
      const read = normalizePhone(phone.written);
      assert.equal(read.ok ? read.value.e164 : null, phone.e164, phone.written);
      if (read.ok)
        assert.equal(read.value.kind, phone.kind === "landline" ? "landline" : "mobile", phone.written);
    }
  });

  it("write e-mails that mean what the truth says", () => {
    for (const { email } of persons) {
      if (email.kind !== "none")
        assert.equal(normalizeEmail(email.written).ok, email.kind === "good", email.written);
    }
  });
});

describe("proportions of 20,000 households", () => {
  const { truth } = large;
  const { shares } = REFERENCE;
  const of = (count: number | undefined, all = 20_000) => (count ?? 0) / all;

  it("hold for sizes, bound persons and applicants who are not bound", () => {
    for (const size of [1, 2, 3, 4, 5] as const)
      near(of(truth.bySize[size]), shares[`household-size-${size}`], 0.01, `size ${size}`);
    near(of(truth.bySize[6]), shares["household-size-6-plus"], 0.01, "size 6");
    near(of(truth.boundPersons), shares["bound-persons-per-household"], 0.02, "bound per household");
    near(of(truth.applicantsNotBound), shares["applicant-not-bound-share"], 0.01, "applicants not bound");
  });

  it("hold for age, sex and citizenship of the bound", () => {
    const bound = persons.filter((person) => person.bound);
    const younger = (age: number) =>
      of(bound.filter((person) => !hasReachedAge(person.birthDate, age, AS_OF)).length, bound.length);
    near(younger(30), shares["age-18-29"], 0.012, "up to 29");
    near(younger(40) - younger(30), shares["age-30-39"], 0.012, "30-39");
    near(
      of(bound.filter((person) => person.sex === "F").length, bound.length),
      shares["women-share"],
      0.012,
      "women",
    );
    near(of(truth.citizenship.it, persons.length), shares["citizenship-italian"], 0.012, "Italians");
    near(of(truth.citizenship["non-eu"], persons.length), shares["citizenship-non-eu"], 0.012, "non-EU");
    near(
      of(truth.citizenship.eu, persons.length),
      shares["citizenship-eu"] + shares["citizenship-family-member"],
      0.012,
      "EU",
    );
  });

  it("hold for contacts: mobiles of applicants, e-mails under the cap, shared numbers, no contact", () => {
    const applicants = persons.filter((person) => person.role === "R");
    const mobiles = applicants.filter(
      ({ phone }) => phone.kind !== "none" && phone.kind !== "landline",
    ).length;
    near(of(mobiles), shares["contact-applicant-mobile-share"], 0.012, "mobiles of applicants");
    const emails = applicants.filter(({ email }) => email.kind !== "none").length;
    near(of(emails), shares["contact-email-share"], 0.015, "e-mails of applicants");
    const written = (truth.emails.good ?? 0) + (truth.emails.unusable ?? 0);
    near(of(truth.emails.unusable, written), shares["contact-email-malformed-share"], 0.008, "bad e-mails");
    assert.ok(of(written, persons.length) <= 0.519, "the cap of Internet users");
    const good = (truth.phones.mobile ?? 0) + (truth.phones["foreign-mobile"] ?? 0);
    const unusable = truth.phones.unusable ?? 0;
    near(of(unusable, unusable + good), shares["contact-phone-malformed-share"], 0.006, "bad phones");
    near(of(truth.deadMobiles, good), shares["contact-phone-dead-share"], 0.006, "dead phones");
    const uses = Map.groupBy(
      persons.filter(({ phone }) => phone.e164 !== null),
      ({ phone }) => phone.e164,
    );
    const shared = [...uses.values()]
      .filter((each) => each.length > 1)
      .reduce((sum, each) => sum + each.length, 0);
    near(of(shared, good), shares["contact-phone-shared-share"], 0.012, "numbers of more than one person");
    assert.ok(of(truth.applicantsWithoutContact) >= shares["contact-no-contact-share"] - 0.006);
  });

  it("hold for months of grant, and addresses that are not ordinary", () => {
    for (const month of ["04", "05", "06", "07"] as const) {
      const granted = large.all.filter((each) => each.household.grantedOn.startsWith(`2019-${month}`)).length;
      near(of(granted), shares[`granted-2019-${month}`], 0.012, month);
    }
    near(of(truth.addresses.homeless), shares["notice-homeless-share"], 0.002, "homeless");
    near(
      of(truth.addresses["domicile-differs"]),
      shares["notice-domicile-differs-share"],
      0.006,
      "domicile differs",
    );
    for (const oddity of [
      "abroad",
      "domicile-outside",
      "residence-outside",
      "unknown-municipality",
      "generic-zip",
      "suppressed-municipality",
    ] as const) {
      assert.ok((truth.addresses[oddity] ?? 0) > 0, oddity);
    }
  });

  it("contain the rare cases: ceased States, suppressed birth places, omocodia, provisional codes, accents", () => {
    for (const code of ["Z135", "Z118", "F693", "F694"]) {
      assert.ok(
        persons.some((person) => person.birthPlaceCode === code),
        code,
      );
    }
    assert.ok(truth.omocodia > 0 && truth.provisionalTaxCodes > 0);
    for (const sign of ["'", "Ò", "À"])
      assert.ok(
        persons.some((person) => person.surname.includes(sign)),
        sign,
      );
    for (const kind of ["moved", "phone-changed", "role-changed", "renewed", "stale", "corrected"] as const) {
      assert.ok((truth.correctionKinds[kind] ?? 0) > 0, kind);
    }
  });
});

describe("the fate of contact points", () => {
  it("is the same at each asking, and as frequent as the shares say", () => {
    const { shares } = REFERENCE;
    const numbers = Array.from(
      { length: 50_000 },
      (_, i) => `+3933${String(i * 7919 + 10_000_000).padStart(8, "0")}`,
    );
    const absent = (contacts: readonly string[]) =>
      contacts.filter((each) => simulatedFate(each, shares) === "absent").length / contacts.length;
    near(absent(numbers), shares["contact-phone-dead-share"], 0.005, "dead phones");
    near(
      absent(numbers.map((each) => `a${each.slice(1)}@example.it`)),
      shares["contact-email-bounce-share"],
      0.005,
      "bouncing e-mails",
    );
    assert.equal(
      simulatedFate("Ciro.Esposito@Example.it", shares),
      simulatedFate("ciro.esposito@example.it", shares),
    );
  });
});

describe("an intake that follows the rules of the domain", () => {
  const { all, truth } = generated(4000, 3);
  const intake = new ModelIntake();

  it("makes of every row of the first file what the row says", () => {
    for (const { household, first } of all) {
      for (const row of first.rows) {
        const taken = intake.take(row.raw, AS_OF);
        assert.equal(taken?.outcome ?? "rejected", row.outcome, `${household.oddity} ${JSON.stringify(row)}`);
        const codes = taken?.warnings.map((warning) => warning.code) ?? [];
        assert.ok(
          !codes.includes("CF_COGNOME_DIVERSO") && !codes.includes("CF_NOME_DIVERSO"),
          JSON.stringify(row),
        );
      }
    }
    const { byDefect, ...counts } = truth.expected;
    assert.deepEqual(intake.counts, counts);
    assert.deepEqual(intake.byCode, expectedByCode(byDefect, "raw"));
  });

  it("makes of every row of the later file what the row says", () => {
    for (const { corrections } of all) {
      for (const row of corrections?.rows ?? []) {
        assert.equal(
          intake.take(row.raw, LATER)?.outcome ?? "rejected",
          row.outcome,
          `${corrections?.kind} ${JSON.stringify(row)}`,
        );
      }
    }
    const { expected, corrections } = truth;
    for (const key of ["read", "created", "updated", "unchanged", "rejected"] as const) {
      assert.equal(intake.counts[key], expected[key] + corrections[key], key);
    }
  });
});
