// Italian of the providers: why one rests, why a message was moved, what a wrong configuration is refused with.

import type { Illness } from "./health.ts";

export const PROVIDER_TEXTS = {
  ill: ({ kind, percent, of }: Illness): string =>
    kind === "errors"
      ? `Troppi errori: ${percent}% degli ultimi ${of} invii senza risposta, rimandati o irraggiungibili`
      : `Troppi rifiuti: ${percent}% degli ultimi ${of} invii respinti dal fornitore`,
  moved: (from: string, to: string, why: string): string => `Passato da ${from} a ${to} prima di ogni consegna: ${why}`,
  borrowed: (from: string, to: string): string => `Passato da ${from} a ${to}, che torna in servizio, come messaggio di prova`,
  silent: "il fornitore non risponde",
  pausedByHand: "il canale è in pausa",
  barred: "il mittente non è registrato presso il fornitore",
} as const;

export const SENDER_TEXTS = {
  differ: (channel: string, senders: string): string =>
    `I fornitori del canale ${channel} hanno mittenti diversi (${senders}): un messaggio passato dall’uno all’altro cambierebbe mittente. Dare a tutti lo stesso mittente, oppure peso 0 a chi ne ha un altro.`,
  returnDiffers: (ids: string): string =>
    `I fornitori di posta ${ids} hanno domini o porte di ritorno diversi: gli avvisi di mancata consegna andrebbero perduti. Usare per tutti gli stessi «returnPathDomain» e «bouncePort».`,
  unregistered: (sender: string, provider: string): string =>
    `Il mittente «${sender}» non risulta registrato presso ${provider}: registrarlo nella pagina «Fornitori» prima di inviare.`,
  numberFormat: "Un mittente numerico si scrive con il prefisso internazionale, da 8 a 15 cifre (per esempio +390810000000), oppure è un numero breve da 3 a 6 cifre.",
  addressFormat: "Il mittente della posta è un indirizzo, come convocazioni@regione.example.",
  providerMissing: "Indicare il fornitore.",
  dateMissing: "Per un mittente registrato indicare il giorno della registrazione presso AGCOM.",
  dateAhead: "Il giorno della registrazione non può essere nel futuro.",
  reasonMissing: "Indicare il motivo.",
  receiptsUnchanged: "Il fornitore è già dichiarato così: non c’è nulla da cambiare.",
  unchanged: "Il mittente risulta già così.",
  regionOnly: "È una decisione della Regione.",
  gatewayUnknown: "Il fornitore indicato non esiste.",
  badThreshold: (name: string, least: number, most: number): string => `«${name}» è un numero intero da ${least} a ${most}.`,
  badRegistry: "«senderRegistry» è «obbligatorio» oppure «facoltativo».",
  weightRange: "Il peso è un numero intero da 0 a 1000.",
  lastWeight: "È l’unico fornitore del canale con un peso: darne prima uno a un altro, altrimenti nessun messaggio partirebbe.",
} as const;
