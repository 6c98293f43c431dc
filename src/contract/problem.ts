// How every refusal and fault of the HTTP API looks (RFC 9457), and the small pieces shared by the other schemas.

import { z } from "zod";

export const Problem = z
  .object({
    type: z.string(),
    title: z.string().describe("Titolo breve in italiano"),
    status: z.int(),
    code: z.string().describe("Codice stabile, maiuscolo, p. es. SPORTELLO_NON_COMPETENTE"),
    detail: z.string().describe("Una frase in italiano che dice che cosa fare"),
    instance: z.string().describe("Numero della richiesta, da citare nelle segnalazioni"),
    citation: z.string().optional().describe("La norma su cui poggia il rifiuto, quando c'è"),
    fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    allowed: z
      .array(z.object({ act: z.string(), label: z.string() }))
      .optional()
      .describe("Che cosa si può fare, invece"),
    changed: z
      .object({
        by: z.string(),
        role: z.string(),
        act: z.string(),
        at: z.string(),
        state: z.string(),
        version: z.int(),
      })
      .optional()
      .describe("Chi è stato più veloce, e con quale atto"),
  })
  .describe("Errore secondo RFC 9457 (application/problem+json)");
export type Problem = z.infer<typeof Problem>;

/** Calendar day, "2019-09-02". */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "La data va scritta come 2019-09-02")
  .describe("Giorno di calendario");
/** Instant in UTC, "2019-09-02T10:15:00.000Z". */
export const Instant = z.string().describe("Istante in UTC");
export const Id = z.uuid();
/** Why an act is done: always asked, always kept in the register of acts. */
export const Reason = z
  .string()
  .trim()
  .min(5, "Scrivere il motivo (almeno 5 caratteri): resta nel registro degli atti")
  .max(500, "Il motivo è troppo lungo (al massimo 500 caratteri)")
  .describe("Motivo, conservato nel registro degli atti");
export const Done = z.object({ message: z.string().describe("Che cosa è stato fatto, in una frase") });
export type Done = z.infer<typeof Done>;

export const Reach = z
  .enum(["sms+email", "sms", "email", "pec", "paper", "nobody"])
  .describe(
    "Come si può raggiungere la persona: SMS ed e-mail, solo SMS, solo e-mail, solo PEC, solo carta, in nessun modo",
  );
export type Reach = z.infer<typeof Reach>;
