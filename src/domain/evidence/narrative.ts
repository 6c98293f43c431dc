// What the PDF of a dossier tells, from its register alone: who was told what, when, how, and what the law says.

import { romeDay } from "../calendar/rome-time.ts";
import { DOCUMENT_KIND_TEXTS, OUTCOME_TEXTS } from "../documents/texts.ts";
import { certifiedReceiptName } from "../messages/certified-texts.ts";
import { CHANNEL_TEXTS, FAILURE_TEXTS, KIND_TEXTS, STATE_TEXTS } from "../messages/texts.ts";
import { MEASURES } from "../measures/catalogue.ts";
import type { Block, Fact } from "../papers/blocks.ts";
import { PAPER_NAMES } from "../papers/texts.ts";
import { drawable, fullName, hourOf, longDay } from "../papers/words.ts";
import { ACTORS } from "../procedure/types.ts";
import { actName } from "../procedure/register-texts.ts";
import { PROCEDURES } from "../procedures.ts";
import { SUMMONS_STATES } from "../summons/texts.ts";
import { EVIDENCE_TEXTS as T } from "./texts.ts";
import type { EvidenceAct, EvidenceChain, EvidenceMessage, EvidenceRecord } from "./types.ts";

/** Blocks of papers, with one more level of titles, and texts shown exactly as they were written, line by line. */
export type EvidenceBlock =
  | Exclude<Block, { readonly kind: "code" | "signatures" | "numbered" }>
  | { readonly kind: "subsection"; readonly title: string }
  | { readonly kind: "quote"; readonly lines: readonly string[] };

export interface EvidenceContent {
  readonly title: string;
  readonly subtitle: string;
  readonly blocks: readonly EvidenceBlock[];
}

/** `texts`: what each message says, by its number; of an e-mail the part that one reads. Absent once erased. */
export function evidenceContent(record: EvidenceRecord, texts: ReadonlyMap<string, string>): EvidenceContent {
  const { persona } = record;
  return clean({
    title: T.title,
    subtitle: T.subtitle(fullName({ surname: persona.cognome, name: persona.nome }), persona.codiceFiscale),
    blocks: [
      ...brief(record),
      ...messages(record, texts),
      ...appointments(record),
      ...terms(record),
      ...acts(record),
      ...documents(record),
      ...contacts(record),
      ...norms(record),
      section(T.checking),
      { kind: "list", items: [...T.checkingText] },
    ],
  });
}

const section = (title: string): EvidenceBlock => ({ kind: "section", title });
const paragraph = (text: string): EvidenceBlock => ({ kind: "paragraph", text });
const table = (head: readonly string[], widths: readonly number[], rows: readonly (readonly string[])[]): EvidenceBlock => ({ kind: "table", head, widths, rows });
/** "2 settembre 2019 alle 10:00". */
const moment = (instant: string): string => `${longDay(romeDay(instant))} alle ${hourOf(instant)}`;
const day = (instant: string): string => longDay(romeDay(instant));
const roleOf = (role: string): string => (role === "system" ? "il programma" : ((ACTORS as Readonly<Record<string, string>>)[role] ?? role));

function brief(record: EvidenceRecord): EvidenceBlock[] {
  const { persona, beneficio, caso, sede, fattoDa } = record;
  const measure = MEASURES.find(({ code }) => code === beneficio.misura)?.name ?? beneficio.misura;
  const receipts = record.messaggi.reduce((sum, { ricevute }) => sum + ricevute.length, 0);
  const count = record.catene.reduce((sum, { atti }) => sum + atti.length, 0);
  const rows: Fact[] = [
    [T.person, fullName({ surname: persona.cognome, name: persona.nome })],
    [T.taxCode, persona.codiceFiscale],
    [T.born, [longDay(persona.nascita), persona.luogoNascita].filter(Boolean).join(", ")],
    [T.residence, persona.residenza],
    [T.measure, measure],
    [T.protocol, beneficio.protocollo],
    [T.applied, longDay(beneficio.domanda)],
    [T.granted, longDay(beneficio.concesso)],
    [T.role, T.roles[caso.ruolo] ?? caso.ruolo],
    [T.bound, caso.tenuto ? T.yes : T.no],
    [T.office, T.officeSince(sede.nome, day(sede.competenteDal))],
    [T.madeBy, T.hand(fattoDa.id, roleOf(fattoDa.ruolo), fattoDa.perContoDi)],
    [T.why, record.motivo],
    [T.holds, T.counted(record.messaggi.length, receipts, count, record.documenti.length)],
  ];
  return [section(T.brief), paragraph(T.explain), { kind: "facts", rows }, { kind: "small", lines: [T.localTime] }];
}

function messages(record: EvidenceRecord, texts: ReadonlyMap<string, string>): EvidenceBlock[] {
  if (record.messaggi.length === 0) return [section(T.messages), paragraph(T.noMessages)];
  const decisions = decisionsOf(record.catene);
  return [section(T.messages), ...record.messaggi.flatMap((message) => oneMessage(message, texts.get(message.id), decisions.get(message.id) ?? []))];
}

