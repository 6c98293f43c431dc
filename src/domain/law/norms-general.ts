// Norms that rule whichever measure: terms, privacy, justified reasons, active measures, profiling.

import type { Citation } from "./norm.ts";

const DLGS150 = "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:decreto.legislativo:2015-09-14;150";

export const GENERAL_NORMS = {
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
  CC_2963: {
    id: "CC.art2963",
    text: "Codice civile, art. 2963: nel computo dei termini non si conta il giorno iniziale",
    link: "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:regio.decreto:1942-03-16;262~art2963",
    inForceFrom: "1942-04-21",
    confidence: "primary",
  },
  CIRC_ANPAL_3_2019: {
    id: "CircANPAL3.2019-11-15",
    text: "Circolare ANPAL n. 3 del 15 novembre 2019: primo appuntamento, esoneri, patto per il lavoro, invio ai servizi comunali",
    inForceFrom: "2019-11-15",
    confidence: "secondary",
  },
  NOTA_MLPS_3374_2016: {
    id: "NotaMLPS39_3374.2016-03-04",
    text: "Nota MLPS 39/3374 del 4 marzo 2016: casi di giustificato motivo",
    inForceFrom: "2016-03-04",
    confidence: "secondary",
  },
  DELIBERA_ANPAL_54_2019: {
    id: "DeliberaANPAL54.2019-12-02",
    text: "Delibera ANPAL 54 del 2 dicembre 2019: per NASpI e DIS-COLL la convocazione vale solo con raccomandata A/R, PEC o appuntamento concordato e firmato; giustificazione entro il giorno dopo",
    inForceFrom: "2019-12-02",
    confidence: "secondary",
  },
  ANPAL_SAP_EVENTS: {
    id: "ANPAL.SAP.sezione6",
    text: "Standard ANPAL della scheda anagrafica e professionale, sezione 6: eventi delle politiche attive da 01 a 15",
    inForceFrom: "2017-12-04",
    confidence: "primary",
  },
  ANPAL_CONDIZIONALITA: {
    id: "ANPAL.condizionalita",
    text: "Flusso degli eventi di condizionalità: un evento inviato non si modifica; si annulla una sola volta, entro dieci giorni",
    inForceFrom: "2019-11-04",
    confidence: "inferred",
  },
  DLGS150_2015_ART20: {
    id: "DLgs150_2015.art20",
    text: "D.lgs. 150/2015, art. 20: patto di servizio personalizzato",
    link: `${DLGS150}~art20`,
    inForceFrom: "2015-09-24",
    confidence: "unverified",
  },
  DELIBERA_ANPAL_5_2022: {
    id: "DeliberaANPAL5.2022-05-09",
    text: "Delibera ANPAL 5 del 9 maggio 2022: profilazione quantitativa, valutazione qualitativa, patto di servizio, un solo percorso",
    inForceFrom: "2022-05-09",
    confidence: "secondary",
  },
} as const satisfies Record<string, Citation>;
