// The register of a dossier of proof read back from a file that may say anything: what the checks go through must have its shape, or it is no register.

import { z } from "zod";
import { EVIDENCE_FORM } from "../../domain/evidence/types.ts";
import type { EvidenceRecord } from "../../domain/evidence/types.ts";

const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Hex = z.string().regex(/^(?:[0-9a-f]{2})+$/);
const Count = z.int().min(0);
const Named = { file: z.string().nullable(), impronta: Digest.nullable() };

const Act = z.looseObject({
  id: z.string(), numero: Count, genere: z.string(), autore: z.string(), ruolo: z.string(), avvenuto: z.string(), norma: z.string().nullable(), impegno: Digest,
  precedente: Digest.nullable(), impronta: Digest, sale: Hex.nullable(), contenuto: z.string().nullable(),
});
const Night = z.looseObject({ giorno: z.string(), numero: z.int().min(1), testa: Digest, riepilogo: Digest });
const Chain = z.looseObject({ soggetto: z.string(), numero: Count, testa: Digest, atti: z.array(Act), notti: z.array(Night) });

/** As much of it as is checked; the rest is covered by its digest. */
const Checked = z.looseObject({
  formato: z.literal(EVIDENCE_FORM),
  fattoIl: z.iso.datetime(),
  caso: z.looseObject({ id: z.string() }),
  messaggi: z.array(z.looseObject({ ...Named, ricevute: z.array(z.looseObject(Named)) })),
  documenti: z.array(z.looseObject(Named)),
  catene: z.array(Chain),
});

/** Null for what is no register of this form. */
export function readRecord(text: string): EvidenceRecord | null {
  try {
    const read = Checked.safeParse(JSON.parse(text));
    return read.success ? (read.data as unknown as EvidenceRecord) : null;
  } catch {
    return null;
  }
}
