// What each register is asked and how it answers: paths, names of fields, shapes. Of what is inferred the domain keeps a list.

import { z } from "zod";
import type { DeclaredAddress } from "../../domain/domiciles/judge-answer.ts";
import type { RegisterCode } from "../../domain/domiciles/registers.ts";

export interface PersonAnswer {
  readonly taxCode: string;
  readonly addresses: readonly DeclaredAddress[];
  /** When the register looked; null where it does not say. */
  readonly extractedAt: string | null;
}

export interface Dialect {
  readonly paths: { readonly ask: string; readonly state: string | null; readonly take: string };
  question(codes: readonly string[], reference: string, at: Date): unknown;
  remoteId(answer: unknown): string | null;
  /** Whether the list is ready; null: the answer cannot be read. */
  isDone(answer: unknown): boolean | null;
  isNotReady(status: number, answer: unknown): boolean;
  people(answer: unknown): readonly PersonAnswer[] | null;
}

export interface Names {
  readonly ask?: string | undefined;
  readonly state?: string | undefined;
  readonly take?: string | undefined;
  readonly codes?: string | undefined;
  readonly reference?: string | undefined;
}

const text = z.string().max(320);
const InadAsked = z.object({ id: text });
const InadState = z.object({ state: z.enum(["PRESA_IN_CARICO", "IN_ELABORAZIONE", "DISPONIBILE"]) });
const InadList = z.object({
  list: z.array(z.object({
    codiceFiscale: text,
    since: text.optional(),
    digitalAddress: z.array(z.object({
      digitalAddress: text,
      practicedProfession: text.nullish(),
      usageInfo: z.object({ dateEndValidity: text.nullish() }).nullish(),
    })).nullish(),
  })).max(1_000),
});

function inad(names: Names): Dialect {
  return {
    paths: {
      ask: names.ask ?? "/listDigitalAddress",
      state: names.state ?? "/listDigitalAddress/state/{id}",
      take: names.take ?? "/listDigitalAddress/response/{id}",
    },
    question: (codes, reference) => ({ [names.codes ?? "codiciFiscali"]: codes, [names.reference ?? "practicalReference"]: reference }),
    remoteId: (answer) => InadAsked.safeParse(answer).data?.id ?? null,
    isDone: (answer) => {
      const read = InadState.safeParse(answer);
      return read.success ? read.data.state === "DISPONIBILE" : null;
    },
    isNotReady: () => false,
    people: (answer) => InadList.safeParse(answer).data?.list.map(({ codiceFiscale, since, digitalAddress }) => ({
      taxCode: codiceFiscale.toUpperCase(),
      extractedAt: instantOf(since),
      addresses: (digitalAddress ?? []).map((one) => ({
        address: one.digitalAddress, profession: one.practicedProfession ?? null, endsAt: instantOf(one.usageInfo?.dateEndValidity),
      })),
    })) ?? null,
  };
}

const PecAsked = z.object({ identificativoRichiesta: z.union([text, z.number()]) });
const PecList = z.object({
  dataOraDownload: text.nullish(),
  elencoPec: z.array(z.object({ cf: text, pecImpresa: text.nullish(), pecProfessionista: z.array(z.object({ pec: text })).nullish() })).max(1_000),
});
const PecError = z.object({ code: text });

function iniPec(names: Names): Dialect {
  return {
    paths: { ask: names.ask ?? "/richiestaElencoPec", state: names.state ?? null, take: names.take ?? "/getElencoPec/{id}" },
    question: (codes, _reference, at) => ({ [names.codes ?? "elencoCf"]: codes.map((cf) => ({ cf })), dataOraRichiesta: at.toISOString() }),
    remoteId: (answer) => {
      const read = PecAsked.safeParse(answer);
      return read.success ? String(read.data.identificativoRichiesta) : null;
    },
    isDone: () => true,
    isNotReady: (status, answer) => status === 404 || (status < 500 && PecError.safeParse(answer).success && !PecList.safeParse(answer).success),
    // Of a firm that bears the tax code of its owner, and of professionals: an address for their trade, in either case.
    people: (answer) => {
      const read = PecList.safeParse(answer).data;
      return read?.elencoPec.map(({ cf, pecImpresa, pecProfessionista }) => ({
        taxCode: cf.toUpperCase(),
        extractedAt: instantOf(read.dataOraDownload),
        addresses: [...(pecProfessionista ?? []).map(({ pec }) => pec), ...(pecImpresa ? [pecImpresa] : [])].map((address) => ({ address, profession: "professionista", endsAt: null })),
      })) ?? null;
    },
  };
}

export const DIALECTS: Readonly<Record<RegisterCode, (names: Names) => Dialect>> = { inad, "ini-pec": iniPec };

/** A moment that cannot be read is as one not told. */
function instantOf(given: string | null | undefined): string | null {
  const at = given == null ? NaN : Date.parse(given);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
