// Every operation that other systems may ask for: the routes, the document and the generated client are all made from this table.

import type { z } from "zod";
import type { ApiScope } from "../../domain/open-api/scopes.ts";
import {
  ApiStatus, Appointments, CaseDetail, CasePath, Cases, CodeLists, DayQuery, OfficePath, Offices, PageQuery, Presence, Recorded, Reply, Summonses, SummonsPath,
} from "./schemas.ts";

export interface Operation {
  readonly id: string;
  readonly method: "get" | "post";
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** Null: anybody may ask. */
  readonly scope: ApiScope | "any" | null;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  readonly answer: z.ZodObject;
  readonly status: 200 | 201;
}

const reading = { method: "get", status: 200 } as const;
const writing = { method: "post", status: 201 } as const;

export const OPERATIONS = [
  { ...reading, id: "show_status", path: "/status", scope: null, answer: ApiStatus, summary: "Stato del servizio", description: "Risponde 503 con application/problem+json quando il servizio non può lavorare." },
  { ...reading, id: "list_offices", path: "/offices", scope: "any", query: PageQuery, answer: Offices, summary: "Sedi aperte a chi chiede", description: "Le sedi dietro le cui mura questo sistema può lavorare." },
  { ...reading, id: "list_codes", path: "/codes", scope: "any", query: PageQuery, answer: CodeLists, summary: "Codici e loro significato", description: "Procedimenti, stati e atti con il loro titolo italiano." },
  { ...reading, id: "list_cases", path: "/offices/{office_id}/cases", scope: "cases", params: OfficePath, query: PageQuery, answer: Cases, summary: "Casi della sede", description: "A pagine, in un ordine che non cambia. I cambiamenti successivi si seguono con gli eventi." },
  { ...reading, id: "show_case", path: "/offices/{office_id}/cases/{case_id}", scope: "cases", params: CasePath, answer: CaseDetail, summary: "Un caso", description: "Stato dei procedimenti (Patto e attività compresi) e termini aperti. Ogni apertura è scritta nel registro degli accessi." },
  { ...reading, id: "list_summonses", path: "/offices/{office_id}/cases/{case_id}/summonses", scope: "cases", params: CasePath, query: PageQuery, answer: Summonses, summary: "Convocazioni di un caso", description: "Con le prove di recapito." },
  { ...reading, id: "list_appointments", path: "/offices/{office_id}/appointments", scope: "agenda", params: OfficePath, query: DayQuery, answer: Appointments, summary: "Appuntamenti della sede", description: "Dei giorni da «from» a «to» compresi, 62 al più." },
  { ...writing, id: "record_reply", path: "/offices/{office_id}/cases/{case_id}/summonses/{summons_id}/replies", scope: "replies", params: SummonsPath, body: Reply, answer: Recorded, summary: "Risposta alla convocazione", description: "Conferma, o chiede un’altra data con il motivo. Vale come l’atto compiuto allo sportello." },
  { ...writing, id: "record_presence", path: "/offices/{office_id}/cases/{case_id}/summonses/{summons_id}/presences", scope: "presence", params: SummonsPath, body: Presence, answer: Recorded, summary: "Presenza al colloquio", description: "La persona si è presentata. Vale come l’atto compiuto all’accoglienza." },
] as const satisfies readonly Operation[];

export type OperationId = (typeof OPERATIONS)[number]["id"];
