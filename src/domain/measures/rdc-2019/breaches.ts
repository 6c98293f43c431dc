// What the breaches of the reddito di cittadinanza lead to, what the pact binds to, which offers are suitable.

import type { Commitment, Ladder, OfferRule } from "../types.ts";

const FORFEIT_AT_ONCE = [{ kind: "forfeiture" }] as const;
const C5 = {
  citation: "DL4_2019_ART7_C5",
  confidence: "secondary",
  steps: FORFEIT_AT_ONCE,
  afterFormalReminder: false,
} as const;

export const RDC_LADDERS = [
  {
    event: "E-CONV",
    steps: [{ kind: "reduction", months: 1 }, { kind: "reduction", months: 2 }, { kind: "forfeiture" }],
    linkedTo: "first-appointment-policy",
    afterFormalReminder: false,
    citation: "DL4_2019_ART7_C7",
    confidence: "secondary",
    note: "Assenza, senza giustificato motivo, anche di un solo componente: si conta per nucleo. Una mensilità, due, decadenza",
    remark:
      "La segnalazione si lega alla politica di presa in carico (RC1): deduzione dai nomi delle politiche, non letta in una norma.",
  },
  {
    event: "E-ORIE",
    steps: [{ kind: "reduction", months: 2 }, { kind: "forfeiture" }],
    linkedTo: "agreed-activity",
    afterFormalReminder: false,
    citation: "DL4_2019_ART7_C8",
    confidence: "unverified",
    note: "Iniziative di orientamento: due mensilità, poi decadenza",
    remark: "I valori non sono stati letti nella norma: da verificare su Normattiva prima di segnalare.",
  },
  { event: "E-DID", linkedTo: "first-appointment-policy", ...C5, note: "Lettera a): DID non resa" },
  {
    event: "E-PATTO",
    linkedTo: "first-appointment-policy",
    ...C5,
    note: "Lettera b): patto non sottoscritto",
  },
  {
    event: "E-POL",
    linkedTo: "agreed-activity",
    ...C5,
    note: "Lettera c): formazione o politica attiva non frequentata senza giustificato motivo",
  },
  {
    event: "E-PUC",
    linkedTo: "agreed-activity",
    ...C5,
    note: "Lettera d): mancata adesione ai progetti utili alla collettività, dove il Comune li ha istituiti",
  },
  {
    event: "E-OFF",
    linkedTo: "agreed-activity",
    ...C5,
    note: "Lettera e): rifiuto di tutte le offerte congrue (tre; la prima, in caso di rinnovo)",
  },
  {
    event: "E-ADR",
    linkedTo: "agreed-activity",
    ...C5,
    citation: "DL4_2019_VOUCHER",
    note: "Soggetto non scelto entro trenta giorni",
  },
] as const satisfies readonly Ladder[];

const C9 = { citation: "DL4_2019_ART4_C9", confidence: "secondary" } as const;
const DEROGATIONS =
  "Esistono deroghe per i nuclei con minori o persone con disabilità: i loro valori non sono stati letti nella norma.";

export const RDC_OFFERS = [
  {
    ordinal: 1,
    when: "first-year",
    withinKm: 100,
    withinMinutes: 100,
    ...C9,
    note: "Entro 100 km dalla residenza, o 100 minuti con i mezzi pubblici",
  },
  { ordinal: 2, when: "first-year", withinKm: 250, withinMinutes: null, ...C9, note: "Entro 250 km" },
  {
    ordinal: 3,
    when: "first-year",
    withinKm: null,
    withinMinutes: null,
    ...C9,
    note: "In tutta Italia",
    remark: DEROGATIONS,
  },
  {
    ordinal: 1,
    when: "after-first-year",
    withinKm: 250,
    withinMinutes: null,
    ...C9,
    note: "Entro 250 km, dopo dodici mesi di beneficio",
  },
  {
    ordinal: 2,
    when: "after-first-year",
    withinKm: 250,
    withinMinutes: null,
    ...C9,
    note: "Entro 250 km, dopo dodici mesi di beneficio",
  },
  {
    ordinal: 3,
    when: "after-first-year",
    withinKm: null,
    withinMinutes: null,
    ...C9,
    note: "In tutta Italia",
    remark: DEROGATIONS,
  },
  {
    ordinal: 1,
    when: "renewal",
    withinKm: null,
    withinMinutes: null,
    ...C9,
    note: "In caso di rinnovo va accettata la prima offerta congrua",
    remark: "Che valga in tutta Italia non è stato letto nella norma.",
  },
] as const satisfies readonly OfferRule[];

const C8 = { citation: "DL4_2019_ART4_C8" } as const;

export const RDC_COMMITMENTS = [
  {
    code: "O1",
    kind: "skills-balance",
    text: "Collaborare al bilancio delle competenze e al curriculum",
    ...C8,
    confidence: "secondary",
    note: "Bilancio delle competenze",
    remark: "Le fonti lette riferiscono del curriculum; il resto è da verificare su Normattiva.",
  },
  {
    code: "O2",
    kind: "platform",
    text: "Registrarsi sulla piattaforma e consultarla ogni giorno",
    ...C8,
    confidence: "secondary",
    note: "Consultazione quotidiana",
  },
  {
    code: "O3",
    kind: "job-search",
    text: "Cercare attivamente lavoro, con un diario delle attività settimanali",
    ...C8,
    confidence: "secondary",
    note: "Ricerca attiva",
    remark: "Il diario settimanale è da verificare su Normattiva.",
  },
  {
    code: "O4",
    kind: "training",
    text: "Accettare i percorsi di formazione e riqualificazione",
    ...C8,
    confidence: "unverified",
    note: "Formazione",
    remark: "Da verificare su Normattiva.",
  },
  {
    code: "O5",
    kind: "selection",
    text: "Sostenere i colloqui psicoattitudinali e le prove di selezione",
    ...C8,
    confidence: "unverified",
    note: "Colloqui e selezioni",
    remark: "Da verificare su Normattiva.",
  },
  {
    code: "O6",
    kind: "offers",
    text: "Accettare almeno una di tre offerte congrue; in caso di rinnovo, la prima",
    ...C8,
    confidence: "secondary",
    note: "Offerte congrue",
  },
] as const satisfies readonly Commitment[];
