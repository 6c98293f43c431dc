// A refusal met inside a transaction: thrown so that everything rolls back, given back as a value at the door.

import { accept } from "../domain/outcome.ts";
import type { Outcome, Refusal } from "../domain/outcome.ts";

export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(code: string, message: string, citation?: Refusal["citation"]) {
    super(message);
    this.name = "Refused";
    this.refusal = citation === undefined ? { code, message } : { code, message, citation };
  }
}

/** The accepted value, or the refusal thrown as `Refused`. */
export function refusedAs<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Refused(outcome.refusal.code, outcome.refusal.message, outcome.refusal.citation);
}

/** Runs `work` and turns a `Refused` into the refusal it carries; every other fault goes on. */
export async function refusable<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return accept(await work());
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}
