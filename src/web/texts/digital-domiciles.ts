// Italian texts of the search of digital domiciles on the control screen.

export const DOMICILES = {
  title: "Domicili digitali",
  help: "Prima di scrivere con valore legale si chiede ai registri nazionali dove la persona vuole essere raggiunta. Un indirizzo trovato è un recapito della persona, con la fonte e la data.",
  off: "Nessun registro è configurato: non si chiede nulla, e si usano i recapiti che ci sono.",
  registersCaption: "Registri, richieste di oggi ed elenchi",
  batchesCaption: "Ultimi elenchi chiesti ai registri",
  noBatches: "Nessun elenco è stato ancora chiesto.",
  names: { inad: "INAD, persone", "ini-pec": "INI-PEC, professionisti" },
  states: { asked: "da consegnare", waiting: "in attesa del registro", answered: "risposto", failed: "non riuscito: si chiede di nuovo" },
  standing: { off: "non configurato", on: "in funzione", down: "fermo" },
  downSince: (when: string, why: string): string => `dal ${when}: ${why}`,
  columns: {
    register: "Registro", standing: "Stato", today: "Richieste di oggi", open: "Elenchi aperti", answered: "Elenchi risposti", failed: "Non riusciti", people: "Persone cercate", found: "Con domicilio",
    freshness: "Una risposta vale", made: "Chiesto il", size: "Persone", none: "Senza domicilio", missing: "Senza risposta",
  },
  days: (days: number): string => (days === 1 ? "un giorno" : `${days} giorni`),
  none: "–",
} as const;
