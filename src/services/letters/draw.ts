// Letters become sheets: each is drawn once, by the compiler's own process, and its bytes are kept with their digest.

import { hash } from "node:crypto";
import { letterJob, pagesOf } from "../../exchange/typst/letter-job.ts";
import type { Printer } from "../../exchange/typst/printer.ts";
import { storeDrawn, undrawnLetters } from "../../store/letters.ts";
import type { DrawnLetter, UndrawnLetter } from "../../store/letters.ts";
import { inTransaction } from "../../store/pools.ts";
import type { Services } from "../context.ts";

/** Drawn and stored at once: what a kill in the middle costs, and no more. */
const CHUNK = 64;

/**
 * Draws up to `most` letters that wait for it and gives how many it drew. May run in several workers: each takes others. One that cannot be
 * drawn stays undrawn, and in no batch; `onFault` is told of it.
 */
export async function drawLetters(services: Services, printers: readonly Printer[], most: number, onFault: (fault: string) => void = () => undefined): Promise<number> {
  let drawn = 0;
  while (drawn < most) {
    const done = await inTransaction(services.pools.worker, async (client) => {
      const waiting = await undrawnLetters(client, Math.min(CHUNK, most - drawn));
      const sheets = await Promise.all(waiting.map((letter, at) => drawOne(printers[at % printers.length]!, letter, onFault)));
      const made = sheets.filter((sheet) => sheet !== null);
      await storeDrawn(client, made);
      return { waiting: waiting.length, made: made.length };
    });
    drawn += done.made;
    if (done.waiting === 0 || done.made < done.waiting) return drawn;
  }
  return drawn;
}

async function drawOne(printer: Printer, { messageId, paper }: UndrawnLetter, onFault: (fault: string) => void): Promise<DrawnLetter | null> {
  const drawn = await printer.print(letterJob(paper));
  if (!drawn.ok) {
    onFault(`letter ${messageId}: ${drawn.refusal.message}`);
    return null;
  }
  return { messageId, pdf: drawn.value, digest: hash("sha256", drawn.value, "buffer"), sheets: Math.max(1, pagesOf(drawn.value)) };
}
