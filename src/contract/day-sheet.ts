// The day sheet of an office: who is expected, who has come, who waits for which desk; arrivals, outcomes, the closing of the day.

import { z } from "zod";
import { STANDINGS } from "../domain/day-sheet/standing.ts";
import { Day, Id, Instant, Reason } from "./problem.ts";

const Tag = z.string().describe("Impronta del foglio: rimandata, il foglio torna solo se è cambiato");
const Version = z.int().min(1).describe("Versione mostrata sulla pagina");
const ActId = Id.describe("Scelto da chi chiede, una volta per atto: chiesto di nuovo, l'atto non si ripete");

export const DaySheetQuery = z.object({ day: Day.optional(), seen: z.string().max(100).optional() });

export const Visit = z.object({
  id: Id,
  version: z.int(),
  ticket: z.int(),
  arrivedAt: Instant,
  calledAt: Instant.nullable(),
  desk: z.int().nullable(),
  endedAt: Instant.nullable(),
});
export type Visit = z.infer<typeof Visit>;

export const DaySheetRow = z.object({
  key: z.string(),
  kind: z.enum(["appointment", "walk-in", "given-up"]),
  caseId: Id,
  summonsId: Id.nullable(),
  meetingId: Id.nullable().describe("Il posto dell’incontro concordato, se è un incontro concordato"),
  version: z.int().nullable().describe("Versione della convocazione"),
  surname: z.string(),
  name: z.string(),
  taxCode: z.string(),
  startsAt: Instant.nullable(),
  minute: z.int().nullable().describe("Minuti dalla mezzanotte, ora locale della sede"),
  desk: z.int().nullable().describe("Numero dello sportello"),
  inMore: z.boolean().describe("Posto in più: alla stessa ora lo sportello aspetta anche un’altra persona"),
  standing: z.enum(STANDINGS),
  stateText: z.string().nullable().describe("Stato della convocazione, in parole"),
  movedTo: Instant.nullable().describe("Il nuovo appuntamento, se è stato spostato"),
  visit: Visit.nullable(),
});
export type DaySheetRow = z.infer<typeof DaySheetRow>;

export const DayCounts = z.object({
  booked: z.int(),
  undecided: z.int(),
  here: z.int(),
  present: z.int(),
  absent: z.int(),
  missed: z.int().describe("Incontri concordati a cui la persona non è venuta"),
  justified: z.int(),
  notProven: z.int(),
  cancelled: z.int(),
  moved: z.int(),
  walkIns: z.int(),
});
export type DayCounts = z.infer<typeof DayCounts>;

export const DaySheet = z.object({
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
  closedBecause: z.string().nullable().describe("Perché la sede non apre, quando non apre"),
  desks: z.array(z.int()).describe("Numeri degli sportelli"),
  version: z.int().describe("Versione della giornata: 0 se non è mai stata toccata"),
  closed: z.object({ at: Instant, by: z.string() }).nullable(),
  counts: DayCounts,
  rows: z.array(DaySheetRow),
});
export type DaySheet = z.infer<typeof DaySheet>;

/** What the reader may do here; every answer of the server decides again. */
export const DayCan = z.object({
  reception: z.boolean(),
  outcomes: z.boolean(),
  close: z.boolean(),
  reopen: z.boolean(),
  openPerson: z.boolean(),
});
export type DayCan = z.infer<typeof DayCan>;

export const DaySheetAnswer = z.object({
  tag: Tag,
  now: Instant.describe("Ora della procedura"),
  can: DayCan,
  sheet: DaySheet.nullable().describe("Vuoto quando è quello già visto"),
});
export type DaySheetAnswer = z.infer<typeof DaySheetAnswer>;

export const DayDebts = z.object({
  days: z.array(z.object({ day: Day, expected: z.int(), undecided: z.int(), closed: z.boolean() })),
});
export type DayDebts = z.infer<typeof DayDebts>;

/** At the door -------------------------------------------------------------------------------------------------------- */
export const FindAtDoor = z.object({
  text: z.string().trim().min(2, "Scrivere almeno due lettere").max(80),
});

