// Demo only: the citizen's phone and mailbox, the outside world's switches, the clock.

import { z } from "zod";
import { Instant } from "./problem.ts";

export const DevicesQuery = z.object({
  kind: z.enum(["sms", "email"]).default("sms"),
  q: z.string().trim().max(80).optional(),
});
export const Device = z.object({ address: z.string() });
export type Device = z.infer<typeof Device>;
export const Devices = z.object({ devices: z.array(Device), total: z.int() });
export type Devices = z.infer<typeof Devices>;

export const DeviceQuery = z.object({ kind: z.enum(["sms", "email"]), address: z.string().min(3).max(254) });
export const SeenMessage = z.object({
  from: z.string(),
  subject: z.string().nullable(),
  text: z.string(),
  at: Instant.nullable(),
  attachments: z.array(z.string()),
});
export type SeenMessage = z.infer<typeof SeenMessage>;
export const DeviceMessages = z.object({ address: z.string(), messages: z.array(SeenMessage) });
export type DeviceMessages = z.infer<typeof DeviceMessages>;

export const DeviceReply = z.object({ address: z.string().min(3).max(40), text: z.string().trim().min(1).max(300) });
export type DeviceReply = z.infer<typeof DeviceReply>;

export const ClockRequest = z.object({ to: z.enum(["next-morning", "plus-hour", "plus-day", "plus-week"]) });
export type ClockRequest = z.infer<typeof ClockRequest>;
export const ClockAnswer = z.object({ now: Instant, message: z.string() });
export type ClockAnswer = z.infer<typeof ClockAnswer>;

export const OUTSIDE_FAULTS = ["slow", "fail", "lose-receipts", "duplicate-receipts"] as const;
export const OutsideFault = z.enum(OUTSIDE_FAULTS);
export type OutsideFault = z.infer<typeof OutsideFault>;
export const OutsideWorld = z.object({
  sides: z.array(
    z.object({
      kind: z.enum(["sms", "email"]),
      reachable: z.boolean(),
      faults: z.array(OutsideFault),
      possible: z.array(OutsideFault),
    }),
  ),
});
export type OutsideWorld = z.infer<typeof OutsideWorld>;
export const OutsideSwitch = z.object({
  kind: z.enum(["sms", "email"]),
  fault: OutsideFault,
  on: z.boolean(),
});
export type OutsideSwitch = z.infer<typeof OutsideSwitch>;
