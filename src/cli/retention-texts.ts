// What `convoca retention` and `convoca keys` say.

export const RETENTION_CLI_TEXTS = {
  usage: "Uso: convoca retention [--dry-run | --apply | --figures] [--rules FILE] [--json FILE]",
  onlyOne: "Scegliere una sola cosa fra --dry-run, --apply e --figures.",
  today: (day: string): string => `Al ${day}, con la tabella dei tempi in vigore:`,
  nothing: "Nulla ha superato il suo tempo di conservazione.",
  kind: (title: string): string => `\n${title}`,
  due: (measure: string, units: string, cases: string | null, oldest: string): string =>
    `  ${measure === "*" ? "tutte le misure" : measure}: ${units}${cases === null ? "" : ` (${cases} casi)`}, il più vecchio del ${oldest}`,
  households: (units: string): string => `${units} nuclei`,
  things: (units: string): string => `${units} righe`,
  why: (months: number, from: string, source: string, confidence: string): string => `    perché: ${months} mesi ${from}; fonte: ${source} (${confidence})`,
  remark: (remark: string): string => `    nota: ${remark}`,
  held: (why: string): string => `    NON andrebbe: ${why}`,
  dryRun: "\nÈ una prova: nulla è stato toccato. Per cancellare: convoca retention --apply",
  progress: (title: string, units: string): string => `  ${title}: ${units}…`,
  resumed: "Riprendo una cancellazione interrotta.",
  erased: (title: string, units: string): string => `${title}: ${units}`,
  rows: (table: string, rows: string): string => `    ${table}: ${rows} righe`,
  nothingErased: "Nulla da cancellare.",
  proof: (tables: string): string => `Prova: ${tables} controlli sulle tabelle, nessuna riga è rimasta senza la sua persona; il registro degli atti si verifica con «convoca verify».`,
  figures: (smallest: number): string => `Numeri dei fascicoli cancellati (sotto ${smallest} non si mostrano):`,
  figure: (group: string, total: string): string => `  ${group}: ${total}`,
  cell: (place: string, amount: string): string => `      ${place}: ${amount}`,
  heldBack: "–",
  keysUsage: "Uso: convoca keys status | new | rotate | retire VERSIONE",
  key: (version: string, documents: string, given: boolean, current: boolean): string =>
    `  ${version}${current ? " (corrente)" : ""}: ${documents} documenti${given ? "" : " — CHIAVE MANCANTE: rimetterla, altrimenti non si aprono"}`,
  keyAdded: (version: string, file: string): string =>
    `Creata la chiave «${version}» in «${file}»: ora è quella corrente. Salvare il file in un luogo diverso da quello dei backup del database.`,
  rotated: (documents: string, version: string): string => `${documents} documenti passati alla chiave «${version}». I contenuti non sono stati toccati.`,
  retired: (version: string): string =>
    `La chiave «${version}» è tolta dal file. I documenti nelle copie di sicurezza fatte prima della rotazione non si possono più leggere.`,
} as const;
