// Facts that the stories of the life of a case share.

import { toldAct } from "../procedure/told-act.test-data.ts";
import type { ToldAct } from "../procedure/told-act.test-data.ts";
import type { Story } from "../procedure/story.ts";
import { PROGRAM_TOO } from "../summons/stories.test-data.ts";
import type { CaseAct, CaseContext, CaseEffect, CaseState, CaseTerm } from "./types.ts";

export type CaseStory = Story<CaseState, CaseAct, CaseTerm, CaseContext, CaseEffect>;

export const READY: CaseContext = {
  duty: "bound",
  pactStands: false,
  noticeNotOlder: true,
  officeId: "A509C000183",
  destination: { kind: "office", officeId: "F839C000305", rule: "residence" },
  handedOver: false,
  reason: "",
  evidenceSeen: false,
  today: "2020-02-10",
  grantedOn: "2019-05-20",
  factOn: "2020-02-01",
  benefit: "in-course",
  blockOver: false,
  renewalLinked: false,
  continuesOlder: false,
};
export const HERE = { destination: { kind: "office", officeId: "A509C000183", rule: "residence" } } as const;
export const AWAY = { destination: { kind: "other-region" } } as const;
export const NOWHERE = { destination: null } as const;
export const OLDER = ["NOTICE_NOT_OLDER", { noticeNotOlder: false }] as const;
export const WITH_OFFICE: readonly CaseState[] = [
  "notified",
  "moved",
  "excluded",
  "to-convene",
  "exempt",
  "in-charge",
];
export const ALIVE: readonly CaseState[] = [...WITH_OFFICE, "at-municipality", "other-region"];
export const REGION_TOO = [...PROGRAM_TOO, "regional"] as const;
export const NAME = "VITA_DEL_CASO";

export const told = (act: ToldAct<CaseState, CaseAct, CaseTerm, CaseContext, CaseEffect>): CaseStory =>
  toldAct(NAME, READY, act);
