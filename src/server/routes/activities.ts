// The catalogue of active measures, what suits a person, the groups and the sheets of their days.

import { z } from "zod";
import {
  ActivityMatches, AddEdition, Catalogue, CatalogueQuery, ChangeEdition, CloseEdition, EditionDetail, EntryId, Group, ImportCatalogue, ImportReport, Sheet,
  SheetQuery, SheetWritten, WriteSheet,
} from "../../contract/activities.ts";
import { Done, Id } from "../../contract/problem.ts";
import { may } from "../../domain/access/permissions.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import type { Edition } from "../../domain/activities/edition.ts";
import { addEdition, changeEdition, closeEdition } from "../../services/activities/catalogue.ts";
import type { CatalogueOutcome } from "../../services/activities/catalogue.ts";
import { DISTANCE_SOURCE, matchesFor } from "../../services/activities/choices.ts";
import { importCatalogue } from "../../services/activities/import.ts";
import { writeSheet } from "../../services/activities/sheet.ts";
import { dayToWrite, editionOfInput, editionRow, inputOfEdition, memberOf, seatText, sheetOf } from "../activities-shown.ts";
import type { Around } from "../activities-shown.ts";
import { CATALOGUE_TEXTS, SHEET_TEXTS } from "../../services/activities/texts.ts";
import { momentIn } from "../../services/acts/moment-of-case.ts";
import { changesOf, EVERYTHING, listEditions, municipalitiesOf, placesOf, readEdition } from "../../store/activity-catalogue.ts";
import { businessNow } from "../../store/clock.ts";
import { inOffice, inTransaction } from "../../store/pools.ts";
import { followersOf, writersOf } from "../../store/read/activities.ts";
import { readClock } from "../../store/read/overview.ts";
import { page, PAGE, readCursor } from "../../store/read/query.ts";
import type { Queryable } from "../../store/read/query.ts";
import { logAccess } from "../../store/read/access.ts";
import { logList, officeWith } from "../access.ts";
import { readIdentity, requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem, notFound } from "../problems.ts";
import { TEXTS } from "../texts.ts";

const ByEntry = z.object({ id: EntryId });
const ById = z.object({ id: Id });

export function registerActivities(app: App, context: ServerContext): void {
  registerCatalogue(app, context);
  registerKeeping(app, context);
  registerGroup(app, context);
  registerSheet(app, context);
  registerMatches(app, context);
}

async function around(db: Queryable, editions: readonly Edition[], today: string): Promise<Around> {
  const codes = editions.flatMap(({ seatMunicipality, municipalityId }) => [seatMunicipality, municipalityId]).filter((code) => code !== null);
  return { today, taken: await placesOf(db, editions.map(({ id }) => id)), seats: await municipalitiesOf(db, [...new Set(codes)]) };
}

function registerCatalogue(app: App, { services }: ServerContext): void {
  app.get(
    "/api/activities",
    { schema: { summary: "Catalogo delle attività", querystring: CatalogueQuery, response: { 200: Catalogue } } },
    async (request) => {
      requirePermission(request, "activity-catalogue");
      const { q, kind, show, cursor } = request.query;
      const after = readCursor(cursor, 2) as [string, string] | null;
      return inTransaction(services.pools.control, async (db) => {
        const { today } = await readClock(db);
        const filter = {
          ...EVERYTHING,
          text: q === undefined || q === "" ? null : q,
          kind: kind ?? null,
          openOn: show === "open" ? today : null,
          from: show === "all" ? null : today,
        };
        const found = page(await listEditions(db, filter, PAGE + 1, after), ({ startsOn, id }) => [startsOn, id]);
        const with_ = await around(db, found.rows, today);
        return { rows: found.rows.map((edition) => editionRow(edition, with_)), next: found.next, today, mayKeep: may(readIdentity(request).role, "keep-activity-catalogue") };
      });
    },
  );
  app.get(
    "/api/activities/:id",
    { schema: { summary: "Un’attività del catalogo", params: ByEntry, response: { 200: EditionDetail } } },
    async (request) => {
      requirePermission(request, "activity-catalogue");
      const { role } = readIdentity(request);
      return inTransaction(services.pools.control, async (db) => {
        const { today } = await readClock(db);
        const edition = await readEdition(db, request.params.id);
        if (edition === null) throw notFound(CATALOGUE_TEXTS.unknown);
        const siblings = edition.course === null ? [] : (await listEditions(db, { ...EVERYTHING, text: edition.course }, 200)).filter(({ course, id }) => course === edition.course && id !== edition.id);
        const with_ = await around(db, [edition, ...siblings], today);
        const changes = await changesOf(db, edition.id);
        return {
          row: editionRow(edition, with_),
          edition: inputOfEdition(edition),
          names: {
            municipality: edition.municipalityId === null ? null : (with_.seats.get(edition.municipalityId)?.name ?? edition.municipalityId),
            seat: seatText({ ...edition, seatAddress: null }, with_.seats),
          },
          closedBecause: edition.closedBecause,
          changes: changes.map(({ fromOn, because, recordedAt, recordedBy }) => ({ fromOn, because, recordedAt, recordedBy, pending: fromOn > today })),
          siblings: siblings.map((each) => editionRow(each, with_)),
          today,
          mayKeep: may(role, "keep-activity-catalogue"),
          mayMark: may(role, "activity-groups"),
        };
      });
    },
  );
}

