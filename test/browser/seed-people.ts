// The invented people of the browser tests: persons, benefits, cases, contacts, terms.

import type { Services } from "../../src/services/context.ts";
import { newId } from "../../src/store/ids.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { insert, NAMES, OFFICE, OTHER_OFFICE, SURNAMES, table } from "./seed-rows.ts";

export interface SeededPerson {
  readonly caseId: string;
  readonly personId: string;
  readonly benefitId: string;
  readonly office: string;
  readonly bound: boolean;
  readonly reach: string;
  readonly surname: string;
  readonly name: string;
  readonly phone: string;
}

const REACHES = ["sms+email", "sms+email", "sms", "email", "paper", "sms+email", "nobody", "sms"];

export async function seedPeople({ pools }: Services): Promise<SeededPerson[]> {
  const offices = await table("offices.csv");
  const letters = "ABCDEFGHLM";
  const people: (SeededPerson & Record<string, unknown>)[] = [];
  const push = (office: string, count: number): void => {
    for (let n = 0; n < count; n += 1) {
      const at = people.length;
      const household = Math.floor(at / 2);
      people.push({
        caseId: newId(),
        personId: newId(),
        benefitId: household * 2 === at ? newId() : people[at - 1]!.benefitId,
        office: household * 2 === at ? office : people[at - 1]!.office,
        bound: at % 7 !== 6,
        reach: REACHES[at % REACHES.length]!,
        surname: SURNAMES[at % 10]!,
        name: NAMES[Math.floor(at / 10) % 10]!,
        phone: `+39333${String(1_000_000 + at)}`,
        code: `RSSMRA80${letters[at % 10]}${String(10 + (at % 18))}F839${letters[Math.floor(at / 10) % 10]}${String(at).padStart(3, "0")}`
          .slice(0, 16)
          .padEnd(16, "X"),
        protocol: `INPS-RDC-2019-${String(100_000 + household)}`,
        role: household * 2 === at ? "R" : "M",
      });
    }
  };
  push(OFFICE, 240);
  push(OTHER_OFFICE, 60);
  for (const { id } of offices) if (id !== OFFICE && id !== OTHER_OFFICE) push(id!, 6);
  const asOf = "2019-09-05T08:00:00.000Z";
  const residence = {
    street: "Via dei Mille 12",
    zip: "80121",
    municipalityCode: "F839",
    municipalityName: "Napoli",
  };
  await inTransaction(pools.intake, async (db) => {
    await insert(
      db,
      "person",
      people.map((p) => ({
        id: p.personId,
        tax_code: p.code,
        provisional: false,
        surname: p.surname,
        name: p.name,
        birth_date: "1980-03-04",
        sex: "F",
        birth_place: "F839",
        citizenship: "ITA",
        reach: p.reach,
        residence,
        domicile: null,
        data_as_of: asOf,
        data_key: "prova",
      })),
    );
  });
  const applicants = people.filter((p) => p.role === "R");
  await insert(
    pools.intake,
    "benefit",
    applicants.map((p) => ({
      id: p.benefitId,
      measure: "RDC",
      protocol: p.protocol,
      previous_protocol: null,
      previous_benefit_id: null,
      applicant_tax_code: p.code,
      application_state: "ACCOLTA",
      application_date: "2019-04-06",
      granted_on: "2019-05-15",
      data_as_of: asOf,
    })),
  );
  await insert(
    pools.intake,
    "case_file",
    people.map((p) => ({
      id: p.caseId,
      benefit_id: p.benefitId,
      person_id: p.personId,
      role: p.role,
      bound: p.bound,
      not_bound_reason: p.bound ? null : "age",
      data_as_of: asOf,
      opened_at: asOf,
    })),
  );
  const queued = people.filter((p) => p.office !== OFFICE && p.office !== OTHER_OFFICE).slice(0, 5);
  const routed = people.filter((p) => !queued.includes(p));
  await insert(
    pools.intake,
    "competence",
    routed.map((p) => ({ case_id: p.caseId, office_id: p.office, since: asOf, rule: "residence" })),
  );
  await insert(
    pools.intake,
    "routing_queue",
    queued.map((p, at) => ({
      case_id: p.caseId,
      reason: at % 2 === 0 ? "zip-unknown" : "unknown-municipality",
      detail: "via della casa comunale 1",
      since: asOf,
    })),
  );
  await insert(
    pools.intake,
    "contact_point",
    people
      .filter((p) => p.reach.includes("sms"))
      .map((p, at) => ({
        person_id: p.personId,
        kind: "mobile",
        value: p.phone,
        raw: p.phone.slice(3),
        source: "INPS",
        source_date: asOf,
        usable: true,
        problem: null,
        current: true,
        shared_by: at % 9 === 0 ? 3 : 1,
      })),
  );
  await insert(
    pools.intake,
    "contact_point",
    people
      .filter((p) => p.reach.includes("email"))
      .map((p, at) => ({
        person_id: p.personId,
        kind: "email",
        value: `persona${at}@posta.example`,
        raw: `persona${at}@posta.example`,
        source: "INPS",
        source_date: asOf,
        usable: true,
        problem: null,
        current: true,
        shared_by: 1,
      })),
  );
  await insert(
    pools.intake,
    "contact_point",
    people
      .filter((p) => p.reach === "nobody")
      .map((p) => ({
        person_id: p.personId,
        kind: "mobile",
        value: p.phone.slice(0, 7),
        raw: "333 1",
        source: "INPS",
        source_date: asOf,
        usable: false,
        problem: "Il numero ha troppo poche cifre",
        current: true,
        shared_by: 1,
      })),
  );
  await insert(
    pools.intake,
    "term",
    routed
      .filter((p) => p.bound)
      .map((p) => ({
        case_id: p.caseId,
        kind: "T2",
        starts_on: "2019-09-02",
        due_on: "2019-10-02",
        citation: "DL4_2019.art4.c5",
        met_at: null,
        met_by: null,
      })),
  );
  return routed;
}
