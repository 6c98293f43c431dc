// What an office has told the national platform, what waits, and what a person must settle.

import { z } from "zod";
import { Day, Id, Instant, Reason } from "./problem.ts";

export const NODE_VIEWS = ["da-decidere", "in-attesa", "ricevute"] as const;

export const NodeReportsQuery = z.object({
  stato: z.enum(NODE_VIEWS).default("da-decidere"),
  cursor: z.string().regex(/^\d{1,18}$/).optional(),
});

export const NodeReportRow = z.object({
  id: Id,
  caseId: Id,
  surname: z.string(),
  name: z.string(),
  taxCode: z.string(),
  title: z.string().describe("Che cosa si comunica, in parole"),
  act: z.string().describe("L’atto da cui nasce"),
  policyNumber: z.string().nullable(),
  state: z.enum(["waiting", "on-wire", "uncertain", "acknowledged", "refused", "set-aside", "by-file"]),
  madeAt: Instant,
  dueOn: Day.nullable().describe("Termine di legge per comunicare, quando c’è"),
  late: z.boolean(),
  attempts: z.int(),
  answer: z.string().nullable().describe("Codice della piattaforma"),
  detail: z.string().nullable(),
  may: z.array(z.enum(["resend", "taken", "set-aside"])).describe("Che cosa può decidere chi guarda"),
});
export type NodeReportRow = z.infer<typeof NodeReportRow>;

export const NodeReports = z.object({
  rows: z.array(NodeReportRow),
  next: z.string().nullable(),
  counts: z.object({ "da-decidere": z.int(), "in-attesa": z.int() }),
  downSince: Instant.nullable().describe("Da quando la piattaforma non risponde; null se risponde"),
  mayExport: z.boolean(),
});
export type NodeReports = z.infer<typeof NodeReports>;

export const NodeAttempts = z.object({
  attempts: z.array(
    z.object({
      at: Instant,
      outcome: z.enum(["taken", "refused", "deferred", "unreachable", "no-answer", "known", "by-file"]),
      code: z.string().nullable(),
      detail: z.string().nullable(),
      sent: z.string(),
      received: z.string().nullable(),
    }),
  ),
});
export type NodeAttempts = z.infer<typeof NodeAttempts>;

export const MendReport = z.object({ how: z.enum(["resend", "taken", "set-aside"]), reason: Reason });
export const NodeFileRequest = z.object({ reason: Reason });
