// What the server says about accesses, substitutions and protected persons.

export const ACCESS_ANSWERS = {
  reasonGiven: "Motivo registrato.",
  protectedNow: "La persona è protetta: ogni apertura della scheda sarà segnalata al revisore.",
  unprotectedNow: "La persona non è più protetta.",
  flagClosed: "Segnalazione chiusa.",
  substitutionGiven: "Sostituzione data.",
  substitutionEnded: "La sostituzione finisce oggi.",
  kinUnknown: "L’utente o il comune non esiste: controllare il nome dell’utente e il codice del comune.",
  kinAdded: "Cognome di famiglia aggiunto.",
  kinRemoved: "Cognome di famiglia tolto.",
} as const;
