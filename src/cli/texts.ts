// What the command line says, in Italian.

const NUMBERS = new Intl.NumberFormat("it-IT", { useGrouping: "always" });

export function count(value: number): string {
  return NUMBERS.format(value);
}

export function seconds(value: number): string {
  return `${new Intl.NumberFormat("it-IT", { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} s`;
}

export const CLI_TEXTS = {
  unexpected: "Errore imprevisto: nulla è rimasto a metà. Segnalare quanto segue a chi mantiene Convoca.",
  help: `Uso: convoca COMANDO [opzioni]

  start                          avvia tutto: database, server, invii e, in demo, il mondo esterno simulato
  worker                         avvia solo gli invii (più macchine possono farlo insieme)
  migrate                        porta il database alla versione di questo programma
  settings CHIAVE=VALORE …       impostazioni del nodo: regionPhone, regionEmail, domain, publicAddress
  reference import [CARTELLA]    carica le tabelle di riferimento (uffici, bacini, orari, festività)
  import FILE … [--measure RDC]  riceve file di notifiche
  plan [--wave 1|2] [--from DATA] [--to DATA] [--target DATA] [--scenario NOME]
  forecast [--office SEDE] [--what-if LEVA …] [--verify ID|ultima] [--nights]
                                 prevede quando è convocata, incontrata e firma l'ultima persona; prova leve; rifà una previsione
  convene [--until DATA]         convoca chi ha un appuntamento fissato
  gateway ID --channel … --url … registra o cambia un gateway di invio
  mailbox [GATEWAY]              come stanno le caselle PEC, e la posta che non è una ricevuta
  user add|list|reset|stop …     chi può entrare con nome e password («convoca user» per l'uso)
  system add|list|key|sign|close …  altri sistemi che usano l'API, i loro segreti e le loro chiavi («convoca system» per l'uso)
  provider set|rule|list …       gestori di identità (OpenID Connect) e ruoli dalle loro attestazioni
  reconcile                      dopo il ripristino di un backup: allinea gli invii con quanto sanno i gateway
  domiciles                      domicili digitali: come stanno le richieste a INAD e INI-PEC
  verify                         controlla la catena del registro degli atti e i conti della cabina di regia
  figures                        controlla i conti della cabina di regia (--rebuild: li rifà da zero)
  dossier make|verify|stamp      fascicoli di prova: farli, verificarli, marcarli dopo («convoca dossier» per l'uso)
  login-key status|new|rotate|retire  chiave dei secondi fattori: stato, nuova, passaggio alla nuova, ritiro della vecchia
  keys status|new|rotate|retire  chiavi dei documenti: stato, nuova versione, passaggio alla nuova, ritiro di una vecchia
  retention [--dry-run|--apply|--figures]   conservazione: che cosa andrebbe e perché, cancellazione, numeri rimasti
  season [--households N] [--json FILE]   la stagione 2019 a grandezza intera
  docs                           rigenera le pagine della procedura`,
  starting: "Convoca si avvia.",
  database: (where: string, ms: number) => `Database ${where} pronto in ${seconds(ms / 1_000)}.`,
  migrated: (applied: number) => (applied === 0 ? "Schema già aggiornato." : `Schema aggiornato: ${applied} migrazioni.`),
  building: "Interfaccia web: la costruisco (solo la prima volta)…",
  cohort: (households: number) => `Coorte dimostrativa: ${count(households)} nuclei, ricevuti come file di notifiche…`,
  imported: (read: number, created: number, updated: number, unchanged: number, rejected: number) =>
    `  ${count(read)} righe lette = ${count(created)} nuove + ${count(updated)} aggiornate + ${count(unchanged)} invariate + ${count(rejected)} scartate`,
  planned: (wave: number, placed: number, unplaced: number) =>
    `  fase ${wave}: ${count(placed)} appuntamenti fissati${unplaced === 0 ? "" : `, ${count(unplaced)} persone senza posto`}`,
  convened: (summonses: number, sms: number, emails: number, otherwise: number, unreachable: number) =>
    `  ${count(summonses)} convocazioni: ${count(sms)} SMS e ${count(emails)} e-mail in uscita${otherwise > 0 ? `, ${count(otherwise)} per PEC o posta` : ""}; ${count(unreachable)} persone senza recapito, nell'elenco degli sportelli`,
  ready: (url: string) => `\nPronto: ${url}\nCtrl-C per fermare.`,
  stopping: "\nMi fermo: gli invii in corso si chiudono…",
  stopped: "Fermato.",
  interrupted: "\nInterrotto: il prossimo avvio riprende da qui.",
  portTaken: (port: number) => `La porta ${port} è già in uso: chiudere l'altro programma o indicarne un'altra in CONVOCA_PORT.`,
  portForbidden: (port: number) => `La porta ${port} non si può usare con questo utente: indicarne un'altra, da 1024 in su, in CONVOCA_PORT.`,
  alreadyRunning: (home: string) => `Convoca è già in funzione sulla cartella «${home}»: fermarlo prima, o indicarne un'altra in CONVOCA_HOME.`,
  homeNotWritable: (home: string) => `La cartella dei dati «${home}» non è scrivibile: dare i permessi o indicarne un'altra in CONVOCA_HOME.`,
  diskFull: (home: string) => `Il disco della cartella «${home}» è pieno: liberare spazio e riavviare; quanto già registrato è salvo.`,
  databaseLost: "Il database ha smesso di rispondere: verificare che sia acceso e riavviare; quanto già registrato è salvo.",
  badSetting: (name: string, value: string, expected: string) => `${name} vale «${value}», che non si può usare: serve ${expected}.`,
  badOption: "Opzione sconosciuta o incompleta: «convoca help» elenca i comandi e le loro opzioni.",
  badDatabaseUrl: "DATABASE_URL non è l'indirizzo di un database: scrivere postgres://utente:password@host:porta/database, con i caratteri speciali della password codificati (%40 per @).",
  webNotBuilt: (folder: string) => `L'interfaccia web non si può costruire in «${folder}»: eseguire una volta «npm ci && npm start» con un utente che può scrivere nella cartella del programma.`,
  workerNotStarted: "Il processo degli invii si è fermato all'avvio: il motivo è qui sopra.",
  workerAgain: "Invii: il processo si è fermato da solo, lo riavvio.",
  databaseAgain: "Database incorporato: si è fermato da solo, lo riavvio.",
  demoWanted: "Il database contiene la dimostrazione: non vi si mescolano dati veri. Togliere CONVOCA_DEMO=no, o indicare un'altra cartella o un altro database.",
  demoSettings: "Il database ha già impostazioni, gateway o dati di un nodo vero: la demo non li tocca. Avviare con CONVOCA_DEMO=no, o indicare un altro database.",
  workerFault: (message: string) => `Invii: ${message}`,
  loginKeyUnreadable: (path: string) =>
    `La chiave degli accessi in «${path}» manca o non si può leggere: servono 32 byte in base 64, leggibili da questo utente.`,
  tokenUnreadable: (path: string) => `Il gettone in «${path}» manca, non si può leggere o ha meno di 32 caratteri.`,
  demoOnProduction:
    "Questo database è di un'installazione vera, che è già stata avviata senza dimostrazione o ha già i suoi utenti: la demo fa entrare chiunque e non vi parte. Avviare con CONVOCA_DEMO=no, o indicare un altro database.",
  demoElsewhere: "Il database contiene già dati non dimostrativi: la demo non li tocca. Avviare con CONVOCA_DEMO=no.",
} as const;
