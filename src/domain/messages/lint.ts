// What a message may never say, and the links it may never carry: one mobile serves several people, and fraud imitates us.

import { LINT_TEXTS } from "./texts.ts";

export interface LintFinding {
  readonly severity: "error" | "warning";
  readonly code:
    | "MSG_PAROLA_VIETATA"
    | "MSG_ACCORCIATORE"
    | "MSG_LINK_ESTRANEO"
    | "MSG_LINK_NON_SICURO"
    | "MSG_LINK"
    | "MSG_MANCA_UFFICIO"
    | "MSG_MANCA_TELEFONO"
    | "MSG_NOME_ALTRUI";
  /** Italian, says what to do. */
  readonly message: string;
  /** What was found, as written. */
  readonly excerpt: string;
}

export interface LintExpectations {
  /** When given, the text must name the office and a telephone. */
  readonly officeName?: string;
  readonly phone?: string;
  /** Domains of the administration; subdomains count. */
  readonly ownDomains?: readonly string[];
  /** Full names of the other members of the household: none may be read in the text. */
  readonly otherPeople?: readonly string[];
}

/** Whole words, whatever the case and the accents. Measures, sanctions, health, means: none of a bystander's business. */
const FORBIDDEN_WORDS = [
  "reddito di cittadinanza",
  "pensione di cittadinanza",
  "reddito di inclusione",
  "assegno di inclusione",
  "assegno unico",
  "assegno sociale",
  "supporto per la formazione",
  "supporto formazione e lavoro",
  "reddito di emergenza",
  "sussidio",
  "sussidi",
  "beneficio economico",
  "benefici economici",
  "beneficiario",
  "beneficiaria",
  "beneficiari",
  "percettore",
  "percettrice",
  "percettori",
  "indennita",
  "disoccupazione",
  "disoccupato",
  "disoccupata",
  "disoccupati",
  "naspi",
  "dis-coll",
  "rdc",
  "pdc",
  "isee",
  "siisl",
  "gol",
  "inps",
  "sanzione",
  "sanzioni",
  "sanzionato",
  "sanzionata",
  "decadenza",
  "decade",
  "decurtazione",
  "decurtazioni",
  "decurtato",
  "revoca",
  "revocato",
  "sospensione del beneficio",
  "perdita del beneficio",
  "condizionalita",
  "disabilita",
  "disabile",
  "disabili",
  "invalidita",
  "invalido",
  "invalida",
  "inabilita",
  "malattia",
  "malattie",
  "gravidanza",
  "stato di salute",
  "motivi di salute",
  "problemi di salute",
  "condizioni di salute",
  "diagnosi",
  "patologia",
  "certificato medico",
  "legge 104",
  "l. 68/1999",
  "tossicodipendenza",
  "detenuto",
  "detenuta",
  "detenzione",
  "poverta",
  "indigenza",
  "disagio",
  "fragilita",
  "codice fiscale di",
  "nucleo familiare",
  "familiare a carico",
];
/** Acronyms that are also names or words when written otherwise ("Adi" is a person). */
const FORBIDDEN_ACRONYMS = ["ADI", "SFL", "REI", "REM"];

const SHORTENERS = [
  "bit.ly",
  "tinyurl.com",
  "goo.gl",
  "t.co",
  "ow.ly",
  "is.gd",
  "buff.ly",
  "rebrand.ly",
  "cutt.ly",
  "shorturl.at",
  "t.ly",
  "tiny.cc",
  "rb.gy",
  "lnkd.in",
  "qr.ae",
  "s.id",
  "v.gd",
  "bl.ink",
  "short.io",
  "urly.it",
  "l.ead.me",
  "wa.me",
  "t.me",
];

const escaped = (word: string): string =>
  word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replaceAll(" ", "\\s+");
const WORDS = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${FORBIDDEN_WORDS.map(escaped).join("|")})(?![\\p{L}\\p{N}])`,
  "giu",
);
const ACRONYMS = new RegExp(
  `(?<![\\p{L}\\p{N}.])(?:${FORBIDDEN_ACRONYMS.join("|")})(?![\\p{L}\\p{N}])`,
  "gu",
);
/** A dotted acronym (R.d.C., I.S.E.E.) is the same word. */
const DOTTED = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])/gu;
const ACRONYM_SET = new Set([...FORBIDDEN_ACRONYMS, "RDC", "PDC", "ISEE", "NASPI", "INPS", "GOL"]);
const LINK = /(?:(https?):\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,24}(?=[/:?#\s,;.)>"']|$)(?:[/?#:][^\s<>"']*)?/giu;

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[’`´]/g, "'");
}

