// The keys that wrap the keys of documents: outside the database, in a file or in the environment, in several versions.

import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readFile, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { OperatorFault } from "../../store/fault.ts";
import { KEY_TEXTS } from "./texts.ts";

export interface WrappingKey {
  readonly version: string;
  readonly key: Buffer;
}

export interface KeyRing {
  /** What new documents are sealed with, and what a rotation brings the others to. */
  current(): Promise<WrappingKey>;
  /** Any version; a fault when it is not among those given. */
  byVersion(version: string): Promise<WrappingKey>;
  versions(): Promise<readonly string[]>;
}

const KEY_BYTES = 32;
const VERSION = /^[A-Za-z0-9._-]{1,40}$/;

interface KeyFile {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Buffer>;
}

/** `{"current": "2026-01", "keys": {"2025-01": "…base64…", "2026-01": "…"}}`. Anything else is a fault that repeats no key. */
export function parseKeys(text: string, where: string): KeyFile {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new OperatorFault("CHIAVI_ILLEGGIBILI", KEY_TEXTS.unreadable(where));
  }
  const { current, keys } = (read ?? {}) as { current?: unknown; keys?: unknown };
  if (typeof current !== "string" || typeof keys !== "object" || keys === null || Array.isArray(keys)) {
    throw new OperatorFault("CHIAVI_ILLEGGIBILI", KEY_TEXTS.unreadable(where));
  }
  const found = new Map<string, Buffer>();
  for (const [version, value] of Object.entries(keys)) {
    const key = typeof value === "string" ? Buffer.from(value, "base64") : Buffer.alloc(0);
    if (!VERSION.test(version) || key.length !== KEY_BYTES || key.toString("base64") !== value) {
      throw new OperatorFault(
        "CHIAVE_NON_VALIDA",
        KEY_TEXTS.badKey(VERSION.test(version) ? version : "?", where),
      );
    }
    found.set(version, key);
  }
  if (!found.has(current)) throw new OperatorFault("CHIAVE_CORRENTE_ASSENTE", KEY_TEXTS.noCurrent(where));
  return { current, keys: found };
}

function ringOf(read: () => Promise<KeyFile>, where: string): KeyRing {
  return {
    current: async () => {
      const { current, keys } = await read();
      return { version: current, key: keys.get(current)! };
    },
    byVersion: async (version) => {
      const key = (await read()).keys.get(version);
      if (key === undefined) throw new OperatorFault("CHIAVE_ASSENTE", KEY_TEXTS.missing(version, where));
      return { version, key };
    },
    versions: async () => [...(await read()).keys.keys()].toSorted(),
  };
}

/** The keys as the environment gives them: fixed while the program runs. */
export function keysOfText(text: string, where: string): KeyRing {
  let kept: KeyFile | null = null;
  return ringOf(async () => (kept ??= parseKeys(text, where)), where);
}

/** The keys of a file. It is read again when it has changed, so that a rotation needs no restart. */
export function keysOfFile(path: string): KeyRing {
  let kept: { readonly stamp: string; readonly file: KeyFile } | null = null;
  const read = async (): Promise<KeyFile> => {
    try {
      const { mtimeMs, size, ino, mode } = await stat(path);
      if ((mode & 0o077) !== 0)
        throw new OperatorFault("CHIAVI_APERTE_A_TUTTI", KEY_TEXTS.openToOthers(path));
      const stamp = `${mtimeMs}/${size}/${ino}`;
      if (kept?.stamp !== stamp) kept = { stamp, file: parseKeys(await readFile(path, "utf8"), path) };
      return kept.file;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw cause;
      throw new OperatorFault("CHIAVI_ASSENTI", KEY_TEXTS.noFile(path), { cause });
    }
  };
  return ringOf(read, path);
}

/**
 * Adds a fresh key to the file and makes it the current one; a file that is not there is made. Written beside and renamed: a killed
 * program leaves the old file whole. Gives the new version's name.
 */
export async function addKey(path: string, day: string): Promise<string> {
  const before = await keysOrNone(path);
  let version = day;
  for (let again = 2; before.keys.has(version); again += 1) version = `${day}.${again}`;
  await writeKeys(path, {
    current: version,
    keys: new Map([...before.keys, [version, randomBytes(KEY_BYTES)]]),
  });
  return version;
}

/** Takes a version out of the file for ever: what only it opens is lost. The caller has checked that nothing needs it. */
export async function dropKey(path: string, version: string): Promise<void> {
  const { current, keys } = await keysOrNone(path);
  if (!keys.has(version)) throw new OperatorFault("CHIAVE_ASSENTE", KEY_TEXTS.missing(version, path));
  if (version === current) throw new OperatorFault("CHIAVE_CORRENTE", KEY_TEXTS.isCurrent(version));
  await writeKeys(path, { current, keys: new Map([...keys].filter(([name]) => name !== version)) });
}

async function keysOrNone(path: string): Promise<KeyFile> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return text === null ? { current: "", keys: new Map() } : parseKeys(text, path);
}

async function writeKeys(path: string, { current, keys }: KeyFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.nuovo`;
  const file = await open(draft, "w", 0o600);
  try {
    const listed = Object.fromEntries([...keys].map(([version, key]) => [version, key.toString("base64")]));
    await file.writeFile(`${JSON.stringify({ current, keys: listed }, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(draft, 0o600);
  await rename(draft, path);
}
