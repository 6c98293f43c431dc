// A small Region for the browser: real offices, invented people, summonses under way, put in through each part's own role.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Pool } from "pg";
import { romeInstant } from "../../src/domain/calendar/rome-time.ts";
import type { Services } from "../../src/services/context.ts";
import { importReference } from "../../src/services/reference.ts";
import { newId } from "../../src/store/ids.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { appendActs } from "../../src/store/register.ts";

const REFERENCE = join(import.meta.dirname, "..", "..", "reference");
const TODAY = "2019-10-14";
export const OFFICE = "F839C000305";
export const OTHER_OFFICE = "A509C000183";
const DAYS = ["2019-10-14", "2019-10-15", "2019-10-16", "2019-10-17", "2019-10-18"];
const SLOTS = [540, 570, 600, 630, 660, 690, 720, 840, 870];
const SURNAMES = [
  "Esposito",
  "De Luca",
  "D'Angelo",
  "Niccolò",
  "Russo",
  "Coppola",
  "Iannuzzi",
  "Ferràra",
  "Amodeo",
  "Sorrentino",
];
const NAMES = ["Maria", "Gennaro", "Anna", "Ciro", "Rosa", "Antonio", "Carmela", "José", "Zoë", "Pasquale"];

type Row = Record<string, string>;
const table = async (name: string): Promise<Row[]> =>
  parse(await readFile(join(REFERENCE, name)), { columns: true, bom: true }) as Row[];

/** Inserts objects as rows, a statement for each table. */
async function insert(
  db: Pick<Pool, "query">,
  into: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const columns = Object.keys(first);
  await db.query(
    `insert into ${into} (${columns.join(", ")}) select ${columns.map((name) => `x.${name}`).join(", ")}
     from jsonb_populate_recordset(null::${into}, $1) x`,
    [JSON.stringify(rows)],
  );
}

export interface Seeded {
  /** A person of `OFFICE` with a delivered summons. */
  readonly caseId: string;
  readonly surname: string;
  readonly otherCaseId: string;
  readonly batchId: string;
}

export async function seed(services: Services): Promise<Seeded> {
  await seedReference(services);
  await services.pools.worker.query(
    `update clock set mode = 'simulated', anchor_business = $1, anchor_machine = clock_timestamp(), speed = 1`,
    [romeInstant(TODAY, 500)],
  );
  const people = await seedPeople(services);
  await seedAppointments(services, people);
  const batchId = await seedBatches(services);
  const first = people.find((person) => person.office === OFFICE && person.bound)!;
  return {
    caseId: first.caseId,
    surname: first.surname,
    otherCaseId: people.find((person) => person.office === OTHER_OFFICE)!.caseId,
    batchId,
  };
}

async function seedReference(services: Services): Promise<void> {
  const imported = await importReference(
    services,
    REFERENCE,
    { id: "prova", role: "administrator" },
    { demo: true },
  );
  if (!imported.ok) throw new Error(imported.refusal.message);
  await services.pools.intake.query(`update installation set demo = true, settings = $1`, [
    JSON.stringify({
      regionPhone: "+390810000000",
      regionEmail: "convocazioni@regione.example",
      domain: "cpi.example",
    }),
  ]);
}

