// What the post reports of a letter, code by code: how far it has come, and what that proves. Printed in the jurist's pages.

import type { CitationKey } from "../law/citation.ts";
import type { FailureCause } from "../messages/receipts.ts";
import { CAUSE_TITLES, OUTCOME_TITLES } from "./texts.ts";
import type { LetterProduct } from "./products.ts";

/**
 * `printed`, `posted`: with the print house, with the post. `first`, `scanning`: the postman's word, the return receipt being scanned: not yet a
 * proof. `storage`: kept for the person. `delivered`: in somebody's hand. `collected`: fetched where it was kept. `stored-out`: nobody fetched
 * it. `failed`: it came to nobody. `refused-by-printer`: never printed.
 */
export type EventMeaning = "printed" | "posted" | "first" | "scanning" | "storage" | "delivered" | "collected" | "stored-out" | "failed" | "refused-by-printer";

export interface OutcomeCode {
  readonly code: string;
  readonly title: string;
  readonly meaning: EventMeaning;
  /** Codes of registered letters are never those of an ordinary one. */
  readonly products: readonly LetterProduct[];
  /** Why it came to nobody, where the code itself says so. */
  readonly cause: FailureCause | null;
  readonly citation: CitationKey;
}

const EVERY: readonly LetterProduct[] = ["ordinary-letter", "registered-letter"];
const REGISTERED: readonly LetterProduct[] = ["registered-letter"];

function code(name: string, meaning: EventMeaning, products = REGISTERED, cause: FailureCause | null = null): OutcomeCode {
  const citation = meaning === "stored-out" || meaning === "collected" || meaning === "storage" ? "L890_1982_ART8" : "DLGS261_1999";
  return { code: name, title: OUTCOME_TITLES[name] ?? name, meaning, products, cause, citation };
}

/** A for the postman's word, B while it is scanned, C when the file is closed; the untraceable have D, E and F. */
function family(stem: string, meaning: EventMeaning, cause: FailureCause | null = null, letters = "ABC"): OutcomeCode[] {
  const [first, scanning, closed] = letters;
  return [code(`${stem}${first}`, "first"), code(`${stem}${scanning}`, "scanning"), code(`${stem}${closed}`, meaning, REGISTERED, cause)];
}

const TABLE: readonly OutcomeCode[] = [
  code("CON080", "printed", EVERY),
  code("CON018", "posted", EVERY),
  code("CON993", "refused-by-printer", EVERY, "message-rejected"),
  code("CON995", "refused-by-printer", EVERY, "message-rejected"),
  code("CON996", "refused-by-printer", EVERY, "message-rejected"),
  code("CON997", "refused-by-printer", EVERY, "address-not-existing"),
  code("CON998", "refused-by-printer", EVERY, "message-rejected"),
  ...family("RECRN001", "delivered"),
  ...family("RECRN002", "failed"),
  ...family("RECRN002", "failed", "person-not-found", "DEF"),
  ...family("RECRN003", "collected"),
  ...family("RECRN004", "stored-out"),
  ...family("RECRN005", "stored-out"),
  code("RECRN006", "failed", REGISTERED, "lost"),
  code("RECRN010", "storage"),
  code("RECRN011", "storage"),
  code("RECRN013", "failed", REGISTERED, "lost"),
  code("RECRN015", "posted"),
  ...family("RECAG001", "delivered"),
  ...family("RECAG002", "delivered"),
  ...family("RECAG003", "failed"),
  ...family("RECAG003", "failed", "person-not-found", "DEF"),
  code("RECAG004", "failed", REGISTERED, "lost"),
  ...family("RECAG005", "collected"),
  ...family("RECAG006", "collected"),
  ...family("RECAG007", "stored-out"),
  ...family("RECAG008", "stored-out"),
  code("RECAG010", "storage"),
  code("RECAG011A", "storage"),
  code("RECAG011B", "storage"),
  code("RECAG012", "stored-out"),
  code("RECAG013", "failed", REGISTERED, "lost"),
  code("RECAG015", "posted"),
];

export const OUTCOME_CODES: ReadonlyMap<string, OutcomeCode> = new Map(TABLE.map((row) => [row.code, row]));

/** Why a letter came back, as the postman ticks it on the return receipt. */
export const RETURN_CAUSES: Readonly<Record<string, { readonly title: string; readonly cause: FailureCause; readonly refused?: true }>> = {
  M01: { title: CAUSE_TITLES.M01, cause: "person-not-found" },
  M02: { title: CAUSE_TITLES.M02, cause: "person-dead" },
  M03: { title: CAUSE_TITLES.M03, cause: "person-not-found" },
  M04: { title: CAUSE_TITLES.M04, cause: "person-moved" },
  M05: { title: CAUSE_TITLES.M05, cause: "message-rejected", refused: true },
  M06: { title: CAUSE_TITLES.M06, cause: "address-not-existing" },
  M07: { title: CAUSE_TITLES.M07, cause: "address-not-existing" },
  M08: { title: CAUSE_TITLES.M08, cause: "address-not-existing" },
  M09: { title: CAUSE_TITLES.M09, cause: "message-rejected" },
};

/** Days of storage after which a letter that nobody fetched counts as received. */
export const STORAGE_EFFECT = {
  days: 10,
  citation: "L890_1982_ART8",
  confidence: "inferred",
  note: "Compiuta giacenza: la lettera si ha per ricevuta dieci giorni dopo l’avviso di giacenza, o nel giorno del ritiro se è prima",
  remark:
    "L’art. 8 riguarda gli atti giudiziari; per la raccomandata ordinaria la presunzione di conoscenza è quella dell’art. 1335 del codice civile, che non fissa giorni. I dieci giorni sono una scelta prudente della Regione.",
} as const;
