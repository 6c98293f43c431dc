// The figures of the national node as a CSV file that Italian spreadsheets open.

import type { NodeDay } from "../contract/national-node.ts";
import { NODE_SCREEN_TEXTS } from "./node-texts.ts";

export function nodeCsv(days: readonly NodeDay[]): string {
  const rows = days.map(({ day, flow, received, applied, same, older, refused, failed }) =>
    [day.split("-").toReversed().join("/"), NODE_SCREEN_TEXTS.flows[flow] ?? flow, received, applied, same, older, refused, failed].join(";"),
  );
  return `\uFEFF${[NODE_SCREEN_TEXTS.csvHead.join(";"), ...rows].join("\r\n")}\r\n`;
}
