// Conditions that several procedures ask in the same words.

import type { IsoInstant } from "../notices/types.ts";
import type { GuardRule } from "./types.ts";

/** Nobody approves their own proposal. Compares persons, not roles: one person may hold both. An unknown proposer is refused. */
export const NOT_OWN_PROPOSAL: GuardRule<{ readonly actorId: string; readonly proposedBy: string | null }> = {
  refusal: "Chi ha proposto non può anche approvare: serve un’altra persona.",
  holds: ({ actorId, proposedBy }) => proposedBy !== null && actorId !== "" && actorId !== proposedBy,
};

export const REASON_GIVEN: GuardRule<{ readonly reason: string }> = {
  refusal: "Manca il motivo: scriverlo, resterà nel registro degli atti.",
  holds: ({ reason }) => reason.trim() !== "",
  input: true,
};

/** One of the justified reasons of the measure's list. */
export const REASON_LISTED: GuardRule<{ readonly reasonListed: boolean }> = {
  refusal: "Indicare quale giustificato motivo ricorre, fra quelli dell’elenco.",
  holds: ({ reasonListed }) => reasonListed,
  law: "NOTA_MLPS_3374_2016",
  input: true,
};

/** The paper that proves the reason was taken, or seen. */
export const EVIDENCE_SEEN: GuardRule<{ readonly evidenceSeen: boolean }> = {
  refusal: "Manca il documento che prova il motivo: acquisirlo o annotare che è stato visto.",
  holds: ({ evidenceSeen }) => evidenceSeen,
  law: "NOTA_MLPS_3374_2016",
  input: true,
};

/** The number already counted for the unit of the measure, read under its lock, is the one the operator was shown. */
export const COUNTER_SHOWN: GuardRule<{ readonly counter: number; readonly counterSeen: number | null }> = {
  refusal: "Il conteggio è cambiato o non è stato mostrato: rileggerlo prima di confermare.",
  holds: ({ counter, counterSeen }) => counterSeen === counter,
  input: true,
};

/** The date of the fact is in the benefit's life: from the grant to today. A year written wrong is caught here. */
export const DATE_PLAUSIBLE: GuardRule<{
  readonly now: IsoInstant;
  readonly happenedAt: IsoInstant;
  readonly grantedOn: string;
}> = {
  refusal:
    "La data non può essere: è prima del riconoscimento del beneficio, oppure nel futuro. Controllare l’anno.",
  holds: ({ now, happenedAt, grantedOn }) => happenedAt <= now && happenedAt.slice(0, 10) >= grantedOn,
};
