// Which editions of the catalogue suit a person: gathered from the dossier, weighed by the domain, said in words.

import type { PoolClient } from "pg";
import { MATCH_TEXTS } from "../../domain/activities/catalogue-texts.ts";
import type { Edition, Need } from "../../domain/activities/edition.ts";
import { matchActivities, nearness } from "../../domain/activities/matching.ts";
import type { MatchedEdition, MatchedPerson, Suggestion, Unsuited, Whereabouts } from "../../domain/activities/matching.ts";
import { ageOn } from "../../domain/people/household.ts";
import { ASSESSMENT_SHEETS } from "../../domain/profiling/qualitative.ts";
import type { ProfilingData } from "../../domain/profiling/types.ts";
import { listEditions, municipalitiesOf, placesOf } from "../../store/activity-catalogue.ts";
import type { SeatPlaces } from "../../store/activity-catalogue.ts";
import { otherActivities, residenceOf } from "../../store/activities.ts";
import { dayText } from "../acts/day-text.ts";
import type { Moment } from "../acts/binding.ts";

/** More than the Region ever holds open at once: what a page can show and a person can choose from. */
const MOST = 3000;
/** Fewer years than these in Italy, and another citizenship: the language may be a need. */
const YEARS_FOR_LANGUAGE = 5;

export interface Matches {
  readonly person: MatchedPerson;
  readonly editions: ReadonlyMap<string, MatchedEdition>;
  readonly suggested: readonly Suggestion[];
  readonly others: readonly Unsuited[];
}

/** Every edition still open to enrolment, weighed for the person of the moment. Few queries, whatever the number of editions. */
export async function matchesFor(client: PoolClient, moment: Moment): Promise<Matches> {
  const { today, facts } = moment;
  const editions = await listEditions(client, { from: today, kind: null, text: null, openOn: today }, MOST);
  const taken = await placesOf(client, editions.map(({ id }) => id));
  const residence = await residenceOf(client, facts.personId);
  const seats = await municipalitiesOf(client, codesOf(editions, residence));
  const home = whereabouts(residence, seats);
  const matched = editions.map((edition): MatchedEdition => {
    const { taken: inside = 0, waiting = 0 } = taken.get(edition.id) ?? {};
    const seat = edition.seatMunicipality ?? edition.municipalityId;
    return { edition, taken: inside, waiting, nearness: nearness(home, whereabouts(seat, seats)), seatName: nameOf(seat, seats) };
  });
  const person = await personOf(client, moment, residence);
  return { person, editions: new Map(matched.map((each) => [each.edition.id, each])), ...matchActivities(person, matched) };
}

export interface EditionChoice {
  readonly edition: Edition;
  readonly label: string;
  readonly hint: string;
}

/** The same as a choice of a form: what may be proposed, best first, with its first reason: all of them have a page of their own. */
export async function choicesFor(client: PoolClient, moment: Moment): Promise<EditionChoice[]> {
  const { suggested, editions } = await matchesFor(client, moment);
  return suggested.map(({ entryId, reasons, places, toCheck }) => {
    const { edition, seatName } = editions.get(entryId)!;
    const where = seatName === "" ? "" : `, ${seatName}`;
    return { edition, label: `${edition.title} (dal ${dayText(edition.startsOn)}${where})`, hint: [reasons[0], places, ...toCheck].join(" ") };
  });
}

function codesOf(editions: readonly Edition[], residence: string | null): string[] {
  const codes = editions.map(({ seatMunicipality, municipalityId }) => seatMunicipality ?? municipalityId);
  return [...new Set([...codes, residence].filter((code) => code !== null))];
}

function whereabouts(municipality: string | null, seats: ReadonlyMap<string, SeatPlaces>): Whereabouts {
  const place = municipality === null ? undefined : seats.get(municipality);
  return { municipality, offices: place?.offices ?? [], province: place?.province ?? null };
}

function nameOf(code: string | null, seats: ReadonlyMap<string, SeatPlaces>): string {
  return code === null ? "" : (seats.get(code)?.name ?? code);
}

async function personOf(client: PoolClient, { facts, today }: Moment, residence: string | null): Promise<MatchedPerson> {
  const profile = facts.items.findLast(({ procedure, data }) => procedure === "profilazione" && (data as unknown as ProfilingData).decided !== null);
  const decided = (profile?.data as unknown as ProfilingData | undefined)?.decided ?? null;
  const answers = decided?.assessment.answers ?? {};
  const path = answers["path"];
  const { citizenship, yearsInItaly } = decided?.request?.answers ?? {};
  const areas = areasOf(answers);
  return {
    today,
    age: ageOn(facts.birthDate, today),
    measure: facts.measure,
    residence,
    areas,
    hasProfile: decided !== null,
    index: decided?.index?.value ?? null,
    path: typeof path === "string" ? { code: path, title: titleOfPath(path) } : null,
    needsLanguage:
      citizenship !== undefined && citizenship !== "italian" && ((typeof yearsInItaly === "number" && yearsInItaly < YEARS_FOR_LANGUAGE) || areas.digital !== undefined),
    following: await otherActivities(client, facts.personId, null),
  };
}

const AREAS: readonly Need[] = ["skills", "training", "search", "digital", "mobility", "motivation"];

function areasOf(answers: Readonly<Record<string, unknown>>): MatchedPerson["areas"] {
  const judged = AREAS.flatMap((area) => {
    const band = answers[area];
    return band === "critical" || band === "to-strengthen" ? [[area, band] as const] : [];
  });
  return Object.fromEntries(judged);
}

function titleOfPath(code: string): string {
  for (const { fields } of ASSESSMENT_SHEETS)
    for (const { name, form } of fields) if (name === "path" && form.kind === "choice") return form.options[code] ?? code;
  return code;
}

export const DISTANCE_SOURCE = MATCH_TEXTS.source;
