// The season's report as one page that needs nothing else: figures, charts with their tables, checks, stages.

import { count, seconds } from "../texts.ts";
import { barChart, dayText, escapeText, lineChart, tableOf } from "./charts.ts";
import type { SeasonReport } from "./report.ts";
import { stageTitle } from "./report.ts";
import { causeText } from "./terminal.ts";
import { PAGE_TEXTS } from "./page-texts.ts";
import { KIND_TITLES, NO_SHORTAGE } from "./texts.ts";

const STYLE = `
:root{color-scheme:light}
body{font:1rem/1.5 "Titillium Web",system-ui,sans-serif;color:#17324d;background:#fff;margin:0 auto;max-width:66rem;padding:1rem}
h1{font-size:1.9rem;line-height:1.2}h2{margin-top:2.5rem;border-bottom:2px solid #0059b3}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:1rem}dl div{border:1px solid #5d7083;border-radius:4px;padding:.6rem}
dt{font-size:.9rem}dd{margin:0;font-size:1.5rem;font-weight:700}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:700;padding:.4rem 0}
th,td{border-bottom:1px solid #c5cdd6;padding:.3rem .6rem;text-align:left;vertical-align:top}td.n{text-align:right;font-variant-numeric:tabular-nums}
figure{margin:1rem 0}figcaption{margin-bottom:.5rem}.scroll{overflow-x:auto}summary{cursor:pointer;color:#0059b3;padding:.5rem 0}
:focus-visible{outline:3px solid #b35900;outline-offset:2px}
svg text{font-size:12px;fill:#17324d}.bar{fill:#0059b3;background:#0059b3}.full{fill:#8c1c13}.limit{fill:#fff;stroke:#5d7083;border:1px solid #5d7083}
.grid{stroke:#c5cdd6}.line{fill:none;stroke-width:2.5}.line.l0{stroke:#0059b3}.line.l1{stroke:#8c1c13;stroke-dasharray:7 4}
.deadline{stroke:#17324d;stroke-width:2}.goal{stroke:#5d7083;stroke-dasharray:2 3;stroke-width:2}
.legend{display:flex;flex-wrap:wrap;gap:1.5rem;margin:.3rem 0}.k{display:inline-block;width:1.6rem;height:.7rem}
.k.l0{border-top:3px solid #0059b3;height:0}.k.l1{border-top:3px dashed #8c1c13;height:0}.k.goal{border-top:3px dotted #5d7083;height:0}
.right{color:#00592e}.wrong{color:#8c1c13;font-weight:700}
@media print{details{display:block}}
`;

export function pageOf(report: SeasonReport): string {
  const title = PAGE_TEXTS.title(report.households, report.options.scenario);
  return `<!doctype html>
<html lang="it">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeText(title)}</title><style>${STYLE}</style></head>
<body>
<header><h1>${escapeText(title)}</h1><p>${escapeText(PAGE_TEXTS.lead(report.options))}</p></header>
<main>
${verdict(report)}
${summary(report)}
${section(PAGE_TEXTS.shortages, shortages(report))}
${section(PAGE_TEXTS.charts, `${officesChart(report)}\n${daysChart(report)}\n${causesChart(report)}`)}
${section(PAGE_TEXTS.stages, stagesTable(report))}
${section(PAGE_TEXTS.files, filesTable(report))}
${section(PAGE_TEXTS.notes, `<ul>${PAGE_TEXTS.caveats.map((note) => `<li>${escapeText(note)}</li>`).join("")}</ul>`)}
</main>
</body>
</html>
`;
}

function section(title: string, body: string): string {
  return `<section><h2>${escapeText(title)}</h2>\n${body}\n</section>`;
}

function verdict({ ok, checks }: SeasonReport): string {
  const lines = checks.map((check) =>
    check.wrong === 0
      ? `<li class="right">✓ ${escapeText(check.title)}: nessuna anomalia</li>`
      : `<li class="wrong">✗ ${escapeText(check.title)}: ${count(check.wrong)}</li>`,
  );
  return section(ok ? PAGE_TEXTS.right : PAGE_TEXTS.wrong, `<ul>${lines.join("\n")}</ul>`);
}

function summary(report: SeasonReport): string {
  const { notices, messages, figures } = report;
  const cells: readonly (readonly [string, number])[] = [
    ["Nuclei", report.households],
    ["Persone notificate", report.persons],
    ["Persone tenute a presentarsi", figures.bound],
    ["Righe lette", notices.read],
    ["Righe scartate", notices.rejected],
    ["Appuntamenti fissati", report.planned],
    ["Persone senza posto", report.shortage],
    ["Convocazioni scritte", report.summons],
    ["SMS", messages.sms],
    ["E-mail", messages.email],
    ["Messaggi presi dai gateway", messages.accepted],
    ["Consegnati, con ricevuta", messages.delivered],
    ["Falliti", messages.failed],
    ["Incerti", messages.uncertain],
    ["Ritirati", messages.withdrawn],
    ["Ricevute conservate", figures.receipts],
    ...Object.entries(messages.byKind).map(
      ([kind, n]) => [`Messaggi: ${KIND_TITLES[kind] ?? kind}`, n] as const,
    ),
  ];
  const items = cells
    .map(([name, value]) => `<div><dt>${escapeText(name)}</dt><dd>${count(value)}</dd></div>`)
    .join("\n");
  return section(PAGE_TEXTS.figures, `<dl>${items}</dl>`);
}

