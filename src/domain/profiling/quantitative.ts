// What is asked of a person so that the national service may compute the quantitative profiling index, and which index may come back.

import type { Parameter } from "../measures/types.ts";
import type { Questionnaire } from "./questionnaire.ts";

const STUDY_TITLES = {
  none: "nessun titolo",
  primary: "licenza elementare",
  "lower-secondary": "licenza media",
  vocational: "qualifica o diploma professionale",
  "upper-secondary": "diploma di scuola secondaria superiore",
  "post-secondary": "diploma ITS o altro titolo dopo il diploma",
  bachelor: "laurea triennale o diploma accademico di primo livello",
  master: "laurea magistrale, a ciclo unico o di secondo livello",
  doctorate: "dottorato o specializzazione",
} as const;

const CONDITIONS = {
  employee: "occupato come dipendente",
  "self-employed": "occupato in proprio",
  "lost-job": "in cerca, dopo avere lavorato",
  "first-job": "in cerca del primo lavoro",
  student: "studente",
  inactive: "né al lavoro né in cerca",
} as const;

/** Fields of the quantitative profile as the data model of a regional system has them. Versions follow one another without overlapping. */
export const QUANTITATIVE_QUESTIONNAIRES: readonly Questionnaire[] = [
  {
    version: "quantitativa-2019",
    from: "2019-04-01",
    citation: "CIRC_ANPAL_3_2019",
    confidence: "inferred",
    note: "I campi raccolti con la DID per l’indice quantitativo, come nel modello dei dati di un sistema regionale in uso",
    remark:
      "I campi sono letti nel modello di un’altra Regione; elenchi di codici e limiti dei valori sono una scelta della Regione, da confrontare con le codifiche nazionali. La delibera ANPAL 5/2022 prende parte dei dati dagli archivi: quali, non è stato letto.",
    fields: [
      {
        name: "age",
        label: "Età",
        form: { kind: "integer", min: 15, max: 120 },
        required: true,
      },
      {
        name: "sex",
        label: "Sesso",
        form: { kind: "choice", options: { M: "maschio", F: "femmina" } },
        required: true,
      },
      {
        name: "citizenship",
        label: "Cittadinanza",
        form: {
          kind: "choice",
          options: { italian: "italiana", eu: "altra dell’Unione europea", other: "altra" },
        },
        required: true,
      },
      {
        name: "yearsInItaly",
        label: "Anni di presenza in Italia",
        form: { kind: "integer", min: 0, max: 120 },
        required: { field: "citizenship", in: ["eu", "other"] },
        limit: {
          than: "age",
          times: 1,
          less: 0,
          message: "«Anni di presenza in Italia» non può superare l’età.",
        },
      },
      {
        name: "studyTitle",
        label: "Titolo di studio",
        form: { kind: "choice", options: STUDY_TITLES },
        required: true,
      },
      {
        name: "province",
        label: "Provincia di residenza o domicilio",
        form: { kind: "listed", list: "provinces" },
        required: true,
      },
      {
        name: "conditionLastYear",
        label: "Condizione occupazionale un anno prima",
        form: { kind: "choice", options: CONDITIONS },
        required: true,
      },
      {
        name: "monthsSinceLastJob",
        label: "Mesi dall’ultimo lavoro",
        form: { kind: "integer", min: 0, max: 1200 },
        required: { field: "conditionLastYear", in: ["employee", "self-employed", "lost-job"] },
        empty: { field: "conditionLastYear", in: ["first-job"] },
        limit: {
          than: "age",
          times: 12,
          less: 12 * 14,
          message: "«Mesi dall’ultimo lavoro» porta il lavoro prima dei 14 anni: controllare i mesi e l’età.",
        },
      },
      {
        name: "monthsSearching",
        label: "Mesi di ricerca di lavoro",
        form: { kind: "integer", min: 0, max: 1200 },
        required: true,
        limit: {
          than: "age",
          times: 12,
          less: 12 * 14,
          message: "«Mesi di ricerca di lavoro» comincia prima dei 14 anni: controllare i mesi e l’età.",
        },
      },
      {
        name: "householdSize",
        label: "Componenti del nucleo familiare",
        form: { kind: "integer", min: 1, max: 30 },
        required: true,
      },
      {
        name: "dependentChildren",
        label: "Figli a carico",
        form: { kind: "integer", min: 0, max: 29 },
        required: true,
        limit: {
          than: "householdSize",
          times: 1,
          less: 1,
          message: "«Figli a carico» deve essere minore del numero dei componenti del nucleo.",
        },
      },
      { name: "inCourse", label: "Frequenta un corso", form: { kind: "yes-no" }, required: true },
      { name: "drivingLicence", label: "Ha la patente di guida", form: { kind: "yes-no" }, required: true },
    ],
  },
];

/** Values that an index may have. The service that computes it is national: no formula of ours stands in for it. */
export const INDEX_RANGE: Parameter<{ readonly min: number; readonly max: number }> = {
  value: { min: 0, max: 1 },
  citation: "DELIBERA_ANPAL_5_2022",
  confidence: "unverified",
  note: "L’indice quantitativo è un numero fra zero (più vicino al lavoro) e uno (più lontano), calcolato dal servizio nazionale",
  remark: "La scala dell’indice non è stata letta in un testo: da verificare.",
};

/** For how many months a decided profile may be used; null = no duration known, it lasts until it is made again. */
export const PROFILE_VALIDITY_MONTHS: Parameter<number | null> = {
  value: null,
  citation: null,
  confidence: "unverified",
  note: "Nessuna durata: il profilo vale finché non è rifatto, con un motivo",
  remark:
    "Che la classe di profilazione si aggiorni ogni novanta giorni (D.lgs. 150/2015, art. 19) è da verificare su Normattiva.",
};
