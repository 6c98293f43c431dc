// One office's day: desks down, hours across, the people in the seats.

import { z } from "zod";
import { Day, Id, Instant } from "./problem.ts";

export const AgendaQuery = z.object({ day: Day.optional() });

export const AgendaAppointment = z.object({
  id: Id,
  caseId: Id,
  deskId: z.int(),
  startsAt: Instant,
  minute: z.int().describe("Minuti dalla mezzanotte, ora locale della sede"),
  surname: z.string(),
  name: z.string(),
  taxCode: z.string(),
  reach: z.string(),
  summons: z.string().nullable().describe("Stato della convocazione"),
  delivery: z.enum(["none", "waiting", "delivered", "not-delivered", "uncertain"]),
});
export type AgendaAppointment = z.infer<typeof AgendaAppointment>;

export const Agenda = z.object({
  office: z.object({
    id: z.string(),
    name: z.string(),
    address: z.string().nullable(),
    municipality: z.string().nullable(),
  }),
  day: Day,
  today: Day,
  previousDay: Day.nullable(),
  nextDay: Day.nullable(),
  closedBecause: z.string().nullable(),
  closures: z.array(
    z.object({
      desk: z.int().nullable().describe("Numero dello sportello; vuoto per tutta la sede"),
      from: z.int().nullable(),
      to: z.int().nullable(),
      reason: z.string(),
    }),
  ),
  desks: z.array(z.object({ id: z.int(), number: z.int() })),
  slots: z.array(z.int()).describe("Inizio di ogni posto, minuti dalla mezzanotte"),
  seats: z.int(),
  free: z.array(z.object({ deskId: z.int(), minute: z.int() })).describe("Posti liberi"),
  appointments: z.array(AgendaAppointment),
});
export type Agenda = z.infer<typeof Agenda>;