function shortages({ shortages: all }: SeasonReport): string {
  if (all.length === 0) return `<p>${escapeText(NO_SHORTAGE)}</p>`;
  return `<ul>${all.map((one) => `<li>${escapeText(one.sentence)}</li>`).join("\n")}</ul>`;
}

function officesChart({ figures, options }: SeasonReport): string {
  const { offices } = figures;
  const full = offices.filter(
    (office) => office.appointments >= office.capacity && office.capacity > 0,
  ).length;
  const rows = offices.map((office) => ({
    label: `${office.office} (${office.province})`,
    value: office.appointments,
    limit: office.capacity,
  }));
  return barChart({
    id: "uffici",
    title: PAGE_TEXTS.officesTitle,
    description: PAGE_TEXTS.officesText(
      dayText(options.firstDay),
      dayText(options.lastDay),
      offices.length,
      full,
    ),
    valueName: "Appuntamenti in agenda",
    limitName: "Posti disponibili",
    rows,
    table: {
      caption: PAGE_TEXTS.officesTable,
      columns: ["Ufficio", "Provincia", "Persone tenute", "Appuntamenti", "Convocate", "Posti"],
      rows: offices.map((office) => [
        office.office,
        office.province,
        office.bound,
        office.appointments,
        office.convened,
        office.capacity,
      ]),
    },
  });
}

function daysChart({ figures, options }: SeasonReport): string {
  let all = 0;
  let first = 0;
  const days = figures.days.map((day) => ({
    ...day,
    all: (all += day.first + day.second),
    firstSum: (first += day.first),
  }));
  const lastDay = days.at(-1)?.day ?? options.lastDay;
  return lineChart({
    id: "giorni",
    title: PAGE_TEXTS.daysTitle,
    description: PAGE_TEXTS.daysText(
      count(all),
      count(figures.bound),
      dayText(lastDay),
      dayText(options.target),
    ),
    from: options.firstDay,
    to: options.target,
    lines: [
      { name: "Appuntamenti, in tutto", points: days.map((day) => ({ day: day.day, value: day.all })) },
      { name: "Di cui della prima fase", points: days.map((day) => ({ day: day.day, value: day.firstSum })) },
    ],
    deadline: { day: options.target, name: `obiettivo: ${dayText(options.target)}` },
    goal: { value: figures.bound, name: "Persone tenute a presentarsi" },
    table: {
      caption: PAGE_TEXTS.daysTable,
      columns: ["Giorno", "Prima fase", "Seconda fase", "In tutto fino a quel giorno"],
      rows: days.map((day) => [dayText(day.day), day.first, day.second, day.all]),
    },
  });
}

function causesChart({ figures }: SeasonReport): string {
  const rows = figures.causes.map((one) => ({ label: causeText(one.kind, one.reason), value: one.persons }));
  const total = rows.reduce((sum, row) => sum + row.value, 0);
  return barChart({
    id: "cause",
    title: PAGE_TEXTS.causesTitle,
    description: PAGE_TEXTS.causesText(count(total)),
    valueName: "Persone",
    labelWidth: 460,
    rows,
    table: {
      caption: PAGE_TEXTS.causesTable,
      columns: ["Causa", "Persone"],
      rows: rows.map((row) => [row.label, row.value]),
    },
  });
}

function stagesTable(report: SeasonReport): string {
  const { firstWave, machine } = report;
  const table = tableOf({
    caption: PAGE_TEXTS.stagesTable,
    columns: [
      "Fase",
      "Secondi",
      "MiB (Node, in tutto)",
      "MiB (PostgreSQL)",
      "Secondi di processore (Node)",
      "Secondi di processore (PostgreSQL)",
    ],
    rows: report.stages.map((stage) => [
      stageTitle(stage),
      ...[
        stage.seconds,
        stage.peakMiB,
        stage.postgresPeakMiB,
        stage.cpuSeconds,
        stage.postgresCpuSeconds,
      ].map((value) => value.toFixed(1).replace(".", ",")),
    ]),
  });
  const wave = PAGE_TEXTS.firstWave(seconds(firstWave.seconds), count(Math.round(firstWave.peakMiB)));
  const where = PAGE_TEXTS.machine(
    machine.cores,
    machine.cpu,
    machine.node,
    machine.postgres,
    machine.convoca,
  );
  return `<p>${escapeText(wave)} ${escapeText(where)}</p>\n${table}`;
}

function filesTable({ files }: SeasonReport): string {
  return tableOf({
    caption: PAGE_TEXTS.filesTable,
    columns: ["File", "Ricevuto", "Lette", "Nuove", "Aggiornate", "Invariate", "Scartate", "Come generate"],
    rows: files.map(({ file, receivedOn, found, expected }) => [
      file,
      dayText(receivedOn),
      found.read,
      found.created,
      found.updated,
      found.unchanged,
      found.rejected,
      JSON.stringify(found) === JSON.stringify(expected) ? "sì" : "no",
    ]),
  });
}
