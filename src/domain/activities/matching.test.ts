// What suits a person, in which order and why; the catalogue's editions judged; the acts that a sheet asks for.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { COURSE } from "./activity.test-data.ts";
import { closedFrom, editionProblems, entryNow } from "./edition.ts";
import type { Edition } from "./edition.ts";
import { matchActivities, nearness } from "./matching.ts";
import type { MatchedEdition, MatchedPerson } from "./matching.ts";
import { stepsOf } from "./sheet.ts";
import type { MarkedDay } from "./sheet.ts";

const EDITION: Edition = {
  ...COURSE, course: null, description: null, needs: [], seatMunicipality: "F839", seatAddress: null, timetable: null, closedOn: null, closedBecause: null,
};
const PERSON: MatchedPerson = {
  today: "2020-01-20", age: 30, measure: "RDC", residence: "F839", areas: {}, hasProfile: true, index: null, path: null, needsLanguage: false, following: [],
};
const offered = (edition: Partial<Edition>, more: Partial<MatchedEdition> = {}): MatchedEdition => ({
  edition: { ...EDITION, ...edition }, taken: 0, waiting: 0, nearness: "same-basin", seatName: "Napoli", ...more,
});
const first = (person: Partial<MatchedPerson>, editions: readonly MatchedEdition[]): string | undefined =>
  matchActivities({ ...PERSON, ...person }, editions).suggested[0]?.entryId;

describe("what suits a person", () => {
  const course = offered({ id: "corso" });
  const placement = offered({ id: "lavoro", kind: "placement" });

  it("follows the needs of the assessment, the path and the index, and says so", () => {
    assert.equal(first({ areas: { training: "critical" } }, [placement, course]), "corso");
    assert.equal(first({ areas: { search: "critical" } }, [course, placement]), "lavoro");
    assert.equal(first({ path: { code: "1", title: "reinserimento" } }, [course, placement]), "lavoro");
    assert.equal(first({ index: 0.9 }, [placement, course]), "corso");
    assert.equal(first({ index: 0.1 }, [course, placement]), "lavoro");
    const { suggested } = matchActivities({ ...PERSON, areas: { training: "critical" }, index: 0.9 }, [course]);
    assert.deepEqual(suggested[0]?.reasons.slice(0, 2), [
      "La valutazione giudica critica l’area «formazione»: questa attività vi risponde.",
      "L’indice quantitativo (0,90) dice che il lavoro è lontano: prima si prepara.",
    ]);
  });

  it("prefers what is near, twice so for who can hardly move; language only where it is a need", () => {
    const near = offered({ id: "vicino" }, { nearness: "same-municipality" });
    const far = offered({ id: "lontano", needs: ["language"] }, { nearness: "farther" });
    assert.equal(first({}, [far, near]), "vicino");
    assert.equal(first({ needsLanguage: true }, [near, far]), "lontano");
    assert.equal(first({ needsLanguage: true, areas: { mobility: "critical" } }, [far, near]), "vicino");
  });

  it("names every reason why not, and puts who may only wait after who has a place", () => {
    const { suggested, others } = matchActivities(PERSON, [
      offered({ id: "pieno" }, { taken: 15, waiting: 2 }),
      course,
      offered({ id: "anziani", requirements: { ...EDITION.requirements, fromAge: 50, measures: ["ADI"] } }),
    ]);
    assert.deepEqual(suggested.map(({ entryId, may }) => [entryId, may]), [["corso", "place"], ["pieno", "waiting-list"]]);
    assert.match(suggested[1]!.reasons.join(" "), /dopo altre 2 persone/);
    assert.equal(others[0]?.reasons.length, 2);
    const titled = matchActivities(PERSON, [offered({ requirements: { ...EDITION.requirements, qualifications: ["patentino"] } })]);
    assert.deepEqual(titled.suggested[0]?.toCheck, ["Da vedere prima di proporre: patentino."]);
    assert.equal(matchActivities({ ...PERSON, following: [COURSE] }, [course]).suggested.length, 0);
  });

  it("tells distance from municipalities, the offices that serve them and the province", () => {
    const at = (municipality: string | null, office = "A", province = "NA") => ({ municipality, offices: [office], province });
    assert.equal(nearness(at("F839"), at("F839", "B")), "same-municipality");
    assert.equal(nearness(at("F839"), at("G902")), "same-basin");
    assert.equal(nearness(at("F839"), at("G902", "B")), "same-province");
    assert.equal(nearness(at("F839"), at("A509", "B", "AV")), "farther");
    assert.equal(nearness(at("F839"), at(null)), "unknown");
  });
});

