// Norms and specifications of digital domiciles: the registers in which people and professionals declare where they are written to.

import type { Citation } from "./norm.ts";

export const DIGITAL_NORMS = {
  CAD_ART6BIS: {
    id: "CAD.art6bis",
    text: "Codice dell’amministrazione digitale (D.lgs. 7 marzo 2005, n. 82), art. 6-bis: indice nazionale dei domicili digitali delle imprese e dei professionisti (INI-PEC)",
    link: "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:decreto.legislativo:2005-03-07;82",
    inForceFrom: "2012-12-19",
    confidence: "secondary",
  },
  CAD_ART6QUATER: {
    id: "CAD.art6quater",
    text: "Codice dell’amministrazione digitale (D.lgs. 7 marzo 2005, n. 82), art. 6-quater: indice nazionale dei domicili digitali delle persone fisiche (INAD)",
    link: "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:decreto.legislativo:2005-03-07;82",
    inForceFrom: "2023-07-06",
    confidence: "secondary",
  },
  INAD_API: {
    id: "AgID.INAD.API",
    text: "AgID, specifiche tecniche delle API di estrazione dell’INAD (linee guida INAD, par. 2.5): elenchi fino a 1.000 codici fiscali, risposta asincrona conservata 48 ore",
    inForceFrom: "2023-07-06",
    confidence: "primary",
  },
} as const satisfies Readonly<Record<string, Citation>>;
