// Requests of persons about their own data: the list with its terms, one request with what can be done about it.

import { z } from "zod";
import { REQUEST_ANSWERS, REQUEST_CHANNELS, REQUEST_KINDS } from "../domain/requests/types.ts";
import { Day, Id, Instant, Reason } from "./problem.ts";

export const SubjectRequest = z.object({
  id: Id,
  taxCode: z.string().nullable(),
  surname: z.string().nullable(),
  name: z.string().nullable(),
  known: z.boolean().describe("Se la persona è nell’archivio"),
  kind: z.string(),
  cameBy: z.string(),
  receivedOn: Day,
  dueOn: Day,
  urgency: z.enum(["done", "in-time", "soon", "late"]),
  extendedBecause: z.string().nullable(),
  note: z.string().nullable(),
  state: z.enum(["open", ...REQUEST_ANSWERS]),
  outcome: z.string().nullable(),
  closedOn: Day.nullable(),
  closedBy: z.string().nullable(),
  registeredBy: z.string(),
});
export type SubjectRequest = z.infer<typeof SubjectRequest>;

export const RequestsQuery = z.object({
  open: z.enum(["yes", "no"]).default("yes"),
  cursor: z
    .string()
    .regex(/^\d{1,6}$/)
    .optional(),
});
export const SubjectRequests = z.object({ rows: z.array(SubjectRequest), next: z.string().nullable() });
export type SubjectRequests = z.infer<typeof SubjectRequests>;

export const RegisterRequest = z.object({
  taxCode: z.string().max(40),
  kind: z.enum(REQUEST_KINDS),
  cameBy: z.enum(REQUEST_CHANNELS),
  receivedOn: Day,
  note: z.string().trim().max(1000).nullable().default(null),
});
export const Registered = z.object({ id: Id, known: z.boolean(), dueOn: Day, message: z.string() });
export type Registered = z.infer<typeof Registered>;

export const RequestDetail = SubjectRequest.extend({
  person: z
    .object({
      municipality: z.string().nullable(),
      birthDate: Day,
      sex: z.string().nullable(),
      street: z.string().nullable(),
      zip: z.string().nullable(),
      contacts: z.array(
        z.object({ kind: z.string(), value: z.string(), usable: z.boolean(), current: z.boolean() }),
      ),
      cases: z.array(
        z.object({ id: Id, measure: z.string(), protocol: z.string(), office: z.string().nullable() }),
      ),
      documents: z.array(
        z.object({ id: Id, kind: z.string(), uploadedAt: Instant, erasedAt: Instant.nullable() }),
      ),
      restriction: z.object({ since: Instant, reason: z.string(), imposedBy: z.string() }).nullable(),
    })
    .nullable(),
  mayAct: z.boolean(),
});
export type RequestDetail = z.infer<typeof RequestDetail>;

export const ReasonedRequest = z.object({ reason: Reason });
export const AnswerRequest = z.object({
  state: z.enum(REQUEST_ANSWERS),
  reason: Reason.describe("Che cosa si è risposto, in una frase"),
});
const Corrected = z.string().trim().min(1).max(200).optional();
export const RectifyRequest = z.object({
  reason: Reason,
  taxCode: z.string().trim().min(11).max(20).optional(),
  municipality: z.string().regex(/^[A-Z][0-9]{3}$/).optional(),
  surname: Corrected,
  name: Corrected,
  birthDate: Day.optional(),
  sex: z.enum(["M", "F"]).optional(),
  street: Corrected,
  zip: Corrected,
  addMobile: Corrected,
  addEmail: Corrected,
  drop: z.object({ kind: z.enum(["mobile", "landline", "email", "pec"]), value: z.string().max(320) }).optional(),
});
