// Use cases: a person's data are corrected, or their processing is restricted, at their request; each an act in every case of theirs.

import type { PoolClient } from "pg";
import { isIsoDate } from "../../domain/calendar/days.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { normalizeEmail } from "../../domain/people/email.ts";
import { normalizePhone } from "../../domain/people/phone.ts";
import { checkTaxCode, compareBirthData } from "../../domain/people/tax-code.ts";
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
  isHeld,
  municipalityName,
  openRestriction,
  personData,
  recountContacts,
} from "../../store/requests.ts";
import type { PersonData } from "../../store/requests.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { followAddress } from "./follow-address.ts";
import type { Followed } from "./follow-address.ts";
import { onOpenRequest } from "./handle.ts";

/** What may be corrected here. Another municipality moves the cases by the act of their life, if it gives another office. */
export interface Corrections {
  readonly taxCode?: string | undefined;
  /** Cadastral code of the municipality of residence. */
  readonly municipality?: string | undefined;
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

export interface Corrected {
  /** The person's cases, where the municipality was given: their office may be another now. */
  readonly toFollow: readonly string[];
}

export interface OnRequest {
  readonly requestId: string;
  readonly reason: string;
  readonly actor: Actor;
}

const NAME = /^\p{L}[\p{L}'’ .-]{0,99}$/u;

/**
 * Corrects what is said to be wrong. A notice sent later than this may say otherwise again: the platform has to be told too.
 * Refusals: RICHIESTA_ASSENTE, RICHIESTA_CHIUSA, PERSONA_ASSENTE, NULLA_DA_CORREGGERE, NOME, DATA_NASCITA, INDIRIZZO, COMUNE, CODICE_FISCALE_DI_ALTRI,
 * RECAPITO and those of tax code, phone and e-mail.
 */
export async function rectify(
  services: Services,
  on: OnRequest & { readonly corrections: Corrections; readonly reference: Reference },
): Promise<Outcome<Followed | null>> {
  const corrected = await corrections(services, on).catch((error: unknown) => {
    const { code, constraint } = error as { code?: string; constraint?: string };
    // A notice has brought somebody with this code in the same moment.
    if (code === "23505" && constraint === "person_tax_code_key") return refuse("CODICE_FISCALE_DI_ALTRI", REQUEST_TEXTS.taxCodeTaken);
    throw error;
  });
  if (!corrected.ok) return corrected;
  const { toFollow } = corrected.value;
  return accept(toFollow.length === 0 ? null : await followAddress(services, on.reference, toFollow, on.actor));
}

async function corrections(
  services: Services,
  on: OnRequest & { readonly corrections: Corrections; readonly reference: Reference },
): Promise<Outcome<Corrected>> {
  const { requestId, reason, actor, corrections: asked, reference } = on;
  return onOpenRequest(services, requestId, async (client, request, now) => {
    const { personId } = request;
    const cases = personId === null ? [] : await heldCases(client, personId);
    const before = personId === null ? null : await personData(client, personId, true);
    if (personId === null || before === null) return refuse("PERSONA_ASSENTE", REQUEST_TEXTS.nobody);
    const place = asked.municipality === undefined ? undefined : await municipalityName(client, asked.municipality);
    if (place === null) return refuse("COMUNE", REQUEST_TEXTS.badMunicipality);
    const corrected = correct(before, asked, { today: romeDay(now), place, reference });
    if (!corrected.ok) return corrected;
    const contacts = contactsIn(asked);
    if (!contacts.ok) return contacts;
    const { drop } = asked;
    const toFollow = asked.municipality === undefined ? [] : cases;
    const changed = changeOf(before, corrected.value);
    if (Object.keys(changed).length === 0 && contacts.value.length === 0 && drop === undefined)
      // The municipality that is there already: whoever was interrupted after correcting it finishes the cases' move.
      return toFollow.length > 0 ? accept({ toFollow }) : refuse("NULLA_DA_CORREGGERE", REQUEST_TEXTS.noChange);
    if (corrected.value.taxCode !== before.taxCode && (await isHeld(client, corrected.value.taxCode)))
      return refuse("CODICE_FISCALE_DI_ALTRI", REQUEST_TEXTS.taxCodeTaken);
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
    return accept({ toFollow });
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
  { taxCode, surname, name, birthDate, sex, municipality, street, zip }: Corrections,
  { today, place, reference }: { readonly today: string; readonly place: string | undefined; readonly reference: Reference },
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
  const born = birthDate ?? before.birthDate;
  const code = taxCode === undefined ? null : checkTaxCode(taxCode, reference.places, { birthDate: born, referenceDay: today });
  if (code !== null && !code.ok) return code;
  // A code says the birth and the sex: those that are held beside it must be the same, or one of the two is wrong.
  const told = sex ?? before.sex;
  const [contradiction] = code === null ? [] : compareBirthData(code.value, { birthDate: born, ...(told === "M" || told === "F" ? { sex: told } : {}) });
  if (contradiction !== undefined) return { ok: false, refusal: contradiction };
  const identity = code === null ? {} : { taxCode: code.value.code, provisional: code.value.kind === "provisional" };
  const residence = {
    ...before.residence,
    ...(place === undefined ? {} : { municipalityCode: municipality, municipalityName: place.toUpperCase() }),
    ...(street === undefined ? {} : { street: street.trim().toUpperCase() }),
    ...(zip === undefined ? {} : { zip }),
  };
  return accept({ ...before, ...identity, ...names, birthDate: born, sex: told, residence });
}

/** Field by field, what it was and what it is. */
function changeOf(
  before: PersonData,
  after: PersonData,
): Record<string, { readonly before: unknown; readonly after: unknown }> {
  const changed: Record<string, { before: unknown; after: unknown }> = {};
  for (const key of ["taxCode", "surname", "name", "birthDate", "sex"] as const)
    if (before[key] !== after[key]) changed[key] = { before: before[key], after: after[key] };
  for (const key of ["street", "zip", "municipalityCode", "municipalityName"]) {
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
