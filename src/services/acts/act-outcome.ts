// How an act ends for whoever asked for it: done, or refused with what may be done instead and what has changed meanwhile.

import type { Refusal } from "../../domain/outcome.ts";
import { ACT_TEXTS } from "./texts.ts";

export interface OpenedTerm {
  readonly kind: string;
  readonly title: string;
  readonly dueOn: string;
}

export interface Performed {
  readonly actId: string;
  readonly itemId: string;
  readonly procedure: string;
  readonly state: string;
  readonly version: number;
  readonly opened: readonly OpenedTerm[];
  readonly closed: readonly string[];
  /** The same act id was asked for before: this is the answer it had then, and nothing was done again. */
  readonly repeated: boolean;
}

export interface AllowedAct {
  readonly act: string;
  readonly label: string;
}

/** Who was faster, and with what. */
export interface Changed {
  readonly by: string;
  readonly role: string;
  readonly act: string;
  readonly at: string;
  readonly state: string;
  readonly version: number;
}

export interface ActRefused {
  readonly ok: false;
  readonly refusal: Refusal;
  /** What this actor may do instead, as the item stands. */
  readonly allowed: readonly AllowedAct[];
  readonly changed?: Changed;
}

export type ActOutcome = { readonly ok: true; readonly value: Performed } | ActRefused;

/** The refusal of a number that has served already, somewhere out of sight: on another office's case, or a moment ago. Null: another fault. */
export function actIdTaken(error: unknown): Refusal | null {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === "23505" && constraint === "act_pkey" ? { code: "ATTO_GIA_USATO", message: ACT_TEXTS.actIdUsed } : null;
}

/** A refused act, thrown so that its whole transaction rolls back. */
export class NotPerformed extends Error {
  readonly refused: ActRefused;

  constructor(refusal: Refusal, allowed: readonly AllowedAct[] = [], changed?: Changed) {
    super(refusal.message);
    this.name = "NotPerformed";
    this.refused = changed === undefined ? { ok: false, refusal, allowed } : { ok: false, refusal, allowed, changed };
  }
}