describe("an edition of the catalogue", () => {
  const wrong = (edition: Partial<Edition>): string[] => editionProblems({ ...EDITION, ...edition }).map(({ field }) => field);

  it("is sound, or has each of its faults named", () => {
    assert.deepEqual(wrong({}), []);
    assert.deepEqual(wrong({ id: "con spazi", title: " ", nationalCode: "?", providerCode: "1" }), ["id", "title", "nationalCode", "providerCode"]);
    assert.deepEqual(wrong({ startsOn: "2020-02-30" }), ["startsOn"]);
    assert.deepEqual(wrong({ endsOn: "2020-01-01", attendance: { kept: false, days: [] } }), ["endsOn", "enrolBy"]);
    assert.deepEqual(wrong({ attendance: { kept: true, days: ["2020-02-05", "2020-02-05"] } }), ["attendanceDays"]);
    assert.deepEqual(wrong({ kind: "puc", municipalityId: null, places: 1.5, totalMinutes: 0 }), ["municipalityId", "places", "totalMinutes"]);
    assert.deepEqual(wrong({ requirements: { fromAge: 60, toAge: 18, measures: [], qualifications: [] } }), ["toAge", "measures"]);
  });

  it("closed, lets nobody enter from that day; moved, moves who is in, and asks no more of them", () => {
    assert.equal(closedFrom(EDITION, "2020-01-15", "2020-01-14", "ente chiuso").enrolBy, "2020-01-14");
    const moved = { ...EDITION, startsOn: "2020-02-10", places: 20, requirements: { ...EDITION.requirements, fromAge: 50 } };
    const now = entryNow(COURSE, moved);
    assert.deepEqual([now.startsOn, now.places, now.requirements.fromAge], ["2020-02-10", 20, 18]);
    assert.equal(entryNow(COURSE, null), COURSE);
  });
});

describe("the sheet of a day", () => {
  const marked = (more: Partial<MarkedDay>): MarkedDay => ({
    on: "2020-02-03", mark: "present", minutes: 240, evidenceSeen: false, registerSeen: true, reason: "firma vista", ...more,
  });
  const acts = (...given: Parameters<typeof stepsOf>): string[] => stepsOf(...given).map(({ act }) => act);
  const day = (mark: "present" | "absent" | "justified", minutes = 0) => ({ day: "2020-02-03", mark, minutes });

  it("writes what is not written, and nothing where the register says so already", () => {
    assert.deepEqual(acts(undefined, marked({})), ["record-presence"]);
    assert.deepEqual(stepsOf(undefined, marked({ mark: "G1", evidenceSeen: true }))[0]?.input, { on: "2020-02-03", justifiedReason: "G1", evidenceSeen: true, registerSeen: true });
    assert.deepEqual(acts(day("present", 240), marked({})), []);
    assert.deepEqual(acts(day("absent"), marked({ mark: "absent" })), []);
    assert.deepEqual(acts(day("justified"), marked({ mark: "G2" })), []);
  });

  it("corrects what is written by acts, never over it", () => {
    assert.deepEqual(acts(day("present", 60), marked({})), ["correct-attendance"]);
    assert.deepEqual(acts(day("absent"), marked({})), ["correct-attendance"]);
    assert.deepEqual(acts(day("absent"), marked({ mark: "G1", evidenceSeen: true })), ["justify-absence"]);
    assert.deepEqual(acts(day("present", 240), marked({ mark: "absent" })), ["correct-attendance", "record-absence"]);
    assert.deepEqual(acts(day("justified"), marked({ mark: "absent" })), ["correct-attendance", "record-absence"]);
  });
});
