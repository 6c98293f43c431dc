// The short commands: each opens the database, does one thing through its use case, says what came of it.

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { RDC_2019 } from "../domain/measures/rdc-2019/parameters.ts";
import { checkSender } from "../domain/providers/senders.ts";
import { MOST_WEIGHT } from "../domain/providers/shares.ts";
import { isProviderThreshold, PROVIDER_RULES, readThreshold } from "../domain/providers/thresholds.ts";
import type { ProviderThreshold } from "../domain/providers/thresholds.ts";
import { SENDER_TEXTS } from "../domain/providers/texts.ts";
import { readPublicAddress } from "../domain/replies/address.ts";
import { rebuildItems } from "../services/acts/rebuild.ts";
import { SYSTEM } from "../services/context.ts";
import { DOOR_RULES, doorSetting, isDoorSetting } from "../services/identity/settings.ts";
import { ensureGateways } from "../services/gateway-setup.ts";
import { importNoticeFile } from "../services/intake.ts";
import { issueSummonses } from "../services/issue.ts";
import { planWave } from "../services/plan.ts";
import { reconcileGateways } from "../services/reconcile.ts";
import { describeReference, importReference, loadReference } from "../services/reference.ts";
import { checkFigures } from "../services/control-room/follow.ts";
import { verifyRegister } from "../services/register-check.ts";
import { saveSettings } from "../store/clock.ts";
import { OperatorFault } from "../store/fault.ts";
import { gateways } from "../store/messages.ts";
import { channelOf } from "../worker/channels.ts";
import type { Config } from "./config.ts";
import { withDatabase } from "./database.ts";
import { DEMO_SEASON } from "./demo.ts";
import { CLI_TEXTS, seconds } from "./texts.ts";
import { VERIFY_TEXTS } from "./verify-texts.ts";
import { join } from "node:path";

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const SHOWN_FAULTS = 20;
const OPERATOR = { id: process.env["USER"] ?? "riga-di-comando", role: "administrator" } as const;

export async function migrateCommand(config: Config): Promise<void> {
  await withDatabase(config, async ({ migrations }) => say(CLI_TEXTS.migrated(migrations.applied.length)));
}

export async function referenceCommand(config: Config, args: readonly string[]): Promise<void> {
  const [verb, folder] = args;
  if (verb !== "import") throw new OperatorFault("COMANDO_INCOMPLETO", "Uso: convoca reference import [CARTELLA]");
  await withDatabase(config, async ({ services }) => {
    const imported = await importReference(services, folder === undefined ? join(config.root, "reference") : resolve(folder), OPERATOR);
    if (!imported.ok) throw new OperatorFault(imported.refusal.code, imported.refusal.message);
    for (const line of describeReference(imported.value)) say(line);
  });
}

export async function importCommand(config: Config, args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { measure: { type: "string", default: RDC_2019.code } },
  });
  if (positionals.length === 0) throw new OperatorFault("COMANDO_INCOMPLETO", "Indicare almeno un file: convoca import FILE …");
  await withDatabase(config, async ({ services }) => {
    const reference = await loadReference(services.pools.intake);
    for (const path of positionals) {
      const report = await importNoticeFile(services, { reference, path: resolve(path), measure: values.measure, actor: OPERATOR });
      say(`${path} (${seconds(report.seconds)})`);
      say(CLI_TEXTS.imported(report.read, report.created, report.updated, report.unchanged, report.rejected));
      if (report.errorMessage !== null) throw new OperatorFault(report.errorCode ?? "FILE", report.errorMessage);
    }
  });
}

