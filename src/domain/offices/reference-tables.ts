// Every reference table: its file, its columns, and the reader that turns rows of text into typed rows or refusals.

import {
  citationId,
  clock,
  date,
  decimal,
  holidayRule,
  matching,
  municipalityCode,
  officeId,
  oneOf,
  optional,
  type Columns,
  type ParsedTable,
  province,
  required,
  stateCode,
  tableReader,
  weekday,
  whole,
  yesNo,
  zipCode,
} from "./reference-cells.ts";
import { REFERENCE_TEXTS } from "./reference-texts.ts";

const optionalText = optional(required);
const optionalDate = optional(date);
const optionalClock = optional(clock);
const optionalCount = optional(whole(0, 10_000_000));
const confidence = oneOf("H", "M", "L");
const provenance = { source: required, confidence } as const satisfies Columns;
const validity = { from: date, to: optionalDate } as const satisfies Columns;
const note = { note: optionalText } as const satisfies Columns;

/** How far a row can be trusted: official table, one secondary source, inference or assumption. */
export type ReferenceConfidence = "H" | "M" | "L";

const ordered = (row: {
  readonly from: string;
  readonly to?: string;
}): { column: string; message: string } | null =>
  row.to !== undefined && row.to < row.from ? { column: "to", message: REFERENCE_TEXTS.validity } : null;

const hoursOrdered = (row: {
  readonly opens: number;
  readonly closes: number;
  readonly from: string;
  readonly to?: string;
}) => (row.closes <= row.opens ? { column: "closes", message: REFERENCE_TEXTS.hours } : ordered(row));

function closureOrdered(row: {
  readonly from: string;
  readonly to: string;
  readonly fromTime?: number;
  readonly toTime?: number;
}) {
  if ((row.fromTime === undefined) !== (row.toTime === undefined))
    return { column: "to_time", message: REFERENCE_TEXTS.halfHours };
  if (row.fromTime !== undefined && row.toTime !== undefined && row.toTime <= row.fromTime)
    return { column: "to_time", message: REFERENCE_TEXTS.hours };
  return ordered(row);
}

const yearsOrdered = (row: { readonly fromYear?: number; readonly toYear?: number }) =>
  row.fromYear !== undefined && row.toYear !== undefined && row.toYear < row.fromYear
    ? { column: "to_year", message: REFERENCE_TEXTS.validity }
    : null;

const year = optional(whole(1800, 2999));
const demoEmail = matching(/^[^@\s]+@[^@\s]+\.example$/, "un indirizzo di prova (dominio .example)");

export const parseSources = tableReader({
  id: required,
  title: required,
  publisher: required,
  url: optionalText,
  licence: required,
  ...note,
});

export const parseOffices = tableReader(
  { id: officeId, name: required, shortName: required, province, ...validity, ...provenance, ...note },
  ordered,
);

export const parseOfficeSeats = tableReader(
  {
    officeId,
    address: required,
    municipalityCode,
    municipality: required,
    ...validity,
    ...provenance,
    ...note,
  },
  ordered,
);

/** Contacts of the demo only: fictitious, and they must say so. */
export const parseOfficeContactsDemo = tableReader({
  officeId,
  phone: matching(/^\+39 [\d ]+$/, "un numero con +39"),
  email: demoEmail,
  demo: oneOf("yes"),
  ...provenance,
});

export const parseBasins = tableReader(
  { municipalityCode, municipality: required, province, officeId, ...validity, ...provenance },
  ordered,
);

export const parseZipBasins = tableReader(
  { municipalityCode, zip: zipCode, officeId, districts: optionalText, ...validity, ...provenance },
  ordered,
);

export const parseMunicipalities = tableReader({
  code: municipalityCode,
  istat: matching(/^\d{6}$/, "un codice ISTAT di sei cifre"),
  name: required,
  province,
  region: required,
  population: optionalCount,
  from: date,
  ...provenance,
});

export const parseMunicipalityHistory = tableReader(
  {
    code: municipalityCode,
    istat: optionalText,
    name: required,
    otherName: optionalText,
    province: optionalText,
    region: optionalText,
    ...validity,
    ...provenance,
  },
  ordered,
);

