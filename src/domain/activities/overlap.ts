// Whether two activities of one person run at the same time.

import type { ActivityEntry } from "./entry.ts";

type Times = Pick<ActivityEntry, "kind" | "startsOn" | "endsOn" | "attendance">;

/**
 * Activities with written days overlap on a common day; one without them is taken to fill its whole time. The hours of a project for
 * the community are spread over the month around whatever else the person does: it overlaps only with another project.
 */
export function overlap(one: Times, other: Times): boolean {
  if (!inSameTime(one, other)) return false;
  if ((one.kind === "puc") !== (other.kind === "puc")) return false;
  const days = one.attendance.days;
  const others = new Set(other.attendance.days);
  return days.length === 0 || others.size === 0 || days.some((day) => others.has(day));
}

function inSameTime(one: Times, other: Times): boolean {
  return (
    (one.endsOn === null || other.startsOn <= one.endsOn) &&
    (other.endsOn === null || one.startsOn <= other.endsOn)
  );
}
