// The acts of the procedures on a case: which may be done and why not the others, their forms, what they would do, doing them.

import { z } from "zod";
import { ActDone, ActPreview, ActRequest, Dossier, FormAnswer, FormQuery } from "../../contract/acts.ts";
import type { ActOffer, DossierItem } from "../../contract/acts.ts";
import { checkForm, inputOf } from "../../contract/check-form.ts";
import { Id } from "../../contract/problem.ts";
import { toDayNumber } from "../../domain/calendar/days.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { PROCEDURES } from "../../domain/procedures.ts";
import type { AnyProcedure } from "../../domain/procedure/types.ts";
import type { ActOutcome, ActRefused } from "../../services/acts/act-outcome.ts";
import { formOf, wasDone } from "../../services/acts/form-of.ts";
import { FORMS } from "../../services/acts/forms/forms.ts";
import { shapeInput } from "../../services/acts/forms/input-shape.ts";
import { offersOf } from "../../services/acts/offers.ts";
import type { ProcedureOffers } from "../../services/acts/offers.ts";
import { perform } from "../../services/acts/perform.ts";
import type { ActRequest as Asked } from "../../services/acts/perform.ts";
import { previewAct } from "../../services/acts/preview.ts";
import type { Actor, Services } from "../../services/context.ts";
import type { Reference } from "../../services/reference.ts";
import { inOffice } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { officeWith } from "../access.ts";
import { lawText } from "../law-text.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem, notFound, orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";

const ById = z.object({ id: Id });

export function registerActs(app: App, context: ServerContext): void {
  registerDossier(app, context);
  registerForm(app, context);
  registerPreview(app, context);
  registerAct(app, context);
}

function registerDossier(app: App, { services, reference }: ServerContext): void {
  app.get(
    "/api/cases/:id/dossier",
    { schema: { summary: "Procedimenti di un caso: stato, termini, atti possibili e perché non gli altri", params: ById, response: { 200: Dossier } } },
    async (request) => {
      const { office, actor } = officeWith(request, "person-page");
      const caseId = request.params.id;
      const { reference: inForce } = await reference();
      const dossier = await dossierOf(services, inForce, caseId, actor);
      await inOffice(services.pools.app, office, (db) =>
        logAccess(db, { actor: actor.id, role: actor.role, office, caseId, action: "dossier" }),
      );
      return dossier;
    },
  );
}

/** The procedures of a case as a page shows them; a case that the actor may not see is not found. Whoever shows it logs it. */
export async function dossierOf(services: Services, reference: Reference, caseId: string, actor: Actor): Promise<Dossier> {
  const offered = orProblem(await offersOf(services, reference, caseId, actor), 404);
  const today = romeDay(await services.now());
  return { caseId, today, items: offered.map((each) => itemOf(each, today)) };
}

export function itemOf({ procedure, title, item, terms, acts, counted }: ProcedureOffers, today: string): DossierItem {
  const table = tableOf(procedure);
  return {
    procedure,
    title,
    item:
      item === null
        ? null
        : {
            id: item.id, state: item.state, stateText: item.stateText, version: item.version,
            openedAt: item.openedAt, closedAt: item.closedAt, lastAct: item.lastAct, data: item.data,
          },
    terms: terms.map((term) => ({
      id: term.id,
      kind: term.kind,
      title: table.terms[term.kind]?.title ?? term.kind,
      startsOn: term.startsOn,
      dueOn: term.dueOn,
      dueAt: term.dueAt,
      daysLeft: toDayNumber(term.dueOn) - toDayNumber(today),
      law: term.citation === null ? null : lawText(term.citation),
      metAt: term.metAt,
      expired: term.expiredOn !== null,
    })),
    acts: acts.map((offer) => offerOf(table, offer)),
    counted: { ...counted },
  };
}

function offerOf(table: AnyProcedure, { act, label, allowed, reason, code, citation }: ProcedureOffers["acts"][number]): ActOffer {
  return {
    act,
    label,
    allowed,
    reason,
    code,
    law: citation === null ? null : lawText(citation),
    hasForm: FORMS[table.name]?.[act] !== undefined,
    harms: table.rows.some((row) => row.act === act && row.harms === true),
  };
}

