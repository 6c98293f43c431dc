// What the season's page says, in Italian.

import { count } from "../texts.ts";

interface Days {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly seed: number;
}

export const PAGE_TEXTS = {
  title: (households: number, scenario: string) =>
    `La stagione 2019: ${count(households)} nuclei, scenario «${scenario}»`,
  lead: ({ firstDay, lastDay, seed }: Days) =>
    `Notifiche ricevute, persone convocate nei 46 centri per l'impiego della Campania, messaggi consegnati a reti simulate con i loro protocolli veri. Appuntamenti dal ${firstDay} al ${lastDay}; persone inventate (seme ${seed}).`,
  right: "Controlli superati",
  wrong: "Controlli non superati",
  figures: "In cifre",
  shortages: "Carenze di posti",
  charts: "Carico, tempi, persone non raggiunte",
  stages: "Tempi e memoria",
  files: "File ricevuti",
  notes: "Come leggere queste cifre",
  officesTitle: "Appuntamenti e posti, ufficio per ufficio",
  officesText: (from: string, to: string, offices: number, full: number) =>
    `Appuntamenti in agenda sui posti disponibili dal ${from} al ${to} nei ${offices} uffici; ${full === 0 ? "nessun ufficio ha esaurito i posti" : full === 1 ? "1 ufficio ha esaurito i posti" : `${full} uffici hanno esaurito i posti`}.`,
  officesTable: "Dati per ufficio",
  daysTitle: "Appuntamenti, giorno dopo giorno, rispetto all'obiettivo",
  daysText: (appointments: string, bound: string, last: string, target: string) =>
    `${appointments} appuntamenti per ${bound} persone tenute a presentarsi; l'ultimo cade il ${last}, l'obiettivo è il ${target}.`,
  daysTable: "Dati per giorno",
  causesTitle: "Persone da raggiungere in altro modo, per causa",
  causesText: (total: string) =>
    `${total} persone sono negli elenchi degli sportelli o in attesa di una decisione: nessuna è data per raggiunta.`,
  causesTable: "Dati per causa",
  stagesTable: "Ogni fase: secondi, memoria al massimo, tempo di processore",
  firstWave: (spent: string, peak: string) =>
    `Prima fase, dai file all'ultima ricevuta conservata: ${spent}, al massimo ${peak} MiB sommati su tutti i processi Node.`,
  machine: (cores: number, cpu: string, node: string, postgres: string, convoca: string) =>
    `Macchina: ${cores} processori (${cpu}), Node ${node}, PostgreSQL ${postgres}, Convoca ${convoca}.`,
  filesTable: "Righe di ciascun file: lette = nuove + aggiornate + invariate + scartate",
  caveats: [
    "Le persone, i recapiti e le reti sono simulati; il percorso è quello vero: file, database, gateway HTTP e SMTP, ricevute.",
    "«Presi dai gateway» conta i messaggi accettati, qualunque esito abbiano avuto poi. Per gli SMS l'esito viene dalla ricevuta; per le e-mail si conosce solo il rimbalzo, perciò un'e-mail non rimbalzata resta «accettata».",
    "Doppie consegne e perdite sono calcolate confrontando gli arrivi registrati dalle reti simulate con il database.",
    "Il tempo della Regione è simulato: 2 settembre (prima fase), 3 settembre (seconda fase), 23 settembre (correzioni). Dei promemoria partono solo quelli che cadono in quei momenti.",
    "Memoria: somma della memoria residente dei processi Node, misurata ogni decimo di secondo; PostgreSQL a parte.",
    "Dalla seconda fase in poi il processo degli invii è già acceso e lavora mentre si compone: le fasi si sovrappongono.",
  ],
} as const;
