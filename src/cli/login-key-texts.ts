// What `convoca login-key` says.

const PLACES = { current: "corrente", next: "nuova, non ancora in uso", earlier: "precedente" } as const;

export const LOGIN_KEY_TEXTS = {
  usage: "Uso: convoca login-key status | new | rotate | retire",
  key: (name: string, users: string, place: keyof typeof PLACES): string => `  ${name} (${PLACES[place]}): ${users} secondi fattori`,
  unmarked: (users: string): string => `  ${users} secondi fattori sigillati prima che le chiavi avessero un nome: «rotate» li passa alla chiave corrente`,
  missing: (name: string, users: string): string => `  ${name}: ${users} secondi fattori — CHIAVE MANCANTE: rimetterla nel file, altrimenti quegli utenti non entrano`,
  underWay: "Una chiave nuova c’è già: completare il cambio con «convoca login-key rotate».",
  added: (name: string, path: string): string =>
    `Creata la chiave ${name} in «${path}»; quella di prima resta in uso.\nCopiare il file su tutti i server, poi: convoca login-key rotate`,
  rotated: (users: string, name: string): string =>
    `${users} secondi fattori passati alla chiave ${name}, ora corrente. Chi entra non se ne accorge.\nCopiare il file su tutti i server, ripetere il comando se «status» ne mostra ancora, poi: convoca login-key retire`,
  lost: (login: string): string => `  ${login}: nessuna delle chiavi lo apre. Deve configurarlo di nuovo: convoca user reset ${login}`,
  inUse: (users: string): string => `${users} secondi fattori non sono ancora della chiave corrente: eseguire prima «convoca login-key rotate».`,
  retired: (keys: string, name: string): string =>
    `Tolte dal file ${keys} chiavi precedenti; resta ${name}. I secondi fattori nelle copie di sicurezza fatte prima non si aprono più.`,
} as const;
