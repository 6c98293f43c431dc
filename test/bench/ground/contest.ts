// A contest: subject and peers take turns in the same run, each in a process of its own; medians, ratios and noise are told.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { FOREIGN_CORES_ALLOWED, machineText, watchMachine } from "./machine.ts";
import { HOME, ROOT } from "./region.ts";

export interface Sample {
  /** Things done: rows, messages, requests. */
  readonly count: number;
  readonly seconds: number;
  /** Peak resident memory of the process that did them. */
  readonly peakMiB: number;
}

export interface Watched extends Sample {
  readonly foreignCores: number;
  readonly load: number;
}

export interface Options {
  readonly households: number;
  readonly rounds: number;
  /** A sample taken while others compute is taken again (at most five times) instead of being flagged. */
  readonly strict: boolean;
}

/** `--households N --rounds N --strict`. */
export function readOptions(defaults: { readonly households: number }): Options {
  const { values } = parseArgs({
    options: {
      households: { type: "string", default: `${defaults.households}` },
      rounds: { type: "string", default: "3" },
      strict: { type: "boolean", default: false },
    },
  });
  return { households: Number(values.households), rounds: Number(values.rounds), strict: values.strict };
}

/** Runs a script of `contenders/` in a process of its own; its last line is a sample. */
export async function runContender(script: string, input: unknown): Promise<Sample> {
  const child = spawn(process.execPath, [join(ROOT, "test/bench/contenders", script), JSON.stringify(input)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (part: Buffer) => void (output += part.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with code ${code}`);
  return JSON.parse(output.trim().split("\n").at(-1)!) as Sample;
}

/** What a contender prints when it has done its work. */
export function tell(count: number, milliseconds: number): void {
  const sample: Sample = { count, seconds: milliseconds / 1_000, peakMiB: process.resourceUsage().maxRSS / 1_024 };
  console.log(JSON.stringify(sample));
}

export type Contender = () => Promise<Sample>;

/** All contenders once in each round, so that whatever the machine does meanwhile falls on all of them. */
export async function contest(options: Options, contenders: Readonly<Record<string, Contender>>, servers: readonly number[] = []): Promise<Map<string, Watched[]>> {
  const samples = new Map<string, Watched[]>();
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const [name, contender] of Object.entries(contenders)) {
      const sample = await quietSample(options.strict, contender, servers);
      samples.set(name, [...(samples.get(name) ?? []), sample]);
      const noise = sample.foreignCores > FOREIGN_CORES_ALLOWED ? `  NOISY: others used ${sample.foreignCores.toFixed(2)} cores` : "";
      console.log(`  ${round}. ${name.padEnd(34)} ${line(sample)}${noise}`);
    }
  }
  return samples;
}

async function quietSample(strict: boolean, contender: Contender, servers: readonly number[]): Promise<Watched> {
  for (let attempt = 1; ; attempt += 1) {
    const watch = watchMachine(servers);
    const sample = await contender();
    const { foreignCores, load } = watch();
    if (!strict || attempt === 5 || !(foreignCores > FOREIGN_CORES_ALLOWED)) return { ...sample, foreignCores, load };
    console.log(`     refused: others used ${foreignCores.toFixed(2)} cores`);
  }
}

function line(sample: Sample): string {
  const rate = Math.round(sample.count / sample.seconds).toLocaleString("en");
  return `${sample.seconds.toFixed(2).padStart(8)} s  ${rate.padStart(9)}/s  ${sample.peakMiB.toFixed(0).padStart(5)} MiB`;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

export interface Comparison {
  readonly peer: string;
  /** "time" = our seconds over theirs (small is good); "speed" = our rate over theirs (large is good). */
  readonly as: "time" | "speed";
  readonly reach: string;
}

/** Prints the medians and the ratios, and adds a line to `.convoca/bench/NAME.json`. */
export async function conclude(
  name: string,
  samples: ReadonlyMap<string, readonly Watched[]>,
  subject: string,
  comparisons: readonly Comparison[],
  facts: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const medians = new Map([...samples].map(([who, taken]) => [who, medianOf(taken)]));
  const noisy = [...samples.values()].flat().filter((sample) => sample.foreignCores > FOREIGN_CORES_ALLOWED).length;
  console.log(`${name}: medians of ${samples.get(subject)?.length ?? 0} on ${machineText()}`);
  for (const [who, sample] of medians) console.log(`  ${who.padEnd(37)} ${line(sample)}`);
  const ours = medians.get(subject)!;
  const ratios = comparisons.map(({ peer, as, reach }) => {
    const theirs = medians.get(peer)!;
    const speed = ours.count / ours.seconds / (theirs.count / theirs.seconds);
    const ratio = as === "speed" ? speed : 1 / speed;
    console.log(`  ${as} against ${peer}: ${ratio.toFixed(2)}  (to reach: ${reach})`);
    return { peer, as, ratio, reach };
  });
  if (noisy > 0) console.log(`  ${noisy} samples were taken while others computed: the absolute figures are worth little, the ratios are indicative`);
  await mkdir(HOME, { recursive: true });
  const record = { name, at: new Date().toISOString(), machine: machineText(), subject, medians: Object.fromEntries(medians), ratios, noisy, facts };
  await appendFile(join(HOME, `${name}.json`), `${JSON.stringify(record)}\n`);
}

function medianOf(samples: readonly Watched[]): Sample {
  return {
    count: samples[0]!.count,
    seconds: median(samples.map((sample) => sample.seconds)),
    peakMiB: Math.max(...samples.map((sample) => sample.peakMiB)),
  };
}
