// How the acts of the procedures and the desk's tasks that come from them are named: the procedure, then the words of its table.

import { ACTIVITY_ACTS } from "../../domain/activities/texts.ts";
import { OFFER_ACTS } from "../../domain/activities/offer-texts.ts";
import { PRESENCE_ACTS } from "../../domain/activities/presence-texts.ts";
import { VOUCHER_ACTS } from "../../domain/activities/voucher-texts.ts";
import { AVAILABILITY_ACTS } from "../../domain/availability/texts.ts";
import { CASE_ACTS } from "../../domain/case-life/texts.ts";
import { CONDITIONALITY_ACTS } from "../../domain/conditionality/texts.ts";
import { EXCLUSION_ACTS } from "../../domain/duties/exclusion/texts.ts";
import { EXEMPTION_ACTS } from "../../domain/duties/exemption/texts.ts";
import { HAND_OVER_ACTS } from "../../domain/hand-over/texts.ts";
import { PACT_ACTS } from "../../domain/pact/texts.ts";
import { PROFILING_ACTS } from "../../domain/profiling/texts.ts";
import { SUMMONS_ACTS } from "../../domain/summons/texts.ts";
import { ACTS, TASKS } from "./procedure.ts";

interface Named {
  readonly name: string;
  readonly acts: Readonly<Record<string, string>>;
}

const PROCEDURES: Readonly<Record<string, Named>> = {
  convocazione: { name: "Convocazione", acts: SUMMONS_ACTS },
  did: { name: "DID", acts: AVAILABILITY_ACTS },
  esclusione: { name: "Esclusione", acts: EXCLUSION_ACTS },
  esonero: { name: "Esonero", acts: EXEMPTION_ACTS },
  profilazione: { name: "Profilazione", acts: PROFILING_ACTS },
  patto: { name: "Patto per il Lavoro", acts: PACT_ACTS },
  attivita: { name: "Attività", acts: ACTIVITY_ACTS },
  "offerta-di-lavoro": { name: "Offerta di lavoro", acts: OFFER_ACTS },
  "presenza-periodica": { name: "Presenza periodica", acts: PRESENCE_ACTS },
  "assegno-di-ricollocazione": { name: "Assegno di ricollocazione", acts: VOUCHER_ACTS },
  condizionalita: { name: "Condizionalità", acts: CONDITIONALITY_ACTS },
  "invio-al-comune": { name: "Invio ai servizi del Comune", acts: HAND_OVER_ACTS },
  "vita-del-caso": { name: "Vita del caso", acts: CASE_ACTS },
};

/** «Convocazione: Registra la presenza». What no table names stays as it is. */
export function actName(kind: string): string {
  const own = ACTS[kind];
  if (own !== undefined) return own;
  const [procedure = "", act = ""] = kind.split("/");
  const table = PROCEDURES[procedure];
  return table === undefined ? kind : `${table.name}: ${lowered(table.acts[act] ?? act)}`;
}

const ASKED: readonly (readonly [RegExp, string])[] = [
  [/^term$/, "termine scaduto, una persona deve decidere"],
  [/^breach/, "un fatto da valutare"],
  [/^review/, "da rileggere"],
  [/^tell$/, "informare la persona"],
  [/^convene-again$/, "da convocare di nuovo"],
  [/^another-date$/, "ha chiesto un’altra data"],
  [/^declined$/, "ha risposto che non verrà"],
];

/** The name of a task of the desk: «Convocazione: ha chiesto un’altra data». */
export function taskName(kind: string): string {
  const own = TASKS[kind];
  if (own !== undefined) return own;
  const [what = "", rest = ""] = kind.split(":");
  const table = PROCEDURES[rest.split("/")[0] ?? ""];
  if (table === undefined) return kind;
  return `${table.name}: ${ASKED.find(([pattern]) => pattern.test(what))?.[1] ?? "da provvedere"}`;
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
