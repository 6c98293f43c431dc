// One record judged: what is accepted, completed or warned about, and each rejection on its own field.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { accepted, context, good, otherTaxCode, taxCode } from "./notice.test-data.ts";
import type { Notice, RawNotice } from "./types.ts";
import { NOTICE_FIELDS } from "./types.ts";
import type { ValidationContext } from "./validate.ts";
import { validateNotice } from "./validate.ts";

/** "field CODE" of every rejection. */
function rejected(change: RawNotice, by: ValidationContext = context): string[] {
  const judged = validateNotice({ ...good, ...change }, by);
  if (judged.ok) return [];
  for (const each of judged.rejections) assert.doesNotMatch(each.message, /\{\w+\}/, each.code);
  return judged.rejections.map((each) => `${String(each.field)} ${each.code}`);
}

function warned(change: RawNotice): string[] {
  return accepted({ ...good, ...change }).warnings.map((each) => `${String(each.field)} ${each.code}`);
}

describe("an accepted notice", () => {
  it("has every field judged and completed", () => {
    const { notice, contacts, warnings } = accepted(good);
    const residence = {
      street: "VIA ROMA 1",
      zip: "80100",
      municipalityCode: "F839",
      municipalityName: "NAPOLI",
    };
    assert.deepEqual(notice, {
      protocol: "INPS-RDC-2019-1000001",
      taxCode,
      applicantTaxCode: taxCode,
      role: "R",
      measure: "RDC",
      applicationState: "ACC",
      applicationDate: "2019-03-20",
      grantedOn: "2019-04-15",
      surname: "ESPOSITO",
      name: "CARMELA",
      birthDate: "1970-03-15",
      sex: "F",
      citizenship: "NT",
      birthPlaceCode: "F839",
      birthPlaceName: "NAPOLI",
      residence,
      domicile: residence,
      phone: "333 1234567",
      email: "Carmela@Example.it",
      sentAt: "2019-09-01T08:00:00.000Z",
    } satisfies Notice);
    assert.deepEqual(
      contacts.map((each) => [each.kind, each.value, each.usable, each.date]),
      [
        ["mobile", "+393331234567", true, "2019-09-01"],
        ["email", "Carmela@example.it", true, "2019-09-01"],
        ["postal", "VIA ROMA 1, 80100 NAPOLI", true, "2019-09-01"],
      ],
    );
    assert.deepEqual(warnings, []);
  });

  it("is never refused for a phone or an e-mail", () => {
    for (const bad of ["333123456O", "3.33E+09", "x".repeat(5000), "\ufffd", "\u0000", "1"]) {
      const { contacts } = accepted({ ...good, des_telefono: bad, des_email: bad });
      assert.ok(
        contacts
          .filter((each) => each.kind !== "postal")
          .every((each) => !each.usable && each.problem !== undefined),
        bad,
      );
    }
    const two = accepted({ ...good, des_telefono: "333 1234567\n081 5551234" });
    assert.deepEqual(
      two.contacts.slice(0, 2).map((each) => each.kind),
      ["mobile", "landline"],
    );
  });

  it("is never refused for the municipality of residence, and keeps what was written", () => {
    const residenceOf = (cod: string, des: string): unknown =>
      accepted({ ...good, cod_comune_residenza: cod, des_comune_residenza: des }).notice.residence;
    const at = { street: "VIA ROMA 1", zip: "80100" };
    assert.deepEqual(residenceOf("063049", ""), {
      ...at,
      municipalityCode: "F839",
      municipalityName: "NAPOLI",
    });
    assert.deepEqual(residenceOf("63049", "Napoli"), {
      ...at,
      municipalityCode: "F839",
      municipalityName: "Napoli",
    });
    assert.deepEqual(residenceOf("", "Napoli (NA)"), {
      ...at,
      municipalityCode: "F839",
      municipalityName: "Napoli (NA)",
    });
    assert.deepEqual(residenceOf("f839", ""), {
      ...at,
      municipalityCode: "F839",
      municipalityName: "NAPOLI",
    });
    assert.deepEqual(residenceOf("napoli", ""), {
      ...at,
      municipalityCode: "F839",
      municipalityName: "NAPOLI",
    });
    assert.deepEqual(residenceOf("X999", "PAPEROPOLI"), {
      ...at,
      municipalityCode: "X999",
      municipalityName: "PAPEROPOLI",
    });
    assert.deepEqual(residenceOf("999999", "PAPEROPOLI"), { ...at, municipalityName: "PAPEROPOLI" });
    assert.deepEqual(residenceOf("", "SAMONE"), { ...at, municipalityName: "SAMONE" });
    assert.deepEqual(residenceOf("", ""), at);
  });

  it("asks no postal code of who lives abroad", () => {
    const abroad = {
      cod_comune_residenza: "Z112",
      des_comune_residenza: "",
      cod_cap_residenza: "",
      des_indirizzo_residenza: "",
    };
    assert.deepEqual(accepted({ ...good, ...abroad }).notice.residence, {
      municipalityCode: "Z112",
      municipalityName: "GERMANIA",
    });
    assert.deepEqual(rejected({ ...abroad, cod_cap_residenza: "D-10115" }), []);
  });

  it("puts back the zeros of a postal code", () => {
    assert.equal(accepted({ ...good, cod_cap_residenza: "187" }).notice.residence.zip, "00187");
    assert.equal(accepted({ ...good, cod_cap_residenza: "80100.0" }).notice.residence.zip, "80100");
  });

  it("uses a whole domicile, and the residence for half of one", () => {
    const whole = {
      des_indirizzo_domicilio: "VIA PO 2",
      cod_cap_domicilio: "80021",
      des_comune_domicilio: "AFRAGOLA",
    };
    assert.deepEqual(accepted({ ...good, ...whole }).notice.domicile, {
      street: "VIA PO 2",
      zip: "80021",
      municipalityCode: "A064",
      municipalityName: "AFRAGOLA",
    });
    const half = accepted({ ...good, des_indirizzo_domicilio: "VIA PO 2" });
    assert.deepEqual(half.notice.domicile, half.notice.residence);
    assert.deepEqual(warned({ des_indirizzo_domicilio: "VIA PO 2" }), [
      "des_comune_domicilio DOMICILIO_INCOMPLETO",
    ]);
  });

  it("reads the platform's word on being bound", () => {
    const boundOf = (flag: string, reason = ""): unknown[] => {
      const { notice } = accepted({ ...good, flg_tenuto: flag, cod_motivo_non_tenuto: reason });
      return [notice.bound, notice.notBoundReason];
    };
    assert.deepEqual(boundOf(""), [undefined, undefined]);
    assert.deepEqual(boundOf("S"), [true, undefined]);
    assert.deepEqual(boundOf("sì"), [true, undefined]);
    assert.deepEqual(boundOf("N"), [false, undefined]);
    assert.deepEqual(boundOf("N", "Pensione diretta"), [false, "pension"]);
    assert.deepEqual(boundOf("", "student"), [false, "student"]);
    assert.deepEqual(boundOf("N", "toString"), [false, "other"]);
    assert.deepEqual(boundOf("S", "pension"), [true, undefined]);
    assert.deepEqual(warned({ flg_tenuto: "S", cod_motivo_non_tenuto: "pension" }), [
      "cod_motivo_non_tenuto TENUTO_CON_MOTIVO",
    ]);
    assert.deepEqual(rejected({ flg_tenuto: "FORSE" }), ["flg_tenuto TENUTO_NON_VALIDO"]);
  });

  it("tidies text and keys", () => {
    const { notice } = accepted({
      ...good,
      cod_fiscale: ` ${taxCode.toLowerCase()} `,
      cod_protocollo_inps: " inps-rdc-2019-1000001 ",
      des_cognome: "  DE\u00a0 LUCA\u0000 ",
      cod_ruolo_beneficiario: "Richiedente",
      cod_sesso: "Femmina",
    });
    assert.equal(notice.taxCode, taxCode);
    assert.equal(notice.protocol, "INPS-RDC-2019-1000001");
    assert.equal(notice.surname, "DE LUCA");
  });

  it("takes two-digit years of birth and the moment of sending of the file", () => {
    const { data_invio: _, ...without } = good;
    const { notice } = accepted(
      { ...without, dtt_nascita: "15/03/70" },
      { ...context, defaultSentAt: "2019-08-31T22:00:00.000Z" },
    );
    assert.equal(notice.birthDate, "1970-03-15");
    assert.equal(notice.sentAt, "2019-08-31T22:00:00.000Z");
  });

  it("warns where a person should look", () => {
    assert.deepEqual(warned({ des_cognome: "RUSSO" }), ["des_cognome CF_COGNOME_DIVERSO"]);
    assert.deepEqual(warned({ des_comune_residenza: "AFRAGOLA" }), [
      "des_comune_residenza COMUNE_CODICE_E_NOME_DIVERSI",
    ]);
    assert.deepEqual(warned({ des_comune_residenza: "Napoli" }), []);
  });
});

