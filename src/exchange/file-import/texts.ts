// Italian sentences for files and records that cannot be read: what is wrong, and what to do.

/** A failure of the whole file: nothing (more) can be read from it. */
export const FILE_TEXTS = {
  FILE_VUOTO: "Il file è vuoto: verificare l’esportazione e inviarlo di nuovo.",
  FILE_SENZA_RIGHE: "Il file contiene solo l’intestazione: non ci sono notifiche da acquisire.",
  FILE_BINARIO:
    "Il file non è un testo né un foglio di calcolo riconosciuto: inviare un CSV, XLSX, ODS, JSON Lines o XML.",
  FILE_PDF: "Il file è un PDF: inviare l’elenco in formato CSV, XLSX, ODS, JSON Lines o XML.",
  FILE_RTF: "Il file è un documento RTF: inviare l’elenco in formato CSV, XLSX, ODS, JSON Lines o XML.",
  FILE_HTML:
    "Il file è una pagina HTML, anche se ha un altro nome: aprirlo con Excel e salvarlo come XLSX o CSV.",
  FILE_COMPRESSO: "Il file è un archivio compresso: estrarre l’elenco e inviare il file estratto.",
  FILE_JSON_UNICO: "Il file è un unico documento JSON: inviarlo in JSON Lines, un oggetto per riga.",
  CODIFICA_NON_LEGGIBILE:
    "La codifica del testo non è riconosciuta: salvare il file come «CSV UTF-8» e inviarlo di nuovo.",
  INTESTAZIONE_ASSENTE:
    "Non c’è una riga di intestazione riconosciuta: la prima riga deve contenere i nomi delle colonne.",
  RIGA_TROPPO_LUNGA:
    "Il file contiene una riga smisurata: non sembra una tabella. Verificare l’esportazione.",
  FOGLIO_DANNEGGIATO:
    "Il foglio di calcolo è danneggiato o incompleto: aprirlo, salvarlo di nuovo e ripetere l’invio. Le righe lette prima del guasto sono state acquisite.",
  FOGLIO_CIFRATO: "Il foglio di calcolo è protetto da password: togliere la protezione e inviarlo di nuovo.",
  FOGLIO_VECCHIO: "Il file è nel vecchio formato XLS: salvarlo come XLSX o CSV e inviarlo di nuovo.",
  FOGLIO_TROPPO_GRANDE: "Il foglio di calcolo supera la dimensione ammessa: dividere l’elenco in più file.",
  XML_DOCTYPE:
    "Il file XML contiene una dichiarazione DOCTYPE, che non è ammessa: toglierla e inviarlo di nuovo.",
  XML_NON_VALIDO:
    "Il file XML non è ben formato e non contiene notifiche leggibili: verificare l’esportazione.",
  XML_SENZA_NOTIFICHE: "Il file XML non contiene elementi «RichiestaRDCInviaNotifica».",
} as const;

export type UnreadableCode = keyof typeof FILE_TEXTS;

/** A failure of one record: the rest of the file goes on. */
export const RECORD_TEXTS = {
  COLONNE_MANCANTI: "La riga ha meno colonne dell’intestazione: controllare i separatori e correggerla.",
  COLONNE_IN_PIU:
    "La riga ha più colonne dell’intestazione: un valore contiene forse il separatore e va messo tra virgolette.",
  VIRGOLETTE_NON_CHIUSE: "La riga ha virgolette aperte e non chiuse: chiuderle o toglierle.",
  BYTE_NULLO: "La riga contiene caratteri nulli: riscrivere i valori ed eliminarli.",
  TESTO_ILLEGGIBILE:
    "La riga contiene caratteri che non si possono leggere con la codifica del file: riscrivere i valori con gli accenti.",
  JSON_NON_VALIDO: "La riga non è un oggetto JSON valido: correggerla.",
  JSON_VALORE_COMPOSTO: "Un campo contiene un elenco o un oggetto: ogni campo deve essere un testo semplice.",
  JSON_CAMPI_SCONOSCIUTI:
    "Nessun nome di campo della riga è riconosciuto: usare i nomi ufficiali della notifica.",
  XML_CAMPO_RIPETUTO: "Un campo compare più volte nella stessa notifica: lasciarne uno solo.",
  XML_STRUTTURA: "Un campo della notifica contiene altri elementi: ogni campo deve essere un testo semplice.",
  XML_INTERROTTO:
    "Da questo punto il file XML è interrotto o non ben formato: le notifiche precedenti sono state acquisite, inviare di nuovo le successive.",
} as const;

export type BrokenCode = keyof typeof RECORD_TEXTS;

/** Extra columns of the file of rejected rows; the reader ignores them when the file comes back. */
export const REJECTED_COLUMNS = ["riga", "campo", "codice", "spiegazione"] as const;
