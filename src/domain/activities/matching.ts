// Which activities of the catalogue suit a person, best first, each with its reasons; and why each of the others does not.

import type { IsoDate } from "../notices/types.ts";
import { MATCH_TEXTS, NEARNESS_TEXTS, NEED_TEXTS } from "./catalogue-texts.ts";
import { NEEDS_OF_KIND } from "./edition.ts";
import type { Edition, Need } from "./edition.ts";
import { mayEnrol } from "./entry.ts";
import type { ActivityEntry, ActivityKind } from "./entry.ts";
import { overlap } from "./overlap.ts";
import { PUC_HOURS } from "./puc.ts";

export type Nearness = keyof typeof NEARNESS_TEXTS;
type Band = "critical" | "to-strengthen";

/** What is known of a person; null = not known. */
export interface MatchedPerson {
  readonly today: IsoDate;
  readonly age: number | null;
  readonly measure: string;
  readonly residence: string | null;
  /** Areas of the decided assessment that are not well. */
  readonly areas: Readonly<Partial<Record<Need, Band>>>;
  readonly hasProfile: boolean;
  /** Between 0 (near to work) and 1 (far). */
  readonly index: number | null;
  /** Path of the GOL programme, with its words. */
  readonly path: { readonly code: string; readonly title: string } | null;
  /** From the questionnaire: not Italian, and few years in Italy. */
  readonly needsLanguage: boolean;
  /** The person's other activities that hold a place. */
  readonly following: readonly ActivityEntry[];
}

export interface MatchedEdition {
  readonly edition: Edition;
  readonly taken: number;
  readonly waiting: number;
  readonly nearness: Nearness;
  readonly seatName: string;
}

export interface Suggestion {
  readonly entryId: string;
  readonly may: "place" | "waiting-list";
  readonly rank: number;
  /** Italian, most telling first. */
  readonly reasons: readonly string[];
  /** Italian: how many places are left, or the line; among the reasons too. */
  readonly places: string;
  /** Italian: what the operator must see or agree before proposing it. */
  readonly toCheck: readonly string[];
}

export interface Unsuited {
  readonly entryId: string;
  readonly reasons: readonly string[];
}

/** Choices of the Region, not of a norm: above the first the work is far, below the second it is near. */
export const INDEX_FAR = 0.65;
export const INDEX_NEAR = 0.35;

/** Kinds of activity of each path of the GOL programme. */
const KINDS_OF_PATH: Readonly<Record<string, readonly ActivityKind[]>> = {
  "1": ["placement", "orientation"],
  "2": ["training"],
  "3": ["training", "traineeship"],
  "4": ["training", "traineeship", "puc", "orientation"],
  "5": ["placement", "training"],
};
const FAR_KINDS: ReadonlySet<ActivityKind> = new Set(["orientation", "training", "traineeship"]);
const NEAR_KINDS: ReadonlySet<ActivityKind> = new Set(["placement"]);
const NEAR_POINTS: Readonly<Record<Nearness, number>> = { "same-municipality": 30, "same-basin": 20, "same-province": 8, farther: 0, unknown: 4 };
const POINTS = { critical: 40, "to-strengthen": 25, language: 30, path: 30, index: 15, place: 10 } as const;

/** Suggestions by rank, then by the first day; the others with every reason why not. The same input always gives the same order. */
export function matchActivities(person: MatchedPerson, editions: readonly MatchedEdition[]): { readonly suggested: Suggestion[]; readonly others: Unsuited[] } {
  const suggested: (Suggestion & { readonly startsOn: IsoDate })[] = [];
  const others: Unsuited[] = [];
  for (const offered of editions) {
    const { edition } = offered;
    const { may, reasons } = mayEnrol(edition, enrolment(person, offered));
    if (may === "no") others.push({ entryId: edition.id, reasons: reasons.map(({ sentence }) => sentence) });
    else suggested.push({ ...suggestion(person, offered, may), startsOn: edition.startsOn });
  }
  suggested.sort((a, b) => b.rank - a.rank || (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : a.entryId < b.entryId ? -1 : 1));
  return { suggested: suggested.map(({ startsOn: _, ...each }) => each), others };
}

