// Norms of the measures of today: assegno di inclusione, supporto per la formazione e il lavoro, NASpI.

import type { Citation } from "./norm.ts";

const DL48 = "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:decreto.legge:2023-05-04;48";
const DLGS150 = "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:decreto.legislativo:2015-09-14;150";

export const CURRENT_NORMS = {
  DL48_2023_ART4: {
    id: "DL48_2023.art4",
    text: "DL 48/2023, art. 4: patto di attivazione digitale, appuntamento ai servizi sociali, invio al centro per l'impiego, presenza ogni novanta giorni",
    link: `${DL48}~art4`,
    inForceFrom: "2023-05-05",
    confidence: "secondary",
    measures: ["ADI"],
  },
  DL48_2023_ART6: {
    id: "DL48_2023.art6",
    text: "DL 48/2023, art. 6: componenti dell'assegno di inclusione tenuti agli obblighi di lavoro",
    link: `${DL48}~art6`,
    inForceFrom: "2023-05-05",
    confidence: "primary",
    measures: ["ADI"],
  },
  DM_13_12_2023_ART8: {
    id: "DM2023-12-13.art8",
    text: "DM 13 dicembre 2023, art. 8: chi è tenuto e chi è escluso nell'assegno di inclusione",
    link: "https://www.gazzettaufficiale.it",
    inForceFrom: "2023-12-20",
    confidence: "primary",
    measures: ["ADI"],
  },
  DL48_2023_ART8_C6: {
    id: "DL48_2023.art8.c6",
    text: "DL 48/2023, art. 8, c. 6: fatti che comportano la decadenza",
    link: `${DL48}~art8`,
    inForceFrom: "2023-05-05",
    confidence: "secondary",
    measures: ["ADI", "SFL"],
  },
  DL48_2023_ART9: {
    id: "DL48_2023.art9",
    text: "DL 48/2023, art. 9: offerta di lavoro",
    link: `${DL48}~art9`,
    inForceFrom: "2023-05-05",
    confidence: "secondary",
    measures: ["ADI", "SFL"],
  },
  DL48_2023_ART12: {
    id: "DL48_2023.art12",
    text: "DL 48/2023, art. 12: supporto per la formazione e il lavoro",
    link: `${DL48}~art12`,
    inForceFrom: "2023-09-01",
    confidence: "primary",
    measures: ["SFL"],
  },
  CIRC_MLPS_7232_2024: {
    id: "CircMLPS7232.2024-05-21",
    text: "Circolare MLPS 7232 del 21 maggio 2024: gli attivabili al lavoro firmano il patto di servizio entro sessanta giorni",
    inForceFrom: "2024-05-21",
    confidence: "secondary",
    measures: ["ADI"],
  },
  NOTA_MLPS_6062_2024: {
    id: "NotaMLPS6062.2024",
    text: "Nota MLPS 6062/2024: per le domande fino al 29 febbraio 2024 i centoventi giorni decorrono dalla trasmissione dell'INPS ai Comuni (26 gennaio 2024 per la prima)",
    inForceFrom: "2024-01-26",
    confidence: "secondary",
    measures: ["ADI"],
  },
  DLGS150_2015_ART21: {
    id: "DLgs150_2015.art21.c1-2",
    text: "D.lgs. 150/2015, art. 21, c. 1 e 2: la domanda di NASpI equivale alla DID; contatto con il centro per l'impiego entro quindici giorni, altrimenti la convocazione",
    link: `${DLGS150}~art21`,
    inForceFrom: "2015-09-24",
    confidence: "primary",
    measures: ["NASPI"],
  },
  DLGS150_2015_ART21_C7: {
    id: "DLgs150_2015.art21.c7",
    text: "D.lgs. 150/2015, art. 21, c. 7: un quarto di mensilità, una mensilità, decadenza",
    link: `${DLGS150}~art21`,
    inForceFrom: "2015-09-24",
    confidence: "unverified",
    measures: ["NASPI"],
  },
  DLGS150_2015_ART21_C12: {
    id: "DLgs150_2015.art21.c12",
    text: "D.lgs. 150/2015, art. 21, c. 12: ricorso al comitato istituito presso l'ANPAL contro i provvedimenti di condizionalità",
    link: `${DLGS150}~art21`,
    inForceFrom: "2015-09-24",
    confidence: "primary",
    measures: ["NASPI"],
  },
  DLGS150_2015_ART25: {
    id: "DLgs150_2015.art25",
    text: "D.lgs. 150/2015, art. 25: quando un'offerta di lavoro è congrua",
    link: `${DLGS150}~art25`,
    inForceFrom: "2015-09-24",
    confidence: "unverified",
    measures: ["NASPI"],
  },
} as const satisfies Record<string, Citation>;
