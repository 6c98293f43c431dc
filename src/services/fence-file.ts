// The senders' memory outside the database: one small file in the state folder of each host, never half written.

import { randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const instant = z.string().min(20);
/** Up to when this host may have sent something the restored database does not know. */
const lastSeen = z.object({ lastAt: instant, lastBusinessAt: instant, speed: z.number() });
const schema = z.object({
  host: z.string().min(8),
  /** Installation the generation belongs to; null before the first sending. */
  installation: z.string().nullable(),
  /** The database has had this generation: an older one there is a restored backup. */
  generation: z.number().int().nonnegative(),
  last: lastSeen.nullable(),
  /** Set when a restored backup was found, cleared when every gateway is reconciled. */
  restore: z.object({ foundAt: instant, last: lastSeen.nullable() }).nullable(),
});

export type FenceMemory = z.infer<typeof schema>;

const NAME = "sender-fence.json";

export interface FoundMemory {
  readonly memory: FenceMemory;
  /** A file was there and could not be read: it was put aside. */
  readonly wasBroken: boolean;
}

/** The memory of this state folder; made, with a new host's name, when there is none. */
export async function readMemory(stateFolder: string): Promise<FoundMemory> {
  await mkdir(stateFolder, { recursive: true });
  const path = join(stateFolder, NAME);
  let wasBroken = false;
  for (;;) {
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
    const known = text === null ? null : parse(text);
    if (known !== null) return { memory: known, wasBroken };
    if (text !== null) {
      wasBroken = true;
      await rename(path, `${path}.illeggibile-${Date.now()}`);
    }
    await writeNew(path, { host: randomUUID(), installation: null, generation: 0, last: null, restore: null });
  }
}

function parse(text: string): FenceMemory | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Replaces the file whole; when it returns, a power cut no longer takes it back. */
export async function writeMemory(stateFolder: string, memory: FenceMemory): Promise<void> {
  const path = join(stateFolder, NAME);
  const draft = await writeDraft(path, memory);
  await rename(draft, path);
  await flushFolder(stateFolder);
}

/** As `writeMemory`, but the first of several processes wins: a host has one name. */
async function writeNew(path: string, memory: FenceMemory): Promise<void> {
  const draft = await writeDraft(path, memory);
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDraft(path: string, memory: FenceMemory): Promise<string> {
  const draft = `${path}.${process.pid}-${randomUUID()}`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(memory, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
