// The words of the jurist's page about who comes and places in more.

export const SHOW_UP_PAGE = {
  title: "Affluenza e posti in più",
  intro:
    "Non tutte le persone convocate vengono. Da chi è venuto finora si stima quante ne verranno, e di quanto si possono convocare più persone dei posti senza far aspettare chi viene oltre un limite che il responsabile della sede promette. Senza promessa non ci sono posti in più.",
  fair: "Che cosa non conta",
  fairText:
    "La stima conosce soltanto la sede e la chiamata: ora, giorno della settimana, come si è avvisato, giorni di preavviso, quale chiamata è. Età, sesso, cittadinanza, residenza, nucleo, misura e ogni altro tratto della persona non entrano nel conto, non sono conservati con esso e non vi si possono aggiungere: due persone chiamate allo stesso modo dalla stessa sede hanno la stessa quota. La stima decide quanti posti aprire; non chi li riceve, né chi è chiamato prima, né che cosa segue a un’assenza. Un’assenza giustificata conta qui come assenza, perché lo sportello è rimasto libero: nel fascicolo della persona resta giustificata.",
  prior: "Da dove si parte",
  bounds: "I limiti della promessa",
  head: "| che cosa | valore | nota | norma | quanto è certo |\n|---|---|---|---|---|",
  names: {
    rate: "Quota di partenza di chi viene",
    people: "Quanto pesa, in persone",
    spread: "Quanto si crede che ciascun fattore sposti la quota",
    spreadLevels: "Quanto pesa quella credenza",
    interval: "Intervallo",
    wait: "Limite di attesa, minuti",
    probability: "Probabilità con cui vale",
    perDesk: "Posti in più al giorno per sportello",
    long: "Colloqui che durano il doppio",
  },
  range: (least: string, most: string, usual: string): string => `da ${least} a ${most}; di solito ${usual}`,
  noNorm: "nessuna",
} as const;
