// The passage to the services of the municipality on the dossier: the meeting and the address looked up, the household's cases handed and taken back.

import type { PoolClient } from "pg";
import type { CaseState } from "../../../domain/case-life/types.ts";
import { handOverAfter } from "../../../domain/hand-over/after.ts";
import { handOverContext } from "../../../domain/hand-over/facts.ts";
import { HAND_OVER } from "../../../domain/hand-over/table.ts";
import { NO_HAND_OVER } from "../../../domain/hand-over/types.ts";
import type {
  HandOverAct, HandOverContext, HandOverData, HandOverEffect, HandOverFields, HandOverGuard, HandOverInputs, HandOverState, HandOverTerm,
} from "../../../domain/hand-over/types.ts";
import { route } from "../../../domain/offices/competence.ts";
import { lockLives, readStanding } from "../../../store/case-life.ts";
import { insertItem, readItems, updateItem } from "../../../store/items.ts";
import type { Item } from "../../../store/items.ts";
import { attendedDays } from "../../../store/standing.ts";
import { bind } from "../binding.ts";
import type { Asked, Deed, Moment } from "../binding.ts";
import { isListOf, isText, readFields } from "../input-fields.ts";
import type { FieldCheck } from "../input-fields.ts";
import { LIFE } from "./case-life-facts.ts";

interface More {
  readonly attended: readonly string[];
  /** Cadastral code of the address that counts; null when no office of the Region is competent for it. */
  readonly municipality: string | null;
}

type HandOverDeed = Deed<HandOverData, HandOverFields>;

const REASONS = { grounds: isListOf(isText), reasons: isText };
const TOLD = { on: isText, reason: isText };
const NOTHING = {};
const FIELDS: Readonly<Record<HandOverAct, Readonly<Record<string, FieldCheck>>>> = {
  propose: REASONS,
  amend: REASONS,
  approve: NOTHING,
  send: NOTHING,
  solicit: NOTHING,
  "take-charge": { on: isText },
  "send-back": TOLD,
  return: TOLD,
  withdraw: { reason: isText },
  "close-with-case": NOTHING,
};

/** States of a life from which a household goes to its municipality with the others. */
const WITH_OFFICE: ReadonlySet<string> = new Set<CaseState>(["notified", "moved", "excluded", "to-convene", "exempt", "in-charge"]);

export const HAND_OVER_BINDING = bind<
  HandOverState, HandOverAct, HandOverGuard, HandOverTerm, HandOverContext, HandOverEffect, HandOverData, HandOverFields, More
>({
  procedure: HAND_OVER,
  perCase: "one-open",
  begin: () => NO_HAND_OVER,
  readInput: (act, raw) => readFields<HandOverFields>(raw, FIELDS[act]),
  complete,
  more: readMore,
  context: ({ data, input, moment, more }) => {
    const { facts, today, actor } = moment;
    return handOverContext({
      data,
      ...(input === null ? {} : { input }),
      facts: { today, actorId: actor.id, role: facts.role, caseState: stateOf(facts.caseId, facts.items), ...more },
      measure: facts.parameters,
    });
  },
  after: (data, act, input, done) => handOverAfter(data, act, input as HandOverInputs[typeof act], done),
  termFacts: (_term, { data }) => (data.sentOn === null ? null : { on: data.sentOn }),
  effects: { "hand-case": handCases, "take-case-back": takeBack },
  // Sending changes the lives of the whole household: what they hold is held before the chain of this case.
  keptIn: {
    lock: lockLives,
    read: async (client, caseId) => (await readItems(client, [caseId])).filter(({ procedure }) => procedure === HAND_OVER.name),
    write: (client, before, item) => (before === null ? insertItem(client, item) : updateItem(client, item)),
  },
});

async function readMore(client: PoolClient, { facts, reference, today }: Moment): Promise<More> {
  const { residence, domicile } = await readStanding(client, facts.caseId);
  const routed = route(domicile === null ? { residence } : { residence, domicile }, reference.competence, today);
  const address = routed.kind === "office" && routed.rule === "domicile" ? domicile : residence;
  return {
    attended: await attendedDays(client, facts.caseId),
    municipality: routed.kind === "office" ? (address?.municipalityCode ?? null) : null,
  };
}

/** The municipality is that of the day; a reason that nobody asks for is kept empty. */
function complete({ act, input, more }: Asked<HandOverData, HandOverFields, More>): HandOverFields {
  if (act === "send") return more.municipality === null ? {} : { municipality: more.municipality };
  return act === "return" ? { reason: "", ...input } : input;
}

/** The household goes as a whole: every bound member's case, and the applicant's own, as far as the office follows them. */
async function handCases({ moment, follow }: HandOverDeed): Promise<void> {
  const { facts } = moment;
  const items = [...facts.items, ...facts.othersItems];
  for (const { caseId, bound } of facts.members) {
    if (!WITH_OFFICE.has(stateOf(caseId, items)) || (!bound && caseId !== facts.caseId)) continue;
    await follow({ procedure: LIFE, caseId, itemId: lifeOf(caseId, items)?.id ?? null, act: "record-hand-over", input: {}, bySystem: true });
  }
}

async function takeBack({ moment, follow }: HandOverDeed): Promise<void> {
  const items = [...moment.facts.items, ...moment.facts.othersItems];
  for (const item of items) {
    if (item.procedure !== LIFE || item.state !== "at-municipality") continue;
    await follow({ procedure: LIFE, caseId: item.caseId, itemId: item.id, act: "record-hand-back", input: {}, bySystem: true });
  }
}

function lifeOf(caseId: string, items: readonly Item[]): Item | undefined {
  return items.findLast((item) => item.caseId === caseId && item.procedure === LIFE);
}

function stateOf(caseId: string, items: readonly Item[]): CaseState {
  return (lifeOf(caseId, items)?.state ?? "notified") as CaseState;
}
