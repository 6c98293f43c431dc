// Words of the pages that help: how the work goes, the guided tour, what is new, the statement on accessibility.

import type { SessionRole } from "../../contract/session.ts";

export const HELP = {
  title: "Aiuto",
  lead: "Come si lavora con Convoca, dal mattino alla chiusura: scegliere l’argomento, oppure avviare il giro guidato.",
  leadOutside: "Come si entra e come si lavora con Convoca. Dopo l’accesso c’è anche la giornata del proprio ruolo, con un giro guidato.",
  door: "Per entrare",
  startTour: "Avvia il giro guidato",
  day: "La giornata",
  keys: "Con la tastiera",
  keysLead: "Tutto si può fare senza mouse.",
  words: "Parole",
  problems: "Quando qualcosa non va",
} as const;

/** The steps of the work, by role: what to do, and where. */
export const DAY: Readonly<Record<SessionRole, readonly { readonly text: string; readonly to: string; readonly place: string }[]>> = {
  operator: [
    { text: "Al mattino guardare che cosa è in sospeso: le righe sono in ordine di scadenza, e accanto a ciascuna c’è la norma.", to: "/lavoro", place: "Lavoro" },
    { text: "Ricevere le persone dal foglio del giorno: chi si presenta, chi manca, chi avvisa.", to: "/foglio", place: "Foglio del giorno" },
    { text: "Aprire la scheda della persona e seguire il primo colloquio, passo per passo: quello che si scrive si salva da solo.", to: "/lavoro", place: "Scheda della persona" },
    { text: "Spostare o fissare gli appuntamenti: la persona riceve il messaggio nuovo, e il vecchio promemoria è ritirato.", to: "/agenda", place: "Agenda" },
    { text: "Prima di andare via, chiudere la giornata: nessuno deve restare senza esito.", to: "/foglio", place: "Foglio del giorno" },
  ],
  "day-sheet-clerk": [
    { text: "Scrivere il cognome di chi arriva, o leggere il codice della convocazione: la persona entra in sala d’attesa.", to: "/foglio", place: "Foglio del giorno" },
    { text: "Segnare chi manca e chi avvisa; a fine giornata nessuno deve restare senza esito.", to: "/foglio", place: "Foglio del giorno" },
  ],
  "office-manager": [
    { text: "Assegnare le persone che non hanno ancora un operatore.", to: "/lavoro", place: "Lavoro" },
    { text: "Tenere gli orari della sede: aperture, chiusure, sportelli assenti. Chi è già convocato viene spostato e avvisato.", to: "/agenda", place: "Agenda" },
    { text: "Stabilire chi sostituisce chi è assente, con le date.", to: "/sostituzioni", place: "Sostituzioni" },
    { text: "Controllare che ogni giornata sia stata chiusa.", to: "/foglio", place: "Foglio del giorno" },
  ],
  "second-officer": [
    { text: "Leggere le proposte che aspettano un’approvazione: nessuno approva la propria.", to: "/condizionalita", place: "Condizionalità" },
    { text: "Guardare le prove prima di decidere: che cosa è stato scritto alla persona, quando, e se le è arrivato.", to: "/condizionalita", place: "Condizionalità" },
  ],
  regional: [
    { text: "Guardare quante persone mancano alla scadenza, sede per sede, e dove mancano i posti.", to: "/panoramica", place: "Panoramica" },
  ],
  administrator: [
    { text: "Controllare gli arrivi di notifiche e correggere le righe scartate.", to: "/notifiche", place: "Notifiche ricevute" },
    { text: "Dare una sede a chi nessuna regola sa assegnare.", to: "/da-instradare", place: "Da instradare" },
    { text: "Decidere sui messaggi incerti: partiti o no, mai due volte.", to: "/messaggi?vista=verifica", place: "Messaggi" },
    { text: "Rispondere entro il termine a chi chiede dei propri dati.", to: "/richieste", place: "Richieste sui dati" },
  ],
  auditor: [
    { text: "Esaminare gli accessi insoliti, e chi ha aperto le schede.", to: "/accessi", place: "Accessi" },
    { text: "Controllare le sostituzioni e le richieste sui dati.", to: "/sostituzioni", place: "Sostituzioni" },
  ],
};

/** What helps whoever stands at the door. */
export const DOOR: readonly (readonly [string, string])[] = [
  ["La prima volta", "Con il nome e la password provvisoria ricevuti dall’amministrazione regionale: se ne sceglie una propria e si collega l’applicazione dei codici sul telefono."],
  ["Il telefono non c’è", "Usare uno dei codici di recupero, stampati la prima volta: ognuno vale una volta sola."],
  ["Password dimenticata, codici finiti", "L’amministrazione regionale dà una nuova password provvisoria."],
  ["Troppi tentativi sbagliati", "Il nome utente si ferma per poco, ogni volta più a lungo: il messaggio dice quanto aspettare."],
];

export const KEYS: readonly (readonly [string, string])[] = [
  ["Tab e Maiusc+Tab", "vanno al campo o al comando seguente e a quello precedente"],
  ["Invio", "preme il comando, apre la scheda della riga"],
  ["Spazio", "spunta una casella, sceglie una riga"],
  ["Esc", "chiude la finestra senza fare nulla"],
  ["Frecce", "si muovono tra le scelte di un elenco e tra le ore dell’agenda"],
];

