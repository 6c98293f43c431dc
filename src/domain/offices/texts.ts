// What competence and opening rules say to a user, in Italian.

import type { BasinProblem } from "./basins.ts";
import type { RoutingRule, UnroutableReason } from "./competence.ts";

/** Why a person waits for someone to choose the office, and what to do about it. */
export const UNROUTABLE_TEXTS: Record<UnroutableReason, string> = {
  "no-municipality": "Manca il comune di residenza: chiederlo alla persona o cercarlo in anagrafe",
  "unknown-municipality": "Il comune indicato non esiste nelle tabelle: correggerlo con quello di residenza",
  "suppressed-municipality":
    "Il comune non esiste più e non risulta chi gli sia subentrato: indicare il comune attuale",
  abroad: "La residenza è all'estero: verificare se la persona è tornata e dove abita",
  "outside-region":
    "Residenza e domicilio sono fuori dalla Campania: la persona va segnalata alla Regione competente",
  "zip-unknown":
    "Il CAP non basta a scegliere fra gli uffici della città (manca, è generico o non è in tabella): indicare il CAP della zona",
  "no-office-on-day":
    "Per quel comune nessun ufficio è competente nella data indicata: aggiornare la tabella dei bacini",
};

/** How an office was found. */
export const ROUTING_RULE_TEXTS: Record<RoutingRule, string> = {
  domicile: "Ufficio del comune di domicilio",
  residence: "Ufficio del comune di residenza",
  "residence-domicile-outside": "Il domicilio è fuori dalla Campania: ufficio del comune di residenza",
};

export const OFFICE_TEXTS = {
  successor: (name: string): string =>
    `Il comune di ${name} non esiste più: vale il comune che gli è subentrato`,
  noPostalReach: "Indirizzo fittizio o senza fissa dimora: la posta non arriva",
  basinsRefused: (count: number): string =>
    `La tabella dei bacini non si può caricare: ${count === 1 ? "un caso" : `${count} casi`} da correggere`,
  deskClosed: "Sportello chiuso",
  weekdayClosed: "In questo giorno della settimana l'ufficio non apre",
} as const;

/** Why an exception to the hours is impossible. */
export const EXCEPTION_TEXTS = {
  noReason: "Scrivere il motivo (almeno 5 caratteri): lo leggono i colleghi e resta nel registro degli atti.",
  noDate: "Una delle date non esiste: scriverla come 14/10/2019.",
  daysReversed: "L'ultimo giorno viene prima del primo: correggere le date.",
  past: "Il giorno è già passato: si possono cambiare gli orari da oggi in poi.",
  tooLong: "Un'eccezione dura al massimo un anno: per un orario che resta, si aggiorna la tabella degli orari.",
  tooFar: "Il giorno è troppo lontano: si possono cambiare gli orari dei prossimi due anni.",
  noHours: "Indicare sia l'ora d'inizio sia quella di fine.",
  hoursReversed: "L'ora di fine viene prima di quella d'inizio: correggere le ore.",
  noDays: "In queste date non cade nessuno dei giorni della settimana scelti.",
  noDesk: (desk: number): string => `Lo sportello ${desk} non è in uso in questi giorni.`,
  entered: "Questa eccezione c'è già, con gli stessi giorni, ore e sportello.",
  alreadyClosed: "In queste ore la sede non riceve già nessuno: non c'è niente da chiudere.",
  alreadyOpen: "Non si aggiunge nessun posto: in queste ore la sede è già aperta, oppure il tempo non basta per un appuntamento.",
  overClosure: (reason: string): string => `La sede è chiusa (${reason}): ritirare prima la chiusura.`,
  notThere: "L'eccezione non è tra quelle di questa sede, oppure è già stata ritirata.",
  over: "L'eccezione riguarda giorni già passati: non si può ritirare.",
} as const;

const PROBLEM_TEXTS: Record<BasinProblem["kind"], (where: string, when: string, offices: string) => string> =
  {
    uncovered: (where, when) => `${where}: nessun ufficio ${when}`,
    doubled: (where, when, offices) => `${where}: più di un ufficio ${when} (${offices})`,
    "office-not-valid": (where, when, offices) => `${where}: l'ufficio ${offices} non esiste ${when}`,
    "unknown-municipality": (where) => `${where}: il comune non è fra quelli della regione`,
  };

export function basinProblemText(problem: BasinProblem): string {
  const where =
    problem.zip === undefined ? problem.municipality : `${problem.municipality}, CAP ${problem.zip}`;
  const when = problem.to === undefined ? `dal ${problem.from}` : `dal ${problem.from} al ${problem.to}`;
  return PROBLEM_TEXTS[problem.kind](where, when, problem.officeIds.join(", "));
}