function orFields(outcome: CatalogueOutcome): { message: string } {
  if (outcome.ok) return { ...outcome.value };
  const { refusal, fields } = outcome;
  throw new HttpProblem(fields.length > 0 ? 422 : 409, refusal.code, refusal.message).with(fields.length > 0 ? { fields: [...fields] } : {});
}

function registerKeeping(app: App, { services }: ServerContext): void {
  app.post(
    "/api/activities",
    { schema: { summary: "Aggiunge un’attività al catalogo", body: AddEdition, response: { 200: Done } } },
    async (request) => orFields(await addEdition(services, editionOfInput(request.body.edition), requirePermission(request, "keep-activity-catalogue"))),
  );
  app.post(
    "/api/activities/:id/change",
    { schema: { summary: "Cambia un’attività da un giorno", params: ByEntry, body: ChangeEdition, response: { 200: Done } } },
    async (request) => {
      const actor = requirePermission(request, "keep-activity-catalogue");
      const { fromOn, because, edition } = request.body;
      if (edition.id !== request.params.id) throw new HttpProblem(422, "CODICE_CAMBIATO", CATALOGUE_TEXTS.sameId).with({ fields: [{ field: "id", message: CATALOGUE_TEXTS.sameId }] });
      const before = await inTransaction(services.pools.control, (db) => readEdition(db, edition.id));
      if (before === null) throw notFound(CATALOGUE_TEXTS.unknown);
      return orFields(await changeEdition(services, { edition: editionOfInput(edition, before), fromOn, because }, actor));
    },
  );
  app.post(
    "/api/activities/:id/close",
    { schema: { summary: "Chiude un’attività da un giorno", params: ByEntry, body: CloseEdition, response: { 200: Done } } },
    async (request) => {
      const actor = requirePermission(request, "keep-activity-catalogue");
      return orFields(await closeEdition(services, { id: request.params.id, ...request.body }, actor));
    },
  );
  app.post(
    "/api/activity-catalogue/import",
    { schema: { summary: "Catalogo da un file CSV: si controlla, poi si scrive", body: ImportCatalogue, response: { 200: ImportReport } } },
    async (request) => {
      const actor = requirePermission(request, "keep-activity-catalogue");
      const outcome = await importCatalogue(services, request.body.content, request.body.confirm, actor);
      if (!outcome.ok) throw new HttpProblem(422, outcome.refusal.code, outcome.refusal.message).with({ fields: [...outcome.fields] });
      return { ...outcome.value, rows: outcome.value.rows.map((row) => ({ ...row, problems: [...row.problems] })) };
    },
  );
}

