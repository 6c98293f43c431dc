// The steps a person goes through, as the control room counts them: what each is, of whom it is a share, and which acts it stands on.

export const STAGES = [
  "notified", "bound", "planned", "convened", "delivered", "replied", "seen", "did", "pact", "activity", "outcome",
  "unbound", "exempt", "excluded", "municipality", "unreachable", "absent",
] as const;
export type Stage = (typeof STAGES)[number];

export interface StageRule {
  readonly title: string;
  /** Who is counted. */
  readonly counts: string;
  /** Everybody of whom it is a share; null for the first step. Whoever is counted is among them. */
  readonly of: Stage | null;
  /** Acts and facts it stands on. */
  readonly acts: string;
  /** "way": a step of the ordinary way; "beside": who has left it, or is in need of something else. */
  readonly place: "way" | "beside";
}

const way = (title: string, of: Stage | null, counts: string, acts: string): StageRule => ({ title, counts, of, acts, place: "way" });
const beside = (title: string, of: Stage, counts: string, acts: string): StageRule => ({ title, counts, of, acts, place: "beside" });

export const STAGE_RULES: Readonly<Record<Stage, StageRule>> = {
  notified: way("Notificate", null, "Persone che una notifica della piattaforma nazionale ha affidato alla sede di oggi.", "arrivo della notifica; passaggio di competenza"),
  bound: way("Tenute agli obblighi", "notified", "Persone che oggi risultano tenute agli obblighi.", "notifica; età; rivalutazione degli obblighi"),
  planned: way("Con un posto in agenda", "bound", "Tenute agli obblighi, con una convocazione che ha il suo posto e non è annullata.", "convocazione: preparazione, spostamento, annullamento"),
  convened: way("Convocate", "bound", "Tenute agli obblighi, con la convocazione emessa; anche chi è stato ricevuto senza averla.", "convocazione: emissione, accordo allo sportello"),
  delivered: way("Raggiunte", "convened", "Convocate, con almeno un messaggio di convocazione consegnato o un’altra prova di ricezione.", "ricevute dei fornitori; prova di consegna registrata"),
  replied: way("Hanno risposto", "convened", "Convocate, che hanno confermato, chiesto un’altra data o rinunciato almeno una volta.", "convocazione: conferma, richiesta di un’altra data, rinuncia"),
  seen: way("Presentate", "convened", "Convocate, con la presenza registrata.", "convocazione: presenza registrata o corretta"),
  did: way("Con DID", "bound", "Tenute agli obblighi, con la dichiarazione di immediata disponibilità resa o sospesa.", "DID: rilascio, ripresa dalla piattaforma"),
  pact: way("Con Patto", "bound", "Tenute agli obblighi, con un Patto per il lavoro in vigore o in revisione.", "Patto: firma della sede, ripresa"),
  activity: way("In attività", "pact", "Con Patto, con almeno un’attività cominciata, anche se già conclusa.", "attività: inizio"),
  outcome: way("Con un esito", "activity", "In attività, con almeno un’attività conclusa: completata, interrotta o lasciata per un lavoro.", "attività: conclusione, rendiconto, interruzione, lavoro trovato"),
  unbound: beside("Non tenute", "notified", "Persone che oggi non risultano tenute agli obblighi.", "notifica; età; rivalutazione degli obblighi"),
  exempt: beside("Esonerate", "notified", "Persone con un esonero concesso e non finito.", "esonero: concessione, fine"),
  excluded: beside("Escluse", "notified", "Persone con un motivo di esclusione in vigore, anche se contestato.", "esclusione: rilevazione, contestazione, fine"),
  municipality: beside("Inviate al Comune", "notified", "Persone che i servizi del Comune seguono al posto della sede.", "invio al Comune: consegna, restituzione"),
  unreachable: beside("Senza recapito elettronico", "bound", "Tenute agli obblighi, senza un cellulare né un’e-mail che si possano usare.", "notifica; recapiti corretti; messaggi tornati indietro"),
  absent: beside("Non presentate", "convened", "Convocate, non presentate all’ultima convocazione e mai ricevute, qualunque ne sia il motivo.", "convocazione: assenza registrata, giustificata o non giustificata"),
};

/** Why a summons ended without the person. */
export const ABSENCES = {
  open: "Possono ancora giustificarsi",
  justified: "Giustificate",
  unjustified: "Non giustificate",
  "not-told": "Nessuna prova che fossero state avvisate: da riconvocare",
} as const;
export type Absence = keyof typeof ABSENCES;
export const ABSENCE_NAMES = ["open", "justified", "unjustified", "not-told"] as const satisfies readonly Absence[];

/** What people are compared by, and in which classes; as on the day on which the case was opened. */
export const TRAITS = {
  age: { title: "Età", classes: { "-29": "fino a 29 anni", "30-39": "da 30 a 39 anni", "40-49": "da 40 a 49 anni", "50-59": "da 50 a 59 anni", "60+": "60 anni e più" } },
  sex: { title: "Sesso", classes: { F: "donne", M: "uomini", X: "non indicato" } },
  citizenship: { title: "Cittadinanza", classes: { IT: "italiana", other: "altra", X: "non indicata" } },
  place: { title: "Distanza dalla sede", classes: { same: "vive nel comune della sede", other: "vive in un altro comune", X: "non si sa" } },
} as const satisfies Readonly<Record<string, { title: string; classes: Readonly<Record<string, string>> }>>;
export type Trait = keyof typeof TRAITS;
export const TRAIT_NAMES = ["age", "sex", "citizenship", "place"] as const satisfies readonly Trait[];

/** Steps compared between classes: each a share of `of`. */
export const COMPARED = [
  { stage: "convened", of: "bound" },
  { stage: "delivered", of: "convened" },
  { stage: "seen", of: "convened" },
  { stage: "absent", of: "convened" },
  { stage: "pact", of: "bound" },
] as const satisfies readonly { stage: Stage; of: Stage }[];

export function isStage(text: string): text is Stage {
  return (STAGES as readonly string[]).includes(text);
}
