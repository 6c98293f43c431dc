// Names of columns in the files exchanged with a print house, and what is wrong with a row that comes back.

export const BATCH_FILE_TEXTS = {
  columns: [
    "lotto", "posizione", "file", "codice_lettera", "prodotto", "fogli", "byte", "sha256", "riga_1", "riga_2", "riga_3", "riga_4", "riga_5", "mittente",
  ],
} as const;

/** What people and print houses call the columns, compared without case, spaces and underscores. */
export const OUTCOME_COLUMNS = {
  letter: ["codice_lettera", "codice lettera", "id lettera", "lettera", "barcode", "codice a barre", "request_id"],
  number: ["numero_raccomandata", "raccomandata", "codice_raccomandata", "n raccomandata", "num raccomandata", "registered_letter_code", "codice_oggetto"],
  outcome: ["codice_esito", "esito", "codice stato", "stato", "status_code", "evento", "codice evento"],
  at: ["data_esito", "data", "data evento", "data e ora", "status_date_time", "data stato"],
  cause: ["causale", "causa", "motivo", "delivery_failure_cause", "causale mancato recapito"],
} as const;

export const OUTCOME_FILE_REFUSALS = {
  INTESTAZIONE_ESITI:
    "Nel file non ci sono le colonne degli esiti: servono «codice_esito», «data_esito» e almeno una fra «codice_lettera» e «numero_raccomandata».",
} as const;

export const ROW_REFUSALS = {
  RIGA_ILLEGGIBILE: "La riga non si può leggere: virgolette, colonne o caratteri non sono a posto.",
  ESITO_MANCANTE: "Manca il codice dell’esito.",
  ESITO_SCONOSCIUTO: "Il codice dell’esito non è tra quelli previsti.",
  CAUSALE_SCONOSCIUTA: "La causale non è tra quelle previste (da M01 a M09).",
  DATA_NON_VALIDA: "La data manca o non è una data: scriverla come 2019-09-10 o 10/09/2019, anche con l’ora.",
  DATA_FUTURA: "La data dell’esito è nel futuro.",
  DATA_PRIMA_DEL_LOTTO: "La data dell’esito è prima del giorno in cui la lettera è entrata nel lotto.",
  LETTERA_MANCANTE: "Mancano sia il codice della lettera sia il numero della raccomandata.",
  CODICE_LETTERA_ERRATO: "Il codice della lettera non è giusto: sedici cifre, l’ultima di controllo.",
  LETTERA_SCONOSCIUTA: "Nessuna nostra lettera ha questo codice o questo numero.",
  LETTERA_NON_SPEDITA: "La lettera non è ancora in nessun lotto.",
  NUMERO_NON_VALIDO: "Il numero della raccomandata non è valido: da otto a venti lettere e cifre.",
  NUMERO_DISCORDE: "Il codice della lettera e il numero della raccomandata sono di due lettere diverse.",
  NUMERO_GIA_USATO: "Questo numero di raccomandata è già di un’altra lettera.",
  PRODOTTO_DISCORDE: "L’esito è di una raccomandata, la lettera è ordinaria.",
} as const;
export type RowRefusal = keyof typeof ROW_REFUSALS;

export const REJECTED_TITLES = ["riga", "codice", "spiegazione"] as const;
