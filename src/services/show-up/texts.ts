// What is answered to whoever sets what an office promises about waiting.

export const SHOW_UP_TEXTS = {
  noOffice: "La promessa sull’attesa è di una sede: entrare come responsabile di una sede.",
  reasonMissing: "Scrivere perché si cambia la promessa, in almeno cinque lettere.",
  changed: "Nel frattempo qualcuno ha cambiato la promessa della sede: ricaricare la pagina e decidere di nuovo.",
  set: (version: number) => `La promessa è in vigore (versione ${version}). Vale per i piani fatti da adesso: chi ha già un posto lo conserva.`,
} as const;
