// How a person can be reached, derived from the contact points and never stored by hand.

import type { ContactPoint } from "./contact.ts";

/** By what a message reaches a person; "pec" and "paper" only where nothing quicker does. Whether those count is the measure's to say. */
export type Reachability = "sms+email" | "sms" | "email" | "pec" | "paper" | "nobody";

/** SMS needs a usable mobile; a landline alone reaches nobody by itself. Paper counts only when nothing else does. */
export function reachability(points: readonly ContactPoint[]): Reachability {
  let sms = false;
  let email = false;
  let pec = false;
  let paper = false;
  for (const point of points) {
    if (!point.usable) continue;
    if (point.kind === "mobile") sms = true;
    else if (point.kind === "email") email = true;
    else if (point.kind === "pec") pec = true;
    else if (point.kind === "postal") paper = true;
  }
  if (sms) return email ? "sms+email" : "sms";
  if (email) return "email";
  if (pec) return "pec";
  return paper ? "paper" : "nobody";
}
