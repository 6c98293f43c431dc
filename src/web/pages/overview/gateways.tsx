// State of the sending channels, and the administrator's pause and reopening.

import { useState } from "react";
import type { GatewayState } from "../../../contract/overview.ts";
import { number } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Badge } from "../../parts/badge.tsx";
import { Empty } from "../../parts/states.tsx";
import { label } from "../../texts/common.ts";
import { OVERVIEW } from "../../texts/overview.ts";
import { CHANNELS } from "../../texts/procedure.ts";

export function Gateways({
  gateways,
  canAct,
}: {
  readonly gateways: readonly GatewayState[];
  readonly canAct: boolean;
}) {
  const [chosen, setChosen] = useState<GatewayState | null>(null);
  if (gateways.length === 0) return <Empty title={OVERVIEW.noGateways} icon="plug" />;
  return (
    <>
      <ul className="cv-gateways">
        {gateways.map((gateway) => (
          <li key={gateway.id}>
            <div>
              <strong>{`${label(CHANNELS, gateway.channel)}: ${gateway.id}`}</strong>
              <span className="cv-sub">{describe(gateway)}</span>
            </div>
            <Badge tone={gateway.state === "open" ? "good" : gateway.state === "paused" ? "doubt" : "bad"}>
              {OVERVIEW.gatewayStates[gateway.state]}
            </Badge>
            {canAct && (
              <button
                type="button"
                className="btn btn-outline-primary btn-sm"
                onClick={() => setChosen(gateway)}
              >
                {gateway.state === "open" ? OVERVIEW.pause : OVERVIEW.reopen}
              </button>
            )}
          </li>
        ))}
      </ul>
      {chosen !== null && <Change gateway={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function describe(gateway: GatewayState): string {
  if (gateway.state !== "open" && gateway.reason !== null) return gateway.reason;
  return gateway.ratePerSecond === null
    ? gateway.sender
    : `${gateway.sender}, ${OVERVIEW.rate(number(gateway.ratePerSecond))}`;
}

function Change({ gateway, onClose }: { readonly gateway: GatewayState; readonly onClose: () => void }) {
  const pausing = gateway.state === "open";
  return (
    <ActForm
      title={pausing ? OVERVIEW.pauseTitle(gateway.id) : OVERVIEW.openTitle(gateway.id)}
      explain={pausing ? OVERVIEW.pauseExplain : OVERVIEW.openExplain}
      path={`/api/gateways/${encodeURIComponent(gateway.id)}/state`}
      body={{ state: pausing ? "paused" : "open" }}
      confirm={pausing ? OVERVIEW.pause : OVERVIEW.reopen}
      onClose={onClose}
    />
  );
}