const DoorPerson = z.object({
  caseId: Id,
  surname: z.string(),
  name: z.string(),
  taxCode: z.string(),
  summonsId: Id.nullable(),
  version: z.int().nullable(),
  startsAt: Instant.nullable(),
  today: z.boolean().describe("L'appuntamento è di oggi, in questa sede"),
  standing: z.enum(STANDINGS).nullable(),
});
export type DoorPerson = z.infer<typeof DoorPerson>;

export const FoundAtDoor = z.object({
  kind: z.enum(["here", "elsewhere", "bad-code", "nobody"]),
  byCode: z.boolean().describe("Trovata con il codice della convocazione"),
  moved: z.boolean().describe("Il codice è di un appuntamento che nel frattempo è stato spostato"),
  people: z.array(DoorPerson),
  more: z.boolean(),
  elsewhere: z
    .object({ office: z.string(), address: z.string().nullable(), startsAt: Instant.nullable() })
    .nullable()
    .describe("La sede che segue la persona; l'ora solo a chi mostra il codice"),
});
export type FoundAtDoor = z.infer<typeof FoundAtDoor>;

export const CheckIn = z.object({ caseId: Id, summonsId: Id, version: Version, actId: ActId });
export const Queue = z.object({ caseId: Id, actId: ActId });
export const TakeSeat = z.object({
  caseId: Id,
  deskId: z.int(),
  startsAt: z.iso.datetime(),
  signed: z.literal(true, "Senza la firma della persona la nuova ora non vale: farla firmare e confermare"),
  actId: ActId,
});
export const SeatsNow = z.object({
  seats: z.array(z.object({ deskId: z.int(), desk: z.int(), startsAt: Instant, minute: z.int() })),
});
export type SeatsNow = z.infer<typeof SeatsNow>;

export const VisitStep = z.discriminatedUnion("step", [
  z.object({ step: z.literal("call"), version: Version, desk: z.int().min(1) }),
  z.object({ step: z.literal("wait"), version: Version }),
  z.object({ step: z.literal("seen"), version: Version }),
  z.object({ step: z.literal("left"), version: Version }),
  z.object({ step: z.literal("mistake"), version: Version }),
]);
export type VisitStep = z.infer<typeof VisitStep>;

export const DayDone = z.object({
  message: z.string().describe("Che cosa è stato fatto, in una frase"),
  ticket: z.int().nullable(),
});
export type DayDone = z.infer<typeof DayDone>;

/** Outcomes ------------------------------------------------------------------------------------------------------------ */
export const DAY_ACTS = ["record-attendance", "record-no-show", "justify", "correct-absence", "correct-attendance", "cancel"] as const;
export type DayAct = (typeof DAY_ACTS)[number];

export const AfterNoShow = z.object({
  becomes: z.enum(["absent", "to-convene-again", "cancelled", "blocked"]),
  text: z.string(),
  why: z.string().nullable().describe("Perché non si può, quando non si può"),
  law: z.string().nullable(),
  countBefore: z.int(),
  countAfter: z.int().nullable(),
  step: z.string().nullable().describe("Che cosa la misura prevede a quel numero di assenze"),
  justifyUntil: Day.nullable(),
  justifyLaw: z.string().nullable(),
  told: z.string(),
});
export type AfterNoShow = z.infer<typeof AfterNoShow>;

export const OutcomeOffers = z.object({
  caseId: Id,
  summonsId: Id,
  version: z.int(),
  surname: z.string(),
  name: z.string(),
  startsAt: Instant,
  stateText: z.string(),
  acts: z.array(
    z.object({
      act: z.enum(DAY_ACTS),
      label: z.string(),
      allowed: z.boolean(),
      reason: z.string().nullable(),
      law: z.string().nullable(),
    }),
  ),
  noShow: AfterNoShow.nullable(),
  reasons: z.array(z.object({ code: z.string(), text: z.string() })).describe("Giustificati motivi dell'elenco"),
});
export type OutcomeOffers = z.infer<typeof OutcomeOffers>;

