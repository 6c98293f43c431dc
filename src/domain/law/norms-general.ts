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
  DLGS150_2015_ART19: {
    id: "DLgs150_2015.art19",
    text: "D.lgs. 150/2015, art. 19: stato di disoccupazione, dichiarazione di immediata disponibilità (DID), sospensione per il lavoro fino a sei mesi",
    link: `${DLGS150}~art19`,
    inForceFrom: "2015-09-24",
    confidence: "secondary",
  },
  DL4_2019_ART4_C15QUATER: {
    id: "DL4_2019.art4.c15quater",
    text: "DL 4/2019, art. 4, c. 15-quater: a ogni fine è in stato di disoccupazione anche chi lavora con un reddito la cui imposta lorda non supera le detrazioni dell'art. 13 del TUIR",
    link: "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:decreto.legge:2019-01-28;4~art4",
    inForceFrom: "2019-03-30",
    confidence: "secondary",
  },
  CIRC_ANPAL_1_2019: {
    id: "CircANPAL1.2019-07-23",
    text: "Circolare ANPAL n. 1 del 23 luglio 2019: conservazione, sospensione e perdita dello stato di disoccupazione; 8.145 euro l'anno da lavoro dipendente, 4.800 da lavoro autonomo",
    inForceFrom: "2019-07-23",
    confidence: "secondary",
  },
  NOTA_MLPS_5824_2022: {
    id: "NotaMLPS5824.2022",
    text: "Nota MLPS 5824 del 2022: 8.174 euro l'anno da lavoro dipendente, 5.500 da lavoro autonomo",
    inForceFrom: "2022-01-01",
    confidence: "secondary",
  },
  NATIONAL_NOTICES: {
    id: "ServizioRDC.notifica.1.3",
    text: "Servizio nazionale delle notifiche, schema 1.3: dati della persona, ruolo, protocollo e stato del beneficio, centro per l'impiego competente, passaggio dai servizi comunali; una notifica non più recente non sostituisce mai quella già accolta",
    inForceFrom: "2019-09-02",
    confidence: "primary",
  },
  L241_1990_ART3: {
    id: "L241_1990.art3",
    text: "L. 241/1990, art. 3: ogni provvedimento è motivato e indica il termine e l'autorità cui è possibile ricorrere",
    link: "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:legge:1990-08-07;241~art3",
    inForceFrom: "1990-09-02",
    confidence: "unverified",
  },
  L241_1990_ART6: {
    id: "L241_1990.art6",
    text: "L. 241/1990, art. 6: chi istruisce e propone, e chi decide",
    link: "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:legge:1990-08-07;241~art6",
    inForceFrom: "1990-09-02",
    confidence: "unverified",
  },
  DPR445_2000_ART43: {
    id: "DPR445_2000.art43",
    text: "DPR 445/2000, art. 43: l'amministrazione acquisisce d'ufficio i dati che altre amministrazioni certificano, fra cui il decesso",
    link: "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:decreto.del.presidente.della.repubblica:2000-12-28;445~art43",
    inForceFrom: "2001-03-07",
    confidence: "unverified",
  },
  GDPR_ART32: {
    id: "GDPR.art32",
    text: "Reg. (UE) 2016/679, art. 32: misure di sicurezza adeguate al rischio; chi agisce sotto l'autorità del titolare tratta i dati solo se istruito",
    link: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
    inForceFrom: "2018-05-25",
    confidence: "unverified",
  },
  DLGS196_ART2QUATERDECIES: {
    id: "DLgs196_2003.art2quaterdecies",
    text: "D.lgs. 196/2003, art. 2-quaterdecies: compiti e funzioni attribuiti a persone designate, sotto la responsabilità del titolare",
    link: "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:decreto.legislativo:2003-06-30;196~art2quaterdecies",
    inForceFrom: "2018-09-19",
    confidence: "unverified",
  },
  GARANTE_ADMINISTRATORS: {
    id: "Garante.2008-11-27",
    text: "Garante, provvedimento del 27 novembre 2008 sugli amministratori di sistema: accessi registrati, inalterabili, conservati almeno sei mesi",
    inForceFrom: "2008-12-24",
    confidence: "unverified",
  },
} as const satisfies Record<string, Citation>;
