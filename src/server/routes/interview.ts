// The first interview: read whole, confirmed step by step, drafts saved while they are typed; contact points corrected.

import { z } from "zod";
import { checkForm, inputOf } from "../../contract/check-form.ts";
import {
  ContactsDone,
  ContactsRequest,
  DraftAnswer,
  DraftRequest,
  FinishRequest,
  Interview,
  StepDone,
  StepName,
  StepRequest,
} from "../../contract/interview.ts";
import type { InterviewMember } from "../../contract/interview.ts";
import { Done, Id } from "../../contract/problem.ts";
import { STEP_TITLES, WAY_TITLES } from "../../domain/interview/texts.ts";
import type { CitationKey } from "../../domain/law/citation.ts";
import type { ActRefused } from "../../services/acts/act-outcome.ts";
import { changeContacts } from "../../services/contacts/change-contacts.ts";
import { doStep, finish } from "../../services/interview/do-step.ts";
import { draftOf, keepDraft, overtaken } from "../../services/interview/drafts.ts";
import type { HouseholdMember } from "../../services/interview/household.ts";
import { interviewOf } from "../../services/interview/view.ts";
import type { InterviewView } from "../../services/interview/view.ts";
import { inOffice } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { officeWith } from "../access.ts";
import { lawText } from "../law-text.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem, notFound } from "../problems.ts";
import { TEXTS } from "../texts.ts";
import { itemOf } from "./acts.ts";

const ById = z.object({ id: Id });
const ByStep = z.object({ id: Id, step: StepName });
const ByKind = z.object({ id: Id, kind: z.string().regex(/^[a-z][a-z-]{1,39}$/) });
const MOST_DRAFT = 200_000;

export function registerInterview(app: App, context: ServerContext): void {
  registerReading(app, context);
  registerSteps(app, context);
  registerDrafts(app, context);
  registerContacts(app, context);
}

function registerReading(app: App, { services, reference }: ServerContext): void {
  app.get(
    "/api/cases/:id/interview",
    {
      schema: {
        summary: "Il primo colloquio: passi, moduli, nucleo, bozza",
        params: ById,
        response: { 200: Interview },
      },
    },
    async (request) => {
      const { office, actor } = officeWith(request, "desk-work");
      const caseId = request.params.id;
      const { reference: inForce } = await reference();
      const view = await interviewOf(services, inForce, caseId, actor);
      if (!view.ok) throw notFound(TEXTS.personNotHere);
      await inOffice(services.pools.app, office, (db) =>
        logAccess(db, { actor: actor.id, role: actor.role, office, caseId, action: "interview" }),
      );
      return shown(caseId, actor.id, view.value);
    },
  );
}

function shown(caseId: string, actor: string, view: InterviewView): Interview {
  const { person, interview, today, household } = view;
  return {
    caseId,
    today,
    actor,
    person: {
      surname: person.surname,
      name: person.name,
      taxCode: person.taxCode,
      birthDate: person.birthDate,
      residence: [person.street, [person.zip, person.municipality].filter(Boolean).join(" ")]
        .filter(Boolean)
        .join(", "),
      measure: view.measure,
      protocol: view.protocol,
      applicant: view.role === "R",
      dataAsOf: person.dataAsOf,
    },
    startedAt: interview?.startedAt ?? null,
    startedBy: interview?.startedBy ?? null,
    closed:
      interview === null || interview.closedAt === null
        ? null
        : {
            at: interview.closedAt,
            by: interview.closedBy ?? "",
            outcome: wayTitle(interview.outcome),
          },
    steps: view.steps.map(({ step, state, said, citation, form, at, by }) => ({
      step,
      title: STEP_TITLES[step],
      state,
      said,
      law: law(citation),
      doneAt: at,
      doneBy: by,
      form,
    })),
    next: view.next,
    ways: view.ways.map(({ citation, ...way }) => ({ ...way, law: law(citation) })),
    members: household.members.map((member) => memberOf(member, today)),
    limits: household.limits.map(({ citation, holders, ...limit }) => ({
      ...limit,
      holders: [...holders],
      law: law(citation),
    })),
    entries: view.runs.map((run) => itemOf(run, today)),
    meeting: view.meeting === null ? null : { startsAt: view.meeting.startsAt, desk: view.meeting.desk },
    contactWords: view.words.map(({ value, change, source, changedAt, changedBy }) => ({
      value,
      change,
      source,
      at: changedAt,
      by: changedBy,
    })),
    draft: view.draft === null ? null : { ...view.draft, content: { ...view.draft.content } },
  };
}

function memberOf(
  { out, exclusions, exemptions, begins, open, ...member }: HouseholdMember,
  today: string,
): InterviewMember {
  return {
    ...member,
    out: out === null ? null : { kind: out.kind, text: out.text, law: law(out.citation) },
    exclusions: exclusions.map(({ citation, ...one }) => ({ ...one, law: law(citation) })),
    exemptions: [...exemptions],
    begins: begins.map((one) => itemOf(one, today)),
    open: open.map((one) => itemOf(one, today)),
  };
}

