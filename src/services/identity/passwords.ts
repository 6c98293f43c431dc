// Passwords: hashed with Argon2id on the thread pool, few at a time; too many waiting are sent away instead of slowing everybody.

import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { OperatorFault } from "../../store/fault.ts";
import type { DoorSettings } from "./settings.ts";
import { IDENTITY_TEXTS } from "./texts.ts";

export type Weights = Pick<DoorSettings, "passwordMemoryKiB" | "passwordPasses" | "passwordLanes">;

interface Hash {
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** The package's number for it (its enumeration exists for the compiler only). */
const ARGON2ID = 2;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** At 10 ms each (30 without vector instructions) with two at a time, the last in this line waits some seconds. */
const LONGEST_LINE = 300;
/** What a hash may ask of us: a row written by somebody else must not take the machine. */
const MOST_MEMORY = 1_048_576;

/** A password as it is hashed: the same however its accents were typed. */
export function passwordBytes(password: string): Buffer {
  return Buffer.from(password.normalize("NFC"), "utf8");
}

let running = 0;
const line: (() => void)[] = [];

/** Runs `work` when fewer than `most` others run; whoever would wait too long is refused at once. */
async function inTurn<T>(most: number, work: () => Promise<T>): Promise<T> {
  if (running >= most) {
    if (line.length >= LONGEST_LINE) throw new OperatorFault("ACCESSI_IN_CODA", IDENTITY_TEXTS.busy);
    await new Promise<void>((resolve) => line.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    // The place goes to the next in line without being given up in between.
    const next = line.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

type Derive = (message: Buffer, hash: Omit<Hash, "hash">, length: number) => Promise<Buffer>;

/** Node's own, everywhere at hand. */
export const deriveByNode: Derive = (message, { memory, passes, lanes, salt }, tagLength) =>
  new Promise((resolve, reject) => {
    argon2(
      "argon2id",
      { message, nonce: salt, memory, passes, parallelism: lanes, tagLength },
      (error, tag) => {
        if (error === null) resolve(tag);
        else reject(error);
      },
    );
  });

/** The same function with the processor's vector instructions: a third of the time. Null where there is no build of it for this machine. */
export async function vectorDerive(): Promise<Derive | null> {
  const found = await import("@node-rs/argon2").catch(() => null);
  if (found === null) return null;
  return (message, { memory, passes, lanes, salt }, outputLen) =>
    found.hashRaw(message, {
      memoryCost: memory,
      timeCost: passes,
      parallelism: lanes,
      salt,
      outputLen,
      algorithm: ARGON2ID,
    });
}

let engine: Promise<Derive> | null = null;

async function derive(...given: Parameters<Derive>): Promise<Buffer> {
  engine ??= vectorDerive().then((found) => found ?? deriveByNode);
  return (await engine)(...given);
}

const base64 = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");

/** The password's hash in the PHC form, with a salt of its own. */
export async function hashPassword(password: string, settings: DoorSettings): Promise<string> {
  const { passwordMemoryKiB: memory, passwordPasses: passes, passwordLanes: lanes } = settings;
  const salt = randomBytes(SALT_BYTES);
  const hash = await inTurn(settings.passwordAtOnce, () =>
    derive(passwordBytes(password), { memory, passes, lanes, salt }, HASH_BYTES),
  );
  return `$argon2id$v=19$m=${memory},t=${passes},p=${lanes}$${base64(salt)}$${base64(hash)}`;
}

/** The parts of a PHC text, or null for anything that is not a reasonable Argon2id hash. */
export function readPhc(phc: string): Hash | null {
  const found =
    /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/.exec(
      phc,
    );
  if (found === null) return null;
  const [memory, passes, lanes] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (memory < 8 * lanes || memory > MOST_MEMORY || passes < 1 || lanes < 1) return null;
  return {
    memory,
    passes,
    lanes,
    salt: Buffer.from(found[4]!, "base64"),
    hash: Buffer.from(found[5]!, "base64"),
  };
}

/** Whether the password is the one of the hash; compared in constant time. */
export async function checkPassword(password: string, phc: string, settings: DoorSettings): Promise<boolean> {
  const known = readPhc(phc);
  if (known === null) return false;
  const given = await inTurn(settings.passwordAtOnce, () =>
    derive(passwordBytes(password), known, known.hash.length),
  );
  return timingSafeEqual(given, known.hash);
}

/** True when the hash was made with other weights than today's: it is made anew at the next login. */
export function isOutdated(phc: string, weights: Weights): boolean {
  const known = readPhc(phc);
  return (
    known === null ||
    known.memory !== weights.passwordMemoryKiB ||
    known.passes !== weights.passwordPasses ||
    known.lanes !== weights.passwordLanes
  );
}

/** Costs what a real check costs, for a name that nobody has: the time of the answer does not tell. */
export async function checkNobody(password: string, settings: DoorSettings): Promise<false> {
  await hashPassword(password, settings);
  return false;
}
