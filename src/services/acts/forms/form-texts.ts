// Labels of the fields that the forms of acts ask for.

export const FIELD_LABELS = {
  reason: "Motivo",
  reasonHelp: "Resta nel registro degli atti.",
  signed: "La persona ha firmato",
  documentOf: (name: string, day: string) => `${name}, consegnato il ${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`,
  consequencesTold: "Alla persona sono state spiegate le conseguenze",
} as const;

export const DID_LABELS = {
  declaredOn: "Data della DID",
  platformId: "Numero della DID sulla piattaforma",
  platformHelp: "Quello che la piattaforma nazionale mostra accanto alla DID.",
  refusedOn: "Giorno del rifiuto",
  work: "Lavoro",
  workKind: "Tipo di lavoro",
  employee: "Dipendente o assimilato",
  selfEmployed: "Autonomo o d’impresa",
  startsOn: "Dal",
  endsOn: "Al",
  endsHelp: "Vuoto se non ha una fine prevista.",
  yearlyEuros: "Reddito annuo previsto",
  euros: "euro l’anno",
} as const;

export const FORM_REFUSALS = {
  none: "Questo atto non si fa da una pagina: lo compie il programma, oppure non esiste.",
} as const;
