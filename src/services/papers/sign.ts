// Use cases: a paper is signed by the person on screen. A code goes to their telephone; given back within its time, for the same text, it is the signature.

import { hash } from "node:crypto";
import type { PoolClient } from "pg";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { toDayNumber } from "../../domain/calendar/days.ts";
import { measureSms } from "../../domain/messages/gsm7.ts";
import { SIGNING_CODE_SMS } from "../../domain/messages/languages/signing-code.ts";
import { isPermitted } from "../../domain/messages/quiet-hours.ts";
import type { MessageLocale } from "../../domain/messages/types.ts";
import { carrierOf, shareOut } from "../../domain/providers/shares.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { withdrawMessages } from "../../store/appointments.ts";
import { businessNow } from "../../store/clock.ts";
import { languageOf } from "../../store/contacts.ts";
import { newId } from "../../store/ids.ts";
import { readAct } from "../../store/items.ts";
import { gateways, queueMessages } from "../../store/messages.ts";
import type { GatewayRow } from "../../store/messages.ts";
import { readPaper } from "../../store/papers.ts";
import type { PaperRow } from "../../store/papers.ts";
import { inOffice } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import {
  codesOfLastHour, countTry, insertCode, isRestrictedPerson, lastCode, lockLastCode, messageOfCode, settleCode, usableMobile,
} from "../../store/signing-codes.ts";
import type { SigningCode } from "../../store/signing-codes.ts";
import { NotPerformed } from "../acts/act-outcome.ts";
import type { ActOutcome, Performed } from "../acts/act-outcome.ts";
import { BINDINGS } from "../acts/bindings.ts";
import { performIn } from "../acts/perform.ts";
import type { Services } from "../context.ts";
import type { KeyRing } from "../documents/key-ring.ts";
import type { Reference } from "../reference.ts";
import { composePaper } from "./content.ts";
import type { ComposedPaper } from "./content.ts";
import type { OfficeActor } from "./issue.ts";
import { TO_SIGN } from "./list.ts";
import { CODE_MARK, isRightCode, readCode } from "./signing-code.ts";
import { PAPER_TEXTS, SIGNING_TEXTS } from "./texts.ts";

/** How long a code is good for, and how many may be sent for one person in an hour. */
const MINUTES = 10;
const MOST_AN_HOUR = 5;
const TRIES = 3;
/** An operator and a person wait for it. */
const AT_ONCE = 0;
const DAY_MS = 86_400_000;

interface Desk {
  readonly services: Services;
  readonly reference: Reference;
  readonly keys: KeyRing;
}

interface Signing {
  readonly paperId: string;
  readonly actor: OfficeActor;
}

/** What the page of signing shows: the text as it stands, and where the code is. Never the code. */
export interface SigningPage {
  readonly paper: PaperRow;
  readonly composed: ComposedPaper;
  readonly code: SigningCode | null;
}

export interface SentCode {
  readonly codeId: string;
  readonly phoneTail: string;
  readonly secondsLeft: number;
}

/** The paper to be read before signing. Refusals: those of the paper, TESTO_CAMBIATO, FIRMA_NON_PREVISTA, NON_DA_FIRMARE. That it was shown is logged. */
export function readToSign({ services, reference }: Omit<Desk, "keys">, { paperId, actor }: Signing): Promise<Outcome<SigningPage>> {
  return inOffice(services.pools.app, actor.office, async (client) => {
    const paper = await readPaper(client, paperId);
    const composed = await toSign(client, reference, paper);
    if (paper === null || !composed.ok) return composed.ok ? refuse("DOCUMENTO_ASSENTE", PAPER_TEXTS.notHere) : composed;
    await logAccess(client, { actor: actor.id, role: actor.role, office: actor.office, caseId: paper.caseId, action: "paper-reading" });
    return accept({ paper, composed: composed.value, code: await lastCode(client, paperId) });
  });
}

/** The text as it is now, if it is the one that this paper says and it waits for the person's signature. */
async function toSign(client: PoolClient, reference: Reference, paper: PaperRow | null): Promise<Outcome<ComposedPaper>> {
  if (paper === null) return refuse("DOCUMENTO_ASSENTE", PAPER_TEXTS.notHere);
  if (paper.paper !== "patto") return refuse("FIRMA_NON_PREVISTA", SIGNING_TEXTS.notSigned);
  const composed = await composePaper(client, reference, paper);
  if (!composed.ok) return composed;
  const { item, digest } = composed.value;
  if (paper.confirmedAt !== null) return refuse("GIA_FIRMATO", SIGNING_TEXTS.done);
  if (item.version !== paper.itemVersion || digest !== paper.contentDigest) return refuse("TESTO_CAMBIATO", SIGNING_TEXTS.textChanged);
  return TO_SIGN.has(item.state) ? composed : refuse("NON_DA_FIRMARE", SIGNING_TEXTS.notToSign);
}

