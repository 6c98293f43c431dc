// Italian words of the generated pages: what each field of a table is called, and the sentences around it.

import type { Confidence } from "../domain/law/citation.ts";
import type { MeasureParameters } from "../domain/measures/types.ts";
import { PROOF_STRENGTHS, SUMMONS_CHANNELS } from "../domain/measures/words.ts";
import type { MessageKind } from "../domain/messages/types.ts";

export const CONFIDENCES: Readonly<Record<Confidence, string>> = {
  primary: "letta nella fonte",
  secondary: "riferita da altri",
  inferred: "dedotta",
  unverified: "da verificare",
};

/** The parameters of a measure that carry a value, a norm and a note. A new one does not compile without its name here. */
export type ParameterKey = {
  [K in keyof MeasureParameters]-?: MeasureParameters[K] extends {
    readonly value: unknown;
    readonly citation: unknown;
    readonly note: string;
  }
    ? K
    : never;
}[keyof MeasureParameters];

export const PARAMETERS: Readonly<Record<ParameterKey, string>> = {
  bound: "Chi è tenuto agli obblighi",
  notBoundFromAge: "Età dalla quale non si è tenuti agli obblighi (anni compiuti)",
  adultFromAge: "Età dalla quale si è tenuti agli obblighi (anni compiuti)",
  declaredBy: "Come si rende la dichiarazione di immediata disponibilità (DID)",
  workSuspensionDays:
    "Giorni di lavoro dipendente che sospendono lo stato di disoccupazione prima di farlo perdere",
  conveneMetBy: "Atto che soddisfa il termine del primo contatto",
  validChannels: "Canali con cui la convocazione è valida",
  proofForSanction: "Prova minima della convocazione per registrare un’assenza",
  countersSurviveRenewal: "Le assenze già contate contano dopo il rinnovo",
  minimumNoticeWorkingDays: "Preavviso minimo, T3 (giorni lavorativi fra convocazione e appuntamento)",
  reminderHoursBefore: "Promemoria, T4 (ore prima dell’appuntamento)",
  reminderNotUnderHours: "Sotto queste ore il promemoria non parte",
  quietHours: "Ore in cui nessun messaggio parte",
  appointmentMinutes: "Durata del primo colloquio (minuti)",
};

const VALUES: Readonly<Record<string, string>> = {
  ...SUMMONS_CHANNELS,
  ...PROOF_STRENGTHS,
  "summons-issued": "l’invio della convocazione",
  "appointment-held": "l’incontro avvenuto",
  "own-act": "con un atto proprio",
  application: "con la domanda",
  "activation-pact": "con il patto di attivazione digitale",
};

/** A parameter's value as it is read: a number, a word of the law, an interval of hours. */
export function valueText(value: unknown): string {
  if (value === null) return "nessuna";
  if (typeof value === "boolean") return value ? "sì" : "no";
  if (typeof value === "number") return String(value).replace(".", ",");
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  if (typeof value === "string") return VALUES[value] ?? value;
  if (typeof value === "object" && value !== null && "from" in value && "to" in value) {
    return `dalle ${String(value.from)} alle ${String(value.to)}`;
  }
  return JSON.stringify(value);
}

export const UNITS: Readonly<Record<MeasureParameters["unit"], string>> = {
  household: "nucleo familiare",
  person: "persona",
};

export const MESSAGES: Readonly<Record<MessageKind, string>> = {
  summons: "Convocazione",
  reminder: "Promemoria",
  moved: "Appuntamento spostato",
  cancelled: "Appuntamento annullato",
  "meeting-moved": "Incontro concordato spostato",
  "meeting-cancelled": "Incontro concordato annullato",
  "reply-confirmed": "Ricevuta della conferma della persona",
  "reply-taken": "Ricevuta della risposta della persona",
  "reply-unclear": "Risposta automatica a un SMS che non si capisce",
  "reply-shared": "Risposta automatica a un SMS da un numero di più persone",
  "reply-stop": "Risposta automatica a chi scrive STOP",
};

