// Supporto per la formazione e il lavoro (DL 48/2023 art. 12): one person, paid only while an activity runs.

import { ADI } from "../adi/parameters.ts";
import { JUSTIFICATIONS } from "../justifications.ts";
import { REGIONAL_CHOICES } from "../region.ts";
import { WORK_STATUS } from "../work-status.ts";
import { CANCEL_REPORT, EXEMPTION_END, HOLD, JUSTIFY, REPORT_AS_RDC } from "../usual-clocks.ts";
import { PRESENCE_COMMITMENT, SERVICE_PACT_COMMITMENTS } from "../usual-commitments.ts";
import type { Ladder, MeasureParameters } from "../types.ts";
import { SFL_CHANNELS } from "./channels.ts";

const ART12 = { citation: "DL48_2023_ART12", confidence: "secondary" } as const;
const AS_ADI = "Sanzioni come per l’assegno di inclusione (art. 8), secondo le fonti lette.";

/** The same breaches as ADI, counted per person; the presence of ninety days has its own words. */
const LADDERS: readonly Ladder[] = ADI.ladders
  .filter((ladder) => ladder.event !== "E-PRES")
  .map((ladder): Ladder => ({ ...ladder, remark: AS_ADI }));

export const SFL = {
  code: "SFL",
  version: "sfl",
  name: "Supporto per la formazione e il lavoro",
  grantedFrom: "2023-09-01",
  validity: {
    ...ART12,
    confidence: "unverified",
    note: "Dal settembre 2023",
    remark: "Il primo giorno di validità non è stato letto: da verificare su Normattiva.",
  },
  unit: "person",
  bound: {
    value: "la persona fra 18 e 59 anni che ha chiesto il beneficio, senza diritto all’assegno di inclusione",
    citation: "DL48_2023_ART12",
    confidence: "primary",
    note: "Il beneficio è individuale",
  },
  notBoundFromAge: { value: 60, ...ART12, note: "La misura riguarda chi ha fra 18 e 59 anni" },
  adultFromAge: { value: 18, ...ART12, note: "La misura riguarda chi ha fra 18 e 59 anni" },
  declaredBy: {
    value: "activation-pact",
    ...ART12,
    note: "Il patto di attivazione digitale contiene la DID",
  },
  exclusions: [
    { fact: "age", ...ART12, note: "Chi ha compiuto 60 anni" },
    { fact: "minor", ...ART12, note: "Chi non ha compiuto 18 anni" },
  ],
  exemptions: [],
  clocks: {
    did: null,
    convene: {
      amount: 30,
      unit: "calendar-days",
      start: "recognition",
      suspended: true,
      transitions: [],
      citation: null,
      confidence: "unverified",
      note: "Trenta giorni, come indicatore della Regione: senza effetti sulla persona",
      remark: "Nessuna fonte letta fissa un termine per il primo contatto: avviene con il patto di servizio.",
    },
    justify: JUSTIFY,
    hold: HOLD,
    report: REPORT_AS_RDC,
    "cancel-report": CANCEL_REPORT,
    "report-pact": null,
    "exemption-end": EXEMPTION_END,
    "periodic-presence": {
      amount: 90,
      unit: "calendar-days",
      start: "last-presence",
      suspended: true,
      transitions: [],
      ...ART12,
      confidence: "unverified",
      note: "Conferma della partecipazione ogni novanta giorni; senza, il beneficio è sospeso",
      remark: "Il testo della regola dei novanta giorni non è stato letto: da verificare.",
    },
    "reapplication-block": {
      amount: 6,
      unit: "months",
      start: "forfeiture",
      suspended: false,
      transitions: [],
      citation: "DL48_2023_ART8_C6",
      confidence: "unverified",
      note: "Nuova domanda dopo sei mesi dalla decadenza, come per l’assegno di inclusione",
      remark: "Il valore non è stato letto: da verificare su Normattiva.",
    },
    "voucher-report": null,
    "voucher-choice": null,
    "social-services": null,
    "first-contact": null,
    "municipal-answer": null,
    "pact-after-return": null,
  },
  suspensions: [],
  conveneMetBy: {
    value: "appointment-held",
    ...ART12,
    confidence: "inferred",
    note: "Il primo contatto è la firma del patto di servizio",
  },
  validChannels: {
    value: ["siisl", "signed-at-desk", "registered-letter", "pec", "send"],
    ...ART12,
    note: "La piattaforma SIISL, o una prova legale",
    remark: "Le regole della piattaforma sulla prova della convocazione non sono state lette.",
  },
  proofForSanction: {
    value: "delivered",
    ...ART12,
    confidence: "inferred",
    note: "Registro della piattaforma o prova legale: scelta prudente della Regione",
    remark: "Le regole della piattaforma sulla prova della convocazione non sono state lette.",
  },
  channelPolicy: SFL_CHANNELS,
  ladders: [
    ...LADDERS,
    {
      event: "E-PRES",
      steps: [{ kind: "suspension" }],
      linkedTo: "agreed-activity",
      afterFormalReminder: false,
      ...ART12,
      confidence: "unverified",
      note: "Partecipazione non confermata nei novanta giorni: sospensione",
      remark: "Il testo della regola dei novanta giorni non è stato letto: da verificare.",
    },
  ],
  countersSurviveRenewal: {
    value: true,
    citation: null,
    confidence: "unverified",
    note: "I fatti già contati restano mostrati e contati",
    remark:
      "Che cosa accada ai conteggi con una nuova domanda non è stato trovato nelle fonti: prima di segnalare decide una persona.",
  },
  justifications: JUSTIFICATIONS,
  offers: [
    {
      ordinal: 1,
      when: "always",
      withinKm: null,
      withinMinutes: null,
      citation: "DL48_2023_ART9",
      confidence: "secondary",
      note: "Una sola offerta",
      remark: "I limiti di distanza non sono stati letti nella norma.",
    },
  ],
  commitments: [
    ...SERVICE_PACT_COMMITMENTS,
    {
      ...PRESENCE_COMMITMENT,
      ...ART12,
      confidence: "unverified",
      remark: "Il testo della regola dei novanta giorni non è stato letto: da verificare.",
    },
  ],
  handOver: null,
  counterparts: {
    firstContact: {
      value: "SIISL, poi centro per l’impiego o agenzia per il lavoro",
      ...ART12,
      note: "La persona sceglie tre agenzie; poi il patto di servizio al centro per l’impiego",
    },
    listsFrom: { value: "SIISL", ...ART12, note: "Elenchi dalla piattaforma" },
    reportTo: { value: "SIISL, che trasmette all’INPS", ...ART12, note: "L’INPS applica" },
  },
  ...WORK_STATUS,
  ...REGIONAL_CHOICES,
} as const satisfies MeasureParameters;
