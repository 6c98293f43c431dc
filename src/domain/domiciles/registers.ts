// The national registers of digital domiciles: what each holds, how much may be asked of it, and how long its word is held for good.

import type { CitationKey } from "../law/citation.ts";
import type { Confidence } from "../law/norm.ts";

export const REGISTERS = ["inad", "ini-pec"] as const;
export type RegisterCode = (typeof REGISTERS)[number];

export interface Sure<T> {
  readonly value: T;
  readonly confidence: Confidence;
  readonly citation: CitationKey | null;
  readonly note: string;
}

export interface RegisterRules {
  readonly title: string;
  readonly law: CitationKey;
  /** Codes in one question. */
  readonly mostCodes: Sure<number>;
  /** Days for which nobody is asked about again. */
  readonly freshnessDays: Sure<number>;
  /** Hours of Rome at which the register does not answer, "HH:MM"; from is in, to is out. */
  readonly closed: Sure<{ readonly from: string; readonly to: string } | null>;
  /** Hours for which an answer is kept to be fetched. */
  readonly keptHours: Sure<number | null>;
}

const freshnessDays: Sure<number> = {
  value: 30, confidence: "inferred", citation: null,
  note: "Per quanti giorni vale una risposta: nessuna fonte letta lo dice; trenta è una scelta della Regione, cambiabile nelle impostazioni",
};

export const REGISTER_RULES: Readonly<Record<RegisterCode, RegisterRules>> = {
  inad: {
    title: "INAD",
    law: "CAD_ART6QUATER",
    mostCodes: { value: 1_000, confidence: "primary", citation: "INAD_API", note: "Codici fiscali in una richiesta, al massimo" },
    freshnessDays,
    closed: { value: { from: "00:00", to: "01:00" }, confidence: "secondary", citation: null, note: "Ogni notte il servizio è chiuso: non si chiede" },
    keptHours: { value: 48, confidence: "primary", citation: "INAD_API", note: "Ore per cui la risposta resta da ritirare: poi va chiesta di nuovo" },
  },
  "ini-pec": {
    title: "INI-PEC",
    law: "CAD_ART6BIS",
    mostCodes: { value: 1_000, confidence: "inferred", citation: null, note: "Codici fiscali in una richiesta: il limite non è scritto nelle specifiche lette; si tiene quello dell’INAD" },
    freshnessDays,
    closed: { value: null, confidence: "inferred", citation: null, note: "Nessun orario di chiusura trovato" },
    keptHours: { value: null, confidence: "inferred", citation: null, note: "Non è scritto per quanto resta la risposta" },
  },
};

/** What the program does with them, and what no source says. */
export const DOMICILE_POLICY = {
  /** How long a person who is about to be written to by PEC or letter waits for the register, hours of the procedure. */
  patienceHours: {
    value: 24, confidence: "inferred", citation: null,
    note: "Prima di una PEC o di una raccomandata si chiede al registro e si attende la risposta fino a ventiquattro ore; poi si va avanti con i recapiti che ci sono",
  },
  order: {
    value: REGISTERS, confidence: "inferred", citation: "CAD_ART6QUATER",
    note: "Il domicilio eletto in INAD vale prima dell’indirizzo professionale di INI-PEC, e l’uno e l’altro prima di una PEC detta dalla persona",
  },
  professional: {
    value: "second", confidence: "inferred", citation: "CAD_ART6QUATER",
    note: "Se la persona ha più domicili si usa quello personale, e quello legato a una professione solo se è l’unico",
  },
  withdrawn: {
    value: "given-up", confidence: "inferred", citation: "CAD_ART6QUATER",
    note: "Un domicilio che il registro non dà più, o dà per cessato, resta scritto e non si usa",
  },
} as const satisfies Readonly<Record<string, Sure<unknown>>>;

/** Names of paths and fields that were read in more than one form, or in none: settings can change them without code. */
export const INFERRED: readonly { readonly register: RegisterCode; readonly what: string; readonly why: string }[] = [
  { register: "inad", what: "practicalReference", why: "il riferimento della pratica si chiama «practicalReference» nei programmi in uso e «praticalReference» in una versione della specifica" },
  { register: "inad", what: "usageInfo.dateEndValidity", why: "un domicilio con una fine di validità già passata è tenuto per cessato" },
  { register: "inad", what: "429", why: "la specifica non nomina il limite di richieste: una risposta 429 fa attendere quanto dice, o come un guasto" },
  { register: "ini-pec", what: "elencoCf, dataOraRichiesta", why: "la forma della richiesta non è nella specifica pubblica: si segue quella usata da altri enti" },
  { register: "ini-pec", what: "404", why: "che l’elenco non sia pronto è letto da una risposta 404 o da un codice di errore senza elenco" },
];
