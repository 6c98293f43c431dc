// The steps of the first interview: where each stands, read from the tables of law; which ways lead out of it, and why not the others.

import { INTERVIEW_TEXTS, STEP_LAW, WAY_TITLES } from "./texts.ts";
import { STEPS } from "./types.ts";
import type { InterviewFacts, ItemFact, OfferFact, Step, StepView, Way, WayView } from "./types.ts";

const GIVEN: ReadonlySet<string> = new Set(["given", "suspended"]);
const INDEXED: ReadonlySet<string> = new Set(["received", "without-index", "drafted", "decided"]);
/** The pact has been agreed with the person: what is left are signatures. */
const AGREED: ReadonlySet<string> = new Set([
  "agreed",
  "person-signed",
  "in-force",
  "revising",
  "revision-agreed",
  "revision-signed",
]);
const HANDED: ReadonlySet<string> = new Set(["proposed", "approved", "sent", "in-charge"]);
/** What is missing is only what the step itself writes. */
const WRITTEN_HERE: ReadonlySet<string> = new Set(["PATTO_CONTENT_WRITTEN", "PATTO_COMMITMENTS_COMPLETE"]);

export function stepsOf(facts: InterviewFacts): StepView[] {
  return STEPS.map((step) => ({ step, ...VIEWS[step](facts) }));
}

/** The first step that can be done now; null when there is none left. */
export function nextStep(steps: readonly StepView[]): Step | null {
  return steps.find(({ state }) => state === "todo")?.step ?? null;
}

/** The ways out of the interview, in the order of the page. */
export function waysOf(facts: InterviewFacts): WayView[] {
  const { out, pact, handOver } = facts;
  const isPact = AGREED.has(pact.state);
  const isHanded = HANDED.has(handOver.state);
  const entry = isPact || isEntitled(facts.agreeing) ? null : facts.agreeing;
  const propose = offer(handOver, "propose");
  const isOut = (kind: "excluded" | "exempt"): boolean => out?.kind === kind;
  const duty = (way: "excluded" | "exempt"): WayView => ({
    way,
    title: WAY_TITLES[way],
    taken: isOut(way),
    open: isOut(way),
    said: isOut(way) ? (out?.text ?? null) : INTERVIEW_TEXTS.notRecorded[way],
    citation: isOut(way) ? (out?.citation ?? null) : STEP_LAW.household,
  });
  return [
    {
      way: "pact",
      title: WAY_TITLES.pact,
      taken: isPact,
      open: entry === null && !isHanded,
      said: isPact ? pact.stateText : isHanded ? handOver.stateText : (entry?.reason ?? null),
      citation: entry?.citation ?? STEP_LAW.pact,
    },
    {
      way: "municipality",
      title: WAY_TITLES.municipality,
      taken: isHanded,
      open: isHanded || propose.allowed,
      said: isHanded ? handOver.stateText : propose.reason,
      citation: propose.citation ?? STEP_LAW.outcome,
    },
    duty("exempt"),
    duty("excluded"),
  ];
}

/** The outcome with which the interview may be closed now; null while it may not. */
export function outcomeOf(facts: InterviewFacts): Way | null {
  return waysOf(facts).find(({ taken }) => taken)?.way ?? null;
}

type Found = Omit<StepView, "step">;

const VIEWS: Readonly<Record<Step, (facts: InterviewFacts) => Found>> = {
  identity: ({ marks }) =>
    marks.identity === undefined
      ? todo("identity")
      : done(INTERVIEW_TEXTS.checkedBy(marks.identity.by), "identity"),
  did: ({ did, out }) => {
    if (GIVEN.has(did.state)) return done(did.stateText, "did");
    const take = offer(did, "take");
    if (["take", "record-from-platform", "record-with-benefit"].some((act) => offer(did, act).allowed))
      return todo("did");
    return out === null ? blocked(take, "did") : closed(out);
  },
  household: ({ marks }) =>
    marks.household === undefined
      ? todo("household")
      : done(INTERVIEW_TEXTS.checkedBy(marks.household.by), "household"),
  index: (facts) => {
    const { profile } = facts;
    if (INDEXED.has(profile.state)) return done(profile.stateText, "index");
    if (profile.state === "requested" || offer(profile, "request-index").allowed)
      return onPath(facts, todo("index"));
    return onPath(facts, blocked(offer(profile, "request-index"), "index"));
  },
  assessment: (facts) => {
    const { profile } = facts;
    if (profile.state === "decided") return done(profile.stateText, "assessment");
    return onPath(
      facts,
      offer(profile, "draft").allowed ? todo("assessment") : blocked(offer(profile, "draft"), "assessment"),
    );
  },
  outcome: (facts) => {
    const taken = waysOf(facts).find((way) => way.taken);
    if (taken !== undefined) return done(taken.title, "outcome");
    if (isEntitled(facts.agreeing)) return done(INTERVIEW_TEXTS.pactByProfile, "outcome");
    // Particular difficulties may be found before any profile.
    return offer(facts.handOver, "propose").allowed
      ? todo("outcome")
      : blocked({ ...facts.agreeing, reason: INTERVIEW_TEXTS.profileFirst }, "outcome");
  },
  pact: (facts) => {
    const { pact, agreeing } = facts;
    if (AGREED.has(pact.state)) return done(pact.stateText, "pact");
    if (!isEntitled(agreeing)) return onPath(facts, blocked(agreeing, "pact"));
    const isWritable = pact.state === "draft" || offer(pact, "draft").allowed;
    return onPath(facts, isWritable ? todo("pact") : blocked(offer(pact, "draft"), "pact"));
  },
};

/** Who is out of the obligations, or has been handed over, does not walk on: the step is closed with the reason, not only refused. */
function onPath({ out, handOver }: InterviewFacts, found: Found): Found {
  if (out !== null) return closed(out);
  return HANDED.has(handOver.state)
    ? { state: "closed", said: handOver.stateText, citation: STEP_LAW.outcome }
    : found;
}

function isEntitled({ allowed, code }: OfferFact): boolean {
  return allowed || (code !== null && WRITTEN_HERE.has(code));
}

/** An act that the table does not have is not allowed. */
function offer({ acts }: ItemFact, act: string): OfferFact {
  return (
    acts.find((one) => one.act === act) ?? { act, allowed: false, reason: null, code: null, citation: null }
  );
}

function todo(step: Step): Found {
  return { state: "todo", said: null, citation: STEP_LAW[step] };
}

function done(said: string, step: Step): Found {
  return { state: "done", said, citation: STEP_LAW[step] };
}

function blocked({ reason, citation }: OfferFact, step: Step): Found {
  return { state: "blocked", said: reason, citation: citation ?? STEP_LAW[step] };
}

function closed({ text, citation }: NonNullable<InterviewFacts["out"]>): Found {
  return { state: "closed", said: INTERVIEW_TEXTS.pathEnds(text), citation };
}
