// Who may read what, and who may administer what: the table beside those of the procedures, whose acts are ruled by their own `by`.

import type { CitationKey } from "../law/citation.ts";
import type { Role } from "./roles.ts";

export interface Permission {
  /** What it allows, as the page for readers says it. */
  readonly title: string;
  /** "read": shows something. "administer": changes something that is no act of a procedure. */
  readonly kind: "read" | "administer";
  /** Whether what it shows or touches names persons. */
  readonly persons: boolean;
  readonly roles: readonly Role[];
  /** Why these roles and no others. */
  readonly why: string;
  readonly law: readonly [CitationKey, ...CitationKey[]];
}

const permission = (
  kind: Permission["kind"],
  title: string,
  roles: readonly Role[],
  why: string,
  law: Permission["law"],
  persons = true,
): Permission => ({ kind, title, roles, why, law, persons });

const SELECTIVE = ["DM_2_9_2019_ART2_C8", "GDPR_ART5"] as const;
const DESIGNATED = ["DLGS196_ART2QUATERDECIES"] as const;
const SAFE = ["GDPR_ART32"] as const;
const LOGGED = ["GARANTE_ADMINISTRATORS", "GDPR_ART32"] as const;

export const PERMISSIONS = {
  // Reading ----------------------------------------------------------------------------------------------------------
  "people-list": permission(
    "read",
    "Cercare ed elencare le persone della propria sede",
    ["operator", "office-manager", "second-officer"],
    "Chi segue le persone deve trovarle; chi accoglie ha già il foglio del giorno, e non ha bisogno degli elenchi.",
    SELECTIVE,
  ),
  "person-page": permission(
    "read",
    "Aprire la scheda di una persona della propria sede",
    ["operator", "office-manager", "second-officer"],
    "La scheda serve a chi decide un atto. Ogni apertura è scritta nel registro degli accessi, con il motivo.",
    SELECTIVE,
  ),
  agenda: permission(
    "read",
    "Vedere l’agenda della propria sede",
    ["operator", "office-manager", "second-officer"],
    "Chi segue le persone e ordina gli appuntamenti deve vedere anche i giorni che vengono.",
    SELECTIVE,
  ),
  "day-sheet": permission(
    "read",
    "Vedere il foglio del giorno della propria sede",
    ["operator", "day-sheet-clerk", "office-manager", "second-officer"],
    "Chi riceve le persone deve sapere chi è atteso, a che ora e a quale sportello: nome, ora, sportello e codice fiscale, nient’altro.",
    SELECTIVE,
  ),
  "office-messages": permission(
    "read",
    "Cercare e vedere i messaggi della propria sede, con ricevute e costi",
    ["operator", "office-manager", "second-officer"],
    "Chi segue una persona deve sapere se il messaggio le è arrivato. Ogni elenco e ogni messaggio aperto sono scritti nel registro degli accessi.",
    SELECTIVE,
  ),
  "regional-messages": permission(
    "read",
    "Vedere i messaggi incerti di tutte le sedi",
    ["administrator"],
    "Un guasto di un canale tocca tutte le sedi insieme, e chi tiene i canali deve poterlo risolvere.",
    SELECTIVE,
  ),
  "regional-figures": permission(
    "read",
    "Vedere i conti di tutte le sedi",
    ["regional", "administrator", "auditor"],
    "Sono numeri: nessuna persona vi si riconosce.",
    ["GDPR_ART5"],
    false,
  ),
  providers: permission(
    "read",
    "Vedere come stanno i fornitori dei messaggi: errori, ricevute, ritmo, mittenti",
    ["regional", "administrator", "auditor"],
    "Sono conti dei canali: nessuna persona vi si riconosce.",
    SAFE,
    false,
  ),
  notices: permission(
    "read",
    "Vedere gli arrivi di notifiche e le righe scartate",
    ["administrator"],
    "Le righe scartate vanno corrette da chi riceve i file, prima che siano di una sede.",
    SELECTIVE,
  ),
  "unrouted-cases": permission(
    "read",
    "Vedere le persone che nessuna regola assegna a una sede",
    ["administrator"],
    "Finché non hanno una sede nessun altro può seguirle.",
    SELECTIVE,
  ),
  letters: permission(
    "read",
    "Vedere i lotti di lettere, ciò che aspetta lo stampatore e i file di esiti",
    ["regional", "administrator"],
    "Sono conti di lotti: nessuna persona vi si riconosce.",
    SAFE,
    false,
  ),
  "person-accesses": permission(
    "read",
    "Vedere chi ha aperto la scheda di una persona della propria sede",
    ["office-manager", "auditor"],
    "Il responsabile risponde di come la sua sede usa i dati; il revisore di tutte.",
    LOGGED,
  ),
  "access-log": permission(
    "read",
    "Vedere il registro degli accessi di tutte le sedi e gli accessi insoliti",
    ["auditor"],
    "Chi è controllato non tiene il registro che lo controlla: nemmeno l’amministratore del nodo.",
    LOGGED,
  ),
  "restricted-documents": permission(
    "read",
    "Aprire un documento riservato (salute, disabilità) di una persona della propria sede",
    ["operator", "office-manager"],
    "Altrove restano solo l’esito e la scadenza. Ogni apertura è registrata a parte.",
    ["GDPR_ART5", "GDPR_ART32"],
  ),
  "evidence-dossier": permission(
    "read",
    "Fare il fascicolo di prova di una persona, con il motivo",
    ["office-manager", "second-officer", "auditor"],
    "Contiene tutto ciò che è stato detto e fatto: lo consegna chi ne risponde, non chi segue la persona ogni giorno. Ogni fascicolo è un atto del caso, con la sua impronta; i documenti riservati vi entrano solo se chi lo fa può aprirli e lo chiede.",
    ["L241_1990_ART24", "GDPR_ART32"],
  ),
  "data-subject-register": permission(
    "read",
    "Vedere le richieste degli interessati e i loro termini",
    ["administrator", "auditor"],
    "La Regione è titolare e risponde nei termini; il revisore lo controlla.",
    ["GDPR_ART12"],
  ),
  "data-subject-export": permission(
    "read",
    "Raccogliere tutto ciò che si conserva di una persona che lo chiede",
    ["administrator"],
    "La copia comprende i dati di tutte le sedi, e nessuna sede li vede tutti. Si apre solo da una richiesta registrata, e ogni copia è un atto.",
    ["GDPR_ART15", "GDPR_ART20"],
  ),
  "read-substitutions": permission(
    "read",
    "Vedere chi sostituisce chi",
    ["office-manager", "administrator", "auditor"],
    "Chi dà le sostituzioni e chi le controlla.",
    DESIGNATED,
    false,
  ),
  "activity-catalogue": permission(
    "read",
    "Vedere il catalogo delle attività, con i posti",
    ["operator", "office-manager", "second-officer", "regional", "administrator"],
    "Il catalogo è della Regione e serve a tutte le sedi; dei posti si vede quanti sono, non di chi.",
    ["DLGS150_2015_ART20"],
    false,
  ),
  "activity-groups": permission(
    "read",
    "Vedere chi della propria sede segue un’attività, e il foglio delle presenze",
    ["operator", "office-manager"],
    "Chi segue le persone deve sapere se frequentano; di quelle di altre sedi si vede solo quante sono.",
    SELECTIVE,
  ),
  "conditionality-desk": permission(
    "read",
    "Vedere i fatti da valutare della propria sede, con le prove",
    ["operator", "office-manager", "second-officer"],
    "Chi propone, chi approva e chi invia devono vedere le stesse prove. Ogni apertura è scritta nel registro degli accessi.",
    SELECTIVE,
  ),
  "node-reports": permission(
    "read",
    "Vedere che cosa la propria sede ha comunicato alla piattaforma nazionale, e che cosa attende",
    ["operator", "office-manager", "second-officer"],
    "Un atto conta solo quando la piattaforma lo sa: chi l’ha fatto deve poterlo verificare. Ogni scambio aperto è scritto nel registro degli accessi.",
    SELECTIVE,
  ),
  places: permission(
    "read",
    "Cercare un comune per nome",
    ["office-manager", "administrator"],
    "Chi scrive un comune lo sceglie dall’elenco, perché sia quello vero.",
    SAFE,
    false,
  ),
  "read-texts": permission(
    "read",
    "Vedere i testi dei messaggi, le loro versioni e i confronti",
    ["office-manager", "regional", "administrator"],
    "Chi risponde di una sede deve sapere che cosa si scrive alle sue persone. Nei testi non c’è nessuno, e dei confronti si vedono soltanto numeri.",
    ["GDPR_ART5"],
    false,
  ),
  "preview-texts": permission(
    "read",
    "Vedere un testo con i dati di una persona della propria sede",
    ["office-manager"],
    "La Regione non vede le persone e prova i testi con dati inventati; chi risponde di una sede può guardarli con una persona vera, e ogni anteprima è scritta nel registro degli accessi.",
    SELECTIVE,
  ),
  // Administration ---------------------------------------------------------------------------------------------------
  reception: permission(
    "administer",
    "Cercare chi è alla porta, dargli un numero, chiamarlo allo sportello",
    ["operator", "day-sheet-clerk", "office-manager"],
    "È il lavoro dell’accoglienza. La presenza e ogni altro esito restano atti della convocazione, con le loro regole.",
    SELECTIVE,
  ),
  "close-day": permission(
    "administer",
    "Preparare gli esiti di chi non si è presentato e chiudere la giornata della propria sede",
    ["operator", "office-manager"],
    "Chi chiude vede quante assenze contano e che cosa ne segue: spetta a chi può registrarle.",
    SELECTIVE,
  ),
  "reopen-day": permission(
    "administer",
    "Riaprire una giornata chiusa della propria sede, con il motivo",
    ["office-manager"],
    "I conti di una giornata chiusa sono nel registro della sede: li riapre chi ne risponde.",
    SELECTIVE,
    false,
  ),
  "desk-work": permission(
    "administer",
    "Chiudere le attività dello sportello e decidere dei messaggi incerti della propria sede",
    ["operator", "office-manager", "second-officer"],
    "È il lavoro di chi segue la persona, e non cambia lo stato di nessuna procedura.",
    SELECTIVE,
  ),
  "settle-node-reports": permission(
    "administer",
    "Decidere delle comunicazioni che la piattaforma nazionale ha rifiutato o di cui non si sa se siano arrivate",
    ["office-manager", "second-officer"],
    "Una segnalazione inviata due volte costa due volte alla persona: ne decide chi non l’ha proposta.",
    SELECTIVE,
  ),
  "case-assignment": permission(
    "administer",
    "Affidare i casi della propria sede, annotarvi attese e promemoria, convocare più persone dall’elenco",
    ["operator", "office-manager", "second-officer"],
    "Chi lavora l’elenco se lo divide. Ogni affidamento e ogni attesa sono atti del caso; convocare lo regola la tabella della convocazione.",
    SELECTIVE,
  ),
  campaigns: permission(
    "administer",
    "Preparare le campagne della propria sede, vederne l’anteprima e le persone",
    ["operator", "office-manager"],
    "Chi lavora l’elenco può proporre di convocare o ricordare molti insieme; prima che qualcosa parta decide un’altra persona.",
    SELECTIVE,
  ),
  "approve-campaigns": permission(
    "administer",
    "Approvare, mettere in pausa e fermare le campagne della propria sede",
    ["office-manager"],
    "Una campagna scrive a molte persone e ne occupa l’agenda: la decide chi risponde della sede, e mai chi l’ha preparata.",
    SELECTIVE,
  ),
  "regional-campaigns": permission(
    "administer",
    "Preparare le campagne di più sedi, e vederne i numeri",
    ["regional", "administrator"],
    "La Regione sceglie con gli stessi filtri delle sedi e vede quante persone, quali posti, quanto costa: di nessuna vede il nome.",
    SELECTIVE,
    false,
  ),
  "approve-regional-campaigns": permission(
    "administer",
    "Approvare, mettere in pausa e fermare le campagne della Regione",
    ["regional", "administrator"],
    "Serve una seconda persona, anche per la Regione.",
    SELECTIVE,
    false,
  ),
  "regional-desk-work": permission(
    "administer",
    "Decidere dei messaggi incerti di tutte le sedi",
    ["administrator"],
    "Dopo un guasto di un canale la stessa decisione vale per molti messaggi.",
    SELECTIVE,
  ),
  openings: permission(
    "administer",
    "Cambiare gli orari della propria sede: aperture, chiusure, uno sportello che manca",
    ["office-manager"],
    "Una chiusura sposta persone convocate: la decide chi risponde della sede, con il motivo, e resta nel registro.",
    ["DL4_2019_ART4_C5"],
  ),
  "load-notices": permission(
    "administer",
    "Caricare un file di notifiche",
    ["administrator"],
    "Le notifiche sono della Regione, che le riceve dal nodo nazionale.",
    ["DM_2_9_2019_ART2_C8"],
  ),
  "keep-letters": permission(
    "administer",
    "Chiudere e consegnare i lotti di lettere, caricare gli esiti della posta",
    ["administrator"],
    "I lotti sono di tutte le sedi insieme, e portano nomi e indirizzi: li consegna allo stampatore chi tiene i canali. Ogni file scaricato è nel registro degli accessi.",
    SELECTIVE,
  ),
  "assign-office": permission(
    "administer",
    "Assegnare una sede a una persona che nessuna regola assegna",
    ["administrator"],
    "La scelta della sede apre la scheda a quella sede: spetta a chi non è di nessuna.",
    SELECTIVE,
  ),
  "keep-activity-catalogue": permission(
    "administer",
    "Tenere il catalogo delle attività: aggiungere, cambiare da un giorno, chiudere",
    ["regional", "administrator"],
    "Le attività sono della Regione. Ogni cambiamento è un atto, e chi segue già un’attività non la perde.",
    ["DLGS150_2015_ART20"],
    false,
  ),
  "message-prices": permission(
    "administer",
    "Scrivere i prezzi dei canali dei messaggi, da un giorno in poi",
    ["administrator"],
    "I contratti con i gestori sono della Regione. Ogni prezzo è un atto, con il motivo.",
    SAFE,
    false,
  ),
  "write-texts": permission(
    "administer",
    "Scrivere versioni dei testi, provarle su di sé, rimetterne in vigore una già approvata, proporre confronti",
    ["regional", "administrator"],
    "I testi sono della Regione e valgono per tutte le sedi. Ogni passo è un atto.",
    ["GDPR_ART5"],
    false,
  ),
  "approve-texts": permission(
    "administer",
    "Approvare un testo o un confronto scritto da altri",
    ["regional", "administrator"],
    "Un testo sbagliato arriva a migliaia di persone: lo guarda una seconda persona, mai una di quelle che lo hanno scritto.",
    ["GDPR_ART5"],
    false,
  ),
  gateways: permission(
    "administer",
    "Mettere in pausa e riaprire i canali dei messaggi, cambiarne il peso, tenere i mittenti registrati",
    ["administrator"],
    "Un canale serve tutte le sedi. Ogni cambiamento è un atto, con il motivo.",
    SAFE,
    false,
  ),
  users: permission(
    "administer",
    "Tenere gli utenti, i loro ruoli e le loro sedi",
    ["administrator"],
    "Chi dà gli accessi non li usa: l’amministratore non apre le schede.",
    DESIGNATED,
    false,
  ),
  "family-names": permission(
    "administer",
    "Tenere i cognomi di famiglia dichiarati da chi lavora nella propria sede",
    ["office-manager", "administrator"],
    "Servono a segnalare chi apre la scheda di un parente. Chi li ha dichiarati non li tiene da sé.",
    SAFE,
    false,
  ),
  "access-rules": permission(
    "administer",
    "Cambiare le soglie degli accessi insoliti, con il motivo",
    ["auditor"],
    "Chi è controllato non decide quando scatta il controllo. Ogni cambiamento è un atto.",
    LOGGED,
    false,
  ),
  "office-substitutions": permission(
    "administer",
    "Dare e chiudere le sostituzioni nella propria sede",
    ["office-manager", "administrator"],
    "Un’assenza si conosce in sede. Nessuno la dà a sé stesso.",
    DESIGNATED,
    false,
  ),
  "protected-person": permission(
    "administer",
    "Segnare una persona della propria sede come esposta alla curiosità",
    ["office-manager"],
    "Chi è noto, o parente di un collega, va protetto dagli sguardi: ogni apertura della scheda è segnalata al revisore.",
    SAFE,
  ),
  "close-flag": permission(
    "administer",
    "Chiudere la segnalazione di un accesso insolito, con il motivo",
    ["auditor"],
    "Con le soglie è la sola cosa che il revisore scrive, e non tocca le pratiche di nessuno.",
    LOGGED,
  ),
  retention: permission(
    "administer",
    "Provare e avviare la cancellazione dei dati scaduti",
    ["administrator"],
    "I tempi sono una tabella della Regione; si prova sempre prima a vuoto.",
    ["GDPR_ART5"],
  ),
  "data-subject-requests": permission(
    "administer",
    "Registrare le richieste degli interessati, rispondere, rettificare e limitare i dati",
    ["administrator"],
    "Una rettifica e una limitazione valgono in tutte le sedi: le compie chi risponde per la Regione, con atti motivati e solo da una richiesta registrata.",
    ["GDPR_ART16", "GDPR_ART18"],
  ),
  "hand-in-documents": permission(
    "administer",
    "Caricare un documento che una persona della propria sede consegna",
    ["operator", "office-manager", "second-officer"],
    "Chi riceve la persona riceve anche i suoi documenti; una volta chiusi, li apre solo chi deve valutarli.",
    ["GDPR_ART5", "GDPR_ART32"],
  ),
  "national-node": permission(
    "read",
    "Vedere i conti degli scambi con il nodo nazionale",
    ["regional", "administrator"],
    "Sono numeri per giorno e per flusso: nessuna persona vi si riconosce.",
    ["DM_2_9_2019_ART4"],
    false,
  ),
  "node-exchanges": permission(
    "read",
    "Aprire i messaggi scambiati con il nodo nazionale e vedere chi il nodo non nomina più",
    ["administrator"],
    "Sono di persone di tutte le sedi: li apre chi deve capire perché un messaggio è stato rifiutato, e ogni apertura è registrata.",
    SELECTIVE,
  ),
  "node-work": permission(
    "administer",
    "Rielaborare o chiudere i messaggi rifiutati, chiedere il confronto con lo stato del nodo",
    ["administrator"],
    "Lo scambio con il nodo è della Regione e serve a tutte le sedi. Chiudere un messaggio rifiutato vuole un motivo, che resta nel registro.",
    ["DM_2_9_2019_ART4"],
  ),
  "ask-node": permission(
    "administer",
    "Chiedere al nodo nazionale che cosa dice ora di una persona della propria sede",
    ["operator", "office-manager", "second-officer"],
    "Chi segue la persona deve poter sapere se il nodo dice altro. La domanda e ciò che ha cambiato sono un atto del caso.",
    SELECTIVE,
  ),
  exchange: permission(
    "administer",
    "Consegnare notifiche e riscontri dei messaggi",
    ["integration"],
    "Un sistema collegato porta, e non legge.",
    SAFE,
  ),
} as const satisfies Record<string, Permission>;

export type PermissionName = keyof typeof PERMISSIONS;

/** Whether the role may; an unknown role may nothing. */
export function may(role: Role, name: PermissionName): boolean {
  return (PERMISSIONS[name].roles as readonly Role[]).includes(role);
}

/** Everything the role may, in the table's order. */
export function permissionsOf(role: Role): PermissionName[] {
  return (Object.keys(PERMISSIONS) as PermissionName[]).filter((name) => may(role, name));
}
