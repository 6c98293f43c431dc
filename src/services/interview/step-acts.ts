// What each step does when it is confirmed: acts of the tables of law, one after the other in one transaction, and the checks that are acts of their own.

import { identityCheck } from "../../domain/interview/identity-fields.ts";
import { pactContent } from "../../domain/interview/pact-fields.ts";
import type { Step } from "../../domain/interview/types.ts";
import { MEETING_REFUSALS } from "../../domain/meetings/texts.ts";
import { PROFILING_RULES } from "../../domain/profiling/facts.ts";
import { questionnaireOn } from "../../domain/profiling/questionnaire.ts";
import type { ProfilingData } from "../../domain/profiling/types.ts";
import type { FormValues } from "../../domain/procedure/form-types.ts";
import { casesOfPerson, readIdentityOf, writeIdentity } from "../../store/contacts.ts";
import { holdMeeting, releaseMeetings } from "../../store/interview.ts";
import { openMeetingOf } from "../../store/meetings.ts";
import { closeTasks } from "../../store/outcomes.ts";
import { AGREE_AGAIN } from "../meetings/follow-case.ts";
import { readOpenActivities } from "../../store/read/interview.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import { scenarioInForce } from "../../store/summons-acts.ts";
import type { CitationKey } from "../../domain/law/citation.ts";
import { BINDINGS } from "../acts/bindings.ts";
import { followingId } from "../acts/following-id.ts";
import { performIn } from "../acts/perform.ts";
import { checkContactsIn } from "../contacts/change-contacts.ts";
import { Refused } from "../refused.ts";
import { heldAs, seatStanding } from "../seats.ts";
import type { Gathered } from "./gather.ts";
import { STEP_TEXTS } from "./texts.ts";

export interface StepWork extends Gathered {
  /** The number under which the step was asked for: its acts are numbered from it. */
  readonly actId: string;
  /** Checked by the form of the step. */
  readonly values: FormValues;
}

/** Kinds of the acts that are of the interview itself. */
export const INTERVIEW_ACTS = {
  identity: "identity-checked",
  household: "household-checked",
  meeting: "meeting-agreed",
  closed: "interview-closed",
} as const;

/** Each gives the id of its last act. */
export const STEP_ACTS: Readonly<Record<Step, (work: StepWork) => Promise<string>>> = {
  identity,
  did: ({ values: { way, ...rest }, ...work }) =>
    act(
      { ...work, values: {} },
      0,
      "did",
      way === "record-from-platform" ? "record-from-platform" : "take",
      rest,
      work.facts.did,
    ),
  household: (work) =>
    own(work, INTERVIEW_ACTS.household, "CIRC_ANPAL_3_2019", {
      note: work.values["note"] ?? null,
      out: work.facts.out?.text ?? null,
    }),
  index,
  assessment,
  outcome,
  pact,
};

async function identity(work: StepWork): Promise<string> {
  const { client, row, moment, actId, actor, reference, values } = work;
  const { paper, corrected, contacts } = identityCheck(values);
  const cases = await casesOfPerson(client, row.personId);
  await lockCases(client, cases);
  const before = await readIdentityOf(client, row.personId);
  if (before === null) throw new Refused("CASO_NON_VISIBILE", STEP_TEXTS.notNow);
  const changed: Record<string, { before: string | null; after: string }> = {};
  if (corrected !== null) {
    if (!isName(corrected.surname) || !isName(corrected.name)) throw new Refused("NOME", STEP_TEXTS.badName);
    if (!/^\d{5}$/.test(corrected.zip)) throw new Refused("INDIRIZZO", STEP_TEXTS.badZip);
    const written = {
      surname: corrected.surname.toUpperCase(),
      name: corrected.name.toUpperCase(),
      street: corrected.street.toUpperCase(),
      zip: corrected.zip,
    };
    for (const key of ["surname", "name", "street", "zip"] as const)
      if (before[key] !== written[key]) changed[key] = { before: before[key], after: written[key] };
    if (Object.keys(changed).length > 0) await writeIdentity(client, row.personId, written, moment.now);
  }
  const checked = await checkContactsIn(
    {
      client,
      reference,
      actor,
      now: moment.now,
      actId: followingId(actId, 0),
      personId: row.personId,
      cases,
    },
    contacts,
  );
  return own(work, INTERVIEW_ACTS.identity, "GDPR_ART5", {
    paper,
    changed,
    contacts: { ...checked, source: contacts.source },
  });
}

