// Editions with a group that follows them, and facts of conditionality in each of their states, made by the acts themselves.

import { randomUUID } from "node:crypto";
import { editionOfInput } from "../../src/server/activities-shown.ts";
import { addEdition } from "../../src/services/activities/catalogue.ts";
import { perform } from "../../src/services/acts/perform.ts";
import type { Actor, Services } from "../../src/services/context.ts";
import { loadReference } from "../../src/services/reference.ts";
import type { Reference } from "../../src/services/reference.ts";
import { countToShow } from "../../src/services/acts/bindings/conditionality-count.ts";
import type { EditionInput } from "../../src/contract/activities.ts";
import { Way } from "../stories/fixtures/pact-way.ts";
import type { TestDatabase } from "../stories/fixtures/database.ts";
import { OFFICE } from "./seed-rows.ts";

const TEXT = "Centro per l’impiego di Napoli: si presenti martedì 8 ottobre alle 10:00, via Nuova Poggioreale. Info 081 000 0000";
const PACT_DAY = "2019-10-07";
export const NOW = "2019-10-14T08:20:00.000Z";
const OPERATOR: Actor = { id: "mario.rossi", role: "operator", office: OFFICE };
const SECOND: Actor = { id: "bianca.verdi", role: "second-officer", office: OFFICE };
const REGION: Actor = { id: "regione", role: "administrator" };

const COURSE: EditionInput = {
  id: "segreteria-napoli-1", course: "segreteria", title: "Addetto alla segreteria", kind: "training", nationalCode: "C06", providerCode: "01234567890",
  municipalityId: null, startsOn: "2019-10-09", endsOn: "2019-11-29", enrolBy: "2019-10-25", places: 6, waitingList: true, attendanceKept: true,
  attendanceDays: ["2019-10-09", "2019-10-10", "2019-10-11", "2019-10-14", "2019-10-16"], totalMinutes: 1500, fromAge: 18, toAge: 64, measures: ["RDC"],
  qualifications: [], description: "Archivio, posta elettronica, fogli di calcolo.", needs: ["training", "digital"], seatMunicipality: "Napoli",
  seatAddress: "via Toledo 156", timetable: "dal lunedì al venerdì, 9–14",
};
export const EDITIONS: readonly EditionInput[] = [
  COURSE,
  { ...COURSE, id: "segreteria-portici-2", seatMunicipality: "Portici", seatAddress: "corso Garibaldi 12", startsOn: "2019-11-18", endsOn: "2019-12-20", enrolBy: "2019-11-15", attendanceDays: [] },
  { ...COURSE, id: "cv-orientamento", course: null, title: "Curriculum e colloqui", kind: "orientation", nationalCode: "A03", places: 1, startsOn: "2019-10-21", endsOn: "2019-10-22", enrolBy: "2019-10-18", attendanceDays: [], needs: [] },
  { ...COURSE, id: "verde-avellino", course: null, title: "Cura del verde", kind: "puc", municipalityId: "Avellino", seatMunicipality: "Avellino", seatAddress: null, places: 10, attendanceDays: [], needs: [] },
  { ...COURSE, id: "carrellista", course: null, title: "Carrellista", seatMunicipality: "Salerno", qualifications: ["patente B"], startsOn: "2019-12-02", endsOn: "2019-12-13", enrolBy: "2019-11-29", attendanceDays: [] },
  { ...COURSE, id: "senior", course: null, title: "Ripartire dopo i cinquanta", fromAge: 50, startsOn: "2019-11-04", attendanceDays: [] },
];

export interface SeededActivities {
  /** Who follows the course; the first is in, the last ones wait or are free. */
  readonly group: readonly string[];
  readonly absence: { readonly caseId: string; readonly summonsId: string };
  readonly held: { readonly caseId: string; readonly itemId: string };
  readonly proposed: { readonly caseId: string; readonly itemId: string };
  readonly reported: { readonly caseId: string; readonly itemId: string };
}

/** Puts the clock back for what came before, and at the end on the morning of the tests. */
export async function seedActivities(services: Services): Promise<SeededActivities> {
  const reference = await loadReference(services.pools.app);
  const setBusinessTime = async (instant: string): Promise<void> => {
    await services.pools.worker.query("update clock set mode = 'simulated', anchor_business = $1, anchor_machine = clock_timestamp(), speed = 0", [instant]);
  };
  const way = new Way({ services, reference, setBusinessTime } as unknown as TestDatabase);
  const { rows: people } = await services.pools.worker.query<{ caseId: string; officeId: string; benefitId: string }>(
    `select f.id as "caseId", c.office_id as "officeId", f.benefit_id as "benefitId" from case_file f join competence c on c.case_id = f.id
     where c.office_id = $1 and f.bound and f.role = 'R' and not exists (select 1 from summons s where s.case_id = f.id) order by f.id limit 14`, [OFFICE],
  );
  await way.on("2019-10-01");
  for (const edition of EDITIONS) {
    const added = await addEdition(services, editionOfInput(edition), REGION);
    if (!added.ok) throw new Error(JSON.stringify(added));
  }
  const group = people.slice(0, 5);
  await way.on(PACT_DAY);
  for (const person of group) await way.signed(person, PACT_DAY);
  for (const person of group.slice(0, 4)) {
    const { itemId } = await way.done(person, "attivita", "propose", { on: PACT_DAY, entryId: COURSE.id });
    await way.done(person, "attivita", "accept", { on: PACT_DAY, personAgrees: true }, { itemId });
    await way.on("2019-10-09");
    if (person !== group[3]) await way.done(person, "attivita", "start", { on: "2019-10-09" }, { itemId });
    if (person === group[0]) await way.done(person, "attivita", "record-absence", { on: "2019-10-09", justifiedReason: null, evidenceSeen: false, registerSeen: true }, { itemId });
    else if (person !== group[3]) await way.done(person, "attivita", "record-presence", { on: "2019-10-09", minutes: 300 }, { itemId });
    await way.on(PACT_DAY);
  }
  const facts = await seedFacts(services, reference, people.slice(6), setBusinessTime);
  await setBusinessTime(NOW);
  return { group: group.map(({ caseId }) => caseId), ...facts };
}

