// Every sentence about roles, substitutions, accesses and unusual accesses.

export const ACCESS_TEXTS = {
  pageTitle: "Chi può vedere e amministrare che cosa",
  pageIntro:
    "Chi può compiere un atto è scritto nelle righe della sua procedura («da parte di»). Questa tabella dice il resto: chi può leggere e chi può amministrare. Il server, le pagine e questa stessa pagina usano la stessa tabella. Che cosa una sede vede è deciso dal database: le persone di cui è competente ora, e nessun’altra.",
  rolesTitle: "Ruoli",
  rolesHead: "| Ruolo | A che cosa serve | Lavora in una sede | Nelle procedure è |\n|---|---|---|---|",
  readTitle: "Leggere",
  administerTitle: "Amministrare",
  permissionHead: "| Che cosa | Riguarda persone | Chi | Perché | Norma |\n|---|---|---|---|---|",
  substitutionTitle: "Sostituzioni",
  substitution: [
    "Chi è assente può essere sostituito, in una sede e in un ruolo, da un giorno a un altro compresi. La sostituzione la dà il responsabile della sede o l’amministratore del nodo, mai chi sostituisce né chi è sostituito.",
    "Chi sostituisce agisce con il proprio nome, «per conto di» chi è assente: il registro degli atti e quello degli accessi portano l’uno e l’altro.",
    "Nessuno approva ciò che ha proposto, nemmeno come sostituto: non lo approva chi lo ha proposto, né chi agisce per suo conto, né colui per conto del quale è stato proposto.",
  ],
  actsAsNobody: "nessuno",
  yes: "sì",
  no: "no",
} as const;
