// The use cases the routes call, in one place.

import type { Actor, Services } from "../services/context.ts";
import type { Outcome } from "../domain/outcome.ts";

export interface FreeSeat {
  readonly deskId: number;
  readonly startsAt: string;
}

/** Loaded when first used: the server answers pages before the heavier parts are in memory. */
async function load<T>(file: string): Promise<T> {
  return (await import(new URL(`../services/${file}`, import.meta.url).href)) as T;
}

export interface UseCases {
  importNoticeFile(services: Services, file: { path: string; name: string; measure: string; actor: Actor }): Promise<unknown>;
  importPushNotice(services: Services, notice: { raw: unknown; actor: Actor; receivedAt: string }): Promise<unknown>;
  moveAppointment(
    services: Services,
    move: { caseId: string; seat: { deskId: number; startsAt: string }; reason: string; actor: Actor },
  ): Promise<Outcome<unknown>>;
  freeSeats(services: Services, window: { officeId: string; fromDay: string; toDay: string }): Promise<readonly FreeSeat[]>;
  assignOffice(services: Services, choice: { caseId: string; officeId: string; reason: string; actor: Actor }): Promise<Outcome<unknown>>;
  resolveUncertain(
    services: Services,
    decision: { messageId: string; decision: "resend" | "assume-sent"; reason: string; actor: Actor },
  ): Promise<Outcome<unknown>>;
  closeDeskTask(services: Services, closing: { taskId: string; note: string; actor: Actor }): Promise<Outcome<unknown>>;
  setGatewayState(
    services: Services,
    change: { gatewayId: string; state: "open" | "paused"; reason: string; actor: Actor },
  ): Promise<Outcome<unknown>>;
  storeReceipts(services: Services, gatewayId: string, receipts: readonly unknown[]): Promise<unknown>;
}

const FILES: Readonly<Record<keyof UseCases, string>> = {
  importNoticeFile: "intake.ts",
  importPushNotice: "intake.ts",
  moveAppointment: "appointments.ts",
  freeSeats: "appointments.ts",
  assignOffice: "routing.ts",
  resolveUncertain: "messages.ts",
  closeDeskTask: "desk.ts",
  setGatewayState: "gateways.ts",
  storeReceipts: "receipts.ts",
};

export async function useCase<K extends keyof UseCases>(name: K): Promise<UseCases[K]> {
  return (await load<Pick<UseCases, K>>(FILES[name]))[name];
}
