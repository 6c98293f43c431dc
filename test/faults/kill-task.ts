// Kills an import, a planning or a composing at random moments, again and again, until it is through; then looks at what is there.

import assert from "node:assert/strict";
import type { Pool } from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import { Chance } from "./chance.ts";
import { assertSameState } from "./portrait.ts";
import type { Stage } from "./portrait.ts";
import { startTask } from "./region.ts";
import type { Region, TaskName, Untouched } from "./region.ts";
import type { Tally } from "./tally.ts";

export interface TaskKills {
  readonly task: TaskName;
  readonly from: string;
  readonly wanted: Untouched;
  readonly stage: Stage;
  readonly kills: number;
  readonly tally: Tally;
}

/** `process`: SIGKILL to the working process; the others to the database under it, which is then started again. */
type Blow = "process" | "server" | "backend";
const BLOWS: readonly Blow[] = ["process", "process", "server", "backend"];

/** Rounds of kills: each begins on a fresh copy and ends when the work got through and the state was compared. */
export async function killTask(region: Region, scenario: TaskKills): Promise<void> {
  const chance = new Chance(scenario.task);
  const database = `${scenario.task}_colpito`;
  const usual = { took: scenario.wanted.took };
  while (scenario.tally.kills < scenario.kills) {
    const url = await region.postgres.copy(scenario.from, database);
    await killUntilThrough(region, { ...scenario, usual }, url, chance);
    const pool = region.postgres.look(database);
    try {
      await assertSound(pool);
      await assertSameState(pool, scenario.wanted, scenario.stage);
    } finally {
      await pool.end();
    }
  }
}

/** `usual` is how long the work takes: a run that got through sooner than the first one teaches it, or the blows would come late. */
interface Round extends TaskKills {
  readonly usual: { took: number };
}

async function killUntilThrough(region: Region, scenario: Round, url: string, chance: Chance): Promise<void> {
  const { tally, usual } = scenario;
  let restartedAt: number | null = null;
  for (;;) {
    const task = startTask(scenario.task, url, region.cohort);
    await task.said("at work");
    const began = performance.now();
    // The last run of the last round is left alone, or it would never be through.
    if (tally.kills < scenario.kills) await Promise.race([sleep(chance.between(0.05, 0.95) * usual.took), task.ended]);
    if (task.isOver || tally.kills >= scenario.kills) {
      const { code } = await task.ended;
      usual.took = Math.min(usual.took, performance.now() - began);
      assert.equal(code, 0, `the run after the kills failed: ${task.errors}`);
      if (restartedAt !== null) tally.worstRecovery = Math.max(tally.worstRecovery, (performance.now() - restartedAt) / 1_000);
      return;
    }
    const blow = chance.pick(BLOWS);
    tally.kills += 1;
    if (blow === "process") await task.kill();
    else {
      await region.postgres.kill(blow);
      restartedAt = performance.now();
      await region.postgres.restart();
      // A run that claims success had ended before the blow: what it wrote must be there all the same.
      if ((await task.ended).code === 0) return;
    }
    restartedAt = performance.now();
  }
}

/** What must hold in any database at any time, whatever was killed. */
export async function assertSound(pool: Pool): Promise<void> {
  const counted = await pool.query<Record<string, number>>(`select
    (select count(*)::int from batch where rows_read <> rows_created + rows_updated + rows_unchanged + rows_rejected) as batches_that_do_not_add_up,
    (select count(*)::int from batch t where state = 'done' and rows_created + rows_updated + rows_unchanged <> (select count(*) from notice_record r where r.batch_id = t.id)) as batches_without_their_records,
    (select count(*)::int from appointment a join appointment o on o.desk_id = a.desk_id and o.lane = a.lane and o.id > a.id
       and o.starts_at < a.ends_at and a.starts_at < o.ends_at where a.state = 'held' and o.state = 'held') as seats_twice,
    (select count(*)::int from (select 1 from summons where state in ('planned', 'issued', 'not-delivered') group by case_id having count(*) > 1) s) as cases_with_two_summonses,
    (select count(*)::int from summons s where s.state in ('planned', 'issued', 'not-delivered')
       and not exists (select 1 from appointment a where a.id = s.appointment_id and a.state = 'held')) as summonses_without_a_seat,
    (select count(*)::int from summons s where s.state = 'issued' and not exists (select 1 from message m where m.summons_id = s.id)) as issued_and_not_written,
    (select count(*)::int from message m where not exists (select 1 from message_content c where c.message_id = m.id)) as messages_without_text,
    (select count(*)::int from case_file f where not exists (select 1 from competence c where c.case_id = f.id)
       and not exists (select 1 from routing_queue q where q.case_id = f.id)) as cases_nowhere,
    (select count(*)::int from (select subject_id, max(seq) as seq, count(*) as acts from act group by subject_id) a
       full join chain c on c.subject_id = a.subject_id where a.seq is distinct from c.seq or a.acts <> c.seq) as chains_with_gaps`);
  for (const [what, found] of Object.entries(counted.rows[0]!)) assert.equal(found, 0, what.replaceAll("_", " "));
}
