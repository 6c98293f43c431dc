// Italian sentences for everything about a person's identity and contact points; codes are stable, sentences may be improved.

/**
 * Code → sentence. A sentence says what is wrong and what to do; `{x}` is filled by `peopleText`.
 * CF_ = codice fiscale, LUOGO_ = place, TEL_ = phone, EMAIL_ = e-mail, POSTA_ = postal address.
 */
export const PEOPLE_TEXTS = {
  CF_MANCANTE: "Manca il codice fiscale: scriverlo come appare sulla tessera sanitaria.",
  CF_NOTAZIONE_SCIENTIFICA:
    "Il codice fiscale numerico è stato trasformato da Excel in «{value}» e ha perso cifre: formattare la colonna come testo e riscriverlo.",
  CF_LUNGHEZZA:
    "Il codice fiscale ha {length} caratteri: devono essere 16 (oppure 11 cifre se è provvisorio). Ricontrollarlo sulla tessera sanitaria.",
  CF_CARATTERI:
    "Il codice fiscale contiene il carattere «{char}», che non è ammesso: usare solo lettere senza accento e cifre.",
  CF_STP_ENI:
    "È un codice sanitario STP o ENI, non un codice fiscale: chiedere il codice fiscale all'Agenzia delle Entrate o alla persona.",
  CF_STRUTTURA:
    "Nel codice fiscale il carattere «{char}» in posizione {position} non può stare lì: ricontrollare in particolare O e zero, I e uno.",
  CF_CARATTERE_DI_CONTROLLO:
    "Il codice fiscale non supera il controllo dell'ultimo carattere: c'è un errore di battitura. Ricopiarlo dalla tessera sanitaria.",
  CF_PROVVISORIO_CONTROLLO:
    "Il codice fiscale provvisorio di 11 cifre non supera il controllo dell'ultima cifra: ricopiarlo dal certificato dell'Agenzia delle Entrate.",
  CF_DATA_INESISTENTE:
    "Il codice fiscale contiene una data di nascita che non esiste (giorno {day}, mese {month}): ricopiarlo dalla tessera sanitaria.",
  CF_DATA_FUTURA:
    "Il codice fiscale indica una nascita successiva alla data di riferimento: ricopiarlo dalla tessera sanitaria.",
  CF_LUOGO_SCONOSCIUTO:
    "Il codice fiscale contiene il codice di luogo «{place}», che non è di alcun comune né Stato estero: ricopiarlo dalla tessera sanitaria.",
  CF_LUOGO_NON_VALIDO_ALLA_NASCITA:
    "Il luogo «{place}» nel codice fiscale non esisteva alla data di nascita {birthDate}: verificare il codice con l'Agenzia delle Entrate.",
  CF_DATA_DIVERSA:
    "La data di nascita dichiarata ({declared}) non è quella del codice fiscale ({encoded}): correggere quella sbagliata.",
  CF_SESSO_DIVERSO:
    "Il sesso dichiarato ({declared}) non è quello del codice fiscale ({encoded}): correggere quello sbagliato.",
  CF_COGNOME_DIVERSO:
    "Le prime tre lettere del codice fiscale non corrispondono al cognome «{declared}»: verificare che siano della stessa persona.",
  CF_NOME_DIVERSO:
    "Le lettere del nome nel codice fiscale non corrispondono al nome «{declared}»: verificare che siano della stessa persona.",
  LUOGO_MANCANTE: "Manca il luogo: scrivere il comune o lo Stato estero.",
  LUOGO_NOME_SCONOSCIUTO:
    "Il luogo «{name}» non è tra i comuni italiani né tra gli Stati esteri: scriverlo per esteso o indicare il codice catastale.",
  LUOGO_AMBIGUO:
    "Più comuni si chiamano «{name}»: aggiungere la sigla della provincia o indicare il codice catastale.",
  TEL_NON_INDICATO: "Il numero di telefono non è indicato: chiederlo alla persona.",
  TEL_NOTAZIONE_SCIENTIFICA:
    "Il numero è stato trasformato da Excel in «{value}» e ha perso cifre: formattare la colonna come testo e riscriverlo.",
  TEL_LETTERE:
    "Nel numero di telefono c'è la lettera «{char}» (forse al posto di una cifra): riscrivere il numero con le sole cifre.",
  TEL_CARATTERI:
    "Nel numero di telefono c'è il segno «{char}», che non è ammesso: riscrivere il numero con le sole cifre.",
  TEL_TROPPO_CORTO: "Il numero ha solo {digits} cifre: manca qualcosa. Chiedere il numero completo.",
  TEL_TROPPO_LUNGO: "Il numero ha {digits} cifre, più di quelle possibili: ricontrollarlo e toglierle.",
  TEL_CELLULARE_LUNGHEZZA:
    "Un cellulare italiano ha 10 cifre, questo ne ha {digits}: ricontrollare il numero con la persona.",
  TEL_PREFISSO_43:
    "I numeri che iniziano con 43 sono di servizi automatici e non di persone: chiedere un altro numero.",
  TEL_NON_PERSONALE:
    "Il numero è di un servizio (numero verde, a pagamento o di emergenza) e non di una persona: chiedere un altro numero.",
  TEL_PREFISSO_SCONOSCIUTO:
    "Il prefisso di questo numero non esiste in Italia: ricontrollarlo o aggiungere il prefisso internazionale.",
  TEL_ZERO_INIZIALE:
    "Forse Excel ha tolto lo zero iniziale del prefisso: formattare la colonna come testo e riscrivere il numero con lo zero.",
  TEL_ESTERO_NON_VALIDO:
    "Il numero estero «{value}» non esiste con queste cifre: ricontrollare prefisso e numero.",
  TEL_FITTIZIO: "Il numero è fatto di cifre tutte uguali: chiedere quello vero.",
  EMAIL_NON_INDICATA: "L'indirizzo e-mail non è indicato: chiederlo alla persona.",
  EMAIL_SENZA_CHIOCCIOLA:
    "Nell'indirizzo e-mail manca la chiocciola @: riscriverlo nella forma nome@dominio.it.",
  EMAIL_PIU_CHIOCCIOLE: "Nell'indirizzo e-mail ci sono più chiocciole @: deve essercene una sola.",
  EMAIL_SPAZI: "Nell'indirizzo e-mail c'è uno spazio: toglierlo o mettere il segno giusto.",
  EMAIL_VIRGOLA: "Nell'indirizzo e-mail c'è una virgola, forse al posto di un punto: correggerla.",
  EMAIL_PUNTI:
    "Nell'indirizzo e-mail c'è un punto di troppo (due di seguito, all'inizio o alla fine): toglierlo.",
  EMAIL_CARATTERI:
    "Nell'indirizzo e-mail il carattere «{char}» non è ammesso: toglierlo o sostituirlo (niente lettere accentate).",
  EMAIL_NOME: "Prima della chiocciola @ l'indirizzo e-mail è vuoto o troppo lungo: riscriverlo.",
  EMAIL_DOMINIO: "Dopo la chiocciola @ il dominio «{domain}» non è completo: deve finire come .it o .com.",
  EMAIL_TROPPO_LUNGA: "L'indirizzo e-mail supera i 254 caratteri ammessi: riscriverlo.",
  EMAIL_DOMINIO_SOSPETTO:
    "Il dominio «{domain}» sembra scritto male: forse è «{suggestion}». Chiedere conferma alla persona.",
  POSTA_INDIRIZZO_FITTIZIO:
    "L'indirizzo è fittizio o di persona senza fissa dimora: la posta non arriva, serve un altro recapito.",
  POSTA_INDIRIZZO_INCOMPLETO: "L'indirizzo è incompleto: per spedire servono via, CAP e comune.",
  DOMICILIO_CESSATO: "Il registro dei domicili digitali non lo dà più per valido: non vi si scrive.",
  RECAPITO_SBAGLIATO: "La persona ha detto che non è suo: non vi si scrive più, nemmeno se una notifica lo ripete.",
} as const;

export type PeopleCode = keyof typeof PEOPLE_TEXTS;

/** The sentence of a code, with its blanks filled. A blank without a value stays visible, so that a test sees it. */
export function peopleText(code: PeopleCode, values?: Readonly<Record<string, string | number>>): string {
  const text: string = PEOPLE_TEXTS[code];
  if (values === undefined) return text;
  return text.replace(/\{(\w+)\}/g, (blank, key: string) => {
    const value = values[key];
    return value === undefined ? blank : String(value);
  });
}
