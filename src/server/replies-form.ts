// The forms of the pages without script: as browsers send them, with a file or without.

import type { FastifyRequest } from "fastify";
import { HttpProblem } from "./problems.ts";
import { TEXTS } from "./texts.ts";

export interface Form {
  /** Of a field that is not there, nothing. */
  readonly text: (name: string) => string;
  /** Null where no file was chosen. */
  readonly file: (name: string) => { readonly name: string; readonly bytes: Uint8Array } | null;
}

const MOST_FIELDS = 20;

/** Reads the whole body, which the route has bounded already; a 400 when it is no form. */
export async function readForm(request: FastifyRequest): Promise<Form> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const type = request.headers["content-type"] ?? "";
  const texts = new Map<string, string>();
  const files = new Map<string, { name: string; bytes: Uint8Array }>();
  let fields = 0;
  for (const [name, value] of await fieldsOf(body, type)) {
    if ((fields += 1) > MOST_FIELDS) throw unreadable();
    if (typeof value === "string") texts.set(name, value.toWellFormed().replaceAll("\0", ""));
    else if (value.size > 0) files.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  return { text: (name) => texts.get(name) ?? "", file: (name) => files.get(name) ?? null };
}

async function fieldsOf(body: Buffer, type: string): Promise<Iterable<[string, string | File]>> {
  if (!type.startsWith("multipart/form-data")) return new URLSearchParams(body.toString("utf8"));
  try {
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
    return form as unknown as Iterable<[string, string | File]>;
  } catch (cause) {
    throw Object.assign(unreadable(), { cause });
  }
}

function unreadable(): HttpProblem {
  return new HttpProblem(400, "RICHIESTA_ILLEGGIBILE", TEXTS.malformed);
}
