// Use case: the interview as its page shows it: steps with their forms, ways out, household, what somebody was typing.

import { nextStep, stepsOf, waysOf } from "../../domain/interview/steps.ts";
import type { Step, StepView, WayView } from "../../domain/interview/types.ts";
import { refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { ActForm } from "../../domain/procedure/form-types.ts";
import { lastWords, readIdentityOf } from "../../store/contacts.ts";
import type { IdentityRow, LastWord } from "../../store/contacts.ts";
import { readDraft } from "../../store/interview-drafts.ts";
import type { StoredDraft } from "../../store/interview-drafts.ts";
import { nextMeeting } from "../../store/interview.ts";
import type { Meeting, StoredInterview } from "../../store/interview.ts";
import { asActor, hasPlace } from "../acts/behind-walls.ts";
import type { ProcedureOffers } from "../acts/offers.ts";
import { ACT_TEXTS } from "../acts/texts.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { Refused, refusable } from "../refused.ts";
import { AGAIN, DRAFT_KIND } from "./do-step.ts";
import { formOfStep } from "./forms.ts";
import { gather } from "./gather.ts";
import type { Gathered } from "./gather.ts";
import { readHousehold } from "./household.ts";
import type { Household } from "./household.ts";

export interface InterviewView {
  readonly today: string;
  readonly measure: string;
  readonly protocol: string;
  readonly role: "R" | "M";
  readonly person: IdentityRow;
  readonly interview: StoredInterview | null;
  readonly steps: readonly (StepView & {
    readonly form: ActForm | null;
    readonly at: string | null;
    readonly by: string | null;
  })[];
  readonly next: Step | null;
  readonly ways: readonly WayView[];
  readonly household: Household;
  readonly runs: readonly ProcedureOffers[];
  readonly meeting: Meeting | null;
  readonly words: readonly LastWord[];
  readonly draft: StoredDraft | null;
}

/** Refusals: ATTO_SENZA_SEDE, CASO_NON_VISIBILE. */
export async function interviewOf(
  services: Services,
  reference: Reference,
  caseId: string,
  actor: Actor,
): Promise<Outcome<InterviewView>> {
  if (!hasPlace(actor)) return refuse("ATTO_SENZA_SEDE", ACT_TEXTS.noOffice);
  return refusable(() =>
    asActor(services, actor, async (client) => {
      const gathered = await gather(client, reference, caseId, actor);
      const { row, moment, facts, interview, runs } = gathered;
      const person = await readIdentityOf(client, row.personId);
      if (person === null) throw new Refused("CASO_NON_VISIBILE", ACT_TEXTS.notVisible);
      const steps = stepsOf(facts);
      return {
        today: moment.today,
        measure: moment.facts.parameters.name,
        protocol: row.protocol,
        role: row.role,
        person,
        interview,
        steps: await withForms(gathered, steps),
        next: nextStep(steps),
        ways: waysOf(facts),
        household: await readHousehold(gathered),
        runs,
        meeting: await nextMeeting(client, caseId, moment.now),
        words: await lastWords(client, row.personId),
        draft: await readDraft(client, caseId, DRAFT_KIND),
      };
    }),
  );
}

async function withForms(gathered: Gathered, steps: readonly StepView[]): Promise<InterviewView["steps"]> {
  const found: InterviewView["steps"][number][] = [];
  for (const view of steps) {
    const mark = gathered.facts.marks[view.step];
    const isOpen = view.state === "todo" || (view.state === "done" && AGAIN.has(view.step));
    found.push({
      ...view,
      form: isOpen ? await formOfStep(gathered, view.step) : null,
      at: mark?.at ?? null,
      by: mark?.by ?? null,
    });
  }
  return found;
}
