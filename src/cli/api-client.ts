// `convoca api-client`: writes what is made from the contract for other systems — the client with its types, the document.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { clientModule, clientTypes } from "../contract/open-api/client-text.ts";
import { asYaml, openApiDocument } from "../contract/open-api/document.ts";
import type { Config } from "./config.ts";

/** Paths from the program's folder, and what stands in them. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return { "client/index.js": clientModule(), "client/index.d.ts": clientTypes(), "docs/api/openapi.yaml": asYaml(openApiDocument()).trimStart() };
}

export async function apiClientCommand({ root }: Config): Promise<void> {
  for (const [path, text] of Object.entries(generatedFiles())) {
    await mkdir(join(root, path, ".."), { recursive: true });
    await writeFile(join(root, path), text);
    process.stdout.write(`${path}\n`);
  }
}
