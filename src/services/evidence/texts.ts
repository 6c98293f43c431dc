// What is said by the making of dossiers of proof.

export const EVIDENCE_SERVICE_TEXTS = {
  reasonNeeded: "Scrivere perché serve il fascicolo (da 5 a 500 caratteri): resta nel registro degli atti del caso.",
  caseNotHere: "Il caso non esiste, oppure non è di questa sede.",
  restricted: "I documenti riservati li mette nel fascicolo solo chi ha il permesso di aprirli: senza, restano l’esito e l’impronta.",
  altered: (where: string, message: string): string =>
    `Il fascicolo non si consegna: ciò che si conserva di questo caso è stato cambiato (${where}: ${message}) Avvisare l’amministratore, che lo controlla con «convoca verify».`,
  tooLarge: "Il fascicolo supera i quattro gigabyte: i documenti vanno chiesti uno per uno.",
  gone: (id: string): string => `Il documento ${id} è stato cancellato mentre il fascicolo si componeva: riprovare.`,
  fileName: (surname: string, caseId: string, day: string): string =>
    `fascicolo-${surname.normalize("NFKD").replaceAll(/[^A-Za-z]/g, "").toLowerCase() || "persona"}-${caseId.slice(-8)}-${day}.zip`,
  alreadyStamped: "Il fascicolo ha già una marca temporale.",
  silent: (why: string): string => `L’autorità di marcatura non ha dato una marca valida (${why}): riprovare più tardi. Il fascicolo è rimasto com’era.`,
  notSound: "Il fascicolo non è integro: non si marca ciò che è stato cambiato.",
} as const;
