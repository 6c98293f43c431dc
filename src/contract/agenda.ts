// An office's agenda: one day with its desks, one week with its days, the people in the seats, what is closed and why.

import { z } from "zod";
import { Day, Id, Instant, Reason } from "./problem.ts";

export const AgendaQuery = z.object({ day: Day.optional() });

export const AgendaAppointment = z.object({
  id: Id,
  caseId: Id,
  deskId: z.int(),
  startsAt: Instant,
  inMore: z.boolean().describe("Posto in più: alla stessa ora lo sportello aspetta anche un’altra persona"),
  minute: z.int().describe("Minuti dalla mezzanotte, ora locale della sede"),
  surname: z.string(),
  name: z.string(),
  taxCode: z.string(),
  reach: z.string(),
  summons: z.string().nullable().describe("Stato della convocazione"),
  delivery: z.enum(["none", "waiting", "delivered", "not-delivered", "uncertain"]),
});
export type AgendaAppointment = z.infer<typeof AgendaAppointment>;

/** Hours of a day that are not the ordinary ones, whoever decided it. */
export const DayChange = z.object({
  kind: z.enum(["opening", "closure"]),
  desk: z.int().nullable().describe("Numero dello sportello; vuoto per tutta la sede"),
  from: z.int().nullable().describe("Minuti dalla mezzanotte; vuoto per tutto il giorno"),
  to: z.int().nullable(),
  reason: z.string(),
});
export type DayChange = z.infer<typeof DayChange>;

const FreeSeat = z.object({ deskId: z.int(), minute: z.int(), startsAt: Instant });
const Desk = z.object({ id: z.int(), number: z.int() });
const AgendaOffice = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  municipality: z.string().nullable(),
});

export const Agenda = z.object({
  office: AgendaOffice,
  day: Day,
  today: Day,
  now: z.int().describe("Minuti dalla mezzanotte, adesso"),
  earliest: Day.describe("Primo giorno in cui si può dare una data nuova: il preavviso minimo"),
  previousDay: Day.nullable(),
  nextDay: Day.nullable(),
  closedBecause: z.string().nullable(),
  closures: z.array(DayChange),
  desks: z.array(Desk),
  slots: z.array(z.int()).describe("Inizio di ogni posto, minuti dalla mezzanotte"),
  seats: z.int(),
  free: z.array(FreeSeat).describe("Posti liberi"),
  appointments: z.array(AgendaAppointment),
});
export type Agenda = z.infer<typeof Agenda>;

export const AgendaWeekQuery = z.object({
  day: Day.optional().describe("Un giorno qualsiasi della settimana"),
  desk: z.coerce.number().int().optional().describe("Sportello; senza, tutta la sede"),
});

export const WeekAppointment = AgendaAppointment.omit({ taxCode: true, reach: true, delivery: true }).extend({ day: Day });
export type WeekAppointment = z.infer<typeof WeekAppointment>;

export const AgendaWeek = z.object({
  office: AgendaOffice,
  monday: Day,
  today: Day,
  now: z.int(),
  earliest: Day,
  previousWeek: Day,
  nextWeek: Day,
  desk: z.int().nullable(),
  desks: z.array(Desk),
  days: z.array(
    z.object({
      day: Day,
      closedBecause: z.string().nullable(),
      changes: z.array(DayChange),
      slots: z.array(z.int()),
      seats: z.int(),
      free: z.array(FreeSeat),
    }),
  ),
  appointments: z.array(WeekAppointment),
});
export type AgendaWeek = z.infer<typeof AgendaWeek>;

// Moving -------------------------------------------------------------------------------------------------------------

const Target = z.object({
  caseId: Id,
  appointmentId: Id.describe("L’appuntamento che la pagina mostrava"),
  deskId: z.int(),
  startsAt: Instant,
});
export const MoveRequest = Target.extend({ reason: Reason, actId: Id.describe("Scelto da chi chiede: chiesto di nuovo, non si sposta due volte") });
export const MovePreviewRequest = Target.extend({ because: z.literal("office-closed").optional().describe("Lo spostamento viene da una chiusura della sede") });

export const TextToSend = z.object({
  kind: z.string(),
  channel: z.string(),
  recipient: z.string(),
  dueAt: Instant,
  parts: z.int(),
  subject: z.string().nullable(),
  body: z.string(),
});
export type TextToSend = z.infer<typeof TextToSend>;

export const TextPreview = z.object({
  sameTime: z.boolean().describe("Cambia solo lo sportello: la persona non riceve niente"),
  messages: z.array(TextToSend),
  withdrawn: z.array(z.object({ kind: z.string(), channel: z.string(), dueAt: Instant })),
  task: z.string().nullable(),
  reminderAt: Instant.nullable(),
});
export type TextPreview = z.infer<typeof TextPreview>;

export const HoldRequest = z.object({ caseId: Id, deskId: z.int(), startsAt: Instant });
