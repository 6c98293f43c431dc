// How each act changes the data of a pact: used when acting and when rebuilding from the register.

import type { ActDone } from "../procedure/act-done.ts";
import { keepCommitment } from "./commitments.ts";
import type {
  PactContent,
  PactData,
  PactInputs,
  PactProfile,
  Signature,
  SignatureEvidence,
  SignedVersion,
} from "./data.ts";
import type { PactAct } from "./types.ts";

type After = {
  readonly [A in PactAct]: (data: PactData, input: PactInputs[A], done: ActDone) => PactData;
};

const NOTHING_PROPOSED = { proposal: null, agreed: null, personSignature: null } as const;

// Fields are taken one by one: whatever else comes with an input is not stored.
const AFTER: After = {
  // What was agreed or signed of an earlier text falls with it.
  draft: (data, { content }) => ({ ...data, ...NOTHING_PROPOSED, proposal: keepContent(content) }),
  agree: (data, { on, profile }, { by }) => ({
    ...data,
    agreed: { on, profile: keepProfile(profile), by },
    personSignature: null,
  }),
  "sign-person": (data, { on, how, evidence }, { by }) => ({
    ...data,
    personSignature: { on, how, by, ...keepEvidence(evidence) },
  }),
  "sign-office": (data, { on, how, document }, { by }) => ({
    ...data,
    ...NOTHING_PROPOSED,
    versions: [...data.versions, signed(data, { on, how, by }, document)],
  }),
  "carry-over": (data, { version, protocol }) => ({ ...data, versions: [carried(version, protocol)] }),
  "record-communicated": (data, { platformNumber }, { on }) => ({
    ...data,
    communicated: [...data.communicated, { version: data.versions.length, platformNumber, on }],
  }),
  revise: (data, { content, reason }) => ({
    ...data,
    ...NOTHING_PROPOSED,
    proposal: keepContent(content),
    reason,
  }),
  "drop-revision": (data, { reason }) => ({ ...data, ...NOTHING_PROPOSED, reason }),
  "record-refusal": (data, { on, reason }, { by }) => ({ ...data, refusal: { on, reason, by }, reason }),
  "correct-refusal": (data, { reason }) => ({ ...data, refusal: null, reason }),
  // The refusal was: it stays with the pact, whatever comes of it.
  reopen: (data, { reason }) => ({ ...data, agreed: null, personSignature: null, reason }),
  drop: (data, { reason }) => ({ ...data, reason }),
  supersede: (data, { supersededBy }) => ({ ...data, ...NOTHING_PROPOSED, supersededBy }),
  end: (data, { on, endReason }) => ({ ...data, ...NOTHING_PROPOSED, endedOn: on, endedFor: endReason }),
  annul: (data, { reason }) => ({ ...data, ...NOTHING_PROPOSED, reason }),
};

/** The data of a pact once `act` is done. What both have signed is never touched again. */
export function pactAfter<A extends PactAct>(
  data: PactData,
  act: A,
  input: PactInputs[A],
  done: ActDone,
): PactData {
  return AFTER[act](data, input, done);
}

function keepContent({ responsible, meetEveryDays, commitments, leftOut }: PactContent): PactContent {
  return {
    responsible,
    meetEveryDays,
    commitments: commitments.map(keepCommitment),
    leftOut: leftOut.map(({ code, reason }) => ({ code, reason })),
  };
}

function keepProfile({ itemId, number, outcome, decidedOn }: PactProfile): PactProfile {
  return { itemId, number, outcome, decidedOn };
}

/** The pact as both signed it, frozen. Throws when something was never agreed or signed: the table never lets it come to that. */
function signed(data: PactData, office: Signature, document: string): SignedVersion {
  const { proposal, agreed, personSignature, versions } = data;
  if (proposal === null || agreed === null || personSignature === null)
    throw new Error("a pact is signed for the office that was not agreed, or not signed by the person");
  return {
    number: versions.length + 1,
    content: proposal,
    profile: agreed.profile,
    agreedOn: agreed.on,
    person: personSignature,
    office,
    document,
    carriedFrom: null,
  };
}

function carried(
  { content, profile, agreedOn, person, office, document }: SignedVersion,
  protocol: string,
): SignedVersion {
  const kept = profile === null ? null : keepProfile(profile);
  return {
    number: 1,
    content: keepContent(content),
    profile: kept,
    agreedOn,
    person: keepSignature(person),
    office: keepSignature(office),
    document,
    carriedFrom: protocol,
  };
}

function keepSignature({ on, how, by }: Signature): Signature {
  return { on, how, by };
}

function keepEvidence(evidence: SignatureEvidence | undefined): { readonly evidence?: SignatureEvidence } {
  if (evidence === undefined) return {};
  const { document, digest, scans, confirmed } = evidence;
  return {
    evidence: {
      document,
      digest,
      scans: [...scans],
      confirmed: confirmed === null ? null : { at: confirmed.at, phoneTail: confirmed.phoneTail },
    },
  };
}
