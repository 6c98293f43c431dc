// Whether the installation is well: for probes and for the person who looks after it.

import { z } from "zod";
import { GatewayState } from "./overview.ts";
import { Instant } from "./problem.ts";

export const Status = z.object({
  status: z.enum(["ok", "degraded"]),
  version: z.string(),
  database: z.object({ reachable: z.boolean(), version: z.string().nullable(), migrations: z.int() }),
  workers: z.array(
    z.object({
      id: z.string(),
      host: z.string(),
      startedAt: Instant,
      heartbeatAt: Instant,
      alive: z.boolean(),
    }),
  ),
  lanes: z.array(GatewayState),
  now: Instant.nullable(),
});
export type Status = z.infer<typeof Status>;
