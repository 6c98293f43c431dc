// The form of each step as it stands: fields with what is known already filled in, each with its source.

import { identityFields } from "../../domain/interview/identity-fields.ts";
import type { ShownPoint } from "../../domain/interview/identity-fields.ts";
import { pactFields } from "../../domain/interview/pact-fields.ts";
import { FIELD_TEXTS, SOURCES_OF_VALUES } from "../../domain/interview/texts.ts";
import type { Step } from "../../domain/interview/types.ts";
import type { PactContent, PactData } from "../../domain/pact/data.ts";
import type { ActForm, FormField } from "../../domain/procedure/form-types.ts";
import type { ProfilingData } from "../../domain/profiling/types.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { readContactPoints, readIdentityOf } from "../../store/contacts.ts";
import { nextMeeting } from "../../store/interview.ts";
import { readOpenActivities } from "../../store/read/interview.ts";
import { nameOf } from "../../store/sessions-users.ts";
import { assessmentFields, indexFields, recordIndexFields } from "../acts/forms/profiling-fields.ts";
import type { Gathered } from "./gather.ts";
import { seatOptions } from "./meeting-seats.ts";
import { contactProblem } from "./contact-problem.ts";
import { STEP_TEXTS } from "./texts.ts";

const form = (...fields: readonly FormField[]): ActForm => ({ fields, lead: null });
const offers = (gathered: Gathered, run: "did" | "profile" | "pact" | "handOver", act: string): boolean =>
  gathered.facts[run].acts.some((one) => one.act === act && one.allowed);

/** The form of a step that can be done now; null where it has none. */
export async function formOfStep(gathered: Gathered, step: Step): Promise<ActForm | null> {
  return FORMS[step](gathered);
}

const FORMS: Readonly<Record<Step, (gathered: Gathered) => Promise<ActForm | null>>> = {
  identity: identityForm,
  did: async (gathered) => didForm(gathered),
  household: async () =>
    form({
      kind: "text",
      name: "note",
      label: FIELD_TEXTS.householdNote,
      help: FIELD_TEXTS.householdHelp,
      required: false,
      longest: 500,
    }),
  index: indexForm,
  assessment: async (gathered) =>
    form(
      ...(await assessmentFields(
        gathered.moment.today,
        gathered.profile?.data as unknown as ProfilingData | undefined,
        true,
      )),
    ),
  outcome: async (gathered) => handOverForm(gathered),
  pact: pactForm,
};

async function identityForm({ client, row }: Gathered): Promise<ActForm | null> {
  const identity = await readIdentityOf(client, row.personId);
  if (identity === null) return null;
  const points = (await readContactPoints(client, row.personId)).filter(({ current }) => current);
  return form(
    ...identityFields({
      surname: identity.surname,
      name: identity.name,
      street: identity.street ?? "",
      zip: identity.zip ?? "",
      source: SOURCES_OF_VALUES.notice(STEP_TEXTS.day(romeDay(identity.dataAsOf))),
      points: points.map((point): ShownPoint => ({
        kind: point.kind,
        value: point.value,
        source: pointSource(point.source, point.sourceDate),
        sharedBy: point.sharedBy,
        problem: point.usable ? null : contactProblem(point.kind, point.value, point.problem),
      })),
    }),
  );
}

function pointSource(source: string, at: string): string {
  const day = STEP_TEXTS.day(romeDay(at));
  return source === "notice" || source === "INPS"
    ? SOURCES_OF_VALUES.notice(day)
    : SOURCES_OF_VALUES.desk(day);
}

function didForm(gathered: Gathered): ActForm {
  const { today } = gathered.moment;
  const ways = [
    ...(offers(gathered, "did", "take") ? [{ value: "take", label: FIELD_TEXTS.didTake }] : []),
    ...(offers(gathered, "did", "record-from-platform")
      ? [{ value: "record-from-platform", label: FIELD_TEXTS.didPlatform }]
      : []),
  ];
  return form(
    {
      kind: "choice",
      name: "way",
      label: FIELD_TEXTS.didWay,
      required: true,
      options: ways,
      initial: ways[0]?.value ?? null,
    },
    { kind: "day", name: "declaredOn", label: FIELD_TEXTS.didOn, required: true, to: today, initial: today },
    {
      kind: "yes-no",
      name: "signed",
      label: FIELD_TEXTS.didSigned,
      required: true,
      when: { field: "way", in: ["take"] },
    },
    {
      kind: "text",
      name: "platformId",
      label: FIELD_TEXTS.didNumber,
      required: true,
      longest: 60,
      when: { field: "way", in: ["record-from-platform"] },
    },
  );
}

/** Asking for the index; once it is asked for, what was answered. */
async function indexForm(gathered: Gathered): Promise<ActForm | null> {
  const { today } = gathered.moment;
  if (gathered.facts.profile.state !== "requested") {
    const fields = await indexFields(gathered);
    return fields === null ? null : form(...fields);
  }
  const ways = [
    { value: "record-index", label: FIELD_TEXTS.answered },
    ...(offers(gathered, "profile", "go-on-without-index")
      ? [{ value: "go-on-without-index", label: FIELD_TEXTS.unanswered }]
      : []),
  ];
  const given = { field: "answer", in: ["record-index"] };
  const asked = (gathered.profile?.data as unknown as ProfilingData | undefined)?.request?.askedOn ?? today;
  return form(
    {
      kind: "choice",
      name: "answer",
      label: FIELD_TEXTS.answer,
      required: true,
      options: ways,
      initial: "record-index",
    },
    ...recordIndexFields(asked, today).map((field) => ({ ...field, when: given })),
    {
      kind: "text",
      name: "reason",
      label: FIELD_TEXTS.withoutReason,
      required: true,
      shortest: 5,
      longest: 500,
      lines: 2,
      when: { field: "answer", in: ["go-on-without-index"] },
    },
  );
}

function handOverForm(gathered: Gathered): ActForm | null {
  const rule = gathered.moment.facts.parameters.handOver;
  if (rule === null || !offers(gathered, "handOver", "propose")) return null;
  return form(
    {
      kind: "many",
      name: "grounds",
      label: FIELD_TEXTS.grounds,
      required: true,
      options: rule.grounds.map(({ code, title }) => ({ value: code, label: title })),
    },
    {
      kind: "text",
      name: "reasons",
      label: FIELD_TEXTS.reasons,
      help: FIELD_TEXTS.reasonsHelp,
      required: true,
      shortest: 40,
      longest: 2000,
      lines: 5,
    },
    ...(rule.secondLook.value
      ? []
      : [
          {
            kind: "yes-no",
            name: "sendNow",
            label: FIELD_TEXTS.sendNow,
            help: FIELD_TEXTS.sendHelp,
            required: false,
            initial: true,
          } as const,
        ]),
  );
}

async function pactForm(gathered: Gathered): Promise<ActForm | null> {
  const { moment, actor, client, row } = gathered;
  const { today, facts } = moment;
  return form(
    ...pactFields(facts.parameters, {
      today,
      responsible: await nameOf(client, actor.id),
      earlier: earlierPact(gathered),
      activities: await readOpenActivities(client, row.measure, today),
      seats: (await nextMeeting(client, row.caseId, moment.now)) === null ? await seatOptions(gathered) : [],
    }),
  );
}

function earlierPact({ pact, moment }: Gathered): PactContent | null {
  const data = pact?.data as unknown as PactData | undefined;
  if (data?.proposal != null) return data.proposal;
  const before = moment.facts.items.findLast(({ procedure }) => procedure === "patto")?.data as unknown as
    | PactData
    | undefined;
  return before?.versions.at(-1)?.content ?? null;
}
