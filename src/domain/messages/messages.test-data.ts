// Test data: the 46 offices of Campania as published in 2019, and one message input to start from.

import { registerTemplates, type TemplateSet } from "./templates.ts";
import { ITALIAN_TEMPLATES } from "./templates-it.ts";
import type { MessageOffice, SummonsMessageInput } from "./types.ts";

/** Short name, address, municipality of the seat. */
export const CAMPANIA_OFFICES: readonly (readonly [string, string, string])[] = [
  ["CPI Ariano Irpino", "Contrada Serra", "Ariano Irpino"],
  ["CPI Avellino", "Via Pescatori 93", "Avellino"],
  ["CPI Calitri", "L.Go San Bernardino", "Calitri"],
  ["CPI Grottaminarda", "Via Bellini", "Grottaminarda"],
  ["CPI Sant'Angelo dei Lombardi", "Via Petrile", "Sant'Angelo dei Lombardi"],
  ["CPI Benevento", "Via Xxv Luglio 14", "Benevento"],
  ["CPI San Bartolomeo in Galdo", "Via Castelvenere", "San Bartolomeo in Galdo"],
  ["CPI Sant'Agata de' Goti", "Via Starza Panoramica Snc", "Sant'Agata de' Goti"],
  ["CPI Telese Terme", "Via Mazzini", "Telese Terme"],
  ["CPI Aversa", "Via Felice Pommella 28/30/32", "Aversa"],
  ["CPI Capua", "Piazza De Renzis 8", "Capua"],
  ["CPI Casal di Principe", "Via P. P. Pasolini 8/10", "Casal di Principe"],
  ["CPI Caserta", "Via S. Chiara - Complesso Regency", "Caserta"],
  ["CPI Maddaloni", "Via Matilde Serao", "Maddaloni"],
  ["CPI Piedimonte Matese", "Via Sannitica 42", "Piedimonte Matese"],
  ["CPI Sessa Aurunca", "Via Sant'Agata 10", "Sessa Aurunca"],
  ["CPI Teano", "Via Orto Saetta", "Teano"],
  ["CPI Afragola", "Via Po 10", "Afragola"],
  ["CPI Castellammare di Stabia", "Via Regina Margherita 74", "Castellammare di Stabia"],
  ["CPI Frattamaggiore", "Via Genoino 69", "Frattamaggiore"],
  ["CPI Giugliano in Campania", "Via Degli Innamorati 113", "Giugliano in Campania"],
  ["CPI Ischia", "Via Principessa Margherita 33", "Ischia"],
  ["CPI Marigliano", "Via Pontecitra 56", "Marigliano"],
  ["CPI Napoli Est", "Via P. Raimondi 16/18", "Napoli"],
  ["CPI Napoli Fuorigrotta", "Via Diocleziano 330", "Napoli"],
  ["CPI Napoli Nord", "V.Le Della Resistenza - Comparto 12", "Napoli"],
  ["CPI Nola", "Via Della Repubblica 24", "Nola"],
  ["CPI Ottaviano", "Via Gabriele D'Annunzio 131", "Ottaviano"],
  ["CPI Pomigliano d'Arco", "Via Passariello - P.Co Rea", "Pomigliano d'Arco"],
  ["CPI Pompei", "Viale Mazzini 104", "Pompei"],
  ["CPI Portici", "Via Salute 45", "Portici"],
  ["CPI Pozzuoli", "Via Virgilio 28 - Arco Felice", "Pozzuoli"],
  ["CPI Sorrento", "Via San Francesco 8", "Sorrento"],
  ["CPI Torre del Greco", "Via Cupa S. Pietro 11", "Torre del Greco"],
  ["CPI Agropoli", "Viale Lazio", "Agropoli"],
  ["CPI Battipaglia", "Via Florignano - P.Zzo Colosseum", "Battipaglia"],
  ["CPI Maiori", "C.So Reginna 71/B", "Maiori"],
  ["CPI Mercato San Severino", "Via Nazionale Delle Puglie 49", "Mercato San Severino"],
  ["CPI Nocera Inferiore", "Via Cucci 24", "Nocera Inferiore"],
  ["CPI Oliveto Citra", "Via F. Cavallotti 77", "Oliveto Citra"],
  ["CPI Roccadaspide", "P.Tta Mercato", "Roccadaspide"],
  ["CPI Sala Consilina", "Via Matteotti 100", "Sala Consilina"],
  ["CPI Salerno", "Via Irno 57", "Salerno"],
  ["CPI Sapri", "Via Mercadante", "Sapri"],
  ["CPI Scafati", "Via Terze - Pal. Giugliano", "Scafati"],
  ["CPI Vallo della Lucania", "Via Passero", "Vallo della Lucania"],
];

export function templates(): TemplateSet {
  const registered = registerTemplates(ITALIAN_TEMPLATES);
  if (!registered.ok) throw new Error(registered.refusal.message);
  return registered.value;
}

/** Telephone numbers are fictitious and as long as real ones get. */
export function officeOf([shortName, address, municipality]: readonly [
  string,
  string,
  string,
]): MessageOffice {
  return {
    name: shortName.replace("CPI ", "Centro per l’impiego di "),
    shortName,
    address,
    municipality,
    phone: "081 5550123",
    email: "cpi@convoca.example",
    replyTo: "risposte@convoca.example",
  };
}

export function messageInput(change: Partial<SummonsMessageInput> = {}): SummonsMessageInput {
  return {
    office: officeOf(["CPI Avellino", "Via Pescatori 93", "Avellino"]),
    person: { firstName: "Maria", surname: "Rossi", language: "it" },
    appointment: {
      id: "0198a1b2-0000-7000-8000-000000000001",
      startsAt: "2019-09-09T07:00:00.000Z",
      localDate: "2019-09-09",
      localTime: "09:00",
      durationMinutes: 30,
      sequence: 0,
    },
    referenceCode: "K7M2-Q4PX",
    measure: {
      quietHours: { value: { from: "20:00", to: "09:00" }, citation: null, confidence: "inferred" as const, note: "prova" },
      reminderHoursBefore: { value: 48, citation: null, confidence: "inferred" as const, note: "prova" },
      reminderNotUnderHours: { value: 12, citation: null, confidence: "inferred" as const, note: "prova" },
    },
    ...change,
  };
}
