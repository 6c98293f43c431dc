// Use cases: the Region enters an edition in the catalogue, changes it from a day on, closes it. Each is an act of the system's chain.

import type { PoolClient } from "pg";
import { addDays, isIsoDate } from "../../domain/calendar/days.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { EDITION_PROBLEMS } from "../../domain/activities/catalogue-texts.ts";
import { closedFrom, editionProblems } from "../../domain/activities/edition.ts";
import type { Edition } from "../../domain/activities/edition.ts";
import { MEASURES } from "../../domain/measures/catalogue.ts";
import type { Refusal } from "../../domain/outcome.ts";
import { lockEntry, tellFirstWaiting } from "../../store/activities.ts";
import { changesOf, findMunicipality, insertEdition, isInCatalogue, placesOf, putChange, readEdition } from "../../store/activity-catalogue.ts";
import { businessNow } from "../../store/clock.ts";
import { newId } from "../../store/ids.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs, SYSTEM_SUBJECT } from "../../store/register.ts";
import { ACTIVITY_TEXTS } from "../acts/bindings/activities-texts.ts";
import type { Actor, Services } from "../context.ts";
import { CATALOGUE_TEXTS } from "./texts.ts";

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

export type CatalogueOutcome =
  | { readonly ok: true; readonly value: { readonly message: string } }
  | { readonly ok: false; readonly refusal: Refusal; readonly fields: readonly FieldProblem[] };

/** Thrown so that the transaction rolls back. */
export class CatalogueRefused extends Error {
  readonly refusal: Refusal;
  readonly fields: readonly FieldProblem[];

  constructor(code: string, message: string, fields: readonly FieldProblem[] = []) {
    super(message);
    this.refusal = { code, message };
    this.fields = fields;
  }
}

/** Runs one change of the catalogue in a transaction. Refusals come back as values. */
export async function onCatalogue(services: Services, work: (client: PoolClient, now: string) => Promise<string>): Promise<CatalogueOutcome> {
  try {
    const message = await inTransaction(services.pools.worker, async (client) => work(client, await businessNow(client)));
    return { ok: true, value: { message } };
  } catch (error) {
    if (error instanceof CatalogueRefused) return { ok: false, refusal: error.refusal, fields: error.fields };
    // Two who enter the same code at the same moment: the second is told.
    if ((error as { code?: string; constraint?: string }).constraint === "active_measure_pkey")
      return { ok: false, refusal: { code: "ATTIVITA_GIA_NEL_CATALOGO", message: CATALOGUE_TEXTS.known("") }, fields: [] };
    throw error;
  }
}

/** Refusals: ATTIVITA_GIA_NEL_CATALOGO, EDIZIONE_NON_VALIDA (with its fields). */
export function addEdition(services: Services, edition: Edition, actor: Actor): Promise<CatalogueOutcome> {
  return onCatalogue(services, async (client, now) => {
    const sound = await soundEdition(client, edition);
    if (await isInCatalogue(client, sound.id)) throw new CatalogueRefused("ATTIVITA_GIA_NEL_CATALOGO", CATALOGUE_TEXTS.known(sound.id), [{ field: "id", message: CATALOGUE_TEXTS.known(sound.id) }]);
    await addIn(client, sound, actor, now);
    return CATALOGUE_TEXTS.added(sound.title);
  });
}

export async function addIn(client: PoolClient, edition: Edition, actor: Actor, now: string): Promise<void> {
  await insertEdition(client, edition, actor.id);
  await enter(client, actor, now, "activity-entry-added", { edition });
}

export interface ChangeRequest {
  readonly edition: Edition;
  readonly fromOn: string;
  readonly because: string;
}

/** Refusals: ATTIVITA_ASSENTE, DATA_PASSATA, POSTI_MENO_DEI_PRESENTI, EDIZIONE_NON_VALIDA (with its fields). */
export function changeEdition(services: Services, request: ChangeRequest, actor: Actor): Promise<CatalogueOutcome> {
  return onCatalogue(services, async (client, now) => {
    const sound = await soundEdition(client, request.edition);
    await changeIn(client, { ...request, edition: sound }, actor, now);
    return CATALOGUE_TEXTS.changed(sound.title, request.fromOn);
  });
}