const WAYS: Readonly<Record<string, string>> = WAY_TITLES;
function wayTitle(outcome: string | null): string {
  return WAYS[outcome ?? ""] ?? "";
}

function law(citation: CitationKey | null): string | null {
  return citation === null ? null : lawText(citation);
}

function registerSteps(app: App, { services, reference }: ServerContext): void {
  app.post(
    "/api/cases/:id/interview/steps/:step",
    {
      schema: {
        summary: "Conferma un passo del colloquio: tutti i suoi atti o nessuno",
        params: ByStep,
        body: StepRequest,
        response: { 200: StepDone },
      },
    },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      const { id, step } = request.params;
      const { reference: inForce } = await reference();
      const asked = { caseId: id, step, ...request.body };
      const outcome = await doStep(services, inForce, asked, actor, (form, values) => {
        const problems = checkForm(form.fields, values);
        return { problems, input: problems.length > 0 ? {} : inputOf(form.fields, values) };
      });
      if (!outcome.ok) throw refused(outcome);
      if (!outcome.value.done)
        throw new HttpProblem(422, "MODULO_NON_VALIDO", TEXTS.formInvalid).with({
          fields: [...outcome.value.problems],
        });
      return { message: TEXTS.stepConfirmed(STEP_TITLES[step]), repeated: outcome.value.repeated };
    },
  );
  app.post(
    "/api/cases/:id/interview/finish",
    {
      schema: {
        summary: "Conclude il colloquio con l’esito che risulta",
        params: ById,
        body: FinishRequest,
        response: { 200: Done },
      },
    },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      const { reference: inForce } = await reference();
      const outcome = await finish(services, inForce, request.params.id, request.body.actId, actor);
      if (!outcome.ok) throw refused(outcome);
      return { message: TEXTS.interviewClosed(wayTitle(outcome.value.outcome)) };
    },
  );
}

function registerDrafts(app: App, { services }: ServerContext): void {
  app.get(
    "/api/cases/:id/drafts/:kind",
    {
      schema: {
        summary: "Ciò che qualcuno stava scrivendo e non ha ancora confermato",
        params: ByKind,
        response: { 200: DraftAnswer },
      },
    },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      const found = await draftOf(services, request.params.id, request.params.kind, actor);
      if (!found.ok) throw notFound(TEXTS.personNotHere);
      return { draft: found.value === null ? null : { ...found.value, content: { ...found.value.content } } };
    },
  );
  app.post(
    "/api/cases/:id/drafts/:kind",
    {
      schema: {
        summary: "Salva ciò che si sta scrivendo",
        params: ByKind,
        body: DraftRequest,
        response: { 200: DraftAnswer },
      },
    },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      if (JSON.stringify(request.body.content).length > MOST_DRAFT)
        throw new HttpProblem(413, "TROPPO_GRANDE", TEXTS.tooLarge);
      const saved = await keepDraft(
        services,
        { caseId: request.params.id, kind: request.params.kind, ...request.body },
        actor,
      );
      if (!saved.ok) throw notFound(TEXTS.personNotHere);
      const { draft } = saved.value;
      if (!saved.value.saved || draft === null) throw collided(draft);
      return { draft: { ...draft, content: { ...draft.content } } };
    },
  );
}

function collided(draft: Parameters<typeof overtaken>[0]): HttpProblem {
  const problem = new HttpProblem(409, "BOZZA_CAMBIATA", overtaken(draft));
  if (draft === null) return problem;
  return problem.with({
    changed: {
      by: draft.author,
      role: "operator",
      act: "draft",
      at: draft.savedAt,
      state: "draft",
      version: draft.version,
    },
  });
}

function registerContacts(app: App, { services, reference }: ServerContext): void {
  app.post(
    "/api/cases/:id/contacts",
    {
      schema: {
        summary: "Conferma, corregge e aggiunge recapiti, con la fonte",
        params: ById,
        body: ContactsRequest,
        response: { 200: ContactsDone },
      },
    },
    async (request) => {
      const { actor } = officeWith(request, "desk-work");
      const { actId, ...check } = request.body;
      const { reference: inForce } = await reference();
      const changed = await changeContacts(
        services,
        inForce,
        { caseId: request.params.id, check, actId },
        actor,
      );
      if (!changed.ok) throw refused({ ...changed, allowed: [] });
      const { withdrawn, rewritten } = changed.value;
      return { message: TEXTS.contactsChanged(withdrawn, rewritten), withdrawn, rewritten };
    },
  );
}

function refused({ refusal, allowed, changed }: ActRefused): HttpProblem {
  if (refusal.code === "CASO_NON_VISIBILE") return notFound(TEXTS.personNotHere);
  return new HttpProblem(409, refusal.code, refusal.message, refusal.citation?.text).with({
    ...(allowed.length === 0 ? {} : { allowed: [...allowed] }),
    ...(changed === undefined ? {} : { changed }),
  });
}
