// The season from the first file to the last receipt, stage by stage, as the Region would have lived it.

import { readFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BatchReport } from "../../services/intake.ts";
import type { PlanReport } from "../../services/plan.ts";
import type { Services } from "../../services/context.ts";
import type { CohortFile } from "../../simulator/cohort/write-files.ts";
import { simulateClock } from "../../store/clock.ts";
import type { WaveNumber } from "../../domain/planning/texts.ts";
import { OperatorFault } from "../../store/fault.ts";
import { count } from "../texts.ts";
import type { JobName, Jobs, Prepared } from "./jobs.ts";
import type { SeasonOptions } from "./options.ts";
import { runJob } from "./processes.ts";
import type { PartSettings } from "./processes.ts";
import type { Bar, Progress } from "./progress.ts";
import { makeReport } from "./report.ts";
import type { Machine, SeasonReport, Stage } from "./report.ts";
import { SEASON_TEXTS, STAGE_TITLES } from "./texts.ts";
import type { StageName } from "./texts.ts";
import type { UsageSampler } from "./usage.ts";
import { handOver, startWorld } from "./world.ts";
import type { World } from "./world.ts";

export interface SeasonGiven extends PartSettings {
  readonly root: string;
  readonly options: SeasonOptions;
  readonly services: Services;
  readonly usage: UsageSampler;
  readonly progress: Progress;
  /** What must be ended, last first, however the season ends. */
  readonly undo: (() => Promise<void>)[];
}

const CLOCK_SETTLES_MS = 200;

/** Business time of each part of the season; between two of them the clock stands still. */
const CLOCK = {
  /** Monday, half past nine in the offices: the files have come in the night. */
  firstWave: "2019-09-02T07:30:00.000Z",
  secondWave: "2019-09-03T07:30:00.000Z",
  /** Monday, five in the afternoon: the reminders of the day after tomorrow have all come due. */
  corrections: "2019-09-23T15:00:00.000Z",
} as const;

/** Runs the whole season on an empty, migrated database. */
export async function runSeason(given: SeasonGiven): Promise<SeasonReport> {
  return new Season(given).run();
}

class Season {
  readonly #given: SeasonGiven;
  readonly #stages: Stage[] = [];

  constructor(given: SeasonGiven) {
    this.#given = given;
  }

