// Use case: contact points confirmed, given up, added, as one act with its history; what waited for a wrong address is written again to the right one.

import type { PoolClient } from "pg";
import { readContactCheck } from "../../domain/interview/contact-check.ts";
import type { CheckedContacts, ContactCheck } from "../../domain/interview/contact-check.ts";
import { CONTACT_TEXTS } from "../../domain/interview/texts.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { businessNow } from "../../store/clock.ts";
import {
  casesOfPerson,
  casesReached,
  giveUpContactPoint,
  noteContactChange,
  putContactPoint,
  readContactPoints,
  renewReach,
} from "../../store/contacts.ts";
import type { ContactChange } from "../../store/contacts.ts";
import { newId } from "../../store/ids.ts";
import { readAct, readCase } from "../../store/items.ts";
import { closeTasks, openTasks } from "../../store/outcomes.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import { asActor, hasPlace } from "../acts/behind-walls.ts";
import { followingId } from "../acts/following-id.ts";
import { ACT_TEXTS } from "../acts/texts.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { writeToNewContact } from "../failures/new-contact.ts";
import { Refused, refusable, refusedAs } from "../refused.ts";
import { writeAgain } from "./write-again.ts";
import type { WrittenAgain } from "./write-again.ts";

export interface ContactRequest {
  readonly caseId: string;
  readonly check: ContactCheck;
  /** A UUID made by whoever asks: asked again, nothing is done again. */
  readonly actId: string;
}

export interface ContactsChanged extends CheckedContacts, WrittenAgain {}

/** Kind of the act in the register. */
export const CONTACTS_CHECKED = "contacts-checked";
const NOTHING: ContactsChanged = { confirmed: [], dropped: [], added: [], withdrawn: 0, rewritten: 0 };

/**
 * The check by itself, from a person's page. Refusals: ATTO_SENZA_SEDE, CASO_NON_VISIBILE, RECAPITI_NULLA, RECAPITO_ASSENTE, RECAPITO_DUE_VOLTE, TEL_…, EMAIL_….
 */
export async function changeContacts(
  services: Services,
  reference: Reference,
  request: ContactRequest,
  actor: Actor,
): Promise<Outcome<ContactsChanged>> {
  return refusable(async () => {
    if (!hasPlace(actor)) throw new Refused("ATTO_SENZA_SEDE", ACT_TEXTS.noOffice);
    return asActor(services, actor, async (client) => {
      const row = await readCase(client, request.caseId);
      if (row === null) throw new Refused("CASO_NON_VISIBILE", ACT_TEXTS.notVisible);
      const cases = await casesOfPerson(client, row.personId);
      await lockCases(client, cases);
      if ((await readAct(client, request.actId)) !== null) return NOTHING;
      const now = await businessNow(client);
      const changed = await checkContactsIn(
        { client, reference, actor, now, actId: request.actId, personId: row.personId, cases },
        request.check,
      );
      if (changed.confirmed.length + changed.dropped.length + changed.added.length === 0)
        throw new Refused("RECAPITI_NULLA", CONTACT_TEXTS.nothing);
      const { source, reason } = request.check;
      const payload = { ...changed, source, reason: reason.trim() === "" ? null : reason.trim() };
      await appendActs(
        client,
        actor,
        [request.caseId, ...cases.filter((id) => id !== request.caseId)].map((subjectId, at) => ({
          id: at === 0 ? request.actId : followingId(request.actId, at),
          subjectId,
          subjectKind: "case" as const,
          kind: CONTACTS_CHECKED,
          happenedAt: now,
          citation: "GDPR_ART5" as const,
          payload,
        })),
      );
      return changed;
    });
  });
}

export interface ContactWork {
  readonly client: PoolClient;
  readonly reference: Reference;
  readonly actor: Actor;
  readonly now: string;
  readonly actId: string;
  readonly personId: string;
  /** The person's cases that the office follows; held by the caller. */
  readonly cases: readonly string[];
}

/** The same inside a transaction that is open already; the act in the register is the caller's. Throws `Refused`. */
export async function checkContactsIn(work: ContactWork, check: ContactCheck): Promise<ContactsChanged> {
  const { client, actor, now, actId, personId } = work;
  const known = await readContactPoints(client, personId, true);
  const checked = refusedAs(
    readContactCheck(
      check,
      known.map(({ kind, value, current, usable }) => ({ kind, value, inUse: current && usable })),
    ),
  );
  const note = (
    change: ContactChange["change"],
    { kind, value }: { readonly kind: ContactChange["kind"]; readonly value: string },
  ): Promise<void> =>
    noteContactChange(client, {
      id: newId(),
      personId,
      kind,
      value,
      change,
      source: check.source,
      reason: check.reason.trim() === "" ? null : check.reason.trim(),
      actId,
      now,
      by: actor.id,
    });
  for (const point of checked.confirmed) await note("confirmed", point);
  for (const point of checked.dropped) {
    await giveUpContactPoint(client, { personId, ...point });
    await note("dropped", point);
  }
  for (const point of checked.added) {
    await putContactPoint(client, { personId, ...point, source: check.source, now });
    await note("added", point);
  }
  if (checked.dropped.length + checked.added.length === 0) return { ...checked, withdrawn: 0, rewritten: 0 };
  await renewReach(client, personId);
  const written = await writeAgain(
    work,
    checked.dropped.map(({ value }) => value),
  );
  await askForAnother(work);
  const afresh = checked.added.length === 0 ? 0 : await writeToNewContact(work);
  return { ...checked, ...written, rewritten: written.rewritten + afresh };
}

/** Who can be written to no longer is looked for by the desk; who can again, no more. */
export async function askForAnother({ client, now, actor, cases }: ContactWork): Promise<void> {
  const reached = await casesReached(client, cases);
  await closeTasks(client, now, "unreachable", [...reached], actor.id);
  await openTasks(
    client,
    now,
    cases.filter((caseId) => !reached.has(caseId)).map((caseId) => ({
      id: newId(),
      caseId,
      kind: "unreachable",
      reason: "no-contact",
      detail: CONTACT_TEXTS.noneLeft,
    })),
  );
}
