// The season's report: one value, written as JSON and shown in the terminal and as a page.

import type { WrittenCohort } from "../../simulator/cohort/write-files.ts";
import type { BatchReport } from "../../services/intake.ts";
import type { SeasonChecks } from "./checks.ts";
import type { MessageCounts, SeasonFigures } from "./figures.ts";
import type { SeasonOptions } from "./options.ts";
import { CHECK_TITLES, STAGE_TITLES } from "./texts.ts";
import type { StageName } from "./texts.ts";
import type { StageUsage } from "./usage.ts";

export interface Stage extends StageUsage {
  readonly name: StageName;
  readonly seconds: number;
}

export interface NoticeCounts {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** One statement that must hold: `wrong` counts what contradicts it. */
export interface Check {
  readonly name: keyof typeof CHECK_TITLES;
  readonly title: string;
  readonly wrong: number;
}

export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly memoryMiB: number;
  readonly node: string;
  readonly postgres: string;
  readonly convoca: string;
}

export interface SeasonReport {
  readonly households: number;
  readonly persons: number;
  readonly notices: NoticeCounts;
  readonly planned: number;
  /** Bound persons with an office and without a seat when all was over. */
  readonly shortage: number;
  readonly shortages: SeasonFigures["shortages"];
  /** Summonses written to people. */
  readonly summons: number;
  readonly messages: MessageCounts;
  readonly handedOverTwice: number;
  readonly lost: number;
  readonly doubleBookings: number;
  readonly stages: readonly Stage[];
  /** From the files to the last receipt of the first wave. */
  readonly firstWave: { readonly seconds: number; readonly peakMiB: number; readonly cpuSeconds: number };
  readonly ok: boolean;
  readonly checks: readonly Check[];
  readonly proof: SeasonChecks;
  readonly files: readonly FileCounts[];
  readonly options: Pick<SeasonOptions, "scenario" | "seed" | "firstDay" | "lastDay" | "target">;
  readonly figures: Omit<SeasonFigures, "shortages" | "messages" | "postgres">;
  readonly machine: Machine;
  /** Name of the database that the season was run on. */
  readonly database: string;
}

export interface FileCounts {
  readonly file: string;
  readonly receivedOn: string;
  readonly found: NoticeCounts;
  readonly expected: NoticeCounts;
}

export interface ReportGiven {
  readonly options: SeasonOptions;
  readonly cohort: WrittenCohort;
  readonly batches: readonly BatchReport[];
  readonly planned: number;
  readonly shortage: number;
  readonly checks: SeasonChecks;
  readonly figures: SeasonFigures;
  readonly stages: readonly Stage[];
  readonly machine: Machine;
  readonly database: string;
}

const FIRST_WAVE: readonly StageName[] = ["import", "plan-1", "convene-1", "hand-over-1"];
const COUNTS = ["read", "created", "updated", "unchanged", "rejected"] as const;

/** Puts the report together and judges it: every check that is wrong makes `ok` false. */
export function makeReport(given: ReportGiven): SeasonReport {
  const { options, cohort, figures, checks: proof } = given;
  const files = cohort.files.map((file, index) => ({
    file: file.path.slice(file.path.lastIndexOf("/") + 1),
    receivedOn: file.receivedOn,
    found: countsOf(given.batches[index]),
    expected: countsOf(file.expected),
  }));
  const checks = judge(given, files);
  const { shortages, messages, postgres: _version, ...rest } = figures;
  return {
    households: cohort.truth.households,
    persons: cohort.truth.persons,
    notices: sum(files.map((file) => file.found)),
    planned: given.planned,
    shortage: given.shortage,
    shortages,
    summons: figures.summons,
    messages,
    handedOverTwice: proof.handedOverTwice,
    lost: proof.lost,
    doubleBookings: proof.seats.doubleBookings,
    stages: given.stages,
    firstWave: firstWave(given.stages),
    ok: checks.every((check) => check.wrong === 0),
    checks,
    proof,
    files,
    options: {
      scenario: options.scenario,
      seed: options.seed,
      firstDay: options.firstDay,
      lastDay: options.lastDay,
      target: options.target,
    },
    figures: rest,
    machine: given.machine,
    database: given.database,
  };
}

function judge(given: ReportGiven, files: readonly FileCounts[]): Check[] {
  const { checks: proof, figures } = given;
  const { doubleBookings, ...otherSeats } = proof.seats;
  const created = sum(files.map((file) => file.expected)).created;
  const wrong: Readonly<Record<keyof typeof CHECK_TITLES, number>> = {
    // Each notice key that was created is one stored notice, whatever the batches say of themselves.
    notices: files.reduce((total, file) => total + distance(file), 0) + Math.abs(created - figures.notices),
    twice: proof.handedOverTwice,
    lost: proof.lost,
    fates: proof.fateMismatches,
    uncertain: figures.messages.uncertain,
    doubleBookings,
    seats: Object.values(otherSeats).reduce((total, count) => total + count, 0),
    tasks: proof.tasksWithoutReason,
    register: proof.register.faults,
  };
  return (Object.keys(CHECK_TITLES) as (keyof typeof CHECK_TITLES)[]).map((name) => ({
    name,
    title: CHECK_TITLES[name],
    wrong: wrong[name],
  }));
}

function countsOf(counts: NoticeCounts | undefined): NoticeCounts {
  const { read = 0, created = 0, updated = 0, unchanged = 0, rejected = 0 } = counts ?? {};
  return { read, created, updated, unchanged, rejected };
}

function distance({ found, expected }: FileCounts): number {
  return COUNTS.reduce((total, name) => total + Math.abs(found[name] - expected[name]), 0);
}

function sum(all: readonly NoticeCounts[]): NoticeCounts {
  const total = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  for (const counts of all) for (const name of COUNTS) total[name] += counts[name];
  return total;
}

function firstWave(stages: readonly Stage[]): SeasonReport["firstWave"] {
  const own = stages.filter((stage) => FIRST_WAVE.includes(stage.name));
  const total = (read: (stage: Stage) => number): number =>
    Math.round(100 * own.reduce((all, stage) => all + read(stage), 0)) / 100;
  return {
    seconds: total((stage) => stage.seconds),
    peakMiB: Math.max(0, ...own.map((stage) => stage.peakMiB)),
    cpuSeconds: total((stage) => stage.cpuSeconds + stage.postgresCpuSeconds),
  };
}

export function stageTitle(stage: Stage): string {
  return STAGE_TITLES[stage.name];
}
