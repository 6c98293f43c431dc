// Who is out of the obligations of the reddito di cittadinanza: exclusions (facts) and exemptions (decisions, X1 to X8).

import type { Exclusion, Exemption } from "../types.ts";

const BY_LAW = { citation: "DL4_2019_ART4_C2", confidence: "primary" } as const;
const AS_CONSEQUENCE = { citation: "DL4_2019_ART4_C2", confidence: "secondary" } as const;

export const RDC_EXCLUSIONS = [
  { fact: "age", ...BY_LAW, note: "Chi ha compiuto 65 anni" },
  { fact: "direct-pension", ...BY_LAW, note: "Titolari di pensione diretta" },
  { fact: "citizenship-pension", ...BY_LAW, note: "Beneficiari della pensione di cittadinanza" },
  {
    fact: "disability",
    volunteers: true,
    ...BY_LAW,
    note: "Persone con disabilità (L. 68/1999), fermo il collocamento mirato; possono aderire volontariamente",
  },
  { fact: "minor", ...AS_CONSEQUENCE, note: "Sono tenuti solo i maggiorenni" },
  {
    fact: "employed",
    exceptLowIncome: true,
    ...AS_CONSEQUENCE,
    note: "Gli occupati; chi lavora ma conserva lo stato di disoccupazione non è escluso, può essere esonerato (X6)",
    remark: "Soglie di reddito del 2019: 8.145 euro l’anno da lavoro dipendente, 4.800 da lavoro autonomo.",
  },
  { fact: "in-education", ...AS_CONSEQUENCE, note: "Chi frequenta un regolare corso di studi" },
] as const satisfies readonly Exclusion[];

const AGREEMENT = {
  citation: "ACCORDO_88CU_2019",
  confidence: "secondary",
  longestMonths: null,
  renewable: true,
} as const;
const NO_DURATION = "Durata e verifiche di rinnovo non trovate nelle fonti: la fine la scrive chi decide.";

export const RDC_EXEMPTIONS = [
  {
    code: "X1",
    title: "Cura di un figlio con meno di tre anni",
    limit: { per: "household", members: 1 },
    caredFor: { underAge: 3 },
    evidence: "stato di famiglia o dichiarazione sulla nascita del figlio",
    ...AGREEMENT,
    note: "Un solo componente per nucleo",
    remark: NO_DURATION,
  },
  {
    code: "X2",
    title: "Cura di un componente con disabilità grave o non autosufficiente",
    limit: { per: "cared-person", members: 1 },
    caredFor: { underAge: null },
    evidence: "verbale o certificazione valida ai fini ISEE",
    ...AGREEMENT,
    note: "Un solo componente per ogni persona assistita",
    remark:
      "Le fonti non concordano: una guida locale dice un solo componente per nucleo. Vale l’Accordo: uno per persona assistita.",
  },
  {
    code: "X3",
    title: "Condizione di salute che impedisce il percorso",
    limit: { per: "none" },
    evidence: "certificato del medico competente",
    ...AGREEMENT,
    note: "Per la durata che il certificato indica",
    remark: NO_DURATION,
  },
  {
    code: "X4",
    title: "Gravidanza",
    limit: { per: "none" },
    evidence: "certificato",
    ...AGREEMENT,
    note: "Nei periodi indicati dal certificato",
    remark: NO_DURATION,
  },
  {
    code: "X5",
    title: "Tirocinio",
    limit: { per: "none" },
    evidence: "progetto formativo del tirocinio",
    ...AGREEMENT,
    note: "Finché dura il tirocinio (Accordi del 25 maggio 2017 e tirocini di inclusione)",
  },
  {
    code: "X6",
    title: "Lavoro che lascia lo stato di disoccupazione",
    limit: { per: "none" },
    evidence: "contratto o comunicazione obbligatoria con l’orario",
    weeklyHours: { over: 20, withTravelOver: 25 },
    ...AGREEMENT,
    note: "Oltre 20 ore la settimana, oppure oltre 25 contando gli spostamenti",
  },
  {
    code: "X7",
    title: "Corso di formazione",
    limit: { per: "none" },
    evidence: "iscrizione al corso",
    ...AGREEMENT,
    citation: "DL4_2019_ART4_C3",
    note: "Finché dura il corso",
  },
  {
    code: "X8",
    title: "Componente non calcolato nella scala di equivalenza",
    limit: { per: "none" },
    evidence: "dato del flusso INPS",
    ...AGREEMENT,
    citation: "DM_2_9_2019_ART4",
    note: "Indicato dal flusso come non beneficiario",
    remark: "Che sia un esonero lo riferisce la stampa; il flusso lo indica come «non beneficiario».",
  },
] as const satisfies readonly Exemption[];
