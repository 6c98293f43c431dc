// A fact of which nothing is missing: where every story of conditionality starts.

import type { Story } from "../procedure/story.ts";
import type {
  ConditionalityAct,
  ConditionalityContext,
  ConditionalityEffect,
  ConditionalityState,
  ConditionalityTerm,
} from "./types.ts";

export type ConditionalityStory = Story<
  ConditionalityState,
  ConditionalityAct,
  ConditionalityTerm,
  ConditionalityContext,
  ConditionalityEffect
>;

/** A fact of the Tuesday, proposed by one person, looked at by another: nothing is missing. */
export const READY: ConditionalityContext = {
  actorId: "ada",
  proposedBy: "bea",
  reason: "il registro porta la firma della persona",
  breachKnown: true,
  versionOfGrant: true,
  today: "2019-10-04",
  happenedOn: "2019-10-01",
  grantedOn: "2019-05-20",
  benefitEndedOn: null,
  obligedThatDay: true,
  suspendedDay: false,
  proof: "delivered",
  proofNeeded: "delivered",
  reminderGiven: true,
  evidenceAttached: true,
  counter: 1,
  counterSeen: 1,
  counterProposed: 1,
  isSummons: false,
  absenceUnjustified: true,
  countFrozen: true,
  impedimentPlausible: true,
  toldInTime: true,
  reasonListed: true,
  evidenceSeen: true,
  justifyTermOver: true,
  holdOver: true,
  activityLinked: true,
  operatorIdentified: true,
  cancelWindowOpen: true,
  windowOver: true,
  timesCancelled: 0,
  answer: "reduction",
};

export const OPEN = ["may-justify", "held", "proposed", "approved", "report-cancelled"] as const;
export const REPORTED = ["reported", "settled", "applied", "forfeited"] as const;
