// The time-stamping authority that this installation was told of.

import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Authority } from "../exchange/timestamp/authority.ts";
import { OperatorFault } from "../store/fault.ts";
import type { Config } from "./config.ts";
import { DOSSIER_TEXTS } from "./dossier-texts.ts";

/** Null where none was configured. An address, a file or a certificate that cannot be used is an operator's fault, said before anything is made. */
export async function stampAuthority({ stampUrl, stampCredentialsFile, stampAuthorityFile }: Config): Promise<Authority | null> {
  if (stampUrl === null) return null;
  const protocol = URL.canParse(stampUrl) ? new URL(stampUrl).protocol : "";
  if (protocol !== "https:" && protocol !== "http:") throw new OperatorFault("AUTORITA_INDIRIZZO", DOSSIER_TEXTS.badUrl(stampUrl));
  // The answer is signed and may travel in the clear; a password may not.
  if (stampCredentialsFile !== null && protocol !== "https:") throw new OperatorFault("AUTORITA_IN_CHIARO", DOSSIER_TEXTS.clearPassword);
  const credentials = stampCredentialsFile === null ? null : (await readOr(stampCredentialsFile)).toString("utf8").trim();
  return { url: stampUrl, credentials, certificates: stampAuthorityFile === null ? [] : await readCertificates(stampAuthorityFile) };
}

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** One or more certificates, PEM one after the other, or a single DER. */
export async function readCertificates(path: string): Promise<X509Certificate[]> {
  const bytes = await readOr(path);
  const found = bytes.toString("latin1").match(PEM) ?? [bytes];
  try {
    return found.map((one) => new X509Certificate(one));
  } catch (cause) {
    throw new OperatorFault("CERTIFICATO_ILLEGGIBILE", DOSSIER_TEXTS.badCertificate(path), { cause });
  }
}

async function readOr(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new OperatorFault("FILE_ILLEGGIBILE", DOSSIER_TEXTS.unreadable(path), { cause });
  }
}
