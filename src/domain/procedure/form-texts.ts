// What a form of an act says of a field that is not right.

export const FORM_TEXTS = {
  missing: (label: string) => `«${label}»: manca, va compilato.`,
  notText: (label: string) => `«${label}»: va scritto come testo.`,
  tooShort: (label: string, shortest: number) => `«${label}»: scrivere almeno ${shortest} caratteri.`,
  tooLong: (label: string, longest: number) => `«${label}»: troppo lungo, al massimo ${longest} caratteri.`,
  notDay: (label: string) => `«${label}»: la data non esiste o non è completa (giorno, mese e anno).`,
  dayTooEarly: (label: string, day: string) => `«${label}»: non può essere prima del ${day}.`,
  dayTooLate: (label: string, day: string) => `«${label}»: non può essere dopo il ${day}.`,
  notInstant: (label: string) => `«${label}»: servono il giorno e l’ora.`,
  notYesNo: (label: string) => `«${label}»: è una casella, spuntata o no.`,
  notAmong: (label: string) => `«${label}»: scegliere una delle voci proposte.`,
  notNumber: (label: string) => `«${label}»: scrivere un numero, con le sole cifre.`,
  notWhole: (label: string) => `«${label}»: scrivere un numero intero.`,
  outOfRange: (label: string, min: number, max: number) => `«${label}»: deve essere tra ${min} e ${max}.`,
  tooMany: (label: string, most: number) => `«${label}»: al massimo ${most}.`,
  tooFew: (label: string, least: number) => `«${label}»: almeno ${least}.`,
  notGroup: (label: string) => `«${label}»: i campi non si leggono.`,
  changed: (label: string) => `«${label}»: il valore mostrato è cambiato, ricaricare la pagina.`,
  unknown: (name: string) => `Il campo «${name}» non è di questo atto.`,
} as const;
