// What the national file admits of a policy: the dates in order, the event on the date that it is bound to, the codes in their form.

import { POLICY_EVENTS } from "../activities/event.ts";
import { CITATIONS } from "../law/citation.ts";
import type { Outcome } from "../outcome.ts";
import { accept, refuse } from "../outcome.ts";
import { REPORTING_TEXTS } from "./texts.ts";
import type { BreachReport, NodeReport, PolicyReport } from "./types.ts";

const SAP_LAW = CITATIONS.ANPAL_SAP_EVENTS;
const BREACH_LAW = CITATIONS.ANPAL_CONDIZIONALITA;

/**
 * The report as it may leave, or why the platform would not take it: better said here, to whoever can mend it, than answered KO.
 *
 * Codes: POLITICA_DATE, POLITICA_EVENTO, POLITICA_ENTE, POLITICA_ATTIVITA, SEGNALAZIONE_OPERATORE.
 */
export function checkReport(report: NodeReport): Outcome<NodeReport> {
  return report.flow === "sap" ? checkPolicy(report) : checkBreach(report);
}

function checkPolicy(report: PolicyReport): Outcome<NodeReport> {
  const { proposedOn, startsOn, endsOn, event, body, code } = report;
  if (!/^\d{11}$/.test(body)) return refuse("POLITICA_ENTE", REPORTING_TEXTS.noBody, SAP_LAW);
  if (!/^[A-Z]\d{2}$|^[A-Z]{2}\d$/.test(code)) return refuse("POLITICA_ATTIVITA", REPORTING_TEXTS.noActivityCode, SAP_LAW);
  if (startsOn < proposedOn) return refuse("POLITICA_DATE", REPORTING_TEXTS.startBeforeProposal, SAP_LAW);
  if (endsOn < startsOn) return refuse("POLITICA_DATE", REPORTING_TEXTS.endBeforeStart, SAP_LAW);
  const { boundTo } = POLICY_EVENTS[event.code];
  if (boundTo === null) return accept(report);
  const bound = { proposal: proposedOn, start: startsOn, end: endsOn }[boundTo];
  return bound === event.on ? accept(report) : refuse("POLITICA_EVENTO", REPORTING_TEXTS.eventUnbound(REPORTING_TEXTS.boundTo[boundTo]), SAP_LAW);
}

function checkBreach(report: BreachReport): Outcome<NodeReport> {
  return /^([A-Z0-9]{16}|\d{11})$/.test(report.operatorTaxCode)
    ? accept(report)
    : refuse("SEGNALAZIONE_OPERATORE", REPORTING_TEXTS.operatorUnknown, BREACH_LAW);
}
