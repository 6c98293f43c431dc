// `convoca dossier`: dossiers of proof made for one case or for many, verified from the file alone, stamped later.

import { createWriteStream } from "node:fs";
import { access, mkdir, readFile, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { refuse } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import { openPrinter } from "../exchange/typst/printer.ts";
import { makeDossier } from "../services/evidence/make.ts";
import type { Bench, Dossier } from "../services/evidence/make.ts";
import { stampDossier } from "../services/evidence/stamp.ts";
import { verifyDossier } from "../services/evidence/verify.ts";
import { casesOfOffice, officeOfCase } from "../store/evidence.ts";
import { OperatorFault } from "../store/fault.ts";
import type { Config } from "./config.ts";
import { withDatabase } from "./database.ts";
import { documentKeys } from "./document-keys.ts";
import { DOSSIER_TEXTS as TEXTS } from "./dossier-texts.ts";
import { readCertificates, stampAuthority } from "./stamp-authority.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const OPERATOR = { id: process.env["USER"] ?? "riga-di-comando", role: "administrator" } as const;
/** Made side by side: while one is drawn, the next are read and written. */
const AT_ONCE = 4;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function dossierCommand(config: Config, args: readonly string[]): Promise<void> {
  const [verb, ...rest] = args;
  if (verb === "make") return make(config, rest);
  if (verb === "verify") return verify(rest);
  if (verb === "stamp") return stamp(config, rest);
  throw new OperatorFault("COMANDO_INCOMPLETO", TEXTS.usage);
}

interface Order {
  readonly out: string;
  readonly reason: string;
  readonly withRestricted: boolean;
}

async function make(config: Config, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      case: { type: "string" },
      office: { type: "string" },
      list: { type: "string" },
      out: { type: "string" },
      reason: { type: "string" },
      restricted: { type: "boolean", default: false },
    },
  });
  const { out, reason, office, list } = values;
  if (out === undefined || reason === undefined || [values.case, office, list].filter((one) => one !== undefined).length !== 1)
    throw new OperatorFault("COMANDO_INCOMPLETO", TEXTS.usage);
  const order: Order = { out: resolve(out), reason, withRestricted: values.restricted };
  const authority = await stampAuthority(config);
  await withDatabase(config, async ({ services }) => {
    const printer = openPrinter();
    const bench: Bench = { services, printer, keys: documentKeys(config) ?? undefined, authority };
    try {
      if (values.case !== undefined) await makeOne(bench, caseId(values.case), order);
      else await makeMany(bench, office === undefined ? await listed(list!) : await casesOfOffice(services.pools.retention, office), order);
    } finally {
      await printer.close();
    }
  });
}

function caseId(text: string): string {
  const id = text.trim().toLowerCase();
  if (!UUID.test(id)) throw new OperatorFault("CASO_SCONOSCIUTO", TEXTS.badId(text.slice(0, 60)));
  return id;
}

async function listed(path: string): Promise<string[]> {
  const text = await readFile(resolve(path), "utf8").catch((cause: unknown) => {
    throw new OperatorFault("FILE_ILLEGGIBILE", TEXTS.unreadable(path), { cause });
  });
  return [...new Set(text.split(/\r?\n/).filter((line) => line.trim() !== "").map(caseId))];
}

async function makeOne(bench: Bench, id: string, order: Order): Promise<void> {
  const made = await dossierOf(bench, id, order, order.out);
  if (!made.ok) throw new OperatorFault(made.refusal.code, made.refusal.message);
  await save(made.value, order.out);
  say(TEXTS.made(order.out, made.value.digest));
  say(TEXTS.stamps[made.value.stamp]);
}

/** The others are made where one cannot be; that it was not ends in a fault, and so in a non-zero exit. */
async function makeMany(bench: Bench, ids: readonly string[], order: Order): Promise<void> {
  const started = performance.now();
  await mkdir(order.out, { recursive: true, mode: 0o700 });
  const waiting = ids.values();
  let made = 0;
  let silent = 0;
  const work = async (): Promise<void> => {
    for (const id of waiting) {
      const path = join(order.out, `fascicolo-${id}.zip`);
      const dossier = await dossierOf(bench, id, order, path);
      if (!dossier.ok) {
        say(TEXTS.refused(id, dossier.refusal.message));
        continue;
      }
      await save(dossier.value, path);
      if (dossier.value.stamp === "unreachable") silent += 1;
      made += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  say(TEXTS.many(made, ids.length, (performance.now() - started) / 1_000));
  if (silent > 0) say(TEXTS.unstamped(silent));
  if (made < ids.length) throw new OperatorFault("FASCICOLI_MANCANTI", TEXTS.someMissing(ids.length - made));
}

/** Behind the walls of the office that follows the case now. Nothing is entered in the register for a file that could not be written. */
async function dossierOf(bench: Bench, id: string, { reason, withRestricted }: Order, path: string): Promise<Outcome<Dossier>> {
  if (await exists(path)) return refuse("FILE_ESISTENTE", TEXTS.there(path));
  const office = await officeOfCase(bench.services.pools.retention, id);
  if (office === null) return refuse("CASO_SENZA_SEDE", TEXTS.noOffice(id));
  return makeDossier(bench, { caseId: id, office, actor: { ...OPERATOR, office }, reason, withRestricted });
}

/** Under another name until it is whole; readable by its owner only. */
async function save(dossier: Dossier, path: string): Promise<void> {
  const temporary = `${path}.in-corso`;
  try {
    await pipeline(dossier.pieces, createWriteStream(temporary, { mode: 0o600, flags: "wx" }));
    await rename(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") await rm(temporary, { force: true });
    throw error;
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
}

async function verify(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { ca: { type: "string" } } });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new OperatorFault("COMANDO_INCOMPLETO", TEXTS.usage);
  const authorities = values.ca === undefined ? [] : await readCertificates(values.ca);
  const { findings, record, files, digest, stamp: found } = await verifyDossier(resolve(path), authorities).catch((cause: unknown) => {
    throw new OperatorFault("FILE_ILLEGGIBILE", TEXTS.unreadable(path), { cause });
  });
  if (findings.length > 0) {
    for (const finding of findings.slice(0, 50)) say(TEXTS.finding(finding));
    throw new OperatorFault("FASCICOLO_NON_INTEGRO", TEXTS.altered(findings.length));
  }
  say(TEXTS.sound(files, record?.catene.reduce((sum, { atti }) => sum + atti.length, 0) ?? 0));
  if (digest !== null) say(TEXTS.digest(digest));
  if (found === null) return say(TEXTS.noStamp);
  say(TEXTS.stamped(found.at, found.by));
  say(found.trusted ? TEXTS.trusted : TEXTS.untrusted);
}

async function stamp(config: Config, args: readonly string[]): Promise<void> {
  const [path] = args;
  if (path === undefined || args.length > 1) throw new OperatorFault("COMANDO_INCOMPLETO", TEXTS.usage);
  const authority = await stampAuthority(config);
  if (authority === null) throw new OperatorFault("AUTORITA_ASSENTE", TEXTS.noAuthority);
  const done = await stampDossier(resolve(path), authority).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT" || cause.code === "EACCES") throw new OperatorFault("FILE_ILLEGGIBILE", TEXTS.unreadable(path), { cause });
    throw cause;
  });
  if (!done.ok) throw new OperatorFault(done.refusal.code, done.refusal.message);
  say(TEXTS.stampDone(done.value.at));
}
