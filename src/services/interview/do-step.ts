// Use case: one step of the interview is confirmed: all its acts or none, the step marked, its draft gone.

import type { PoolClient } from "pg";
import { outcomeOf } from "../../domain/interview/steps.ts";
import { stepsOf } from "../../domain/interview/steps.ts";
import { PROFILING_RULES } from "../../domain/profiling/facts.ts";
import { checkAnswers, questionnaireOn } from "../../domain/profiling/questionnaire.ts";
import type { Step } from "../../domain/interview/types.ts";
import type { ActForm, FormProblem, FormValues } from "../../domain/procedure/form-types.ts";
import { CITATIONS } from "../../domain/law/citation.ts";
import { dropDraft, readDraft, saveDraft } from "../../store/interview-drafts.ts";
import { closeInterview, openInterview, putStep } from "../../store/interview.ts";
import { newId } from "../../store/ids.ts";
import { readAct } from "../../store/items.ts";
import { provinceCodes } from "../../store/standing.ts";
import { asActor, hasPlace } from "../acts/behind-walls.ts";
import { BINDINGS } from "../acts/bindings.ts";
import { NotPerformed } from "../acts/act-outcome.ts";
import type { ActRefused } from "../acts/act-outcome.ts";
import { followingId } from "../acts/following-id.ts";
import { ACT_TEXTS } from "../acts/texts.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { Refused } from "../refused.ts";
import { overtaken } from "./drafts.ts";
import { formOfStep } from "./forms.ts";
import { gather } from "./gather.ts";
import type { Gathered } from "./gather.ts";
import { INTERVIEW_ACTS, own, STEP_ACTS } from "./step-acts.ts";
import { STEP_TEXTS } from "./texts.ts";

/** Kind of the interview's draft. */
export const DRAFT_KIND = "colloquio";
/** Waiting in a circle with other work on the case is undone by the database: the one it chose tries again. */
const TRIES = 5;

export interface StepRequest {
  readonly caseId: string;
  readonly step: Step;
  readonly actId: string;
  readonly values: FormValues;
  /** The version of the draft that the page last saw; null where nobody drafted. */
  readonly draftSeen: number | null;
}

export type StepOutcome<T> = { readonly ok: true; readonly value: T } | ActRefused;

/** How the values are checked: the contract's own check, handed in by who owns it. What it makes of them is what the acts get. */
export type CheckValues = (
  form: ActForm,
  values: FormValues,
) => { readonly problems: readonly FormProblem[]; readonly input: FormValues };

export type StepDone =
  | { readonly done: true; readonly repeated: boolean }
  | { readonly done: false; readonly problems: readonly FormProblem[] };

/**
 * Refusals: ATTO_SENZA_SEDE, CASO_NON_VISIBILE, BOZZA_CAMBIATA, PASSO_NON_APERTO, those of contact points, of seats, and of the tables of law.
 */
export async function doStep(
  services: Services,
  reference: Reference,
  request: StepRequest,
  actor: Actor,
  check: CheckValues,
): Promise<StepOutcome<StepDone>> {
  return atOnce(services, actor, async (client): Promise<StepDone> => {
    // Before anything of it is read: the answer to a step that was done already is that it is done.
    if ((await readAct(client, followingId(request.actId, 0))) !== null)
      return { done: true, repeated: true };
    const gathered = await gather(client, reference, request.caseId, actor);
    const draft = await readDraft(client, request.caseId, DRAFT_KIND, true);
    if (request.draftSeen !== null && draft !== null && draft.version !== request.draftSeen)
      throw new Refused("BOZZA_CAMBIATA", overtaken(draft));
    const form = await openForm(gathered, request.step);
    const { problems, input } = check(form, request.values);
    const wrong = problems.length > 0 ? problems : await answersWrong(gathered, request.step, input);
    if (wrong.length > 0) return { done: false, problems: wrong };
    const actId = await STEP_ACTS[request.step]({ ...gathered, actId: request.actId, values: input });
    const mark = { caseId: request.caseId, now: gathered.moment.now, by: actor.id };
    const interviewId = await openInterview(client, { id: newId(), ...mark });
    await putStep(client, { interviewId, step: request.step, actId, ...mark });
    await forgetStep(client, request, draft, mark);
    return { done: true, repeated: false };
  });
}

