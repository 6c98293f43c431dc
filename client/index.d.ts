// Generated from the contract by «convoca api-client»: not to be edited by hand.

export type Appointment = { appointment_id: string; case_id: string; starts_at: string; ends_at: string; desk: number; state: string };

export type AppointmentPage = { items: (Appointment)[]; next_cursor: string | null };

export type CaseDetail = { case_id: string; measure: string; role: "R" | "M"; bound: boolean; opened_at: string; next_due_on: string | null; person: { tax_code: string; given_name: string; family_name: string } | null; proceedings: (Proceeding)[]; terms: (Term)[] };

export type CasePage = { items: (CaseSummary)[]; next_cursor: string | null };

export type CaseSummary = { case_id: string; measure: string; role: "R" | "M"; bound: boolean; opened_at: string; next_due_on: string | null; person: { tax_code: string; given_name: string; family_name: string } | null };

export type CodeEntry = { list: string; code: string; title: string };

export type CodePage = { items: (CodeEntry)[]; next_cursor: string | null };

export type Office = { office_id: string; title: string; province: string };

export type OfficePage = { items: (Office)[]; next_cursor: string | null };

export type Presence = { present: true };

export type Problem = { type: string; title: string; status: number; code: string; detail: string; instance: string; citation?: string; fields?: ({ field: string; message: string })[]; allowed?: ({ act: string; label: string })[]; changed?: { by: string; role: string; act: string; at: string; state: string; version: number } };

export type Proceeding = { proceeding_id: string; procedure: string; state: string; state_title: string; version: number; opened_at: string; closed_at: string | null };

export type Recorded = { act_id: string; proceeding_id: string; state: string; version: number };

export type Reply = { answer: "confirm" | "another-date"; reason?: string };

export type Status = { status: "ok" | "degraded"; title: string; detail: string; version: string };

export type Summons = { summons_id: string; reference: string; attempt: number; state: string; starts_at: string; ends_at: string; evidence: ({ channel: string; outcome: string; at: string })[] };

export type SummonsPage = { items: (Summons)[]; next_cursor: string | null };

export type Term = { kind: string; due_on: string; citation: string | null };

export interface Options {
  readonly address: string;
  readonly token?: string | (() => Promise<string>);
  /** Headers of a signed request. */
  readonly headersOf?: (request: { readonly method: string; readonly body: string | undefined }) => Promise<Record<string, string>>;
  readonly fetch?: typeof globalThis.fetch;
}
export interface Client {
  /** Stato del servizio. */
  readonly showStatus: (given?: {  }) => Promise<Status>;
  /** Sedi aperte a chi chiede. */
  readonly listOffices: (given?: { cursor?: string; limit?: number }) => Promise<OfficePage>;
  /** Codici e loro significato. */
  readonly listCodes: (given?: { cursor?: string; limit?: number }) => Promise<CodePage>;
  /** Casi della sede. */
  readonly listCases: (given: { office_id: string; cursor?: string; limit?: number }) => Promise<CasePage>;
  /** Un caso. */
  readonly showCase: (given: { office_id: string; case_id: string }) => Promise<CaseDetail>;
  /** Convocazioni di un caso. */
  readonly listSummonses: (given: { office_id: string; case_id: string; cursor?: string; limit?: number }) => Promise<SummonsPage>;
  /** Appuntamenti della sede. */
  readonly listAppointments: (given: { office_id: string; from: string; to: string; cursor?: string; limit?: number }) => Promise<AppointmentPage>;
  /** Risposta alla convocazione. */
  readonly recordReply: (given: { office_id: string; case_id: string; summons_id: string; body: Reply; idempotencyKey: string }) => Promise<Recorded>;
  /** Presenza al colloquio. */
  readonly recordPresence: (given: { office_id: string; case_id: string; summons_id: string; body: Presence; idempotencyKey: string }) => Promise<Recorded>;
}
export class ConvocaProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Problem;
  readonly retryAfter: number;
}
export function createClient(options: Options): Client;
export function everyItem<Item, Given extends object>(operation: (given: Given) => Promise<{ items: Item[]; next_cursor: string | null }>, given?: Given): AsyncGenerator<Item>;
