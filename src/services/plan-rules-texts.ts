// Italian sentences of what the planner is told.

export const PLAN_RULE_TEXTS = {
  noOffice: "Le competenze degli sportelli le scrive chi dirige una sede.",
  deskUnknown: "Questo sportello non è della sede.",
  operatorMissing: "Scrivere chi lavora allo sportello.",
  abilityUnknown: "Una delle competenze o delle lingue non è tra quelle previste.",
  reasonMissing: "Scrivere il motivo in almeno cinque lettere.",
  changed: "Nel frattempo è cambiato: rileggere la pagina e ripetere.",
  regionOnly: "Le regole del piano valgono per tutte le sedi: le decide la Regione.",
  measureUnknown: "Questa misura non è tra quelle configurate.",
  pointsWrong: (most: number) => `I punti sono numeri interi da 0 a ${most}.`,
  open: "C’è già una proposta da decidere per questa misura.",
  same: "La proposta è uguale alle regole in vigore.",
  unknown: "Questa proposta non c’è, o non è l’ultima.",
  decided: "La proposta è già stata decisa.",
  own: "Decide una persona diversa da chi ha proposto.",
} as const;
