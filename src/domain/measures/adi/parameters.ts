// Assegno di inclusione (DL 48/2023): social services first, then the employment office; no graduated cuts.

import { JUSTIFICATIONS } from "../justifications.ts";
import { REGIONAL_CHOICES } from "../region.ts";
import { WORK_STATUS } from "../work-status.ts";
import { CANCEL_REPORT, EXEMPTION_END, HOLD, JUSTIFY, REPORT_AS_RDC } from "../usual-clocks.ts";
import { PRESENCE_COMMITMENT, SERVICE_PACT_COMMITMENTS } from "../usual-commitments.ts";
import { HAND_OVER_GROUNDS } from "../hand-over-grounds.ts";
import type { MeasureParameters } from "../types.ts";
import { ADI_CHANNELS } from "./channels.ts";

const DM8 = { citation: "DM_13_12_2023_ART8", confidence: "primary" } as const;
const FORFEIT = {
  steps: [{ kind: "forfeiture" }],
  afterFormalReminder: false,
  citation: "DL48_2023_ART8_C6",
  confidence: "secondary",
} as const;
const NO_GRADES =
  "Nessuna sanzione graduale: che già la prima assenza porti alla decadenza è la lettura di più fonti, non il testo letto.";

export const ADI = {
  code: "ADI",
  version: "adi",
  name: "Assegno di inclusione",
  grantedFrom: "2024-01-01",
  validity: {
    citation: "DL48_2023_ART6",
    confidence: "unverified",
    note: "Dal 2024, dopo la fine del reddito di cittadinanza",
    remark:
      "Il primo giorno di validità si ricava dalla fine del reddito di cittadinanza (31 dicembre 2023): da verificare.",
  },
  unit: "household",
  bound: {
    value:
      "maggiorenni che esercitano la responsabilità genitoriale, non occupati, che non studiano e non hanno carichi di cura",
    citation: "DL48_2023_ART6",
    confidence: "primary",
    note: "Attivabili al lavoro; gli altri componenti seguono il percorso sociale",
  },
  notBoundFromAge: { value: 60, ...DM8, note: "Non è tenuto chi ha compiuto 60 anni" },
  adultFromAge: {
    value: 18,
    citation: "DL48_2023_ART6",
    confidence: "primary",
    note: "Sono tenuti i maggiorenni",
  },
  declaredBy: {
    value: "activation-pact",
    citation: "DL48_2023_ART4",
    confidence: "inferred",
    note: "La disponibilità si dichiara con il patto di attivazione digitale",
    remark: "Letto per il supporto per la formazione e il lavoro; per l’assegno di inclusione è dedotto.",
  },
  exclusions: [
    { fact: "age", ...DM8, note: "Chi ha compiuto 60 anni" },
    { fact: "direct-pension", ...DM8, note: "Titolari di pensione diretta" },
    { fact: "disability", ...DM8, note: "Persone con disabilità (L. 68/1999)" },
    { fact: "oncological-illness", ...DM8, note: "Persone con patologia oncologica" },
    {
      fact: "care-burden",
      ...DM8,
      note: "Figlio con meno di tre anni, tre o più figli minori, oppure componente con disabilità o non autosufficiente",
    },
    { fact: "gender-violence-path", ...DM8, note: "Percorsi di protezione dalla violenza di genere" },
    {
      fact: "minor",
      citation: "DL48_2023_ART6",
      confidence: "primary",
      note: "Sono tenuti solo i maggiorenni",
    },
    { fact: "employed", citation: "DL48_2023_ART6", confidence: "primary", note: "Gli occupati" },
    { fact: "in-education", citation: "DL48_2023_ART6", confidence: "primary", note: "Chi studia" },
  ],
  exemptions: [],
  clocks: {
    did: null,
    convene: null,
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
      citation: "DL48_2023_ART4",
      confidence: "secondary",
      note: "Presenza ogni novanta giorni; senza, il beneficio è sospeso finché la piattaforma non legge un patto nuovo o aggiornato",
    },
    "reapplication-block": {
      amount: 6,
      unit: "months",
      start: "forfeiture",
      suspended: false,
      transitions: [],
      citation: "DL48_2023_ART8_C6",
      confidence: "unverified",
      note: "Nuova domanda dopo sei mesi dalla decadenza",
      remark: "Il valore non è stato letto: da verificare su Normattiva.",
    },
    "voucher-report": null,
    "voucher-choice": null,
    "social-services": {
      amount: 120,
      unit: "calendar-days",
      start: "pad-signed",
      suspended: true,
      transitions: [
        {
          basis: "applied",
          from: "2023-05-05",
          to: "2024-02-29",
          startsOn: "2024-01-26",
          citation: "NOTA_MLPS_6062_2024",
        },
      ],
      citation: "DL48_2023_ART4",
      confidence: "secondary",
      note: "Primo appuntamento ai servizi sociali entro centoventi giorni; vale anche presentarsi senza convocazione. Oltre: sospensione",
      remark:
        "Per le domande fino al 29 febbraio 2024 i giorni decorrono dalla trasmissione ai Comuni: il 26 gennaio 2024 è la prima, per le successive la data va verificata.",
    },
    "municipal-answer": null,
    "pact-after-return": null,
    "first-contact": {
      amount: 60,
      unit: "calendar-days",
      start: "sent-to-office",
      suspended: true,
      transitions: [],
      citation: "CIRC_MLPS_7232_2024",
      confidence: "secondary",
      note: "Sessanta giorni perché la persona firmi il patto di servizio personalizzato",
      remark:
        "Le fonti non concordano sull’inizio: dalla comunicazione alla persona o dalla firma del patto di attivazione digitale. Si applica la prima.",
    },
  },
  suspensions: [],
  conveneMetBy: {
    value: "appointment-held",
    citation: "CIRC_MLPS_7232_2024",
    confidence: "inferred",
    note: "Il termine corre sulla persona: lo soddisfa l’incontro, non l’invio della convocazione",
  },
  validChannels: {
    value: ["siisl", "sms", "email", "app-io", "signed-at-desk", "registered-letter", "pec", "send"],
    citation: "DL48_2023_ART4",
    confidence: "secondary",
    note: "La piattaforma SIISL e i mezzi informali",
    remark: "Le regole della piattaforma sulla prova della convocazione non sono state lette.",
  },
  proofForSanction: {
    value: "delivered",
    citation: "DL48_2023_ART4",
    confidence: "inferred",
    note: "Ricevuta di consegna o registro della piattaforma: scelta prudente della Regione",
    remark: "Le regole della piattaforma sulla prova della convocazione non sono state lette.",
  },
  channelPolicy: ADI_CHANNELS,
  ladders: [
    {
      event: "E-CONV",
      linkedTo: "first-appointment-policy",
      ...FORFEIT,
      note: "Assenza senza giustificato motivo alla convocazione",
      remark: NO_GRADES,
    },
    { event: "E-PATTO", linkedTo: "first-appointment-policy", ...FORFEIT, note: "Patto non sottoscritto" },
    {
      event: "E-POL",
      linkedTo: "agreed-activity",
      ...FORFEIT,
      note: "Mancata partecipazione alle iniziative",
    },
    { event: "E-OFF", linkedTo: "agreed-activity", ...FORFEIT, note: "Rifiuto di un’offerta di lavoro" },
    {
      event: "E-PRES",
      steps: [{ kind: "suspension" }],
      linkedTo: "agreed-activity",
      afterFormalReminder: false,
      citation: "DL48_2023_ART4",
      confidence: "secondary",
      note: "Mancata presenza nei novanta giorni: sospensione, non decadenza",
    },
  ],
  countersSurviveRenewal: {
    value: true,
    citation: null,
    confidence: "unverified",
    note: "Con il rinnovo i fatti già contati restano mostrati e contati",
    remark:
      "Che cosa accada ai conteggi con il rinnovo non è stato trovato nelle fonti: prima di segnalare decide una persona.",
  },
  justifications: JUSTIFICATIONS,
  offers: [
    {
      ordinal: 1,
      when: "always",
      withinKm: 80,
      withinMinutes: 120,
      citation: "DL48_2023_ART9",
      confidence: "unverified",
      note: "Una sola offerta. A termine: entro 80 km o 120 minuti; a tempo indeterminato: in tutta Italia; almeno il 60% dell’orario pieno",
      remark: "Distanze e orario non sono stati letti nella norma: da verificare su Normattiva.",
    },
  ],
  commitments: [
    ...SERVICE_PACT_COMMITMENTS,
    { ...PRESENCE_COMMITMENT, citation: "DL48_2023_ART4", confidence: "secondary" },
  ],
  handOver: {
    grounds: HAND_OVER_GROUNDS,
    secondLook: {
      value: false,
      citation: null,
      confidence: "unverified",
      note: "Nessun secondo operatore",
      remark: "Nessuna fonte letta ne parla.",
    },
    citation: "DL48_2023_ART4",
    confidence: "unverified",
    note: "Il centro per l’impiego rinvia il nucleo ai servizi sociali quando il percorso di lavoro non può partire, con le motivazioni scritte",
    remark:
      "Letto solo il verso contrario, dai servizi sociali al centro per l’impiego: che il rinvio segua le stesse forme è una scelta della Regione, da verificare.",
  },
  counterparts: {
    firstContact: {
      value: "servizi sociali, poi centro per l’impiego o soggetto accreditato",
      citation: "DL48_2023_ART4",
      confidence: "secondary",
      note: "Gli attivabili al lavoro sono inviati al centro per l’impiego",
    },
    listsFrom: {
      value: "SIISL",
      citation: "DL48_2023_ART4",
      confidence: "secondary",
      note: "Elenchi dalla piattaforma",
    },
    reportTo: {
      value: "SIISL, che trasmette all’INPS",
      citation: "DL48_2023_ART8_C6",
      confidence: "secondary",
      note: "L’INPS applica",
    },
  },
  ...WORK_STATUS,
  ...REGIONAL_CHOICES,
} as const satisfies MeasureParameters;
