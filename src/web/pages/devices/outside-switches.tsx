// Switches that make the simulated gateway and mail server misbehave.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { OutsideSwitch, OutsideWorld } from "../../../contract/demo.ts";
import type { Done } from "../../../contract/problem.ts";
import { get, post } from "../../api.ts";
import { Section } from "../../parts/page.tsx";
import { Failure, Loaded } from "../../parts/states.tsx";
import { DEVICES } from "../../texts/regional.ts";

export function OutsideSwitches() {
  const queries = useQueryClient();
  const result = useQuery({
    queryKey: ["outside"],
    queryFn: ({ signal }) => get<OutsideWorld>("/api/demo/outside", signal),
    refetchInterval: 5000,
  });
  const switching = useMutation({
    mutationFn: (change: OutsideSwitch) => post<Done>("/api/demo/outside", change),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["outside"] }),
  });
  return (
    <Section id="guasti" title={DEVICES.outside}>
      <p className="cv-muted">{DEVICES.outsideHelp}</p>
      <Loaded result={result} lines={3}>
        {({ sides }) => (
          <div className="cv-columns cv-columns-even">
            {sides.map((side) => (
              <fieldset key={side.kind} className="cv-box cv-switches">
                <legend>{DEVICES.sides[side.kind]}</legend>
                {!side.reachable && <p className="cv-muted mb-0">{DEVICES.away}</p>}
                {side.reachable &&
                  side.possible.map((fault) => (
                    <label key={fault}>
                      <input
                        type="checkbox"
                        checked={side.faults.includes(fault)}
                        disabled={switching.isPending}
                        onChange={(event) =>
                          switching.mutate({ kind: side.kind, fault, on: event.target.checked })
                        }
                      />
                      {DEVICES.faults[fault]}
                    </label>
                  ))}
              </fieldset>
            ))}
          </div>
        )}
      </Loaded>
      {switching.isError && <Failure error={switching.error} />}
    </Section>
  );
}
