// Norms as values: every rule, act and letter points at one of these, so a jurist can find what it stands on.

/** How sure we are of a norm's content: read in the source, reported by others, inferred, or from memory only. */
export type Confidence = "primary" | "secondary" | "inferred" | "unverified";

export interface Citation {
  /** Stable identifier written in acts, e.g. "DL4_2019.art4.c15quinquies". */
  readonly id: string;
  /** The norm as a jurist writes it, in Italian. */
  readonly text: string;
  /** Public address of the text, where there is one. */
  readonly link?: string;
  readonly inForceFrom: string;
  readonly inForceTo?: string;
  readonly confidence: Confidence;
}

const DL4 = "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:decreto.legge:2019-01-28;4";
const RDC_END = "2023-12-31";

/** Every norm the product stands on. A row that names an identifier absent from here does not compile. */
export const CITATIONS = {
  DL4_2019_ART4_C1: {
    id: "DL4_2019.art4.c1",
    text: "DL 4/2019, art. 4, c. 1: il beneficio è condizionato alla DID e all'adesione a un percorso personalizzato",
    link: `${DL4}~art4`,
    inForceFrom: "2019-01-29",
    inForceTo: RDC_END,
    confidence: "primary",
  },
  DL4_2019_ART4_C2: {
    id: "DL4_2019.art4.c2",
    text: "DL 4/2019, art. 4, c. 2: componenti tenuti agli obblighi; esclusi i beneficiari con 65 anni o più e i titolari di pensione diretta",
    link: `${DL4}~art4`,
    inForceFrom: "2019-01-29",
    inForceTo: RDC_END,
    confidence: "primary",
  },
  DL4_2019_ART4_C5: {
    id: "DL4_2019.art4.c5",
    text: "DL 4/2019, art. 4, c. 5: convocazione da parte del centro per l'impiego entro trenta giorni dal riconoscimento",
    link: `${DL4}~art4`,
    inForceFrom: "2019-01-29",
    inForceTo: RDC_END,
    confidence: "secondary",
  },
  DL4_2019_ART4_C15QUINQUIES: {
    id: "DL4_2019.art4.c15quinquies",
    text: "DL 4/2019, art. 4, c. 15-quinquies: la convocazione può avvenire anche con mezzi informali (messaggistica telefonica, posta elettronica)",
    link: `${DL4}~art4`,
    inForceFrom: "2019-03-30",
    inForceTo: RDC_END,
    confidence: "secondary",
  },
  ACCORDO_88CU_2019: {
    id: "Accordo88CU.2019-08-01",
    text: "Accordo in Conferenza unificata, Rep. 88/CU del 1° agosto 2019: per i beneficiari da aprile a luglio 2019 i trenta giorni decorrono dal 2 settembre 2019",
    link: "https://www.statoregioni.it",
    inForceFrom: "2019-08-01",
    inForceTo: RDC_END,
    confidence: "secondary",
  },
  DM_2_9_2019_ART4: {
    id: "DM108_2019.art4",
    text: "DM 2 settembre 2019 n. 108, art. 4: piattaforma ANPAL, cooperazione con i sistemi regionali del lavoro e accesso selettivo",
    link: "https://www.gazzettaufficiale.it",
    inForceFrom: "2019-11-04",
    inForceTo: RDC_END,
    confidence: "primary",
  },
  REGION_TARGET_2019: {
    id: "RegioneCampania.2019-09-02",
    text: "Calendario uniforme dei 46 centri per l'impiego della Campania: prima fase dal 9 settembre al 15 dicembre 2019",
    inForceFrom: "2019-09-02",
    inForceTo: "2019-12-15",
    confidence: "secondary",
  },
  GDPR_ART5: {
    id: "GDPR.art5.c1.c",
    text: "Reg. (UE) 2016/679, art. 5, par. 1, lett. c): minimizzazione dei dati",
    link: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
    inForceFrom: "2018-05-25",
    confidence: "primary",
  },
  DL18_2020_ART40: {
    id: "DL18_2020.art40",
    text: "DL 18/2020, art. 40: obblighi e termini del reddito di cittadinanza sospesi per quattro mesi dal 17 marzo 2020",
    link: "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:decreto.legge:2020-03-17;18~art40",
    inForceFrom: "2020-03-17",
    inForceTo: "2020-07-16",
    confidence: "secondary",
  },
  CC_2963: {
    id: "CC.art2963",
    text: "Codice civile, art. 2963: nel computo dei termini non si conta il giorno iniziale",
    link: "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:regio.decreto:1942-03-16;262~art2963",
    inForceFrom: "1942-04-21",
    confidence: "primary",
  },
} as const satisfies Record<string, Citation>;

export type CitationKey = keyof typeof CITATIONS;
