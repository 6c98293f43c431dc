// The dossier as the page shows it: one part for each procedure, what is pending in it, and the terms of all of them by day.

import type { Dossier, DossierItem } from "../../../contract/acts.ts";
import type { Person } from "../../../contract/person.ts";
import { label } from "../../texts/common.ts";
import { PROCEDURE_PAGES } from "../../texts/person.ts";
import { TERMS } from "../../texts/procedure.ts";

export interface ProcedurePart {
  readonly procedure: string;
  /** As the law names it. */
  readonly name: string;
  /** Those that run, newest first; where none runs, the last one. */
  readonly current: readonly DossierItem[];
  readonly earlier: readonly DossierItem[];
  /** What might be begun. */
  readonly begin: readonly DossierItem[];
  /** Terms that press and tasks of the desk. */
  readonly pending: number;
}

export interface OpenTerm {
  readonly key: string;
  readonly title: string;
  readonly procedure: string;
  readonly dueOn: string;
  readonly daysLeft: number;
  readonly law: string | null;
  /** Its last day is over, and what follows from that is decided. */
  readonly expired: boolean;
}

/** A term presses when so many days are left. */
const PRESSING_DAYS = 7;
/** Terms that a notice opens are those of the procedure that must meet them. */
const OF_NOTICE: Readonly<Record<string, string>> = { T1: "did" };
/** Tasks and acts that bear no procedure's name. */
const PLAIN_OWNER = "convocazione";
const LIFE_KINDS: ReadonlySet<string> = new Set(["notice-received", "notice-updated", "case-moved", "office-assigned"]);
const SUMMONS_KINDS: ReadonlySet<string> = new Set([
  "appointment-planned", "summons-issued", "appointment-moved", "summons-cancelled", "summons-not-delivered", "summons-delivered-late",
  "reminder-queued", "cancellation-told", "uncertain-resolved",
]);

export function partsOf(dossier: Dossier, person: Pick<Person, "tasks" | "terms">): ProcedurePart[] {
  return Object.entries(PROCEDURE_PAGES).map(([procedure, { name }]) => {
    const all = dossier.items.filter((entry) => entry.procedure === procedure);
    const stored = all.filter((entry) => entry.item !== null);
    const running = runningOf(procedure, stored);
    const current = running.length > 0 ? running : stored.slice(-1);
    return {
      procedure,
      name,
      current: current.toReversed(),
      earlier: stored.filter((entry) => !current.includes(entry)).toReversed(),
      begin: all.filter((entry) => entry.item === null),
      pending: pendingIn(procedure, dossier, person),
    };
  });
}

/** A case has one summons at a time, which no act closes: the last. */
function runningOf(procedure: string, stored: readonly DossierItem[]): DossierItem[] {
  return procedure === "convocazione" ? stored.slice(-1) : stored.filter(({ item }) => item?.closedAt === null);
}

function pendingIn(procedure: string, dossier: Dossier, person: Pick<Person, "tasks" | "terms">): number {
  const terms = openTerms(dossier, person).filter((term) => term.procedure === procedure && (term.expired || term.daysLeft <= PRESSING_DAYS));
  const tasks = person.tasks.filter((task) => task.closedAt === null && ownerOfTask(task.kind) === procedure);
  return terms.length + tasks.length;
}

function ownerOfTask(kind: string): string {
  const [, rest] = kind.split(":");
  return rest?.split("/")[0] ?? PLAIN_OWNER;
}

/** Not met, the nearest first; those opened by the notice together with those of the procedures. */
export function openTerms(dossier: Dossier, person: Pick<Person, "terms">): OpenTerm[] {
  const own = dossier.items.flatMap(({ procedure, terms }) =>
    terms
      .filter((term) => term.metAt === null)
      .map(({ id, title, dueOn, daysLeft, law, expired }) => ({ key: id, title, procedure, dueOn, daysLeft, law, expired })),
  );
  const noticed = person.terms
    .filter((term) => term.metAt === null)
    .map(({ kind, startsOn, dueOn, daysLeft, citation }) => ({
      key: kind + startsOn, title: label(TERMS, kind), procedure: OF_NOTICE[kind] ?? PLAIN_OWNER, dueOn, daysLeft, law: citation, expired: false,
    }));
  return [...own, ...noticed].toSorted((a, b) => (a.dueOn === b.dueOn ? a.title.localeCompare(b.title, "it") : a.dueOn < b.dueOn ? -1 : 1));
}

/** The one to look at: the nearest whose end has not been drawn yet. */
export function nextTerm(terms: readonly OpenTerm[]): OpenTerm | undefined {
  return terms.find(({ expired }) => !expired);
}

/** The acts of one procedure, those written in bulk too. */
export function actsOf<A extends { readonly kind: string }>(procedure: string, acts: readonly A[]): A[] {
  return acts.filter(({ kind }) => ownerOfAct(kind) === procedure);
}

function ownerOfAct(kind: string): string | null {
  const [owner, act] = kind.split("/");
  if (act !== undefined) return owner ?? null;
  return SUMMONS_KINDS.has(kind) ? PLAIN_OWNER : LIFE_KINDS.has(kind) ? "vita-del-caso" : null;
}
