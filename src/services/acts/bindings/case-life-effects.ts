// What follows from the life of a case: seats given back, terms closed, breaches and hand-over brought to an end, the dossier passed on.

import type { CaseData, CaseFields, Continuation } from "../../../domain/case-life/data.ts";
import type { CaseEffect } from "../../../domain/case-life/types.ts";
import { closeCaseTerms, otherCases, passCase, resumeCaseTerms, withdrawAll } from "../../../store/case-life.ts";
import { newId } from "../../../store/ids.ts";
import { openDossierTask, readItems } from "../../../store/items.ts";
import { appendActs } from "../../../store/register.ts";
import { cancelOpenSummonses } from "../../../store/summons.ts";
import { cancelAct } from "../../intake-acts.ts";
import { endMeetingsOfMoved, endMeetingsOfOver } from "../../meetings/follow-case.ts";
import type { Deed, EffectHandler } from "../binding.ts";
import { askDesk, tellOutside } from "../effects.ts";
import { kindOf } from "../entry.ts";
import { BREACH, lifeIn, LIFE, openBreaches, PACT, PASSAGE, UNREPORTED } from "./case-life-facts.ts";
import { CASE_LIFE_TEXTS } from "./case-life-texts.ts";

type LifeDeed = Deed<CaseData, CaseFields>;

/** Acts after which no term of the case means anything any more; after the others those of exemptions run on. */
const OVER: ReadonlySet<string> = new Set(["record-forfeiture", "end-benefit", "renew", "record-death"]);
/** Acts after which nobody here is met any more; who is excluded or exempt may have agreed to come all the same. */
const NOT_MET: ReadonlySet<string> = new Set(["leave-region", "record-forfeiture", "end-benefit", "record-death"]);
/** States of a life that may take in what an older protocol leaves. */
const OPEN: ReadonlySet<string> = new Set(["notified", "moved", "excluded", "to-convene", "exempt", "in-charge"]);

export const CASE_LIFE_HANDLERS: Readonly<Partial<Record<CaseEffect, EffectHandler<CaseData, CaseFields>>>> = {
  "stop-convening": stopConvening,
  "close-terms": closeTerms,
  "resume-terms": ({ client, item }) => resumeCaseTerms(client, item.caseId, LIFE, item.id),
  "close-breaches": closeBreaches,
  "open-breaches-follow": followBreaches,
  "close-hand-over": closeHandOver,
  "carry-over": carryOver,
  "other-cases": otherCasesToo,
  "send-to-platform": tellOutside,
  "pass-dossier": passDossier,
};

/** The same code by which intake gives back the seats of a case that moves. Who has died is written to no more, of whatever matter. */
async function stopConvening({ client, item, moment, act }: LifeDeed): Promise<void> {
  const ended = await cancelOpenSummonses(client, [item.caseId], moment.now);
  const reason = act === "transfer" ? "case-moved" : kindOf(item.procedure, act);
  const meetings =
    act === "transfer" ? await endMeetingsOfMoved(client, [item.caseId], moment.now) : NOT_MET.has(act) ? await endMeetingsOfOver(client, item.caseId, reason, moment.now) : [];
  await appendActs(client, moment.actor, [...ended.map((summons) => cancelAct(summons, reason, moment.now)), ...meetings]);
  if (act === "record-death") await withdrawAll(client, item.caseId);
}

/** Breaches that stay open keep their terms, and so do exemptions where the path may go on. Those of a passage are its own affair. */
async function closeTerms({ client, item, moment, act, actId }: LifeDeed): Promise<void> {
  const isSpared = (procedure: string): boolean => {
    if (procedure === BREACH) return act !== "record-death";
    return procedure === PASSAGE || (procedure === "esonero" && !OVER.has(act));
  };
  const spared = moment.facts.items.filter(({ procedure }) => isSpared(procedure)).map(({ id }) => id);
  await closeCaseTerms(client, item.caseId, [item.id, ...spared], { now: moment.now, by: kindOf(item.procedure, act), act: actId });
}

async function closeBreaches({ moment, follow }: LifeDeed): Promise<void> {
  for (const { id, state } of openBreaches(moment.facts.items)) {
    if (!UNREPORTED.has(state)) continue;
    await follow({ procedure: BREACH, itemId: id, act: "withdraw", input: { reason: CASE_LIFE_TEXTS.personDied }, bySystem: true });
  }
}

