// Use case: one act of the law on one case, in one transaction: locked, decided by the table, written, entered in the register.

import type { PoolClient } from "pg";
import { SUBSTITUTION_TEXTS } from "../../domain/access/texts.ts";
import { decide, explain } from "../../domain/procedure/interpreter.ts";
import type { Attempt, Decision } from "../../domain/procedure/types.ts";
import type { Outcome, Refusal } from "../../domain/outcome.ts";
import { businessNow } from "../../store/clock.ts";
import { readAct, readCase } from "../../store/items.ts";
import type { CaseRow, Item } from "../../store/items.ts";
import { lockCases } from "../../store/register.ts";
import { countedFor, lockUnits } from "../../store/units.ts";
import { endWait } from "../../store/worklist.ts";
import type { Actor, Services } from "../context.ts";
import { evidenceRefusal, noteEvidence } from "../documents/evidence.ts";
import type { Reference } from "../reference.ts";
import { actIdTaken, NotPerformed } from "./act-outcome.ts";
import type { ActOutcome, Performed } from "./act-outcome.ts";
import type { AnyBinding, Asked, Bindings, FollowingAct, Moment, Question } from "./binding.ts";
import { asActor, hasPlace, mayTouch } from "./behind-walls.ts";
import { BINDINGS } from "./bindings.ts";
import { followEffects } from "./effects.ts";
import { askedDigest, entryOf } from "./entry.ts";
import { momentOf, readFacts, unitOf, withoutOwn } from "./facts.ts";
import { limitedInput } from "./input-limits.ts";
import { ACT_TEXTS } from "./texts.ts";
import { followingId } from "./following-id.ts";
import { writeAct } from "./write-act.ts";

export interface ActRequest {
  readonly procedure: string;
  readonly caseId: string;
  /** Null: the act begins a new item. */
  readonly itemId: string | null;
  readonly act: string;
  /** Plain JSON, of the shape that the procedure's act asks for. What the operator was shown (a count) is part of it. */
  readonly input: unknown;
  /** A UUID made by whoever asks, once for each act: asked again, the act is not done again. */
  readonly actId: string;
  /** The version of the item that the page showed; 0 for a new item, null where nobody looked (the program itself). */
  readonly expectedVersion: number | null;
}

/** Waiting in a circle with other work on the case is undone by the database: the one it chose tries again. */
const TRIES = 5;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Performs one act behind the walls of the actor's office. Everything is done, or nothing.
 *
 * Refusals: ATTO_SENZA_SEDE, CASO_NON_VISIBILE, PROCEDIMENTO_SCONOSCIUTO, ATTO_SCONOSCIUTO, ATTO_ILLEGGIBILE, ATTO_GIA_USATO, PRATICA_ASSENTE,
 * PRATICA_GIA_APERTA, VERSIONE_CAMBIATA, DATI_ILLEGGIBILI, DOCUMENTO_TROPPO_GRANDE, DATA_IMPOSSIBILE, DATA_ANNO_IMPOSSIBILE,
 * DOCUMENTO_ILLEGGIBILE, DOCUMENTO_ASSENTE, ESITO_DISCORDE (papers named as evidence), those of the binding that reads the input, and those of the procedure's table.
 */
export async function perform(
  services: Services,
  reference: Reference,
  request: ActRequest,
  actor: Actor,
  bindings: Bindings = BINDINGS,
): Promise<ActOutcome> {
  if (!hasPlace(actor)) return refused("ATTO_SENZA_SEDE", ACT_TEXTS.noOffice);
  const work = (client: PoolClient): Promise<Performed> => performIn({ client, reference, bindings, actor, depth: 0 }, request);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { ok: true, value: await asActor(services, actor, work) };
    } catch (error) {
      if (error instanceof NotPerformed) return error.refused;
      const fault = error as { code?: string; constraint?: string };
      const { code, constraint } = fault;
      const refusal = bindings.get(request.procedure)?.refusalOf?.(fault) ?? null;
      if (refusal !== null) return { ok: false, refusal, allowed: [] };
      // The last wall against approving one's own proposal, by the hand of a substitute.
      if (constraint === "approver_is_another") return refused("APPROVAZIONE_PROPRIA", SUBSTITUTION_TEXTS.ownProposal);
      const taken = actIdTaken(error);
      if (taken !== null) return { ok: false, refusal: taken, allowed: [] };
      if ((code !== "40P01" && !wallMoved(error)) || attempt === TRIES) throw error;
    }
  }
}

/** The case passed to another office between being seen and being held: looked at again, it is not there. */
function wallMoved(error: unknown): boolean {
  return error instanceof Error && (error as { code?: string }).code === "42501" && error.message.endsWith('row-level security policy for table "chain"');
}

