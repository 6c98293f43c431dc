// How the bound persons can be reached: one bar for each way.

import type { Overview } from "../../../contract/overview.ts";
import { number } from "../../format.ts";
import { Empty } from "../../parts/states.tsx";
import { REACH } from "../../texts/common.ts";
import { OVERVIEW } from "../../texts/overview.ts";
import { Bar } from "./office-table.tsx";

export function ReachShares({ reach }: { readonly reach: Overview["reach"] }) {
  const bound = reach.filter((one) => one.bound);
  const whole = bound.reduce((sum, one) => sum + one.cases, 0);
  if (whole === 0) return <Empty title={OVERVIEW.reachEmpty} icon="telephone" />;
  return (
    <ul className="cv-reach">
      {(Object.keys(REACH) as (keyof typeof REACH)[]).map((way) => {
        const cases = bound.find((one) => one.reach === way)?.cases ?? 0;
        return (
          <li key={way}>
            <span>{REACH[way]}</span>
            <span className="cv-reach-count">{number(cases)}</span>
            <Bar part={cases} whole={whole} />
          </li>
        );
      })}
    </ul>
  );
}
