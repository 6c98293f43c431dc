// Italian of the services of letters.

export const LETTER_SERVICE_TEXTS = {
  noGateway: (product: string): string => `Nessuno stampatore è configurato per «${product}»: registrarlo con «convoca gateway».`,
  alreadyWritten: "Per questo appuntamento una lettera di questo tipo c’è già.",
  notOpen: "La convocazione non è aperta: non c’è che cosa scrivere.",
  tooLate: (day: string): string => `Una lettera non arriverebbe in tempo per l’appuntamento del ${day}: usare un altro canale.`,
  held: (reason: string): string => `Gli invii a questo stampatore sono fermi: ${reason}`,
  heldNoReason: "in attesa di verifica.",
  nothingDue: "Nessuna lettera è pronta: quelle scritte da poco si stanno componendo, le altre partono più avanti.",
  unknownGateway: "Questo stampatore non è configurato.",
  unknownBatch: "Questo lotto non c’è.",
  notYetHanded: "Il lotto non è ancora nella cartella dello stampatore: attendere, poi confermare.",
  alreadyAccepted: "Lo stampatore ha già accettato questo lotto.",
  notUncertain: "Il lotto non è incerto: non c’è nulla da decidere.",
  reasonMissing: "Scrivere il motivo: resta nel registro.",
  vanished: "Il file del lotto non è più dove era stato preparato: può averlo preso lo stampatore. Chiederglielo, poi decidere qui.",
  taken: "Nella cartella c’è già un file con questo nome, che questo archivio non ha scritto (un backup ripristinato?). Chiedere allo stampatore, poi decidere qui.",
  receiptOf: (number: string | null, code: string, title: string): string =>
    number === null ? `lettera ${code}: ${title}` : `raccomandata n. ${number}, lettera ${code}: ${title}`,
  handedToPost: (batch: string, code: string): string => `lotto ${batch}, lettera ${code}`,
  letterNotHere: "Questa lettera non c’è, o la persona è seguita da un’altra sede.",
  scanIsText: "Serve la scansione dell’avviso di ricevimento: un PDF o un’immagine.",
  altered: (code: string): string => `Il PDF della lettera ${code} non è quello che era stato composto: il lotto non si scrive. Verificare l’archivio.`,
} as const;
