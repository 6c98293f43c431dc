// Who has seen whom: the log of a person's page, the auditor's log, the flags of unusual accesses, substitutions.

import { z } from "zod";
import { isIsoDate } from "../domain/calendar/days.ts";
import { CHOSEN_REASONS } from "../domain/access/reasons.ts";
import { ROLES } from "../domain/access/roles.ts";
import { UNUSUAL_RULES } from "../domain/access/unusual.ts";
import { Day, Id, Instant, Reason } from "./problem.ts";

const Login = z.string().trim().min(2).max(200);
/** A day that exists. */
const RealDay = Day.refine(isIsoDate, "Questo giorno non esiste nel calendario");
const Cursor = z.string().max(200).optional();

export const AccessRow = z.object({
  id: z.number(),
  at: Instant.describe("Ora della procedura"),
  actor: z.string().describe("Utente, come lo nominano gli atti"),
  actorName: z.string().nullable(),
  role: z.string(),
  onBehalfOf: z.string().nullable().describe("Per conto di chi, se sostituiva qualcuno"),
  office: z.string().nullable(),
  action: z.string(),
  hits: z.number().describe("Quante persone ha mostrato"),
  reasonKind: z.string().nullable(),
  reason: z.string().nullable(),
});
export type AccessRow = z.infer<typeof AccessRow>;

export const PersonAccesses = z.object({ rows: z.array(AccessRow), next: z.string().nullable() });
export type PersonAccesses = z.infer<typeof PersonAccesses>;
export const PersonAccessesQuery = z.object({ cursor: Cursor });

export const Visit = z.object({
  reasonKind: z.string().nullable().describe("Il lavoro che la scheda mostra da fare, o nessuno"),
  asked: z.boolean().describe("Se manca il motivo dell'apertura, e va scelto"),
});
export type Visit = z.infer<typeof Visit>;
export const GiveReasonRequest = z
  .object({ kind: z.enum(CHOSEN_REASONS), note: z.string().trim().max(500).optional() })
  .refine(({ kind, note }) => kind !== "other" || (note !== undefined && note !== ""), {
    path: ["note"],
    message: "Scrivere in poche parole il motivo",
  });
export type GiveReasonRequest = z.infer<typeof GiveReasonRequest>;

export const ProtectionState = z.object({
  isProtected: z.boolean(),
  since: Instant.nullable(),
  by: z.string().nullable(),
  reason: z.string().nullable(),
});
export type ProtectionState = z.infer<typeof ProtectionState>;
export const ProtectionRequest = z.object({ isProtected: z.boolean(), reason: Reason });
export type ProtectionRequest = z.infer<typeof ProtectionRequest>;

export const AccessesQuery = z.object({
  person: z.string().trim().min(2).max(100).optional(),
  case: Id.optional(),
  user: z.string().trim().min(1).max(200).optional(),
  office: z.string().max(20).optional(),
  day: RealDay.optional(),
  cursor: Cursor,
});
export type AccessesQuery = z.infer<typeof AccessesQuery>;

const Who = z.object({ surname: z.string(), name: z.string() });
export const AuditedAccess = AccessRow.extend({
  caseId: Id.nullable(),
  person: Who.nullable().describe("Assente negli elenchi, e dopo la cancellazione dei dati"),
  flagged: z.boolean(),
});
export type AuditedAccess = z.infer<typeof AuditedAccess>;
export const Accesses = z.object({ rows: z.array(AuditedAccess), next: z.string().nullable() });
export type Accesses = z.infer<typeof Accesses>;

