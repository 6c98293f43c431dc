// What `convoca dossier` says.

import type { Finding } from "../domain/evidence/chain.ts";
import { count, seconds } from "./texts.ts";

export const DOSSIER_TEXTS = {
  usage: `Uso:
  convoca dossier make --case CASO --out FILE --reason MOTIVO [--restricted]
  convoca dossier make --office SEDE | --list FILE --out CARTELLA --reason MOTIVO [--restricted]
  convoca dossier verify FILE [--ca CERTIFICATI]
  convoca dossier stamp FILE
Con --list, il file ha il numero di un caso per riga. Con --restricted entrano anche i documenti riservati. Chi fa un fascicolo, quando e perché resta nel registro del caso.`,
  noOffice: (caseId: string): string => `Il caso ${caseId} non esiste, oppure nessuna sede lo segue.`,
  badId: (text: string): string => `«${text}» non è il numero di un caso: serve un identificatore come 0199d0c0-0000-7000-8000-000000000001.`,
  there: (path: string): string => `«${path}» esiste già: un fascicolo non ne sostituisce un altro.`,
  made: (path: string, digest: string): string => `${path}\n  impronta dell’elenco: ${digest}`,
  stamps: {
    none: "  senza marca temporale: nessuna autorità è configurata",
    unreachable: "  SENZA MARCA TEMPORALE: l’autorità non ha risposto come doveva. Si può marcare dopo: convoca dossier stamp FILE",
    stamped: "  con marca temporale",
  },
  many: (made: number, total: number, time: number): string => `${count(made)} fascicoli su ${count(total)} in ${seconds(time)}.`,
  unstamped: (amount: number): string => `${count(amount)} SENZA MARCA TEMPORALE: l’autorità non ha risposto come doveva. Si possono marcare dopo.`,
  refused: (caseId: string, why: string): string => `  ${caseId}: ${why}`,
  someMissing: (amount: number): string => `${count(amount)} fascicoli non sono stati fatti: i motivi sono qui sopra.`,
  sound: (files: number, acts: number): string => `Il fascicolo è integro: ${count(files)} file, ${count(acts)} atti, nessuna anomalia.`,
  digest: (digest: string): string => `Impronta dell’elenco: ${digest}. È quella che il registro degli atti del caso deve riportare.`,
  noStamp: "Senza marca temporale.",
  stamped: (at: string, by: string): string => `Marca temporale del ${at}, di ${by}.`,
  untrusted: "La firma della marca è valida; di chi è l’autorità non è stato controllato: indicare i suoi certificati con --ca.",
  trusted: "Il certificato discende dall’autorità indicata ed era valido in quel momento.",
  finding: ({ where, message, code }: Finding): string => `  ${where}: ${message} [${code}]`,
  altered: (amount: number): string => (amount === 1 ? "Il fascicolo NON è integro: 1 anomalia." : `Il fascicolo NON è integro: ${count(amount)} anomalie.`),
  stampDone: (at: string): string => `Marcato: ${at}.`,
  noAuthority: "Nessuna autorità di marcatura è configurata: indicarne l’indirizzo in CONVOCA_TSA_URL.",
  badUrl: (url: string): string => `CONVOCA_TSA_URL vale «${url}»: serve un indirizzo http o https.`,
  clearPassword: "La password per l’autorità di marcatura non può viaggiare in chiaro: CONVOCA_TSA_URL deve cominciare con https.",
  badCertificate: (path: string): string => `«${path}» non contiene certificati leggibili (PEM o DER).`,
  unreadable: (path: string): string => `Il file «${path}» manca o non si può leggere.`,
} as const;
