// The use cases the routes call, in one place.

import type { Actor, Services } from "../services/context.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { freeSeats as ReadFreeSeats, moveAppointment as MoveAppointment } from "../services/appointments.ts";
import type { importNoticeFile as ImportNoticeFile, importPushNotice as ImportPushNotice } from "../services/intake.ts";
import type { storeReceipts as StoreReceipts } from "../services/receipts.ts";

/** Loaded when first used: the server answers pages before the heavier parts are in memory. */
async function load<T>(file: string): Promise<T> {
  return (await import(new URL(`../services/${file}`, import.meta.url).href)) as T;
}

type Decided = Promise<Outcome<unknown>>;

export interface UseCases {
  importNoticeFile: typeof ImportNoticeFile;
  importPushNotice: typeof ImportPushNotice;
  moveAppointment: typeof MoveAppointment;
  freeSeats: typeof ReadFreeSeats;
  storeReceipts: typeof StoreReceipts;
  assignOffice(services: Services, choice: { caseId: string; officeId: string; reason: string; actor: Actor }): Decided;
  resolveUncertain(services: Services, decision: { messageId: string; decision: "resend" | "assume-sent"; reason: string; actor: Actor }): Decided;
  closeDeskTask(services: Services, closing: { taskId: string; note: string; actor: Actor }): Decided;
  setGatewayState(services: Services, change: { gatewayId: string; state: "open" | "paused"; reason: string; actor: Actor }): Decided;
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
