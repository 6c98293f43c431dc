// Every error that leaves the server: problem+json with a stable code and an Italian sentence, never a stack trace.

import type { FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { Problem } from "../contract/problem.ts";
import type { Outcome } from "../domain/outcome.ts";
import { OperatorFault } from "../store/fault.ts";
import { countRefusal } from "./refusals.ts";
import { TEXTS } from "./texts.ts";

type More = Pick<Problem, "fields" | "allowed" | "changed">;

/** An answer that is not the one hoped for, and that the caller can act on. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly citation: string | undefined;
  /** Seconds after which the same may be asked again. */
  readonly retryAfter: number | undefined;
  /** What else the answer says: the fields that are wrong, what may be done instead, who was faster. */
  readonly more: More;

  constructor(status: number, code: string, message: string, citation?: string, retryAfter?: number, more: More = {}) {
    super(message);
    this.name = "HttpProblem";
    this.status = status;
    this.code = code;
    this.citation = citation;
    this.retryAfter = retryAfter;
    this.more = more;
  }

  with(more: More): HttpProblem {
    return new HttpProblem(this.status, this.code, this.message, this.citation, this.retryAfter, more);
  }
}

/** The accepted value, or a problem (409 unless told) that carries the refusal's code, sentence and norm. */
export function orProblem<T>(outcome: Outcome<T>, status = 409): T {
  if (outcome.ok) return outcome.value;
  const { code, message, citation } = outcome.refusal;
  throw new HttpProblem(status, code, message, citation?.text);
}

export function notFound(message: string): HttpProblem {
  return new HttpProblem(404, "NON_TROVATO", message);
}

type Fields = NonNullable<Problem["fields"]>;
type Shape = {
  status: number;
  code: string;
  detail: string;
  citation?: string | undefined;
  fields?: Fields;
  retryAfter?: number | undefined;
  more?: More;
};

const BY_FASTIFY_CODE: Readonly<Record<string, Shape>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: "TROPPO_GRANDE", detail: TEXTS.tooLarge },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, code: "FORMATO_NON_ACCETTATO", detail: TEXTS.wrongType },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, code: "RICHIESTA_ILLEGGIBILE", detail: TEXTS.malformed },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, code: "RICHIESTA_ILLEGGIBILE", detail: TEXTS.malformed },
};

/** Connection trouble of pg and of the sockets under it: the same request may succeed in a moment. */
const DATABASE_AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|08\d{3}|53300)$/;

/** A sign that no text of PostgreSQL can hold (NUL, half a surrogate): it came with the request. */
const UNSTORABLE = /^(22021|22P05)$/;

export function describeError(error: unknown): Shape {
  if (error instanceof HttpProblem) {
    const { status, code, citation, retryAfter } = error;
    return { status, code, detail: error.message, citation, retryAfter, more: error.more };
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((fault) => ({
      field: fault.instancePath.replace(/^\//, "").replaceAll("/", "."),
      message: fault.message ?? "",
    }));
    return { status: 400, code: "DATI_NON_VALIDI", detail: TEXTS.invalid, fields };
  }
  if (error instanceof OperatorFault) return { status: 503, code: error.code, detail: error.message };
  const code = codeOf(error);
  if (typeof code === "string") {
    const known = BY_FASTIFY_CODE[code];
    if (known !== undefined) return known;
    if (UNSTORABLE.test(code)) return { status: 400, code: "RICHIESTA_ILLEGGIBILE", detail: TEXTS.malformed };
    if (DATABASE_AWAY.test(code))
      return { status: 503, code: "DB_IRRAGGIUNGIBILE", detail: TEXTS.databaseAway };
  }
  if (
    error instanceof Error &&
    /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
  )
    return { status: 503, code: "DB_IRRAGGIUNGIBILE", detail: TEXTS.databaseAway };
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
  if (typeof status === "number" && status >= 400 && status < 500)
    return { status, code: "RICHIESTA_ILLEGGIBILE", detail: TEXTS.malformed };
  return { status: 500, code: "ERRORE_IMPREVISTO", detail: TEXTS.unexpected };
}

/** The code that Node, Fastify and PostgreSQL put on their errors; undefined when there is none. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

export async function sendProblem(request: FastifyRequest, reply: FastifyReply, shape: Shape): Promise<void> {
  const problem: Problem = {
    type: "about:blank",
    title: TEXTS.titles[shape.status] ?? TEXTS.titles[500]!,
    status: shape.status,
    code: shape.code,
    detail: shape.detail,
    instance: request.id,
    ...(shape.citation === undefined ? {} : { citation: shape.citation }),
    ...(shape.fields === undefined ? {} : { fields: shape.fields }),
    ...shape.more,
  };
  countRefusal(shape.code);
  const retryAfter = shape.retryAfter ?? (shape.status === 503 ? 2 : undefined);
  if (retryAfter !== undefined) void reply.header("retry-after", String(retryAfter));
  // As text: the route's own response schema is not the schema of a problem.
  await reply
    .code(shape.status)
    .type("application/problem+json; charset=utf-8")
    .serializer(String)
    .send(JSON.stringify(problem));
}
