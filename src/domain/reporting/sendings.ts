// Which acts go out to the national node, and as what: one row for each act that its table sends, for whoever defends it.

import type { PolicyEventCode } from "../activities/event.ts";
import { EVENTS_OF_ACTS } from "../activities/event.ts";
import type { BreachRule, PolicyKind, PolicyRule, SendingRule, StaysRule } from "./types.ts";

/** Events after which the taking in charge (RC1) is over: only a new proposal opens it again. */
export const RC1_OVER: ReadonlySet<PolicyEventCode> = new Set(["10", "12", "13", "14", "15"]);

function policy(kind: PolicyKind, event: PolicyEventCode, confidence: PolicyRule["confidence"], remark?: string): PolicyRule {
  return { sends: "policy", policy: kind, event, confidence, ...(remark === undefined ? {} : { remark }) };
}

function stays(why: string): StaysRule {
  return { sends: "nothing", why };
}

const NAMES_ONLY = "Il codice N00 si legge nei nomi dei servizi nazionali; gli eventi con cui la DID vi compare non sono pubblicati.";
const AGAIN = "La persona torna da convocare: si apre una nuova presa in carico (RC1) come proposta.";
const DID = (event: PolicyEventCode): readonly SendingRule[] => [policy("N00", event, "inferred", NAMES_ONLY)];
const AGAIN_TO_CONVENE: readonly SendingRule[] = [policy("RC1", "01", "inferred", AGAIN)];
const EXCLUDED: readonly SendingRule[] = [policy("RC1", "15", "secondary")];
const EXEMPTED: readonly SendingRule[] = [policy("RC1", "13", "secondary")];
const SIGNED: readonly SendingRule[] = [
  policy("A02", "02", "secondary"),
  policy("RC1", "10", "inferred", "Con la firma del patto la presa in carico è compiuta: si chiude come terminata."),
];

/** As the activity's own table says, with the dates that it was put down with. */
const OF_ACTIVITIES = Object.fromEntries(
  Object.entries(EVENTS_OF_ACTS)
    .filter(([, rules]) => rules.length > 0)
    .map(([act]) => [`attivita/${act}`, [{ sends: "policy", policy: "activity", event: null, confidence: "primary" }] as readonly SendingRule[]]),
);

const breach = (operation: BreachRule["operation"]): readonly SendingRule[] => [
  { sends: "breach", operation, confidence: "inferred", remark: "Letto nelle pagine di un sistema regionale: la tabella nazionale dei tipi di evento non è pubblicata." },
];

/** By «procedure/act», as the register names acts. An act that is sent and has no row here is a fault of the program. */
export const SENDINGS: Readonly<Record<string, readonly SendingRule[]>> = {
  "did/take": DID("02"),
  "did/correct": DID("02"),
  "did/record-work": DID("12"),
  "did/withdraw": DID("05"),
  "did/annul": DID("07"),
  "profilazione/request-index": [stays("L’indice si chiede al servizio nazionale della profilazione quantitativa: l’operatore ne registra la risposta.")],
  "profilazione/decide": [policy("A07", "10", "secondary")],
  "patto/sign-office": SIGNED,
  "patto/carry-over": SIGNED,
  "patto/supersede": [policy("A02", "14", "inferred", "Un patto preso da un altro è trasformato.")],
  "patto/end": [policy("A02", "10", "secondary")],
  "patto/annul": [policy("A02", "07", "secondary")],
  "esonero/grant": EXEMPTED,
  "esonero/renew": EXEMPTED,
  "esonero/record-cessation": AGAIN_TO_CONVENE,
  "esonero/revoke": AGAIN_TO_CONVENE,
  "esonero/expire": AGAIN_TO_CONVENE,
  "esclusione/open": EXCLUDED,
  "esclusione/record": EXCLUDED,
  "esclusione/reopen": EXCLUDED,
  "esclusione/correct": EXCLUDED,
  "esclusione/end": AGAIN_TO_CONVENE,
  "esclusione/annul": AGAIN_TO_CONVENE,
  "invio-al-comune/send": [policy("RC1", "14", "secondary")],
  "invio-al-comune/withdraw": AGAIN_TO_CONVENE,
  "invio-al-comune/solicit": [stays("Il sollecito va ai servizi del Comune, per PEC o lettera: la piattaforma del lavoro non lo riceve.")],
  "invio-al-comune/close-with-case": [stays("Il caso si chiude per un fatto che la piattaforma ha comunicato essa stessa.")],
  "vita-del-caso/leave-region": [stays("Il passaggio della scheda a un’altra Regione si fa con il servizio del titolare della scheda, non con un evento della politica.")],
  ...OF_ACTIVITIES,
  "condizionalita/send-report": breach("invio"),
  "condizionalita/cancel-report": breach("annullamento"),
};
