// The print houses of this node, with their settings read.

import type { ClientBase } from "pg";
import { letterSettings } from "../../channels/letter/channel.ts";
import type { LetterSettings } from "../../channels/letter/channel.ts";
import type { LetterProduct } from "../../domain/letters/products.ts";
import { OperatorFault } from "../../store/fault.ts";
import { gateways } from "../../store/messages.ts";
import type { GatewayRow } from "../../store/messages.ts";

export interface PrintHouse extends Pick<GatewayRow, "id" | "url" | "sender" | "state" | "stateReason"> {
  readonly settings: LetterSettings;
}

export async function printHouses(client: Pick<ClientBase, "query">): Promise<PrintHouse[]> {
  return (await gateways(client)).filter(({ channel }) => channel === "letter").map(({ id, url, sender, state, stateReason, settings }) => {
    const parsed = letterSettings.safeParse(settings);
    if (!parsed.success) {
      const fields = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
      throw new OperatorFault("GATEWAY_IMPOSTAZIONI", `Le impostazioni del gateway «${id}» non sono complete (${fields}): correggerle e riavviare.`);
    }
    return { id, url, sender, state, stateReason, settings: parsed.data };
  });
}

export function houseFor(houses: readonly PrintHouse[], product: LetterProduct): PrintHouse | undefined {
  return houses.find(({ settings }) => settings.product === product);
}