interface SeededPerson {
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

async function seedPeople({ pools }: Services): Promise<SeededPerson[]> {
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

async function seedAppointments({ pools }: Services, people: readonly SeededPerson[]): Promise<void> {
  const planId = newId();
  await insert(pools.planner, "plan", [
    {
      id: planId,
      measure: "RDC",
      wave: 1,
      scenario: "base",
      made_at: new Date().toISOString(),
      business_at: romeInstant("2019-09-06", 600),
      parameters: {},
      state: "done",
      candidates: 300,
      placed: 282,
      unplaced: 18,
      late_first_due: 40,
      late_second_due: 0,
      actor: "convoca",
    },
  ]);
  await insert(pools.planner, "plan_shortage", [
    {
      plan_id: planId,
      office_id: OFFICE,
      wave: 1,
      due_kind: "T2",
      due_on: "2019-10-02",
      missing: 1240,
      exhausted_from: "2019-09-23",
      extra_seats_per_day: 78,
      concerned: 3000,
      placed_late: 1240,
      not_placed: 0,
      sentence:
        "CPI Napoli Nord, primo giro: 1.240 persone oltre il termine del 2 ottobre 2019; posti esauriti dal 23 settembre; ne basterebbero 78 in più al giorno.",
    },
    {
      plan_id: planId,
      office_id: OTHER_OFFICE,
      wave: 1,
      due_kind: "region-target",
      due_on: "2019-12-15",
      missing: 35,
      exhausted_from: "2019-12-02",
      extra_seats_per_day: 4,
      concerned: 400,
      placed_late: 20,
      not_placed: 15,
      sentence:
        "CPI Avellino, primo giro: 35 persone oltre il 15 dicembre 2019; posti esauriti dal 2 dicembre; ne basterebbero 4 in più al giorno.",
    },
  ]);
  await insert(pools.worker, "gateway", [
    {
      id: "sms-1",
      channel: "sms",
      url: "http://127.0.0.1:1",
      sender: "CPICampania",
      settings: {},
      concurrency: 64,
      deduplicates: true,
      can_be_asked: true,
      state: "open",
      state_reason: null,
      state_since: new Date().toISOString(),
      paused_until: null,
      failures: 0,
      rate_per_second: 200,
      next_slot_at: null,
    },
    {
      id: "posta-1",
      channel: "email",
      url: "smtp://127.0.0.1:1",
      sender: "convocazioni@cpi.example",
      settings: {},
      concurrency: 8,
      deduplicates: false,
      can_be_asked: false,
      state: "paused",
      state_reason: "Il server di posta non risponde: 3 tentativi falliti",
      state_since: new Date().toISOString(),
      paused_until: null,
      failures: 3,
      rate_per_second: null,
      next_slot_at: null,
    },
  ]);
  const { rows: desks } = await pools.planner.query<{ id: number; office_id: string }>(
    `select id, office_id from desk where scenario = 'base' and number <= 12 order by office_id, number`,
  );
  const seats = new Map<string, Iterator<{ desk: number; day: string; minute: number }>>();
  const chosen = people.filter((p) => p.bound).filter((_, at) => at % 5 !== 4);
  const rows = chosen.map((p) => {
    const queue =
      seats.get(p.office) ??
      seatsOf(desks.filter((desk) => desk.office_id === p.office).map((desk) => desk.id));
    seats.set(p.office, queue);
    const seat = queue.next().value as { desk: number; day: string; minute: number };
    return { person: p, id: newId(), summonsId: newId(), ...seat };
  });
  const used = new Set<string>();
  const held = rows.filter((row) => {
    const key = `${row.person.benefitId}/${row.day}/${Math.floor(row.minute / 60)}`;
    return used.has(key) ? false : used.add(key) !== undefined;
  });
  await insert(
    pools.planner,
    "appointment",
    held.map((row) => ({
      id: row.id,
      case_id: row.person.caseId,
      benefit_id: row.person.benefitId,
      office_id: row.person.office,
      desk_id: row.desk,
      lane: 0,
      starts_at: romeInstant(row.day, row.minute),
      ends_at: romeInstant(row.day, row.minute + 30),
      day: row.day,
      hour: Math.floor(row.minute / 60),
      wave: 1,
      plan_id: planId,
      state: "held",
      together: false,
    })),
  );
  await insert(
    pools.planner,
    "summons",
    held.map((row, at) => ({
      id: row.summonsId,
      case_id: row.person.caseId,
      appointment_id: row.id,
      attempt: 1,
      wave: 1,
      reference: `CNV-${String(at).padStart(5, "0")}`,
      state: "issued",
      planned_at: romeInstant("2019-09-06", 600),
      issued_at: romeInstant("2019-09-30", 545),
    })),
  );
  await seedMessages(
    { pools } as Services,
    held.map((row) => ({ ...row, appointmentId: row.id })),
  );
}

function* seatsOf(desks: readonly number[]): Generator<{ desk: number; day: string; minute: number }> {
  for (const day of [...DAYS, "2019-10-21", "2019-10-22", "2019-10-23"])
    for (const minute of SLOTS) for (const desk of desks) yield { desk, day, minute };
}

interface Held {
  readonly person: SeededPerson;
  readonly summonsId: string;
  readonly appointmentId: string;
  readonly day: string;
  readonly minute: number;
}

async function seedMessages({ pools }: Services, held: readonly Held[]): Promise<void> {
  const states = [
    "delivered",
    "delivered",
    "delivered",
    "failed",
    "delivered",
    "uncertain",
    "accepted",
    "delivered",
  ];
  const messages = held
    .filter((row) => row.person.reach.includes("sms"))
    .map((row, at) => ({ ...row, id: newId(), state: states[at % states.length]! }));
  const sent = romeInstant("2019-09-30", 550);
  await inTransaction(pools.worker, async (db) => {
    await insert(
      db,
      "message",
      messages.map((m) => ({
        id: m.id,
        case_id: m.person.caseId,
        summons_id: m.summonsId,
        appointment_id: m.appointmentId,
        kind: "summons",
        channel: "sms",
        gateway_id: "sms-1",
        priority: 9,
        recipient: m.person.phone,
        template: "summons-sms",
        template_version: 1,
        encoding: "gsm7",
        parts: 1,
        due_at: sent,
        expires_at: romeInstant(m.day, 1200),
        state: m.state,
        attempts: 1,
        not_before: null,
        worker_id: null,
        reference: `gw-${m.id.slice(-6)}`,
        accepted_at: sent,
        settled_at: m.state === "accepted" ? null : sent,
        failure: m.state === "failed" ? "Numero inesistente" : null,
      })),
    );
    await insert(
      db,
      "message_content",
      messages.map((m) => ({
        message_id: m.id,
        sender: "CPICampania",
        subject: null,
        raw: null,
        digest: "\\x00",
        body: `${m.person.name} ${m.person.surname}, appuntamento obbligatorio al CPI Napoli Nord il ${m.day.slice(8)}/10 ore ${String(Math.floor(m.minute / 60)).padStart(2, "0")}:${String(m.minute % 60).padStart(2, "0")}, via Diocleziano 330. Per un'altra data: 081 000 0012. Cod. 00${m.id.slice(-4)}`,
      })),
    );
    for (const m of messages) {
      if (m.state === "accepted") continue;
      const status = m.state === "uncertain" ? "accepted" : m.state;
      await db.query(
        `insert into receipt (gateway_id, message_id, reference, status, code, detail, at) values ('sms-1', $1, $2, $3, $4, $5, $6)`,
        [
          m.id,
          `gw-${m.id.slice(-6)}`,
          status,
          m.state === "failed" ? "1" : null,
          m.state === "failed" ? "Numero inesistente" : null,
          sent,
        ],
      );
    }
    const lost = messages.filter((m) => m.state === "failed" || m.state === "uncertain");
    await insert(
      db,
      "desk_task",
      lost.map((m) => ({
        id: newId(),
        case_id: m.person.caseId,
        kind: m.state === "failed" ? "not-delivered" : "uncertain",
        reason: m.state,
        detail: null,
        opened_at: sent,
        closed_at: null,
        closed_by: null,
      })),
    );
    const signer = { id: "convoca", role: "system" };
    await appendActs(
      db,
      signer,
      messages.slice(0, 40).flatMap((m) => [
        {
          subjectId: m.person.caseId,
          subjectKind: "case" as const,
          kind: "case-opened",
          happenedAt: "2019-09-05T08:00:00.000Z",
          citation: "DM_2_9_2019_ART4" as const,
          payload: {},
        },
        {
          subjectId: m.person.caseId,
          subjectKind: "case" as const,
          kind: "summons-issued",
          happenedAt: sent,
          citation: "DL4_2019_ART4_C15QUINQUIES" as const,
          payload: {},
        },
      ]),
    );
  });
}

const csvLayout = (format: string): object => ({
  format,
  encoding: "utf-8",
  delimiter: ";",
  columns: ["protocollo", "precedente", "codice fiscale", "cognome", "nome", "comune"],
  fields: [
    "cod_protocollo_inps",
    "cod_protocollo_inps_prec",
    "cod_fiscale",
    "des_cognome",
    "des_nome",
    "des_comune_residenza",
  ],
});

async function seedBatches({ pools }: Services): Promise<string> {
  const id = newId();
  const base = {
    kind: "file",
    sha256: null,
    measure: "RDC",
    actor: "demo-administrator",
    error_code: null,
    error_message: null,
    default_sent_at: "2019-09-05T07:00:00Z",
  };
  await inTransaction(pools.intake, async (db) => {
    await insert(db, "batch", [
      {
        ...base,
        id,
        name: "notifiche-2019-09-05.csv",
        bytes: 25_340_112,
        layout: csvLayout("csv"),
        state: "done",
        rows_read: 128_400,
        rows_created: 126_921,
        rows_updated: 812,
        rows_unchanged: 607,
        rows_rejected: 60,
        started_at: "2019-09-05T07:58:00Z",
        heartbeat_at: "2019-09-05T08:00:00Z",
        finished_at: "2019-09-05T08:00:12Z",
      },
      {
        ...base,
        id: newId(),
        name: "notifiche-2019-10-14.xlsx",
        bytes: 8_120_044,
        layout: csvLayout("xlsx"),
        state: "running",
        rows_read: 20_000,
        rows_created: 19_400,
        rows_updated: 500,
        rows_unchanged: 90,
        rows_rejected: 10,
        started_at: "2019-10-14T07:28:00Z",
        heartbeat_at: new Date().toISOString(),
        finished_at: null,
      },
      {
        ...base,
        id: newId(),
        name: "elenco senza intestazione.csv",
        bytes: 900,
        layout: null,
        state: "failed",
        rows_read: 0,
        rows_created: 0,
        rows_updated: 0,
        rows_unchanged: 0,
        rows_rejected: 0,
        started_at: "2019-09-04T07:28:00Z",
        heartbeat_at: "2019-09-04T07:28:00Z",
        finished_at: "2019-09-04T07:28:01Z",
        error_code: "FILE_SENZA_INTESTAZIONE",
        error_message:
          "La prima riga non contiene i nomi delle colonne: aggiungerla e caricare di nuovo il file.",
      },
    ]);
    for (let line = 2; line < 62; line += 1)
      await db.query(
        `insert into rejected_row (batch_id, line, seq, field, code, message, bytes) values ($1, $2, 0, $3, $4, $5, $6)`,
        [
          id,
          line * 7,
          line % 3 === 0 ? "des_telefono" : "cod_fiscale",
          line % 3 === 0 ? "DATA_NON_VALIDA" : "CF_CARATTERE_DI_CONTROLLO",
          line % 3 === 0
            ? "La data di nascita non esiste: scriverla come 31/12/1980."
            : "L'ultima lettera del codice fiscale non corrisponde alle altre: controllare che sia stato copiato per intero.",
          Buffer.from(
            `INPS-RDC-2019-${line};;RSSMRA80A01F839${line % 2 ? "X" : "Y"};ESPOSITO;NICCOLÒ;Napoli`,
          ),
        ],
      );
  });
  return id;
}
