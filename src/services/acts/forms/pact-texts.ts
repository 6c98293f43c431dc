// Words of the forms of the pact.

export const PACT_LABELS = {
  content: "Contenuto del patto",
  commitments: "Impegni",
  addCommitment: "Aggiungi un impegno",
  kind: "Tipo di impegno",
  ofMeasure: "Impegno della misura",
  ofMeasureHelp: "Vuoto per un impegno che ha solo questo patto.",
  text: "Testo",
  textHelp: "Per gli impegni della misura il testo è quello della misura.",
  leftOut: "Impegni della misura lasciati fuori",
  addLeftOut: "Lascia fuori un impegno",
  commitment: "Impegno",
  agreedOn: "Data dell’accordo",
  signedOn: "Data della firma",
  how: "Come è firmato",
  officeSigned: "Ha firmato anche il centro per l’impiego",
  document: "Numero del documento firmato",
  documentHelp: "Con cui il patto firmato è conservato: protocollo o numero del documento caricato.",
  platformNumber: "Numero con cui la piattaforma ha registrato il patto",
  refusedOn: "Giorno del rifiuto",
  endedOn: "Si conclude il",
  endReason: "Perché si conclude",
  draftLead:
    "Gli impegni della misura ci sono tutti: compilarli, oppure toglierne uno e scriverlo fra quelli lasciati fuori, con il motivo.",
  reviseLead: "Fino alla firma di entrambi il patto resta in vigore com’è.",
  refusalLead: "Non segnala nulla da solo: mette il fatto davanti a chi lo valuta.",
} as const;
