// Italian sentences of what goes out to the national node.

export const REPORT_TEXTS = {
  toldAgain: "L’invio è stato interrotto: si ripete con lo stesso numero di politica, che la piattaforma riconosce.",
  doubtful: "L’invio è stato interrotto: la segnalazione può essere arrivata. Verificare sulla piattaforma prima di inviarla di nuovo.",
  restored: "È stato ripristinato un backup: la segnalazione può essere già partita. Verificare sulla piattaforma prima di inviarla di nuovo.",
  refusedTask: (title: string, why: string) => `La piattaforma nazionale non ha accolto «${title}»: ${why}`,
  refusedNoReason: "nessun motivo indicato",
  discarded: (why: string) => `La piattaforma ha scartato la segnalazione: ${why}`,
  breach: "Segnalazione di condizionalità",
  lineIsUp: "La piattaforma risponde: le comunicazioni partono da sole, e non serve il file.",
  nothingToFile: "Nessuna comunicazione di questa sede attende di partire.",
  reasonMissing: "Manca il motivo: scriverlo, resterà nel registro degli atti.",
  notVisible: "La comunicazione non è tra quelle di questa sede.",
  alreadySettled: "La comunicazione non attende più una decisione: nel frattempo qualcuno ha deciso, oppure è arrivata la risposta. Aggiornare la pagina.",
} as const;
