// The work of a season, each piece in a process of its own: its memory is given back when it ends, and is counted apart.

import { join } from "node:path";
import { RDC_2019 } from "../../domain/measures/rdc-2019/parameters.ts";
import type { WaveNumber } from "../../domain/planning/texts.ts";
import { tellCancellations } from "../../services/cancellations.ts";
import { openServices, SYSTEM } from "../../services/context.ts";
import type { Services } from "../../services/context.ts";
import { importNoticeFile } from "../../services/intake.ts";
import type { BatchReport } from "../../services/intake.ts";
import { issueSummonses } from "../../services/issue.ts";
import type { IssueReport } from "../../services/issue.ts";
import { planWave } from "../../services/plan.ts";
import type { PlanReport } from "../../services/plan.ts";
import { importReference, loadReference } from "../../services/reference.ts";
import { queueReminders } from "../../services/reminders.ts";
import { loadCohortReference } from "../../simulator/cohort/reference.ts";
import type { CohortReference } from "../../simulator/cohort/reference.ts";
import { writeCohortFiles } from "../../simulator/cohort/write-files.ts";
import type { WrittenCohort } from "../../simulator/cohort/write-files.ts";
import { saveSettings } from "../../store/clock.ts";
import { OperatorFault } from "../../store/fault.ts";
import { SEASON_DAYS } from "./days.ts";
import { checkSeason } from "./checks.ts";
import type { ChecksGiven, SeasonChecks } from "./checks.ts";
import { readFigures } from "./figures.ts";
import type { FiguresGiven, SeasonFigures } from "./figures.ts";

/** Invented contacts: the season writes to nobody real. `demoReady`: opened with «convoca start» it is shown as it is. */
const NODE_SETTINGS = {
  regionPhone: "+39 081 000 0000",
  regionEmail: "convocazioni@regione.example",
  domain: "convoca.example",
  demoReady: true,
};

export interface GenerateGiven {
  readonly root: string;
  readonly folder: string;
  readonly households: number;
  readonly seed: number;
}

export interface PlanGiven {
  readonly wave: WaveNumber;
  readonly scenario: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly target: string;
}

export interface Told {
  readonly cancellations: number;
  readonly reminders: number;
}

export interface Prepared {
  readonly offices: number;
  readonly scenarios: readonly { readonly scenario: string; readonly desks: number }[];
}

export interface Generated {
  readonly cohort: WrittenCohort;
  /** Shares that the simulated networks need as well. */
  readonly shares: CohortReference["shares"];
}

/** What each job is given and gives back. */
export interface Jobs {
  readonly prepare: { readonly given: { readonly root: string }; readonly result: Prepared };
  readonly generate: { readonly given: GenerateGiven; readonly result: Generated };
  readonly import: {
    readonly given: { readonly paths: readonly string[] };
    readonly result: readonly BatchReport[];
  };
  readonly plan: { readonly given: PlanGiven; readonly result: PlanReport };
  readonly convene: { readonly given: Record<string, never>; readonly result: IssueReport };
  readonly tell: { readonly given: Record<string, never>; readonly result: Told };
  readonly check: { readonly given: ChecksGiven; readonly result: SeasonChecks };
  readonly figures: { readonly given: FiguresGiven; readonly result: SeasonFigures };
}

export type JobName = keyof Jobs;

/** Says how far a job has come: rows, persons, messages. */
export type Moved = (done: number) => void;

type Job<K extends JobName> = (
  given: Jobs[K]["given"],
  moved: Moved,
  database: string,
) => Promise<Jobs[K]["result"]>;

const JOBS: { readonly [K in JobName]: Job<K> } = {
  prepare: (given, _moved, database) => withServices(database, (services) => prepare(services, given.root)),
  generate,
  import: (given, moved, database) =>
    withServices(database, (services) => importFiles(services, given.paths, moved)),
  plan: (given, moved, database) => withServices(database, (services) => plan(services, given, moved)),
  convene: (_given, moved, database) => withServices(database, (services) => convene(services, moved)),
  tell: (_given, _moved, database) => withServices(database, tell),
  check: (given, moved, database) =>
    withServices(database, (services) => checkSeason(services, given, moved)),
  figures: (given, _moved, database) => withServices(database, (services) => readFigures(services, given)),
};

/** @throws Error for a name that is no job. */
export function jobNamed<K extends JobName>(name: K): Job<K> {
  const job: Job<K> | undefined = JOBS[name];
  if (job === undefined) throw new Error(`no such job: ${name}`);
  return job;
}

async function withServices<T>(database: string, work: (services: Services) => Promise<T>): Promise<T> {
  const services = openServices(database);
  try {
    return await work(services);
  } finally {
    await services.close();
  }
}

/** The tables of the reference folder, and the settings without which nothing can be written to people. */
async function prepare(services: Services, root: string): Promise<Prepared> {
  const imported = await importReference(services, join(root, "reference"), SYSTEM, { demo: true });
  if (!imported.ok) throw new OperatorFault(imported.refusal.code, imported.refusal.message);
  await saveSettings(services.pools.intake, NODE_SETTINGS, true);
  const { offices, scenarios } = imported.value;
  return { offices, scenarios };
}

async function generate(given: GenerateGiven, moved: Moved): Promise<Generated> {
  const reference = loadCohortReference(join(given.root, "reference"));
  const cohort = await writeCohortFiles(
    given.folder,
    { seed: given.seed, households: given.households, asOf: SEASON_DAYS.asOf, reference },
    {
      formats: ["csv"],
      split: "province",
      corrections: true,
      csvEncoding: "windows-1252",
      onProgress: moved,
    },
  );
  return { cohort, shares: reference.shares };
}

async function importFiles(
  services: Services,
  paths: readonly string[],
  moved: Moved,
): Promise<BatchReport[]> {
  const reference = await loadReference(services.pools.intake);
  const reports: BatchReport[] = [];
  let before = 0;
  for (const path of paths) {
    const onProgress = ({ read }: { readonly read: number }): void => moved(before + read);
    const report = await importNoticeFile(services, {
      reference,
      path,
      measure: RDC_2019.code,
      actor: SYSTEM,
      onProgress,
    });
    before += report.read;
    reports.push(report);
  }
  return reports;
}

async function plan(services: Services, given: PlanGiven, moved: Moved): Promise<PlanReport> {
  return planWave(services, {
    ...given,
    reference: await loadReference(services.pools.planner),
    measure: RDC_2019.code,
    actor: SYSTEM,
    onProgress: ({ placed }) => moved(placed),
  });
}

async function convene(services: Services, moved: Moved): Promise<IssueReport> {
  return issueSummonses(services, {
    reference: await loadReference(services.pools.worker),
    actor: SYSTEM,
    onProgress: ({ summonses, unreachable }) => moved(summonses + unreachable),
  });
}

/** What the sending side does every few seconds anyway; done here it is certain to be over before the messages are counted. */
async function tell(services: Services): Promise<Told> {
  const request = { reference: await loadReference(services.pools.worker), actor: SYSTEM };
  const cancellations = await tellCancellations(services, request);
  const reminders = await queueReminders(services, request);
  return { cancellations: cancellations.messages, reminders: reminders.messages };
}
