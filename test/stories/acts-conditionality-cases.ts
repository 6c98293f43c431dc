// People for the stories of conditionality: their cases, summonses that were delivered or not, and the acts of an office on them.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { RawNotice } from "../../src/domain/notices/types.ts";
import type { FrozenCount } from "../../src/domain/conditionality/types.ts";
import type { AbsenceEvent } from "../../src/domain/measures/words.ts";
import type { ActOutcome, Performed } from "../../src/services/acts/act-outcome.ts";
import { CONDITIONALITY_BINDING } from "../../src/services/acts/bindings/conditionality.ts";
import { countToShow } from "../../src/services/acts/bindings/conditionality-count.ts";
import { bindingsOf } from "../../src/services/acts/binding.ts";
import { perform } from "../../src/services/acts/perform.ts";
import { SYSTEM } from "../../src/services/context.ts";
import type { Actor } from "../../src/services/context.ts";
import { importNoticeFile } from "../../src/services/intake.ts";
import { SMS, setUpGateways } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { fileOf, taxCodeOf } from "./fixtures/notice-rows.ts";
import type { Person } from "./fixtures/notice-rows.ts";

/** A third adult of the household. */
export const LUCA: Person = { surname: "ESPOSITO", name: "LUCA", sex: "M", birthDate: "1998-03-09", birthPlaceCode: "F839" };
/** Where the members live who are not in Avellino. */
export const NAPOLI: RawNotice = { cod_comune_residenza: "F839", des_comune_residenza: "NAPOLI", cod_cap_residenza: "80138" };
export const RC1 = { kind: "first-appointment-policy", id: "RC1" } as const;
/** This procedure alone. */
export const BREACHES = bindingsOf([CONDITIONALITY_BINDING]);

export interface PersonCase {
  readonly caseId: string;
  readonly personId: string;
  readonly benefitId: string;
  readonly officeId: string;
  readonly taxCode: string;
}

export interface Called {
  readonly summonsId: string;
  readonly messageId: string;
  readonly startsAt: string;
}

/** One database with its people, and an office's hands on them. */
export class Stories {
  readonly db: TestDatabase;
  #appointments = 0;

  private constructor(db: TestDatabase) {
    this.db = db;
  }

  static async open(): Promise<Stories> {
    const db = await openTestDatabase();
    await setUpGateways(db.services);
    return new Stories(db);
  }

  async receive(rows: readonly RawNotice[], measure = "RDC"): Promise<void> {
    const path = await fileOf(rows);
    await importNoticeFile(this.db.services, { reference: this.db.reference, path, measure, actor: SYSTEM });
  }

