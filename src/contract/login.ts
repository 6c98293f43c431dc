// The way in: its steps, what each asks, and the account of who is in.

import { z } from "zod";
import { Instant } from "./problem.ts";
import { SessionRole } from "./session.ts";

const Login = z.string().trim().min(1, "Scrivere il nome utente").max(200, "Il nome utente è troppo lungo");
const Password = z.string().min(1, "Scrivere la password").max(400, "La password è troppo lunga");
const Code = z
  .string()
  .trim()
  .regex(/^\d{3}\s?\d{3}$/, "Il codice ha sei cifre");

export const LOGIN_STEPS = ["password", "second-factor", "enrol", "new-password", "choose", "open"] as const;
export const LoginStep = z.enum(LOGIN_STEPS).describe("A che punto è l'accesso di questo browser");
export type LoginStep = z.infer<typeof LoginStep>;

export const LoginState = z.object({
  step: LoginStep,
  user: z.object({ login: z.string(), name: z.string() }).nullable(),
  choices: z.array(
    z.object({ role: SessionRole, office: z.object({ id: z.string(), shortName: z.string() }).nullable() }),
  ),
  providers: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .describe("Gestori di identità da cui si può entrare"),
  local: z.boolean().describe("Se si può entrare con nome e password di questa installazione"),
});
export type LoginState = z.infer<typeof LoginState>;

export const PasswordRequest = z.strictObject({ login: Login, password: Password });
export type PasswordRequest = z.infer<typeof PasswordRequest>;
export const SecondFactorRequest = z.union([
  z.strictObject({ code: Code }),
  z.strictObject({ recovery: z.string().trim().min(16, "Il codice di recupero ha 16 caratteri").max(40) }),
]);
export type SecondFactorRequest = z.infer<typeof SecondFactorRequest>;
export const NewPasswordRequest = z.strictObject({ password: Password });
export const ChangePasswordRequest = z.strictObject({ current: Password, password: Password });
export const ProveRequest = z.strictObject({ password: Password });
export const EnrolRequest = z.strictObject({ password: Password.optional() });
export const ConfirmRequest = z.strictObject({ code: Code });

export const Enrolment = z.object({
  secret: z.string().describe("Da scrivere a mano nell'applicazione, se non si può inquadrare"),
  qr: z.array(z.string()).describe("Il codice QR, riga per riga: 1 = modulo scuro"),
});
export type Enrolment = z.infer<typeof Enrolment>;
export const RecoveryCodes = z.object({ codes: z.array(z.string()).describe("Si vedono solo adesso") });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

export const Account = z.object({
  local: z.boolean().describe("Se password e secondo fattore stanno in questa installazione"),
  passwordChangedAt: Instant.nullable(),
  secondFactor: z.boolean(),
  recoveryLeft: z.int(),
});
export type Account = z.infer<typeof Account>;