export async function planCommand(config: Config, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      wave: { type: "string", default: "1" },
      from: { type: "string", default: DEMO_SEASON.firstDay },
      to: { type: "string", default: DEMO_SEASON.lastDay },
      target: { type: "string", default: DEMO_SEASON.target },
      scenario: { type: "string", default: "base" },
      measure: { type: "string", default: RDC_2019.code },
      late: { type: "boolean", default: false },
    },
  });
  if (values.wave !== "1" && values.wave !== "2") throw new OperatorFault("FASE_SCONOSCIUTA", "La fase è 1 o 2.");
  const wave = values.wave === "1" ? 1 : 2;
  await withDatabase(config, async ({ services }) => {
    const plan = await planWave(services, {
      reference: await loadReference(services.pools.planner),
      measure: values.measure,
      wave,
      scenario: values.scenario,
      firstDay: values.from,
      lastDay: values.to,
      target: values.target,
      placeLate: values.late,
      actor: OPERATOR,
    });
    say(CLI_TEXTS.planned(wave, plan.placed, plan.unplaced));
    for (const shortage of plan.shortages) say(`  ${shortage.sentence}`);
  });
}

export async function conveneCommand(config: Config, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { until: { type: "string" } } });
  await withDatabase(config, async ({ services }) => {
    const issued = await issueSummonses(services, {
      reference: await loadReference(services.pools.worker),
      actor: OPERATOR,
      lastDay: values.until ?? null,
    });
    say(CLI_TEXTS.convened(issued.summonses, issued.sms, issued.emails, issued.otherwise, issued.unreachable));
  });
}

export async function settingsCommand(config: Config, args: readonly string[]): Promise<void> {
  const known = ["regionPhone", "regionEmail", "domain", "publicAddress", "senderRegistry"];
  const settings: Record<string, string | number> = {};
  for (const arg of args) {
    const [key = "", ...rest] = arg.split("=");
    if (isDoorSetting(key) && rest.length > 0) {
      settings[key] = doorSetting(key, rest.join("="));
      continue;
    }
    if (isProviderThreshold(key) && rest.length > 0) {
      settings[key] = providerThreshold(key, rest.join("="));
      continue;
    }
    if (!known.includes(key) || rest.length === 0) {
      throw new OperatorFault("IMPOSTAZIONE_SCONOSCIUTA", `«${arg}» non è un'impostazione: scrivere CHIAVE=VALORE con ${[...known, ...Object.keys(DOOR_RULES), ...Object.keys(PROVIDER_RULES)].join(", ")}.`);
    }
    settings[key] = key === "publicAddress" ? publicAddress(rest.join("=")) : key === "senderRegistry" ? senderRegistry(rest.join("=")) : rest.join("=");
  }
  await withDatabase(config, async ({ services }) => {
    await saveSettings(services.pools.intake, settings);
    say(`Impostazioni salvate: ${Object.keys(settings).join(", ")}.`);
  });
}

function providerThreshold(name: ProviderThreshold, text: string): number {
  const value = readThreshold(name, text);
  const { least, most } = PROVIDER_RULES[name];
  if (value === null) throw new OperatorFault("IMPOSTAZIONE_NON_VALIDA", SENDER_TEXTS.badThreshold(name, least, most));
  return value;
}

function senderRegistry(text: string): string {
  if (text !== "obbligatorio" && text !== "facoltativo") throw new OperatorFault("IMPOSTAZIONE_NON_VALIDA", SENDER_TEXTS.badRegistry);
  return text;
}

/** Empty: no message bears a link. */
function publicAddress(text: string): string {
  if (text === "") return "";
  const read = readPublicAddress(text);
  if (!read.ok) throw new OperatorFault(read.refusal.code, read.refusal.message);
  return read.value;
}

const GATEWAY_USAGE =
  "Uso: convoca gateway ID --channel sms|email|pec|letter --url URL --sender MITTENTE [--provider NOME] [--weight N] [--rate N] [--concurrency N] [--deduplicates] [--can-be-asked] [CHIAVE=VALORE …]";