export const FlagsQuery = z.object({ state: z.enum(["open", "closed"]).default("open"), cursor: Cursor });
export type FlagsQuery = z.infer<typeof FlagsQuery>;
export const FlagOutcome = z.enum(["explained", "pursued"]);
export type FlagOutcome = z.infer<typeof FlagOutcome>;
export const AccessFlag = z.object({
  id: Id,
  rule: z.enum(UNUSUAL_RULES),
  actor: z.string(),
  actorName: z.string().nullable(),
  role: z.string(),
  onBehalfOf: z.string().nullable(),
  office: z.string().nullable(),
  day: Day,
  caseId: Id.nullable(),
  person: Who.nullable(),
  detail: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .describe("Che cosa si è trovato, e con quali parametri"),
  raisedAt: Instant,
  count: z.number().describe("Quanti accessi l'hanno fatta nascere"),
  views: z.array(
    z.object({
      id: z.number(),
      at: Instant,
      action: z.string(),
      person: Who.nullable(),
      reasonKind: z.string().nullable(),
    }),
  ),
  closed: z.object({ at: Instant, by: z.string(), outcome: FlagOutcome, reason: z.string() }).nullable(),
});
export type AccessFlag = z.infer<typeof AccessFlag>;
export const AccessFlags = z.object({
  rows: z.array(AccessFlag),
  next: z.string().nullable(),
  open: z.number(),
});
export type AccessFlags = z.infer<typeof AccessFlags>;
export const CloseFlagRequest = z.object({ outcome: FlagOutcome, reason: Reason });
export type CloseFlagRequest = z.infer<typeof CloseFlagRequest>;

export const Substitution = z.object({
  id: Id,
  absent: z.string(),
  absentName: z.string().nullable(),
  substitute: z.string(),
  substituteName: z.string().nullable(),
  role: z.string(),
  office: z.string(),
  from: Day,
  to: Day,
  reason: z.string(),
  givenBy: z.string(),
  endedFrom: Day.nullable().describe("Primo giorno in cui non vale più, se chiusa prima del tempo"),
});
export type Substitution = z.infer<typeof Substitution>;
export const Substitutions = z.object({ rows: z.array(Substitution), today: Day });
export type Substitutions = z.infer<typeof Substitutions>;
export const SubstitutionRequest = z.object({
  absent: Login,
  substitute: Login,
  role: z.enum(ROLES),
  office: z.string().max(20),
  from: RealDay,
  to: RealDay,
  reason: Reason,
});
export type SubstitutionRequest = z.infer<typeof SubstitutionRequest>;
export const EndSubstitutionRequest = z.object({ reason: Reason });

export const KinRow = z.object({
  id: Id,
  login: z.string(),
  name: z.string().nullable(),
  surname: z.string(),
  municipality: z.string(),
  municipalityName: z.string().nullable(),
});
export const Kin = z.object({ rows: z.array(KinRow) });
export type Kin = z.infer<typeof Kin>;
export const KinRequest = z.object({
  login: Login,
  surname: z.string().trim().min(2).max(100),
  municipality: z.string().regex(/^[A-Z][0-9]{3}$/),
});

export const OfficeUsers = z.object({ users: z.array(z.object({ login: z.string(), name: z.string() })) });
export type OfficeUsers = z.infer<typeof OfficeUsers>;

export const MunicipalitiesQuery = z.object({ q: z.string().trim().min(2).max(60) });
export const Municipalities = z.object({
  rows: z.array(z.object({ code: z.string(), name: z.string(), province: z.string() })),
});
export type Municipalities = z.infer<typeof Municipalities>;

export const AccessRule = z.object({
  rule: z.enum(UNUSUAL_RULES),
  active: z.boolean(),
  parameters: z.array(z.object({ name: z.string(), value: z.number(), least: z.number(), most: z.number() })),
  changed: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
});
export type AccessRule = z.infer<typeof AccessRule>;
export const AccessRules = z.object({ rules: z.array(AccessRule) });
export type AccessRules = z.infer<typeof AccessRules>;
export const ChangeRuleRequest = z.object({
  active: z.boolean(),
  parameters: z.record(z.string().max(40), z.number()).refine((all) => Object.keys(all).length <= 10, "Troppi valori"),
  reason: Reason,
});
