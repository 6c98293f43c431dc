// The agenda and the messages of the browser tests: appointments, summonses, what was sent and what came back.

import { romeInstant } from "../../src/domain/calendar/rome-time.ts";
import type { Services } from "../../src/services/context.ts";
import { newId } from "../../src/store/ids.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { appendActs } from "../../src/store/register.ts";
import { DAYS, insert, OFFICE, OTHER_OFFICE, SLOTS } from "./seed-rows.ts";
import type { SeededPerson } from "./seed-people.ts";

export async function seedAppointments({ pools }: Services, people: readonly SeededPerson[]): Promise<void> {
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
          kind: "notice-received",
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
