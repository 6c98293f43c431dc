// Use cases: a person's data are corrected, or their processing is restricted, at their request; each an act in every case of theirs.

import type { PoolClient } from "pg";
import { isIsoDate } from "../../domain/calendar/days.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { normalizeEmail } from "../../domain/people/email.ts";
import { normalizePhone } from "../../domain/people/phone.ts";
import { REQUEST_TEXTS } from "../../domain/requests/texts.ts";
import { newId } from "../../store/ids.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import {
  addContact,
  casesOf,
  correctPerson,
  dropContact,
  endRestriction,
  imposeRestriction,
  openRestriction,
  personData,
  recountContacts,
} from "../../store/requests.ts";
import type { PersonData } from "../../store/requests.ts";
import type { Actor, Services } from "../context.ts";
import { onOpenRequest } from "./handle.ts";

/** What may be corrected here. The tax code is the platform's; a move to another municipality is an act of the case. */
export interface Corrections {
  readonly surname?: string | undefined;
  readonly name?: string | undefined;
  readonly birthDate?: string | undefined;
  readonly sex?: "M" | "F" | undefined;
  readonly street?: string | undefined;
  readonly zip?: string | undefined;
  readonly addMobile?: string | undefined;
  readonly addEmail?: string | undefined;
  readonly drop?: { readonly kind: string; readonly value: string } | undefined;
}

export interface OnRequest {
  readonly requestId: string;
  readonly reason: string;
  readonly actor: Actor;
}

