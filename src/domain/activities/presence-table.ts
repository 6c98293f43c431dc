// Presenza periodica: the table of law of measures that ask the person to come again every so many days.

import { REASON_GIVEN, REASON_LISTED } from "../procedure/shared-guards.ts";
import type { GuardRule, Procedure, Row } from "../procedure/types.ts";
import { PRESENCE_ACTS, PRESENCE_EFFECTS, PRESENCE_STATES, PRESENCE_TERMS } from "./presence-texts.ts";
import type {
  PresenceAct,
  PresenceContext,
  PresenceEffect,
  PresenceGuard,
  PresenceState,
  PresenceTerm,
} from "./presence-types.ts";

const PERIOD = ["L234_2021", "DL48_2023_ART4", "DL48_2023_ART12"] as const;
const OFFICE = ["operator", "office-manager"] as const;

const GUARDS: Readonly<Record<PresenceGuard, GuardRule<PresenceContext>>> = {
  "measure-asks": {
    refusal: "La misura di questo beneficio non chiede una presenza periodica.",
    holds: (context) => context.measureAsks,
    law: PERIOD,
  },
  "person-bound": {
    refusal: "La persona non è tenuta agli obblighi: nessuna presenza è dovuta.",
    holds: (context) => context.bound,
  },
  "pact-signed": {
    refusal: "Manca il patto firmato: la presenza periodica ne è parte.",
    holds: (context) => context.pactSigned,
  },
  "day-plausible": {
    refusal: "La data non può essere: è nel futuro, oppure prima dell’ultima presenza. Controllare l’anno.",
    holds: (context) => context.dayPlausible,
    input: true,
  },
  "term-over": {
    refusal: "Il termine per presentarsi non è ancora passato.",
    holds: (context) => context.termOver,
    law: PERIOD,
  },
  "duty-holds": {
    refusal: "Nell’ultimo giorno del termine la persona non era tenuta, oppure non è stato verificato.",
    holds: (context) => context.duty === true,
  },
  reminded: {
    refusal:
      "Annotare come la persona ha saputo entro quando presentarsi: senza, la mancata presenza non si prova.",
    holds: (context) => context.reminded,
    input: true,
  },
  "reason-given": REASON_GIVEN,
  "reason-listed": REASON_LISTED,
  "evidence-seen": {
    refusal: "Manca il documento che prova l’impedimento: acquisirlo o annotare che è stato visto.",
    holds: (context) => context.evidenceSeen,
    law: "NOTA_MLPS_3374_2016",
    input: true,
  },
  "not-yet-reported": {
    refusal:
      "Il fatto è già stato segnalato: prima va annullata la segnalazione, se il termine per farlo è ancora aperto.",
    holds: (context) => context.reported === false,
    law: "ANPAL_CONDIZIONALITA",
  },
};

const AGAIN = { opens: ["periodic-presence"], closes: ["periodic-presence"] } as const;

const ROWS = [
  {
    from: ["none"],
    act: "begin",
    by: ["system", ...OFFICE],
    when: ["measure-asks", "person-bound", "pact-signed", "day-plausible"],
    to: "running",
    opens: ["periodic-presence"],
    closes: [],
    law: PERIOD,
  },
  {
    // Who comes late has come: the next term runs from this day. What was missed stays with the person who weighs it.
    from: ["running", "missed"],
    act: "record-presence",
    by: ["system", ...OFFICE, "clerk"],
    when: ["day-plausible"],
    to: "running",
    ...AGAIN,
    law: PERIOD,
    effects: ["desk-task"],
  },
  {
    from: ["running"],
    act: "record-missed",
    by: OFFICE,
    when: ["term-over", "duty-holds", "reminded", "reason-given"],
    to: "missed",
    opens: [],
    closes: [],
    law: [...PERIOD, "DL48_2023_ART8_C6"],
    effects: ["fact-for-conditionality"],
    harms: true,
  },
  {
    from: ["running", "missed"],
    act: "justify",
    by: OFFICE,
    when: ["day-plausible", "reason-listed", "evidence-seen", "not-yet-reported"],
    to: "running",
    ...AGAIN,
    law: ["NOTA_MLPS_3374_2016"],
    effects: ["close-fact"],
  },
  {
    from: ["missed"],
    act: "correct-missed",
    by: ["office-manager"],
    when: ["day-plausible", "reason-given", "not-yet-reported"],
    to: "running",
    ...AGAIN,
    law: PERIOD,
    effects: ["close-fact"],
  },
  {
    from: ["running", "missed"],
    act: "end",
    by: ["system", ...OFFICE],
    when: ["day-plausible", "reason-given"],
    to: "ended",
    opens: [],
    closes: ["periodic-presence"],
    law: PERIOD,
  },
] as const satisfies readonly Row<PresenceState, PresenceAct, PresenceGuard, PresenceTerm, PresenceEffect>[];

export const PRESENCE: Procedure<
  PresenceState,
  PresenceAct,
  PresenceGuard,
  PresenceTerm,
  PresenceContext,
  PresenceEffect
> = {
  name: "presenza-periodica",
  title: "La presenza periodica",
  states: PRESENCE_STATES,
  initial: ["none"],
  final: ["ended"],
  acts: PRESENCE_ACTS,
  guards: GUARDS,
  terms: PRESENCE_TERMS,
  effects: PRESENCE_EFFECTS,
  rows: ROWS,
};