export const WORDS: readonly (readonly [string, string])[] = [
  ["In sospeso", "tutto quello che aspetta un atto, di ogni procedimento, in ordine di scadenza"],
  ["Termine", "il giorno entro cui la legge vuole un atto; «Perché?» mostra la norma e da quando si conta"],
  ["Atto", "quello che si fa su un caso: resta nel registro, con chi, quando e la norma; si corregge con un altro atto"],
  ["Incerto", "un messaggio che forse è partito: non si rimanda da solo, decide una persona"],
  ["Non raggiungibile", "nessun recapito funziona: va cercato, non è un’assenza"],
];

export const PROBLEMS: readonly (readonly [string, string])[] = [
  ["La connessione cade", "Quello che è scritto resta sulla pagina. Tornata la connessione, confermare di nuovo: un atto già fatto non si ripete."],
  ["La sessione finisce", "Entrare di nuovo con lo stesso utente: la pagina è come la si era lasciata."],
  ["Un collega è stato più veloce", "Il messaggio dice chi, quando e con quale atto: ricaricare e decidere sul caso com’è ora."],
  ["Un comando è spento", "Accanto c’è scritto perché, e «Perché?» apre la norma."],
  ["Errore imprevisto", "Nulla è stato salvato a metà. Riprovare; se succede ancora, comunicare il numero della richiesta."],
];

export const TOUR = {
  label: "Giro guidato",
  welcome: "Prima volta qui?",
  welcomeText: "Un giro di un minuto mostra dove si fa che cosa. Si può rifare quando si vuole dall’Aiuto.",
  start: "Cominciamo",
  later: "Non ora",
  next: "Avanti",
  back: "Indietro",
  done: "Fine del giro",
  close: "Chiudi il giro",
  step: (at: number, of: number): string => `Passo ${at} di ${of}`,
} as const;

export const NEWS = {
  title: "Novità",
  lead: "Che cosa è cambiato per chi lavora con Convoca, dal più recente.",
  entries: [
    {
      when: "Novembre 2026",
      items: [
        "Il lavoro della giornata in una pagina sola: quello che è in sospeso, in ordine di scadenza, con filtri che si combinano e si salvano.",
        "Il foglio del giorno: arrivi, sala d’attesa, esiti, chiusura della giornata.",
        "L’agenda della settimana: si sposta trascinando o con la tastiera, e le chiusure rimettono in calendario chi era convocato.",
        "Gli atti di tutti i procedimenti nella scheda della persona, con l’anteprima di ogni testo prima che parta.",
        "Il primo colloquio passo per passo, che si salva da solo e che un collega può riprendere.",
        "Patto, DID, esonero e invio al Comune in PDF accessibile, da firmare su carta o con un codice sul telefono.",
        "Il catalogo delle attività, con i posti, le liste d’attesa e il foglio delle presenze; la scrivania della condizionalità.",
      ],
    },
  ],
} as const;

export const ACCESSIBILITY = {
  title: "Dichiarazione di accessibilità",
  lead: "Che cosa abbiamo verificato, che cosa no, e come segnalare una difficoltà.",
  state: "Stato di conformità",
  stateText:
    "Convoca è progettata per rispettare le WCAG 2.1 livello AA e la norma UNI CEI EN 301549. Questa installazione si dichiara parzialmente conforme: le verifiche automatiche non trovano errori, ma non tutte le verifiche con persone sono state fatte.",
  checked: "Che cosa è verificato, a ogni versione",
  checkedItems: [
    "Ogni pagina, in ogni suo stato, è controllata con axe in un browser vero, a 1440 e a 390 punti di larghezza: nessun errore.",
    "Nessuna pagina esce dallo schermo a 390 punti. Le pagine della giornata sono provate anche a 1024 punti e ingrandite al 200%: niente esce, nessun comando resta coperto.",
    "Il primo colloquio, dall’identità al patto da firmare, e gli atti della scheda si compiono con la sola tastiera; ogni comando della giornata, dall’arrivo alla chiusura, si aziona con Invio o Spazio.",
    "Le finestre di dialogo prendono il fuoco, si lasciano con Esc e lo restituiscono al comando da cui erano aperte.",
    "I PDF emessi sono etichettati (PDF/UA), con titolo, lingua e ordine di lettura.",
  ],
  missing: "Che cosa non è ancora verificato",
  missingItems: [
    "Nessuna prova con persone che usano ogni giorno un lettore di schermo o un ingranditore.",
    "L’ingrandimento oltre il 200%, la spaziatura dei testi cambiata da chi legge e i colori ad alto contrasto del sistema non sono provati.",
    "Nella tabella dell’agenda, a 1024 punti, si scorre di lato dentro il suo riquadro.",
    "I lettori di schermo sono stati considerati nel progetto (regioni, annunci, nomi dei comandi) ma non provati uno per uno.",
    "I documenti consegnati dalle persone sono mostrati come sono: una fotografia di un certificato non si legge ad alta voce.",
    "I PDF non sono passati da un validatore PDF/UA indipendente.",
  ],
  report: "Segnalare una difficoltà",
  reportText:
    "Scrivere al responsabile della sede o all’assistenza della Regione, dicendo la pagina e che cosa non si riesce a fare. La risposta è dovuta entro 30 giorni; se non arriva o non basta, ci si può rivolgere al Difensore civico per il digitale presso AgID.",
  law: "Legge 9 gennaio 2004, n. 4; d.lgs. 10 agosto 2018, n. 106; linee guida AgID sull’accessibilità degli strumenti informatici.",
  date: "Dichiarazione redatta il 23 novembre 2026 dal gruppo che sviluppa Convoca, per autovalutazione. L’ente che la installa pubblica la propria sul modulo dell’AgID.",
} as const;