/**
 * Sends a fresh code to the person's mobile, in their language; one sent before is good no more. Refusals: those of `readToSign`; NESSUN_CELLULARE,
 * CELLULARE_CONDIVISO, SMS_FERMI, ORA_DI_SILENZIO, TRATTAMENTO_LIMITATO, TROPPI_CODICI.
 */
export function sendCode({ services, reference, keys }: Desk, { paperId, actor }: Signing): Promise<Outcome<SentCode>> {
  return inOffice(services.pools.app, actor.office, async (client) => {
    const paper = await readPaper(client, paperId);
    if (paper !== null) await lockCases(client, [paper.caseId]);
    const composed = await toSign(client, reference, paper);
    if (paper === null || !composed.ok) return composed.ok ? refuse("DOCUMENTO_ASSENTE", PAPER_TEXTS.notHere) : composed;
    const way = await wayTo(client, reference, composed.value);
    if (!way.ok) return way;
    await replaceEarlier(client, paperId);
    const code = {
      id: newId(), caseId: paper.caseId, paperId, contentDigest: paper.contentDigest, messageId: newId(), keyVersion: (await keys.current()).version,
      phoneTail: way.value.mobile.slice(-3), sentBy: actor.id, minutes: MINUTES,
    };
    await insertCode(client, code);
    await queueCode(client, { ...way.value, language: await languageOf(client, composed.value.facts.personId) }, code, composed.value.now);
    await appendActs(client, actor, [
      {
        subjectId: paper.caseId,
        subjectKind: "case",
        kind: "signing-code-sent",
        happenedAt: composed.value.now,
        payload: { code: code.id, document: paperId, contentSha256: paper.contentDigest, phoneTail: code.phoneTail, message: code.messageId },
      },
    ]);
    return accept({ codeId: code.id, phoneTail: code.phoneTail, secondsLeft: MINUTES * 60 });
  });
}

interface Way {
  readonly mobile: string;
  readonly gateway: GatewayRow;
}

/** By which number and gateway a code would arrive in time; a refusal says why it would not. */
async function wayTo(client: PoolClient, reference: Reference, { facts, now }: ComposedPaper): Promise<Outcome<Way>> {
  if (await isRestrictedPerson(client, facts.personId)) return refuse("TRATTAMENTO_LIMITATO", SIGNING_TEXTS.restricted);
  const mobile = await usableMobile(client, facts.personId);
  if (mobile === null) return refuse("NESSUN_CELLULARE", SIGNING_TEXTS.noMobile);
  if (mobile.shared) return refuse("CELLULARE_CONDIVISO", SIGNING_TEXTS.sharedMobile);
  const open = (await gateways(client)).filter(({ channel, state }) => channel === "sms" && state === "open");
  const gateway = carrierOf(shareOut(open), newId());
  if (gateway === undefined) return refuse("SMS_FERMI", SIGNING_TEXTS.noSms);
  const isHoliday = (date: string): boolean => reference.holidays.national(toDayNumber(date)) !== undefined;
  if (!isPermitted(now, facts.parameters.quietHours.value, { isHoliday })) return refuse("ORA_DI_SILENZIO", SIGNING_TEXTS.quiet);
  if ((await codesOfLastHour(client, facts.caseId)) >= MOST_AN_HOUR) return refuse("TROPPI_CODICI", SIGNING_TEXTS.tooMany);
  return accept({ mobile: mobile.value, gateway });
}

async function replaceEarlier(client: PoolClient, paperId: string): Promise<void> {
  const earlier = await lockLastCode(client, paperId);
  if (earlier?.state !== "waiting") return;
  await settleCode(client, earlier.id, "replaced", earlier.triesLeft);
  if (earlier.message === "due") await withdrawMessages(client, [await messageOfCode(client, earlier.id)]);
}

async function queueCode(
  client: PoolClient,
  { mobile, gateway, language }: Way & { readonly language: MessageLocale },
  { caseId, messageId }: { readonly caseId: string; readonly messageId: string },
  now: string,
): Promise<void> {
  const body = SIGNING_CODE_SMS[language](CODE_MARK);
  const { encoding, parts } = measureSms(body);
  await queueMessages(client, [
    {
      id: messageId, caseId, summonsId: null, appointmentId: null, kind: "signing-code", channel: "sms", gatewayId: gateway.id, priority: AT_ONCE,
      recipient: mobile, template: language === "it" ? "signing-code" : `signing-code-${language}`, templateVersion: 1, encoding, parts, dueAt: now,
      // How long the code itself is good for is a matter of the machine's clock, and of whoever sends.
      expiresAt: new Date(Date.parse(now) + DAY_MS).toISOString(),
      sender: gateway.sender, subject: null, body, raw: null, digest: hash("sha256", body, "buffer"),
    },
  ]);
}