async function followBreaches(deed: LifeDeed): Promise<void> {
  const open = openBreaches(deed.moment.facts.items).length;
  if (open > 0) await askDesk(deed, "breaches", CASE_LIFE_TEXTS.openBreaches(open));
}

async function closeHandOver({ moment, follow }: LifeDeed): Promise<void> {
  const open = moment.facts.items.find(({ procedure, closedAt }) => procedure === PASSAGE && closedAt === null);
  if (open !== undefined) await follow({ procedure: PASSAGE, itemId: open.id, act: "close-with-case", input: {}, bySystem: true });
}

/** The newer case takes in what continues, and is valued again; its desk is told what goes on. */
async function carryOver({ client, moment, data, follow, isBound }: LifeDeed): Promise<void> {
  const { renewedBy } = data;
  if (renewedBy === null) throw new Error("a case renewed by no protocol");
  const { caseId, carried } = renewedBy;
  const life = lifeIn(await readItems(client, [caseId]));
  // It may have ended, or been renewed in its turn.
  if (life !== undefined && !OPEN.has(life.state)) return;
  const input: Continuation = { protocol: moment.facts.protocol, caseId: moment.facts.caseId, carried };
  await follow({ procedure: LIFE, caseId, itemId: life?.id ?? null, act: "continue", input, bySystem: true });
  const begun = lifeIn(await readItems(client, [caseId]));
  await follow({ procedure: LIFE, caseId, itemId: begun?.id ?? null, act: "assess", input: {}, bySystem: true });
  const items = await readItems(client, [caseId]);
  const hasPact = items.some(({ procedure, closedAt }) => procedure === PACT && closedAt === null);
  // What both signed goes on by the pact's own table; who is excluded or exempt today has no path to go on with.
  if (carried.pact === "stands" && !hasPact && lifeIn(items)?.state === "in-charge" && isBound(PACT)) {
    await follow({ procedure: PACT, caseId, itemId: null, act: "carry-over", input: {}, bySystem: true });
  }
  const task = { id: newId(), caseId, kind: `carry-over:${LIFE}`, reason: kindOf(LIFE, "continue"), detail: carriedText(renewedBy) };
  await openDossierTask(client, task, moment.now);
}

function carriedText({ carried: { counters, exemptions, pact, breachIds } }: Continuation): string {
  return [
    CASE_LIFE_TEXTS.carriedOver,
    counters ? CASE_LIFE_TEXTS.countersGoOn : CASE_LIFE_TEXTS.countersRestart,
    ...exemptions.map(({ code, to }) => CASE_LIFE_TEXTS.exemptionGoesOn(code, to)),
    ...(pact === "stands" ? [CASE_LIFE_TEXTS.pactStands] : pact === "revise" ? [CASE_LIFE_TEXTS.pactRevise] : []),
    ...(breachIds.length > 0 ? [CASE_LIFE_TEXTS.breachesStay(breachIds.length)] : []),
  ].join(" ");
}

/** A death is the person's, whatever the protocol: each case is read as the one before has left it. */
async function otherCasesToo({ client, item, act, input, follow }: LifeDeed): Promise<void> {
  const isDeath = act === "record-death";
  for (const caseId of await otherCases(client, item.caseId)) {
    const life = lifeIn(await readItems(client, [caseId]));
    const state = life?.state ?? "notified";
    if (isDeath ? state === "dead" || state === "renewed" : state !== "dead") continue;
    const { on, reason, evidenceSeen } = input;
    const told = isDeath ? { on, reason, evidenceSeen } : { reason, evidenceSeen };
    await follow({ procedure: LIFE, caseId, itemId: life?.id ?? null, act, input: told, ...(isDeath ? { bySystem: true as const } : {}) });
  }
}

/** Last of all: from here on the office of before sees nothing of the case. */
async function passDossier({ client, item, input, moment }: LifeDeed): Promise<void> {
  const { destination } = input;
  if (destination === null || destination === undefined) throw new Error("a dossier passed to nobody");
  const office = destination.kind === "office" ? { officeId: destination.officeId, rule: destination.rule } : { officeId: null, rule: "" };
  await passCase(client, { caseId: item.caseId, ...office, now: moment.now });
}
