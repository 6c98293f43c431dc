// Words of the dossier of proof on a person's page and on the auditor's.

import type { HandedOut } from "../../contract/evidence.ts";

export const EVIDENCE = {
  title: "Fascicolo di prova",
  explain:
    "Tutto ciò che è stato detto alla persona e deciso sul suo caso, con gli originali, le ricevute, il registro e le istruzioni per verificarlo. È un file ZIP, da consegnare a chi lo chiede.",
  make: "Fai il fascicolo",
  makeFor: (person: string): string => `Fascicolo di prova di ${person}`,
  rowButton: "Fascicolo",
  rowButtonOf: (person: string): string => `Fascicolo di prova: ${person}`,
  logged: "Chi lo fa, quando e perché resta nel registro degli atti del caso, con l’impronta di ciò che è stato consegnato.",
  restricted: "Con i documenti riservati interi",
  restrictedHelp: "Salute, disabilità, cura. Senza, nel fascicolo restano l’esito e l’impronta.",
  noRestricted: "I documenti riservati vi restano solo con l’esito e l’impronta: interi li mette chi ha il permesso di aprirli.",
  reasonHelp: "Chi lo chiede e per che cosa, per esempio «richiesto dal giudice, RG 100/2020».",
  making: "Il fascicolo si compone…",
  done: "Il fascicolo è stato scaricato. Resta scritto nel registro chi lo ha fatto e perché.",
  empty: "Nessun fascicolo è ancora stato consegnato.",
  caption: "Fascicoli consegnati",
  columns: { at: "Quando", by: "Da chi", why: "Perché", what: "Che cosa" },
  digest: (digest: string): string => `impronta ${digest.slice(0, 16)}…`,
  digestHelp: "SHA-256 di impronte.txt: chi ha ricevuto il fascicolo la ritrova con «sha256sum impronte.txt».",
  withRestricted: "con i documenti riservati",
  stamps: { none: "senza marca temporale", unreachable: "senza marca temporale: l’autorità non ha risposto", stamped: "con marca temporale" } satisfies Record<NonNullable<HandedOut["stamp"]>, string>,
} as const;
