// Use cases: what a person does on the page. Every answer is an act of the table of the summons, signed by the person.

import { accept } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { REASONS_FOR_DESK } from "../../domain/replies/texts.ts";
import type { CannotReason, ReplyLanguage } from "../../domain/replies/texts.ts";
import { businessNow } from "../../store/clock.ts";
import { newId } from "../../store/ids.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import { inVisit, openVisit, storeLanguage } from "../../store/replies.ts";
import type { CheckAnswer } from "../../store/replies.ts";
import type { ActOutcome } from "../acts/act-outcome.ts";
import { followingId } from "../acts/following-id.ts";
import { perform } from "../acts/perform.ts";
import type { Actor, Services } from "../context.ts";
import { handIn } from "../documents/hand-in.ts";
import type { KeyRing } from "../documents/key-ring.ts";
import { hashSecret, newSecret } from "../identity/secrets.ts";
import type { Reference } from "../reference.ts";
import type { Seat } from "../seats.ts";
import type { OwnPage } from "./own-page.ts";

export interface Entering {
  readonly birthDate: string;
  readonly tail: string;
  /** Where the request came from. */
  readonly address: string;
}

/** The second check. `secret` is there only when it was passed: it is the visit. */
export async function enter(services: Services, token: string, { birthDate, tail, address }: Entering): Promise<CheckAnswer & { readonly secret: string | null }> {
  const secret = newSecret();
  const checked = await openVisit(services.pools.replies, token, { birthDate, tail, address, secretHash: hashSecret(secret) });
  return { ...checked, secret: checked.answer === "in" ? secret : null };
}

export interface Answering {
  readonly own: OwnPage;
  /** The visit in which the person answers. */
  readonly secret: string;
  /** Made with the form: sent twice, the act is done once. */
  readonly actId: string;
  /** The version of the summons that the form showed. */
  readonly version: number;
}

interface Desk {
  readonly services: Services;
  readonly reference: Reference;
}

const citizen = ({ own, secret }: Pick<Answering, "own" | "secret">): Actor & { readonly visit: string } => ({ id: own.taxCode, role: "citizen", visit: secret });

function act({ services, reference }: Desk, answering: Answering, name: string, input: object): Promise<ActOutcome> {
  const { own, actId, version } = answering;
  const request = { procedure: "convocazione", caseId: own.caseId, itemId: own.summonsId, act: name, input, actId, expectedVersion: version };
  return perform(services, reference, request, citizen(answering));
}

export function confirm(desk: Desk, answering: Answering): Promise<ActOutcome> {
  return act(desk, answering, "confirm", {});
}

/** The seat is held and the old one released in one transaction; of two who take it at once the database lets one through (POSTO_PRESO). */
export function takeSeat(desk: Desk, answering: Answering, { deskId, startsAt }: Seat): Promise<ActOutcome> {
  return act(desk, answering, "move", { seat: { deskId, startsAt } });
}

export function askOffice(desk: Desk, answering: Answering, reason: string): Promise<ActOutcome> {
  return act(desk, answering, "ask-another-date", { reason });
}

export interface CannotCome {
  readonly reason: CannotReason;
  /** What the person explains: kept sealed like a document, never in the act. */
  readonly details: string;
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/**
 * Papers first, then the answer: killed in between, the same form sent again finds the papers there and gives the answer. Refusals: those
 * of a document handed in, and of the act.
 */
export async function cannotCome(desk: Desk & { readonly keys: KeyRing | null }, answering: Answering, said: CannotCome): Promise<Outcome<unknown>> {
  const { own, actId } = answering;
  const papers = [
    ...(said.details === "" ? [] : [{ name: "Spiegazione della persona.txt", bytes: new TextEncoder().encode(`${said.details}\n`) }]),
    ...(said.file === null ? [] : [said.file]),
  ];
  for (const [index, { name, bytes }] of papers.entries()) {
    if (desk.keys === null) break;
    const taken = await handIn(desk.services, desk.keys, {
      id: followingId(actId, index + 1),
      caseId: own.caseId,
      kind: "justification",
      name,
      bytes,
      actor: { ...citizen(answering), id: own.personId },
    });
    if (!taken.ok) return taken;
  }
  // Who has said so already only adds papers.
  if (own.summons.state === "declined") return accept(null);
  return act(desk, answering, "decline", { reason: REASONS_FOR_DESK[said.reason] });
}

/** The person's own choice of a language: an act like the others. */
export function chooseLanguage(services: Services, { own, secret }: Pick<Answering, "own" | "secret">, language: ReplyLanguage): Promise<void> {
  return inVisit(services.pools.replies, secret, async (client) => {
    await lockCases(client, [own.caseId]);
    const id = newId();
    const at = await businessNow(client);
    await storeLanguage(client, language, at, id);
    await appendActs(client, { id: own.personId, role: "citizen" }, [
      { id, subjectId: own.caseId, subjectKind: "case", kind: "language-chosen", happenedAt: at, payload: { language } },
    ]);
  });
}