  async query<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.db.services.pools.worker.query(sql, values)).rows as T[];
  }

  async caseOf(person: Person, measure = "RDC", protocol?: string): Promise<PersonCase> {
    const [found] = await this.query<PersonCase>(
      `select f.id as "caseId", f.person_id as "personId", f.benefit_id as "benefitId", c.office_id as "officeId", p.tax_code as "taxCode"
       from case_file f join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id join competence c on c.case_id = f.id
       where p.tax_code = $1 and b.measure = $2 and ($3::text is null or b.protocol = $3)`,
      [taxCodeOf(person), measure, protocol ?? null],
    );
    assert.ok(found !== undefined, `${person.name} has no case`);
    return found;
  }

  /** A summons of the person to an appointment, told by an SMS that was delivered or not; as the acts on it have left it: attended. */
  async called(of: PersonCase, startsAt: string, told: { state?: string; sms?: "delivered" | "failed" | "accepted" } = {}): Promise<Called> {
    const { planner, worker } = this.db.services.pools;
    const appointmentId = randomUUID();
    const summonsId = randomUUID();
    const messageId = randomUUID();
    const day = startsAt.slice(0, 10);
    await planner.query(
      `insert into appointment (id, case_id, benefit_id, office_id, desk_id, starts_at, ends_at, day, hour, wave, state)
       values ($1, $2, $3, $4, (select min(id) from desk where office_id = $4), $5, $5::timestamptz + interval '20 minutes', $6, 9, 1, 'released')`,
      [appointmentId, of.caseId, of.benefitId, of.officeId, startsAt, day],
    );
    this.#appointments += 1;
    await planner.query(
      `insert into summons (id, case_id, appointment_id, wave, reference, state, planned_at, issued_at)
       values ($1, $2, $3, 1, $4, 'issued', $5::timestamptz - interval '10 days', $5::timestamptz - interval '10 days')`,
      [summonsId, of.caseId, appointmentId, `RIF${this.#appointments}`, startsAt],
    );
    await worker.query(
      `insert into message (id, case_id, summons_id, appointment_id, kind, channel, gateway_id, recipient, template, template_version, encoding, parts,
         due_at, expires_at, state)
       values ($1, $2, $3, $4, 'summons', 'sms', $5, '+393331234567', 'prova', 1, 'gsm7', 1, $6::timestamptz - interval '10 days', $6, $7)`,
      [messageId, of.caseId, summonsId, appointmentId, SMS, startsAt, told.sms ?? "delivered"],
    );
    await worker.query("update summons set state = $2 where id = $1", [summonsId, told.state ?? "attended"]);
    return { summonsId, messageId, startsAt };
  }

  async letter(of: PersonCase, { summonsId }: Called, happenedAt: string): Promise<string> {
    const id = randomUUID();
    await this.query(
      `insert into delivery_evidence (id, case_id, summons_id, appointment_id, channel, outcome, happened_at, reference, recorded_by)
       select $1, $2, s.id, s.appointment_id, 'registered-letter', 'received', $4, 'AR 123', 'prova' from summons s where s.id = $3`,
      [id, of.caseId, summonsId, happenedAt],
    );
    return id;
  }

  async act(of: PersonCase, name: string, input: object = {}, itemId: string | null = null, actor = ada(of)): Promise<ActOutcome> {
    return this.actOf("condizionalita", of, name, input, itemId, actor);
  }

  async actOf(procedure: string, of: PersonCase, name: string, input: object, itemId: string | null, actor = ada(of), bindings = BREACHES): Promise<ActOutcome> {
    const request = { procedure, caseId: of.caseId, itemId, act: name, input, actId: randomUUID(), expectedVersion: null };
    return perform(this.db.services, this.db.reference, request, actor, bindings);
  }

  async done(of: PersonCase, name: string, input: object = {}, itemId: string | null = null, actor = ada(of)): Promise<Performed> {
    const outcome = await this.act(of, name, input, itemId, actor);
    assert.ok(outcome.ok, `${name}: ${JSON.stringify(outcome)}`);
    return outcome.value;
  }

  async refused(of: PersonCase, name: string, input: object = {}, itemId: string | null = null, actor = ada(of)): Promise<string> {
    const outcome = await this.act(of, name, input, itemId, actor);
    return outcome.ok ? "accepted" : outcome.refusal.code.replace("CONDIZIONALITA_", "");
  }

  async count(of: PersonCase, event: AbsenceEvent | null, itemId: string | null = null): Promise<FrozenCount> {
    const shown = await countToShow(this.db.services, { caseId: of.caseId, itemId, event }, ada(of));
    assert.ok(shown.ok, JSON.stringify(shown));
    return shown.value;
  }

  /** A refusal to sign the pact on a day, told by the message of a summons: recorded with the count as the page showed it. */
  async recorded(of: PersonCase, happenedAt: string, event: AbsenceEvent = "E-PATTO"): Promise<string> {
    const { messageId } = await this.called(of, happenedAt);
    const input = { event, happenedAt, documents: ["verbale 7"], told: [messageId], count: await this.count(of, event) };
    return (await this.done(of, "record-fact", { ...input, happenedAt: later(happenedAt, 1) })).itemId;
  }

  /** From the fact on to the proposal: nobody has justified, the hours have passed. */
  async proposed(of: PersonCase, itemId: string, now: string, link: object = RC1): Promise<void> {
    await this.db.setBusinessTime(now);
    const [item] = await this.query<{ state: string }>("select state from dossier_item where id = $1", [itemId]);
    if (item?.state === "may-justify") await this.done(of, "close-justification", {}, itemId);
    await this.done(of, "propose", { link, count: await this.count(of, null, itemId) }, itemId);
  }

  /** To the report that leaves, by other hands than those that proposed it. */
  async reported(of: PersonCase, itemId: string, now: string): Promise<void> {
    await this.proposed(of, itemId, now);
    await this.done(of, "approve", { count: await this.count(of, null, itemId) }, itemId, bea(of));
    await this.done(of, "send-report", { operatorTaxCode: OPERATOR }, itemId);
  }

  async stateOf(itemId: string): Promise<string> {
    return (await this.query<{ state: string }>("select state from dossier_item where id = $1", [itemId]))[0]!.state;
  }

  async reports(itemId: string): Promise<{ before: number; after: number; ended: string | null; version: string; proof: string }[]> {
    return this.query(
      `select counter_before as before, counter_after as after, ended_as as ended, measure_version as version, proof from report
       where item_id = $1 order by sent_at, id`,
      [itemId],
    );
  }

  async tasks(of: PersonCase): Promise<string[]> {
    const rows = await this.query<{ kind: string }>("select kind from desk_task where case_id = $1 and closed_at is null order by 1", [of.caseId]);
    return rows.map(({ kind }) => kind);
  }
}

/** A sound tax code, of an operator. */
export const OPERATOR = taxCodeOf({ surname: "BIANCHI", name: "ADA", sex: "F", birthDate: "1975-06-01", birthPlaceCode: "F839" });

export const ada = ({ officeId }: Pick<PersonCase, "officeId">): Actor => ({ id: `ada@${officeId}`, role: "operator", office: officeId });
export const bea = ({ officeId }: Pick<PersonCase, "officeId">): Actor => ({ id: `bea@${officeId}`, role: "second-officer", office: officeId });
export const carla = ({ officeId }: Pick<PersonCase, "officeId">): Actor => ({ id: `carla@${officeId}`, role: "office-manager", office: officeId });

/** The instant so many minutes later. */
export function later(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}
