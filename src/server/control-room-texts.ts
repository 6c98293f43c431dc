// What the routes of the control room and of the open data say: file names, heads of columns, metadata of the catalogue.

const PROVINCES: Readonly<Record<string, string>> = { AV: "Avellino", BN: "Benevento", CE: "Caserta", NA: "Napoli", SA: "Salerno" };

export const CONTROL_ROOM_TEXTS = {
  province: (letters: string): string => (PROVINCES[letters] === undefined ? letters : `Provincia di ${PROVINCES[letters]}`),
  unknownScope: "Questo ambito non esiste: indicare la sigla di una provincia o il codice di una sede, o niente per la Regione.",
  file: (scope: string): string => `Cabina di regia ${scope}`,
  head: ["Ambito", "Sezione", "Voce", "Passo", "Persone", "Su", "Di chi"] as const,
  sections: { counts: "Passi", weeks: "Settimana della notifica", below: "Territorio", desks: "Sportello", days: "Giorno", load: "Posti in agenda", absences: "Non presentate", sms: "SMS", traits: "Classi" },
  desk: (number: number): string => `Sportello ${number}`,
  loadUsed: "posti occupati",
  loadSeats: "posti in tutto",
  sms: { messages: "SMS partiti", single: "in una sola parte", parts: "parti in tutto" },
  hidden: "n.d.",
  title: "Cabina di regia",
  counted: (when: string): string => `Conti aggiornati al ${when}`,
  how: "Ogni passo conta solo chi è anche fra le persone di cui è una quota. I conti seguono gli atti; nessuna persona è nominata.",
  widthsNote: "Su: quante persone sono il tutto di cui il passo è una quota.",
} as const;

export const OPEN_DATA_TEXTS = {
  title: "Convocazioni ai centri per l’impiego della Campania",
  description:
    "Quante persone notificate sono state convocate, raggiunte, ricevute, hanno reso la DID e firmato il Patto, per territorio, settimana della notifica e classe di persone. Conti anonimi; quelli piccoli non sono pubblicati.",
  absent: "I dati aperti si pubblicano una volta al giorno, quando tutto è contato: non c’è ancora nulla di pubblicato.",
  head: ["giorno", "sezione", "ambito", "nome_ambito", "chiave", "nome_chiave", "passo", "nome_passo", "persone", "su_passo", "su_persone"] as const,
  file: "convocazioni-campania",
  publisher: "Regione Campania",
  publisherCode: "r_campan",
  keywords: ["centri per l’impiego", "convocazioni", "reddito di cittadinanza", "Patto per il lavoro", "Campania"] as const,
} as const;