function tableOf(name: string): AnyProcedure {
  const table = PROCEDURES.find((each) => each.name === name);
  if (table === undefined) throw new Error(`no table of the procedure ${name}`);
  return table;
}

function registerForm(app: App, { services, reference }: ServerContext): void {
  app.get(
    "/api/cases/:id/form",
    { schema: { summary: "Modulo di un atto", params: ById, querystring: FormQuery, response: { 200: FormAnswer } } },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      const { procedure, act, item } = request.query;
      const asked = { caseId: request.params.id, procedure, act, itemId: item ?? null };
      const { reference: inForce } = await reference();
      const form = await formOf(services, inForce, asked, actor);
      return { form: orProblem(form, form.ok || form.refusal.code !== "CASO_NON_VISIBILE" ? 409 : 404) };
    },
  );
}

function registerPreview(app: App, context: ServerContext): void {
  app.post(
    "/api/cases/:id/acts/preview",
    { schema: { summary: "Che cosa farebbe un atto: messaggi, termini, compiti; non resta nulla", params: ById, body: ActRequest, response: { 200: ActPreview } } },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      const { asked, inForce } = await checked(context, request.params.id, request.body, actor);
      const outcome = await previewAct(context.services, inForce, asked, actor);
      if (!outcome.ok) throw refusedAct(outcome);
      const { performed, messages, terms, tasks, acts } = outcome.value;
      return {
        stateText: stateText(performed.procedure, performed.state),
        messages: messages.map((message) => ({ ...message })),
        terms: terms.map(({ procedure, kind, startsOn, dueOn, citation }) => ({
          title: tableOf(procedure).terms[kind]?.title ?? kind,
          startsOn,
          dueOn,
          law: citation === null ? null : lawText(citation),
        })),
        tasks: [...tasks],
        acts: [...acts],
      };
    },
  );
}

function registerAct(app: App, context: ServerContext): void {
  app.post(
    "/api/cases/:id/acts",
    { schema: { summary: "Compie un atto", params: ById, body: ActRequest, response: { 200: ActDone } } },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      const { asked, inForce } = await checked(context, request.params.id, request.body, actor);
      const outcome: ActOutcome = await perform(context.services, inForce, asked, actor);
      if (!outcome.ok) throw refusedAct(outcome);
      const { procedure, state, opened, actId, itemId, version, repeated } = outcome.value;
      const text = stateText(procedure, state);
      return {
        message: TEXTS.actDone(tableOf(procedure).title, text),
        actId, itemId, state, stateText: text, version, repeated,
        opened: opened.map(({ title, dueOn }) => ({ title, dueOn })),
      };
    },
  );
}

/**
 * The act as it is asked of the dossier, once its fields have passed the check that the page ran too. One that was done already, and is
 * asked again because its answer was lost, goes on as it is: its form may have changed since.
 */
async function checked({ services, reference }: ServerContext, caseId: string, body: ActRequest, actor: Actor) {
  const { procedure, act, item, actId, expectedVersion, input } = body;
  const { reference: inForce } = await reference();
  const asIs: Asked = { procedure, caseId, itemId: item, act, input, actId, expectedVersion };
  if (await wasDone(services, actId, actor)) return { asked: asIs, inForce };
  const form = await formOf(services, inForce, { caseId, procedure, act, itemId: item }, actor);
  if (!form.ok) throw refusedAct({ ok: false, refusal: form.refusal, allowed: [] });
  const fields = checkForm(form.value.fields, input);
  if (fields.length > 0) throw new HttpProblem(422, "MODULO_NON_VALIDO", TEXTS.formInvalid).with({ fields });
  return { asked: { ...asIs, input: shapeInput(procedure, inputOf(form.value.fields, input)) }, inForce };
}

function refusedAct({ refusal, allowed, changed }: ActRefused): HttpProblem {
  if (refusal.code === "CASO_NON_VISIBILE") return notFound(TEXTS.personNotHere);
  return new HttpProblem(409, refusal.code, refusal.message, refusal.citation?.text).with({
    ...(allowed.length === 0 ? {} : { allowed: [...allowed] }),
    ...(changed === undefined ? {} : { changed }),
  });
}

function stateText(procedure: string, state: string): string {
  return tableOf(procedure).states[state] ?? state;
}
