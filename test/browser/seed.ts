// A small Region for the browser: real offices, invented people, summonses under way, put in through each part's own role.

import { romeInstant } from "../../src/domain/calendar/rome-time.ts";
import type { Services } from "../../src/services/context.ts";
import { newId } from "../../src/store/ids.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { insert, OFFICE, OTHER_OFFICE } from "./seed-rows.ts";
import { importReference } from "../../src/services/reference.ts";
import { REFERENCE, TODAY } from "./seed-rows.ts";
import { seedAccesses } from "./seed-access.ts";
import { seedAppointments } from "./seed-agenda.ts";
import { seedPeople } from "./seed-people.ts";

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
  await seedAccesses(
    services,
    people
      .filter((person) => person.office === OFFICE)
      .map((person) => person.caseId)
      .slice(60),
  );
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
