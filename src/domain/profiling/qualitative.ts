// The qualitative assessment: areas judged in bands by the operator, sources ticked, where the person is to be led.

import type { Field, Questionnaire } from "./questionnaire.ts";

/** Judgement on an area, from what helps the person to what keeps them away from work. */
export const BANDS = {
  strong: "punto di forza",
  adequate: "adeguata",
  "to-strengthen": "da rafforzare",
  critical: "critica",
} as const;

/** What the judgement rests on; at least one is ticked. */
export const SOURCES = {
  interview: "colloquio con la persona",
  did: "dichiarazione di immediata disponibilità",
  employment: "comunicazioni obbligatorie dei datori di lavoro",
  cv: "curriculum",
  documents: "documenti mostrati dalla persona",
  platform: "dati della piattaforma nazionale",
  "earlier-dossier": "fascicolo precedente",
} as const;
export type AssessmentSource = keyof typeof SOURCES;

/** Where the assessment leads: the pact, or the municipal services with written reasons. */
export const ASSESSMENT_OUTCOMES = {
  pact: "patto per il lavoro",
  "municipal-services": "invio ai servizi comunali",
} as const;
export type AssessmentOutcome = keyof typeof ASSESSMENT_OUTCOMES;

const area = (name: string, label: string): Field => ({
  name,
  label,
  form: { kind: "choice", options: BANDS },
  required: true,
});

const AREAS: readonly Field[] = [
  area("skills", "Competenze ed esperienze"),
  area("training", "Formazione"),
  area("search", "Ricerca attiva di lavoro"),
  area("digital", "Competenze digitali e lingua"),
  area("mobility", "Mobilità e conciliazione dei tempi"),
  area("motivation", "Motivazione e disponibilità"),
  area("overall", "Vicinanza al lavoro, nel complesso"),
];

const OUTCOME: Field = {
  name: "outcome",
  label: "Esito",
  form: { kind: "choice", options: ASSESSMENT_OUTCOMES },
  required: true,
};

/** Kept short on purpose: no health data, nothing that the decision does not need. */
const REASONS: Field = {
  name: "reasons",
  label: "Motivi dell’esito",
  form: { kind: "text", longest: 1000 },
  required: false,
};

const AREAS_REMARK =
  "Aree e fasce sono una scelta della Regione: le fonti lette dicono che la valutazione qualitativa si fa, non con quali voci.";

/** Versions of the sheet. From May 2022 it also leads to one path of the GOL programme. */
export const ASSESSMENT_SHEETS: readonly Questionnaire[] = [
  {
    version: "qualitativa-2019",
    from: "2019-04-01",
    to: "2022-05-08",
    citation: "CIRC_ANPAL_3_2019",
    confidence: "secondary",
    note: "Valutazione qualitativa al primo appuntamento: porta al patto o all’invio ai servizi comunali",
    remark: AREAS_REMARK,
    fields: [...AREAS, OUTCOME, REASONS],
  },
  {
    version: "qualitativa-2022",
    from: "2022-05-09",
    citation: "DELIBERA_ANPAL_5_2022",
    confidence: "secondary",
    note: "Profilazione quantitativa, poi valutazione dell’operatore, poi patto, poi un solo percorso",
    remark: `${AREAS_REMARK} Il percorso 5 (ricollocazione collettiva) è da verificare.`,
    fields: [
      ...AREAS,
      OUTCOME,
      {
        name: "path",
        label: "Percorso",
        form: {
          kind: "choice",
          options: {
            "1": "reinserimento lavorativo",
            "2": "aggiornamento (upskilling)",
            "3": "riqualificazione (reskilling)",
            "4": "lavoro e inclusione",
            "5": "ricollocazione collettiva",
          },
        },
        required: { field: "outcome", in: ["pact"] },
      },
      REASONS,
    ],
  },
];