const stateName = (state: string): string => (STATE_TEXTS as Readonly<Record<string, { readonly name: string }>>)[state]?.name ?? state;
const causeName = (cause: string | null): string | null =>
  cause === null ? null : ((FAILURE_TEXTS as Readonly<Record<string, { readonly name: string }>>)[cause]?.name ?? T.statuses[cause] ?? cause);

function oneMessage(message: EvidenceMessage, text: string | undefined, decisions: readonly Decision[]): EvidenceBlock[] {
  const kind = message.genere === "signing-code" ? T.kindCode : ((KIND_TEXTS as Readonly<Record<string, string>>)[message.genere] ?? message.genere);
  const channel = (CHANNEL_TEXTS as Readonly<Record<string, string>>)[message.canale] ?? message.canale;
  const { fonteRecapito: source, file, impronta } = message;
  const rows: Fact[] = [
    [T.recipient, message.destinatario],
    [T.source, source === null ? T.sourceUnknown : T.sourceSince(T.contactSources[source.fonte] ?? source.fonte, day(source.dal))],
    ...(message.mittente === null ? [] : [[T.sender, message.mittente] as const]),
    ...(message.oggetto === null ? [] : [[T.subject, message.oggetto] as const]),
    [T.template, T.templateVersion(message.modello, message.versioneModello)],
    [T.encoding, T.encodingParts(message.codifica, message.parti)],
    ...(message.composto === null ? [] : [[T.composed, moment(message.composto)] as const]),
    [T.due, moment(message.partenzaPrevista)],
    [T.handedOver, message.presoInCarico === null ? T.notHandedOver : T.handedOverTo(moment(message.presoInCarico), message.gestore, message.riferimento)],
    [T.outcome, T.outcomeAt(stateName(message.stato), causeName(message.causa), message.concluso === null ? null : moment(message.concluso))],
    [T.attempts, String(message.tentativi)],
    [T.original, file === null ? T.originalErased(message.cancellatoCon) : T.originalFile(file, impronta ?? "")],
  ];
  const history = historyOf(message, decisions);
  return [
    { kind: "subsection", title: T.messageTitle(kind, channel, moment(message.partenzaPrevista)) },
    { kind: "facts", rows },
    ...(history.length === 0 ? [] : [table(T.history, [3, 3, 5], history)]),
    ...(text === undefined ? [] : [{ kind: "quote", lines: text.trimEnd().split(/\r?\n/) } as const]),
  ];
}

interface Decision {
  readonly at: string;
  readonly what: string;
  readonly why: string;
}

/** How doubtful messages were settled, by the number of the message: the acts say it. */
function decisionsOf(chains: readonly EvidenceChain[]): ReadonlyMap<string, Decision[]> {
  const found = new Map<string, Decision[]>();
  for (const { genere, contenuto, avvenuto } of chains.flatMap(({ atti }) => atti)) {
    if (genere !== "uncertain-resolved" || contenuto === null) continue;
    const { message, decision, reason } = JSON.parse(contenuto) as { readonly message?: unknown; readonly decision?: unknown; readonly reason?: unknown };
    const list = found.get(String(message)) ?? [];
    list.push({ at: avvenuto, what: T.decisions[String(decision)] ?? String(decision), why: typeof reason === "string" ? reason : "" });
    found.set(String(message), list);
  }
  return found;
}

function historyOf(message: EvidenceMessage, decisions: readonly Decision[]): string[][] {
  const status = (word: string): string => T.statuses[word] ?? word;
  const word = (code: string | null): string | null => (code === null || message.canale !== "pec" ? code : certifiedReceiptName(code));
  const said = (...parts: readonly (string | null)[]): string => parts.filter((part) => part !== null && part !== "").join(", ");
  const lines = [
    ...message.invii.map(({ quando, gestore, esito, codice, dettaglio }) => ({ at: quando, cells: [T.attempt(status(esito)), said(gestore, codice, dettaglio)] })),
    ...message.ricevute.map(({ del, gestore, stato, codice, dettaglio, file }) => ({ at: del, cells: [T.receipt(status(stato)), said(gestore, word(codice), dettaglio, file)] })),
    ...decisions.map(({ at, what, why }) => ({ at, cells: [T.settled(what), why] })),
  ];
  return lines.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ at, cells }) => [moment(at), ...cells]);
}

function appointments({ appuntamenti }: EvidenceRecord): EvidenceBlock[] {
  if (appuntamenti.length === 0) return [section(T.appointments), paragraph(T.noAppointments)];
  const rows = appuntamenti.map(({ inizio, sede, sportello, convocazione, statoConvocazione, stato }) => [
    moment(inizio),
    [sede, sportello].filter(Boolean).join(", "),
    convocazione ?? "–",
    statoConvocazione === null ? (T.appointmentStates[stato] ?? stato) : ((SUMMONS_STATES as Readonly<Record<string, string>>)[statoConvocazione] ?? statoConvocazione),
  ]);
  return [section(T.appointments), table(T.appointmentHead, [4, 6, 3, 3], rows)];
}

