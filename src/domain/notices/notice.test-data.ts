// One good notice, and what it is judged by, for the tests of this folder.

import assert from "node:assert/strict";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { TEST_PLACES } from "../people/places.test-data.ts";
import { composeTaxCode } from "../people/tax-code-encoding.ts";
import type { RawNotice } from "./types.ts";
import type { NoticeJudgement, ValidationContext } from "./validate.ts";
import { validateNotice } from "./validate.ts";

export const context: ValidationContext = {
  places: TEST_PLACES,
  receivedAt: "2019-09-02T08:00:00.000Z",
  measures: [RDC_2019],
  defaultMeasure: "RDC",
};

export const taxCode = composeTaxCode({
  surname: "Esposito",
  name: "Carmela",
  birthDate: "1970-03-15",
  sex: "F",
  birthPlaceCode: "F839",
});
export const otherTaxCode = composeTaxCode({
  surname: "Russo",
  name: "Antonio",
  birthDate: "1968-01-02",
  sex: "M",
  birthPlaceCode: "A064",
});

export const good: RawNotice = {
  cod_protocollo_inps: "INPS-RDC-2019-1000001",
  cod_fiscale: taxCode,
  cod_fiscale_richiedente: taxCode,
  cod_ruolo_beneficiario: "R",
  cod_stato: "ACC",
  dtt_domanda: "2019-03-20",
  dtt_rendicontazione: "15/04/2019",
  des_cognome: "ESPOSITO",
  des_nome: "CARMELA",
  dtt_nascita: "15/03/1970",
  des_indirizzo_residenza: "VIA ROMA 1",
  cod_cap_residenza: "80100",
  cod_comune_residenza: "F839",
  des_comune_residenza: "NAPOLI",
  des_telefono: "333 1234567",
  des_email: "Carmela@Example.it",
  data_invio: "2019-09-01T10:00:00",
};

/** The judgement of a notice that must be accepted. */
export function accepted(
  raw: RawNotice,
  by: ValidationContext = context,
): Extract<NoticeJudgement, { ok: true }> {
  const judged = validateNotice(raw, by);
  assert.ok(judged.ok, JSON.stringify(judged));
  return judged;
}
