// Secrets of the server that are files of the installation, never rows of the database; and `convoca login-key`, which changes one.

import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Pool } from "pg";
import { rotateLoginKey } from "../services/identity/rotate-login-key.ts";
import { KEY_BYTES, keyName } from "../services/identity/seal.ts";
import type { LoginKeys } from "../services/identity/seal.ts";
import { OperatorFault } from "../store/fault.ts";
import { totpsByKey } from "../store/sessions-login.ts";
import type { Config } from "./config.ts";
import { withDatabase } from "./database.ts";
import { LOGIN_KEY_TEXTS } from "./login-key-texts.ts";
import { CLI_TEXTS, count } from "./texts.ts";

const SHORTEST_TOKEN = 32;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The token that the national node shows, from the file that CONVOCA_EXCHANGE_TOKEN_FILE names; null without one. */
export async function exchangeToken({ exchangeTokenFile: path }: Config): Promise<string | null> {
  if (path === null) return null;
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new OperatorFault("GETTONE_ILLEGGIBILE", CLI_TEXTS.tokenUnreadable(path), { cause });
  });
  if (text.trim().length < SHORTEST_TOKEN)
    throw new OperatorFault("GETTONE_ILLEGGIBILE", CLI_TEXTS.tokenUnreadable(path));
  return text.trim();
}

/** One key a line, 32 bytes in base 64: the current one, those of before, and after the word "next" the one that is to come. */
interface KeyFile {
  readonly current: Buffer;
  readonly earlier: readonly Buffer[];
  readonly next: Buffer | null;
}

const LINE = /^(next )?([A-Za-z0-9+/]{43}=)$/;
const all = ({ current, earlier, next }: KeyFile): readonly Buffer[] => [current, ...earlier, ...(next === null ? [] : [next])];

function pathOf(config: Config): string {
  return config.loginKeyFile ?? join(config.home, "keys", "login.key");
}

/**
 * The keys of second factors. Where CONVOCA_LOGIN_KEY_FILE names a file, that one must be there (several servers need the same); otherwise
 * `CONVOCA_HOME/keys/login.key`, drawn at the first start and readable by its owner only. The file is small and seldom needed: it is read each time.
 */
export async function loginKeys(config: Config): Promise<LoginKeys> {
  await readKeys(config);
  return async () => all(await readKeys(config));
}

async function readKeys(config: Config): Promise<KeyFile> {
  const path = pathOf(config);
  const found = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT" && config.loginKeyFile === null) return null;
    throw new OperatorFault("CHIAVE_ACCESSI_ILLEGGIBILE", CLI_TEXTS.loginKeyUnreadable(path), { cause });
  });
  if (found === null) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // Another process may have been quicker: then its key is the one.
    await writeFile(path, `${randomBytes(KEY_BYTES).toString("base64")}\n`, { mode: 0o600, flag: "wx" }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      },
    );
    return readKeys(config);
  }
  const lines = found.trim().split("\n").map((line) => LINE.exec(line.trim()));
  const keys = lines.flatMap((line) => (line?.[1] === undefined && line?.[2] !== undefined ? [Buffer.from(line[2], "base64")] : []));
  const next = lines.flatMap((line) => (line?.[1] === undefined ? [] : [Buffer.from(line[2]!, "base64")]));
  const [current, ...earlier] = keys;
  if (lines.includes(null) || current === undefined || next.length > 1)
    throw new OperatorFault("CHIAVE_ACCESSI_ILLEGGIBILE", CLI_TEXTS.loginKeyUnreadable(path));
  return { current, earlier, next: next[0] ?? null };
}

/** Written beside and renamed: a killed program leaves the old file whole. */
async function writeKeys(config: Config, { current, earlier, next }: KeyFile): Promise<void> {
  const path = pathOf(config);
  const draft = `${path}.nuovo`;
  const file = await open(draft, "w", 0o600);
  try {
    const lines = [current, ...earlier].map((key) => key.toString("base64"));
    await file.writeFile([...lines, ...(next === null ? [] : [`next ${next.toString("base64")}`]), ""].join("\n"));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/** `convoca login-key status | new | rotate | retire`: a new key is first known everywhere, then current, and only then alone. */
export async function loginKeyCommand(config: Config, args: readonly string[]): Promise<void> {
  const [verb = "status"] = args;
  const work = { status, new: addNext, rotate, retire }[verb];
  if (work === undefined) throw new OperatorFault("COMANDO_INCOMPLETO", LOGIN_KEY_TEXTS.usage);
  await withDatabase(config, async ({ services }) => work(config, services.pools.login));
}

async function status(config: Config, pool: Pool): Promise<void> {
  const file = await readKeys(config);
  const used = await totpsByKey(pool);
  for (const key of all(file)) {
    const place = key === file.current ? "current" : key === file.next ? "next" : "earlier";
    say(LOGIN_KEY_TEXTS.key(keyName(key), count(used.get(keyName(key)) ?? 0), place));
    used.delete(keyName(key));
  }
  for (const [name, users] of used) say(name === "" ? LOGIN_KEY_TEXTS.unmarked(count(users)) : LOGIN_KEY_TEXTS.missing(name, count(users)));
}

async function addNext(config: Config): Promise<void> {
  const file = await readKeys(config);
  if (file.next !== null) throw new OperatorFault("CAMBIO_CHIAVE_IN_CORSO", LOGIN_KEY_TEXTS.underWay);
  const next = randomBytes(KEY_BYTES);
  await writeKeys(config, { ...file, next });
  say(LOGIN_KEY_TEXTS.added(keyName(next), pathOf(config)));
}

/** Killed before the file is written: nothing has happened. After: the next run finds no key to come, and goes on sealing. */
async function rotate(config: Config, pool: Pool): Promise<void> {
  const before = await readKeys(config);
  const file = before.next === null ? before : { current: before.next, earlier: [before.current, ...before.earlier], next: null };
  if (before.next !== null) await writeKeys(config, file);
  const { resealed, lost } = await rotateLoginKey(pool, all(file));
  say(LOGIN_KEY_TEXTS.rotated(count(resealed), keyName(file.current)));
  for (const login of lost) say(LOGIN_KEY_TEXTS.lost(login));
}

async function retire(config: Config, pool: Pool): Promise<void> {
  const file = await readKeys(config);
  const used = await totpsByKey(pool);
  used.delete(keyName(file.current));
  const left = [...used.values()].reduce((sum, users) => sum + users, 0);
  if (left > 0) throw new OperatorFault("CHIAVE_IN_USO", LOGIN_KEY_TEXTS.inUse(count(left)));
  await writeKeys(config, { ...file, earlier: [] });
  say(LOGIN_KEY_TEXTS.retired(count(file.earlier.length), keyName(file.current)));
}
