// The figures of several offices, summed.

import type { OfficeFigures } from "../../../contract/overview.ts";

export type Totals = Pick<
  OfficeFigures,
  "notified" | "bound" | "planned" | "convened" | "delivered" | "unreachable" | "notDelivered" | "uncertain"
>;

export function sumUp(offices: readonly OfficeFigures[]): Totals {
  const sum = (key: keyof Totals): number => offices.reduce((total, office) => total + office[key], 0);
  return {
    notified: sum("notified"),
    bound: sum("bound"),
    planned: sum("planned"),
    convened: sum("convened"),
    delivered: sum("delivered"),
    unreachable: sum("unreachable"),
    notDelivered: sum("notDelivered"),
    uncertain: sum("uncertain"),
  };
}
