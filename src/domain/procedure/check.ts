// What the compiler cannot see in a table: states nobody reaches, conditions and terms nobody uses, rows that can never decide.

import { rowIndexOf } from "./row-index.ts";
import type { IndexedRow } from "./row-index.ts";
import type { AnyProcedure } from "./types.ts";

/** Everything wrong with a table, as sentences for whoever writes it; empty when it is sound. */
export function problemsOf(procedure: AnyProcedure): string[] {
  return [
    ...unreachable(procedure),
    ...deadEnds(procedure),
    ...unused(procedure),
    ...terms(procedure),
    ...shadowed(procedure),
    ...harmful(procedure),
  ];
}

function unreachable(procedure: AnyProcedure): string[] {
  const reached = new Set<string>(procedure.initial);
  for (let grew = true; grew;) {
    grew = false;
    for (const row of procedure.rows) {
      if (reached.has(row.to) || !row.from.some((state) => reached.has(state))) continue;
      reached.add(row.to);
      grew = true;
    }
  }
  return Object.keys(procedure.states)
    .filter((state) => !reached.has(state))
    .map((state) => `state ${state}: no acts lead to it`);
}

function deadEnds(procedure: AnyProcedure): string[] {
  return Object.keys(procedure.states).flatMap((state) => {
    const isLeft = procedure.rows.some((row) => row.from.includes(state) && row.to !== state);
    const isFinal = procedure.final.includes(state);
    if (isFinal && isLeft) return [`state ${state}: called final, yet an act leaves it`];
    return isFinal || isLeft ? [] : [`state ${state}: nothing leaves it, and it is not called final`];
  });
}

function unused(procedure: AnyProcedure): string[] {
  const { rows } = procedure;
  const missing = (kind: string, names: readonly string[], isUsed: (name: string) => boolean): string[] =>
    names.filter((name) => !isUsed(name)).map((name) => `${kind} ${name}: no row uses it`);
  return [
    ...missing("act", Object.keys(procedure.acts), (act) => rows.some((row) => row.act === act)),
    ...missing("guard", Object.keys(procedure.guards), (guard) =>
      rows.some((row) => row.when.includes(guard)),
    ),
    ...missing("effect", Object.keys(procedure.effects), (effect) =>
      rows.some((row) => row.effects?.includes(effect) === true),
    ),
    ...rows.flatMap((row, at) =>
      row.from.length === 0 || row.by.length === 0
        ? [`row ${at + 1} (${row.act}): from nowhere, or by nobody`]
        : [],
    ),
  ];
}

/** A term is opened by a row (or outside, and the table says by what), and met by one, or its running out does something. */
function terms(procedure: AnyProcedure): string[] {
  return Object.entries(procedure.terms).flatMap(([term, rule]) => {
    const opened = rule.openedOutside !== undefined || procedure.rows.some((row) => row.opens.includes(term));
    const closed =
      rule.closedOutside !== undefined || procedure.rows.some((row) => row.closes.includes(term));
    const { expiry } = rule;
    const acts = expiry.then === "state" ? [expiry.act] : expiry.then === "person-decides" ? expiry.acts : [];
    return [
      ...(opened ? [] : [`term ${term}: nothing opens it`]),
      ...(closed || expiry.then === "state"
        ? []
        : [`term ${term}: nothing meets it, and its running out changes no state`]),
      ...acts
        .filter((act) => !procedure.rows.some((row) => row.act === act))
        .map((act) => `term ${term}: on expiry it names the act ${act}, which has no row`),
    ];
  });
}

/** A row that asks all that an earlier one asks, of the same person in the same state, never decides. */
function shadowed(procedure: AnyProcedure): string[] {
  const { rows } = rowIndexOf(procedure);
  return rows.flatMap((later, at) => {
    const earlier = rows.slice(0, at).filter((each) => each.row.act === later.row.act);
    return earlier
      .filter((each) => hides(each, later))
      .map((each) => `row «${later.name}» never decides: «${each.name}» comes first`);
  });
}

function hides(earlier: IndexedRow, later: IndexedRow): boolean {
  return (
    later.row.from.every((state) => earlier.row.from.includes(state)) &&
    later.row.by.every((actor) => earlier.row.by.includes(actor)) &&
    earlier.row.when.every((guard) => later.row.when.includes(guard))
  );
}

/** What may cost the person the benefit is never done by the program, nor by a term running out. */
function harmful(procedure: AnyProcedure): string[] {
  const harms = procedure.rows.filter((row) => row.harms === true);
  const bySystem = harms
    .filter((row) => row.by.includes("system"))
    .map((row) => `act ${row.act}: it harms the person, and the program may perform it`);
  const byExpiry = Object.entries(procedure.terms).flatMap(([term, { expiry }]) => {
    if (expiry.then !== "state") return [];
    const rows = procedure.rows.filter((row) => row.act === expiry.act);
    return [
      ...(rows.some((row) => row.harms === true) ? [`term ${term}: its running out harms the person`] : []),
      ...(rows.some((row) => row.by.includes("system"))
        ? []
        : [`term ${term}: the program may not perform ${expiry.act}`]),
    ];
  });
  return [...bySystem, ...byExpiry];
}
