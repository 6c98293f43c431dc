// What may not be said, by word and by link, and what must be.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lintMessage } from "./lint.ts";
import { registerTemplates, type MessageTemplate } from "./templates.ts";
import { ITALIAN_TEMPLATES } from "./templates-it.ts";

const codes = (text: string, ownDomains: readonly string[] = ["convoca.example"]): string[] =>
  lintMessage(text, { ownDomains }).map((finding) => finding.code);

describe("forbidden words", () => {
  for (const text of [
    "Reddito di Cittadinanza",
    "REDDITO  DI\nCITTADINANZA",
    "il suo RdC",
    "r.d.c.",
    "rdc/2019",
    "assegno ADI",
    "SFL",
    "sanzione",
    "SANZIONI",
    "decadenza",
    "decurtazione",
    "disabilità",
    "DISABILITA'",
    "disabilita\u0300",
    "I.S.E.E.",
    "isee",
    "invalidità",
    "NASpI",
    "nucleo familiare",
    "percettore",
    "motivi di salute",
    "stato di disoccupazione",
  ]) {
    it(text.replace("\n", " "), () => assert.deepEqual(codes(text), ["MSG_PAROLA_VIETATA"]));
  }
  for (const text of [
    "Adi R.",
    "Via Salute 45",
    "radio",
    "Cordiali saluti",
    "golfo",
    "decaduto",
    "Gentile Adi Sfl.",
    "remoto",
    "L.go S. Bernardino",
    "appuntamento obbligatorio",
  ]) {
    it(`allowed: ${text}`, () => assert.deepEqual(codes(text), []));
  }
});

describe("links", () => {
  const cases: [string, string[]][] = [
    ["https://bit.ly/abc", ["MSG_ACCORCIATORE"]],
    ["vai su bit.ly/abc", ["MSG_ACCORCIATORE"]],
    ["https://esempio.it/x", ["MSG_LINK_ESTRANEO"]],
    ["www.esempio.it", ["MSG_LINK_ESTRANEO"]],
    ["esempio.com", ["MSG_LINK_ESTRANEO"]],
    ["https://convoca.example.esempio.it/", ["MSG_LINK_ESTRANEO"]],
    ["https://notconvoca.example/", ["MSG_LINK_ESTRANEO"]],
    ["http://convoca.example/a", ["MSG_LINK_NON_SICURO"]],
    ["https://www.convoca.example/a", ["MSG_LINK"]],
    ["scrivi a cpi@convoca.example", []],
    ["scrivi a cpi.avellino@convoca.example.", []],
    ["P.zza Dante, L.go Po, ore 09:00, V.le Lazio n.3", []],
  ];
  for (const [text, expected] of cases) it(text, () => assert.deepEqual(codes(text), expected));
});

describe("presence", () => {
  it("wants the office and the telephone", () => {
    const found = lintMessage("Appuntamento lunedì", { officeName: "CPI Forlì", phone: "081 1" }).map(
      (one) => one.code,
    );
    assert.deepEqual(found, ["MSG_MANCA_UFFICIO", "MSG_MANCA_TELEFONO"]);
    assert.deepEqual(lintMessage("CPI FORLI': tel. 081 1", { officeName: "CPI FORLI’", phone: "081 1" }), []);
  });
  it("finds the name of another member, in both orders", () => {
    for (const text of ["con Anna Bianchi", "con BIANCHI  ANNA"]) {
      assert.deepEqual(
        lintMessage(text, { otherPeople: ["Anna Bianchi"] }).map((one) => one.code),
        ["MSG_NOME_ALTRUI"],
      );
    }
    assert.deepEqual(lintMessage("con Mario", { otherPeople: ["Anna Bianchi"] }), []);
  });
});

describe("registration", () => {
  const first = ITALIAN_TEMPLATES[0] as MessageTemplate & { channel: "sms" };
  const refusalOf = (template: MessageTemplate): string => {
    const result = registerTemplates([...ITALIAN_TEMPLATES, template]);
    return result.ok ? "" : result.refusal.code;
  };
  const variant = (rung: string): MessageTemplate => ({ ...first, version: first.version + 1, rungs: [rung] });
  const sound = "{officeShort}: {dateShort} {time} {phone} {code}";
  it("takes the Italian set", () => assert.ok(registerTemplates(ITALIAN_TEMPLATES).ok));
  it("takes a new version and uses it", () => {
    const result = registerTemplates([variant(sound), ...ITALIAN_TEMPLATES]);
    assert.ok(
      result.ok &&
        result.value.sms("summons", "it").version === first.version + 1 &&
        result.value.sms("summons", "uk").version === first.version + 1,
    );
  });
  for (const [name, rung, code] of [
    ["a forbidden word", `${sound} sanzione`, "MODELLO_NON_AMMESSO"],
    ["a foreign link", `${sound} https://esempio.it`, "MODELLO_NON_AMMESSO"],
    ["an unknown placeholder", `${sound} {measure}`, "MODELLO_SEGNAPOSTO_IGNOTO"],
    ["no telephone", "{officeShort}: {dateShort} {time} {code}", "MODELLO_INCOMPLETO"],
    ["no code", "{officeShort}: {dateShort} {time} {phone}", "MODELLO_INCOMPLETO"],
    ["no office", "{dateShort} {time} {phone} {code}", "MODELLO_INCOMPLETO"],
    ["no text", " ", "MODELLO_VUOTO"],
  ] as const) {
    it(`refuses ${name}`, () => assert.equal(refusalOf(variant(rung)), code));
  }
  it("refuses the same id and version twice", () => assert.equal(refusalOf(first), "MODELLO_DOPPIO"));
  it("refuses a hole in Italian", () => {
    const result = registerTemplates(ITALIAN_TEMPLATES.slice(1));
    assert.equal(result.ok ? "" : result.refusal.code, "MODELLO_MANCANTE");
  });
});