export const RecordOutcome = z.object({
  caseId: Id,
  summonsId: Id,
  version: Version,
  act: z.enum(DAY_ACTS),
  actId: ActId,
  counterSeen: z.int().min(0).optional(),
  reason: z.string().trim().max(500).optional(),
  justifiedReason: z.string().max(10).optional(),
  evidenceSeen: z.boolean().optional(),
  toldOn: Day.optional(),
  impedimentUntil: Day.nullable().optional(),
});
export type RecordOutcome = z.infer<typeof RecordOutcome>;

export const MeetingOutcome = z.object({
  caseId: Id,
  appointmentId: Id.describe("Il posto che la pagina mostrava"),
  act: z.enum(["came", "missed", "undo"]),
  reason: z.string().trim().max(500).optional(),
  actId: ActId,
});
export type MeetingOutcome = z.infer<typeof MeetingOutcome>;

/** The closing --------------------------------------------------------------------------------------------------------- */
export const ClosingPreview = z.object({
  day: Day,
  version: z.int(),
  mayClose: z.boolean(),
  why: z.string().nullable(),
  counts: DayCounts,
  undecided: z.array(
    z.object({
      caseId: Id,
      summonsId: Id,
      version: z.int(),
      surname: z.string(),
      name: z.string(),
      startsAt: Instant,
      ahead: z.boolean().describe("L'ora non è ancora passata"),
      after: AfterNoShow,
    }),
  ),
  meetings: z
    .array(z.object({ caseId: Id, appointmentId: Id, surname: z.string(), name: z.string(), startsAt: Instant, ahead: z.boolean() }))
    .describe("Incontri concordati ancora senza esito"),
  here: z.array(z.object({ visitId: Id, version: z.int(), ticket: z.int(), surname: z.string(), name: z.string(), desk: z.int().nullable() })),
});
export type ClosingPreview = z.infer<typeof ClosingPreview>;

export const BulkNoShow = z.object({
  day: Day,
  people: z
    .array(
      z.object({
        caseId: Id,
        summonsId: Id,
        version: Version,
        actId: ActId,
        becomes: z.enum(["absent", "to-convene-again", "cancelled"]),
        counterSeen: z.int().min(0),
      }),
    )
    .min(1, "Scegliere almeno una persona")
    .max(300, "Al massimo trecento persone alla volta"),
});
export type BulkNoShow = z.infer<typeof BulkNoShow>;
export const BulkDone = z.object({
  message: z.string(),
  results: z.array(z.object({ done: z.boolean(), state: z.string().nullable(), why: z.string().nullable() })).describe("Nell'ordine in cui sono state chieste"),
});
export type BulkDone = z.infer<typeof BulkDone>;

export const CloseDay = z.object({ day: Day, version: z.int().min(0), actId: ActId });
export const ReopenDay = z.object({ day: Day, version: Version, reason: Reason, actId: ActId });

/** The code and the screen -------------------------------------------------------------------------------------------- */
export const DeskCode = z.object({
  code: z.string().describe("Il codice firmato, come lo legge lo scanner"),
  short: z.string().describe("Il codice da leggere al telefono"),
  svg: z.string().describe("Il codice QR"),
  surname: z.string(),
  name: z.string(),
  startsAt: Instant,
  office: z.string(),
  address: z.string().nullable(),
});
export type DeskCode = z.infer<typeof DeskCode>;

export const ScreenAddress = z.object({ path: z.string() });
export type ScreenAddress = z.infer<typeof ScreenAddress>;

export const WaitingScreen = z.object({
  office: z.string(),
  now: Instant,
  called: z.array(z.object({ ticket: z.int(), desk: z.int(), calledAt: Instant })).describe("L'ultimo chiamato per primo"),
  waiting: z.array(z.int()).describe("Numeri in attesa, nell'ordine di arrivo"),
});
export type WaitingScreen = z.infer<typeof WaitingScreen>;