/** Enters or changes a real gateway; what is not given keeps its usual value. Settings are checked before anything is written. */
export async function gatewayCommand(config: Config, args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      channel: { type: "string" },
      url: { type: "string" },
      sender: { type: "string" },
      rate: { type: "string" },
      provider: { type: "string" },
      weight: { type: "string" },
      concurrency: { type: "string", default: "16" },
      deduplicates: { type: "boolean", default: false },
      "can-be-asked": { type: "boolean", default: false },
    },
  });
  const [id, ...pairs] = positionals;
  const { channel, url, sender } = values;
  if (id === undefined || url === undefined || sender === undefined || (channel !== "sms" && channel !== "email" && channel !== "pec" && channel !== "letter")) {
    throw new OperatorFault("COMANDO_INCOMPLETO", GATEWAY_USAGE);
  }
  const judged = checkSender(channel, sender);
  if (!judged.ok) throw new OperatorFault(judged.refusal.code, judged.refusal.message);
  const definition = {
    id,
    channel,
    url,
    sender,
    settings: Object.fromEntries(pairs.map(settingOf)),
    ratePerSecond: values.rate === undefined ? null : Number(values.rate),
    concurrency: Number(values.concurrency),
    deduplicates: values.deduplicates,
    canBeAsked: values["can-be-asked"],
    ...(values.provider === undefined ? {} : { provider: values.provider }),
    ...(values.weight === undefined ? {} : { weight: weightOf(values.weight) }),
  } as const;
  channelOf(definition);
  await withDatabase(config, async ({ services }) => {
    await ensureGateways(services, [definition]);
    say(`Gateway «${id}» registrato: gli invii lo usano dal prossimo avvio.`);
  });
}

function weightOf(text: string): number {
  const weight = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!(weight <= MOST_WEIGHT)) throw new OperatorFault("PESO_NON_VALIDO", SENDER_TEXTS.weightRange);
  return weight;
}

/** Numbers and yes/no are written as such, so that a port is a port. */
function settingOf(pair: string): [string, unknown] {
  const [key = "", ...rest] = pair.split("=");
  const text = rest.join("=");
  if (rest.length === 0) throw new OperatorFault("IMPOSTAZIONE_SCONOSCIUTA", `«${pair}» non è CHIAVE=VALORE. ${GATEWAY_USAGE}`);
  if (/^(0|[1-9]\d{0,14})$/.test(text)) return [key, Number(text)];
  if (text === "true" || text === "false") return [key, text === "true"];
  return [key, text];
}

export async function reconcileCommand(config: Config): Promise<void> {
  await withDatabase(config, async ({ services }) => {
    const rows = await gateways(services.pools.worker);
    const senders = new Map(rows.map((row) => [row.id, channelOf(row).open()]));
    try {
      const report = await reconcileGateways(services, { channels: senders, stateFolder: join(config.home, "worker"), actor: SYSTEM });
      for (const line of report.lines) say(line);
    } finally {
      await Promise.all([...senders.values()].map((sender) => sender.close()));
    }
  });
}

/** Checks the whole register and makes the dossiers again from it; anything wrong ends in a fault, and so in a non-zero exit. */
export async function verifyCommand(config: Config): Promise<void> {
  await withDatabase(config, async ({ services }) => {
    const check = await verifyRegister(services);
    say(VERIFY_TEXTS.checked(check.subjects, check.acts, check.erased, check.seconds));
    say(VERIFY_TEXTS.digests(check.digests, check.lastDigest));
    const rebuilt = await rebuildItems(services);
    say(VERIFY_TEXTS.rebuilt(rebuilt.items, rebuilt.erased));
    const figures = await checkFigures(services);
    say(VERIFY_TEXTS.figures(figures.cases));
    const figure = [...figures.wrongCases.map(VERIFY_TEXTS.wrongCase), ...figures.wrongFigures.map(VERIFY_TEXTS.wrongFigure)];
    const wrong = [...check.faults.map(VERIFY_TEXTS.fault), ...rebuilt.faults.map(VERIFY_TEXTS.itemFault)];
    if (wrong[0] === undefined) {
      if (figure[0] !== undefined) throw new OperatorFault("CONTI_DIVERSI", VERIFY_TEXTS.figuresDiffer(figure.length, figure[0]));
      return;
    }
    for (const line of wrong.slice(0, SHOWN_FAULTS)) say(`  ${line}`);
    throw new OperatorFault("REGISTRO_ALTERATO", VERIFY_TEXTS.altered(wrong.length, wrong[0]));
  });
}