  async run(): Promise<SeasonReport> {
    const { options, services } = this.#given;
    await this.#prepare();
    const { cohort, shares } = await this.#generate();
    await this.#clock(CLOCK.firstWave);
    const batches = await this.#receive(
      "import",
      cohort.files.filter((file) => file.sending === "first"),
    );
    const firstPlan = await this.#plan("plan-1", 1);
    // The gateways must be known before anything is written: the sender's name is part of a message.
    const world = await startWorld({
      ...this.#given,
      shares,
      seed: options.seed,
    });
    this.#given.undo.push(() => world.stop());
    await this.#convene("convene-1", firstPlan.placed);
    await this.#handOver("hand-over-1", world, shares);
    await this.#clock(CLOCK.secondWave);
    const secondPlan = await this.#plan("plan-2", 2);
    await this.#convene("convene-2", secondPlan.placed);
    await this.#handOver("hand-over-2", world, shares);
    await this.#clock(CLOCK.corrections);
    batches.push(
      ...(await this.#receive(
        "corrections",
        cohort.files.filter((file) => file.sending === "corrections"),
      )),
    );
    const later = [await this.#plan("replan", 1), await this.#plan("replan", 2)];
    await this.#convene("convene-3", later[0]!.placed + later[1]!.placed);
    await this.#handOver("hand-over-3", world, shares);
    const { sms, mail } = world.outside;
    const controls = { smsControl: sms.controlUrl, mailControl: mail.controlUrl };
    const checks = await this.#job(
      "check",
      "check",
      controls,
      null,
      (done) => `${count(done.register.acts)} atti, ${count(done.lost)} perduti`,
    );
    const planIds = [firstPlan, secondPlan, ...later].map((plan) => plan.planId);
    const { firstDay, lastDay, scenario } = options;
    const figures = await this.#run("figures", { firstDay, lastDay, scenario, planIds }, () => undefined);
    const plans = [firstPlan, secondPlan, ...later];
    return makeReport({
      options,
      cohort,
      batches,
      planned: plans.reduce((sum, plan) => sum + plan.placed, 0),
      shortage: later.reduce((sum, plan) => sum + plan.unplaced, 0),
      checks,
      figures,
      stages: this.#stages,
      machine: await machine(this.#given.root, services),
      database: new URL(this.#given.database).pathname.slice(1),
    });
  }

  async #prepare(): Promise<void> {
    const { root, options } = this.#given;
    const told = ({ offices, scenarios }: Prepared): string =>
      `${count(offices)} uffici, ${count(scenarios.find((one) => one.scenario === options.scenario)?.desks ?? 0)} sportelli`;
    const { scenarios } = await this.#job("prepare", "prepare", { root }, null, told);
    const known = scenarios.map((one) => one.scenario);
    if (!known.includes(options.scenario))
      throw new OperatorFault("SCENARIO_SCONOSCIUTO", SEASON_TEXTS.badScenario(options.scenario, known));
  }

  #generate() {
    const { home, root, options } = this.#given;
    const { households, seed } = options;
    const given = { root, folder: join(home, "notifiche"), households, seed };
    return this.#job(
      "generate",
      "generate",
      given,
      households,
      ({ cohort: { truth, files } }) =>
        `${count(truth.persons)} persone, ${count(truth.rows + truth.corrections.read)} righe in ${files.length} file`,
    );
  }

  async #receive(name: "import" | "corrections", files: readonly CohortFile[]): Promise<BatchReport[]> {
    const rows = files.reduce((sum, file) => sum + file.expected.read, 0);
    const reports = await this.#job(
      name,
      "import",
      { paths: files.map((file) => file.path) },
      rows,
      (batches) => {
        const total = (read: (batch: BatchReport) => number): string =>
          count(batches.reduce((sum, batch) => sum + read(batch), 0));
        return `${total((one) => one.read)} righe lette = ${total((one) => one.created)} nuove + ${total((one) => one.updated)} aggiornate + ${total((one) => one.unchanged)} invariate + ${total((one) => one.rejected)} scartate`;
      },
    );
    return [...reports];
  }

  #plan(name: StageName, wave: WaveNumber): Promise<PlanReport> {
    const { scenario, firstDay, lastDay, target } = this.#given.options;
    const given = { wave, scenario, firstDay, lastDay, target };
    return this.#job(
      name,
      "plan",
      given,
      null,
      (plan) =>
        `${count(plan.placed)} appuntamenti${plan.unplaced === 0 ? "" : `, ${count(plan.unplaced)} persone senza posto`}`,
    );
  }

  async #convene(name: StageName, planned: number): Promise<void> {
    await this.#job(
      name,
      "convene",
      {},
      planned,
      (issued) =>
        `${count(issued.summonses)} convocazioni, ${count(issued.sms)} SMS e ${count(issued.emails)} e-mail, ${count(issued.unreachable)} senza recapito`,
    );
    if (name !== "convene-3") return;
    await this.#job(name, "tell", {}, null, () => SEASON_TEXTS.allTold);
  }

  async #handOver(
    name: StageName,
    world: World,
    shares: Jobs["generate"]["result"]["shares"],
  ): Promise<void> {
    const settings = { ...this.#given, shares, seed: this.#given.options.seed };
    await this.#stage(
      name,
      async (bar) => handOver(settings, world, bar),
      (messages) => `${count(messages)} messaggi consegnati, ricevute conservate`,
    );
  }

  /** The sender anchors the clock now and then: a step that crossed with it is made again. */
  async #clock(at: string): Promise<void> {
    const { services } = this.#given;
    for (;;) {
      await simulateClock(services.pools.worker, at, 0);
      await sleep(CLOCK_SETTLES_MS);
      if (Date.parse(await services.now()) === Date.parse(at)) return;
    }
  }

  #job<K extends JobName>(
    stage: StageName,
    name: K,
    given: Jobs[K]["given"],
    of: number | null,
    tell: (result: Jobs[K]["result"]) => string,
  ): Promise<Jobs[K]["result"]> {
    return this.#stage(stage, (bar) => this.#run(name, given, (done) => bar.move(done, of)), tell);
  }

  #run<K extends JobName>(
    name: K,
    given: Jobs[K]["given"],
    onMoved: (done: number) => void,
  ): Promise<Jobs[K]["result"]> {
    const onStart = (child: { readonly pid?: number | undefined }): void =>
      this.#given.usage.name(child.pid, name);
    return runJob(this.#given, name, given, { onStart, onMoved });
  }

  /** Times a stage; a second piece of work under the same name adds to it. */
  async #stage<T>(name: StageName, work: (bar: Bar) => Promise<T>, tell: (result: T) => string): Promise<T> {
    const { usage, progress } = this.#given;
    const bar = progress.begin(STAGE_TITLES[name]);
    usage.begin();
    const began = performance.now();
    const result = await work(bar);
    const seconds = (performance.now() - began) / 1_000;
    this.#add({ name, seconds: Math.round(seconds * 100) / 100, ...usage.end() });
    progress.end(tell(result));
    return result;
  }

  #add(stage: Stage): void {
    const index = this.#stages.findIndex((known) => known.name === stage.name);
    const before = this.#stages[index];
    if (before === undefined) {
      this.#stages.push(stage);
      return;
    }
    this.#stages[index] = {
      name: stage.name,
      seconds: before.seconds + stage.seconds,
      peakMiB: Math.max(before.peakMiB, stage.peakMiB),
      postgresPeakMiB: Math.max(before.postgresPeakMiB, stage.postgresPeakMiB),
      cpuSeconds: before.cpuSeconds + stage.cpuSeconds,
      postgresCpuSeconds: before.postgresCpuSeconds + stage.postgresCpuSeconds,
      byProcess: { ...before.byProcess, ...stage.byProcess },
    };
  }
}

async function machine(root: string, services: Services): Promise<Machine> {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const { rows } = await services.pools.worker.query<{ postgres: string }>(
    "select current_setting('server_version') as postgres",
  );
  const processors = cpus();
  return {
    cores: processors.length,
    cpu: processors[0]?.model ?? "",
    memoryMiB: Math.round(totalmem() / 1024 / 1024),
    node: process.versions.node,
    postgres: rows[0]!.postgres,
    convoca: version,
  };
}