const NAME = /^\p{L}[\p{L}'’ .-]{0,99}$/u;
function isName(text: string): boolean {
  return NAME.test(text);
}

/** The index is asked for; asked for already, what came is recorded, or that nothing came. */
async function index(work: StepWork): Promise<string> {
  const { values, facts, profile, moment } = work;
  if (facts.profile.state !== "requested") {
    const questionnaire = questionnaireOn(PROFILING_RULES.questionnaires, moment.today)?.version ?? "";
    return act(
      work,
      0,
      "profilazione",
      "request-index",
      { questionnaire, answers: answered(values) },
      facts.profile,
    );
  }
  const { answer, reason, ...given } = values;
  if (answer === "go-on-without-index")
    return act(work, 0, "profilazione", answer, { reason }, facts.profile);
  const requestId = (profile?.data as unknown as ProfilingData | undefined)?.request?.id ?? "";
  return act(work, 0, "profilazione", "record-index", { requestId, ...given }, facts.profile);
}

async function assessment(work: StepWork): Promise<string> {
  const { values, facts, moment } = work;
  const { sources, ...answers } = values;
  const sheet = questionnaireOn(PROFILING_RULES.sheets, moment.today)?.version ?? "";
  await act(
    work,
    0,
    "profilazione",
    "draft",
    { sheet, answers: answered(answers), sources: sources ?? [] },
    facts.profile,
  );
  return act(work, 1, "profilazione", "decide", {}, { ...facts.profile, version: null });
}

async function outcome(work: StepWork): Promise<string> {
  const { grounds, reasons, sendNow } = work.values;
  const { performed } = await perform(
    work,
    0,
    "invio-al-comune",
    "propose",
    { grounds, reasons },
    work.facts.handOver,
  );
  if (sendNow !== true) return performed.actId;
  return act(work, 1, "invio-al-comune", "send", {}, { itemId: performed.itemId, version: null });
}

async function pact(work: StepWork): Promise<string> {
  const { client, row, moment, values, facts } = work;
  const { parameters } = moment.facts;
  const content = pactContent(
    values,
    parameters,
    await readOpenActivities(client, row.measure, moment.today),
  );
  const { performed } = await perform(work, 0, "patto", "draft", { content }, facts.pact);
  const agreed = await act(
    work,
    1,
    "patto",
    "agree",
    { on: values["on"], personHeard: values["personHeard"] === true },
    { itemId: performed.itemId, version: null },
  );
  if (typeof values["meeting"] === "string") await agreeMeeting(work, values["meeting"]);
  return agreed;
}

/** Holds the seat of the next meeting, in the place of one that was agreed before. Refusals: POSTO_ILLEGGIBILE, POSTO_PRESO, INCONTRO_ESITO. */
async function agreeMeeting(work: StepWork, value: string): Promise<void> {
  const { client, reference, row, moment } = work;
  const { parameters } = moment.facts;
  const [desk = "", startsAt = ""] = value.split(" ");
  const seat = { deskId: Number(desk), startsAt };
  if (!Number.isInteger(seat.deskId) || Number.isNaN(Date.parse(startsAt)) || row.officeId === null)
    throw new Refused("POSTO_ILLEGGIBILE", STEP_TEXTS.seatUnknown);
  const standing = await seatStanding(client, {
    reference,
    officeId: row.officeId,
    scenario: await scenarioInForce(client),
    measure: parameters,
    seat,
    own: null,
  });
  if (standing !== "free")
    throw new Refused("POSTO_PRESO", standing === "taken" ? STEP_TEXTS.seatTaken : STEP_TEXTS.seatUnknown);
  await releaseMeetings(client, row.caseId, moment.now);
  // What came of one that is past is for a person to say: here it may be that they have come to it.
  if ((await openMeetingOf(client, row.caseId)) !== null) throw new Refused("INCONTRO_ESITO", MEETING_REFUSALS.undecided);
  const held = heldAs(row.officeId, parameters, seat);
  await holdMeeting(client, row.caseId, row.benefitId, held);
  await closeTasks(client, moment.now, AGREE_AGAIN, [row.caseId], moment.actor.id);
  await own(
    work,
    INTERVIEW_ACTS.meeting,
    "DLGS150_2015_ART20",
    { appointment: held.id, startsAt: held.startsAt, deskId: held.deskId },
    9,
  );
}

interface On {
  readonly itemId: string | null;
  /** Null after an act of this same step. */
  readonly version: number | null;
}

async function act(
  work: StepWork,
  place: number,
  procedure: string,
  name: string,
  input: unknown,
  on: On,
): Promise<string> {
  return (await perform(work, place, procedure, name, input, on)).performed.actId;
}

async function perform(
  { client, reference, actor, row, actId }: StepWork,
  place: number,
  procedure: string,
  name: string,
  input: unknown,
  on: On,
) {
  const performed = await performIn(
    { client, reference, bindings: BINDINGS, actor, depth: 0 },
    {
      procedure,
      caseId: row.caseId,
      itemId: on.itemId,
      act: name,
      input,
      actId: followingId(actId, place),
      expectedVersion: on.version,
    },
  );
  return { performed };
}

/** An act of the interview itself, in the register of the case. */
export async function own(
  { client, row, actId, actor, moment }: Pick<StepWork, "client" | "row" | "actId" | "actor" | "moment">,
  kind: string,
  citation: CitationKey,
  payload: object,
  place = 0,
): Promise<string> {
  const id = followingId(actId, place);
  await lockCases(client, [row.caseId]);
  await appendActs(client, actor, [
    { id, subjectId: row.caseId, subjectKind: "case", kind, happenedAt: moment.now, citation, payload },
  ]);
  return id;
}

/** Only what was answered: an empty choice is no answer. */
function answered(values: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  );
}
