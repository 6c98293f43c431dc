// Writes what the national node is told: one policy of one person, or one event of conditionality, in its SOAP envelope.

import type { BreachReport, NodeReport, PolicyReport } from "../../domain/reporting/types.ts";
import { escapeXml } from "./notice-xml.ts";
import { SOAP_NAMESPACE } from "./xml-message.ts";

export const SAP_NAMESPACE = "http://servizi.lavoro.gov.it/servizicoap";
export const BREACH_NAMESPACE = "http://servizi.lavoro.gov.it/condizionalita";

/** Whose report it is. */
export interface Addressee {
  /** Our number of the message: the same at every try. */
  readonly id: string;
  readonly taxCode: string;
  readonly measure: string;
  readonly protocol: string;
  readonly officeId: string | null;
  /** Number of the policy that a breach is linked to, where the node knows one. */
  readonly linkedPolicy: string | null;
}

/** The operation that a report asks of the node. */
export function operationOf(report: NodeReport): "InvioSAP" | "InvioEvento" | "AnnullaEvento" {
  if (report.flow === "sap") return "InvioSAP";
  return report.operation === "invio" ? "InvioEvento" : "AnnullaEvento";
}

/** The message without its envelope, as a document of its own. The same report gives the same bytes. */
export function reportXml(report: NodeReport, to: Addressee): string {
  if (report.flow === "sap") return wrap("InvioSAP", SAP_NAMESPACE, policyBody(report, to));
  return wrap(operationOf(report), BREACH_NAMESPACE, report.operation === "invio" ? breachBody(report, to) : cancelBody(report, to));
}

/** The same in a SOAP 1.1 envelope. */
export function reportEnvelope(report: NodeReport, to: Addressee): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="${SOAP_NAMESPACE}"><soapenv:Body>${reportXml(report, to)}</soapenv:Body></soapenv:Envelope>\n`;
}

function policyBody(report: PolicyReport, to: Addressee): string {
  if (report.number === null) throw new Error("a policy leaves under its number");
  const { code, on, description } = report.event;
  return (
    element("idComunicazione", to.id) +
    element("cod_fiscale", to.taxCode) +
    element("cod_protocollo_inps", to.protocol) +
    `<politica_attiva>${element("tipo_attivita", report.code)}${element("titolo_denominazione", report.title.slice(0, 250))}` +
    element("data_proposta", report.proposedOn) +
    element("data", report.startsOn) +
    element("data_fine", report.endsOn) +
    element("codice_ente_promotore", report.body) +
    element("identificativo_politica", report.number) +
    (report.profilingIndex === null ? "" : element("indice_profiling", String(report.profilingIndex))) +
    `<ultimo_evento>${element("evento", code)}${element("data_evento", on)}${element("descrizione", description)}</ultimo_evento></politica_attiva>`
  );
}

function breachBody(report: BreachReport, to: Addressee): string {
  return (
    element("idSegnalazione", report.reportId) +
    element("cod_cpi", to.officeId ?? "") +
    element("tipo_evento", report.event) +
    element("cod_fiscale", to.taxCode) +
    element("cod_fiscale_operatore", report.operatorTaxCode) +
    element("tipo_domanda", to.measure) +
    element("cod_protocollo_inps", to.protocol) +
    element("dtt_domanda", report.applicationDate) +
    element("data_evento", report.factOn) +
    (report.note === "" ? "" : element("note", report.note.slice(0, 250))) +
    element("tipo_collegamento", report.link.kind) +
    (to.linkedPolicy === null ? "" : element("identificativo_politica", to.linkedPolicy)) +
    element("data_invio", report.sentAt)
  );
}

function cancelBody(report: BreachReport, to: Addressee): string {
  if (report.cancelledAt === null) throw new Error("a cancellation has its instant");
  return (
    element("idSegnalazione", report.reportId) +
    element("cod_cpi", to.officeId ?? "") +
    element("cod_fiscale", to.taxCode) +
    element("cod_fiscale_operatore", report.operatorTaxCode) +
    element("data_annullamento", report.cancelledAt)
  );
}

function wrap(name: string, namespace: string, body: string): string {
  return `<${name} xmlns="${namespace}">${body}</${name}>`;
}

function element(name: string, value: string): string {
  return `<${name}>${escapeXml(value)}</${name}>`;
}