async function openForm(gathered: Gathered, step: Step): Promise<ActForm> {
  const view = stepsOf(gathered.facts).find((one) => one.step === step);
  const form =
    view?.state === "todo" || (view?.state === "done" && AGAIN.has(step))
      ? await formOfStep(gathered, step)
      : null;
  if (form !== null) return form;
  throw new Refused(
    "PASSO_NON_APERTO",
    view?.said ?? STEP_TEXTS.notNow,
    view?.citation == null ? undefined : CITATIONS[view.citation],
  );
}

/** Steps that may be gone through again: what was found may have changed during the interview. */
export const AGAIN: ReadonlySet<Step> = new Set(["identity", "household", "outcome"]);

/** What a questionnaire holds against its answers together, field by field: the form alone does not know it. */
async function answersWrong(
  { client, moment, facts }: Gathered,
  step: Step,
  input: FormValues,
): Promise<readonly FormProblem[]> {
  const isAsked = step === "index" && facts.profile.state !== "requested";
  if (!isAsked && step !== "assessment") return [];
  const versions = isAsked ? PROFILING_RULES.questionnaires : PROFILING_RULES.sheets;
  const questionnaire = questionnaireOn(versions, moment.today);
  if (questionnaire === null) return [];
  const { sources: _sources, ...answers } = input;
  const checked = checkAnswers(questionnaire, isAsked ? input : answers, {
    provinces: new Set(await provinceCodes(client)),
  });
  return checked.ok ? [] : checked.problems.map(({ field, message }) => ({ field, message }));
}

/** What was typed for the step goes with it; the rest of the draft stays. */
async function forgetStep(
  client: PoolClient,
  { caseId, step }: StepRequest,
  draft: Awaited<ReturnType<typeof readDraft>>,
  { now, by }: { readonly now: string; readonly by: string },
): Promise<void> {
  if (draft === null) return;
  const { values, ...rest } = draft.content as { values?: Record<string, unknown> };
  const left = Object.fromEntries(Object.entries(values ?? {}).filter(([name]) => name !== step));
  if (Object.keys(left).length === 0) return dropDraft(client, caseId, DRAFT_KIND);
  await saveDraft(client, {
    caseId,
    kind: DRAFT_KIND,
    content: { ...rest, values: left },
    author: by,
    now,
    seen: draft.version,
  });
}

/** Closes the interview with the outcome that stands. Refusals: ATTO_SENZA_SEDE, CASO_NON_VISIBILE, COLLOQUIO_SENZA_ESITO. */
export async function finish(
  services: Services,
  reference: Reference,
  caseId: string,
  actId: string,
  actor: Actor,
): Promise<StepOutcome<{ readonly outcome: string }>> {
  return atOnce(services, actor, async (client) => {
    const gathered = await gather(client, reference, caseId, actor);
    const { interview, facts, moment } = gathered;
    if ((await readAct(client, followingId(actId, 0))) !== null) return { outcome: interview?.outcome ?? "" };
    const outcome = outcomeOf(facts);
    if (outcome === null || interview === null || interview.closedAt !== null)
      throw new Refused("COLLOQUIO_SENZA_ESITO", STEP_TEXTS.notOpen);
    await own({ ...gathered, actId }, INTERVIEW_ACTS.closed, "CIRC_ANPAL_3_2019", {
      interview: interview.id,
      outcome,
    });
    await closeInterview(client, interview.id, { now: moment.now, by: actor.id, outcome });
    await dropDraft(client, caseId, DRAFT_KIND);
    return { outcome };
  });
}

/** One transaction behind the actor's walls; refusals as values, a circle of waiting tried again. */
async function atOnce<T>(
  services: Services,
  actor: Actor,
  work: (client: PoolClient) => Promise<T>,
): Promise<StepOutcome<T>> {
  if (!hasPlace(actor))
    return { ok: false, refusal: { code: "ATTO_SENZA_SEDE", message: ACT_TEXTS.noOffice }, allowed: [] };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { ok: true, value: await asActor(services, actor, work) };
    } catch (error) {
      if (error instanceof NotPerformed) return error.refused;
      if (error instanceof Refused) return { ok: false, refusal: error.refusal, allowed: [] };
      const fault = error as { code?: string; constraint?: string };
      for (const binding of BINDINGS.values()) {
        const refusal = binding.refusalOf?.(fault) ?? null;
        if (refusal !== null) return { ok: false, refusal, allowed: [] };
      }
      if (fault.code !== "40P01" || attempt === TRIES) throw error;
    }
  }
}