export const CHANNEL_POLICY = {
  together: (names: string): string => `${names}, insieme`,
  tries: (count: number): string => `fino a ${count} telefonate senza risposta`,
  silence: (wait: string): string => (wait === "subito" ? "non si attende la ricevuta: la via successiva parte subito" : `senza ricevuta o risposta la via successiva parte dopo ${wait}`),
  lead: (wait: string): string => `si salta a meno di ${wait} dall’appuntamento`,
  proof: (strength: string): string => `prova al più: ${strength}`,
  atOnce: "subito",
  afterFailure: "Se una via fallisce del tutto, la successiva parte",
  answerEnough: "Basta che la persona abbia risposto",
  withoutReceipts: "Se il fornitore è dichiarato senza ricevute",
  blind: { wait: "si attende l’appuntamento: il silenzio non è un mancato recapito", "go-on": "come se le desse: dopo l’attesa parte la via successiva" },
  confirmationName: "Conferma della presenza",
  noConfirmation: "non richiesta",
  confirmation: (before: string, step: string): string => `richiesta entro ${before} prima dell’appuntamento; poi ${step}`,
  lastResort: "Finite le vie",
} as const;

export const PAGES = {
  generated:
    "<!-- Pagina generata dal programma con «convoca docs»: non correggerla a mano. Si corregge la tavola da cui nasce. -->",
  indexTitle: "La procedura, come la applica il programma",
  index: [
    "Queste pagine nascono dalle stesse tavole con cui il programma decide: ciò che qui si legge è ciò che accade.",
    "",
    "**«Perché questa persona non è stata segnalata?»** (o convocata, o esonerata.) Si apre il fascicolo e si guarda l’ultimo stato: la pagina della procedura dice quali atti ne partono, chi può compierli e a quali condizioni. Se un atto è stato rifiutato, il codice del rifiuto è nell’elenco in fondo alla stessa pagina, con la frase e la norma. Se manca un termine, la tabella dei termini dice che cosa accade quando passa; quanti giorni dura lo dice la pagina della misura, nella versione in vigore quando il beneficio fu riconosciuto.",
    "",
    "Chi trova un errore di diritto lo segnali indicando la pagina e il titolo: si corregge la tavola, e la pagina cambia con lei.",
  ],
  lawTitle: "Le norme",
  law: "Ogni riga delle tavole, ogni parametro e ogni atto del registro rimanda a una di queste norme. La colonna «affidabilità» dice quanto siamo sicuri del contenuto.",
  lawUsed: "Richiamate dalle tavole",
  lawUnused: "Conosciute, ma non richiamate da nessuna riga o parametro",
  lawUnusedNote:
    "Possono essere richiamate da singole regole o atti; sono elencate perché nessuna norma nota resti nascosta.",
  lawHead: "| norma | identificativo | in vigore | affidabilità |\n|---|---|---|---|",
  lawUsedHead:
    "| norma | identificativo | in vigore | affidabilità | dove è richiamata |\n|---|---|---|---|---|",
  reportingTitle: "Che cosa si comunica alla piattaforma nazionale",
  reporting:
    "Ogni atto che la piattaforma deve conoscere vi arriva come ultimo evento di una politica (SAP, sezione 6) o come evento di condizionalità, nell’ordine in cui gli atti della persona sono stati fatti. Il numero di una politica non cambia mai, qualunque cosa si corregga dopo. Ciò che i testi pubblicati non dicono è segnato come dedotto.",
  reportingHead: "| Atto | Politica o flusso | Evento | Certezza | Nota |\n| --- | --- | --- | --- | --- |",
  reportingActivity: "La politica dell’attività, con il codice del catalogo",
  reportingParameters: "Parametri",
  messagesTitle: "I messaggi alle persone",
  messages:
    "Le parole fra parentesi graffe sono sostituite con i dati dell’appuntamento. Nessun messaggio nomina la misura, la salute, le sanzioni o altre persone del nucleo. Un testo che cambia diventa una nuova versione: quella vecchia resta legata ai messaggi già scritti.",
  smsNote:
    "Si invia la prima stesura che entra in un solo SMS; le successive dicono le stesse cose con meno parole. Giorno, ora, luogo, telefono e codice non mancano mai.",
  messagesLanguages:
    "A chi ha scelto un’altra lingua l’SMS va in quella lingua soltanto; l’e-mail porta prima il testo nella lingua scelta e sotto, per intero, quello italiano, che fa fede. I nomi degli uffici e gli indirizzi restano in italiano. Gli SMS in ucraino e in arabo tengono 70 caratteri, o 67 in ogni parte se sono più d’una. Una versione scritta dalla Regione, approvata da una seconda persona, vale al posto di quella qui sotto dal giorno indicato.",
  subject: "**Oggetto:**",
  termsTitle: "Come si contano i termini",
  terms: [
    "Il giorno iniziale non si conta (art. 2963 c.c.); l’ultimo giorno utile è la scadenza. I giorni di una sospensione non si contano.",
    "Che cosa accade quando un termine passa lo dicono le tavole delle procedure: un indicatore diventa rosso, uno stato cambia, oppure una persona decide. Nessun termine che passa sanziona da sé.",
  ],
  examples: "Esempi calcolati dal programma: il termine del primo contatto",
  examplesHead:
    "| beneficio riconosciuto il | il termine decorre dal | scade il | giorni sospesi |\n|---|---|---|---|",
  transitions: "Decorrenze transitorie",
  transitionsHead: "| benefici | dal | al | il termine decorre dal | norma |\n|---|---|---|---|---|",
  suspensions: "Sospensioni dei termini",
  suspensionsHead: "| dal | al | motivo | norma |\n|---|---|---|---|",
  parameters: "Parametri",
  basis: { granted: "riconosciuti", applied: "chiesti" },
  sourceHead: "| voce | valore | norma | affidabilità | nota |\n|---|---|---|---|---|",
  remark: "Attenzione:",
  remarks: "Avvertenze",
  nothing: "Nessuna voce trovata nelle fonti, o non prevista dalla misura.",
  termsTable: "Termini",
  lowIncome: "Reddito fino al quale chi lavora conserva lo stato di disoccupazione",
  exclusions: "Chi è escluso dagli obblighi (fatti, riletti quando cambiano)",
  notBound: "non tenuto",
  exemptions: "Chi può essere esonerato (decisione di un operatore, con scadenza)",
  ladders: "A che cosa portano le mancanze (le applica l’INPS, mai il centro per l’impiego)",
  justifications: "Giustificati motivi",
  offers: "Offerte di lavoro congrue",
  offer: "Offerta",
  commitments: "Impegni scritti nel patto",
  channelPolicy: "Per quali vie si avvisa la persona",
  handOver: "Invio ai servizi del Comune",
  secondLook: "Serve un secondo operatore prima dell’invio",
  firstContact: "Chi incontra per primo la persona",
  listsFrom: "Da dove vengono gli elenchi",
  reportTo: "A chi si segnala",
  unitCounted: "Di chi si contano insieme le mancanze",
  compareTitle: "Le misure a confronto",
  compare:
    "Ogni riga è un parametro, ogni colonna una versione di una misura. Il segno ⚠️ rimanda alle avvertenze in fondo: valori non letti nella norma, o sui quali le fonti non concordano. Un trattino dice che la misura non prevede la voce, o che nessuna fonte letta ne parla.",
  choice: "nessuna: scelta della Regione",
  statesTitle: "Gli stati, e gli atti possibili in ciascuno",
  statesHead: "| stato | atti possibili |\n|---|---|",
  drawing: "Il percorso",
  drawingNote:
    "Il disegno mostra i passaggi da uno stato a un altro; gli atti che lasciano lo stato com’è non vi compaiono, e un atto che parte da molti stati è disegnato una volta. La tabella che segue è completa.",
  andOthers: (states: number) => `e da altri ${states} stati`,
  actsTitle: "Gli atti",
  from: "Da",
  to: "A",
  by: "Chi",
  when: "Condizioni; se una manca l’atto è rifiutato con queste parole",
  whenNone: "Condizioni: nessuna",
  opens: "Apre il termine",
  closes: "Chiude il termine",
  norms: "Norme",
  harms: "Può costare il beneficio alla persona: non lo compie mai il programma, né un termine che passa.",
  effects: "Ne segue",
  termsOf: "I termini, e che cosa accade quando passano",
  termsOfHead: "| termine | orologio | si apre | si chiude | quando passa |\n|---|---|---|---|---|",
  kpi: "un indicatore diventa rosso; nessun effetto sulla persona",
  becomes: "il programma compie l’atto",
  decides: "una persona sceglie fra",
  refusals: "Perché un atto è rifiutato",
  refusalsIntro:
    "A ogni rifiuto il programma dà un codice e una frase. Chi trova il codice nel fascicolo, o in una risposta, legge qui che cosa mancava.",
  refusalsHead: "| codice | che cosa manca | norma |\n|---|---|---|",
  wrongState: "L’atto non è possibile nello stato in cui ci si trova (si veda la tabella degli stati).",
  wrongActor: "L’atto non è tra quelli che il ruolo può compiere (si veda «Chi», sotto ogni atto).",
  initial: "stato iniziale",
  final: "stato finale",
  noAct: "nessuno: lo stato è finale",
} as const;
