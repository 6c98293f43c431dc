// The limits of a campaign, judged before anything is worked out: each that cannot stand is named, with what to write instead.

import { parseClock, romeInstant } from "../calendar/rome-time.ts";
import { addDays, isIsoDate } from "../calendar/days.ts";
import { isPermitted } from "../messages/quiet-hours.ts";
import type { QuietHours } from "../messages/quiet-hours.ts";
import type { IsoDate } from "../notices/types.ts";
import { LIMIT_TEXTS } from "./texts.ts";
import type { CampaignLimits } from "./types.ts";

export interface LimitFault {
  readonly field: keyof CampaignLimits;
  readonly message: string;
}

/** Farther ahead no agenda is drawn. */
const LONGEST_DAYS = 180;
const ANY_DAY = { isHoliday: () => false };
/** A Monday: only its hours matter. */
const SOME_MONDAY = "2024-01-08";

/** All that is wrong with these limits on a day; empty when they can stand. */
export function limitFaults(limits: CampaignLimits, today: IsoDate, quiet: QuietHours): LimitFault[] {
  const faults: LimitFault[] = [];
  const wrong = (field: keyof CampaignLimits, message: string): void => void faults.push({ field, message });
  if (!isIsoDate(limits.firstDay)) wrong("firstDay", LIMIT_TEXTS.notADay);
  if (!isIsoDate(limits.lastDay)) wrong("lastDay", LIMIT_TEXTS.notADay);
  else if (limits.lastDay < limits.firstDay) wrong("lastDay", LIMIT_TEXTS.endsBefore);
  else if (limits.lastDay < today) wrong("lastDay", LIMIT_TEXTS.past);
  else if (limits.lastDay > addDays(today, LONGEST_DAYS)) wrong("lastDay", LIMIT_TEXTS.tooFar(LONGEST_DAYS));
  const [from, to] = [parseClock(limits.sendFrom), parseClock(limits.sendTo)];
  if (from === null) wrong("sendFrom", LIMIT_TEXTS.notAnHour);
  if (to === null) wrong("sendTo", LIMIT_TEXTS.notAnHour);
  if (from !== null && to !== null) {
    if (to <= from) wrong("sendTo", LIMIT_TEXTS.hoursReversed);
    else if (!wholeStretchAllowed(from, to, quiet)) wrong("sendFrom", LIMIT_TEXTS.quiet(quiet.to, quiet.from));
  }
  for (const field of ["messagesPerHour", "peoplePerDay", "perPhonePerDay", "perPhonePerHour"] as const) {
    if (!Number.isInteger(limits[field]) || limits[field] < 1) wrong(field, LIMIT_TEXTS.atLeastOne);
  }
  if (!Number.isFinite(limits.partPrice) || limits.partPrice < 0) wrong("partPrice", LIMIT_TEXTS.price);
  return faults;
}

/** No minute from `from` to `to` may be one in which nothing leaves: looked at every quarter of an hour, and at both ends. */
function wholeStretchAllowed(from: number, to: number, quiet: QuietHours): boolean {
  for (let minute = from; minute < to; minute += 15) if (!isPermitted(romeInstant(SOME_MONDAY, minute), quiet, ANY_DAY)) return false;
  return isPermitted(romeInstant(SOME_MONDAY, to - 1), quiet, ANY_DAY);
}
