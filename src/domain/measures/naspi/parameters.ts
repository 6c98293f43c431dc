// NASpI and DIS-COLL (D.lgs. 150/2015): one person, and a summons that only a legal proof makes good.

import { JUSTIFICATIONS } from "../justifications.ts";
import { REGIONAL_CHOICES } from "../region.ts";
import { WORK_STATUS } from "../work-status.ts";
import { CANCEL_REPORT, EXEMPTION_END, HOLD, JUSTIFY, REPORT_AS_RDC } from "../usual-clocks.ts";
import { SERVICE_PACT_COMMITMENTS } from "../usual-commitments.ts";
import type { MeasureParameters } from "../types.ts";
import { NASPI_CHANNELS } from "./channels.ts";

const ART21 = { citation: "DLGS150_2015_ART21", confidence: "primary" } as const;
const ART21_C7 = { citation: "DLGS150_2015_ART21_C7", confidence: "unverified" } as const;
const DELIBERA = { citation: "DELIBERA_ANPAL_54_2019", confidence: "secondary" } as const;

export const NASPI = {
  code: "NASPI",
  version: "naspi",
  name: "NASpI e DIS-COLL",
  grantedFrom: "2015-09-24",
  validity: {
    ...ART21,
    confidence: "unverified",
    note: "Dall’entrata in vigore del D.lgs. 150/2015; la delibera ANPAL 54 è del 2 dicembre 2019",
    remark:
      "Le regole sulla convocazione valgono dalla delibera del 2 dicembre 2019: per i fatti anteriori decide una persona.",
  },
  unit: "person",
  bound: {
    value: "la persona che riceve la NASpI o la DIS-COLL",
    ...ART21,
    note: "La domanda equivale alla dichiarazione di immediata disponibilità",
  },
  notBoundFromAge: { value: null, ...ART21, confidence: "secondary", note: "Nessun limite di età" },
  adultFromAge: {
    value: 18,
    citation: null,
    confidence: "inferred",
    note: "Il patto lo firma una persona maggiorenne: scelta della Regione",
  },
  declaredBy: {
    value: "application",
    ...ART21,
    note: "La domanda equivale alla DID",
  },
  exclusions: [],
  exemptions: [],
  clocks: {
    did: null,
    convene: null,
    justify: {
      ...JUSTIFY,
      remark:
        "Per la NASpI il giorno dopo è letto nella delibera riferita; i valori diversi della stampa riguardano il reddito di cittadinanza.",
    },
    hold: HOLD,
    report: REPORT_AS_RDC,
    "cancel-report": CANCEL_REPORT,
    "report-pact": null,
    "exemption-end": EXEMPTION_END,
    "periodic-presence": null,
    "reapplication-block": null,
    "voucher-report": null,
    "voucher-choice": null,
    "social-services": null,
    "municipal-answer": null,
    "pact-after-return": null,
    "first-contact": {
      amount: 15,
      unit: "calendar-days",
      start: "application",
      suspended: true,
      transitions: [],
      ...ART21,
      note: "Quindici giorni dalla domanda per contattare il centro per l’impiego; altrimenti il centro convoca",
      remark:
        "Dal 24 novembre 2024 i quindici giorni per completare i dati sulla piattaforma decorrono dal primo pagamento, senza sanzione.",
    },
  },
  suspensions: [],
  conveneMetBy: {
    value: "appointment-held",
    ...ART21,
    confidence: "inferred",
    note: "Il termine corre sulla persona: lo soddisfa il contatto",
  },
  validChannels: {
    value: ["signed-at-desk", "registered-letter", "pec", "send"],
    ...DELIBERA,
    note: "Solo raccomandata A/R, PEC o appuntamento concordato e firmato; posta ordinaria ed e-mail non bastano",
    remark:
      "La delibera nomina raccomandata e PEC; che SEND valga allo stesso modo è dedotto dalla sua natura di notifica legale.",
  },
  proofForSanction: {
    value: "legal",
    ...DELIBERA,
    note: "Una sanzione fondata su un mezzo informale cade in ricorso",
  },
  channelPolicy: NASPI_CHANNELS,
  ladders: [
    {
      event: "E-CONV",
      steps: [{ kind: "reduction", months: 0.25 }, { kind: "reduction", months: 1 }, { kind: "forfeiture" }],
      linkedTo: "first-appointment-policy",
      afterFormalReminder: false,
      ...ART21_C7,
      note: "Un quarto di mensilità, una mensilità, decadenza",
      remark: "I valori non sono stati letti nella norma: da verificare su Normattiva prima di segnalare.",
    },
  ],
  countersSurviveRenewal: {
    value: false,
    citation: null,
    confidence: "unverified",
    note: "Ogni prestazione ha il suo conteggio",
    remark: "Non trovato nelle fonti: da verificare.",
  },
  justifications: JUSTIFICATIONS,
  offers: [
    {
      ordinal: 1,
      when: "always",
      withinKm: null,
      withinMinutes: null,
      ...ART21_C7,
      note: "Un’offerta congrua",
      remark: "I limiti di distanza non sono stati letti nella norma.",
    },
  ],
  commitments: SERVICE_PACT_COMMITMENTS,
  handOver: null,
  counterparts: {
    firstContact: {
      value: "centro per l’impiego",
      ...ART21,
      note: "La persona contatta; altrimenti il centro convoca",
    },
    listsFrom: {
      value: "INPS, tramite SIISL o SIU",
      citation: null,
      confidence: "secondary",
      note: "Iscrizione automatica a SIISL dal 24 novembre 2024",
    },
    reportTo: { value: "SIISL o ANPAL, e INPS", ...DELIBERA, note: "Il ricorso va al comitato ANPAL" },
  },
  ...WORK_STATUS,
  ...REGIONAL_CHOICES,
} as const satisfies MeasureParameters;
