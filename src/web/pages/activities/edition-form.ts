// The fields of an edition as a form draws them, and the way between what is typed there and what the server takes.

import type { EditionInput } from "../../../contract/activities.ts";
import { NEED_TEXTS } from "../../../domain/activities/catalogue-texts.ts";
import type { FormField, FormProblem, FormValues } from "../../../domain/procedure/form-types.ts";
import { shortDay } from "../../format.ts";
import { EDITION_FORM as F, KINDS } from "../../texts/activities.ts";
import { COMMON } from "../../texts/common.ts";

const text = (name: keyof EditionInput, label: string, longest: number, more: { required?: boolean; help?: string; lines?: number } = {}): FormField => ({
  kind: "text", name, label, longest, required: more.required ?? false,
  ...(more.help === undefined ? {} : { help: more.help }),
  ...(more.lines === undefined ? {} : { lines: more.lines }),
});
const day = (name: string, label: string, required: boolean, help?: string): FormField => ({ kind: "day", name, label, required, ...(help === undefined ? {} : { help }) });
const box = (name: string, label: string): FormField => ({ kind: "yes-no", name, label, required: false });
const choices = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([value, label]) => ({ value, label }));
const upper = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export function editionFields(isNew: boolean, today: string): readonly FormField[] {
  return [
    ...(isNew
      ? [text("id", F.id, 80, { required: true, help: F.idHelp })]
      : ([
          { kind: "day", name: "fromOn", label: F.from, required: true, from: today, initial: today },
          { kind: "text", name: "because", label: COMMON.reason, help: COMMON.reasonHelp, required: true, shortest: 5, longest: 500, lines: 2 },
        ] as const)),
    text("title", F.title, 200, { required: true }),
    { kind: "choice", name: "kind", label: F.kind, required: true, options: choices(KINDS), ...(isNew ? { initial: "training" } : {}) },
    text("course", F.course, 80, { help: F.courseHelp }),
    text("nationalCode", F.nationalCode, 6, { required: true }),
    text("providerCode", F.providerCode, 16, { required: true }),
    day("startsOn", F.startsOn, true),
    day("endsOn", F.endsOn, false, F.endsHelp),
    day("enrolBy", F.enrolBy, true),
    { kind: "number", name: "places", label: F.places, help: F.placesHelp, required: false, min: 1, max: 10_000, whole: true },
    box("waitingList", F.waitingList),
    text("seatMunicipality", F.seatMunicipality, 60),
    text("seatAddress", F.seatAddress, 200),
    text("timetable", F.timetable, 200, { help: F.timetableHelp }),
    { kind: "number", name: "hours", label: F.hours, required: false, min: 0.25, max: 5000, whole: false },
    box("attendanceKept", F.attendanceKept),
    {
      kind: "texts", name: "attendanceDays", label: F.attendanceDays, help: F.attendanceDaysHelp, required: false, longest: 10, most: 400,
      when: { field: "attendanceKept", in: [true] },
    },
    { kind: "number", name: "fromAge", label: F.fromAge, required: false, min: 14, max: 99, whole: true, unit: F.years },
    { kind: "number", name: "toAge", label: F.toAge, required: false, min: 14, max: 99, whole: true, unit: F.years },
    { kind: "texts", name: "measures", label: F.measures, help: F.measuresHelp, required: false, longest: 20, most: 20 },
    { kind: "texts", name: "qualifications", label: F.qualifications, help: F.qualificationsHelp, required: false, longest: 40, most: 20 },
    text("municipalityId", F.municipalityId, 60, { help: F.municipalityHelp }),
    { kind: "many", name: "needs", label: F.needs, required: false, options: choices(NEED_TEXTS).map(({ value, label }) => ({ value, label: upper(label) })) },
    text("description", F.description, 2000, { lines: 3 }),
  ];
}

const ITALIAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** "4/11/2019" as "2019-11-04"; what is no such day goes as it is, and the server names it. */
export function isoDay(typed: string): string {
  const parts = ITALIAN.exec(typed.trim());
  return parts === null ? typed.trim() : `${parts[3]}-${parts[2]!.padStart(2, "0")}-${parts[1]!.padStart(2, "0")}`;
}

/** An edition as the form shows it. */
export function valuesOf(edition: EditionInput): FormValues {
  return {
    ...edition,
    hours: edition.totalMinutes === null ? null : edition.totalMinutes / 60,
    attendanceDays: edition.attendanceDays.map(shortDay),
    measures: edition.measures ?? [],
  };
}

/** What was typed as the server takes it. */
export function editionFrom(values: FormValues, before?: EditionInput): EditionInput {
  const str = (name: string): string => (typeof values[name] === "string" ? values[name] : "");
  const orNull = (name: string): string | null => str(name) || null;
  const num = (name: string): number | null => (typeof values[name] === "number" ? values[name] : null);
  const list = (name: string): string[] => (Array.isArray(values[name]) ? (values[name] as string[]) : []);
  const hours = num("hours");
  const measures = list("measures").map((code) => code.toUpperCase());
  return {
    id: before?.id ?? str("id"),
    course: orNull("course"),
    title: str("title"),
    kind: str("kind") as EditionInput["kind"],
    nationalCode: str("nationalCode").toUpperCase(),
    providerCode: str("providerCode").toUpperCase(),
    municipalityId: orNull("municipalityId"),
    startsOn: str("startsOn"),
    endsOn: orNull("endsOn"),
    enrolBy: str("enrolBy"),
    places: num("places"),
    waitingList: values["waitingList"] === true,
    attendanceKept: values["attendanceKept"] === true,
    attendanceDays: values["attendanceKept"] === true ? list("attendanceDays").map(isoDay) : [],
    totalMinutes: hours === null ? null : Math.round(hours * 60),
    fromAge: num("fromAge"),
    toAge: num("toAge"),
    measures: measures.length === 0 ? null : measures,
    qualifications: list("qualifications"),
    description: orNull("description"),
    needs: list("needs") as EditionInput["needs"],
    seatMunicipality: orNull("seatMunicipality"),
    seatAddress: orNull("seatAddress"),
    timetable: orNull("timetable"),
  };
}

/** What the server found wrong, on the field where it was typed: a schema names it by its place in the request. */
export function problemsFrom(problems: readonly FormProblem[]): FormProblem[] {
  const known = new Set(editionFields(true, "").map(({ name }) => name));
  return problems.map(({ field, message }) => {
    const name = field.replace(/^edition\./, "").split(".")[0]!;
    const shown = name === "totalMinutes" ? "hours" : name;
    return { field: known.has(shown) || shown === "fromOn" || shown === "because" ? shown : "title", message };
  });
}
