// Reddito di cittadinanza as in force for benefits granted from April 2019 to the end of 2021.

import { JUSTIFICATIONS } from "../justifications.ts";
import { REGIONAL_CHOICES } from "../region.ts";
import { WORK_STATUS } from "../work-status.ts";
import { HAND_OVER_GROUNDS } from "../hand-over-grounds.ts";
import type { MeasureParameters } from "../types.ts";
import { RDC_COMMITMENTS, RDC_LADDERS, RDC_OFFERS } from "./breaches.ts";
import { RDC_CHANNELS } from "./channels.ts";
import { RDC_CLOCKS } from "./clocks.ts";
import { RDC_EXCLUSIONS, RDC_EXEMPTIONS } from "./exemptions.ts";

export const RDC_2019 = {
  code: "RDC",
  version: "rdc-2019",
  name: "Reddito di cittadinanza",
  grantedFrom: "2019-04-01",
  grantedTo: "2021-12-31",
  validity: {
    citation: "DL48_2023_ART13",
    confidence: "primary",
    note: "Il beneficio è cessato il 31 dicembre 2023; ai fatti fino ad allora si applicano le sanzioni in vigore quando fu riconosciuto",
  },
  unit: "household",
  bound: {
    value: "componenti maggiorenni, non già occupati, che non frequentano un regolare corso di studi",
    citation: "DL4_2019_ART4_C2",
    confidence: "primary",
    note: "Tutti i componenti del nucleo che non sono esclusi",
  },
  notBoundFromAge: {
    value: 65,
    citation: "DL4_2019_ART4_C2",
    confidence: "primary",
    note: "Non è tenuto chi ha compiuto 65 anni",
  },
  adultFromAge: {
    value: 18,
    citation: "DL4_2019_ART4_C2",
    confidence: "primary",
    note: "Sono tenuti i componenti maggiorenni",
  },
  declaredBy: {
    value: "own-act",
    citation: "DL4_2019_ART4_C1",
    confidence: "primary",
    note: "La DID si rende sulla piattaforma o davanti all’operatore, anche al primo appuntamento",
  },
  exclusions: RDC_EXCLUSIONS,
  exemptions: RDC_EXEMPTIONS,
  clocks: RDC_CLOCKS,
  suspensions: [
    {
      from: "2020-03-17",
      to: "2020-07-16",
      citation: "DL18_2020_ART40",
      confidence: "primary",
      note: "Sospensione degli obblighi e dei termini per quattro mesi",
      remark:
        "Dal 17 marzo per due mesi, poi quattro: l’ultimo giorno sospeso è il 16 luglio 2020, calcolato e non letto.",
    },
  ],
  conveneMetBy: {
    value: "summons-issued",
    citation: "DL4_2019_ART4_C5",
    confidence: "inferred",
    note: "La norma dice «convoca»: vale l'invio della convocazione. Parametro della Regione, può valere l'incontro",
  },
  validChannels: {
    value: ["sms", "email", "app-io", "signed-at-desk", "registered-letter", "pec", "send"],
    citation: "DL4_2019_ART4_C15QUINQUIES",
    confidence: "secondary",
    note: "Valgono anche i mezzi informali",
    remark:
      "Che cosa debba seguire a una convocazione informale non riuscita (una lettera? quanti tentativi?) non è stato trovato.",
  },
  proofForSanction: {
    value: "delivered",
    citation: "DL4_2019_ART4_C15QUINQUIES",
    confidence: "inferred",
    note: "Basta l’SMS o l’e-mail, ma con la ricevuta di consegna: un messaggio solo inviato non prova che la persona sapesse",
    remark:
      "La norma ammette il mezzo informale, una prova debole; la forza della prova è una scelta prudente della Regione.",
  },
  channelPolicy: RDC_CHANNELS,
  ladders: RDC_LADDERS,
  countersSurviveRenewal: {
    value: true,
    citation: null,
    confidence: "unverified",
    note: "Con il rinnovo le assenze già contate restano mostrate e contate",
    remark:
      "Se i conteggi ripartano con il rinnovo non è stato trovato nelle fonti: prima di segnalare decide una persona.",
  },
  justifications: JUSTIFICATIONS,
  offers: RDC_OFFERS,
  commitments: RDC_COMMITMENTS,
  handOver: {
    grounds: HAND_OVER_GROUNDS,
    secondLook: {
      value: false,
      citation: "DL4_2019_ART4_C5QUATER",
      confidence: "secondary",
      note: "L’invio lo decide l’operatore del centro per l’impiego: la norma non chiede un secondo operatore",
    },
    citation: "DL4_2019_ART4_C5QUATER",
    confidence: "secondary",
    note: "Se il nucleo ha particolari criticità, l’operatore invia il richiedente ai servizi del Comune attraverso la piattaforma, con le motivazioni scritte, dopo averlo incontrato",
    remark:
      "I criteri delle particolari criticità sono rimessi a un accordo in Conferenza unificata, che non è stato letto: l’elenco delle voci è della Regione e non sostituisce le motivazioni.",
  },
  counterparts: {
    firstContact: {
      value: "centro per l’impiego o Comune, secondo la ripartizione nazionale",
      citation: "DL4_2019_ART4_C5",
      confidence: "secondary",
      note: "La ripartizione è fatta a monte dalle piattaforme",
    },
    listsFrom: {
      value: "ANPAL (SIU)",
      citation: "DM_2_9_2019_ART4",
      confidence: "primary",
      note: "Elenchi con accesso selettivo",
    },
    reportTo: {
      value: "ANPAL, che trasmette all’INPS",
      citation: "DM_2_9_2019_ART4",
      confidence: "primary",
      note: "L’INPS applica; il centro per l’impiego non taglia mai il beneficio",
    },
  },
  ...WORK_STATUS,
  ...REGIONAL_CHOICES,
} as const satisfies MeasureParameters;
