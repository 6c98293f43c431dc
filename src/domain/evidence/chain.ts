// The chains of a dossier, checked as anybody can: each act holds the one before it, each content its commitment, each night an act.

import type { Sha256 } from "./files.ts";
import { FINDINGS } from "./texts.ts";
import type { EvidenceAct, EvidenceChain } from "./types.ts";

/** What is wrong, in words, and in which file. */
export interface Finding {
  readonly code: string;
  readonly where: string;
  readonly message: string;
}

/** The text whose SHA-256 is the link of an act. */
export function linkText(subject: string, act: EvidenceAct): string {
  return JSON.stringify([
    act.id, subject, act.numero, act.genere, act.autore, act.ruolo, act.avvenuto, act.norma, act.impegno, act.precedente,
  ]);
}

/** SHA-256 of the salt's bytes and the content in UTF-8 after them. */
export function commitmentOf(act: Pick<EvidenceAct, "sale" | "contenuto">, sha256: Sha256): string | null {
  if (act.sale === null || act.contenuto === null) return null;
  const salt = Uint8Array.from(act.sale.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const content = new TextEncoder().encode(act.contenuto);
  const both = new Uint8Array(salt.length + content.length);
  both.set(salt);
  both.set(content, salt.length);
  return sha256(both);
}

/** The first fault of each act, then those of the head and of the nights. */
export function checkChain(chain: EvidenceChain, sha256: Sha256): Finding[] {
  const where = FINDINGS.chain(chain.soggetto);
  const found: Finding[] = [];
  const fault = (code: keyof typeof FINDINGS.chainFaults, number: number): void =>
    void found.push({ code, where, message: FINDINGS.chainFaults[code](number) });
  let before: EvidenceAct | null = null;
  for (const act of chain.atti) {
    const code = faultOf(chain.soggetto, act, before, sha256);
    if (code !== null) fault(code, act.numero);
    before = act;
  }
  if (before === null || before.numero !== chain.numero || before.impronta !== chain.testa) fault("TESTA_DIVERSA", chain.numero);
  for (const night of chain.notti)
    if (chain.atti[night.numero - 1]?.impronta !== night.testa) fault("NOTTE_DIVERSA", night.numero);
  return found;
}

function faultOf(subject: string, act: EvidenceAct, before: EvidenceAct | null, sha256: Sha256): keyof typeof FINDINGS.chainFaults | null {
  if (act.numero !== (before?.numero ?? 0) + 1) return "ATTO_MANCANTE";
  if (act.precedente !== (before?.impronta ?? null)) return "ATTO_SLEGATO";
  if (sha256(linkText(subject, act)) !== act.impronta) return "ATTO_CAMBIATO";
  if ((act.sale === null) !== (act.contenuto === null)) return "CONTENUTO_CAMBIATO";
  const commitment = commitmentOf(act, sha256);
  return commitment !== null && commitment !== act.impegno ? "CONTENUTO_CAMBIATO" : null;
}
