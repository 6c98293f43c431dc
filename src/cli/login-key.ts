// Secrets of the server that are files of the installation, never rows of the database.

import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { KEY_BYTES } from "../services/identity/seal.ts";
import { OperatorFault } from "../store/fault.ts";
import type { Config } from "./config.ts";
import { CLI_TEXTS } from "./texts.ts";

const SHORTEST_TOKEN = 32;

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

/**
 * 32 bytes in base 64. Where CONVOCA_LOGIN_KEY_FILE names a file, that one must be there (several servers need the same);
 * otherwise `CONVOCA_HOME/keys/login.key`, drawn at the first start and readable by its owner only.
 */
export async function loginKey(config: Config): Promise<Buffer> {
  const path = config.loginKeyFile ?? join(config.home, "keys", "login.key");
  const found = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT" && config.loginKeyFile === null) return null;
    throw new OperatorFault("CHIAVE_ACCESSI_ILLEGGIBILE", CLI_TEXTS.loginKeyUnreadable(path), { cause });
  });
  if (found === null) {
    const key = randomBytes(KEY_BYTES);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // Another process may have been quicker: then its key is the one.
    await writeFile(path, `${key.toString("base64")}\n`, { mode: 0o600, flag: "wx" }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      },
    );
    return loginKey(config);
  }
  const key = Buffer.from(found.trim(), "base64");
  if (key.length !== KEY_BYTES)
    throw new OperatorFault("CHIAVE_ACCESSI_ILLEGGIBILE", CLI_TEXTS.loginKeyUnreadable(path));
  return key;
}
