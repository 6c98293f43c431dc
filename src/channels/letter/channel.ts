// The channel of letters: what a print house can carry and prove. Letters leave in batches, by their own service, and never one by one.

import { access } from "node:fs/promises";
import { constants } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { LAYOUT_NAMES } from "../../domain/letters/layouts.ts";
import { LETTER_PRODUCTS, PRODUCTS } from "../../domain/letters/products.ts";
import type { Channel, ChannelDescriptor, Sender } from "../channel.ts";

const hour = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** What the contract with the print house says, as the settings of its gateway; wrong ones stop with the name of the field. */
export const letterSettings = z.strictObject({
  product: z.enum(LETTER_PRODUCTS),
  layout: z.enum(LAYOUT_NAMES).default("dl-right"),
  /** Hours of the office's day at which what is due is closed into batches, "11:00,16:00"; empty: only by hand. */
  closeAt: z
    .string()
    .default("")
    .transform((text) => text.split(",").map((each) => each.trim()).filter((each) => each !== ""))
    .refine((hours) => hours.every((each) => hour.test(each))),
  /** Most letters of one file. */
  batchLetters: z.number().int().min(1).max(20_000).default(5_000),
  /** Hundredths of a euro for a letter of one sheet, printed and posted. */
  cents: z.number().int().min(0).optional(),
});
export type LetterSettings = z.output<typeof letterSettings>;

/** Where batches are put: a folder of this machine; null where a person takes them away from the page. Undefined: neither. */
export function outboundFolder(url: string): string | null | undefined {
  if (url === "download:") return null;
  try {
    return url.startsWith("file:") ? fileURLToPath(url) : undefined;
  } catch {
    return undefined;
  }
}

export interface LetterChannelOptions {
  readonly id: string;
  readonly url: string;
  readonly sender: string;
  readonly settings: LetterSettings;
}

export function letterChannel({ id, url, sender, settings }: LetterChannelOptions): Channel {
  const descriptor: ChannelDescriptor = {
    id,
    channel: "letter",
    proof: PRODUCTS[settings.product].proof,
    carries: { html: false, attachments: false, maxBytes: null },
    deduplicatesByKey: false,
    canBeAsked: false,
    canBeListed: false,
    concurrency: 1,
    ratePerSecond: null,
    timeoutMs: 60_000,
    address: url,
    sender,
  };
  return { descriptor, open: () => folderSender(url) };
}

/** Says only whether the folder can be written to. One letter alone is never taken: it waits for its batch. */
function folderSender(url: string): Sender {
  return {
    send: async () => ({ kind: "unreachable", detail: "letters leave in batches" }),
    probe: async () => {
      const folder = outboundFolder(url);
      if (folder === null) return { kind: "up" };
      try {
        await access(folder ?? "", constants.W_OK);
        return { kind: "up" };
      } catch (error) {
        return { kind: "down", detail: error instanceof Error ? error.message : String(error) };
      }
    },
    close: async () => undefined,
  };
}
