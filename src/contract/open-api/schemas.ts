// What other systems send and get: one set of schemas, which check the requests, make the answers and are printed as OpenAPI.

import { z } from "zod";

/** Names under which the schemas stand in the document. */
export const NAMED = z.registry<{ id: string }>();

function named<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  NAMED.add(schema, { id });
  return schema;
}

const Word = (longest: number): z.ZodString => z.string().max(longest);
const Code = z.string().max(60).regex(/^[A-Za-z0-9_/.-]+$/u);
const Id = z.uuid();
const Day = z.iso.date();
const Instant = z.iso.datetime();
const Whole = z.int32().min(0).meta({ format: "int32" });
/** The answers' limit is the page's; a cursor says nothing to whoever holds it. */
const Cursor = z.string().max(200).regex(/^[A-Za-z0-9_-]*$/u);
export const MOST_ON_A_PAGE = 200;

function pageOf<Schema extends z.ZodType>(id: string, item: Schema) {
  return named(
    id,
    z.strictObject({
      items: z.array(item).min(0).max(MOST_ON_A_PAGE),
      next_cursor: Cursor.nullable().describe("Da passare in «cursor» per la pagina che segue; nullo alla fine"),
    }),
  );
}

export const ApiProblem = named(
  "Problem",
  z
    .strictObject({
      type: Word(200).describe("Sempre about:blank: il significato è in «code»"),
      title: Word(200),
      status: z.int32().min(100).max(599).meta({ format: "int32" }),
      code: Code.describe("Codice stabile del rifiuto, maiuscolo"),
      detail: Word(2000).describe("Che cosa fare, in una frase"),
      instance: Word(200).describe("Numero della richiesta"),
      citation: Word(500).optional().describe("La norma su cui poggia il rifiuto"),
      fields: z.array(z.strictObject({ field: Word(200), message: Word(500) })).min(0).max(200).optional(),
      allowed: z.array(z.strictObject({ act: Code, label: Word(300) })).min(0).max(200).optional(),
      changed: z
        .strictObject({ by: Word(200), role: Word(60), act: Code, at: Instant, state: Word(60), version: Whole })
        .optional()
        .describe("Chi è stato più veloce"),
    })
    .describe("Rifiuto o errore, secondo RFC 9457"),
);

export const ApiStatus = named("Status", z.strictObject({ status: z.enum(["ok", "degraded"]), title: Word(100), detail: Word(200), version: Word(40) }));

const Office = named("Office", z.strictObject({ office_id: Code, title: Word(300), province: Word(100) }));
export const Offices = pageOf("OfficePage", Office);

const CodeEntry = named("CodeEntry", z.strictObject({ list: Code, code: Code, title: Word(500) }));
export const CodeLists = pageOf("CodePage", CodeEntry);

const Term = named("Term", z.strictObject({ kind: Code, due_on: Day, citation: Word(300).nullable() }));
const CaseRow = named(
  "CaseSummary",
  z.strictObject({
    case_id: Id,
    measure: Code,
    role: z.enum(["R", "M"]).describe("R richiedente, M componente del nucleo"),
    bound: z.boolean().describe("Tenuto agli obblighi"),
    opened_at: Instant,
    next_due_on: Day.nullable().describe("Il più vicino dei termini aperti"),
    person: z
      .strictObject({ tax_code: Code, given_name: Word(200), family_name: Word(200) })
      .nullable()
      .describe("Soltanto con il permesso «people»"),
  }),
);
export const Cases = pageOf("CasePage", CaseRow);

const Proceeding = named(
  "Proceeding",
  z.strictObject({ proceeding_id: Id, procedure: Code, state: Code, state_title: Word(300), version: Whole, opened_at: Instant, closed_at: Instant.nullable() }),
);
export const CaseDetail = named(
  "CaseDetail",
  z.strictObject({
    ...CaseRow.shape,
    proceedings: z.array(Proceeding).min(0).max(500).describe("Convocazioni, DID, Patto, attività, esoneri… con lo stato di ognuno"),
    terms: z.array(Term).min(0).max(500).describe("Termini aperti, il più vicino per primo"),
  }),
);

const Summons = named(
  "Summons",
  z.strictObject({
    summons_id: Id,
    reference: Code,
    attempt: Whole,
    state: Code,
    starts_at: Instant,
    ends_at: Instant,
    evidence: z
      .array(z.strictObject({ channel: Code, outcome: Code, at: Instant }))
      .min(0)
      .max(200)
      .describe("Che cosa prova che l’avviso è arrivato, o no"),
  }),
);
export const Summonses = pageOf("SummonsPage", Summons);

const Appointment = named("Appointment", z.strictObject({ appointment_id: Id, case_id: Id, starts_at: Instant, ends_at: Instant, desk: Whole, state: Code }));
export const Appointments = pageOf("AppointmentPage", Appointment);

export const Reply = named(
  "Reply",
  z.strictObject({
    answer: z.enum(["confirm", "another-date"]),
    reason: z.string().trim().min(5).max(500).optional().describe("Obbligatorio con another-date; resta nel registro degli atti"),
  }),
);
export const Presence = named("Presence", z.strictObject({ present: z.literal(true) }));
export const Recorded = named("Recorded", z.strictObject({ act_id: Id, proceeding_id: Id, state: Code, version: Whole }));

const Limit = z.coerce.number().int().min(1).max(MOST_ON_A_PAGE).default(50);
export const PageQuery = z.strictObject({ cursor: Cursor.optional(), limit: Limit });
export const DayQuery = z.strictObject({ from: Day, to: Day, cursor: Cursor.optional(), limit: Limit });
export const OfficePath = z.strictObject({ office_id: Code });
export const CasePath = z.strictObject({ office_id: Code, case_id: Id });
export const SummonsPath = z.strictObject({ office_id: Code, case_id: Id, summons_id: Id });
