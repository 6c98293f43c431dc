// The steps of the way, each with its count, the share of its whole, why, and the list behind it; and those who stand beside the way.

import { Link } from "react-router";
import type { ControlRoom } from "../../../contract/control-room.ts";
import { STAGE_RULES, STAGES } from "../../../domain/control-room/texts.ts";
import type { Stage } from "../../../domain/control-room/texts.ts";
import { instant, number } from "../../format.ts";
import { Why } from "../../parts/why.tsx";
import { CONTROL_ROOM } from "../../texts/control-room.ts";
import { countOf, ratioOf, shareOf } from "./shares.ts";

export interface FunnelProps {
  readonly room: ControlRoom;
  /** Whether the lists behind the figures may be opened: only by the office itself. */
  readonly mayList: boolean;
}

export function Funnel({ room, mayList }: FunnelProps) {
  return (
    <>
      <ol className="cv-funnel">
        {STAGES.filter((stage) => STAGE_RULES[stage].place === "way").map((stage) => (
          <Step key={stage} stage={stage} room={room} mayList={mayList} />
        ))}
      </ol>
      <h3 className="h6">{CONTROL_ROOM.beside}</h3>
      <ul className="cv-funnel cv-funnel-beside">
        {STAGES.filter((stage) => STAGE_RULES[stage].place === "beside").map((stage) => (
          <Step key={stage} stage={stage} room={room} mayList={mayList} />
        ))}
      </ul>
    </>
  );
}

function Step({ stage, room, mayList }: FunnelProps & { readonly stage: Stage }) {
  const { title, of, counts, acts } = STAGE_RULES[stage];
  const whole = of === null ? null : STAGE_RULES[of].title;
  return (
    <li className="cv-step">
      <span className="cv-step-name">{title}</span>
      <span className="cv-step-count">{number(countOf(room.counts, stage))}</span>
      <span className="cv-step-track" aria-hidden="true">
        <span className="cv-step-fill" style={{ width: `${Math.min(100, ratioOf(room.counts, stage, "notified") * 100)}%` }} />
      </span>
      <span className="cv-step-share">
        {of === null || whole === null ? CONTROL_ROOM.whole : CONTROL_ROOM.share(shareOf(room.counts, stage, of), whole)}
      </span>
      <span className="cv-step-acts">
        <Why about={CONTROL_ROOM.why(title)} sentence={CONTROL_ROOM.whyText(counts, whole, acts, instant(room.asOf))} law={null} />
        {mayList && countOf(room.counts, stage) > 0 && (
          <Link to={`/cabina-di-regia/persone?passo=${stage}`} aria-label={CONTROL_ROOM.listOf(title)}>
            {CONTROL_ROOM.list}
          </Link>
        )}
      </span>
    </li>
  );
}
