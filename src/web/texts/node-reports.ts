// Words of the page on what the office has told the national platform.

import type { NodeAttempts, NodeReportRow } from "../../contract/node-reports.ts";

type View = "da-decidere" | "in-attesa" | "ricevute";
type Mending = NodeReportRow["may"][number];

export const NODE_REPORTS = {
  title: "Comunicazioni alla piattaforma nazionale",
  leads: {
    "da-decidere": "Decida di ciò che la piattaforma ha rifiutato o che non si sa se sia arrivato: finché non è deciso, le comunicazioni successive della stessa persona aspettano.",
    "in-attesa": "Partono da sole, nell’ordine in cui gli atti sono stati fatti: qui non occorre fare nulla.",
    ricevute: "Ciò che la piattaforma ha ricevuto, l’ultimo per primo.",
  } satisfies Record<View, string>,
  which: "Quali comunicazioni",
  views: { "da-decidere": "Da decidere", "in-attesa": "In attesa", ricevute: "Ricevute" } satisfies Record<View, string>,
  counted: (title: string, count: string) => `${title} (${count})`,
  caption: (view: string) => `Comunicazioni: ${view.toLowerCase()}`,
  empty: { "da-decidere": "Nulla da decidere", "in-attesa": "Nulla attende di partire", ricevute: "La piattaforma non ha ancora ricevuto nulla" } satisfies Record<View, string>,
  emptyHelp: "Ogni comunicazione è stata ricevuta, oppure attende il suo turno.",
  columns: { who: "Persona", what: "Che cosa si comunica", state: "A che punto è", due: "Termine", act: "Azioni" },
  fromAct: (act: string, when: string) => `${act}, ${when}`,
  policy: (number: string) => `Politica n. ${number}`,
  states: {
    waiting: "In attesa di partire",
    "on-wire": "In corso di invio",
    uncertain: "Forse arrivata",
    acknowledged: "Ricevuta",
    refused: "Rifiutata",
    "set-aside": "Non più da inviare",
    "by-file": "Consegnata per file",
  } satisfies Record<NodeReportRow["state"], string>,
  attempts: (count: number) => (count === 1 ? "1 tentativo" : `${count} tentativi`),
  late: "Termine passato",
  exchanges: "Scambi",
  exchangesOf: (name: string) => `Scambi con la piattaforma: ${name}`,
  noExchange: "Non è ancora stato inviato nulla.",
  sent: "Inviato",
  received: "Risposta",
  outcomes: {
    taken: "Ricevuta dalla piattaforma",
    refused: "Rifiutata dalla piattaforma",
    deferred: "La piattaforma chiede di riprovare",
    unreachable: "Piattaforma non raggiungibile",
    "no-answer": "Nessuna risposta: può essere arrivata",
    known: "La piattaforma l’aveva già",
    "by-file": "Consegnata per file",
  } satisfies Record<NodeAttempts["attempts"][number]["outcome"], string>,
  settle: "Decidi",
  settleOf: (name: string) => `Decidi della comunicazione di ${name}`,
  settleExplain: "La decisione e il motivo restano nel registro degli atti della persona.",
  how: "Che cosa si decide",
  choose: "Scegliere",
  missing: "Scegliere che cosa si decide.",
  mendings: {
    resend: "Inviare di nuovo: la causa è stata corretta, oppure si è visto che non era arrivata",
    taken: "Registrarla come ricevuta: si è visto sulla piattaforma che c’è",
    "set-aside": "Non inviarla più: non è più vera, o è stata comunicata altrimenti",
  } satisfies Record<Mending, string>,
  confirm: "Conferma",
  down: (since: string, waiting: string) => `La piattaforma non risponde dal ${since}. In attesa: ${waiting}. Nulla va perso: appena risponde, tutto parte nel suo ordine.`,
  file: "Consegna per file",
  fileTitle: "Consegnare per file ciò che attende",
  fileExplain: "Si scarica un file XML da inviare per PEC. Le politiche saranno confermate da sole quando la piattaforma risponde; delle segnalazioni si dovrà dire qui che sono state ricevute.",
  fileDone: "File scaricato: inviarlo per PEC all’indirizzo indicato dalla piattaforma.",
} as const;