/** Under the entry's lock: nobody is given a place while it changes. Places that come free are told to whoever waits. */
export async function changeIn(client: PoolClient, { edition, fromOn, because }: ChangeRequest, actor: Actor, now: string): Promise<void> {
  if (!isIsoDate(fromOn) || fromOn < romeDay(now)) throw new CatalogueRefused("DATA_PASSATA", CATALOGUE_TEXTS.past, [{ field: "fromOn", message: CATALOGUE_TEXTS.past }]);
  await lockEntry(client, edition.id);
  const before = await readEdition(client, edition.id);
  if (before === null) throw new CatalogueRefused("ATTIVITA_ASSENTE", CATALOGUE_TEXTS.unknown);
  const { taken = 0, waiting = 0 } = (await placesOf(client, [edition.id])).get(edition.id) ?? {};
  if (edition.places !== null && edition.places < taken) {
    const message = CATALOGUE_TEXTS.fewerPlaces(taken);
    throw new CatalogueRefused("POSTI_MENO_DEI_PRESENTI", message, [{ field: "places", message }]);
  }
  await putChange(client, { edition, fromOn, because, recordedBy: actor.id }, now);
  await enter(client, actor, now, "activity-entry-changed", { edition, fromOn, because });
  if (waiting === 0 || fromOn > romeDay(now)) return;
  const isMore = before.places !== null && (edition.places === null || edition.places > before.places);
  if (isMore) await tellFirstWaiting(client, edition.id, { id: newId(), reason: "activity-entry-changed", detail: ACTIVITY_TEXTS.placeFree(edition.title) }, now);
}

/** Refusals: ATTIVITA_ASSENTE, ATTIVITA_GIA_CHIUSA, DATA_PASSATA. */
export function closeEdition(services: Services, request: { readonly id: string; readonly on: string; readonly because: string }, actor: Actor): Promise<CatalogueOutcome> {
  const { id, on, because } = request;
  return onCatalogue(services, async (client, now) => {
    if (!isIsoDate(on) || on < romeDay(now)) throw new CatalogueRefused("DATA_PASSATA", CATALOGUE_TEXTS.past, [{ field: "on", message: CATALOGUE_TEXTS.past }]);
    await lockEntry(client, id);
    const edition = await readEdition(client, id);
    if (edition === null) throw new CatalogueRefused("ATTIVITA_ASSENTE", CATALOGUE_TEXTS.unknown);
    const planned = (await changesOf(client, id)).some((change) => change.edition.closedOn !== null);
    if (edition.closedOn !== null || planned) throw new CatalogueRefused("ATTIVITA_GIA_CHIUSA", CATALOGUE_TEXTS.closed);
    const closed = closedFrom(edition, on, addDays(on, -1), because);
    await putChange(client, { edition: closed, fromOn: on, because, recordedBy: actor.id }, now);
    await enter(client, actor, now, "activity-entry-closed", { id, on, because });
    return CATALOGUE_TEXTS.shut(edition.title, on);
  });
}

/** The edition with its municipalities by code; throws with everything that is wrong in it. */
export async function soundEdition(client: PoolClient, edition: Edition): Promise<Edition> {
  const { resolved, problems } = await judgedEdition(client, edition);
  if (problems.length > 0) throw new CatalogueRefused("EDIZIONE_NON_VALIDA", CATALOGUE_TEXTS.wrong, problems);
  return resolved;
}

const MEASURE_CODES: ReadonlySet<string> = new Set(MEASURES.map(({ code }) => code));

export async function judgedEdition(client: PoolClient, edition: Edition): Promise<{ readonly resolved: Edition; readonly problems: readonly FieldProblem[] }> {
  const problems: FieldProblem[] = [];
  const resolve = async (field: "municipalityId" | "seatMunicipality"): Promise<string | null> => {
    const written = edition[field];
    if (written === null || written.trim() === "") return null;
    const found = await findMunicipality(client, written);
    if (found.length === 0) problems.push({ field, message: EDITION_PROBLEMS.municipality });
    return found[0] ?? written;
  };
  const days = [...edition.attendance.days].toSorted();
  const resolved: Edition = {
    ...edition,
    municipalityId: await resolve("municipalityId"),
    seatMunicipality: await resolve("seatMunicipality"),
    attendance: { kept: edition.attendance.kept, days },
  };
  if (edition.requirements.measures?.some((code) => !MEASURE_CODES.has(code)) === true) problems.push({ field: "measures", message: EDITION_PROBLEMS.measureUnknown });
  return { resolved, problems: [...editionProblems(resolved), ...problems] };
}

function enter(client: PoolClient, actor: Actor, happenedAt: string, kind: string, payload: unknown): Promise<void> {
  return appendActs(client, actor, [{ subjectId: SYSTEM_SUBJECT, subjectKind: "system", kind, happenedAt, payload }]);
}