/**
 * Judges a text that is about to be registered or sent.
 *
 * Errors forbid the text; warnings are shown to whoever writes the template. E-mail addresses are not links.
 * Source of the words: minimisation (GDPR art. 5) and the rule that a message holds sender, place, day, hour, code, phone.
 */
export function lintMessage(text: string, expected: LintExpectations = {}): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  const bare = plain(text);
  for (const found of [...bare.matchAll(WORDS), ...bare.matchAll(ACRONYMS)]) {
    findings.push({
      severity: "error",
      code: "MSG_PAROLA_VIETATA",
      message: LINT_TEXTS.forbiddenWord,
      excerpt: found[0],
    });
  }
  for (const found of bare.matchAll(DOTTED)) {
    if (!ACRONYM_SET.has(found[0].replaceAll(".", "").toUpperCase())) continue;
    findings.push({
      severity: "error",
      code: "MSG_PAROLA_VIETATA",
      message: LINT_TEXTS.forbiddenWord,
      excerpt: found[0],
    });
  }
  findings.push(...lintLinks(text, expected.ownDomains ?? []), ...lintPresence(bare, expected));
  return findings;
}

function lintLinks(text: string, ownDomains: readonly string[]): LintFinding[] {
  const findings: LintFinding[] = [];
  for (const found of text.matchAll(LINK)) {
    const before = text[found.index - 1] ?? "";
    if (before === "@" || text[found.index + found[0].length] === "@") continue;
    const scheme = found[1]?.toLowerCase();
    const host = (found[0].replace(/^https?:\/\//i, "").split(/[/?#:]/)[0] ?? "").toLowerCase();
    if (scheme === undefined && !looksLikeLink(found[0], host, ownDomains)) continue;
    findings.push(judgeLink(found[0], host, scheme, ownDomains));
  }
  return findings;
}

const COMMON_ENDINGS =
  /\.(?:it|com|org|net|eu|gov|info|io|ly|me|gl|co|app|link|site|online|xyz|gd|at|cc|gy|id|ink)$/;

/** "P.zza", "P.co" and "n.civico" are Italian abbreviations, not addresses on the web. */
function looksLikeLink(whole: string, host: string, ownDomains: readonly string[]): boolean {
  if (belongs(host, SHORTENERS) || belongs(host, ownDomains)) return true;
  if (host.startsWith("www.") || whole.length > host.length) return true;
  return COMMON_ENDINGS.test(host) && /[a-z0-9-]{2,}\./.test(host);
}

function belongs(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

function judgeLink(
  link: string,
  host: string,
  scheme: string | undefined,
  own: readonly string[],
): LintFinding {
  if (belongs(host, SHORTENERS)) {
    return { severity: "error", code: "MSG_ACCORCIATORE", message: LINT_TEXTS.shortener, excerpt: link };
  }
  if (!belongs(host, own)) {
    return { severity: "error", code: "MSG_LINK_ESTRANEO", message: LINT_TEXTS.foreignLink, excerpt: link };
  }
  if (scheme === "http") {
    return {
      severity: "error",
      code: "MSG_LINK_NON_SICURO",
      message: LINT_TEXTS.insecureLink,
      excerpt: link,
    };
  }
  return { severity: "warning", code: "MSG_LINK", message: LINT_TEXTS.anyLink, excerpt: link };
}

function lintPresence(bare: string, expected: LintExpectations): LintFinding[] {
  const findings: LintFinding[] = [];
  const squeezed = bare.replace(/\s+/g, " ").toLowerCase();
  const holds = (value: string): boolean =>
    squeezed.includes(plain(value).replace(/\s+/g, " ").trim().toLowerCase());
  if (expected.officeName !== undefined && !holds(expected.officeName)) {
    findings.push({
      severity: "error",
      code: "MSG_MANCA_UFFICIO",
      message: LINT_TEXTS.noOffice,
      excerpt: expected.officeName,
    });
  }
  if (expected.phone !== undefined && !holds(expected.phone)) {
    findings.push({
      severity: "error",
      code: "MSG_MANCA_TELEFONO",
      message: LINT_TEXTS.noPhone,
      excerpt: expected.phone,
    });
  }
  for (const person of expected.otherPeople ?? []) {
    const reversed = person.split(" ").toReversed().join(" ");
    if (!holds(person) && !holds(reversed)) continue;
    findings.push({
      severity: "error",
      code: "MSG_NOME_ALTRUI",
      message: LINT_TEXTS.otherName,
      excerpt: person,
    });
  }
  return findings;
}
