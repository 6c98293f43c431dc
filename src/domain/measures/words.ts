// The closed lists that measures and procedures share: breaches, exemptions, justified reasons, channels, strengths of proof.

/** Facts that exclude a member from the obligations, in Italian as pages show them. */
export const EXCLUSION_FACTS = {
  minor: "minorenne",
  age: "età oltre il limite della misura",
  "direct-pension": "titolare di pensione diretta",
  "citizenship-pension": "beneficiario della pensione di cittadinanza",
  disability: "persona con disabilità (L. 68/1999), salvo adesione volontaria",
  employed: "occupato",
  "in-education": "frequenta un regolare corso di studi",
  "oncological-illness": "affetto da patologia oncologica",
  "care-burden": "carichi di cura riconosciuti dalla norma",
  "gender-violence-path": "inserito in un percorso di protezione dalla violenza di genere",
} as const;
export type ExclusionFact = keyof typeof EXCLUSION_FACTS;

export const EXEMPTION_CODES = ["X1", "X2", "X3", "X4", "X5", "X6", "X7", "X8"] as const;
export type ExemptionCode = (typeof EXEMPTION_CODES)[number];

export const JUSTIFIED_REASONS = ["G1", "G2", "G3", "G4", "G5", "G6", "G7"] as const;
export type JustifiedReason = (typeof JUSTIFIED_REASONS)[number];

/** Breaches that an office may report. */
export const ABSENCE_EVENTS = {
  "E-CONV": "mancata presentazione alla convocazione",
  "E-ORIE": "mancata partecipazione alle iniziative di orientamento",
  "E-DID": "mancata dichiarazione di immediata disponibilità",
  "E-PATTO": "mancata sottoscrizione del patto",
  "E-POL": "mancata partecipazione alle iniziative di politica attiva",
  "E-PUC": "mancata adesione ai progetti utili alla collettività",
  "E-OFF": "rifiuto di un’offerta di lavoro congrua",
  "E-ADR": "mancata scelta del soggetto per l’assegno di ricollocazione",
  "E-PRES": "mancata presenza periodica",
} as const;
export type AbsenceEvent = keyof typeof ABSENCE_EVENTS;

/** How strongly a summons is proved, weakest first. */
export const PROOF_STRENGTHS = {
  none: "nessuna prova",
  sent: "prova dell’invio",
  delivered: "ricevuta di consegna",
  legal: "prova legale (raccomandata A/R, PEC, SEND, appuntamento firmato)",
} as const;
export type ProofStrength = keyof typeof PROOF_STRENGTHS;

/** Ways of telling a person, in Italian as pages show them. */
export const SUMMONS_CHANNELS = {
  sms: "SMS",
  email: "posta elettronica ordinaria",
  "app-io": "messaggio sull’app IO",
  phone: "telefono",
  "signed-at-desk": "appuntamento concordato e firmato allo sportello",
  "ordinary-letter": "posta ordinaria",
  "registered-letter": "raccomandata con avviso di ricevimento",
  pec: "PEC",
  send: "SEND",
  siisl: "avviso sulla piattaforma SIISL",
} as const;
export type SummonsChannel = keyof typeof SUMMONS_CHANNELS;

/** Steps of telling a person, in Italian as pages show them. */
export const CHANNEL_STEPS = {
  informal: "SMS e posta elettronica",
  platform: "avviso sulla piattaforma",
  pec: "PEC",
  phone: "telefonata dello sportello",
  "ordinary-letter": "lettera ordinaria",
  "registered-letter": "raccomandata con avviso di ricevimento",
  "confirm-call": "telefonata a chi non ha confermato",
  desk: "appuntamento da far firmare allo sportello",
} as const;
export type ChannelStepCode = keyof typeof CHANNEL_STEPS;

/** What a person is told of, in Italian. */
export const TOLD_SUBJECTS = {
  summons: "convocazione",
  again: "convocazione dopo una mancata presentazione senza prova",
  moved: "spostamento dell’appuntamento",
  cancelled: "annullamento dell’appuntamento",
  reminder: "promemoria",
} as const;

/** What a pact may bind a person to, in Italian as pages show it. */
export const COMMITMENT_KINDS = {
  "skills-balance": "bilancio delle competenze e curriculum",
  platform: "consultazione della piattaforma",
  "job-search": "ricerca attiva di lavoro",
  training: "formazione e riqualificazione",
  selection: "colloqui e prove di selezione",
  offers: "accettazione delle offerte congrue",
  presence: "presenza periodica",
} as const;
export type CommitmentKind = keyof typeof COMMITMENT_KINDS;