export const parseSuccessors = tableReader({
  code: municipalityCode,
  name: required,
  successorCode: municipalityCode,
  successorName: required,
  since: date,
  ...provenance,
  ...note,
});

export const parseForeignStates = tableReader({
  code: stateCode,
  name: required,
  iso3: optional(matching(/^[A-Z]{3}$/, "un codice ISO di tre lettere")),
  istat: optionalText,
  to: optionalDate,
  ...provenance,
});

export const parseNationalHolidays = tableReader(
  { rule: holidayRule, name: required, fromYear: year, toYear: year, ...provenance, ...note },
  yearsOrdered,
);

export const parseLocalHolidays = tableReader(
  {
    municipalityCode,
    municipality: required,
    rule: holidayRule,
    name: required,
    fromYear: year,
    toYear: year,
    status: oneOf("verified", "partly-verified", "not-verified"),
    officeCloses: yesNo,
    ...provenance,
    ...note,
  },
  yearsOrdered,
);

export const parseOpeningHours = tableReader(
  { officeId, weekday, opens: clock, closes: clock, ...validity, ...provenance },
  hoursOrdered,
);

export const parseClosures = tableReader(
  {
    officeId,
    from: date,
    to: date,
    fromTime: optionalClock,
    toTime: optionalClock,
    reason: required,
    ...provenance,
    ...note,
  },
  closureOrdered,
);

export const parseTermSuspensions = tableReader(
  { measure: required, from: date, to: date, citation: citationId, reason: required, ...provenance },
  ordered,
);

export const parseDeskScenarios = tableReader({
  scenario: required,
  name: required,
  staffTotal: whole(0, 100_000),
  frontOfficeShare: decimal,
  freeShare: decimal,
  allocation: oneOf("expected-load", "even-staffing"),
  ...provenance,
  ...note,
});

export const parseDesks = tableReader(
  {
    scenario: required,
    officeId,
    desks: whole(0, 999),
    staff: optionalCount,
    ...validity,
    ...provenance,
    ...note,
  },
  ordered,
);

export const parseCohort = tableReader({
  officeId,
  office: required,
  province,
  households: whole(0, 100_000_000),
  ...provenance,
});

export const parseCohortParameters = tableReader({
  key: required,
  value: decimal,
  unit: required,
  ...provenance,
  ...note,
});

export const parseCodeLists = tableReader({
  list: required,
  code: required,
  description: required,
  ...provenance,
  ...note,
});

/** Every table that is loaded, by the name of its file in `reference/`, in an order in which each finds what it points at. */
export const REFERENCE_TABLES = {
  "sources.csv": parseSources,
  "offices.csv": parseOffices,
  "office-seats.csv": parseOfficeSeats,
  "office-contacts-demo.csv": parseOfficeContactsDemo,
  "municipalities.csv": parseMunicipalities,
  "municipalities-history.csv": parseMunicipalityHistory,
  "municipality-successors.csv": parseSuccessors,
  "foreign-states.csv": parseForeignStates,
  "basins.csv": parseBasins,
  "napoli-zip-offices.csv": parseZipBasins,
  "holidays-national.csv": parseNationalHolidays,
  "holidays-local.csv": parseLocalHolidays,
  "opening-hours.csv": parseOpeningHours,
  "office-closures.csv": parseClosures,
  "term-suspensions.csv": parseTermSuspensions,
  "desk-scenarios.csv": parseDeskScenarios,
  "desks.csv": parseDesks,
  "cohort-by-office.csv": parseCohort,
  "cohort-parameters.csv": parseCohortParameters,
  "code-lists.csv": parseCodeLists,
} as const;

export type ReferenceTableName = keyof typeof REFERENCE_TABLES;

type RowOf<P> = P extends (...rows: never[]) => ParsedTable<infer R> ? R : never;

/** The rows of every table, typed. */
export type ReferenceRows = {
  readonly [N in ReferenceTableName]: readonly RowOf<(typeof REFERENCE_TABLES)[N]>[];
};
