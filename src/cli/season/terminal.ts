// The season's report in the terminal.

import { count, seconds } from "../texts.ts";
import type { SeasonReport } from "./report.ts";
import { stageTitle } from "./report.ts";
import { CAUSE_TITLES, KIND_TITLES, NO_SHORTAGE, REASON_TITLES } from "./texts.ts";

const SHORTAGES_SHOWN = 12;

export function terminalReport(report: SeasonReport): string {
  return [
    "",
    ...totals(report),
    "",
    ...shortages(report),
    ...causes(report),
    "",
    ...stages(report),
    "",
    ...checks(report),
    "",
  ].join("\n");
}

function totals(report: SeasonReport): string[] {
  const { notices, messages, figures } = report;
  return [
    `Nuclei ${count(report.households)}, persone ${count(report.persons)}, tenute a presentarsi ${count(figures.bound)}`,
    `Notifiche: ${count(notices.read)} lette = ${count(notices.created)} nuove + ${count(notices.updated)} aggiornate + ${count(notices.unchanged)} invariate + ${count(notices.rejected)} scartate`,
    `Appuntamenti: ${count(report.planned)} fissati, ${count(figures.appointments.held)} in agenda, ${count(figures.appointments.released)} liberati dalle correzioni; ${count(report.shortage)} persone senza posto`,
    `Convocazioni: ${count(report.summons)} (${count(figures.cancelled)} annullate dalle correzioni)`,
    `Messaggi: ${count(messages.sms)} SMS (${count(figures.smsLong)} in più parti) e ${count(messages.email)} e-mail; presi dai gateway ${count(messages.accepted)}, consegnati con ricevuta ${count(messages.delivered)}, falliti ${count(messages.failed)}, incerti ${count(messages.uncertain)}, ritirati ${count(messages.withdrawn)}`,
    `  di cui ${Object.entries(messages.byKind)
      .map(([kind, n]) => `${KIND_TITLES[kind] ?? kind} ${count(n)}`)
      .join(", ")}`,
    `Ricevute conservate: ${count(figures.receipts)}`,
  ];
}

function shortages({ shortages: all }: SeasonReport): string[] {
  if (all.length === 0) return [NO_SHORTAGE, ""];
  const shown = all.slice(0, SHORTAGES_SHOWN).map((one) => `  ${one.sentence}`);
  const more =
    all.length > SHORTAGES_SHOWN
      ? [`  … e altri ${count(all.length - SHORTAGES_SHOWN)}: tutti nel rapporto.`]
      : [];
  return ["Carenze:", ...shown, ...more, ""];
}

function causes({ figures }: SeasonReport): string[] {
  return [
    "Persone da raggiungere in altro modo:",
    ...figures.causes.map((one) => `  ${causeText(one.kind, one.reason)}: ${count(one.persons)}`),
  ];
}

/** «Senza un recapito usabile (nessun recapito)». */
export function causeText(kind: string, reason: string): string {
  return `${CAUSE_TITLES[kind] ?? kind} (${REASON_TITLES[reason] ?? reason})`;
}

function stages(report: SeasonReport): string[] {
  const widest = Math.max(...report.stages.map((stage) => stageTitle(stage).length));
  const line = (title: string, cells: readonly string[]): string =>
    `  ${title.padEnd(widest)} ${cells.map((cell) => cell.padStart(11)).join("")}`;
  return [
    line("Fasi", ["secondi", "MiB Node", "MiB PG", "CPU Node", "CPU PG"]),
    ...report.stages.map((stage) =>
      line(stageTitle(stage), [
        stage.seconds.toFixed(1),
        stage.peakMiB.toFixed(0),
        stage.postgresPeakMiB.toFixed(0),
        stage.cpuSeconds.toFixed(1),
        stage.postgresCpuSeconds.toFixed(1),
      ]),
    ),
    `  Prima fase, dai file all'ultima ricevuta: ${seconds(report.firstWave.seconds)} (${seconds(report.firstWave.cpuSeconds)} di processore), al massimo ${count(Math.round(report.firstWave.peakMiB))} MiB in tutti i processi Node`,
    `  Macchina: ${report.machine.cores} processori (${report.machine.cpu}), Node ${report.machine.node}, PostgreSQL ${report.machine.postgres}, Convoca ${report.machine.convoca}`,
  ];
}

function checks(report: SeasonReport): string[] {
  return report.checks.map(
    (check) =>
      `  ${check.wrong === 0 ? "✓" : "✗"} ${check.title}: ${check.wrong === 0 ? "a posto" : count(check.wrong)}`,
  );
}
