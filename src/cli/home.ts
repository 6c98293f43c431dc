// The folder of data: one `start` at a time, known by a lock that ends with the process that holds it.

import { createHash } from "node:crypto";
import { access, constants, mkdir, realpath } from "node:fs/promises";
import { createServer } from "node:net";
import type { Server } from "node:net";
import { dirname } from "node:path";
import { OperatorFault } from "../store/fault.ts";
import { CLI_TEXTS } from "./texts.ts";

export interface HomeLock {
  release(): Promise<void>;
}

/**
 * Takes the folder for this process, or answers null when another one has it.
 * The lock is a name in Linux's own table of sockets: the kernel drops it with the process, so that neither a kill nor a
 * power cut leaves one behind, and no file can name a process that is another by now.
 */
export async function tryHome(home: string): Promise<HomeLock | null> {
  const name = createHash("sha256").update(await realpath(home)).digest("hex").slice(0, 32);
  const server = createServer((socket) => socket.destroy());
  if (!(await listens(server, `\0convoca-${name}`))) return null;
  server.unref();
  return {
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

/** As `tryHome`, creating the folder; a folder that cannot be had or is taken is an operator's fault. */
export async function takeHome(home: string): Promise<HomeLock> {
  try {
    await makeFolder(home);
    await access(home, constants.W_OK);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOSPC") throw new OperatorFault("DISCO_PIENO", CLI_TEXTS.diskFull(home), { cause });
    throw new OperatorFault("CARTELLA_NON_SCRIVIBILE", CLI_TEXTS.homeNotWritable(home), { cause });
  }
  const lock = await tryHome(home);
  if (lock === null) throw new OperatorFault("GIA_IN_FUNZIONE", CLI_TEXTS.alreadyRunning(home));
  return lock;
}

/** Parent by parent: Node's own recursive creation never comes back from a file system that creates nothing, such as /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}

function listens(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error)));
    server.listen(path, () => resolve(true));
  });
}