function registerGroup(app: App, { services }: ServerContext): void {
  app.get(
    "/api/activities/:id/group",
    { schema: { summary: "Le persone della sede in un’attività, e la lista d’attesa", params: ByEntry, response: { 200: Group } } },
    async (request) => {
      const { office, actor } = officeWith(request, "activity-groups");
      const { id } = request.params;
      return inOffice(services.pools.app, office, async (db) => {
        const edition = await readEdition(db, id);
        if (edition === null) throw notFound(CATALOGUE_TEXTS.unknown);
        const rows = (await followersOf(db, id)).map(memberOf);
        const { taken = 0 } = (await placesOf(db, [id])).get(id) ?? {};
        const own = rows.filter(({ state }) => ["enrolled", "started", "suspended"].includes(state)).length;
        await logList(db, actor, "activity-group", rows.length);
        return { rows, elsewhere: Math.max(0, taken - own), freePlaces: edition.places === null ? null : Math.max(0, edition.places - taken) };
      });
    },
  );
}

function registerSheet(app: App, { services, reference }: ServerContext): void {
  app.get(
    "/api/activities/:id/sheet",
    { schema: { summary: "Il foglio delle presenze di un giorno", params: ByEntry, querystring: SheetQuery, response: { 200: Sheet } } },
    async (request) => {
      const { office, actor } = officeWith(request, "activity-groups");
      return inOffice(services.pools.app, office, async (db) => {
        const edition = await readEdition(db, request.params.id);
        if (edition === null) throw notFound(CATALOGUE_TEXTS.unknown);
        const today = romeDay(await businessNow(db));
        const followers = await followersOf(db, edition.id);
        const day = request.query.day ?? dayToWrite(edition, followers, today);
        const writers = await writersOf(db, followers.map(({ caseId }) => caseId), day);
        const sheet = sheetOf({ edition, followers, writers, today, day });
        await logList(db, actor, "activity-sheet", sheet.rows.length);
        return sheet;
      });
    },
  );
  app.post(
    "/api/activities/:id/sheet",
    { schema: { summary: "Scrive le presenze di un giorno per tutto il gruppo", params: ByEntry, body: WriteSheet, response: { 200: SheetWritten } } },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      const { reference: inForce } = await reference();
      const { written, refused } = await writeSheet(services, inForce, { entryId: request.params.id, ...request.body }, actor);
      return {
        message: refused.length === 0 ? SHEET_TEXTS.written(written) : SHEET_TEXTS.someRefused(written, refused.length),
        written,
        refused: refused.map(({ itemId, refusal }) => ({ itemId, message: refusal.message, law: refusal.citation?.text ?? null })),
      };
    },
  );
}

function registerMatches(app: App, { services, reference }: ServerContext): void {
  app.get(
    "/api/cases/:id/activity-matches",
    { schema: { summary: "Le attività adatte a una persona, con i motivi", params: ById, response: { 200: ActivityMatches } } },
    async (request) => {
      const { office, actor } = officeWith(request, "person-page");
      const { reference: inForce } = await reference();
      return inOffice(services.pools.app, office, async (db) => {
        const moment = await momentIn(db, inForce, request.params.id, actor);
        if (moment === null) throw notFound(TEXTS.personNotHere);
        const { suggested, others, editions, person } = await matchesFor(db, moment);
        const all = [...editions.values()];
        const with_: Around = { today: moment.today, taken: new Map(all.map(({ edition, taken, waiting }) => [edition.id, { taken, waiting }])), seats: await seatsOf(db, all.map(({ edition }) => edition)) };
        const row = (id: string) => editionRow(editions.get(id)!.edition, with_);
        await logAccess(db, { actor: actor.id, role: actor.role, office, action: "activity-matches", caseId: request.params.id });
        return {
          today: moment.today,
          source: DISTANCE_SOURCE,
          profile: person.hasProfile,
          suggested: suggested.map(({ entryId, may: how, reasons, toCheck }) => ({ edition: row(entryId), may: how, reasons: [...reasons], toCheck: [...toCheck] })),
          others: others.map(({ entryId, reasons }) => ({ edition: row(entryId), reasons: [...reasons] })),
        };
      });
    },
  );
}

function seatsOf(db: Queryable, editions: readonly Edition[]): Promise<Around["seats"]> {
  return municipalitiesOf(db, [...new Set(editions.map(({ seatMunicipality }) => seatMunicipality).filter((code) => code !== null))]);
}
