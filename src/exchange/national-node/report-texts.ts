// Italian sentences of the way out to the national node.

export const DOOR_TEXTS = {
  notNow: "La piattaforma non è in grado di rispondere ora.",
  notAdmitted: "La piattaforma non ammette la richiesta: verificare credenziali e indirizzo nella configurazione.",
  noReason: "La piattaforma non ha detto perché.",
} as const;