function refused(code: string, message: string): ActOutcome {
  return { ok: false, refusal: { code, message }, allowed: [] };
}

function no(code: string, message: string): NotPerformed {
  return new NotPerformed({ code, message });
}

export interface Run {
  readonly client: PoolClient;
  readonly reference: Reference;
  readonly bindings: Bindings;
  readonly actor: Actor;
  /** How many acts this one follows from. */
  readonly depth: number;
}

const DEEPEST = 6;

/** The same inside a transaction that is open already; throws `NotPerformed`, and then the transaction must be given up. */
export async function performIn(run: Run, request: ActRequest): Promise<Performed> {
  const binding = bindingFor(run, request);
  const row = await readCase(run.client, request.caseId);
  if (row === null || !mayTouch(run.actor, row)) throw no("CASO_NON_VISIBILE", ACT_TEXTS.notVisible);
  const unit = unitOf(binding, row);
  if (binding.counts !== undefined) await lockUnits(run.client, [unit]);
  await binding.keptIn?.lock(run.client, request.caseId);
  await lockCases(run.client, [request.caseId]);
  const repeated = await alreadyDone(run.client, request);
  if (repeated !== null) return repeated;

  // Read again after the lock: whoever held it may have changed anything, the competence too.
  const now = await businessNow(run.client);
  const locked = await readCase(run.client, request.caseId);
  if (locked === null) throw no("CASO_NON_VISIBILE", ACT_TEXTS.notVisible);
  const facts = await readFacts(run.client, locked);
  const items = binding.keptIn === undefined ? facts.items : await binding.keptIn.read(run.client, request.caseId, unit);
  const item = await chosenItem(run, binding, request, items);
  const counted = binding.counts === undefined ? new Map<string, number>() : withoutOwn(await countedFor(run.client, unit), item);
  const signing: Run = { ...run, actor: signerOf(run.actor, facts) };
  const moment = momentOf({ reference: run.reference, now, actor: signing.actor, facts, counted });
  const { question, decision } = await judge(signing, binding, request, moment, item);
  const before = item !== null && binding.anew?.(request.act, item.state) === true ? null : item;
  const written = await writeAct({ run: signing, binding, request, question, before, decision, unit });
  await noteEvidence(run.client, request.caseId, question.input, { on: moment.today, by: signing.actor.id });
  // Whoever goes on with the case no longer waits.
  if (signing.actor.role !== "system") await endWait(run.client, request.caseId, { at: now, by: signing.actor.id, because: "act" });
  await followEffects({
    client: run.client,
    binding,
    moment,
    item: written.item,
    request,
    input: question.input,
    effects: decision.effects,
    follow: (following, index) => follow(run, request, following, index),
    isBound: (procedure) => run.bindings.has(procedure),
  });
  return written.performed;
}

/** Acts stay when data are erased: a citizen signs with the number of their person, which then names nobody. */
function signerOf(actor: Actor, { personId }: CaseRow): Actor {
  return actor.role === "citizen" ? { ...actor, id: personId } : actor;
}

function bindingFor(run: Run, request: ActRequest): AnyBinding {
  if (run.depth > DEEPEST) throw new Error(`acts follow from one another without end: ${request.procedure}/${request.act}`);
  const binding = run.bindings.get(request.procedure);
  if (binding === undefined) throw no("PROCEDIMENTO_SCONOSCIUTO", ACT_TEXTS.procedureUnknown);
  if (!Object.hasOwn(binding.procedure.acts, request.act)) throw no("ATTO_SCONOSCIUTO", ACT_TEXTS.actUnknown);
  if (!UUID.test(request.actId)) throw no("ATTO_ILLEGGIBILE", ACT_TEXTS.actIdUnreadable);
  if (!UUID.test(request.caseId)) throw no("CASO_NON_VISIBILE", ACT_TEXTS.notVisible);
  return binding;
}

/** The answer that this act id had, when it was done before. */
async function alreadyDone(client: PoolClient, request: ActRequest): Promise<Performed | null> {
  const act = await readAct(client, request.actId);
  if (act === null) return null;
  const entry = entryOf(act);
  if (entry === null || entry.asked !== askedDigest(request)) throw no("ATTO_GIA_USATO", ACT_TEXTS.actIdUsed);
  return {
    actId: act.id,
    itemId: entry.item,
    procedure: entry.procedure,
    state: entry.to,
    version: entry.version,
    opened: entry.opens,
    closed: entry.closes,
    repeated: true,
  };
}