const NAME = /^\p{L}[\p{L}'’ .-]{0,99}$/u;

/**
 * Corrects what is said to be wrong. A notice sent later than this may say otherwise again: the platform has to be told too.
 * Refusals: RICHIESTA_ASSENTE, RICHIESTA_CHIUSA, PERSONA_ASSENTE, NULLA_DA_CORREGGERE, NOME, DATA_NASCITA, INDIRIZZO, RECAPITO and those of phone and e-mail.
 */
export async function rectify(
  services: Services,
  on: OnRequest & { readonly corrections: Corrections },
): Promise<Outcome<null>> {
  const { requestId, reason, actor, corrections } = on;
  return onOpenRequest(services, requestId, async (client, request, now) => {
    const { personId } = request;
    const cases = personId === null ? [] : await heldCases(client, personId);
    const before = personId === null ? null : await personData(client, personId, true);
    if (personId === null || before === null) return refuse("PERSONA_ASSENTE", REQUEST_TEXTS.nobody);
    const corrected = correct(before, corrections, romeDay(now));
    if (!corrected.ok) return corrected;
    const contacts = contactsIn(corrections);
    if (!contacts.ok) return contacts;
    const { drop } = corrections;
    const changed = changeOf(before, corrected.value);
    if (Object.keys(changed).length === 0 && contacts.value.length === 0 && drop === undefined)
      return refuse("NULLA_DA_CORREGGERE", REQUEST_TEXTS.noChange);
    if (drop !== undefined && !(await dropContact(client, personId, drop.kind, drop.value)))
      return refuse("RECAPITO", REQUEST_TEXTS.contactUnknown);
    await correctPerson(client, personId, corrected.value, now);
    for (const { kind, value } of contacts.value) await addContact(client, personId, kind, value, now);
    await recountContacts(client, personId);
    const payload = { request: requestId, reason, changed, added: contacts.value, dropped: drop ?? null };
    await appendActs(
      client,
      actor,
      cases.map((subjectId) => ({
        subjectId,
        subjectKind: "case" as const,
        kind: "data-rectified",
        happenedAt: now,
        citation: "GDPR_ART16" as const,
        payload,
      })),
    );
    return accept(null);
  });
}

/** The person's cases, held until the end of the transaction. */
async function heldCases(client: PoolClient, personId: string): Promise<string[]> {
  const cases = (await casesOf(client, personId)).map((one) => one.id);
  if (cases.length > 0) await lockCases(client, cases);
  return cases;
}

function correct(
  before: PersonData,
  { surname, name, birthDate, sex, street, zip }: Corrections,
  today: string,
): Outcome<PersonData> {
  const names = {
    surname: (surname ?? before.surname).trim().toUpperCase(),
    name: (name ?? before.name).trim().toUpperCase(),
  };
  if ((surname !== undefined && !NAME.test(names.surname)) || (name !== undefined && !NAME.test(names.name)))
    return refuse("NOME", REQUEST_TEXTS.badName);
  if (birthDate !== undefined && (!isIsoDate(birthDate) || birthDate >= today || birthDate < "1890-01-01"))
    return refuse("DATA_NASCITA", REQUEST_TEXTS.badBirth);
  if ((street !== undefined && street.trim() === "") || (zip !== undefined && !/^\d{5}$/.test(zip)))
    return refuse("INDIRIZZO", REQUEST_TEXTS.badAddress);
  const residence = {
    ...before.residence,
    ...(street === undefined ? {} : { street: street.trim().toUpperCase() }),
    ...(zip === undefined ? {} : { zip }),
  };
  return accept({ ...names, birthDate: birthDate ?? before.birthDate, sex: sex ?? before.sex, residence });
}

/** Field by field, what it was and what it is. */
function changeOf(
  before: PersonData,
  after: PersonData,
): Record<string, { readonly before: unknown; readonly after: unknown }> {
  const changed: Record<string, { before: unknown; after: unknown }> = {};
  for (const key of ["surname", "name", "birthDate", "sex"] as const)
    if (before[key] !== after[key]) changed[key] = { before: before[key], after: after[key] };
  for (const key of ["street", "zip"]) {
    if (before.residence[key] !== after.residence[key])
      changed[key] = { before: before.residence[key] ?? null, after: after.residence[key] };
  }
  return changed;
}

function contactsIn({
  addMobile,
  addEmail,
}: Corrections): Outcome<{ readonly kind: string; readonly value: string }[]> {
  const contacts: { kind: string; value: string }[] = [];
  if (addMobile !== undefined) {
    const phone = normalizePhone(addMobile);
    if (!phone.ok) return phone;
    contacts.push({ kind: phone.value.kind, value: phone.value.e164 });
  }
  if (addEmail !== undefined) {
    const email = normalizeEmail(addEmail);
    if (!email.ok) return email;
    contacts.push({ kind: "email", value: email.value });
  }
  return accept(contacts);
}

/** Nothing leaves for the person, and nothing of theirs is erased, until it is lifted. Refusals also: GIA_LIMITATO. Gives how many messages were taken back. */
export async function restrict(
  services: Services,
  { requestId, reason, actor }: OnRequest,
): Promise<Outcome<{ withdrawn: number }>> {
  return onOpenRequest(services, requestId, async (client, request, now) => {
    const { personId } = request;
    if (personId === null) return refuse("PERSONA_ASSENTE", REQUEST_TEXTS.nobody);
    const cases = await heldCases(client, personId);
    if ((await openRestriction(client, personId)) !== null)
      return refuse("GIA_LIMITATO", REQUEST_TEXTS.restrictedAlready);
    const stopped = await imposeRestriction(client, {
      id: newId(),
      personId,
      requestId,
      reason,
      since: now,
      imposedBy: actor.id,
    });
    await appendActs(
      client,
      actor,
      cases.map((subjectId) => ({
        subjectId,
        subjectKind: "case" as const,
        kind: "processing-restricted",
        happenedAt: now,
        citation: "GDPR_ART18" as const,
        payload: { request: requestId, reason, withdrawn: stopped.get(subjectId) ?? 0 },
      })),
    );
    return accept({ withdrawn: [...stopped.values()].reduce((sum, messages) => sum + messages, 0) });
  });
}

/** The end of the restriction; the person is told before (art. 18, par. 3). What was withdrawn is not sent by itself. Refusals also: NON_LIMITATO. */
export async function lift(
  services: Services,
  { requestId, reason, actor }: OnRequest,
): Promise<Outcome<null>> {
  return onOpenRequest(services, requestId, async (client, request, now) => {
    const { personId } = request;
    if (personId === null) return refuse("PERSONA_ASSENTE", REQUEST_TEXTS.nobody);
    const cases = await heldCases(client, personId);
    const open = await openRestriction(client, personId);
    if (open === null) return refuse("NON_LIMITATO", REQUEST_TEXTS.notRestricted);
    await endRestriction(client, open.id, { at: now, by: actor.id, reason });
    await appendActs(
      client,
      actor,
      cases.map((subjectId) => ({
        subjectId,
        subjectKind: "case" as const,
        kind: "restriction-lifted",
        happenedAt: now,
        citation: "GDPR_ART18" as const,
        payload: { request: requestId, reason },
      })),
    );
    return accept(null);
  });
}
