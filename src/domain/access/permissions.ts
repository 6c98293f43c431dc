// Who may read what, and who may administer what: the table beside those of the procedures, whose acts are ruled by their own `by`.

import type { Role } from "./roles.ts";
import { permission, SELECTIVE, DESIGNATED, SAFE, LOGGED } from "./permission-row.ts";
import type { Permission } from "./permission-row.ts";
import { READING } from "./reading.ts";

export const PERMISSIONS = {
  ...READING,
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
  "desk-abilities": permission(
    "administer",
    "Scrivere chi lavora a ogni sportello della propria sede, che cosa sa fare e che lingue parla",
    ["office-manager"],
    "Il piano manda a uno sportello chi ne ha bisogno: lo dice chi organizza la sede, con il motivo, e resta nel registro.",
    SELECTIVE,
  ),
  "propose-plan-rules": permission(
    "administer",
    "Proporre altri punti di precedenza, o un’altra regola per i nuclei, nel piano di una misura",
    ["regional"],
    "L’ordine vale per tutte le sedi: una persona propone e un’altra decide.",
    SAFE,
    false,
  ),
  "approve-plan-rules": permission(
    "administer",
    "Approvare o respingere le regole del piano proposte da altri",
    ["regional", "administrator"],
    "Chi viene prima incide su tutti: nessuno decide della propria proposta.",
    SAFE,
    false,
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