/** The item that the act is on; null for one to begin. */
async function chosenItem(run: Run, binding: AnyBinding, request: ActRequest, items: readonly Item[]): Promise<Item | null> {
  if (request.itemId === null) {
    const rival = items.findLast(
      (one) => one.procedure === request.procedure && (binding.perCase === "one" || (binding.perCase === "one-open" && one.closedAt === null)),
    );
    if (rival !== undefined) throw await changedMeanwhile(run, binding, rival, { code: "PRATICA_GIA_APERTA", message: ACT_TEXTS.alreadyThere });
    return null;
  }
  const item = items.find((one) => one.id === request.itemId && one.procedure === request.procedure);
  if (item === undefined) throw no("PRATICA_ASSENTE", ACT_TEXTS.itemNotHere);
  if (request.expectedVersion !== null && item.version !== request.expectedVersion) throw await changedMeanwhile(run, binding, item);
  const last = items.findLast((one) => one.procedure === request.procedure)!;
  if (last.id !== item.id && binding.anew?.(request.act, item.state) === true) {
    throw await changedMeanwhile(run, binding, last, { code: "PRATICA_GIA_APERTA", message: ACT_TEXTS.alreadyThere });
  }
  return item;
}

/** Who was faster: named with their act and the state they left, so that the second operator can decide anew. */
async function changedMeanwhile(run: Run, binding: AnyBinding, item: Item, refusal?: Refusal): Promise<NotPerformed> {
  const last = await readAct(run.client, item.lastAct);
  if (last === null) return new NotPerformed(refusal ?? { code: "VERSIONE_CAMBIATA", message: ACT_TEXTS.changedUnknown });
  const act = binding.actOfKind?.[last.kind] ?? last.kind.slice(last.kind.indexOf("/") + 1);
  const changed = { by: last.actor, role: last.role, act, at: last.happenedAt, state: item.state, version: item.version };
  const { acts, states } = binding.procedure;
  const message = ACT_TEXTS.changed(last.actor, acts[act] ?? act, last.happenedAt, states[item.state] ?? item.state);
  return new NotPerformed(refusal ?? { code: "VERSIONE_CAMBIATA", message }, [], changed);
}

export interface Judged {
  readonly question: Asked<object, unknown, unknown>;
  readonly decision: Decision<string, string>;
}

async function judge(run: Run, binding: AnyBinding, request: ActRequest, moment: Moment, item: Item | null): Promise<Judged> {
  const { procedure } = binding;
  const read = readForm(binding, request, moment);
  const more = await binding.more(run.client, moment, item, { act: request.act, input: read.ok ? read.value : null });
  const begins = item === null || binding.anew?.(request.act, item.state) === true;
  const data = begins ? binding.begin(moment) : item.data;
  const state = item?.state ?? procedure.initial[0];
  const asking: Question<object, unknown, unknown> = { moment, item, data, act: null, input: null, more };
  const attempt = (question: typeof asking): Attempt<string, unknown> => ({
    state,
    by: run.actor.role,
    context: binding.context(question),
    measure: moment.facts.measure,
  });
  const refuse = (refusal: Refusal): NotPerformed => new NotPerformed(refusal, explain(procedure, refusal, attempt(asking)).allowed);

  if (!read.ok) throw refuse(read.refusal);
  const unproven = await evidenceRefusal(run.client, request.caseId, read.value);
  if (unproven !== null) throw refuse(unproven);
  const asked = { ...asking, act: request.act, input: read.value };
  const input = binding.complete === undefined ? read.value : binding.complete(asked);
  const question = { ...asked, input };
  const decided = decide(procedure, request.act, attempt(question));
  const refined = binding.refine?.(question, decided) ?? null;
  if (refined !== null) throw refuse(refined);
  if (!decided.ok) throw refuse(decided.refusal);
  return { question, decision: decided.value };
}

function readForm(binding: AnyBinding, request: ActRequest, { facts, today }: Moment): Outcome<unknown> {
  const limited = limitedInput(request.input, { applicationDate: facts.applicationDate, today, oldDates: binding.oldDates ?? [] });
  return limited.ok ? binding.readInput(request.act, limited.value) : limited;
}

/** An act that follows from this one: its id follows from this one's, so that it cannot be done twice either. */
async function follow(run: Run, cause: ActRequest, following: FollowingAct, index: number): Promise<void> {
  await performIn(
    { ...run, actor: following.bySystem === true ? { ...run.actor, role: "system" } : run.actor, depth: run.depth + 1 },
    {
      procedure: following.procedure,
      caseId: following.caseId ?? cause.caseId,
      itemId: following.itemId,
      act: following.act,
      input: following.input,
      actId: followingId(cause.actId, index),
      expectedVersion: null,
    },
  );
}
