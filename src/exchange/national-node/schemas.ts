// The schemas of the national node: ours, or the official ones put in their place by configuration; and a message read by one of them.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { validateXML } from "xmllint-wasm";
import type { Outcome } from "../../domain/outcome.ts";
import { refuse } from "../../domain/outcome.ts";
import { MESSAGE_TEXTS } from "./texts.ts";
import { readMessage } from "./xml-message.ts";
import type { MessageHandler, MessageLimits, ReadMessage } from "./xml-message.ts";
import { compileSchema } from "./xsd-schema.ts";
import type { CompiledSchema } from "./xsd-schema.ts";

export interface MessageSchema {
  readonly file: string;
  readonly xsd: string;
  readonly namespace: string;
  /** Null where the schema uses what only xmllint judges: slower, and as strict. */
  readonly tables: CompiledSchema | null;
}

export interface NodeSchemas {
  readonly notice: MessageSchema;
  readonly service: MessageSchema;
  readonly sap: MessageSchema;
  readonly breach: MessageSchema;
}

const OWN = fileURLToPath(new URL(".", import.meta.url));

/** The schemas of `folder` (same file names), and ours for those that are not there. Throws what the system or the parser says of a file that cannot be used. */
export function nodeSchemas(folder: string | null = null): NodeSchemas {
  return { notice: loadSchema("invia-notifica-1.3.xsd", folder), service: loadSchema("service-rdc.xsd", folder), sap: loadSchema("servizi-coap.xsd", folder), breach: loadSchema("condizionalita.xsd", folder) };
}

function loadSchema(file: string, folder: string | null): MessageSchema {
  const given = folder === null ? null : join(folder, file);
  const xsd = readFileSync(given !== null && existsSync(given) ? given : join(OWN, file), "utf8");
  const namespace = /targetNamespace\s*=\s*["']([^"']+)["']/u.exec(xsd)?.[1] ?? "";
  return { file, xsd, namespace, tables: compileSchema(xsd) };
}

/** Reads a message by its schema; what the tables cannot say xmllint does, of the message alone. */
export async function readBySchema(text: string, schema: MessageSchema, limits: MessageLimits, handler: MessageHandler): Promise<Outcome<ReadMessage>> {
  const read = readMessage(text, schema.tables, limits, handler);
  if (!read.ok || schema.tables !== null || read.value.root === "Fault") return read;
  const { valid, errors } = await validateXML({
    xml: { fileName: "messaggio.xml", contents: read.value.alone },
    schema: { fileName: schema.file, contents: schema.xsd },
  });
  if (valid) return read;
  const first = errors[0];
  const said = (first?.message ?? "").replaceAll(`{${schema.namespace}}`, "").slice(0, 300);
  return refuse("NOTIFICA_FUORI_SCHEMA", MESSAGE_TEXTS.outOfSchema(first?.loc?.lineNumber ?? 1, said));
}