describe("a rejected notice", () => {
  it("says every obligatory field that is missing, at once", () => {
    const judged = validateNotice({}, context);
    assert.ok(!judged.ok);
    assert.deepEqual(judged.rejections.map((each) => String(each.field)).toSorted(), [
      "cod_cap_residenza",
      "cod_fiscale",
      "cod_fiscale_richiedente",
      "cod_protocollo_inps",
      "cod_ruolo_beneficiario",
      "cod_stato",
      "data_invio",
      "des_cognome",
      "des_indirizzo_residenza",
      "des_nome",
      "dtt_domanda",
      "dtt_nascita",
      "dtt_rendicontazione",
    ]);
  });

  it("names field and fault", () => {
    for (const [change, expected] of [
      [{ cod_fiscale: "RSSMRA85M01H501Z" }, "cod_fiscale CF_CARATTERE_DI_CONTROLLO"],
      [{ cod_fiscale_richiedente: "X" }, "cod_fiscale_richiedente CF_LUNGHEZZA"],
      [{ cod_fiscale_richiedente: otherTaxCode }, "cod_fiscale_richiedente RUOLO_RICHIEDENTE_DIVERSO"],
      [{ cod_ruolo_beneficiario: "M" }, "cod_ruolo_beneficiario RUOLO_COMPONENTE_UGUALE"],
      [{ cod_ruolo_beneficiario: "Z" }, "cod_ruolo_beneficiario RUOLO_NON_VALIDO"],
      [{ cod_ruolo_beneficiario: "constructor" }, "cod_ruolo_beneficiario RUOLO_NON_VALIDO"],
      [{ dtt_nascita: "16/03/1970" }, "dtt_nascita CF_DATA_DIVERSA"],
      [{ dtt_nascita: "31/04/1970" }, "dtt_nascita DATA_INESISTENTE"],
      [{ dtt_nascita: "03/09/2019" }, "dtt_nascita DATA_FUTURA"],
      [{ cod_sesso: "M" }, "cod_sesso CF_SESSO_DIVERSO"],
      [{ cod_sesso: "Q" }, "cod_sesso SESSO_NON_VALIDO"],
      [{ des_nome: "CARM3LA" }, "des_nome NOME_CON_CIFRE"],
      [{ des_nome: "NICOL\ufffd" }, "des_nome TESTO_ILLEGGIBILE"],
      [{ des_nome: "A".repeat(251) }, "des_nome TESTO_TROPPO_LUNGO"],
      [{ fonte: "A".repeat(251) }, "fonte TESTO_TROPPO_LUNGO"],
      [{ cod_cap_residenza: "8010O" }, "cod_cap_residenza CAP_NON_VALIDO"],
      [{ cod_misura: "XYZ" }, "cod_misura MISURA_SCONOSCIUTA"],
      [
        { dtt_domanda: "01/01/2019", dtt_rendicontazione: "01/02/2019" },
        "dtt_rendicontazione MISURA_NON_IN_VIGORE",
      ],
      [{ dtt_rendicontazione: "03/09/2019" }, "dtt_rendicontazione DATA_FUTURA"],
      [{ dtt_domanda: "16/04/2019" }, "dtt_rendicontazione RICONOSCIMENTO_PRIMA_DELLA_DOMANDA"],
      [{ dtt_domanda: "20/03/19" }, "dtt_domanda DATA_ANNO_DUE_CIFRE"],
      [{ dtt_domanda: "20/03/1919" }, "dtt_domanda DATA_FUORI_INTERVALLO"],
      [{ dtt_variazione_stato: "boh" }, "dtt_variazione_stato DATA_FORMATO"],
      [{ data_invio: "" }, "data_invio DATA_INVIO_MANCANTE"],
      [{ data_invio: "2019-09-04T10:00:00" }, "data_invio DATA_INVIO_FUTURA"],
      [{ cod_protocollo_inps: "1,23E+12" }, "cod_protocollo_inps PROTOCOLLO_NOTAZIONE_SCIENTIFICA"],
    ] as const) {
      assert.deepEqual(rejected(change), [expected], JSON.stringify(change));
    }
  });

  it("a birth date of another century than any living person's is impossible", () => {
    assert.ok(rejected({ dtt_nascita: "15/03/1870" }).includes("dtt_nascita NASCITA_IMPOSSIBILE"));
  });

  it("never throws, whatever the fields hold", () => {
    const raw = fc.dictionary(
      fc.constantFrom(...NOTICE_FIELDS),
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...Object.values(good))),
    );
    fc.assert(
      fc.property(raw, (each) => {
        const judged = validateNotice(each, context);
        if (!judged.ok) assert.ok(judged.rejections.every((one) => one.code !== "" && one.message !== ""));
      }),
      { numRuns: 500 },
    );
  });
});