const TERM_TITLES: ReadonlyMap<string, string> = new Map(
  PROCEDURES.flatMap(({ name, terms: own }) => Object.entries(own as Readonly<Record<string, { readonly title: string }>>).map(([kind, { title }]) => [`${name}/${kind}`, title] as const)),
);

function terms(record: EvidenceRecord): EvidenceBlock[] {
  if (record.termini.length === 0) return [section(T.terms), paragraph(T.noTerms)];
  const rows = record.termini.map(({ procedura, nome, dal, al, norma, assolto, scaduto }) => [
    procedura === null ? (T.termsOfNotice[nome] ?? nome) : (TERM_TITLES.get(`${procedura}/${nome}`) ?? nome),
    longDay(dal),
    longDay(al),
    assolto !== null ? T.metWith(day(assolto)) : scaduto === null ? T.open : T.expired(longDay(scaduto)),
    lawOf(record, norma),
  ]);
  return [section(T.terms), table(T.termHead, [5, 4, 4, 4, 4], rows)];
}

/** The norm without what it says, which stands among the norms. */
function lawOf({ norme }: EvidenceRecord, norm: string | null): string {
  if (norm === null) return "–";
  return norme[norm]?.testo.split(": ")[0] ?? norm;
}

function acts(record: EvidenceRecord): EvidenceBlock[] {
  const chains = record.catene.flatMap((chain, index): EvidenceBlock[] => [
    { kind: "subsection", title: T.actsOf(index) },
    table(T.actHead, [1, 3, 5, 5, 4], chain.atti.map((act) => actRow(record, act))),
    { kind: "small", lines: [T.chainHead(chain.numero, chain.testa), nightsOf(chain)] },
  ]);
  return [section(T.acts), ...chains];
}

function actRow(record: EvidenceRecord, act: EvidenceAct): string[] {
  const name = actName(act.genere);
  return [String(act.numero), moment(act.avvenuto), act.contenuto === null ? `${name} (${T.erasedContent})` : name, T.hand(act.autore, roleOf(act.ruolo), null), lawOf(record, act.norma)];
}

function nightsOf({ notti }: EvidenceChain): string {
  const last = notti.at(-1);
  return last === undefined ? T.noNight : T.nights(notti.length, longDay(last.giorno), last.riepilogo);
}

function documents({ documenti }: EvidenceRecord): EvidenceBlock[] {
  if (documenti.length === 0) return [section(T.documents), paragraph(T.noDocuments)];
  const rows = documenti.map(({ tipo, emesso, riservato, consegnato, esito, valeFino, cancellato, file }) => [
    [
      emesso === null ? ((DOCUMENT_KIND_TEXTS as Readonly<Record<string, string>>)[tipo] ?? tipo) : `${(PAPER_NAMES as Readonly<Record<string, string>>)[emesso.documento] ?? emesso.documento} ${emesso.numero}`,
      ...(riservato ? [T.restricted] : []),
    ].join(", "),
    moment(consegnato),
    esito === null ? "–" : [(OUTCOME_TEXTS as Readonly<Record<string, string>>)[esito] ?? esito, ...(valeFino === null ? [] : [T.lastDay(longDay(valeFino))])].join(", "),
    file !== null ? T.inside : cancellato !== null ? T.erased(day(cancellato)) : T.withheld,
  ]);
  return [section(T.documents), table(T.documentHead, [5, 4, 4, 4], rows)];
}

function contacts({ recapiti }: EvidenceRecord): EvidenceBlock[] {
  if (recapiti.length === 0) return [section(T.contacts), paragraph(T.noContacts)];
  const rows = recapiti.map(({ valore, fonte, dal, attuale, usabile }) => [valore, T.contactSources[fonte] ?? fonte, day(dal), T.contactStates(attuale, usabile)]);
  return [section(T.contacts), table(T.contactHead, [7, 5, 4, 3], rows)];
}

function norms({ norme }: EvidenceRecord): EvidenceBlock[] {
  const all = Object.values(norme).toSorted((a, b) => a.testo.localeCompare(b.testo, "it"));
  if (all.length === 0) return [section(T.norms), paragraph(T.noNorms)];
  return [section(T.norms), { kind: "list", items: all.map(({ testo }) => `${testo}.`) }];
}

/** Every text as the typefaces can draw it: names and messages may hold any sign. The originals keep them all. */
function clean<Value>(value: Value): Value {
  if (typeof value === "string") return drawable(value) as Value;
  if (Array.isArray(value)) return value.map(clean) as Value;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item)])) as Value;
}
