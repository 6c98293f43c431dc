// What the server says about accesses, substitutions and protected persons.

export const ACCESS_ANSWERS = {
  reasonGiven: "Motivo registrato.",
  protectedNow: "La persona è protetta: ogni apertura della scheda sarà segnalata al revisore.",
  unprotectedNow: "La persona non è più protetta.",
  flagClosed: "Segnalazione chiusa.",
  substitutionGiven: "Sostituzione data.",
  substitutionEnded: "La sostituzione finisce oggi.",
  kinAdded: "Cognome di famiglia aggiunto.",
  kinRemoved: "Cognome di famiglia tolto.",
  ruleChanged: "Regola cambiata: vale per gli accessi guardati da ora.",
} as const;
