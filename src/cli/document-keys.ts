// Where this installation has the keys of its documents.

import { join } from "node:path";
import { addKey, keysOfFile, keysOfText } from "../services/documents/key-ring.ts";
import type { KeyRing } from "../services/documents/key-ring.ts";
import { KEY_TEXTS } from "../services/documents/texts.ts";
import { OperatorFault } from "../store/fault.ts";
import type { Config } from "./config.ts";

/** The file that holds them; null where the environment does, or where nobody has said. Only an embedded database has one by itself. */
export function keysFile({ documentKeys, documentKeysFile, databaseUrl, home }: Config): string | null {
  if (documentKeysFile !== null) return documentKeysFile;
  return documentKeys === null && databaseUrl === null ? join(home, "chiavi-documenti.json") : null;
}

/** Null where nobody has given any: then no document is taken in or opened, and everything else works. */
export function documentKeys(config: Config): KeyRing | null {
  const file = keysFile(config);
  if (file !== null) return keysOfFile(file);
  return config.documentKeys === null ? null : keysOfText(config.documentKeys, "CONVOCA_KEYS");
}

/** As `documentKeys`, a fault where there are none. */
export function neededKeys(config: Config): KeyRing {
  const keys = documentKeys(config);
  if (keys === null) throw new OperatorFault("CHIAVI_NON_CONFIGURATE", KEY_TEXTS.notGiven);
  return keys;
}

/**
 * The keys for a server that starts. An installation with an embedded database makes its first one by itself; where `documents` are there
 * already and the file is not, none is made: the right one must be put back.
 */
export async function startingKeys(config: Config, documents: number, day: string): Promise<KeyRing | null> {
  const keys = documentKeys(config);
  const own = config.documentKeysFile === null && config.databaseUrl === null ? keysFile(config) : null;
  if (keys === null || own === null || documents > 0) return keys;
  try {
    await keys.current();
  } catch (error) {
    if (!(error instanceof OperatorFault) || error.code !== "CHIAVI_ASSENTI") throw error;
    await addKey(own, day);
  }
  return keys;
}
