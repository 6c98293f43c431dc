// What is said to a system whose signature does not hold.

export const MODI_TEXTS = {
  token: "Il token non è valido: firma, destinatario, scadenza o identificativo mancano o non tornano.",
  replayed: "Il token è già stato usato: ogni richiesta ne vuole uno suo.",
  signature: "La firma della richiesta (Agid-JWT-Signature) manca o non è valida.",
  digest: "Il contenuto non è quello firmato: l’intestazione Digest non torna.",
} as const;
