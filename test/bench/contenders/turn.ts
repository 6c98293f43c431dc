// Dossiers with open terms for every person of a region; the turn of a day over them; or the plain reading of the same rows.

import { openServices } from "../../../src/services/context.ts";
import { loadReference } from "../../../src/services/reference.ts";
import { turnOfDay } from "../../../src/services/turn-of-day.ts";
import { openAdministrator } from "../../../src/store/pools.ts";
import { LOANS } from "../../stories/fixtures/loan.ts";
import { tell } from "../ground/contest.ts";

interface Input {
  readonly stage: "dossiers" | "turn" | "read";
  readonly url: string;
}

const input = JSON.parse(process.argv[2]!) as Input;
/** A day on which the terms of the notices have run out, and a third of the others. */
const NOW = "2019-10-15T03:00:00.000Z";

/**
 * For each case an item with its three terms, opened on days of three months: an indicator of ten working days; a day after which a
 * person must decide, for one case in fifty; a last day after which the program acts, for one in five hundred.
 */
const TERMS = `
  insert into item_term (id, case_id, item_id, procedure, kind, clock, starts_on, amount, unit, suspended, due_on, opened_at, opened_by)
  select gen_random_uuid(), i.case_id, i.id, 'prestito', k.kind, k.clock, k.starts, k.amount, k.unit, true, k.starts, now(), i.last_act
  from (select *, row_number() over (order by id) as n, date '2019-09-02' + (row_number() over (order by id) % 90)::int as day from dossier_item) i
  cross join lateral (values
    ('late', 'report', i.day, 10, 'working-days'),
    ('answer', 'justify', case when i.n % 50 = 0 then i.day else date '2019-12-20' end, 1, 'calendar-days'),
    ('lapse', 'exemption-end', case when i.n % 500 = 0 then i.day else date '2019-12-20' end, 0, 'date')) k (kind, clock, starts, amount, unit)`;

async function writeDossiers(): Promise<[number, number]> {
  const services = openServices(input.url);
  const start = performance.now();
  try {
    await services.pools.worker.query(
      `insert into dossier_item (id, case_id, procedure, state, version, data, unit_kind, unit_id, opened_at, last_act)
       select gen_random_uuid(), id, 'prestito', 'asked', 1, '{"notes":[],"askedBy":null,"counter":null,"on":null}', 'household', benefit_id, now(), gen_random_uuid()
       from case_file`,
    );
    const { rowCount } = await services.pools.worker.query(TERMS);
    const administrator = await openAdministrator(input.url);
    await administrator.query("analyze");
    await administrator.end();
    return [rowCount ?? 0, performance.now() - start];
  } finally {
    await services.close();
  }
}

async function turn(): Promise<[number, number]> {
  const services = openServices(input.url);
  try {
    const reference = await loadReference(services.pools.app);
    await services.pools.worker.query("update clock set mode = 'simulated', anchor_business = $1, anchor_machine = clock_timestamp(), speed = 0", [NOW]);
    const start = performance.now();
    const done = await turnOfDay(services, { reference, now: NOW, bindings: LOANS });
    const took = performance.now() - start;
    console.error(`     ${done.expired} run out, ${done.moved} moved, ${done.acts} acts, ${done.tasks} tasks, ${done.refused} refused`);
    return [done.looked, took];
  } finally {
    await services.close();
  }
}

async function read(): Promise<[number, number]> {
  const services = openServices(input.url);
  try {
    const start = performance.now();
    let rows = (await services.pools.worker.query("select case_id, due_on from term where met_at is null")).rows.length;
    for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
      const found = await services.pools.worker.query<{ id: string }>("select * from item_term where met_at is null and id > $1 order by id limit 5000", [after]);
      if (found.rows.length === 0) return [rows, performance.now() - start];
      rows += found.rows.length;
      after = found.rows.at(-1)!.id;
    }
  } finally {
    await services.close();
  }
}

const STAGES = { dossiers: writeDossiers, turn, read } as const;
tell(...(await STAGES[input.stage]()));
