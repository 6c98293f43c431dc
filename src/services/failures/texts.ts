// Italian of taking care of failed messages: refusals, and what was done.

import type { CareObstacle } from "../../domain/outbox/failure-care.ts";
import { OBSTACLE_TEXTS } from "../../domain/outbox/texts.ts";

export const FAILURE_REFUSALS = {
  reason: "Scrivere il motivo: resta nel registro degli atti.",
  notVisible: "Questo messaggio non è di una persona della sede.",
  obstacle: (obstacle: CareObstacle): string => `Non si può: ${OBSTACLE_TEXTS[obstacle]}.`,
} as const;

const messages = (count: number): string => (count === 1 ? "un messaggio" : `${count} messaggi`);

export const CARE_DONE = ({ taken, written, dropped, left }: { taken: number; written: number; dropped: number; left: number }): string =>
  [
    taken === 0 ? "Nessun messaggio preso in carico" : `Presi in carico ${messages(taken)}`,
    dropped === 0 ? null : dropped === 1 ? "tolto un recapito" : `tolti ${dropped} recapiti`,
    written === 0 ? null : written === 1 ? "scritto un nuovo messaggio" : `scritti ${written} nuovi messaggi`,
    left === 0 ? null : `${messages(left)} da trattare in altro modo`,
  ]
    .filter((part) => part !== null)
    .join(", ") + ".";
