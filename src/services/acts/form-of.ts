// Use case: the form of one act on one case, with the choices that this case has; drawn by the page, and checked again when it comes back.

import type { PoolClient } from "pg";
import type { ActForm, FormOption } from "../../domain/procedure/form-types.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { businessNow } from "../../store/clock.ts";
import { listDocuments } from "../../store/documents.ts";
import { readAct, readCase } from "../../store/items.ts";
import { readNames } from "../../store/read/household-names.ts";
import { nameOf } from "../../store/sessions-users.ts";
import { readingOf } from "../../store/read/reading.ts";
import { countedFor } from "../../store/units.ts";
import { DOCUMENT_KIND_TEXTS } from "../../domain/documents/texts.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { Refused, refusable } from "../refused.ts";
import { asActor, hasPlace, mayTouch } from "./behind-walls.ts";
import { BINDINGS } from "./bindings.ts";
import { momentOf, readFacts, unitOf, withoutOwn } from "./facts.ts";
import type { FormContext } from "./forms/form-context.ts";
import { FIELD_LABELS, FORM_REFUSALS } from "./forms/form-texts.ts";
import { FORMS } from "./forms/forms.ts";
import { ACT_TEXTS } from "./texts.ts";

export interface FormRequest {
  readonly caseId: string;
  readonly procedure: string;
  readonly act: string;
  /** Null: the act begins a new item. */
  readonly itemId: string | null;
}

/** Refusals: ATTO_SENZA_SEDE, CASO_NON_VISIBILE, PROCEDIMENTO_SCONOSCIUTO, ATTO_SENZA_MODULO, PRATICA_ASSENTE. */
export async function formOf(services: Services, reference: Reference, request: FormRequest, actor: Actor): Promise<Outcome<ActForm>> {
  return refusable(async () => {
    if (!hasPlace(actor)) throw new Refused("ATTO_SENZA_SEDE", ACT_TEXTS.noOffice);
    return asActor(services, actor, (client) => formIn(readingOf(client), reference, request, actor));
  });
}

/** Whether this act id has served already, on a case that the actor may see. */
export function wasDone(services: Services, actId: string, actor: Actor): Promise<boolean> {
  return asActor(services, actor, async (client) => (await readAct(client, actId)) !== null);
}

async function formIn(client: PoolClient, reference: Reference, request: FormRequest, actor: Actor): Promise<ActForm> {
  const binding = BINDINGS.get(request.procedure);
  if (binding === undefined) throw new Refused("PROCEDIMENTO_SCONOSCIUTO", ACT_TEXTS.procedureUnknown);
  const make = Object.hasOwn(FORMS, request.procedure) ? FORMS[request.procedure]?.[request.act] : undefined;
  if (make === undefined) throw new Refused("ATTO_SENZA_MODULO", FORM_REFUSALS.none);
  const row = await readCase(client, request.caseId);
  if (row === null || !mayTouch(actor, row)) throw new Refused("CASO_NON_VISIBILE", ACT_TEXTS.notVisible);
  const now = await businessNow(client);
  const facts = await readFacts(client, row);
  const unit = unitOf(binding, row);
  const own = binding.keptIn === undefined ? facts.items : await binding.keptIn.read(client, request.caseId, unit);
  const item = own.find(({ id, procedure }) => id === request.itemId && procedure === request.procedure) ?? null;
  if (request.itemId !== null && item === null) throw new Refused("PRATICA_ASSENTE", ACT_TEXTS.itemNotHere);
  const counted = binding.counts === undefined ? new Map<string, number>() : withoutOwn(await countedFor(client, unit), item);
  const context: FormContext = {
    client,
    moment: momentOf({ reference, now, actor, facts, counted }),
    item,
    actorName: await nameOf(client, actor.id),
    household: await readNames(client, row.benefitId, row.caseId),
    documents: (await listDocuments(client, row.caseId)).filter(({ erasedAt }) => erasedAt === null).map(documentOption),
  };
  return make(context);
}

function documentOption({ id, kind, uploadedAt }: { id: string; kind: string; uploadedAt: string }): FormOption {
  const name = (DOCUMENT_KIND_TEXTS as Readonly<Record<string, string>>)[kind] ?? kind;
  return { value: id, label: FIELD_LABELS.documentOf(name, romeDay(uploadedAt)) };
}
