// Words of the forms of profiling.

export const PROFILING_LABELS = {
  request: "Richiesta",
  questionnaire: "Questionario",
  answers: "Risposte della persona",
  sheet: "Scheda",
  assessment: "Valutazione",
  requestLead:
    "I dati partono per il servizio nazionale, che calcola l’indice. Ciò che è già noto è scritto, con la sua fonte: controllarlo con la persona.",
  withoutLead: "Si procede solo se il servizio nazionale non dà l’indice: il motivo resta nel profilo.",
  draftLead: "La bozza può restare incompleta; per decidere servono tutte le aree, le fonti e l’esito.",
  decideLead: (sources: number): string =>
    sources === 1
      ? "Il profilo si decide sulla valutazione scritta, che si fonda su una fonte. Deciso, non cambia più: se ne fa un altro."
      : `Il profilo si decide sulla valutazione scritta, che si fonda su ${sources} fonti. Deciso, non cambia più: se ne fa un altro.`,
  noQuestionnaire: "Oggi non è in vigore alcun questionario: avvisare la Regione.",
} as const;