/** Titles are seen and hours agreed when the activity is proposed: until then they keep nobody out. */
function enrolment(person: MatchedPerson, { edition, taken }: MatchedEdition) {
  const { today, age, measure, residence, following } = person;
  return {
    today, age, measure, residence,
    qualifications: edition.requirements.qualifications,
    overlaps: following.some((other) => overlap(edition, other)),
    placesTaken: taken,
    weeklyMinutes: PUC_HOURS.leastMinutes,
    hoursAgreed: false,
  };
}

function suggestion(person: MatchedPerson, offered: MatchedEdition, may: "place" | "waiting-list"): Suggestion {
  const { edition, nearness, seatName } = offered;
  const weighed = [...byNeeds(person, edition), ...byPath(person, edition), ...byIndex(person, edition)];
  const isHardToMove = person.areas.mobility !== undefined;
  const near = NEAR_POINTS[nearness] * (isHardToMove ? 2 : 1);
  const points = weighed.reduce((sum, [each]) => sum + each, 0) + near + (may === "place" ? POINTS.place : 0);
  return {
    entryId: edition.id,
    may,
    rank: points,
    places: placesOf(offered, may),
    reasons: [
      ...weighed.map(([, sentence]) => sentence),
      NEARNESS_TEXTS[nearness](seatName),
      ...(isHardToMove && nearness.startsWith("same") ? [MATCH_TEXTS.mobility] : []),
      placesOf(offered, may),
      ...(person.hasProfile ? [] : [MATCH_TEXTS.noProfile]),
    ],
    toCheck: [
      ...(edition.requirements.qualifications.length > 0 ? [MATCH_TEXTS.qualifications(edition.requirements.qualifications)] : []),
      ...(edition.kind === "puc" ? [MATCH_TEXTS.pucHours] : []),
    ],
  };
}

type Weighed = readonly [number, string];

function byNeeds({ areas, needsLanguage }: MatchedPerson, { kind, needs }: Edition): Weighed[] {
  const answered = needs.length > 0 ? needs : NEEDS_OF_KIND[kind];
  return answered.flatMap((need): Weighed[] => {
    if (need === "language") return needsLanguage ? [[POINTS.language, MATCH_TEXTS.language]] : [];
    const band = areas[need];
    return band === undefined ? [] : [[POINTS[band], MATCH_TEXTS.need(NEED_TEXTS[need], band === "critical")]];
  });
}

function byPath({ path }: MatchedPerson, { kind }: Edition): Weighed[] {
  return path !== null && KINDS_OF_PATH[path.code]?.includes(kind) === true ? [[POINTS.path, MATCH_TEXTS.path(path.title)]] : [];
}

function byIndex({ index }: MatchedPerson, { kind }: Edition): Weighed[] {
  if (index === null) return [];
  const said = index.toFixed(2).replace(".", ",");
  if (index >= INDEX_FAR && FAR_KINDS.has(kind)) return [[POINTS.index, MATCH_TEXTS.far(said)]];
  return index <= INDEX_NEAR && NEAR_KINDS.has(kind) ? [[POINTS.index, MATCH_TEXTS.near(said)]] : [];
}

function placesOf({ edition, taken, waiting }: MatchedEdition, may: "place" | "waiting-list"): string {
  if (may === "waiting-list") return MATCH_TEXTS.waiting(waiting);
  return edition.places === null ? MATCH_TEXTS.unlimited : MATCH_TEXTS.free(Math.max(0, edition.places - taken));
}

export interface Whereabouts {
  readonly municipality: string | null;
  /** Offices that serve it; more than one where a municipality has several. */
  readonly offices: readonly string[];
  readonly province: string | null;
}

/** How near a seat is to where the person lives, as far as municipalities tell. */
export function nearness(home: Whereabouts, seat: Whereabouts): Nearness {
  if (home.municipality === null || seat.municipality === null) return "unknown";
  if (home.municipality === seat.municipality) return "same-municipality";
  if (home.offices.some((office) => seat.offices.includes(office))) return "same-basin";
  return home.province !== null && home.province === seat.province ? "same-province" : "farther";
}
