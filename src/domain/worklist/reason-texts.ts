// Why a case waits, and what a note reminds of: closed lists.

export const WAIT_REASONS = {
  documents: "La persona porta i documenti",
  answer: "Si attende la risposta della persona",
  platform: "Si attende un dato dalla piattaforma nazionale",
  municipality: "Si attendono i servizi del Comune",
  provider: "Si attende l’ente dell’attività o l’azienda",
  "other-office": "Si attende un altro centro per l’impiego",
  colleague: "Se ne occupa un collega",
  other: "Altro motivo",
} as const;
export type WaitReason = keyof typeof WAIT_REASONS;
export const WAIT_REASON_NAMES = Object.keys(WAIT_REASONS) as readonly WaitReason[];

export const NOTE_REASONS = {
  call: "Chiamare la persona",
  "check-documents": "Controllare i documenti",
  "look-for-activity": "Cercare un’attività",
  "look-for-job": "Proporre un’offerta di lavoro",
  "review-pact": "Rivedere il patto",
  "review-profile": "Rifare il profilo",
  "check-household": "Verificare il nucleo",
  "prepare-meeting": "Preparare il colloquio",
  "ask-colleague": "Sentire un collega",
  other: "Altro",
} as const;
export type NoteReason = keyof typeof NOTE_REASONS;
export const NOTE_REASON_NAMES = Object.keys(NOTE_REASONS) as readonly NoteReason[];

export function waitReason(text: string): string {
  return Object.hasOwn(WAIT_REASONS, text) ? WAIT_REASONS[text as WaitReason] : text;
}

export function noteReason(text: string): string {
  return Object.hasOwn(NOTE_REASONS, text) ? NOTE_REASONS[text as NoteReason] : text;
}