async function seedFacts(
  services: Services,
  reference: Reference,
  people: readonly { caseId: string; benefitId: string }[],
  setTime: (instant: string) => Promise<void>,
): Promise<Omit<SeededActivities, "group">> {
  const act = async (caseId: string, name: string, input: object, itemId: string | null, actor = OPERATOR): Promise<string> => {
    const done = await perform(services, reference, { procedure: "condizionalita", caseId, itemId, act: name, input, actId: randomUUID(), expectedVersion: null }, actor);
    if (!done.ok) throw new Error(`${name}: ${JSON.stringify(done)}`);
    return done.value.itemId;
  };
  const count = async (caseId: string, itemId: string): Promise<unknown> => {
    const shown = await countToShow(services, { caseId, itemId, event: null }, OPERATOR);
    if (!shown.ok) throw new Error(JSON.stringify(shown));
    return shown.value;
  };
  const link = { kind: "first-appointment-policy", id: "RC1" };
  const items: string[] = [];
  const absences: string[] = [];
  for (const [at, { caseId, benefitId }] of people.slice(0, 4).entries()) {
    absences.push(await absent(services, caseId, benefitId, at));
    if (at === 0) continue;
    await setTime("2019-10-09T09:00:00.000Z");
    const frozen = { before: 0, after: 1, step: { kind: "reduction", months: 1 } };
    items.push(await act(caseId, "take-over", { summonsId: absences[at], count: frozen }, null));
  }
  await setTime("2019-10-11T10:00:00.000Z");
  for (const at of [1, 2]) await act(people[at + 1]!.caseId, "propose", { link, count: await count(people[at + 1]!.caseId, items[at]!) }, items[at]!);
  await act(people[3]!.caseId, "approve", { count: await count(people[3]!.caseId, items[2]!) }, items[2]!, SECOND);
  await act(people[3]!.caseId, "send-report", { operatorTaxCode: "DMEPTR75H41F839J" }, items[2]!);
  return {
    absence: { caseId: people[0]!.caseId, summonsId: absences[0]! },
    held: { caseId: people[1]!.caseId, itemId: items[0]! },
    proposed: { caseId: people[2]!.caseId, itemId: items[1]! },
    reported: { caseId: people[3]!.caseId, itemId: items[2]! },
  };
}

/** An appointment of 8 October told by SMS and e-mail, to which nobody came, closed as unjustified. */
async function absent({ pools }: Services, caseId: string, benefitId: string, at: number): Promise<string> {
  const [appointment, summons, message] = [randomUUID(), randomUUID(), randomUUID()];
  await pools.planner.query(
    `insert into appointment (id, case_id, benefit_id, office_id, desk_id, starts_at, ends_at, day, hour, wave, state)
     values ($1, $2, $3, $4, (select min(id) from desk where office_id = $4), '2019-10-08T08:00:00Z', '2019-10-08T08:20:00Z', '2019-10-08', 10, 1, 'released')`,
    [appointment, caseId, benefitId, OFFICE],
  );
  await pools.planner.query(
    `insert into summons (id, case_id, appointment_id, wave, reference, state, planned_at, issued_at)
     values ($1, $2, $3, 1, $4, 'issued', '2019-09-25T07:00:00Z', '2019-09-25T07:00:00Z')`, [summons, caseId, appointment, `FATTO${at}`],
  );
  await pools.worker.query(
    `insert into message (id, case_id, summons_id, appointment_id, kind, channel, gateway_id, recipient, template, template_version, encoding, parts, due_at, expires_at, state, accepted_at)
     values ($1, $2, $3, $4, 'summons', 'sms', 'sms-1', '+393331234567', 'prova', 1, 'gsm7', 1, '2019-09-25T07:00:00Z', '2019-10-08T08:00:00Z', 'delivered', '2019-09-25T07:00:03Z')`,
    [message, caseId, summons, appointment],
  );
  await pools.worker.query("insert into message_content (message_id, sender, subject, body, digest) values ($1, 'CPICampania', null, $2, '\\x00')", [message, TEXT]);
  await pools.worker.query("insert into receipt (gateway_id, message_id, status, at) values ('sms-1', $1, 'delivered', '2019-09-25T07:01:30Z')", [message]);
  await pools.worker.query("update summons set state = 'unjustified' where id = $1", [summons]);
  return summons;
}
