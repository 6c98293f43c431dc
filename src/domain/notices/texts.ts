// Italian sentences for every refusal of a notice or of a table of notices; codes are stable, sentences may be improved.

/** Code → sentence: what is wrong and what to do. `{x}` is filled by `noticeText`. */
export const NOTICE_TEXTS = {
  COLONNE_OBBLIGATORIE_MANCANTI:
    "Mancano le colonne obbligatorie: {columns}. Aggiungerle al file, anche con un nome simile, e inviarlo di nuovo.",
  COLONNE_DOPPIE:
    "Più colonne danno lo stesso dato: {columns}. Lasciarne una sola per dato e inviare di nuovo il file.",
  INTESTAZIONE_NON_RICONOSCIUTA:
    "La prima riga non contiene nomi di colonna riconoscibili: aggiungere l'intestazione (per esempio «Codice fiscale», «Cognome», «Nome»).",
  CAMPO_MANCANTE: "Manca {field}: è obbligatorio, completare la riga.",
  TESTO_TROPPO_LUNGO:
    "{field} supera i {max} caratteri: probabilmente le colonne sono slittate, controllare la riga.",
  TESTO_ILLEGGIBILE: "{field} contiene caratteri illeggibili: salvare di nuovo il file in UTF-8 e inviarlo.",
  PROTOCOLLO_NOTAZIONE_SCIENTIFICA:
    "Il protocollo è stato trasformato da Excel in «{value}» e ha perso cifre: formattare la colonna come testo e riscriverlo.",
  RUOLO_NON_VALIDO:
    "Il ruolo «{value}» non è ammesso: scrivere R per il richiedente o M per un componente del nucleo.",
  RUOLO_RICHIEDENTE_DIVERSO:
    "La persona ha ruolo R (richiedente), ma il codice fiscale del richiedente è un altro: correggere il ruolo o il codice.",
  RUOLO_COMPONENTE_UGUALE:
    "La persona ha ruolo M (componente), ma il suo codice fiscale è quello del richiedente: correggere il ruolo o il codice.",
  NOME_CON_CIFRE:
    "{field} contiene cifre («{value}»): correggerlo, o controllare se le colonne sono slittate.",
  SESSO_NON_VALIDO: "Il sesso «{value}» non è ammesso: scrivere M o F, oppure lasciare vuoto.",
  CAP_NON_VALIDO: "Il CAP «{value}» non è di cinque cifre: correggerlo.",
  MISURA_SCONOSCIUTA: "La misura «{value}» non è tra quelle gestite ({known}): correggere il codice.",
  MISURA_NON_IN_VIGORE:
    "La misura {measure} non era in vigore il {date}, data del riconoscimento: correggere la data o la misura.",
  TENUTO_NON_VALIDO:
    "L'indicazione «{value}» non dice se la persona è tenuta agli obblighi: scrivere S o N, oppure lasciare vuoto.",
  DATA_FORMATO: "La data «{value}» non si legge: scriverla come 02/09/2019 o 2019-09-02.",
  DATA_INESISTENTE: "La data «{value}» non esiste nel calendario: correggerla (giorno/mese/anno).",
  DATA_ANNO_DUE_CIFRE: "La data «{value}» ha l'anno con due cifre: riscriverla con quattro.",
  DATA_FUORI_INTERVALLO: "La data «{value}» è fuori da ogni periodo possibile: correggere l'anno.",
  ORA_NON_VALIDA: "L'ora in «{value}» non si legge: scriverla come 02/09/2019 10:15.",
  DATA_FUTURA: "La data {date} è nel futuro rispetto alla ricezione ({today}): correggerla.",
  DATA_INVIO_MANCANTE:
    "Manca la data di invio, che dice quale notizia è più recente: aggiungere la colonna o la data del file.",
  DATA_INVIO_FUTURA: "La data di invio {date} è nel futuro rispetto alla ricezione: correggerla.",
  NASCITA_IMPOSSIBILE: "Con la data di nascita {date} la persona avrebbe più di 120 anni: correggerla.",
  RICONOSCIMENTO_PRIMA_DELLA_DOMANDA:
    "Il riconoscimento ({granted}) viene prima della domanda ({application}): correggere una delle due date.",
  DOMANDA_PRIMA_DELLA_NASCITA:
    "Il richiedente risulta nato dopo la domanda ({application}): correggere una delle due date.",
  DOMICILIO_INCOMPLETO:
    "Il domicilio è senza comune: è stata usata la residenza. Completare il domicilio se è diverso.",
  COMUNE_CODICE_E_NOME_DIVERSI:
    "Il codice {code} è di {name}, ma è scritto «{value}»: vale il codice, verificare.",
  TENUTO_CON_MOTIVO:
    "La persona è indicata come tenuta ma c'è un motivo di esclusione («{value}»): vale l'indicazione S, verificare.",
  RICHIEDENTE_MINORENNE:
    "Il richiedente era minorenne alla data della domanda: verificare la data di nascita.",
} as const;

export type NoticeCode = keyof typeof NOTICE_TEXTS;

/** The sentence of a code with its blanks filled; a blank without a value stays visible, so that a test sees it. */
export function noticeText(code: NoticeCode, values?: Readonly<Record<string, string | number>>): string {
  const text: string = NOTICE_TEXTS[code];
  if (values === undefined) return text;
  return text.replace(/\{(\w+)\}/g, (blank, key: string) => {
    const value = values[key];
    return value === undefined ? blank : String(value);
  });
}
