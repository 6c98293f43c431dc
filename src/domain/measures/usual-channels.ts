// Steps by which measures tell a person, in the words that more than one measure uses; each measure puts its own together.

import type { ChannelPolicy, ChannelStep, Wait } from "./channel-types.ts";

const AT_ONCE: Wait = { amount: 0, unit: "hours" };
const CHOICE = { citation: null, confidence: "inferred" } as const;
/** What no source says: how long to wait, how often to try. */
const UNVERIFIED_WAIT =
  "Quanto attendere prima del passo successivo non è scritto in nessuna fonte letta: è una scelta della Regione, da confermare.";

/** SMS and e-mail together: the person hears of it on whatever they read. */
export const INFORMAL: ChannelStep = {
  step: "informal",
  channels: ["sms", "email"],
  silence: { amount: 2, unit: "working-days" },
  lead: AT_ONCE,
  ...CHOICE,
  note: "SMS e posta elettronica insieme; senza ricevuta di consegna dopo due giorni lavorativi si passa oltre",
  remark: UNVERIFIED_WAIT,
};

/** Where SMS and e-mail prove nothing they only announce what follows at once. */
export const ANNOUNCEMENT: ChannelStep = {
  ...INFORMAL,
  silence: AT_ONCE,
  ...CHOICE,
  note: "SMS e posta elettronica insieme, per avvisare: per questa misura non provano, il passo che prova parte subito",
  remark: UNVERIFIED_WAIT,
};

export const CERTIFIED_MAIL: ChannelStep = {
  step: "pec",
  channels: ["pec"],
  silence: { amount: 24, unit: "hours" },
  lead: { amount: 24, unit: "hours" },
  citation: "DM_2_11_2005_PEC",
  confidence: "unverified",
  note: "PEC, se la persona ne ha una: entro ventiquattro ore il gestore dice se è stata consegnata",
  remark:
    "Le ventiquattro ore sono quelle dell’avviso di mancata consegna nelle regole tecniche della PEC: da verificare sul testo.",
};

export const PHONE_CALL: ChannelStep = {
  step: "phone",
  channels: ["phone"],
  silence: { amount: 2, unit: "working-days" },
  lead: AT_ONCE,
  tries: 3,
  citation: null,
  confidence: "secondary",
  note: "Telefonata dello sportello, fino a tre senza risposta in due giorni lavorativi: serve a correggere i recapiti, non prova la convocazione",
  remark:
    "Le fonti riferiscono della telefonata a chi non ha la posta elettronica; quante volte provare e in quanti giorni è una scelta della Regione.",
};

export const REGISTERED_LETTER: ChannelStep = {
  step: "registered-letter",
  channels: ["registered-letter"],
  silence: { amount: 10, unit: "working-days" },
  lead: { amount: 5, unit: "working-days" },
  ...CHOICE,
  note: "Raccomandata con avviso di ricevimento; non parte a meno di cinque giorni lavorativi dall’appuntamento",
  remark: UNVERIFIED_WAIT,
};

/** Proves no more than the sending: where nothing formal is asked, so that the person at least knows. */
export const ORDINARY_LETTER: ChannelStep = {
  ...REGISTERED_LETTER,
  step: "ordinary-letter",
  channels: ["ordinary-letter"],
  silence: { amount: 5, unit: "working-days" },
  note: "Posta ordinaria: avvisa la persona, non prova che abbia ricevuto",
};

/** A reminder has no next step: it recalls what was told already. */
export const REMINDER: ChannelStep = {
  ...INFORMAL,
  silence: AT_ONCE,
  ...CHOICE,
  note: "SMS e posta elettronica insieme, agli stessi recapiti; il promemoria ricorda e non prova: dopo non viene altro",
  remark: "Nessuna fonte letta parla di promemoria: è una scelta della Regione.",
};

/** What measures have alike until one says otherwise. */
export const USUAL_CHANNEL_RULES = {
  afterFailure: {
    value: AT_ONCE,
    ...CHOICE,
    note: "Se tutti i messaggi di un passo risultano non recapitati si passa subito oltre",
  },
  answerEnough: {
    value: true,
    ...CHOICE,
    note: "Chi ha risposto sa dell’appuntamento: non si insiste per altre vie. Per segnalare un’assenza resta necessaria la prova della misura",
  },
  withoutReceipts: {
    value: "wait",
    ...CHOICE,
    note: "Se il fornitore è dichiarato «senza ricevute» il silenzio non è un mancato recapito: non si telefona a tutti; si passa oltre solo se il messaggio fallisce, e chi non si presenta senza prova riceve la convocazione formale",
    remark: "Nessuna fonte letta parla di fornitori senza ricevute: è una scelta della Regione, da confermare.",
  },
  confirmation: {
    value: null,
    ...CHOICE,
    note: "Nessuno è tenuto a confermare: non rispondere non è un inadempimento",
    remark: "Nessuna fonte letta chiede la conferma dell’appuntamento.",
  },
  lastResort: {
    ...CHOICE,
    note: "Finite le vie, lo sportello: far firmare l’appuntamento alla persona o cercare un recapito. La convocazione non provata non diventa mai un’assenza",
  },
} as const satisfies Omit<ChannelPolicy, "steps">;
