// A person profiled at the first appointment, for the tests of answers, facts and data.

import type { ProfilingFacts } from "./facts.ts";
import type { Answers, ReferenceLists } from "./questionnaire.ts";
import type { Assessment, IndexRequest, ReceivedIndex } from "./types.ts";

export const LISTS: ReferenceLists = { provinces: new Set(["NA", "CE", "SA", "AV", "BN"]) };

export const ANSWERS: Answers = {
  age: 40,
  sex: "F",
  citizenship: "italian",
  studyTitle: "lower-secondary",
  province: "NA",
  conditionLastYear: "lost-job",
  monthsSinceLastJob: 20,
  monthsSearching: 18,
  householdSize: 4,
  dependentChildren: 2,
  inCourse: false,
  drivingLicence: true,
};

export const BANDS_GIVEN: Answers = {
  skills: "adequate",
  training: "to-strengthen",
  search: "strong",
  digital: "to-strengthen",
  mobility: "critical",
  motivation: "strong",
  overall: "adequate",
};

export const ASSESSMENT: Assessment = {
  sheet: "qualitativa-2019",
  answers: { ...BANDS_GIVEN, outcome: "pact" },
  sources: ["interview", "did"],
};

export const REQUEST: IndexRequest = {
  id: "r1",
  questionnaire: "quantitativa-2019",
  answers: ANSWERS,
  askedOn: "2019-09-12",
  askedBy: "o1",
};

export const INDEX: ReceivedIndex = {
  requestId: "r1",
  value: 0.72,
  method: "2019-1",
  computedOn: "2019-09-12",
  receivedOn: "2019-09-12",
  receivedBy: "nodo",
};

export const FACTS: ProfilingFacts = {
  today: "2019-09-12",
  bound: true,
  excludedOrExempt: false,
  didGiven: true,
  lists: LISTS,
};
