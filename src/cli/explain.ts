// Faults of the machine below us, told as an operator's: a full disk, a folder without rights, a database that went away.

import { statfs } from "node:fs/promises";
import { OperatorFault } from "../store/fault.ts";
import { CLI_TEXTS } from "./texts.ts";

/** PostgreSQL writes its log ahead in files of 16 MB: with less than one of them left it stops. */
const NO_ROOM_BYTES = 20 * 1024 ** 2;
const DATABASE_GONE = /^(08|57P0)|^ECONNREFUSED$|^ECONNRESET$|^EPIPE$/;
const CUT = /Connection terminated|connection ended unexpectedly|timeout exceeded when trying to connect/i;

interface Fault {
  readonly code: string;
  readonly message: string;
}

/** The sentence for a fault whose remedy is outside the program; null when it is a fault of the program. */
export async function explain(error: unknown, home: string): Promise<OperatorFault | null> {
  if (error instanceof OperatorFault) return error;
  const faults = unfold(error);
  const has = (test: (fault: Fault) => boolean): boolean => faults.some(test);
  const gone = has(({ code, message }) => DATABASE_GONE.test(code) || CUT.test(message));
  if (has(({ code }) => code === "ENOSPC" || code === "53100") || (gone && (await isFull(home)))) {
    return new OperatorFault("DISCO_PIENO", CLI_TEXTS.diskFull(home), { cause: error });
  }
  if (gone) return new OperatorFault("DB_PERSO", CLI_TEXTS.databaseLost, { cause: error });
  if (has(({ code }) => code === "EROFS" || code === "EACCES" || code === "EPERM")) {
    return new OperatorFault("CARTELLA_NON_SCRIVIBILE", CLI_TEXTS.homeNotWritable(pathOf(error) ?? home), { cause: error });
  }
  if (has(({ code }) => code.startsWith("ERR_PARSE_ARGS"))) return new OperatorFault("OPZIONE_SCONOSCIUTA", CLI_TEXTS.badOption, { cause: error });
  return null;
}

/** An error, what it says caused it, and the parts of a bundled one. */
function unfold(error: unknown, depth = 0): Fault[] {
  if (typeof error !== "object" || error === null || depth > 5) return [];
  const { code, message, cause, errors } = error as { code?: unknown; message?: unknown; cause?: unknown; errors?: unknown };
  const own = { code: typeof code === "string" ? code : "", message: typeof message === "string" ? message : "" };
  const parts = Array.isArray(errors) ? errors.flatMap((part) => unfold(part, depth + 1)) : [];
  return [own, ...unfold(cause, depth + 1), ...parts];
}

function pathOf(error: unknown): string | null {
  const path = (error as { path?: unknown }).path;
  return typeof path === "string" ? path : null;
}

async function isFull(home: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(home);
    return bavail * bsize < NO_ROOM_BYTES;
  } catch {
    return false;
  }
}
