// The hours of an office: those of the week, and what its manager decides about single days; whom it hits, and where they go.

import { z } from "zod";
import { Day, Id, Instant, Reach, Reason } from "./problem.ts";

const Minute = z.int().min(0).max(1440);
const Weekday = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6), z.literal(7)]);

export const ExceptionDraft = z.object({
  id: Id.describe("Fatto da chi chiede: la stessa richiesta inviata due volte vale una volta"),
  kind: z.enum(["opening", "closure"]),
  from: Day,
  to: Day,
  weekdays: z.array(Weekday).min(1, "Scegliere almeno un giorno della settimana").max(7),
  fromMinute: Minute.nullable(),
  toMinute: Minute.nullable(),
  deskId: z.int().nullable(),
  reason: Reason,
});
export type ExceptionDraft = z.infer<typeof ExceptionDraft>;

export const HoursChange = z.union([
  z.object({ enter: ExceptionDraft }),
  z.object({ withdraw: Id, reason: Reason }),
]);
export type HoursChange = z.infer<typeof HoursChange>;

export const ChangePreviewRequest = z.object({ change: HoursChange });
export const ChangeRequest = z.object({ change: HoursChange, digest: z.string().max(100).describe("Ciò che è stato mostrato") });

export const Proposal = z.object({
  caseId: Id,
  appointmentId: Id,
  name: z.string(),
  surname: z.string(),
  reach: Reach,
  summons: z.string().nullable(),
  desk: z.int(),
  startsAt: Instant,
  to: z.object({ desk: z.int(), deskId: z.int(), startsAt: Instant }).nullable(),
  sameTime: z.boolean(),
  due: Day,
  late: z.boolean(),
});
export type Proposal = z.infer<typeof Proposal>;

export const ChangePreview = z.object({
  days: z.array(z.object({ date: Day, seats: z.int() })),
  proposals: z.array(Proposal),
  digest: z.string(),
});
export type ChangePreview = z.infer<typeof ChangePreview>;

export const ChangeDone = z.object({ message: z.string(), replanId: Id.nullable() });
export type ChangeDone = z.infer<typeof ChangeDone>;

export const ReplanProgress = z.object({
  done: z.boolean(),
  all: z.int(),
  waiting: z.int(),
  moved: z.int(),
  sameTime: z.int(),
  task: z.int(),
  elsewhere: z.int(),
});
export type ReplanProgress = z.infer<typeof ReplanProgress>;

export const OfficeException = z.object({
  id: Id,
  kind: z.enum(["opening", "closure"]),
  from: Day,
  to: Day,
  weekdays: z.array(Weekday),
  fromMinute: z.int().nullable(),
  toMinute: z.int().nullable(),
  deskId: z.int().nullable(),
  desk: z.int().nullable(),
  reason: z.string(),
  enteredAt: Instant,
  enteredBy: z.string(),
  withdrawn: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
  people: z.int().describe("Persone che hanno ancora l’appuntamento in quelle ore"),
  replan: z.object({ id: Id, done: z.boolean() }).nullable(),
});
export type OfficeException = z.infer<typeof OfficeException>;

export const OfficeHours = z.object({
  today: Day,
  week: z.array(z.object({ weekday: Weekday, periods: z.array(z.object({ start: z.int(), end: z.int() })) })),
  desks: z.array(z.object({ id: z.int(), number: z.int() })),
  exceptions: z.array(OfficeException),
});
export type OfficeHours = z.infer<typeof OfficeHours>;

export const CopyWeekRequest = z.object({
  week: Day.describe("Un giorno della settimana da copiare"),
  onto: z.array(Day).min(1, "Scegliere almeno una settimana").max(26, "Al massimo 26 settimane per volta"),
});
export const CopyWeekRows = z.object({
  rows: z.array(
    z.object({
      kind: z.enum(["opening", "closure"]),
      date: Day,
      fromMinute: z.int().nullable(),
      toMinute: z.int().nullable(),
      desk: z.int().nullable(),
      reason: z.string(),
      seats: z.int(),
      refusal: z.string().nullable().describe("Perché non si copia"),
    }),
  ),
});
export type CopyWeekRows = z.infer<typeof CopyWeekRows>;
