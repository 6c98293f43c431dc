// The work that letters ask for by themselves: sheets are drawn, at its hours what is due is closed, closed batches reach the print house.

import { parseClock, romeInstant, romeTime } from "../../domain/calendar/rome-time.ts";
import { openPrinter } from "../../exchange/typst/printer.ts";
import type { Printer } from "../../exchange/typst/printer.ts";
import { closedSince } from "../../store/letter-batches.ts";
import { SYSTEM } from "../context.ts";
import type { Services } from "../context.ts";
import { closeBatches, handOverBatches } from "./batches.ts";
import { drawLetters } from "./draw.ts";
import { printHouses } from "./gateways.ts";

export interface LetterWork {
  /** Waits for the turn under way. */
  stop(): Promise<void>;
}

export interface LetterWorkOptions {
  /** False when a restored backup was found: nothing may leave. Asked before every turn. */
  readonly guard: () => Promise<boolean>;
  readonly onFault: (fault: unknown) => void;
  readonly everyMs?: number;
}

/** Drawn between two looks at the batches. */
const DRAWN_A_TURN = 1_024;

/** Does the work of letters until it is stopped; several workers may. Where no print house is configured it only looks, now and then. */
export function startLetterWork(services: Services, { guard, onFault, everyMs = 5_000 }: LetterWorkOptions): LetterWork {
  const printer = openPrinter({ onFault });
  const ending = Promise.withResolvers<void>();
  let isEnding = false;
  const run = async (): Promise<void> => {
    while (!isEnding) {
      const turn = async (): Promise<number> => ((await guard()) ? letterTurn(services, printer, onFault) : 0);
      const drawn = await turn().catch((fault: unknown) => {
        onFault(fault);
        return 0;
      });
      if (drawn === 0) await Promise.race([ending.promise, rest(everyMs)]);
    }
  };
  const running = run();
  return {
    stop: async () => {
      isEnding = true;
      ending.resolve();
      await running;
      await printer.close();
    },
  };
}

async function rest(ms: number): Promise<void> {
  await new Promise<void>((resolve) => void setTimeout(resolve, ms).unref());
}

/** One turn; gives how many sheets were drawn. */
export async function letterTurn(services: Services, printer: Printer, onFault: (fault: unknown) => void): Promise<number> {
  const houses = await printHouses(services.pools.worker);
  if (houses.length === 0) return 0;
  const drawn = await drawLetters(services, [printer], DRAWN_A_TURN, onFault);
  const now = await services.now();
  for (const house of houses) {
    const hour = lastHour(house.settings.closeAt, now);
    if (house.state === "open" && hour !== null && !(await closedSince(services.pools.worker, house.id, hour))) await closeBatches(services, house.id, SYSTEM, hour);
    await handOverBatches(services, house);
  }
  return drawn;
}

/** The last of these hours of today that is over; null before the first. */
export function lastHour(hours: readonly string[], now: string): string | null {
  const { date, minutes } = romeTime(now);
  const over = hours.map((hour) => parseClock(hour) ?? Infinity).filter((hour) => hour <= minutes);
  return over.length === 0 ? null : romeInstant(date, Math.max(...over));
}