export interface Confirming extends Signing {
  /** Which code the person was asked for. */
  readonly codeId: string;
  readonly typed: string;
  /** Made once by whoever asks: asked again, the act is not done again. */
  readonly actId: string;
}

/**
 * The person gives the code back: with the right one, for the same text, in time, the act `sign-person` is in the register with its evidence.
 * Refusals: CODICE_ILLEGGIBILE, CODICE_ASSENTE, CODICE_SOSTITUITO, CODICE_SCADUTO, CODICE_ESAURITO, CODICE_ERRATO, GIA_FIRMATO, TESTO_CAMBIATO,
 * and those of the act.
 */
export async function confirmCode(desk: Desk, request: Confirming): Promise<ActOutcome> {
  const typed = readCode(request.typed);
  if (typed === null) return { ...refuse("CODICE_ILLEGGIBILE", SIGNING_TEXTS.unreadable), allowed: [] };
  try {
    const done = await inOffice(desk.services.pools.app, request.actor.office, (client) => confirmIn(client, desk, request, typed));
    return done.ok ? done : { ...done, allowed: [] };
  } catch (error) {
    // The act was refused: nothing of the confirmation stays, and the code is good for its time.
    if (error instanceof NotPerformed) return error.refused;
    throw error;
  }
}

async function confirmIn(client: PoolClient, { reference, keys }: Desk, request: Confirming, typed: string): Promise<Outcome<Performed>> {
  const { paperId, actor, codeId, actId } = request;
  const paper = await readPaper(client, paperId);
  if (paper === null) return refuse("DOCUMENTO_ASSENTE", PAPER_TEXTS.notHere);
  await lockCases(client, [paper.caseId]);
  const sign = async (): Promise<Performed> => {
    const input = { on: romeDay(await businessNow(client)), how: "screen", signed: true };
    const act = { procedure: "patto", caseId: paper.caseId, itemId: paper.itemId, act: "sign-person", input, actId, expectedVersion: paper.itemVersion };
    return performIn({ client, reference, bindings: BINDINGS, actor, depth: 0 }, act);
  };
  // Asked again because the answer was lost: the act gives the answer it had.
  if ((await readAct(client, actId)) !== null) return accept(await sign());
  const code = await lockLastCode(client, paperId);
  const standing = judgeCode(code, codeId);
  if (!standing.ok) return standing;
  const composed = await toSign(client, reference, paper);
  if (!composed.ok) return composed;
  const { id, triesLeft } = standing.value;
  if (standing.value.contentDigest !== composed.value.digest) return refuse("TESTO_CAMBIATO", SIGNING_TEXTS.textChanged);
  if (!(await isRightCode(keys, standing.value, typed))) return wrongCode(client, actor, standing.value, composed.value.now);
  await settleCode(client, id, "confirmed", triesLeft);
  return accept(await sign());
}

function judgeCode(code: SigningCode | null, codeId: string): Outcome<SigningCode> {
  if (code === null) return refuse("CODICE_ASSENTE", SIGNING_TEXTS.noCode);
  if (code.state === "confirmed") return refuse("GIA_FIRMATO", SIGNING_TEXTS.done);
  if (code.id !== codeId) return refuse("CODICE_SOSTITUITO", SIGNING_TEXTS.replaced);
  if (code.state === "spent") return refuse("CODICE_ESAURITO", SIGNING_TEXTS.spent);
  if (code.state === "replaced") return refuse("CODICE_ASSENTE", SIGNING_TEXTS.noCode);
  return code.isExpired ? refuse("CODICE_SCADUTO", SIGNING_TEXTS.expired) : accept(code);
}

/** A value, not a throw: that a try was used up must stay. */
async function wrongCode(client: PoolClient, actor: OfficeActor, code: SigningCode, now: string): Promise<Outcome<never>> {
  const left = code.triesLeft - 1;
  if (left > 0) {
    await countTry(client, code.id, left);
    return refuse("CODICE_ERRATO", SIGNING_TEXTS.wrong(left));
  }
  await settleCode(client, code.id, "spent", 0);
  await appendActs(client, actor, [
    { subjectId: code.caseId, subjectKind: "case", kind: "signing-code-spent", happenedAt: now, payload: { code: code.id, document: code.paperId, tries: TRIES } },
  ]);
  return refuse("CODICE_ESAURITO", SIGNING_TEXTS.spent);
}
