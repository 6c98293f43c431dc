// Labels of the fields of the forms of conditionality, and the count in words.

import type { SanctionStep } from "../../../domain/measures/types.ts";

const times = (count: number): string => (count === 1 ? "uno" : String(count));

/** What INPS may apply: the office never does. */
export function stepText(step: SanctionStep): string {
  if (step.kind === "forfeiture") return "decadenza dal beneficio";
  if (step.kind === "suspension") return "sospensione del beneficio";
  return step.months === 1 ? "riduzione di una mensilità" : `riduzione di ${step.months} mensilità`;
}

export function countText(count: { readonly before: number; readonly after: number; readonly step: SanctionStep }, unit: "household" | "person"): string {
  const whose = unit === "household" ? "Per il nucleo" : "Per la persona";
  const before = count.before === 0 ? "non c’è nessun fatto di questo tipo" : `${count.before === 1 ? "c’è già" : "ci sono già"} ${times(count.before)} fatt${count.before === 1 ? "o" : "i"} di questo tipo`;
  return `${whose} ${before}: questo è il n. ${count.after}. Se segnalato, l’INPS può applicare: ${stepText(count.step)}.`;
}

export const BREACH_LABELS = {
  event: "Che cosa è accaduto",
  happenedAt: "Quando",
  documents: "Che cosa lo prova",
  documentsHelp: "Uno per riga, con gli estremi: il registro delle presenze dell’ente, il verbale, il foglio firmato.",
  told: "Come la persona era stata avvisata",
  toldHelp: "Vale solo ciò che l’ha raggiunta prima del fatto.",
  noTelling: "Nessun avviso risulta in questo fascicolo: senza la prova il fatto non si può registrare.",
  formalReminderOn: "Data del richiamo formale",
  formalReminderHelp: "La norma lo chiede prima di questo fatto.",
  count: "Conteggio",
  noCount: "Per questa misura il fatto non ha conseguenze.",
  summons: "Assenza",
  absenceOf: (day: string, hour: string): string => `Convocazione del ${day} alle ${hour}`,
  impedimentUntil: "Fine dell’impedimento",
  impedimentHelp: "Vuoto se nulla ha impedito di avvisare.",
  until: "Fino al",
  justifiedReason: "Giustificato motivo",
  toldOn: "Comunicata il",
  evidenceSeen: "Il documento che prova l’impedimento è stato visto",
  document: "Documento consegnato",
  documentHelp: "Fra quelli già consegnati per questa persona.",
  lateReason: "Perché si accoglie in ritardo",
  lateHelp: "Solo se la giustificazione è arrivata dopo il termine: può accoglierla il responsabile di sede.",
  link: "A che cosa si collega la segnalazione",
  linkKind: "Tipo di collegamento",
  linkedActivity: "Attività concordata",
  agreedActivity: "un’attività concordata nel patto",
  firstAppointment: "la politica del primo appuntamento",
  noLink: "Nessuna attività era concordata e in corso nel giorno del fatto: la segnalazione non può partire.",
  operatorTaxCode: "Chi invia",
  operatorShown: (code: string): string => `La segnalazione porta il codice fiscale ${code}.`,
  operatorUnknown: "Il proprio codice fiscale non è registrato: chiederlo all’amministrazione regionale. Senza, la segnalazione non parte.",
  sendLead: "La segnalazione parte verso la piattaforma. Si può annullare una volta sola, finché il termine è aperto.",
  cancelLead: "Una segnalazione si annulla una volta sola. La persona è avvisata.",
  approveLead: "Chi ha proposto non approva. Con l’approvazione la segnalazione può partire.",
  answer: "Che cosa ha risposto l’INPS",
  months: "Mensilità",
  answeredOn: "Data della risposta",
  closeLead: "Nessuno ha giustificato nel termine: da oggi corre quello per segnalare.",
  kinds: {
    attivita: "Attività",
    "offerta-di-lavoro": "Offerta di lavoro",
    "assegno-di-ricollocazione": "Assegno di ricollocazione",
    "presenza-periodica": "Presenza periodica",
  } as Readonly<Record<string, string>>,
  tellings: {
    received: "ricevuto",
    sent: "inviato, senza ricevuta",
    failed: "non riuscito",
  } as const,
  pactSigned: (day: string): string => `Patto firmato, vincola dal ${day}`,
  telling: (channel: string, outcome: string, day: string, hour: string): string => `${channel}: ${outcome} il ${day} alle ${hour}`,
} as const;

export const INPS_ANSWERS = {
  reduction: "Riduzione",
  suspension: "Sospensione",
  forfeiture: "Decadenza",
  nothing: "Nessuna sanzione",
} as const;
